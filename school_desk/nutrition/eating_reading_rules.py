"""Reading who pays for whom, and by which document, from a spreadsheet; what columns write."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from school_desk.errors import N_, DeskError
from school_desk.i18n import Text
from school_desk.nutrition.eating_model import Category, Eating, Paper, Source
from school_desk.nutrition.eating_rules import accept_eating, closed_before, giving_way
from school_desk.nutrition.supply_reading_rules import SOURCES as PAYERS
from school_desk.nutrition.supply_reading_rules import WORDS as PAYER_WORDS
from school_desk.school.model import PersonName
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

KNOWN = N_("This is written of the pupil already.")
SOURCES = {**PAYERS, Source.NONE: "Мектепте тамақтанбайды / Не питается в школе"}
CATEGORIES = {
    Category.ASP: "АӘК алатын отбасы / Семья, получающая АСП",
    Category.LOW_INCOME: "Табысы күнкөріс деңгейінен төмен / Доход ниже прожиточного минимума",
    Category.ORPHAN: "Жетім, қамқорлықсыз қалған / Сирота, без попечения родителей",
    Category.EMERGENCY: "Төтенше жағдай / Чрезвычайная ситуация",
    Category.OTHER: "Өзге санат / Иная категория",
}
_CATEGORY_SPELLINGS = {
    Category.ASP: ("аәк", "асп", "asp", "атаулы әлеуметтік көмек"),
    Category.LOW_INCOME: ("малообеспеченные", "аз қамтылған", "low income", "low_income"),
    Category.ORPHAN: ("жетім", "сирота", "сироты", "orphan"),
    Category.EMERGENCY: ("тж", "чс", "emergency"),
    Category.OTHER: ("өзге", "иные", "другие", "басқа", "other"),
}
_NOT_AT_SCHOOL = ("тамақтанбайды", "не питается", "none")
SOURCE_WORDS = {
    **PAYER_WORDS,
    **{
        fold(word): Source.NONE
        for word in (*_NOT_AT_SCHOOL, SOURCES[Source.NONE], *SOURCES[Source.NONE].split(" / "))
    },
}
CATEGORY_WORDS = {
    fold(word): category
    for category, spellings in _CATEGORY_SPELLINGS.items()
    for word in (*spellings, CATEGORIES[category], *CATEGORIES[category].split(" / "))
}
FORM = SheetForm(
    "Тамақтану жеңілдіктері",
    (
        Column("class", "Сынып / Класс", r"^сынып\b|^класс\b", ("class",), 10),
        Column("surname", "Тегі / Фамилия", r"\bтеги\b|фамили", ("surname", "last name"), 22),
        Column("given", "Аты / Имя", r"^аты\b(?! жони)|^имя\b", ("given name", "first name")),
        Column("patronymic", "Әкесінің аты / Отчество", r"акесинин аты|отчеств", ("patronymic",)),
        Column("source", "Төлеуші / Источник", r"толеуш|источник", ("source", "who pays"), 36),
        Column("category", "Санаты / Категория", r"санат|категори", ("category",), 40),
        Column("kind", "Құжат түрі / Вид документа", r"кужат тури|вид док", ("document",), 22),
        Column("number", "Құжат № / № документа", r"^кужат(?!.*(тури|куни))|документа$", (), 14),
        Column(
            *("issued", "Құжат күні / Дата документа", r"кужат.*куни|дата док", ("issued",), 14),
            day=True,
        ),
        Column(
            *("starts", "Бірінші күні / С какого дня", r"биринши кун|с какого|^с$", ("since",), 14),
            day=True,
        ),
        Column(
            *("ends", "Соңғы күні / По какой день", r"сонгы кун|по какой|^по$", ("until",), 14),
            day=True,
        ),
        Column("order", "Бұйрық № / Приказ №", r"буйрык(?!.*кун)|приказ(?!.*дат)", ("order",), 12),
        Column(
            *("order_day", "Бұйрық күні / Дата приказа", r"буйрык.*куни|дата приказа", (), 14),
            day=True,
        ),
        Column("decided", "Кім шешті / Кем решено", r"ким шешти|кем решен", ("decided by",), 24),
    ),
    (("class",), ("surname",), ("source", "category")),
)


@dataclass(frozen=True, slots=True)
class EatingFacts:
    """What a file is read against: classes with their pupils, and what is written of them."""

    classes: Mapping[tuple[int, str], int]
    pupils: Mapping[int, tuple[tuple[int, PersonName], ...]]
    known: Mapping[int, tuple[Eating, ...]]


@dataclass(frozen=True, slots=True)
class ToldEating:
    """Who pays for a pupil as a list has it."""

    class_label: str
    name: PersonName
    eating: Eating


CELLS: Mapping[str, Callable[[ToldEating], str | date | None]] = {
    "class": lambda one: one.class_label,
    "surname": lambda one: one.name.surname,
    "given": lambda one: one.name.given,
    "patronymic": lambda one: one.name.patronymic,
    "source": lambda one: SOURCES[one.eating.source],
    "category": lambda one: CATEGORIES[one.eating.category] if one.eating.category else "",
    "kind": lambda one: one.eating.paper.kind,
    "number": lambda one: one.eating.paper.number,
    "issued": lambda one: one.eating.paper.issued_on,
    "starts": lambda one: one.eating.starts,
    "ends": lambda one: one.eating.ends,
    "order": lambda one: one.eating.paper.order_no,
    "order_day": lambda one: one.eating.paper.order_date,
    "decided": lambda one: one.eating.paper.decided_by,
}


def read_eatings(sheets: Iterable[SheetLike], facts: EatingFacts) -> ReadList[ToldEating]:
    """Read who pays with all problems; what is written already is left out.

    Lines are looked at in their order, each against what is there after those before it: what
    could not be written one after the other is refused before anything is.
    """
    found = read_list(sheets, FORM, lambda row: _read(row, facts))
    found = without_twins(found, lambda one: (one.eating.pupil, one.eating.starts))
    there = {pupil: list(ones) for pupil, ones in facts.known.items()}
    kept: list[ReadLine[ToldEating]] = []
    problems = list(found.problems)
    for line in found.lines:
        problem = _problem(line, there.setdefault(line.value.eating.pupil, []))
        problems += [problem] if problem else []
        if problem is None:
            kept.append(line)
    return ReadList(tuple(kept), in_order(problems), found.read)


def _problem(line: ReadLine[ToldEating], there: list[Eating]) -> Problem | None:
    """What keeps a line from being written; else `there` gets it."""
    one = line.value.eating
    if any(replace(each, id=0) == one for each in there):
        return Problem(Severity.WARNING, line.sheet, line.row, "", Text(KNOWN))
    first = one.starts or date.min
    way = giving_way(one, there)
    after = [closed_before(each, first) if each in way else each for each in there]
    try:
        there[:] = [*after, accept_eating(one, after)]
    except DeskError as refusal:
        text = Text(refusal.sentence, refusal.facts)
        return Problem(Severity.ERROR, line.sheet, line.row, "", text)
    return None


def _read(row: SheetRow, facts: EatingFacts) -> ToldEating | None:
    place = class_place(row, facts.classes)
    name = PersonName(row.needed("surname"), row.text("given"), row.text("patronymic"))
    pupil = find_pupil(row, facts.pupils, place, name) if place and name.surname else None
    category = row.choice("category", CATEGORY_WORDS, CATEGORIES.values())
    source = _source(row, category)
    paper = Paper(
        *(row.text("kind"), row.text("number"), row.day("issued")),
        *(row.text("order"), row.day("order_day"), row.text("decided")),
    )
    starts, ends = row.day("starts"), row.day("ends")
    if source is None or not place or not pupil:
        return None
    own = category if source is Source.FUND else None
    return ToldEating(place[0], name, Eating(pupil, source, starts, ends, own, paper))


def _source(row: SheetRow, category: Category | None) -> Source | None:
    """Who pays; of who has a category the fund does."""
    source = row.choice("source", SOURCE_WORDS, SOURCES.values())
    if source is None and category is not None and not row.text("source"):
        return Source.FUND
    if source is None and not row.broken:
        row.needed("source")
    return source


def told_eatings(
    classes: Sequence[tuple[str, Sequence[tuple[int, PersonName]]]],
    known: Mapping[int, tuple[Eating, ...]],
) -> tuple[ToldEating, ...]:
    """What is written of the pupils of each class as lines of a file."""
    return tuple(
        ToldEating(label, name, replace(one, id=0))
        for label, pupils in classes
        for pupil, name in pupils
        for one in known.get(pupil, ())
    )
