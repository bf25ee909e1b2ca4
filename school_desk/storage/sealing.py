"""Close bytes so that only one key pair, or one password, opens them again."""

import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from school_desk.errors import N_, DeskError

Random = Callable[[int], bytes]
"""Gives that many unpredictable bytes: `secrets.token_bytes`, or a fixed series in a test."""

KEY_BYTES = 32
NONCE_BYTES = 12
SALT_BYTES = 16
VERSION = b"\x01"

FLOOR_MEMORY_KIB = 19 * 1024  # the least that OWASP's password storage sheet accepts, with t = 2
FLOOR_PASSES = 2
TOP_MEMORY_KIB = 128 * 1024  # an old PC has 4 GB in all
TOP_PASSES = 16
AIM_SECONDS = 0.25


class WrongPasswordError(DeskError):
    """The password does not open what it should."""

    sentence = N_("The password does not fit. Check the language of the keyboard and Caps Lock.")


class SealBrokenError(DeskError):
    """A sealed secret does not open with the key it was sealed to: changed, or not ours."""

    sentence = N_(
        "A sealed secret of this school was changed from outside and does not open. "
        "Nothing was changed. Restore the key file from a backup."
    )


@dataclass(frozen=True, slots=True)
class Argon2Params:
    """How much work one guess of a password costs; stored with each wrap."""

    memory_kib: int = FLOOR_MEMORY_KIB
    passes: int = FLOOR_PASSES
    lanes: int = 1

    @property
    def work(self) -> int:
        """What one guess costs, to compare: the memory that is filled, over all passes."""
        return self.memory_kib * self.passes


@dataclass(frozen=True, slots=True)
class Wrap:
    """A private key closed with a password, and what it takes to try one."""

    params: Argon2Params
    salt: bytes = field(repr=False)
    box: bytes = field(repr=False)


def public_key_of(private_key: bytes) -> bytes:
    """Give the public half of an X25519 private key."""
    return X25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def seal(plain: bytes, public_key: bytes, *, purpose: str, random: Random) -> bytes:
    """Close bytes for the holder of one key pair; `purpose` must be the same to open them."""
    once = X25519PrivateKey.from_private_bytes(random(KEY_BYTES))
    head = VERSION + once.public_key().public_bytes_raw()
    key, nonce = _agreed(once, public_key, head + public_key, purpose)
    return head + AESGCM(key).encrypt(nonce, plain, head + purpose.encode())


def unseal(sealed: bytes, private_key: bytes, *, purpose: str) -> bytes:
    """Open sealed bytes, or raise SealBrokenError."""
    head, box = sealed[: 1 + KEY_BYTES], sealed[1 + KEY_BYTES :]
    if len(head) != 1 + KEY_BYTES or head[:1] != VERSION:
        raise SealBrokenError
    mine = X25519PrivateKey.from_private_bytes(private_key)
    try:
        # An ephemeral point of low order gives an all-zero secret: the library refuses it.
        pair = head + mine.public_key().public_bytes_raw()
        key, nonce = _agreed(mine, head[1:], pair, purpose)
        return AESGCM(key).decrypt(nonce, box, head + purpose.encode())
    except (InvalidTag, ValueError) as error:
        raise SealBrokenError from error


def wrap(
    private_key: bytes, password: str, params: Argon2Params, *, purpose: str, random: Random
) -> Wrap:
    """Close a private key with a password; `purpose` says whose it is and what for."""
    salt, nonce = random(SALT_BYTES), random(NONCE_BYTES)
    key = _stretched(password, salt, params)
    box = AESGCM(key).encrypt(nonce, private_key, _wrap_purpose(purpose))
    return Wrap(params, salt, nonce + box)


def unwrap(wrapped: Wrap, password: str, *, purpose: str) -> bytes:
    """Open a wrapped private key, or raise WrongPasswordError."""
    key = _stretched(password, wrapped.salt, wrapped.params)
    nonce, box = wrapped.box[:NONCE_BYTES], wrapped.box[NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, box, _wrap_purpose(purpose))
    except (InvalidTag, ValueError) as error:
        raise WrongPasswordError from error


def derive(secret: bytes, purpose: str, length: int = KEY_BYTES) -> bytes:
    """Make another key of a secret, for one purpose only."""
    info = b"school-desk key v1\x00" + purpose.encode()
    return HKDF(SHA256(), length, salt=None, info=info).derive(secret)


def measure() -> Argon2Params:
    """Choose the cost of a password on this PC; takes a second or two."""
    return choose_params(_seconds_of)


def choose_params(seconds_of: Callable[[Argon2Params], float]) -> Argon2Params:
    """Raise first the memory, then the passes, while one guess stays under a quarter second."""
    chosen = Argon2Params()
    while seconds_of(dearer := _dearer(chosen)) <= AIM_SECONDS and dearer != chosen:
        chosen = dearer
    return chosen


def _dearer(params: Argon2Params) -> Argon2Params:
    if params.memory_kib < TOP_MEMORY_KIB:
        memory = min(params.memory_kib * 5 // 4, TOP_MEMORY_KIB)
        return Argon2Params(memory, params.passes, params.lanes)
    return Argon2Params(params.memory_kib, min(params.passes + 1, TOP_PASSES), params.lanes)


def _seconds_of(params: Argon2Params) -> float:
    start = time.perf_counter()
    _stretched("", bytes(SALT_BYTES), params)
    return time.perf_counter() - start


def _agreed(
    mine: X25519PrivateKey, theirs: bytes, pair: bytes, purpose: str
) -> tuple[bytes, bytes]:
    """Key and nonce of one sealing; the ephemeral key is used once, so is the nonce."""
    shared = mine.exchange(X25519PublicKey.from_public_bytes(theirs))
    made = HKDF(
        SHA256(),
        KEY_BYTES + NONCE_BYTES,
        salt=pair,
        info=b"school-desk seal v1\x00" + purpose.encode(),
    ).derive(shared)
    return made[:KEY_BYTES], made[KEY_BYTES:]


def _stretched(password: str, salt: bytes, params: Argon2Params) -> bytes:
    """Argon2id; the same letters typed as one or as two code points are the same password."""
    typed = unicodedata.normalize("NFC", password).encode()
    return Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=params.passes,
        lanes=params.lanes,
        memory_cost=params.memory_kib,
    ).derive(typed)


def _wrap_purpose(purpose: str) -> bytes:
    return b"school-desk wrap v1\x00" + purpose.encode()
