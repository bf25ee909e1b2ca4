"""Reading hours a week from a spreadsheet, and what each column writes."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.school.curriculum_model import FROM_ORDER, Component, PlannedHours
from school_desk.school.curriculum_rules import (
    MOST_HOURS,
    HoursTooManyError,
    HoursUnreadableError,
    accept_hours,
)
from school_desk.school.model import Subject
from school_desk.school.names import fold
from school_desk.school.pupil_cells import text_of
from school_desk.school.pupil_problems import Problem, Severity
from school_desk.school.sheet_form_rules import Column, SheetForm
from school_desk.school.sheet_pupil_rules import class_place
from school_desk.school.sheet_reading_rules import (
    LONGEST_SHOWN,
    ReadLine,
    ReadList,
    SheetLike,
    SheetRow,
    in_order,
    read_list,
    without_twins,
)

NO_SUBJECT = N_("There is no subject «{text}» in this school.")
NO_HOURS = N_("«{text}» is no number of hours a week: write 3 or 0,5.")
TOO_MANY = N_("A week has no {text} hours of one subject: write at most {top}.")
KNOWN = N_("The class has these hours already.")

ORDER_WORDS = "Үлгілік оқу жоспары / Типовой учебный план"
PART_WORDS = {
    Component.INVARIANT: "Инвариант / Инвариантная",
    Component.VARIABLE: "Вариатив / Вариативная",
}
_PART_SPELLINGS = {
    Component.INVARIANT: (
        *("инвариант", "инвариантты", "инвариантная", "инвариантный", "invariant"),
        *("типтік", "міндетті", "обязательная"),
    ),
    Component.VARIABLE: (
        *("вариатив", "вариативті", "вариативная", "вариативный", "variable"),
        *("таңдау", "по выбору"),
    ),
}
PARTS = {
    fold(word): part
    for part, spellings in _PART_SPELLINGS.items()
    for word in (*spellings, PART_WORDS[part])
}

FORM = SheetForm(
    "Оқу жоспары",
    (
        Column("class", "Сынып / Класс", r"^сынып\b|^класс\b", ("class",), 12),
        Column("subject", "Пән / Предмет", r"\bпан\b|предмет", ("subject",), 34),
        Column("hours", "Сағат / Часы", r"сагат|\bчас(ы|ов)?\b", ("hours", "hours a week"), 12),
        Column("part", "Бөлік / Часть", r"болик|болиг|часть|компонент", ("part", "component"), 26),
        Column("source", "Негізі / Основание", r"негиз|основани", ("source", "reason"), 44),
    ),
    (("class",), ("subject",), ("hours",)),
)


@dataclass(frozen=True, slots=True)
class CurriculumFacts:
    """What a file is read against: classes, subjects, the hours that are there."""

    classes: Mapping[tuple[int, str], int]
    subjects: Sequence[Subject]
    known: Sequence[PlannedHours] = ()


@dataclass(frozen=True, slots=True)
class ToldHours:
    """Hours as a list has them."""

    class_label: str
    subject: str
    planned: PlannedHours


CELLS: Mapping[str, Callable[[ToldHours], str | Decimal | None]] = {
    "class": lambda one: one.class_label,
    "subject": lambda one: one.subject,
    "hours": lambda one: one.planned.hours,
    "part": lambda one: PART_WORDS[one.planned.component],
    "source": lambda one: ORDER_WORDS if one.planned.source == FROM_ORDER else one.planned.source,
}


def read_curriculum(sheets: Iterable[SheetLike], facts: CurriculumFacts) -> ReadList[ToldHours]:
    """Read hours with all their problems; a line that is there as it is told is left out."""
    found = read_list(sheets, FORM, lambda row: _read(row, facts))
    found = without_twins(found, lambda one: (one.planned.class_group, one.planned.subject))
    known = set(facts.known)
    kept: list[ReadLine[ToldHours]] = []
    problems = list(found.problems)
    for line in found.lines:
        if line.value.planned in known:
            problems.append(Problem(Severity.WARNING, line.sheet, line.row, "", Text(KNOWN)))
        else:
            kept.append(line)
    return ReadList(tuple(kept), in_order(problems), found.read)


def _read(row: SheetRow, facts: CurriculumFacts) -> ToldHours | None:
    place = class_place(row, facts.classes)
    subject = _subject(row, facts.subjects)
    hours = _hours(row)
    part = row.choice("part", PARTS, PART_WORDS.values())
    source = row.text("source")
    if place is None or subject is None or hours is None:
        return None
    known = next(
        (o for o in facts.known if (o.class_group, o.subject) == (place[1], subject.id)), None
    )
    if part is None:
        part = known.component if known else Component.INVARIANT
    if fold(source) == fold(ORDER_WORDS):
        source = FROM_ORDER
    planned = PlannedHours(place[1], subject.id, hours, part, source)
    return ToldHours(place[0], subject.names["kk"], planned)


def subject_words(subjects: Sequence[Subject]) -> Mapping[int, str]:
    """What a list calls each subject: its Kazakh name, or its code where two are called so."""
    told = Counter(name for one in subjects for name in _names(one))
    return {
        one.id: one.names["kk"] if told[fold(one.names["kk"])] == 1 else one.code
        for one in subjects
    }


def _names(one: Subject) -> frozenset[str]:
    return frozenset(fold(name) for name in (one.code, *one.names.values()) if name)


def _subject(row: SheetRow, subjects: Sequence[Subject]) -> Subject | None:
    text = row.needed("subject")
    if not text or text.startswith("="):
        return None
    wanted = fold(text)
    for one in subjects:
        if one.code == text:
            return one
    for one in subjects:
        if wanted in _names(one):
            return one
    row.error("subject", NO_SUBJECT, text=text[:LONGEST_SHOWN])
    return None


def _hours(row: SheetRow) -> Decimal | None:
    """Hours as a week has them; no hours at all are no line of a list."""
    text = text_of(row.cell("hours"))
    if not text:
        row.needed("hours")
        return None
    try:
        read = accept_hours(text)
    except HoursUnreadableError:
        read = None
    except HoursTooManyError:
        row.error("hours", TOO_MANY, text=text, top=MOST_HOURS)
        return None
    if read is None:
        row.error("hours", NO_HOURS, text=text[:LONGEST_SHOWN])
    return read
