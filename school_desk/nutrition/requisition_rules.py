"""From dishes and eaters to what is taken (nutrition 5.1): summed exactly, rounded once, last."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from school_desk.errors import N_, DeskError
from school_desk.nutrition.menu_model import Serving
from school_desk.nutrition.product_model import Product
from school_desk.nutrition.requisition_model import (
    DayEaters,
    Issuing,
    MenuRequisition,
    RequisitionLine,
    Taken,
)

MOST_EATERS = 10_000


class EatersWrongError(DeskError):
    """A number of eaters that no school has; facts: `text`, `top`."""

    sentence = N_("«{text}» is not a number of eaters: a whole number from 0 to {top}.")


class NobodyToCookForError(DeskError):
    """A requisition without eaters; facts: `day`."""

    sentence = N_(
        "Nobody is counted for {day:short}: no band has eaters. Hand over the order of the day, or "
        "type how many eat."
    )


class NothingToCookError(DeskError):
    """A requisition of a day without dishes; facts: `day`."""

    sentence = N_("No dish stands in the menu of {day:short}. Fill the menu first.")


def parse_issuing(text: str) -> Issuing:
    """How the kitchen issues, from the file that comes with the program."""
    told = tomllib.loads(text)
    pieces = {product: Decimal(grams) for product, grams in told["pieces"].items()}
    return Issuing(pieces, frozenset(told["not_issued"]))


def accept_eaters(eaters: Mapping[str, int], day: date) -> Mapping[str, int]:
    """Who eats, by band, or raise."""
    for count in eaters.values():
        if not 0 <= count <= MOST_EATERS:
            raise EatersWrongError(text=str(count), top=MOST_EATERS)
    if not sum(eaters.values()):
        raise NobodyToCookForError(day=day)
    return eaters


def eaters_of(
    bands: Sequence[str], ordered: Sequence[Mapping[str, int]], typed: Mapping[str, int]
) -> DayEaters:
    """Who eats by band: all orders of the meal together; without one what was typed."""
    known = [*bands, *(band for one in ordered for band in one if band not in bands)]
    if ordered:
        found = {band: sum(one.get(band, 0) for one in ordered) for band in known}
        return DayEaters(found, ordered=True)
    return DayEaters({band: typed.get(band, 0) for band in bands}, ordered=False)


def typed_eaters(text: str) -> int:
    """A number of eaters as people type it, or raise EatersWrongError."""
    found = text.strip()
    if not (found.isascii() and found.isdigit() and int(found) <= MOST_EATERS):
        raise EatersWrongError(text=found, top=MOST_EATERS)
    return int(found)


def requisition(
    day: date, servings: Sequence[Serving], eaters: Mapping[str, int], issuing: Issuing
) -> MenuRequisition:
    """What is taken for all dishes, a line for each product in the order of the dishes."""
    rows: dict[str, dict[int, Taken]] = {}
    products: dict[str, Product] = {}
    for place, serving in enumerate(servings):
        for code, taken in _of_dish(serving, eaters, issuing).items():
            rows.setdefault(code, {})[place] = taken
        products |= {one.product.code: one.product for one in serving.found.lines}
    lines = (_line(products[code], taken, issuing) for code, taken in rows.items())
    return MenuRequisition(day, dict(eaters), tuple(servings), tuple(lines))


def exact_grams(servings: Iterable[Serving], eaters: Mapping[str, int]) -> Mapping[str, Fraction]:
    """Grams of each product before any rounding: Σ gross × factor × portions."""
    found: dict[str, Fraction] = {}
    for serving in servings:
        portions = _portions(serving, eaters)
        for line in serving.found.lines:
            code = line.product.code
            found[code] = found.get(code, Fraction()) + line.gross * portions
    return found


def _of_dish(serving: Serving, eaters: Mapping[str, int], issuing: Issuing) -> Mapping[str, Taken]:
    totals = exact_grams((serving,), eaters)
    gross: dict[str, Fraction] = {}
    for line in serving.found.lines:
        gross[line.product.code] = gross.get(line.product.code, Fraction()) + line.gross
    pieces = {line.product.code: line.product.piece for line in serving.found.lines}
    return {
        code: Taken(
            {band: gross[code] * serving.factor(band) for band in eaters},
            grams,
            _pieces(grams, pieces[code] or issuing.pieces.get(code)),
        )
        for code, grams in totals.items()
    }


def _portions(serving: Serving, eaters: Mapping[str, int]) -> Fraction:
    """How many whole portions of the card all bands together come to."""
    return sum((serving.factor(band) * count for band, count in eaters.items()), start=Fraction())


def _pieces(grams: Fraction, each: Decimal | None) -> int | None:
    """Whole pieces for a dish, rounded up: nobody cracks half an egg."""
    return None if each is None else ceil(grams / Fraction(each))


def _line(product: Product, taken: Mapping[int, Taken], issuing: Issuing) -> RequisitionLine:
    grams = sum((one.grams for one in taken.values()), start=Fraction())
    counted = [one.pieces for one in taken.values() if one.pieces is not None]
    pieces = sum(counted) if counted else None
    return RequisitionLine(product, taken, grams, pieces, product.code not in issuing.not_issued)
