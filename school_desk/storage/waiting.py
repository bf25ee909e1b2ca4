"""Sealed lines that wait beside the school's file until somebody may write in it.

Who only reads the school leaves traces here: the file itself takes none from a reader. A line is
sealed with the file's key, so whoever cannot open the school learns nothing from it, and a line
from another hand is passed over. Deleting the file is deleting what waits; who can do that can
also copy the school and read it where nobody notes anything.
"""

import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from school_desk.storage.sealing import NONCE_BYTES, Random, derive

FILE_NAME = "looks.waiting"
PURPOSE = "lines that wait"
TOP_BYTES = 16 * 1024 * 1024


class WaitingLines:
    """The lines of one data folder."""

    def __init__(self, folder: Path, file_key: bytes, *, random: Random = os.urandom) -> None:
        self._path = folder / FILE_NAME
        self._aside = self._path.with_name(f"{FILE_NAME}.taken")
        self._box = AESGCM(derive(file_key, PURPOSE))
        self._random = random

    def add(self, lines: Iterable[str]) -> None:
        """Append lines, whole or not at all; raises OSError where the folder takes nothing."""
        append(self._path.parent, (self.sealed(line) for line in lines))

    def take(self) -> tuple[str, ...]:
        """All lines that wait. They stay aside until `done`, so that a power cut loses none."""
        aside = self._read()
        if not aside and self._path.exists():
            self._path.replace(self._aside)
            aside = self._read()
        return tuple(aside)

    def done(self) -> None:
        """What was taken is written where it belongs."""
        self._aside.unlink(missing_ok=True)

    def _read(self) -> list[str]:
        try:
            with self._aside.open("rb") as file:
                content = file.read(TOP_BYTES)
        except FileNotFoundError:
            return []
        return list(self._opened(content.splitlines()))

    def sealed(self, line: str) -> bytes:
        """A line as it waits: ASCII, without an end of line."""
        nonce = self._random(NONCE_BYTES)
        return b64encode(nonce + self._box.encrypt(nonce, line.encode(), None))

    def _opened(self, lines: Iterable[bytes]) -> Iterator[str]:
        for line in lines:
            try:
                content = b64decode(line, validate=True)
                nonce, box = content[:NONCE_BYTES], content[NONCE_BYTES:]
                yield self._box.decrypt(nonce, box, None).decode()
            except (ValueError, InvalidTag):  # torn by a power cut, or not ours
                continue


def append(folder: Path, sealed: Iterable[bytes]) -> None:
    """Let sealed lines wait in a folder, whole or not at all; raises OSError if it takes none."""
    content = b"".join(line + b"\n" for line in sealed)
    with (folder / FILE_NAME).open("ab", buffering=0) as file:
        file.write(content)
