"""Record every write of the real process, and build the disk as any power cut would leave it."""

import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from school_desk.errors import DeskError
from tests.soak.proof import Said, make_school, problems
from tests.soak.typist import FILE
from tests.storage.small_school import quick_folder

SECTOR = 512
HEAD = struct.Struct("=cIQI")
KINDS = ("kept", "dropped", "random", "torn")
OFTEN = "wal_autocheckpoint = 40"
CARELESS = "synchronous = NORMAL"


@dataclass(frozen=True)
class Operation:
    """One thing that the process did, in order."""

    what: str
    path: str
    offset: int
    content: bytes


def compiler() -> str | None:
    """The C compiler of this computer, if it has one and the recorder can work."""
    return (shutil.which("cc") or shutil.which("gcc")) if sys.platform == "linux" else None


def build_recorder(folder: Path) -> Path:
    library = folder / "recorder.so"
    source = Path(__file__).with_name("recorder.c")
    options = ["-shared", "-fPIC", "-O2", "-D_FILE_OFFSET_BITS=64", "-U_FILE_OFFSET_BITS"]
    subprocess.run([compiler(), *options, "-o", library, source, "-ldl"], check=True)
    return library


def record(
    library: Path,
    folder: Path,
    seed: int,
    units: int,
    *pragmas: str,
    driver: str = "tests.soak.typist",
) -> list[Operation]:
    """Let the driver write so many units of work, then stop it; what it did, in order."""
    tape = folder.with_suffix(".tape")
    env = os.environ | {
        "LD_PRELOAD": str(library),
        "SOAK_FOLDER": str(folder),
        "SOAK_RECORD": str(tape),
    }
    command = [sys.executable, "-m", driver, str(folder), str(seed), *pragmas]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as child:
        left = units
        while left and (line := child.stdout.readline()):
            left -= line == "done\n"
        child.kill()
    return list(_operations(tape.read_bytes()))


def _operations(tape: bytes) -> Iterator[Operation]:
    at = 0
    while at + HEAD.size <= len(tape):
        what, path_length, offset, length = HEAD.unpack_from(tape, at)
        at += HEAD.size
        path = tape[at : at + path_length].decode()
        at += path_length
        content = tape[at : at + length]
        at += length
        yield Operation(what.decode(), Path(path).name, offset, content)


@dataclass
class File:
    """A file as the disk has it for certain, and what was written since its last sync."""

    certain: bytearray
    pending: list[Operation] = field(default_factory=list)

    def do(self, operation: Operation) -> None:
        self.pending.append(operation)
        if operation.what == "S":
            self.certain = self.after(self.pending)
            self.pending = []

    def after(self, operations: list[Operation]) -> bytearray:
        content = bytearray(self.certain)
        for operation in operations:
            if operation.what == "T":
                content = content[: operation.offset].ljust(operation.offset, b"\0")
            elif operation.what == "W":
                _write(content, operation.offset, operation.content)
        return content

    def image(self, kind: str, chance: random.Random) -> bytearray:
        """The file after a power cut of a kind."""
        if kind == "dropped":
            return bytearray(self.certain)
        if kind == "kept":
            return self.after(self.pending)
        kept = [operation for operation in self.pending if chance.random() < 1 / 2]
        if kind == "torn":
            kept = [part for operation in kept for part in _torn(operation, chance)]
        return self.after(kept)


def _write(content: bytearray, offset: int, written: bytes) -> None:
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(written)] = written


def _torn(operation: Operation, chance: random.Random) -> Iterator[Operation]:
    """A write of which only some sectors reached the disk."""
    if operation.what != "W":
        yield operation
        return
    start = 0
    while start < len(operation.content):
        end = start + SECTOR - (operation.offset + start) % SECTOR
        if chance.random() < 1 / 2:
            piece = operation.content[start:end]
            yield Operation("W", operation.path, operation.offset + start, piece)
        start = end


@dataclass
class Disk:
    """All files of the folder at a moment, and what had been said by then."""

    files: dict[str, File]
    said: Said
    kept: tuple[str, ...] = (FILE, f"{FILE}-wal")
    """How the names end of files that a power cut leaves; -shm is an index in memory, made anew."""
    names: list[dict[str, File]] = field(default_factory=list)
    """The folder after each deletion and each new name since it was synced, the oldest first."""

    def do(self, operation: Operation) -> None:
        if operation.what == "A":
            for line in operation.content.decode().splitlines():
                self.said.hear(line)
        elif operation.what == "U":
            self.names.append(dict(self.files))
            self.files.pop(operation.path, None)
        elif operation.what == "R":
            self.names.append(dict(self.files))
            self.files[Path(operation.content.decode()).name] = self.files.pop(operation.path)
        elif operation.path.endswith(self.kept):
            self.files.setdefault(operation.path, File(bytearray())).do(operation)
        elif operation.what == "S":  # the folder itself
            self.names.clear()

    def leave(self, folder: Path, kind: str, chance: random.Random) -> None:
        folders = [*self.names, self.files]
        found = {"dropped": folders[0], "kept": folders[-1]}.get(kind) or chance.choice(folders)
        for name, file in found.items():
            (folder / name).write_bytes(file.image(kind, chance))


def power_cuts(
    folder: Path, library: Path, seed: int, units: int, images: int, *pragmas: str
) -> tuple[dict[str, int], list[str]]:
    """Cut the power at so many random writes of one recording; figures, and what was wrong."""
    school = folder / "school"
    school.mkdir()
    state = make_school(school)
    base = (school / FILE).read_bytes()
    tape = record(library, school, seed, units, *pragmas)
    chance = random.Random(seed)  # noqa: S311  the same every time
    cuts = cuts_of(len(tape), images, chance)
    disk = Disk({FILE: File(bytearray(base))}, Said(state))
    counted = {"operations": len(tape), "images": 0, "bad images": 0}
    wrong: list[str] = []
    for at, operation in enumerate(tape):
        disk.do(operation)
        for kind in cuts.get(at, ()):
            found = _look(disk, kind, chance)
            counted["images"] += 1
            counted["bad images"] += bool(found)
            wrong += [f"cut {at} ({kind}) of seed {seed}: {one}" for one in found]
    counted["units shown as saved"] = disk.said.done
    return counted, wrong


def cuts_of(operations: int, images: int, chance: random.Random) -> dict[int, list[str]]:
    """At which operations the power is cut, and in which ways."""
    places = [(at, kind) for at in range(operations) for kind in KINDS]
    chosen: dict[int, list[str]] = {}
    for at, kind in chance.sample(places, min(images, len(places))):
        chosen.setdefault(at, []).append(kind)
    return chosen


def _look(disk: Disk, kind: str, chance: random.Random) -> list[str]:
    with tempfile.TemporaryDirectory(dir=quick_folder()) as image:
        disk.leave(Path(image), kind, chance)
        try:
            return problems(Path(image), disk.said)
        except DeskError as error:
            return [str(error)]
