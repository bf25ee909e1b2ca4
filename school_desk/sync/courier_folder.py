"""The folder on a stick where bundles lie: short names, whole files, read back before they count.

Names fit any FAT: eight letters, three for the ending, no difference of case.
"""

import base64
import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from school_desk.storage.whole_file import sync_folder
from school_desk.sync.courier_errors import (
    CourierError,
    FolderFullError,
    FolderGoneError,
    FolderReadOnlyError,
    FolderUnreadableError,
    NotKeptError,
)

FOLDER = "SCHOOLDK"
ENDING, UNFINISHED = ".SDB", ".TMP"
NAME_BYTES = 5
MOST_BYTES = 48 << 20
"""No bundle is larger: a file of FAT ends at 4 GB, and one of ours is read in one piece."""
MOST_FILES = 4096
BLOCK = 1 << 18
HEAD = 1 << 10
LEFT_FREE = 64 << 10
"""So much stays free on a stick for its own tables."""

_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
_CLOSED = (errno.EROFS, errno.EACCES, errno.EPERM)
_GONE = (
    *(errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.EHOSTDOWN),
    *(errno.ESTALE, errno.EBADF, errno.ETIMEDOUT, errno.EHOSTUNREACH),
)

Beat = Callable[[], object]
"""Called between two blocks; raises to leave off."""


def bundle_name(sender: bytes, to: bytes) -> str:
    """What the bundle of one computer for another is called, always the same.

    >>> bundle_name(b"a" * 8, b"b" * 8)
    'ECP5NEMQ.SDB'
    """
    short = blake2b(sender + to, digest_size=NAME_BYTES).digest()
    return base64.b32encode(short).decode() + ENDING


class Shelf:
    """Where the bundles of a stick or a shared folder lie."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._place = folder / FOLDER

    def room(self) -> int:
        """So many bytes may be written."""
        with self._in_words():
            return min(MOST_BYTES, max(0, shutil.disk_usage(self.folder).free - LEFT_FREE))

    def there(self) -> bool:
        """Whether the folder can be reached now."""
        with suppress(OSError):
            return self.folder.is_dir()
        return False

    def has(self, name: str) -> bool:
        """Whether there is a bundle of this name."""
        with suppress(OSError):
            return (self._place / name).is_file()
        return False

    def names(self) -> list[str]:
        """The bundles that are there, by name; none in a folder that nobody wrote to."""
        with self._in_words():
            if not self.folder.is_dir():
                raise FolderGoneError(folder=self.folder)
            if not self._place.is_dir():
                return []
            found = (one.name for one in os.scandir(self._place) if one.is_file())
            return sorted(one for one in found if one.upper().endswith(ENDING))[:MOST_FILES]

    def read(self, name: str) -> bytes | None:
        """A bundle as it lies there; None: larger than any bundle is."""
        with self._in_words(), (self._place / name).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        return content if len(content) <= MOST_BYTES else None

    def sign(self, name: str) -> bytes:
        """What tells this bundle from any other: its size and its head, which is random."""
        with self._in_words(), (self._place / name).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            return blake2b(file.read(HEAD) + size.to_bytes(8), digest_size=16).digest()

    def write(self, name: str, content: bytes, beat: Beat, holds: Callable[[bytes], bool]) -> None:
        """Write a bundle durably and read it back; or raise, and what was there before stays.

        `holds` says whether what was read back unlocks to what was meant.
        """
        path = self._place / name
        beside = path.with_suffix(UNFINISHED)
        try:
            with self._in_words():
                self._make_place()
                _write(beside, content, beat)
                self._look(beside, content, holds)
                beside.replace(path)
                sync_folder(self._place)
                self._look(path, content, lambda _read: True)
        except BaseException:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise

    def remove(self, name: str) -> None:
        """Take a bundle away, if it is there."""
        with self._in_words():
            (self._place / name).unlink(missing_ok=True)

    def _make_place(self) -> None:
        """Only our own folder is made: without the stick there is none to make it in."""
        if not self._place.is_dir():
            self._place.mkdir()
            sync_folder(self.folder)

    def _look(self, path: Path, content: bytes, holds: Callable[[bytes], bool]) -> None:
        with path.open("rb") as file:
            _forget_cached(file.fileno())
            read = file.read(len(content) + 1)
        if blake2b(read).digest() != blake2b(content).digest() or not holds(read):
            raise NotKeptError(folder=self.folder)

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise self._sentence(error) from error

    def _sentence(self, error: OSError) -> CourierError:
        if error.errno in _FULL:
            return FolderFullError(folder=self.folder)
        if error.errno in _GONE or not self.there():
            return FolderGoneError(folder=self.folder)
        if error.errno in _CLOSED:
            return FolderReadOnlyError(folder=self.folder)
        return FolderUnreadableError(folder=self.folder)


def _write(path: Path, content: bytes, beat: Beat) -> None:
    with path.open("wb") as file:
        for start in range(0, len(content), BLOCK):
            beat()
            file.write(content[start : start + BLOCK])
        file.flush()
        os.fsync(file.fileno())


def _forget_cached(handle: int) -> None:
    """Read from the medium, not from memory, where the system lets one ask for it."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
