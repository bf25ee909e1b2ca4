"""Reading marks of earlier terms and years from a spreadsheet: a line for each mark."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from school_desk.errors import N_, DeskError
from school_desk.i18n import Text
from school_desk.journal.past_mark_model import (
    FINAL_MARK,
    YEAR_MARK,
    NewPastMark,
    PastKey,
    PastMark,
)
from school_desk.journal.past_mark_rules import parse_past
from school_desk.school.model import PersonName, Subject
from school_desk.school.names import fold
from school_desk.school.pupil_problems import Problem, Severity
from school_desk.school.sheet_form_rules import Column, SheetForm
from school_desk.school.sheet_pupil_rules import class_place, find_pupil
from school_desk.school.sheet_reading_rules import (
    ReadLine,
    ReadList,
    SheetLike,
    SheetRow,
    in_order,
    read_list,
    without_twins,
)

NO_SUBJECT = N_("There is no subject «{text}» in this school.")
NO_YEAR = N_("«{text}» is not a school year such as 2025-26.")
NO_PERIOD = N_("«{text}» is not a period: 1 to 4 for a term, «half-year 1», «year».")
YEAR_ONLY = N_("Of an earlier year only the year mark is kept.")
NO_MARK = N_("«{text}» is not a mark: 2 to 5, «pass» or «fail».")
NO_SOURCE = N_("The source is missing: which paper the mark stands on.")

FORM = SheetForm(
    "Бағалар",
    (
        Column("class", "Сынып / Класс", r"^сынып\b|^класс\b", ("class",), 10),
        Column("surname", "Тегі / Фамилия", r"\bтеги\b|фамили", ("surname", "last name"), 22),
        Column("given", "Аты / Имя", r"^аты\b(?! жони)|^имя\b", ("given name", "first name"), 18),
        Column(
            "patronymic", "Әкесінің аты / Отчество", r"акесинин аты|отчеств", ("patronymic",), 20
        ),
        Column("subject", "Пән / Предмет", r"\bпан\b|предмет", ("subject",), 26),
        Column("year", "Оқу жылы / Учебный год", r"оку жылы|учебный год", ("school year",), 12),
        Column("period", "Кезең / Период", r"кезен|период|токсан|четверть", ("period", "term"), 16),
        Column("mark", "Баға / Оценка", r"^бага|оценк|отметк", ("mark",), 10),
        Column("source", "Негізі / Основание", r"негизи|основани|источник", ("source",), 40),
    ),
    (("class",), ("surname",), ("subject",), ("period",), ("mark",)),
)
YEAR = re.compile(r"(20\d\d)\s*[-–/]\s*(?:20)?(\d\d)")
PERIOD = re.compile(
    r"(?:term |тоқсан |четверть )?([1-4])(?:[-. ]*(?:ші |шы |я )?(?:тоқсан|четверть|term))?"
)
HALF = re.compile(r"(?:half-year |жартыжылдық |полугодие )?([12])[-. ]*(?:жартыжылдық|полугодие)?")
YEAR_WORDS = ("жыл", "жылдық", "год", "годовая", "year", "жылдық баға")
FINAL_WORDS = ("қорытынды", "итоговая", "final")
HALF_WORDS = ("жартыжылдық", "полугодие", "half-year")
CENTURY = 100


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """What a list is read against: classes with their pupils, subjects, this school year."""

    classes: Mapping[tuple[int, str], int]
    pupils: Mapping[int, tuple[tuple[int, PersonName], ...]]
    subjects: tuple[Subject, ...]
    year: str


@dataclass(frozen=True, slots=True)
class ToldMark:
    """A mark as a list has it: what an export writes and a preview shows."""

    class_label: str
    name: PersonName
    subject: str
    year: str
    period: str
    mark: str
    source: str
    new: NewPastMark | None = None


CELLS: Mapping[str, Callable[[ToldMark], str | Decimal | date | None]] = {
    "class": lambda one: one.class_label,
    "surname": lambda one: one.name.surname,
    "given": lambda one: one.name.given,
    "patronymic": lambda one: one.name.patronymic,
    "subject": lambda one: one.subject,
    "year": lambda one: one.year,
    "period": lambda one: period_words(one.period),
    "mark": lambda one: one.mark,
    "source": lambda one: one.source,
}


def period_words(period: str) -> str:
    """A period as a list writes it, Kazakh first; reading gives it back.

    >>> period_words("term/2"), period_of(period_words("half_year/1"))
    ('2-тоқсан', 'half_year/1')
    """
    kind, _sep, number = period.partition("/")
    kinds = {"term": "{}-тоқсан", "half_year": "{}-жартыжылдық", "year": "жылдық"}
    return kinds.get(kind, "қорытынды").format(number)


def period_of(text: str) -> str | None:
    """Read a period in any usual words.

    >>> period_of("II четверть"), period_of("1 тоқсан"), period_of("годовая"), period_of("5")
    ('term/2', 'term/1', 'year/1', None)
    """
    small = _arabic(" ".join(text.casefold().split()))
    if small in YEAR_WORDS:
        return YEAR_MARK
    if small in FINAL_WORDS:
        return FINAL_MARK
    if any(word in small for word in HALF_WORDS):
        found = HALF.fullmatch(small)
        return f"half_year/{found[1]}" if found else None
    found = PERIOD.fullmatch(small)
    return f"term/{found[1]}" if found else None


def year_of(text: str) -> str | None:
    """Read a school year.

    >>> year_of("2025-2026"), year_of("2025/26"), year_of("2025-27")
    ('2025-26', '2025-26', None)
    """
    found = YEAR.match(text)
    if not found or (int(found[1]) + 1) % CENTURY != int(found[2]):
        return None
    return f"{found[1]}-{found[2]}"


def read_marks(
    sheets: Iterable[SheetLike],
    facts: SchoolFacts,
    refusal: Callable[[NewPastMark], DeskError | None],
) -> ReadList[ToldMark]:
    """Read a list with all its problems; `refusal` says where the register speaks for itself."""
    found = read_list(sheets, FORM, lambda row: _read(row, facts))
    found = without_twins(found, lambda one: one.new.key if one.new else None)
    kept: list[ReadLine[ToldMark]] = []
    problems = list(found.problems)
    for line in found.lines:
        against = refusal(line.value.new) if line.value.new else None
        if against is None:
            kept.append(line)
        else:
            text = Text(against.sentence, against.facts)
            problems.append(Problem(Severity.ERROR, line.sheet, line.row, "", text))
    return ReadList(tuple(kept), in_order(problems), found.read)


def _read(row: SheetRow, facts: SchoolFacts) -> ToldMark | None:
    place = class_place(row, facts.classes)
    name = PersonName(row.needed("surname"), row.text("given"), row.text("patronymic"))
    pupil = find_pupil(row, facts.pupils, place, name) if place and name.surname else None
    subject = _subject(row, facts)
    year = _year(row, facts)
    period = _period(row)
    if year and period and year != facts.year and period not in (YEAR_MARK, FINAL_MARK):
        row.error("period", YEAR_ONLY)
    past = _mark(row)
    if place is None or pupil is None or subject is None:
        return None
    if year is None or period is None or past is None:
        return None
    new = NewPastMark(PastKey(pupil, year, subject.id, period), past, place[1])
    told = row.text("mark")
    return ToldMark(place[0], name, subject.names["kk"], year, period, told, past.source, new)


def _subject(row: SheetRow, facts: SchoolFacts) -> Subject | None:
    text = row.needed("subject")
    wanted = fold(text)
    names = ((one, (one.code, *one.names.values())) for one in facts.subjects)
    found = next((one for one, every in names if wanted in {fold(n) for n in every}), None)
    if text and found is None:
        row.error("subject", NO_SUBJECT, text=text)
    return found


def _year(row: SheetRow, facts: SchoolFacts) -> str | None:
    text = row.text("year")
    if not text:
        return facts.year
    found = year_of(text)
    if found is None or found > facts.year:
        row.error("year", NO_YEAR, text=text)
        return None
    return found


def _period(row: SheetRow) -> str | None:
    text = row.needed("period")
    found = period_of(text) if text else None
    if text and found is None:
        row.error("period", NO_PERIOD, text=text)
    return found


def _mark(row: SheetRow) -> PastMark | None:
    text, source = row.needed("mark"), row.text("source")
    if not source:
        row.error("source", NO_SOURCE)
        return None
    try:
        return parse_past(text, source) if text else None
    except DeskError:
        row.error("mark", NO_MARK, text=text)
        return None


def _arabic(text: str) -> str:
    for roman, number in (("iv", "4"), ("iii", "3"), ("ii", "2"), ("i", "1")):
        if text.split(" ", maxsplit=1)[0] == roman:
            return text.replace(roman, number, 1)
    return text
