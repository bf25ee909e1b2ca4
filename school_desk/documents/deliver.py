"""Hand a finished document over whole: into an open file, or to a path that is replaced at once."""

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from school_desk.errors import N_, DeskError


@dataclass(frozen=True, slots=True)
class Basket:
    """Takes the sheets of a workbook as they are, for a workbook of several papers."""

    sheets: list[object] = field(default_factory=list)


Target = BinaryIO | Path | Basket


SHORT = 40
"""So much of a name stands in that of the file beside it: a name may be as long as there may be."""


class DocumentNotWrittenError(DeskError):
    """The place for a document cannot be written to."""

    sentence = N_(
        "{name} was not written: there is no room, no permission, or another program has it open. "
        "Close it there or choose another folder."
    )


def deliver(content: bytes, out: Target) -> None:
    """Write a document, or raise DocumentNotWrittenError and leave what was there untouched."""
    if isinstance(out, Basket):
        raise TypeError("a basket takes sheets, not files")
    if not isinstance(out, Path):
        out.write(content)
        return
    beside = out.with_name(f".{out.name[:SHORT]}.{os.getpid()}.part")
    try:
        if out.exists() and not out.is_file():  # a folder, or a device such as /dev/full
            raise DocumentNotWrittenError(name=out.name)
        beside.write_bytes(content)
        beside.replace(out)
    except (OSError, ValueError) as error:  # ValueError: a sign that no name may have
        with suppress(OSError, ValueError):
            beside.unlink(missing_ok=True)
        raise DocumentNotWrittenError(name=out.name) from error
