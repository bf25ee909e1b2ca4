"""The menu-requisition on paper: products down, dishes across, what is taken at the end."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from school_desk.documents.plain_table import PlainColumn, PlainTable, PlainValue
from school_desk.errors import N_
from school_desk.formats import number
from school_desk.i18n import LANGUAGES, Spelled, Text, translator
from school_desk.nutrition.diet_plate_rules import changes_words, wish_text
from school_desk.nutrition.eating_model import MEAL_WORDS, Meal
from school_desk.nutrition.menu_model import Serving
from school_desk.nutrition.nutrient_rules import MASS_PLACES
from school_desk.nutrition.requisition_model import (
    GRAMS,
    ApartPlates,
    MenuRequisition,
    RequisitionLine,
    Taken,
)
from school_desk.nutrition.stock_model import MealCost

TITLE = N_("Menu-requisition: {meal}, {day:long}")
EATERS = N_("Eaters: {n}. {bands}.")
BAND = N_("{band} years old: {n}")
ORDER_OF_BANDS = N_("Grams a person: for {bands} years old in this order; one number: for all.")
BY_ORDER, BY_HAND = N_("Eaters by the order of the day."), N_("Eaters as typed: there is no order.")
PRODUCT, TOTAL, UNIT = N_("Product"), N_("Total"), N_("Unit of measure")
A_PERSON = N_("{dish}, g a person")
ALL_KG = N_("all, kg")
KG, PIECES = N_("kg"), N_("pcs")
WATER = N_("not from stock")
ROUNDED = N_("Kilograms are rounded half up once, after summing; eggs up to a whole one per dish.")
NOBODY = N_("Nothing is taken.")
SIGNERS = (N_("Head of the school"), N_("Nurse"), N_("Cook"), N_("Storekeeper"), N_("Accountant"))
PRICE, SUM = N_("Price, tenge"), N_("Sum, tenge")
PLANNED = N_("Planned cost of a child-day: {planned} tenge; by stock: {actual} tenge.")
BY_STOCK = N_("Cost of a child-day by stock: {actual} tenge.")
NOT_TAKEN = N_("Not issued yet: prices of what would be taken now.")
TOO_LITTLE = N_("Too little in the store-room, not in the sum: {list}.")
APART = N_("Cooked apart, counted above as for all; what is replaced is taken by this list:")
PLATES = N_("{diet} — {n}: {changes}")
AS_OTHERS = N_("as all others")
DISHES_ON_A_PAGE = 7
TIYN_PLACES = 2
PERSON_PLACES = 2


def requisition_tables(
    found: MenuRequisition,
    meal: Meal,
    apart: Sequence[ApartPlates] = (),
    *,
    ordered: bool,
    cost: MealCost | None = None,
) -> tuple[PlainTable, ...]:
    """A table for so many dishes as a page holds; each ends with what is taken in all.

    `cost`: prices and sums for who may see them; they and what is cooked apart stand in the last
    table.
    """
    places = range(0, len(found.servings), DISHES_ON_A_PAGE)
    tables = [_table(found, meal, start, ordered=ordered) for start in places]
    if cost is not None:
        tables[-1] = _with_cost(tables[-1], found, cost)
    if apart:
        last = tables[-1]
        told = (*last.notes, Text(APART), *(apart_text(one) for one in apart))
        tables[-1] = replace(last, notes=told)
    return tuple(tables)


def apart_text(one: ApartPlates) -> Text:
    """A diet, how many plates, what they have otherwise."""
    diet = wish_text(one.wish)
    changes = changes_words(one.changes) if one.changes else Text(AS_OTHERS)
    return Text(PLATES, {"diet": diet, "n": one.plates, "changes": changes})


def _table(found: MenuRequisition, meal: Meal, start: int, *, ordered: bool) -> PlainTable:
    servings = found.servings[start : start + DISHES_ON_A_PAGE]
    bands = ", ".join(one.replace("-", "–") for one in found.bands)
    facts = {"meal": Text(MEAL_WORDS[meal]), "day": found.day}
    return PlainTable(
        Text(TITLE, facts),
        tuple(_columns(servings)),
        tuple(tuple(_row(one, found, range(start, start + len(servings)))) for one in found.lines),
        above=(
            Text(EATERS, {"n": found.portions, "bands": _bands(found)}),
            Text(BY_ORDER if ordered else BY_HAND),
        ),
        notes=(Text(ORDER_OF_BANDS, {"bands": bands}), Text(ROUNDED)),
        empty=NOBODY,
        signers=SIGNERS,
        landscape=True,
        frozen=1,
    )


def _with_cost(table: PlainTable, found: MenuRequisition, cost: MealCost) -> PlainTable:
    """Two columns more, a line that sums them, the cost of a child-day above."""
    lines = [cost.lines.get(one.product.code) for one in found.lines]
    rows = [
        (*row, *((prices_words(line.prices), line.tenge) if line else ("", "")))
        for row, line in zip(table.rows, lines, strict=True)
    ]
    blank = ("",) * (len(table.columns) - 1)
    short = () if not cost.short else (Text(TOO_LITTLE, {"list": _short(found, cost)}),)
    return replace(
        table,
        columns=(
            *table.columns,
            PlainColumn(PRICE, 1.1),
            PlainColumn(SUM, 1.2, TIYN_PLACES, shaded=True),
        ),
        rows=(*rows, (Text(TOTAL), *blank, "", cost.total)),
        bold=frozenset((len(rows),)),
        above=(*table.above, _child_day(cost)),
        notes=(*table.notes, *(() if cost.issued else (Text(NOT_TAKEN),)), *short),
    )


def _child_day(cost: MealCost) -> Text:
    facts = {"actual": _tenge(cost.child_day)}
    if cost.planned is None:
        return Text(BY_STOCK, facts)
    return Text(PLANNED, {**facts, "planned": _tenge(cost.planned)})


def prices_words(prices: Sequence[Decimal]) -> Spelled:
    """The prices of the batches, the first taken first."""
    return Spelled(
        {one: " / ".join(number(each, TIYN_PLACES, one) for each in prices) for one in LANGUAGES}
    )


def _tenge(value: Fraction) -> Spelled:
    return Spelled({one: number(value, TIYN_PLACES, one) for one in LANGUAGES})


def _short(found: MenuRequisition, cost: MealCost) -> Spelled:
    names = {one.product.code: one.product.name for one in found.lines}
    return Spelled(
        {
            one: ", ".join(
                f"{names[code].within(one)} {number(rest, MASS_PLACES, one)}"
                for code, rest in cost.short.items()
            )
            for one in LANGUAGES
        }
    )


def _columns(servings: Sequence[Serving]) -> Iterator[PlainColumn]:
    yield PlainColumn(PRODUCT, 2.2)
    for one in servings:
        yield PlainColumn(Text(A_PERSON, {"dish": one.name}), 1.25)
        yield PlainColumn(ALL_KG, 1.0, MASS_PLACES)
    yield PlainColumn(TOTAL, 1.1, MASS_PLACES, shaded=True)
    yield PlainColumn(UNIT, 1.3)


def _row(line: RequisitionLine, found: MenuRequisition, places: range) -> Iterator[PlainValue]:
    yield line.product.name
    for place in places:
        taken = line.taken.get(place)
        yield a_person(taken, found.bands) if taken else ""
        yield Fraction(taken.grams) / GRAMS if taken else ""
    yield line.pieces if line.pieces is not None else line.kg
    unit = PIECES if line.pieces is not None else KG
    yield Text(unit if line.issued else WATER)


def a_person(taken: Taken, bands: Sequence[str]) -> Spelled:
    """Grams a person of each band, once where all get the same."""
    sizes = [taken.per_person[band] for band in bands]
    shown = sizes[:1] if len(set(sizes)) == 1 else sizes
    return Spelled({one: " / ".join(_grams(size, one) for size in shown) for one in LANGUAGES})


def _grams(value: Fraction, language: str) -> str:
    written = number(value, PERSON_PLACES, language)
    return written.rstrip("0").rstrip(",.")


def _bands(found: MenuRequisition) -> Spelled:
    return Spelled({one: _in(found, one) for one in LANGUAGES})


def _in(found: MenuRequisition, language: str) -> str:
    told = translator(language)
    parts = (
        told.tell(Text(BAND, {"band": band.replace("-", "–"), "n": found.eaters[band]}))
        for band in found.bands
    )
    return "; ".join(parts)
