"""What a meal costs: each batch it takes at its price, rounded half up once, then only summed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from school_desk.nutrition.nutrient_rules import rounded
from school_desk.nutrition.requisition_model import MenuRequisition
from school_desk.nutrition.stock_model import (
    LineCost,
    MealCost,
    PortionCost,
    StockBatch,
    StockMove,
)

TIYN_PLACES = 2


def tenge_of(quantity: Decimal, price: Decimal) -> Decimal:
    """What a quantity costs: the one place where a sum of the store-room is rounded."""
    return rounded(Fraction(quantity) * Fraction(price), TIYN_PLACES)


def line_costs(moves: Iterable[StockMove], batches: Iterable[StockBatch]) -> Mapping[str, LineCost]:
    """What each product costs, by the batches it is taken of.

    A batch that has not come to this computer yet counts when it is here.
    """
    known = {one.id: one for one in batches}
    found: dict[str, LineCost] = {}
    for move in (one for one in moves if one.batch in known):
        batch = known[move.batch]
        line = found.get(batch.product, LineCost())
        prices = line.prices if batch.price in line.prices else (*line.prices, batch.price)
        tenge = line.tenge + tenge_of(move.quantity, batch.price)
        found[batch.product] = LineCost(prices, tenge)
    return found


def meal_cost(
    requisition: MenuRequisition,
    moves: Iterable[StockMove],
    batches: Iterable[StockBatch],
    ceilings: Mapping[str, Decimal],
) -> MealCost:
    """What a meal costs: by the prices of the batches that it takes.

    A product from batches of two prices costs, gram for gram, what all of it together does.
    """
    lines = line_costs(moves, batches)
    portions = (
        PortionCost(band, _portion(requisition, band, lines), ceilings.get(band))
        for band in requisition.bands
    )
    eaters = {band: requisition.eaters[band] for band in requisition.bands}
    return MealCost(lines, eaters, tuple(portions))


def day_costs(meals: Sequence[MealCost]) -> tuple[PortionCost, ...]:
    """What a child-day of each band costs: one portion of every meal at which the band eats.

    The ceiling is that of all these meals; where one has no price there is none.
    """
    bands = dict.fromkeys(one.band for meal in meals for one in meal.portions)
    return tuple(
        _together([one for meal in meals for one in meal.portions if one.band == band])
        for band in bands
    )


def _together(portions: Sequence[PortionCost]) -> PortionCost:
    ceilings = [one.ceiling for one in portions if one.ceiling is not None]
    whole = sum(ceilings, start=Decimal()) if len(ceilings) == len(portions) else None
    tenge = sum((one.tenge for one in portions), start=Fraction())
    return replace(portions[0], tenge=tenge, ceiling=whole)


def _portion(requisition: MenuRequisition, band: str, lines: Mapping[str, LineCost]) -> Fraction:
    """A band's share of what each product costs, by grams."""
    found = Fraction()
    for line in requisition.lines:
        if line.grams:
            own = sum((one.per_person[band] for one in line.taken.values()), start=Fraction())
            cost = lines.get(line.product.code, LineCost())
            found += Fraction(cost.tenge) * own / line.grams
    return found
