"""What a class came to in a year that is over, as its closed pages and papers keep it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from school_desk.journal.closing_model import ClosedMark
from school_desk.journal.past_mark_model import PastKey, PastMark
from school_desk.journal.year_model import Exams

Moved = Mapping[tuple[int, int, str], ClosedMark]
"""What pupils bring along from another class of the school, by pupil, subject and period."""


@dataclass(frozen=True, slots=True)
class StoredMark:
    """One line of a closed page: of which teaching group, subject and period, by which rules."""

    pupil: int
    group: int
    subject: int
    period: str
    ruleset: str
    closed: ClosedMark


@dataclass(frozen=True, slots=True)
class StoredYear:
    """All that the file keeps of a class for a year: closed pages, papers, exams, moved marks."""

    year: str
    marks: tuple[StoredMark, ...] = ()
    past: Mapping[PastKey, PastMark] = field(default_factory=dict)
    moved: Moved = field(default_factory=dict)
    exams: Mapping[tuple[int, int], Exams] = field(default_factory=dict)
