"""Who can open what: the accounts of a school, and each secret sealed to those who may hold it.

Every account has a key pair; its private half is closed with the password. Every secret (the key of
this computer's file, later the key of a compartment) is sealed to the public keys of its holders,
and always to the recovery sheet. A secret has generations: older ones stay with those who had them.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from school_desk.errors import N_, DeskError
from school_desk.storage.canonical import canonical
from school_desk.storage.recovery_code import RecoveryCode
from school_desk.storage.sealing import Argon2Params, Random, Wrap, derive, unseal, unwrap

RECOVERY = 0
"""The holder that is no account: the recovery sheet."""

LOT_BYTES = 5

FILE = "file"
"""The secret that opens the school's file on this computer."""


class UnknownAccountError(DeskError):
    """Nobody signs in under this name."""

    sentence = N_("Nobody signs in here as “{name}”. Choose a name from the list.")


class NotAdmittedError(DeskError):
    """The password is right, but the account does not hold the key of this file."""

    sentence = N_(
        "“{name}” may not open the school on this computer. The head can admit this account."
    )


class RecoveryForeignError(DeskError):
    """A well-formed recovery code that is not the one of this school."""

    sentence = N_(
        "This recovery code is whole, but it belongs to another school or to an older sheet."
    )


class KeyRingForgedError(DeskError):
    """Somebody without the keys has written in the key file."""

    sentence = N_(
        "The key file of this school was changed from outside. Nothing was changed. "
        "Restore it from a backup."
    )


@dataclass(frozen=True, slots=True)
class KeyAccount:
    """An account as the key file knows it: a name to sign in with and a key pair."""

    id: int
    name: str
    public_key: bytes
    wrapped: Wrap


@dataclass(frozen=True, slots=True)
class SealedSecret:
    """One generation of a secret, sealed to one holder."""

    name: str
    generation: int
    holder: int
    box: bytes = field(repr=False)

    @property
    def label(self) -> str:
        """What the opened secret is called."""
        return label(self.name, self.generation)


@dataclass(frozen=True, slots=True)
class FormerBox:
    """What an older recovery sheet opens and the present one does not: `secret` is its box."""

    recovery: bytes
    secret: SealedSecret


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a password (or the recovery code) has opened; never written, never shown."""

    account_id: int
    private_key: bytes = field(repr=False)
    secrets: Mapping[str, bytes] = field(repr=False)

    @property
    def file_key(self) -> bytes:
        """The newest key of this computer's file."""
        return self.secrets[label(FILE, self.newest(FILE))]

    def newest(self, name: str) -> int:
        """Tell the newest generation held of a secret; 0 when none is held.

        >>> Unlocked(7, b"", {"file/9": b"", "file/10": b"", "support/1": b""}).newest("file")
        10
        """
        return max((n for held, n in map(split_label, self.secrets) if held == name), default=0)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The whole key file as a value. `proof` shows that a holder of the file key wrote it.

    `former`: boxes of sheets before the present one, kept as long as this one lacks what they open.
    """

    school: int
    recovery: bytes
    accounts: tuple[KeyAccount, ...]
    secrets: tuple[SealedSecret, ...]
    proof: bytes = field(default=b"", repr=False)
    former: tuple[FormerBox, ...] = ()

    def unlock(self, sign_in_name: str, password: str) -> Unlocked:
        """Open what this person may hold, or raise."""
        account = self.account_named(sign_in_name)
        purpose = wrap_purpose(self.school, account.id)
        private_key = unwrap(account.wrapped, password, purpose=purpose)
        return self._opened(account.id, private_key, account.name)

    def unlock_with_recovery(self, code: RecoveryCode) -> Unlocked:
        """Open every secret with the recovery sheet."""
        if code.public_key != self.recovery:
            raise RecoveryForeignError
        return self._opened(RECOVERY, code.private_key, "")

    def opened_by(self, unlocked: Unlocked) -> Unlocked:
        """What somebody who is signed in already opens of this ring."""
        return self._opened(unlocked.account_id, unlocked.private_key, "")

    def opened_by_sheet(self, code: RecoveryCode) -> Mapping[str, bytes]:
        """Every secret that the present sheet opens, or an older one that is still needed."""
        if code.public_key == self.recovery:
            return self.unlock_with_recovery(code).secrets
        boxes = [one.secret for one in self.former if one.recovery == code.public_key]
        if not boxes:
            raise RecoveryForeignError
        return {
            one.label: unseal(one.box, code.private_key, purpose=seal_purpose(self.school, one))
            for one in boxes
        }

    def account(self, account_id: int) -> KeyAccount:
        """Give an account by its id; to ask for one that is not there is a bug."""
        return next(account for account in self.accounts if account.id == account_id)

    def account_named(self, sign_in_name: str) -> KeyAccount:
        """Give the account of a name as typed: case and spaces do not matter."""
        wanted = folded(sign_in_name)
        for account in self.accounts:
            if folded(account.name) == wanted:
                return account
        raise UnknownAccountError(name=sign_in_name)

    @property
    def cost(self) -> Argon2Params:
        """What a guess of a password costs here: the dearest that was ever measured.

        It is kept with each private key that a password closes, so the proof covers it.
        """
        params = [account.wrapped.params for account in self.accounts]
        return max(params, key=lambda one: one.work, default=Argon2Params())

    def is_cheap(self, account_id: int) -> bool:
        """Whether a guess of this password costs at most half of what it should."""
        return 2 * self.account(account_id).wrapped.params.work <= self.cost.work

    def newest(self, name: str) -> int:
        """Tell the newest generation of a secret; 0 when there is none yet."""
        kept = (*self.secrets, *(former.secret for former in self.former))
        return max((one.generation for one in kept if one.name == name), default=0)

    def proved(self, file_key: bytes) -> "KeyRing":
        """Sign the content as it is now with the file key."""
        return replace(self, proof=_proof(self, file_key))

    def verify(self, file_key: bytes) -> None:
        """Raise unless a holder of the file key wrote this content."""
        if not hmac.compare_digest(self.proof, _proof(self, file_key)):
            raise KeyRingForgedError

    def _opened(self, holder: int, private_key: bytes, name: str) -> Unlocked:
        secrets = {
            one.label: unseal(one.box, private_key, purpose=seal_purpose(self.school, one))
            for one in self.secrets
            if one.holder == holder
        }
        if label(FILE, self.newest(FILE)) not in secrets:
            raise NotAdmittedError(name=name)
        unlocked = Unlocked(holder, private_key, secrets)
        self.verify(unlocked.file_key)
        return unlocked


def label(name: str, generation: int) -> str:
    """Name one generation of a secret, such as "file/1"."""
    return f"{name}/{generation}"


def following(newest: int, random: Random) -> int:
    """The number of the next generation: it counts above, and below it is drawn by lot.

    So two computers that each begin one, unseen by each other, never mean the same by a number.
    """
    lot = int.from_bytes(random(LOT_BYTES))
    return ((newest >> 8 * LOT_BYTES) + 1 << 8 * LOT_BYTES) | lot


def split_label(text: str) -> tuple[str, int]:
    """Take a label apart; names may hold a slash of their own.

    >>> split_label("author/12/3")
    ('author/12', 3)
    """
    name, _, generation = text.rpartition("/")
    return name, int(generation)


def folded(sign_in_name: str) -> str:
    """Reduce a name to what tells it from others."""
    return " ".join(unicodedata.normalize("NFC", sign_in_name).casefold().split())


def wrap_purpose(school: int, account_id: int) -> str:
    """Bind a wrapped private key to its school and account."""
    return f"private key of {school}/{account_id}"


def seal_purpose(school: int, secret: SealedSecret) -> str:
    """Bind a sealed secret to its school, name, generation and holder."""
    return f"secret of {school}: {secret.label} for {secret.holder}"


def _proof(ring: KeyRing, file_key: bytes) -> bytes:
    """A keyed digest of all but itself.

    Without it somebody with the disk alone could put a public key of his own in place of a
    teacher's or of the recovery sheet's, and wait until the next secret is sealed to it.
    """
    former = tuple((one.recovery, *_secret_content(one.secret)) for one in ring.former)
    content = canonical(
        (
            ring.school,
            ring.recovery,
            tuple(_account_content(account) for account in ring.accounts),
            tuple(_secret_content(one) for one in ring.secrets),
            *((former,) if former else ()),
        )
    )
    key = derive(file_key, "proof of the key ring")
    return hashlib.blake2b(content, key=key, digest_size=32).digest()


def _secret_content(one: SealedSecret) -> tuple[object, ...]:
    return one.name, one.generation, one.holder, one.box


def _account_content(account: KeyAccount) -> tuple[object, ...]:
    wrapped, params = account.wrapped, account.wrapped.params
    work = (params.memory_kib, params.passes, params.lanes)
    return (account.id, account.name, account.public_key, work, wrapped.salt, wrapped.box)
