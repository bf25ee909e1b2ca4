"""The file of an archive: a zip with checksums, closed with a passphrase in the age format."""

from __future__ import annotations

import hashlib
import json
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


def write_archive(content: bytes, out: Path, passphrase: str | None) -> None:
    """Write a packed archive, locked unless there is no passphrase, and read it back."""
    locked = content if passphrase is None else pyrage.passphrase.encrypt(content, passphrase)
    deliver(locked, out)
    if read_archive(out, passphrase) != content:
        raise ArchiveUnreadableError(name=out.name)


def read_archive(path: Path, passphrase: str | None) -> bytes:
    """The zip of an archive, checked against its own manifest, or raise."""
    try:
        content = path.read_bytes()
        if passphrase is not None:
            content = pyrage.passphrase.decrypt(content, passphrase)
    except (OSError, pyrage.DecryptError, ValueError) as error:
        raise ArchiveLockedError(name=path.name) from error
    if wrong_files(content):
        raise ArchiveUnreadableError(name=path.name)
    return content


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
    except (BadZipFile, KeyError, ValueError, TypeError):
        return (MANIFEST,)


def _add(book: ZipFile, name: str, content: bytes, at: datetime) -> None:
    entry = ZipInfo(name, at.timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    book.writestr(entry, content)
