"""The file of a backup: a line that says what it is, a manifest, the encrypted file, its keys.

Nothing in it is plain but the key file, which is as it lies beside the school's file. It is read
with suspicion: sizes are known before anything is copied, every part has its digest, and the
manifest carries a proof that a holder of the file key wrote it.
"""

import errno
import hashlib
import hmac
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from school_desk.errors import N_, DeskError
from school_desk.storage.backup_rules import Kind, Made
from school_desk.storage.database import PAGE_BYTES
from school_desk.storage.errors import FileNewerError
from school_desk.storage.key_file import TOP_BYTES as TOP_KEYS
from school_desk.storage.sealing import derive
from school_desk.storage.whole_file import open_private, sync_folder

MAGIC = b"School Desk backup\n"
VERSION = 1
TOP_MANIFEST = 4096
TOP_DATABASE = 64 * 1024**3
AT_ONCE = 1024 * 1024
DIGEST_BYTES = 32
TOP_NUMBER = 2**63
TOP_TEXT = 100

Step = Callable[[int, int], object]
"""Told how much is done of how much; it may raise to stop."""


class BackupMissingError(DeskError):
    """No file of this name (any more)."""

    sentence = N_("There is no backup {file}. Plug in its disk or choose another one.")


class BackupForeignError(DeskError):
    """Some other file."""

    sentence = N_("{file} is not a backup of School Desk. Choose another file.")


class BackupDamagedError(DeskError):
    """A backup whose bytes are not those that were written."""

    sentence = N_("The backup {file} is damaged or cut short. Nothing was changed. Choose another.")


class BackupForgedError(DeskError):
    """Whole, but nobody with the keys of the school wrote it."""

    sentence = N_(
        "The backup {file} was put together by somebody without the keys of this school. "
        "Nothing was changed. Choose another."
    )


class BackupNoRoomError(DeskError):
    """The disk of the backups is full."""

    sentence = N_(
        "There is no room in {folder}. Nothing was changed. "
        "Free some space or choose another place."
    )


class BackupUnwritableError(DeskError):
    """The disk of the backups does not take them (any more)."""

    sentence = N_(
        "{folder} cannot be written. Nothing was changed. "
        "Check the disk or the stick and try again."
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the file: how many bytes, and their digest."""

    bytes: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself before anybody has opened it.

    Args:
        made_at: by the wall clock, with its zone.
        device: the id of the installation that made it, in hex.
        works: number of the last unit of work in it.
        chain: the chain of that unit: it covers everything before, too.
    """

    school: int
    made_at: datetime
    kind: Kind
    program: str
    device: str
    works: int
    chain: str
    database: Part
    keys: Part
    proof: bytes = field(default=b"", repr=False)

    def proved(self, file_key: bytes) -> "Manifest":
        """Sign it with the key of the file that it describes."""
        return replace(self, proof=_proof(self, file_key))

    def is_proved(self, file_key: bytes) -> bool:
        """Whether a holder of this key wrote it."""
        return hmac.compare_digest(self.proof, _proof(self, file_key))

    def made(self, name: str) -> Made:
        """What rotation needs to know."""
        return Made(self.made_at.replace(tzinfo=None), name, self.kind)


def part_of(path: Path, step: Step) -> Part:
    """Read a file through for its digest."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
        for chunk in _chunks(file, size, step):
            digest.update(chunk)
    return Part(size, digest.hexdigest())


def part_of_bytes(content: bytes) -> Part:
    """The same for what is in memory."""
    return Part(len(content), hashlib.blake2b(content, digest_size=DIGEST_BYTES).hexdigest())


def write_backup(path: Path, manifest: Manifest, database: Path, keys: bytes, step: Step) -> None:
    """Write a backup durably and read it back, or raise; whoever calls gives it its name."""
    with writing(path.parent):
        with open(path, "wb", opener=open_private) as file, database.open("rb") as source:
            file.write(MAGIC + _line(manifest) + keys)
            file.writelines(_chunks(source, manifest.database.bytes, step))
            file.flush()
            os.fsync(file.fileno())
        check_parts(path, step)


def copy_backup(path: Path, to: Path, step: Step) -> None:
    """Copy a backup to another place under another name, durably, and read the copy back."""
    with writing(to.parent):
        with path.open("rb") as source, open(to, "wb", opener=open_private) as file:
            size = os.fstat(source.fileno()).st_size
            file.writelines(_chunks(source, size, step))
            file.flush()
            os.fsync(file.fileno())
        check_parts(to, step)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Say in words what a disk refuses."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise BackupNoRoomError(folder=folder) from error
        raise BackupUnwritableError(folder=folder) from error


def read_manifest(path: Path) -> Manifest:
    """What a backup says of itself, or raise; its parts are not read."""
    with _opened(path) as file:
        return _manifest(file, path)


def read_keys(path: Path) -> bytes:
    """The key file in a backup."""
    with _opened(path) as file:
        manifest = _manifest(file, path)
        keys = file.read(manifest.keys.bytes)
    if part_of_bytes(keys) != manifest.keys:
        raise BackupDamagedError(file=path.name)
    return keys


def check_parts(path: Path, step: Step) -> None:
    """Read a whole backup against its digests, or raise."""
    with _opened(path) as file:
        _copy_database(file, path, lambda _chunk: 0, step)


def extract_database(path: Path, to: Path, step: Step) -> None:
    """Put the encrypted file of a backup beside, durably, or raise and leave nothing there."""
    try:
        with (
            _opened(path) as file,
            writing(to.parent),
            open(to, "wb", opener=open_private) as out,
        ):
            _copy_database(file, path, out.write, step)
            out.flush()
            os.fsync(out.fileno())
        sync_folder(to.parent)
    except BaseException:
        with suppress(OSError):
            to.unlink(missing_ok=True)
        raise


def _copy_database(file: BinaryIO, path: Path, put: Callable[[bytes], object], step: Step) -> None:
    manifest = _manifest(file, path)
    keys = file.read(manifest.keys.bytes)
    digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for chunk in _chunks(file, manifest.database.bytes, step):
        digest.update(chunk)
        put(chunk)
    read = Part(manifest.database.bytes, digest.hexdigest())
    if part_of_bytes(keys) != manifest.keys or read != manifest.database:
        raise BackupDamagedError(file=path.name)


def _chunks(file: BinaryIO, size: int, step: Step) -> Iterator[bytes]:
    """So many bytes of a file, some at a time."""
    done = 0
    while done < size and (chunk := _read(file, min(AT_ONCE, size - done))):
        yield chunk
        done += len(chunk)
        step(done, size)


def _read(file: BinaryIO, size: int) -> bytes:
    """What a disk does not give back is damage, also while another one is written."""
    try:
        return file.read(size)
    except OSError as error:
        raise BackupDamagedError(file=Path(file.name).name) from error


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        if not path.is_file():  # a folder, or a device that gives bytes for ever
            raise BackupMissingError(file=path.name)
        file = path.open("rb")
    except (OSError, ValueError) as error:
        raise BackupMissingError(file=path.name) from error
    with file:
        try:
            yield file
        except OSError as error:
            raise BackupDamagedError(file=path.name) from error


def _manifest(file: BinaryIO, path: Path) -> Manifest:
    """Read up to the parts; what the manifest says of their sizes is the size of the file."""
    if file.read(len(MAGIC)) != MAGIC:
        raise BackupForeignError(file=path.name)
    line = file.readline(TOP_MANIFEST)
    manifest = _parsed(line, path.name)
    size = len(MAGIC) + len(line) + manifest.keys.bytes + manifest.database.bytes
    if os.fstat(file.fileno()).st_size != size:
        raise BackupDamagedError(file=path.name)
    return manifest


def _parsed(line: bytes, name: str) -> Manifest:
    try:
        read = json.loads(line.decode())
    except (ValueError, RecursionError) as error:
        raise BackupDamagedError(file=name) from error
    if isinstance(read, dict) and type(read.get("version")) is int and read["version"] > VERSION:
        raise FileNewerError
    try:
        manifest = _from_json(read)
        as_written = _line(manifest) == line
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise BackupDamagedError(file=name) from error
    if not as_written:
        raise BackupDamagedError(file=name)
    return manifest


def _line(manifest: Manifest) -> bytes:
    """A manifest in its only spelling, with a digest against damage."""
    body = {**_content(manifest), "proof": manifest.proof.hex()}
    check = hashlib.blake2b(_spelled(body), digest_size=16).hexdigest()
    return _spelled({**body, "check": check}) + b"\n"


def _content(manifest: Manifest) -> dict[str, object]:
    facts = {name: value for name, value in asdict(manifest).items() if name != "proof"}
    return {**facts, "made_at": manifest.made_at.isoformat(), "version": VERSION}


def _spelled(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()


def _proof(manifest: Manifest, file_key: bytes) -> bytes:
    key = derive(file_key, "proof of a backup")
    content = _spelled(_content(manifest))
    return hashlib.blake2b(content, key=key, digest_size=DIGEST_BYTES).digest()


def _from_json(read: Mapping[str, Any]) -> Manifest:
    made_at = datetime.fromisoformat(_text(read["made_at"]))
    if made_at.tzinfo is None:
        raise ValueError(made_at)
    return Manifest(
        school=_number(read["school"], TOP_NUMBER),
        made_at=made_at,
        kind=Kind(read["kind"]),
        program=_text(read["program"]),
        device=bytes.fromhex(_text(read["device"])).hex(),
        works=_number(read["works"], TOP_NUMBER),
        chain=bytes.fromhex(_text(read["chain"])).hex(),
        database=_part(read["database"], PAGE_BYTES, TOP_DATABASE),
        keys=_part(read["keys"], 1, TOP_KEYS),
        proof=bytes.fromhex(_text(read["proof"])),
    )


def _part(read: Mapping[str, Any], least: int, top: int) -> Part:
    size = _number(read["bytes"], top)
    digest = bytes.fromhex(_text(read["digest"]))
    if size < least or len(digest) != DIGEST_BYTES:
        raise ValueError(read)
    return Part(size, digest.hex())


def _number(value: object, top: int) -> int:
    if type(value) is not int or not 0 <= value <= top:
        raise ValueError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > TOP_TEXT:
        raise ValueError(value)
    return value
