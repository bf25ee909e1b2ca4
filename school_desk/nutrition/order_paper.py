"""The order to the canteen on one sheet: classes in counts, bands, plates that are cooked apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from school_desk.documents.plain_table import PlainColumn, PlainTable, PlainValue
from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.nutrition.diet_plate_rules import (
    DietWish,
    PlateChange,
    changes_words,
    wish_of,
    wish_text,
)
from school_desk.nutrition.eating_model import MEAL_WORDS, Sitting
from school_desk.nutrition.headcount_model import Order, Sheet

TITLE = N_("Order to the canteen: {meal}")
ON_DAY = N_("{day:long}. Portions: {n}.")
HEADS = (N_("Class"), N_("Portions"), N_("Free"), N_("Paid"), N_("Note"))
SHARES = (1.2, 0.9, 0.9, 0.9, 3.0)
BY_FORECAST = N_("by forecast")
BAND, TOTAL, APART = N_("{band} years old"), N_("Total"), N_("Cooked apart")
PLATE, PLATE_APART = N_("{name}: {diet}"), N_("{name}: {diet}. {changes}")
NOT_HANDED = N_("The order was not handed over. There is nothing to cook from yet.")
OFFICER, COOK = N_("Meals officer"), N_("Cook")


@dataclass(frozen=True, slots=True)
class OrderSheet:
    """What is printed: of which day and meal, the order as the canteen has it.

    Args:
        apart: what plates of a diet have otherwise than those of all.
    """

    day: date
    sitting: Sitting
    order: Order
    apart: Mapping[DietWish, tuple[PlateChange, ...]] = field(default_factory=dict)


def order_table(sheet: OrderSheet) -> PlainTable:
    """The order as a table for paper and workbook."""
    counts = sheet.order.sheet
    meal = Text(MEAL_WORDS[sheet.sitting.meal])
    rows = tuple(_rows(counts, sheet.apart))
    strong = [n for n, row in enumerate(rows) if isinstance(row[0], Text)]
    return PlainTable(
        Text(TITLE, {"meal": meal}),
        tuple(PlainColumn(head, share) for head, share in zip(HEADS, SHARES, strict=True)),
        rows,
        above=(Text(ON_DAY, {"day": sheet.day, "n": counts.portions}),),
        empty=NOT_HANDED,
        signers=(OFFICER, COOK),
        bold=frozenset(strong),
    )


def _rows(
    counts: Sheet, apart: Mapping[DietWish, tuple[PlateChange, ...]]
) -> Iterator[tuple[PlainValue, ...]]:
    if not counts.lines:
        return
    for one in counts.lines:
        note = Text(BY_FORECAST) if one.forecast else ""
        yield one.class_label, one.portions, one.free, one.paid, note
    for band, portions in counts.by_band.items():
        yield Text(BAND, {"band": band.replace("-", "–")}), portions, None, None, ""
    free, paid = sum(one.free for one in counts.lines), sum(one.paid for one in counts.lines)
    yield Text(TOTAL), counts.portions, free, paid, ""
    if counts.plates:
        yield Text(APART), len(counts.plates), "", "", ""
    for plate in counts.plates:
        wish = wish_of(plate)
        facts = {"name": plate.name, "diet": wish_text(wish)}
        changes = apart.get(wish)
        told = Text(PLATE_APART, {**facts, "changes": changes_words(changes)}) if changes else None
        yield plate.class_label, 1, None, None, told or Text(PLATE, facts)
