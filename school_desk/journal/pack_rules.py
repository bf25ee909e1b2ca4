"""What a pack of papers is: which kinds, of whom, in how many files."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from school_desk.errors import N_


class Paper(StrEnum):
    """The kinds of paper that come in a pack."""

    SLIPS = "slips"
    REGISTER_PAGES = "register-pages"
    ANALYSES = "analyses"
    RUBRICS = "rubrics"
    SUMMARY = "summary"
    ATTENDANCE = "attendance"


PAPER_NAMES: Mapping[Paper, str] = {
    Paper.SLIPS: N_("Slips for parents"),
    Paper.REGISTER_PAGES: N_("Register pages"),
    Paper.ANALYSES: N_("Analyses of summative results"),
    Paper.RUBRICS: N_("Rubrics for parents"),
    Paper.SUMMARY: N_("Term summary"),
    Paper.ATTENDANCE: N_("Attendance"),
}

OF_PUPILS = (Paper.SLIPS, Paper.RUBRICS)
"""Papers that come pupil by pupil."""

OF_CLASSES = (Paper.SLIPS, Paper.ATTENDANCE)
"""Papers of a whole class, which a teacher's pack does not hold."""


class Split(StrEnum):
    """How the papers are dealt to files."""

    ONE_FILE = "one"
    FILE_EACH = "each"
    PUPIL_EACH = "pupil"


@dataclass(frozen=True, slots=True)
class PackWish:
    """Which papers of whom: a class group, or a teacher's own pages."""

    papers: tuple[Paper, ...]
    term: int
    language: Literal["kk", "ru", "en", "both"]
    fmt: Literal["pdf", "xlsx"]
    split: Split = Split.ONE_FILE
    class_group: int | None = None
    teacher: int | None = None
