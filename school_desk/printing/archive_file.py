"""The file of an archive: a zip with checksums, closed with a passphrase in the age format."""

from __future__ import annotations

import hashlib
import json
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import pyrage

from school_desk.documents.deliver import deliver
from school_desk.errors import N_, DeskError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

MANIFEST = "manifest.json"
DAMAGES = (
    BadZipFile,
    zlib.error,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    EOFError,
    OSError,
    RuntimeError,  # a method of packing, a password, brackets in brackets
    MemoryError,
)
"""What a spoiled zip or manifest raises, found by spoiling them."""

LOCKED, PLAIN = ".zip.age", ".zip"


class ArchiveUnreadableError(DeskError):
    """What was written could not be read back: the disk or the stick lost something."""

    sentence = N_("{name} was written but cannot be read back. Choose another disk and try again.")


class ArchiveLockedError(DeskError):
    """The passphrase does not open it, or it is no archive of ours."""

    sentence = N_("{name} cannot be opened: the passphrase is another one, or it is no archive.")


def packed(files: Iterable[tuple[str, bytes]], facts: Mapping[str, object], at: datetime) -> bytes:
    """Files as a zip; its manifest has the facts, and size and SHA-256 of every file."""
    sums: dict[str, dict[str, object]] = {}
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as book:
        for name, content in files:
            _add(book, name, content, at)
            digest = hashlib.sha256(content).hexdigest()
            sums[name] = {"bytes": len(content), "sha256": digest}
        text = json.dumps({**facts, "files": sums}, ensure_ascii=False, indent=1)
        _add(book, MANIFEST, text.encode("utf-8"), at)
    return out.getvalue()


def locked(content: bytes, passphrase: str | None) -> bytes:
    """A packed archive as it stands on the disk; without a passphrase as it is."""
    return content if passphrase is None else pyrage.passphrase.encrypt(content, passphrase)


def write_archive(content: bytes, out: Path, passphrase: str | None) -> None:
    """Write what `locked` gave, and read it back.

    The archive of a school may be larger than half of a small computer's memory: no third copy.
    """
    deliver(content, out)
    if not _holds(out, content):
        raise ArchiveUnreadableError(name=out.name)
    _opened(content, passphrase, out.name)


def read_archive(path: Path, passphrase: str | None) -> bytes:
    """The zip of an archive, checked against its own manifest, or raise."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ArchiveLockedError(name=path.name) from error
    return _opened(content, passphrase, path.name)


def wrong_files(content: bytes) -> tuple[str, ...]:
    """The files of a zip that differ from its manifest; the manifest itself, if it is not there."""
    try:
        with ZipFile(BytesIO(content)) as book:
            sums = json.loads(book.read(MANIFEST))["files"]
            return tuple(
                name
                for name in sorted({*sums, *book.namelist()} - {MANIFEST})
                if name not in sums
                or name not in book.namelist()
                or hashlib.sha256(book.read(name)).hexdigest() != sums[name]["sha256"]
            )
    except DAMAGES:
        return (MANIFEST,)


def _add(book: ZipFile, name: str, content: bytes, at: datetime) -> None:
    entry = ZipInfo(name, at.timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    book.writestr(entry, content)


def _opened(content: bytes, passphrase: str | None, name: str) -> bytes:
    if passphrase is not None:
        try:
            content = pyrage.passphrase.decrypt(content, passphrase)
        except (pyrage.DecryptError, ValueError) as error:
            raise ArchiveLockedError(name=name) from error
    if wrong_files(content):
        raise ArchiveUnreadableError(name=name)
    return content


def _holds(path: Path, content: bytes) -> bool:
    """Whether a file on the disk is these bytes."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest() == hashlib.sha256(content).digest()
    except OSError:
        return False
