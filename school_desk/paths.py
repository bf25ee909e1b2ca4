"""Where a school's files lie, and whether a folder is fit to hold them."""

import ctypes
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from school_desk.storage.errors import (
    FolderMissingError,
    FolderReadOnlyError,
    FolderSharedError,
    SchoolFileMissingError,
)

CLOUD_NAMES = ("onedrive", "dropbox", "google drive", "googledrive", "yandex.disk", "nextcloud")
NETWORK_KINDS = ("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "fuse.sshfs", "ncpfs")
MAKING = ".making"
"""Begins the names of what is not a backup yet."""

REMOTE_DRIVE = 4
"""What Windows' GetDriveType says of a network drive."""


@dataclass(frozen=True, slots=True)
class SchoolFolder:
    """The folder of one school and the names of its files."""

    folder: Path

    @property
    def database(self) -> Path:
        """The encrypted file."""
        return self.folder / "school.db"

    @property
    def fresh_database(self) -> Path:
        """The file while a school is set up; it gets its name when it is complete."""
        return self.folder / "school.new"

    @property
    def next_database(self) -> Path:
        """The file while it is written anew under another key."""
        return self.folder / "school.next"

    @property
    def keys(self) -> Path:
        """Who can open it."""
        return self.folder / "school.keys"

    @property
    def lock(self) -> Path:
        """Held by the one process that writes."""
        return self.folder / "school.lock"

    @property
    def settings(self) -> Path:
        """What the window remembers: nothing of the school in it."""
        return self.folder / "settings.json"

    @property
    def backups(self) -> Path:
        """The folder of the backups on this disk."""
        return self.folder / "backups"

    @property
    def has_unmade(self) -> bool:
        """Whether a backup is being made, or a run that was killed has left one half made."""
        return any(self.backups.glob(f"{MAKING}*"))

    @property
    def restored(self) -> Path:
        """The side copy into which a backup is restored."""
        return self.folder / "school.restored"

    @property
    def compared(self) -> Path:
        """The side copy of who only looks, beside the process that writes."""
        return self.folder / "school.compared"

    @property
    def tested(self) -> Path:
        """The side copy of a test restore."""
        return self.folder / "school.tested"

    @property
    def swap(self) -> Path:
        """There while a restored file is on its way to its place."""
        return self.folder / "school.swap"

    def remove_side_copies(self) -> None:
        """Remove the side copies of a run that was killed; what is held stays for later."""
        for copy in (self.restored, self.compared, self.tested):
            remove_side_copy(copy)
        with suppress(OSError):
            self.swap.with_name(f"{self.swap.name}.part").unlink(missing_ok=True)

    @property
    def is_set_up(self) -> bool:
        """Whether a school is here, or what is left of one: that is mended, never set up over.

        A set-up that broke off has its keys, but its file under the temporary name only.
        """
        return self.database.exists() or (self.has_keys and not self.fresh_database.exists())

    @property
    def has_keys(self) -> bool:
        """Whether a key file or its twin is here."""
        return self.keys.exists() or self.keys.with_name(self.keys.name + ".bak").exists()

    def check(self, *, mending: bool = False) -> None:
        """Refuse a folder that is missing, read-only, shared, synchronised or without its file.

        `mending`: somebody is about to bring the file back.
        """
        if not self.folder.is_dir():
            raise FolderMissingError(folder=self.folder)
        if is_shared(self.folder):
            raise FolderSharedError(folder=self.folder)
        if not is_writable(self.folder):
            raise FolderReadOnlyError(folder=self.folder)
        on_its_way = mending or self.swap.exists()
        if self.is_set_up and not self.database.exists() and not on_its_way:
            raise SchoolFileMissingError(file=self.database.name, folder=self.folder)


def remove_side_copy(copy: Path) -> None:
    """Remove a side copy with its keys, what the engine lays beside it, what is half written."""
    for path in copy.parent.glob(f"{copy.name}*"):
        with suppress(OSError):
            path.unlink()


def default_folder() -> Path:
    """Where the school lies unless someone says otherwise."""
    return Path(platformdirs.user_data_dir("SchoolDesk", appauthor=False))


def is_shared(folder: Path) -> bool:
    """Whether a folder is synchronised by a cloud program or lies on a network share."""
    return _in_cloud(folder) or _on_network(folder)


def is_writable(folder: Path) -> bool:
    """Try: rights and mount options together are known only so."""
    probe = folder / f".write-{os.getpid()}"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True


def _in_cloud(folder: Path) -> bool:
    parts = [part.lower() for part in folder.resolve().parts]
    return any(
        part == name or part.startswith(name + " ") for part in parts for name in CLOUD_NAMES
    )


def _on_network(folder: Path) -> bool:
    if sys.platform == "win32":
        return _is_remote_drive(folder)
    kind = _kind_of_mount(folder.resolve(), Path("/proc/mounts"))
    return kind in NETWORK_KINDS


def _is_remote_drive(folder: Path) -> bool:
    resolved = str(folder.resolve())
    if resolved.startswith("\\\\"):
        return True

    root = folder.resolve().anchor
    return bool(ctypes.windll.kernel32.GetDriveTypeW(root) == REMOTE_DRIVE)  # type: ignore[attr-defined]


def _kind_of_mount(folder: Path, mounts: Path) -> str:
    """The kind of file system that holds a folder; "" where nobody says."""
    try:
        lines = [line.split() for line in mounts.read_text("utf-8").splitlines()]
    except OSError:
        return ""
    places = [(Path(line[1].replace("\\040", " ")), line[2]) for line in lines if len(line) > 2]  # noqa: PLR2004
    holding = [(place, kind) for place, kind in places if folder.is_relative_to(place)]
    return max(holding, key=lambda one: len(one[0].parts), default=(Path(), ""))[1]
