"""What the paper of the movement of pupils says: the same for PDF and workbook."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from school_desk import formats
from school_desk.documents.voices import Lines, Voices, class_in, one_line, told
from school_desk.errors import N_
from school_desk.school.movement_model import KIND_WORDS, Order
from school_desk.school.movement_sheet_rules import ClassCount, MovementLine, MovementSheet

TITLE = N_("Movement of pupils")
WHOLE_SCHOOL = N_("Whole school")
CLASS, TOTAL = N_("Class"), N_("Total")
NUMBER, NAME = N_("№"), N_("Surname, given name")
DAY, KIND = N_("Day"), N_("Movement")
ORDER = N_("Order")
PLACE, REASON = N_("From where, where to"), N_("Reason")
HEAD_TEACHER, DEPUTY = N_("Head of the school"), N_("Deputy head")
NOBODY_MOVED = N_("Nobody came or left in these days.")
OPEN_ORDERS = N_("Orders still to be completed: {n}")
OTHERS = N_("Changed without an order (typed or imported lists): {n}")
ORDER_OF = N_("№ {number} of {date}")
RULE = N_("Who leaves is counted as left from the day after the last day here.")
DASH = "—"


@dataclass(frozen=True, slots=True)
class Count:
    """A column of the table of classes."""

    head: str
    of: Callable[[ClassCount], int]


COUNTS = (
    Count(N_("At the beginning"), lambda one: one.before),
    Count(N_("Came"), lambda one: one.came),
    Count(N_("From another class"), lambda one: one.moved_in),
    Count(N_("To another class"), lambda one: one.moved_out),
    Count(N_("Left"), lambda one: one.left),
    Count(N_("At the end"), lambda one: one.after),
)


def title_lines(sheet: MovementSheet, voices: Voices) -> Lines:
    """What the paper is, of which class, between which days."""
    whole = told(voices, WHOLE_SCHOOL)
    where = class_in(sheet.class_label, voices) if sheet.class_label else whole
    days = tuple(
        "–".join(formats.date_short(day, voice.language) for day in (sheet.first, sheet.last))
        for voice in voices
    )
    return tuple(" · ".join(parts) for parts in zip(told(voices, TITLE), where, days, strict=True))


def notes(sheet: MovementSheet, voices: Voices) -> tuple[Lines, ...]:
    """What a reader must know: the rule, orders that lack, lists that changed otherwise."""
    found = [told(voices, RULE)]
    if sheet.open_orders:
        found.append(told(voices, OPEN_ORDERS, n=sheet.open_orders))
    if sheet.total.others:
        found.append(told(voices, OTHERS, n=sheet.total.others))
    return tuple(found)


def kind_words(line: MovementLine, voices: Voices) -> str:
    """What the movement was."""
    return one_line(told(voices, KIND_WORDS[line.movement.kind]))


def order_words(order: Order, voices: Voices) -> str:
    """The order with its date; a dash while it lacks."""
    if order.missing:
        return DASH
    day = formats.date_short(order.day or date.min, voices[0].language)
    return told(voices[:1], ORDER_OF, number=order.number, date=day)[0]


def place_words(line: MovementLine) -> str:
    """From which class or school to which."""
    one = line.movement
    before = line.from_label or (one.other_school if one.kind.comes else "")
    after = line.to_label or (one.other_school if one.kind.goes else "")
    return f"{before or DASH} – {after or DASH}"


def day_words(line: MovementLine, voices: Voices) -> str:
    """The day from which it counts, or the last day here."""
    return formats.date_short(line.movement.day, voices[0].language)
