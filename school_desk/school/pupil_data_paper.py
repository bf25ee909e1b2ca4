"""What the pages "Pupils' data" of the register say, in words: the same for PDF and workbook."""

from collections.abc import Callable
from dataclasses import dataclass

from school_desk import formats
from school_desk.documents.voices import Lines, Voices, class_in, one_line, told
from school_desk.errors import N_
from school_desk.school.guardian_model import RELATION_WORDS, Guardianship
from school_desk.school.pupil_data_model import ClassData, MovementOrder, PupilData

TITLE = N_("Pupils' data")
NUMBER = N_("№")
NAME = N_("Surname, given name, patronymic")
BIRTH = N_("Birth date")
IIN = N_("IIN")
ADDRESS = N_("Home address, phone")
GUARDIANS = N_("Parents or representatives: name, work, phone")
CAME = N_("Came: date, order")
LEFT = N_("Left: date, order")
TUTOR, DEPUTY = N_("Form tutor"), N_("Deputy head")
ORDER = N_("order No. {number}")
ORDER_OF = N_("order No. {number} of {day:short}")


@dataclass(frozen=True, slots=True)
class DataColumn:
    """A column of the section: its head, its share of the width, the lines of its cell."""

    head: str
    share: float
    lines: Callable[[PupilData, Voices], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class DataSection:
    """The section as it is printed: the class, its form tutor's name."""

    data: ClassData
    tutor: str = ""


def title_lines(data: ClassData, voices: Voices) -> Lines:
    """What the section is, of which class."""
    names = class_in(data.label, voices)
    return tuple(
        f"{what} · {where}" for what, where in zip(told(voices, TITLE), names, strict=True)
    )


def guardian_line(one: Guardianship, voices: Voices) -> str:
    """A guardian in one line: relation, name, work, phone."""
    relation = one_line(told(voices, RELATION_WORDS[one.relation]))
    work = ", ".join(part for part in (one.guardian.workplace, one.guardian.position) if part)
    parts = (f"{relation}: {one.guardian.name.full}", work, one.guardian.phone)
    return "; ".join(part for part in parts if part)


def _address(one: PupilData, _voices: Voices) -> tuple[str, ...]:
    return tuple(part for part in (one.file.address, one.file.phone) if part)


def _guardians(one: PupilData, voices: Voices) -> tuple[str, ...]:
    return tuple(guardian_line(each, voices) for each in one.guardians)


def _came(one: PupilData, voices: Voices) -> tuple[str, ...]:
    order = next((each for each in one.orders if each.entering), None)
    day = order.day if order and order.day else one.since
    return _dated(formats.date_short(day) if day else "", order, voices)


def _left(one: PupilData, voices: Voices) -> tuple[str, ...]:
    order = next((each for each in reversed(one.orders) if not each.entering), None)
    day = one.until
    return _dated(formats.date_short(day) if day else "", order if day else None, voices)


def _dated(day: str, order: MovementOrder | None, voices: Voices) -> tuple[str, ...]:
    if order is None or not order.number:
        return (day,) if day else ()
    text = ORDER_OF if order.order_day else ORDER
    facts = {"number": order.number, "day": order.order_day}
    return (day, one_line(told(voices, text, **facts)))


COLUMNS = (
    DataColumn(NAME, 0.19, lambda one, _voices: (one.pupil.name.full,)),
    DataColumn(BIRTH, 0.09, lambda one, _v: _day(one)),
    DataColumn(IIN, 0.1, lambda one, _v: (one.file.iin,) if one.file.iin else ()),
    DataColumn(ADDRESS, 0.17, _address),
    DataColumn(GUARDIANS, 0.25, _guardians),
    DataColumn(CAME, 0.1, _came),
    DataColumn(LEFT, 0.1, _left),
)
"""Section 4.2 of the register's form (its order of columns may differ between schools)."""


def _day(one: PupilData) -> tuple[str, ...]:
    return (formats.date_short(one.file.birth),) if one.file.birth else ()
