"""Marks of terms and years without a register here, and the grid in which they are typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from school_desk.school.model import Pupil

YEAR_MARK = "year/1"
"""The period of a year mark; those of terms and half-years are named by `Period.key`."""

FINAL_MARK = "final/1"
"""The period of a final mark, where it is not the year mark."""


@dataclass(frozen=True, slots=True)
class PastKey:
    """Whose mark it is: the school year such as 2025-26, the subject, the period."""

    pupil: int
    year: str
    subject: int
    period: str


@dataclass(frozen=True, slots=True)
class PastMark:
    """A mark (2 to 5) or a verdict (passed or not), and the paper it stands on."""

    mark: int | None
    passed: bool | None
    source: str


@dataclass(frozen=True, slots=True)
class PastColumn:
    """A subject of the grid and the period that its marks are of; `open`: the mark is due there."""

    subject: int
    names: Mapping[str, str]
    period: str
    open: bool = True


@dataclass(frozen=True, slots=True)
class PastCell:
    """What stands in a cell; `own`: the register here has marks, so none comes from elsewhere."""

    past: PastMark | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class PastLine:
    """A pupil's line."""

    pupil: Pupil
    cells: tuple[PastCell, ...]


@dataclass(frozen=True, slots=True)
class PastGrid:
    """The marks from elsewhere of a class, of one term of this year or of an earlier year."""

    class_group: int
    label: str
    year: str
    columns: tuple[PastColumn, ...]
    lines: tuple[PastLine, ...]


@dataclass(frozen=True, slots=True)
class NewPastMark:
    """A mark that a list brings, for a pupil of the school."""

    key: PastKey
    past: PastMark
    class_group: int
