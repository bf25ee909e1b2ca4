"""Give and take keys: set up a school, add and remove accounts, change and reset passwords.

Each function returns a new key ring and changes nothing on the disk; `key_file.save_ring` does.
Each verifies the ring first, so that nothing is ever sealed to a key somebody has slipped in.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from school_desk.errors import N_, DeskError
from school_desk.storage.keys import (
    FILE,
    RECOVERY,
    FormerBox,
    KeyAccount,
    KeyRing,
    SealedSecret,
    Unlocked,
    folded,
    following,
    label,
    seal_purpose,
    split_label,
    wrap_purpose,
)
from school_desk.storage.recovery_code import RecoveryCode, make_recovery_code
from school_desk.storage.sealing import (
    KEY_BYTES,
    Argon2Params,
    Random,
    public_key_of,
    seal,
    wrap,
)

NAME_LETTERS = 80


class SignInNameError(DeskError):
    """An empty or endless name."""

    sentence = N_("A name to sign in with has 1 to {letters} letters.")


class SignInNameTakenError(DeskError):
    """Two people would sign in under one name."""

    sentence = N_("Somebody already signs in as “{name}”. Choose another name for this account.")


class SecretNotHeldError(DeskError):
    """One cannot pass on what one does not hold."""

    sentence = N_(
        "“{name}” holds keys that your account does not have. "
        "Open the school with the recovery sheet to do this."
    )


class SheetNeededError(DeskError):
    """The recovery sheet opens more than this person does."""

    sentence = N_(
        "The recovery sheet opens keys that your account does not have. "
        "Open the school with the present sheet to make another one."
    )


class LastAccountError(DeskError):
    """Nobody would be left to sign in."""

    sentence = N_("“{name}” is the only account of this school and cannot be removed.")


@dataclass(frozen=True, slots=True)
class Minting:
    """Where new keys come from and what one guess of a password shall cost."""

    random: Random
    params: Argon2Params


def create_school(
    head_name: str, password: str, *, random: Random, params: Argon2Params
) -> tuple[KeyRing, bytes, RecoveryCode]:
    """Make the keys of a new school: the head's account, the file key, the recovery sheet."""
    code = make_recovery_code(random)
    empty = KeyRing(_new_id(random, ()), code.public_key, (), ())
    file_key = random(KEY_BYTES)
    nobody = Unlocked(RECOVERY, code.private_key, {label(FILE, 1): file_key})
    boxes = (sealed(empty, FILE, 1, RECOVERY, file_key, random),)
    ring = replace(empty, secrets=boxes).proved(file_key)
    ring, _ = add_account(ring, nobody, head_name, password, random=random, params=params)
    return ring, file_key, code


def add_account(
    ring: KeyRing,
    unlocked: Unlocked,
    name: str,
    password: str,
    *,
    secrets: Sequence[str] = (FILE,),
    account_id: int | None = None,
    random: Random,
    params: Argon2Params,
) -> tuple[KeyRing, int]:
    """Add a person and hand over all generations of the named secrets; returns the id.

    `account_id` is that of a person whose row is in the file already.
    """
    ring.verify(unlocked.file_key)
    shown = _accept_name(ring, name)
    if account_id is None:
        account_id = _new_id(random, [account.id for account in ring.accounts])
    labels = [
        secret.label
        for secret in ring.secrets
        if secret.holder == RECOVERY and secret.name in secrets
    ]
    changed = _with_key_pair(
        ring,
        unlocked,
        account_id,
        shown,
        password=password,
        labels=labels,
        mint=Minting(random, params),
    )
    return changed.proved(unlocked.file_key), account_id


def change_password(
    ring: KeyRing, unlocked: Unlocked, password: str, *, random: Random, params: Argon2Params
) -> KeyRing:
    """Close one's own private key with another password."""
    ring.verify(unlocked.file_key)
    purpose = wrap_purpose(ring.school, unlocked.account_id)
    wrapped = wrap(unlocked.private_key, password, params, purpose=purpose, random=random)
    account = replace(ring.account(unlocked.account_id), wrapped=wrapped)
    return _with_account(ring, account).proved(unlocked.file_key)


def reset_password(
    ring: KeyRing,
    unlocked: Unlocked,
    account_id: int,
    password: str,
    *,
    random: Random,
    params: Argon2Params,
) -> KeyRing:
    """Give another person a new key pair and password; what the account held it holds again.

    Refused when it held a key of the file that `unlocked` does not hold. The key of a compartment
    that `unlocked` does not hold stays sealed to the recovery sheet: see `sharing.hand_over`.
    """
    ring.verify(unlocked.file_key)
    name = ring.account(account_id).name
    labels = [
        one.label
        for one in ring.secrets
        if one.holder == account_id and (one.name == FILE or one.label in unlocked.secrets)
    ]
    changed = _with_key_pair(
        ring,
        unlocked,
        account_id,
        name,
        password=password,
        labels=labels,
        mint=Minting(random, params),
    )
    return changed.proved(unlocked.file_key)


def seat_account(
    ring: KeyRing, unlocked: Unlocked, account: KeyAccount, *, random: Random
) -> KeyRing:
    """Let an account of another computer open the file of this one, by its own password."""
    ring.verify(unlocked.file_key)
    _accept_name(ring, account.name)
    ring = _with_account(ring, account)
    boxes = tuple(
        sealed(ring, *split_label(one), account.id, secret, random)
        for one, secret in unlocked.secrets.items()
        if split_label(one)[0] == FILE
    )
    return replace(ring, secrets=(*ring.secrets, *boxes)).proved(unlocked.file_key)


def remove_account(ring: KeyRing, unlocked: Unlocked, account_id: int) -> KeyRing:
    """Take a person out, with every secret sealed to that account.

    A copy of the older key file still opens with the old password: who must be kept out for good
    needs a new generation of the secrets as well.
    """
    ring.verify(unlocked.file_key)
    removed = ring.account(account_id)
    if len(ring.accounts) == 1:
        raise LastAccountError(name=removed.name)
    accounts = tuple(account for account in ring.accounts if account.id != account_id)
    secrets = tuple(secret for secret in ring.secrets if secret.holder != account_id)
    return replace(ring, accounts=accounts, secrets=secrets).proved(unlocked.file_key)


def renew_recovery(
    ring: KeyRing,
    unlocked: Unlocked,
    code: RecoveryCode,
    *,
    present: Mapping[str, bytes] | None = None,
    random: Random,
) -> KeyRing:
    """Another recovery sheet: all that the one before opens is sealed to this one instead.

    What neither `unlocked` nor the sheet before (`present`: what it opens) has here stays aside in
    the box of the older sheet, until somebody who holds it signs in (`sharing.keep_for_sheet`).
    Only keys of the file must be held: without them the new sheet would open nothing. A copy of
    the older ring still opens with the older sheet, as after `remove_account`.
    """
    ring.verify(unlocked.file_key)
    known = {**(present or {}), **unlocked.secrets}
    old = [one for one in ring.secrets if one.holder == RECOVERY]
    if any(one.name == FILE and one.label not in known for one in old):
        raise SheetNeededError
    aside = tuple(FormerBox(ring.recovery, one) for one in old if one.label not in known)
    still = tuple(one for one in ring.former if one.secret.label not in known)
    labels = dict.fromkeys(
        one.label for one in (*old, *(one.secret for one in ring.former)) if one.label in known
    )
    others = tuple(one for one in ring.secrets if one.holder != RECOVERY)
    ring = replace(ring, recovery=code.public_key, secrets=others, former=(*still, *aside))
    boxes = tuple(sealed(ring, *split_label(one), RECOVERY, known[one], random) for one in labels)
    return replace(ring, secrets=(*boxes, *others)).proved(unlocked.file_key)


def add_generation(
    ring: KeyRing,
    unlocked: Unlocked,
    name: str,
    secret: bytes,
    *,
    holders: Sequence[int],
    random: Random,
) -> tuple[KeyRing, Unlocked]:
    """Begin a secret, or its next generation, for these accounts and the recovery sheet.

    The key of the file counts from one, since it is of this computer alone.
    """
    ring.verify(unlocked.file_key)
    newest = ring.newest(name)
    generation = newest + 1 if name == FILE else following(newest, random)
    boxes = tuple(
        sealed(ring, name, generation, holder, secret, random) for holder in (RECOVERY, *holders)
    )
    ring = replace(ring, secrets=(*ring.secrets, *boxes))
    if unlocked.account_id in (RECOVERY, *holders):
        held = {**unlocked.secrets, label(name, generation): secret}
        unlocked = replace(unlocked, secrets=held)
    return ring.proved(secret if name == FILE else unlocked.file_key), unlocked


def _with_key_pair(
    ring: KeyRing,
    unlocked: Unlocked,
    account_id: int,
    name: str,
    *,
    password: str,
    labels: Sequence[str],
    mint: Minting,
) -> KeyRing:
    """A new key pair for an account, and the labelled secrets sealed to it."""
    if any(wanted not in unlocked.secrets for wanted in labels):
        raise SecretNotHeldError(name=name)
    private_key = mint.random(KEY_BYTES)
    purpose = wrap_purpose(ring.school, account_id)
    wrapped = wrap(private_key, password, mint.params, purpose=purpose, random=mint.random)
    account = KeyAccount(account_id, name, public_key_of(private_key), wrapped)
    others = tuple(secret for secret in ring.secrets if secret.holder != account_id)
    ring = _with_account(replace(ring, secrets=others), account)
    boxes = tuple(
        sealed(ring, *split_label(one), account_id, unlocked.secrets[one], mint.random)
        for one in labels
    )
    return replace(ring, secrets=(*others, *boxes))


def _with_account(ring: KeyRing, account: KeyAccount) -> KeyRing:
    """The ring with one account put in its place, or at the end."""
    if all(other.id != account.id for other in ring.accounts):
        return replace(ring, accounts=(*ring.accounts, account))
    accounts = tuple(account if other.id == account.id else other for other in ring.accounts)
    return replace(ring, accounts=accounts)


def sealed(
    ring: KeyRing, name: str, generation: int, holder: int, secret: bytes, random: Random
) -> SealedSecret:
    """One generation of a secret for one holder."""
    public_key = ring.recovery if holder == RECOVERY else ring.account(holder).public_key
    slot = SealedSecret(name, generation, holder, b"")
    purpose = seal_purpose(ring.school, slot)
    return replace(slot, box=seal(secret, public_key, purpose=purpose, random=random))


def _accept_name(ring: KeyRing, name: str) -> str:
    shown = " ".join(unicodedata.normalize("NFC", name).split())
    if not 1 <= len(shown) <= NAME_LETTERS or not shown.isprintable():
        raise SignInNameError(letters=NAME_LETTERS)
    if any(folded(account.name) == folded(shown) for account in ring.accounts):
        raise SignInNameTakenError(name=shown)
    return shown


def _new_id(random: Random, taken: Sequence[int]) -> int:
    """A random 63-bit number that nobody has; 0 is the recovery sheet."""
    while (number := int.from_bytes(random(8)) >> 1) in (RECOVERY, *taken):
        pass
    return number
