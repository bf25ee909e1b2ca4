"""The pages of a school's file as they lie on the disk, opened without the engine, freed ones too.

A page of SQLCipher 4 is AES-256-CBC under the raw key; its last 80 bytes are the nonce and the
digest, the first 16 bytes of the file are a salt. Frames of the write-ahead log hold pages alike.
"""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

PAGE, KEPT, SALT, NONCE = 4096, 80, 16, 16
LOG_HEAD, FRAME_HEAD = 32, 24


def pages(path: Path, key: bytes) -> Iterator[bytes]:
    """Every page of the file and of its write-ahead log, opened."""
    content = path.read_bytes()
    for start in range(0, len(content), PAGE):
        yield _opened(content[start : start + PAGE], key, SALT if start == 0 else 0)
    log = path.with_name(f"{path.name}-wal")
    written = log.read_bytes() if log.exists() else b""
    for start in range(LOG_HEAD + FRAME_HEAD, len(written), FRAME_HEAD + PAGE):
        page = written[start : start + PAGE]
        yield _opened(page, key, 0)
        yield _opened(page, key, SALT)


def holds(path: Path, key: bytes, word: str) -> bool:
    """Whether a word stands anywhere on the disk, used or freed."""
    return any(word.encode() in page for page in pages(path, key))


def _opened(page: bytes, key: bytes, salt: int) -> bytes:
    nonce = page[PAGE - KEPT : PAGE - KEPT + NONCE]
    opener = Cipher(AES(key), CBC(nonce)).decryptor()
    return opener.update(page[salt : PAGE - KEPT])
