"""Reading lists (clubs, transport, contests) from a spreadsheet, and what each column writes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.school.list_model import ListEntry, ListKind
from school_desk.school.list_rules import LONGEST_KIND, identity, kind_named
from school_desk.school.model import PersonName
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

KNOWN = N_("This line is in the list already.")
ENDS_FIRST = N_("The last day is before the first.")

FORM = SheetForm(
    "Тізімдер",
    (
        Column(
            "kind", "Тізім / Список", r"^тизим\b|^список\b|^вид\b|^тури\b", ("list", "kind"), 22
        ),
        Column("class", "Сынып / Класс", r"^сынып\b|^класс\b", ("class",), 10),
        Column("surname", "Тегі / Фамилия", r"\bтеги\b|фамили", ("surname", "last name"), 22),
        Column("given", "Аты / Имя", r"^аты\b(?! жони)|^имя\b", ("given name", "first name")),
        Column("patronymic", "Әкесінің аты / Отчество", r"акесинин аты|отчеств", ("patronymic",)),
        Column("title", "Атауы / Название", r"атауы|названи|наименов", ("title", "name"), 30),
        Column("place", "Орны / Место", r"\bорны\b|\bместо\b", ("place",), 24),
        Column(
            "starts",
            "Бірінші күні / С какого дня",
            r"биринши кун|басталды|басталган|начало|с какого|^с$",
            ("since",),
            14,
            day=True,
        ),
        Column(
            "ends",
            "Соңғы күні / По какой день",
            r"сонгы кун|аякталды|аякталган|окончан|по какой|^по$",
            ("until",),
            14,
            day=True,
        ),
        Column("outcome", "Нәтижесі / Результат", r"натиже|результат", ("outcome",), 20),
        Column("note", "Ескертпе / Примечание", r"ескерт(у|пе)|примечан", ("note",), 30),
        Column("order", "Бұйрық № / Приказ №", r"буйрык(?!.*кун)|приказ(?!.*дат)", ("order",), 12),
        Column(
            "order_day",
            "Бұйрық күні / Дата приказа",
            r"буйрык.*куни|дата приказа",
            (),
            12,
            day=True,
        ),
    ),
    (("kind",), ("class",), ("surname",), ("title",)),
)


@dataclass(frozen=True, slots=True)
class ListFacts:
    """What a file is read against: the lists, the classes with their pupils, what is there."""

    kinds: Sequence[ListKind]
    classes: Mapping[tuple[int, str], int]
    pupils: Mapping[int, tuple[tuple[int, PersonName], ...]]
    known: Sequence[ListEntry] = ()


@dataclass(frozen=True, slots=True)
class ToldEntry:
    """An entry as a list has it."""

    kind: str
    class_label: str
    name: PersonName
    entry: ListEntry


CELLS: Mapping[str, Callable[[ToldEntry], str | Decimal | date | None]] = {
    "kind": lambda one: one.kind,
    "class": lambda one: one.class_label,
    "surname": lambda one: one.name.surname,
    "given": lambda one: one.name.given,
    "patronymic": lambda one: one.name.patronymic,
    "title": lambda one: one.entry.title,
    "place": lambda one: one.entry.place,
    "starts": lambda one: one.entry.starts,
    "ends": lambda one: one.entry.ends,
    "outcome": lambda one: one.entry.outcome,
    "note": lambda one: one.entry.note,
    "order": lambda one: one.entry.order_number,
    "order_day": lambda one: one.entry.order_day,
}


def read_entries(sheets: Iterable[SheetLike], facts: ListFacts) -> ReadList[ToldEntry]:
    """Read lists with all their problems; a line that is there as it is told is left out."""
    found = read_list(sheets, FORM, lambda row: _read(row, facts))
    found = without_twins(found, lambda one: identity(one.entry))
    there = {identity(one): one for one in facts.known}
    kept: list[ReadLine[ToldEntry]] = []
    problems = list(found.problems)
    for line in found.lines:
        known = there.get(identity(line.value.entry))
        if known is not None and _bare(known) == _bare(line.value.entry):
            text = Text(KNOWN)
            problems.append(Problem(Severity.WARNING, line.sheet, line.row, "", text))
        else:
            kept.append(line)
    return ReadList(tuple(kept), in_order(problems), found.read)


def _read(row: SheetRow, facts: ListFacts) -> ToldEntry | None:
    kind = row.needed("kind", top=LONGEST_KIND)
    place = class_place(row, facts.classes)
    name = PersonName(row.needed("surname"), row.text("given"), row.text("patronymic"))
    pupil = find_pupil(row, facts.pupils, place, name) if place and name.surname else None
    starts, ends = row.day("starts"), row.day("ends")
    if starts and ends and ends < starts:
        row.error("ends", ENDS_FIRST)
    entry = ListEntry(
        kind_named(facts.kinds, kind),
        pupil or 0,
        row.needed("title"),
        row.text("place"),
        starts,
        ends,
        row.text("outcome"),
        row.text("note"),
        row.text("order"),
        row.day("order_day"),
    )
    return ToldEntry(kind, place[0], name, entry) if place and pupil else None


def _bare(one: ListEntry) -> tuple[object, ...]:
    dates = one.starts, one.ends, one.order_day
    return (one.title, one.place, one.outcome, one.note, one.order_number, *dates)
