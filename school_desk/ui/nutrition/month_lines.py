"""What the tables of a month say, line by line: sheets, prices, acts, days."""

from collections.abc import Sequence
from decimal import Decimal

from school_desk.errors import N_
from school_desk.formats import NOTHING, class_words, day_and_weekday, number
from school_desk.i18n import _
from school_desk.nutrition.eating_model import SOURCE_WORDS
from school_desk.nutrition.month_model import ZERO, MealMonth
from school_desk.nutrition.supply_model import (
    AGREEMENT_WORDS,
    Agreement,
    ComparedDay,
    ComparedLine,
)
from school_desk.ui.nutrition.month_table_model import TOTAL
from school_desk.ui.widgets.rows_model import Row

MONEY = 2
CLASSES, PRICES, ACTS, DAYS = range(4)
HEADS = {
    CLASSES: (
        *(N_("Class"), N_("Who pays"), N_("Pupils"), N_("Child-days"), N_("Paid portions")),
        N_("Sum, tenge"),
    ),
    PRICES: (
        *(N_("Who pays"), N_("Price, tenge"), N_("Child-days"), N_("Paid portions")),
        N_("Sum, tenge"),
    ),
    ACTS: (
        *(N_("Who pays"), N_("Price, tenge"), N_("School: portions"), N_("School: tenge")),
        *(N_("Act: portions"), N_("Act: tenge"), N_("Difference, tenge"), N_("Agreement")),
    ),
    DAYS: (N_("Day"), N_("School"), N_("State system"), N_("Difference")),
}
WIDTHS = {
    CLASSES: (120, 220, 90, 110, 120, 150),
    PRICES: (260, 130, 120, 130, 160),
    ACTS: (190, 80, 80, 118, 76, 118, 100),
    DAYS: (260, 120, 150, 120),
}
NUMBERS = {
    CLASSES: (2, 3, 4, 5),
    PRICES: (1, 2, 3, 4),
    ACTS: (1, 2, 3, 4, 5, 6),
    DAYS: (1, 2, 3),
}


def sheet_rows(month: MealMonth) -> list[Row]:
    """A line for each class and source, and the total; a line's id is its place."""
    found = [
        Row(
            place,
            (
                *(class_words(one.class_label), _(SOURCE_WORDS[one.source])),
                *(number(sum(bool(p.child_days) for p in one.pupils)), number(one.child_days)),
                *(number(one.paid), number(one.total, MONEY)),
            ),
        )
        for place, one in enumerate(month.sheets)
    ]
    counts = number(month.child_days), number(month.paid), number(month.total, MONEY)
    return [*found, Row(TOTAL, (_("Total"), "", "", *counts))] if found else []


def price_rows(month: MealMonth) -> tuple[list[Row], frozenset[int]]:
    """A line for each source and price; those without a price are warned of."""
    found = [
        Row(
            place,
            (
                _(SOURCE_WORDS[one.source]),
                _("no price") if one.tenge is None else number(one.tenge, MONEY),
                *(number(one.child_days), number(one.paid)),
                NOTHING if one.total is None else number(one.total, MONEY),
            ),
        )
        for place, one in enumerate(month.sums)
    ]
    warned = frozenset(place for place, one in enumerate(month.sums) if one.tenge is None)
    counts = number(month.child_days), number(month.paid), number(month.total, MONEY)
    total = [Row(TOTAL, (_("Total"), "", *counts))] if found else []
    return [*found, *total], warned


def act_rows(lines: Sequence[ComparedLine]) -> tuple[list[Row], frozenset[int]]:
    """Ours beside the acts; what does not agree is warned of, once there is an act."""
    there = any(one.agreement is not Agreement.ONLY_HERE for one in lines)
    found = [Row(place, _act_texts(one, there=there)) for place, one in enumerate(lines)]
    off = (place for place, one in enumerate(lines) if one.agreement is not Agreement.SAME)
    warned = frozenset(off if there else ())
    if not found:
        return [], warned
    ours = sum(one.ours[0] for one in lines), sum((one.ours[1] for one in lines), start=ZERO)
    acts = sum(one.theirs[0] for one in lines), sum((one.theirs[1] for one in lines), start=ZERO)
    beside = number(acts[0]), number(acts[1], MONEY), _signed(acts[1] - ours[1], MONEY)
    told = number(ours[0]), number(ours[1], MONEY), *(beside if there else (NOTHING,) * 3)
    return [*found, Row(TOTAL, (_("Total"), "", *told, ""))], warned


def day_rows(days: Sequence[ComparedDay]) -> tuple[list[Row], frozenset[int]]:
    """Ours beside the state's; where nothing is said of the state's there is nothing to warn of."""
    found = [
        Row(
            place,
            (
                day_and_weekday(one.day),
                NOTHING if one.ours is None else number(one.ours),
                NOTHING if one.theirs is None else number(one.theirs),
                _day_off(one),
            ),
        )
        for place, one in enumerate(days)
    ]
    said = any(one.theirs is not None for one in days)
    return found, frozenset(place for place, one in enumerate(days) if said and one.differs)


def _act_texts(one: ComparedLine, *, there: bool) -> tuple[str, ...]:
    price = _("no price") if one.tenge is None else number(one.tenge, MONEY)
    only_ours = one.agreement is Agreement.ONLY_HERE
    theirs = number(one.theirs[0]), number(one.theirs[1], MONEY)
    return (
        *(_(SOURCE_WORDS[one.source]), price),
        *(number(one.ours[0]), number(one.ours[1], MONEY)),
        *((NOTHING, NOTHING) if only_ours else theirs),
        _signed(one.tenge_off, MONEY) if there else NOTHING,
        _(AGREEMENT_WORDS[one.agreement]) if there else _("no act yet"),
    )


def _day_off(one: ComparedDay) -> str:
    if one.theirs is None or not one.differs:
        return NOTHING
    return _signed(one.theirs - (one.ours or 0), 0)


def _signed(value: int | Decimal, places: int) -> str:
    """A difference with its sign; nothing where there is none."""
    if not value:
        return NOTHING
    text = number(value, places)
    return text if text.startswith(("-", "−")) else f"+{text}"
