"""Two records of one pupil: who they may be, what would move, where both say something else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from school_desk.school.model import Pupil

Cell = str | int | None


class Keep(StrEnum):
    """Whose value stays where both records have one."""

    KEPT = "kept"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class KnownPupil:
    """A pupil with what tells people apart."""

    pupil: Pupil
    birth: date | None = None
    iin: str = ""
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Double:
    """Two records that may be one person; `sure`: they share more than a likeness."""

    one: KnownPupil
    other: KnownPupil
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a row or cell, as far as its references tell: what people need to find it."""

    day: date | None = None
    slot: int | None = None
    subject: Mapping[str, str] = field(default_factory=dict)
    class_label: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Collision:
    """One cell in which both records say something else.

    `key` names it: the table, the row (or parent) that stays, the field. `columns` says which value
    is which; a class stands there by its label.
    """

    key: tuple[str, int, int]
    where: Where
    kept: tuple[Cell, ...]
    dropped: tuple[Cell, ...]
    columns: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        """What kind of thing it is."""
        return self.key[0]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Days on which the two records are in different classes: one person cannot be."""

    first_label: str
    second_label: str
    day: date


@dataclass(frozen=True, slots=True)
class Joining:
    """What joining two records would do.

    Args:
        moves: how many rows or cells go to the kept record, by table.
        collisions: to be settled first, each by saying whose value stays.
        overlaps: cannot be settled here: mend the movements of one of the two first.
    """

    kept: KnownPupil
    dropped: KnownPupil
    moves: Mapping[str, int]
    collisions: tuple[Collision, ...] = ()
    overlaps: tuple[Overlap, ...] = ()


Settled = Mapping[tuple[str, int, int], Keep]
