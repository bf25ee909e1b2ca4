"""This installation's own key pair: it signs what was written here, and its id is made of it."""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from school_desk.storage.errors import FileUnwritableError
from school_desk.storage.sealing import KEY_BYTES, NONCE_BYTES, Random, derive
from school_desk.storage.whole_file import write_whole

FILE_NAME = "device.key"
MAGIC = b"SDDK\x01"
ID_BYTES = 8
PURPOSE = "device key"
TOP_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Device:
    """One installation of the program with one data folder."""

    private_key: bytes = field(repr=False)
    public_key: bytes = field(init=False, repr=False, compare=False)
    """What others know this installation's signatures by."""
    id: bytes = field(init=False, repr=False, compare=False)
    """The first eight bytes of BLAKE2b of the public key."""

    def __post_init__(self) -> None:
        public_key = self._pair.public_key().public_bytes_raw()
        object.__setattr__(self, "public_key", public_key)
        object.__setattr__(self, "id", hashlib.blake2b(public_key).digest()[:ID_BYTES])

    def sign(self, message: bytes) -> bytes:
        """Sign with Ed25519; 64 bytes."""
        return self._pair.sign(message)

    @property
    def _pair(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.private_key)


def signed_by(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the device with this public key signed this message."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def load_or_create(folder: Path, file_key: bytes, *, random: Random = os.urandom) -> Device:
    """Open this folder's device key; without one, or with a broken one, be a new device.

    A broken file is kept aside. A new device is always safe: it begins a stream of its own, while
    going on with a doubtful identity could fork one.
    """
    path = folder / FILE_NAME
    content = _read(path)
    if not content and not path.exists():
        return _create(path, file_key, random)
    try:
        return Device(_opened(content, file_key))
    except (InvalidTag, ValueError):
        path.replace(path.with_name(path.name + ".broken"))
        return _create(path, file_key, random)


def save(folder: Path, device: Device, file_key: bytes, *, random: Random = os.urandom) -> None:
    """Keep a device's key under this file key; a new file key needs it written anew."""
    nonce = random(NONCE_BYTES)
    box = AESGCM(derive(file_key, PURPOSE)).encrypt(nonce, device.private_key, MAGIC)
    write_whole(folder / FILE_NAME, MAGIC + nonce + box)


def seal_again(
    folder: Path, before: bytes, file_key: bytes, *, random: Random = os.urandom
) -> None:
    """Keep the device's key under another file key; sealed with that one already, it stays."""
    content = _read(folder / FILE_NAME)
    try:
        _opened(content, file_key)
    except (InvalidTag, ValueError):
        with suppress(InvalidTag, ValueError):  # broken: the next start sees to it
            save(folder, Device(_opened(content, before)), file_key, random=random)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(TOP_BYTES)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise FileUnwritableError(folder=path.parent) from error


def _create(path: Path, file_key: bytes, random: Random) -> Device:
    device = Device(random(KEY_BYTES))
    save(path.parent, device, file_key, random=random)
    return device


def _opened(content: bytes, file_key: bytes) -> bytes:
    if not content.startswith(MAGIC):
        raise ValueError(content[: len(MAGIC)])
    nonce = content[len(MAGIC) :][:NONCE_BYTES]
    box = content[len(MAGIC) + NONCE_BYTES :]
    return AESGCM(derive(file_key, PURPOSE)).decrypt(nonce, box, MAGIC)
