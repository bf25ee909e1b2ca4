"""What the report of the lists says, in words and numbers: the same for PDF and workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from school_desk import formats
from school_desk.documents.voices import Lines, Voices, told
from school_desk.errors import N_
from school_desk.school.list_model import ListCount, ListKind
from school_desk.school.list_rules import total

TITLE = N_("Lists of the school")
ON_DAY = N_("On {day:short}. A pupil who is on a list twice is counted once.")
LIST, CLASS = N_("List"), N_("Class")
BOYS, GIRLS, PUPILS, LINES = N_("Boys"), N_("Girls"), N_("Pupils"), N_("Lines")
TOTAL = N_("Total")
NOBODY = N_("Nobody is on a list.")
UNTOLD = N_("Where a pupil's sex is not written down, boys and girls do not add up to all.")
DEPUTY = N_("Deputy head")
HEADS = (LIST, CLASS, BOYS, GIRLS, PUPILS, LINES)


@dataclass(frozen=True, slots=True)
class ListReport:
    """The counts of a day, by list and class."""

    day: date
    kinds: Mapping[str, ListKind]
    lines: tuple[ListCount, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The lists that have anybody, in their order."""
        met = {one.kind for one in self.lines}
        return tuple(code for code in self.kinds if code in met)

    def rows(self) -> tuple[tuple[ListCount, bool], ...]:
        """Every line, each list with its total (True) behind it."""
        found: list[tuple[ListCount, bool]] = []
        for code in self.codes:
            found += [(one, False) for one in self.lines if one.kind == code]
            found.append((total(code, self.lines), True))
        return tuple(found)


def kind_lines(report: ListReport, code: str, voices: Voices) -> Lines:
    """The name of a list in each language."""
    names = report.kinds[code].names
    return tuple(names.get(voice.language, names["kk"]) for voice in voices)


def day_lines(report: ListReport, voices: Voices) -> Lines:
    """Of which day it is."""
    return told(voices, ON_DAY, day=report.day)


def cells(one: ListCount, voices: Voices, *, is_total: bool) -> Sequence[str | int]:
    """The cells of a line behind the name of its list."""
    place = (
        told(voices, TOTAL)[0]
        if is_total
        else formats.class_words(one.class_label, voices[0].language)
    )
    return (place, one.boys, one.girls, one.pupils, one.entries)
