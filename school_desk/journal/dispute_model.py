"""A disputed cell as the register knows it: where it lies, what is around it, what it decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from school_desk.journal.model import ColumnKey, PageHead, TermResult, Work
from school_desk.school.model import Absence, PersonName

Cell = tuple[int, int]
"""Row and number of the field, by which a conflict is found."""


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell lies: page, column, pupil; and what the page is called."""

    group: int
    subject: int
    term: int
    column: ColumnKey
    pupil: int
    class_label: str = ""
    subject_names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another cell of the pupil on the page: its day or work, its points, its sign."""

    key: ColumnKey
    date: date | None
    work: Work | None
    points: int | None
    sign: Absence | None
    here: bool = False


@dataclass(frozen=True, slots=True)
class Outlook:
    """What surrounds a disputed cell, and what the term mark is with each value, in their order.

    `results` is empty where the cell decides no term mark: on a closed page the stored one stands.
    `letters` are the signs of attendance by language.
    """

    place: CellPlace
    head: PageHead
    pupil: PersonName
    around: tuple[Neighbour, ...]
    results: tuple[TermResult | None, ...] = ()
    letters: Mapping[str, Mapping[Absence, str]] = field(default_factory=dict)
