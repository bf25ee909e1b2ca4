"""Put a restored file in the place of the school's: decided in one write, then done, also later.

The decision is a small file beside the school's. Once it is there the swap is carried through, by
whoever opens the folder next if need be; as long as it is not, nothing has changed. Everything
after the decision is renaming, which a full disk does not stop.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from school_desk.errors import N_, DeskError
from school_desk.storage import device, waiting
from school_desk.storage.whole_file import sync_folder, write_whole

WAL_FILES = ("-wal", "-shm")
TWIN = ".bak"
TOP_BYTES = 4096


class SwapHeldError(DeskError):
    """Another program holds one of the files."""

    sentence = N_(
        "The restored file cannot be put in its place: another program holds files in {folder}. "
        "Close it and start School Desk again."
    )


@dataclass(frozen=True, slots=True)
class SwapFiles:
    """The files of one folder that take part in a swap."""

    database: Path
    keys: Path
    restored: Path
    decision: Path

    @property
    def folder(self) -> Path:
        """Where all of them lie."""
        return self.database.parent

    @property
    def restored_keys(self) -> Path:
        """The key file of the restored file."""
        return _with(self.restored, ".keys")


def put_keys(files: SwapFiles, keys: bytes) -> None:
    """Lay the key file of a restored file beside it, twice as the program does."""
    write_whole(files.restored_keys, keys)
    write_whole(_with(files.restored_keys, TWIN), keys)


def decide(files: SwapFiles, aside: str, look: bytes = b"") -> None:
    """Decide that the restored file, which is complete beside, becomes the school's.

    Args:
        files: where everything lies.
        aside: the stem of the name under which the present file is kept.
        look: a sealed line for the log of looks. It stands in the decision, so that there is one
            for every restore that is carried through and none for another.
    """
    told = {"aside": aside, "look": look.decode("ascii")}
    write_whole(files.decision, json.dumps(told).encode())


def carry_through(files: SwapFiles) -> None:
    """Do what is left of a decided swap. Each step may be the last before a power cut."""
    try:
        decision = _decision(files)
        for restored, present, aside in _places(files, decision["aside"]):
            if restored.exists():
                _move_aside(present, aside)
                restored.replace(present)
        (files.folder / device.FILE_NAME).unlink(missing_ok=True)
        _note(files.folder, decision.get("look", ""))
        sync_folder(files.folder)
        files.decision.unlink()
    except OSError as error:
        raise SwapHeldError(folder=files.folder) from error


def free_stem(folder: Path, stem: str) -> str:
    """A name for what is kept aside under which nothing lies yet.

    Args:
        folder: where it will lie.
        stem: the name without its ending; a number is added if it is taken.
    """
    number, free = 1, stem
    while (folder / f"{free}.db").exists() or (folder / f"{free}.keys").exists():
        number += 1
        free = f"{stem}-{number}"
    return free


def _decision(files: SwapFiles) -> Mapping[str, str]:
    with files.decision.open("rb") as file:
        return dict(json.loads(file.read(TOP_BYTES)))


def _note(folder: Path, look: str) -> None:
    """Let the look wait for who opens the restored file; as any that waits it may come twice.

    A full disk does not stop a restore, so that it may be without a line as a look may.
    """
    if look:
        with suppress(OSError):
            waiting.append(folder, (look.encode("ascii"),))


def _places(files: SwapFiles, aside: str) -> Iterator[tuple[Path, Path, Path]]:
    """What is restored, whose place it takes, where that goes."""
    yield files.restored, files.database, files.folder / f"{aside}.db"
    for ending in ("", TWIN):
        kept = files.folder / f"{aside}.keys{ending}"
        yield _with(files.restored_keys, ending), _with(files.keys, ending), kept


def _move_aside(present: Path, aside: Path) -> None:
    """The log of writes goes with its file: beside another one it would spoil that."""
    for ending in (*WAL_FILES, ""):
        if _with(present, ending).exists():
            _with(present, ending).replace(_with(aside, ending))


def _with(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
