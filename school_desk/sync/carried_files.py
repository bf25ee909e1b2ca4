"""The small files that new computers and heads carry to each other: read whole, written whole."""

from pathlib import Path

from school_desk.errors import N_, DeskError
from school_desk.storage.errors import FileUnwritableError
from school_desk.storage.whole_file import write_whole


class CarriedFileError(DeskError):
    """A file that cannot be read: missing, a folder, the stick was pulled out."""

    sentence = N_("The file {file} cannot be read. Check its name, and whether the stick is in.")


def read_carried(path: Path, top: int) -> bytes:
    """A file up to its largest size and one byte more: whoever reads it refuses that."""
    try:
        with path.open("rb") as file:
            return file.read(top + 1)
    except OSError as error:
        raise CarriedFileError(file=path.name) from error


def write_carried(path: Path, content: bytes) -> None:
    """Write a file as a whole and read it again: what a stick holds is what was meant."""
    write_whole(path, content)
    if read_carried(path, len(content)) != content:
        raise FileUnwritableError(folder=path.parent)
