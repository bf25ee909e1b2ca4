"""Replace a small file as a whole: after a power cut it holds the old content or the new one."""

import errno
import os
from pathlib import Path

from school_desk.storage.errors import DiskFullError, FileUnwritableError


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the file, make it durable, put it in place; or raise and change nothing."""
    beside = path.with_name(path.name + ".part")
    try:
        _write_durably(beside, content)
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        beside.unlink(missing_ok=True)
        if error.errno == errno.ENOSPC:
            raise DiskFullError from error
        raise FileUnwritableError(folder=path.parent) from error


def put_in_place(made: Path, path: Path) -> None:
    """A file that was written beside takes the place of another, durably; or raises.

    What was deleted in the folder before is gone before the name is given.
    """
    try:
        sync_folder(path.parent)
        with made.open("rb+") as file:
            os.fsync(file.fileno())
        made.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise FileUnwritableError(folder=path.parent) from error


def _write_durably(path: Path, content: bytes) -> None:
    """Only the owner may read it (where the system knows owners)."""
    with open(path, "wb", opener=open_private) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def open_private(path: str, flags: int) -> int:
    """An opener for files that only the owner may read."""
    return os.open(path, flags, 0o600)


def sync_folder(folder: Path) -> None:
    """Make the new name durable; Windows neither needs nor allows it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
