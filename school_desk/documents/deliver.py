"""Hand a finished document over whole: into an open file, or to a path that is replaced at once."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from school_desk.errors import N_, DeskError


@dataclass(frozen=True, slots=True)
class Basket:
    """Takes the sheets of a workbook as they are, for a workbook of several papers."""

    sheets: list[object] = field(default_factory=list)


Target = BinaryIO | Path | Basket


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
    beside = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        beside.replace(out)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise DocumentNotWrittenError(name=out.name) from error
