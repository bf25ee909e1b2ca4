"""Who pays for whom on a day, by which band, diet and price; what may be written of it."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from school_desk.errors import N_, DeskError
from school_desk.nutrition.eating_model import (
    Band,
    Diet,
    DietCode,
    Eating,
    Meal,
    Price,
    Sitting,
    Source,
)
from school_desk.school.calendar_model import Status

ANNOUNCED_DAYS = 14
"""How long before its end a benefit is named, so that the family can bring a new paper."""
TIYN = Decimal("0.01")
TOP_TENGE = Decimal(100_000)
_PLAIN = re.compile(r"[0-9]{1,20}(\.[0-9]*)?")


class BenefitWithoutDocumentError(DeskError):
    """A benefit that stands on no paper."""

    sentence = N_(
        "A benefit stands on a document and an order. Type the document, its number and the number "
        "of the order."
    )


class BenefitWithoutCategoryError(DeskError):
    """The fund pays for categories only (decree No. 64)."""

    sentence = N_("The fund pays by category. Choose the category.")


class DaysTurnedError(DeskError):
    """An end before the beginning."""

    sentence = N_("The last day {ends:short} is before the first {starts:short}.")


class TwoAtOnceError(DeskError):
    """Two ways of eating, or two prices, on one day; facts: starts, ends."""

    sentence = N_(
        "From {starts:short} something else is written already. End that first, or choose other "
        "days."
    )


class EatingGoneError(DeskError):
    """What somebody has taken away or written anew meanwhile."""

    sentence = N_("This was changed meanwhile. Look again. Nothing was written.")


class NotAPriceError(DeskError):
    """What is no sum in tenge; facts: text."""

    sentence = N_("“{text}” is not a price. Type tenge, such as 579 or 579,50.")


class NoPriceError(DeskError):
    """A day without a price; facts: day, band, source (translatable)."""

    sentence = N_("There is no price on {day:short} for {band}, {source}. Type it under prices.")


class NothingExcludedError(DeskError):
    """A diet that names nothing to leave out."""

    sentence = N_("Name what must not be in the food.")


class OrdersOpenError(DeskError):
    """Another meal of a shift while orders of the old one wait; facts: days."""

    sentence = N_(
        "Orders of this shift are not reconciled yet: {days}. Reconcile these days first, then "
        "change its meal."
    )


def parse_bands(text: str) -> tuple[Band, ...]:
    """The bands that come with the program."""
    return tuple(
        Band(one["code"], one["first"], one["last"], Source(one["source"]), Status(one["status"]))
        for one in tomllib.loads(text)["band"]
    )


def parse_sittings(text: str) -> tuple[Sitting, ...]:
    """The usual times that come with the program."""
    return tuple(
        Sitting(
            one["shift"],
            Meal(one["meal"]),
            time.fromisoformat(one["count_by"]),
            time.fromisoformat(one["order_by"]),
            time.fromisoformat(one["accept_by"]),
            Status(one["status"]),
        )
        for one in tomllib.loads(text)["sitting"]
    )


def band_of(bands: Iterable[Band], year_level: int) -> Band:
    """The band of a class; a class of none is cooked for with the nearest."""
    found = sorted(bands, key=lambda one: (not one.holds(year_level), abs(one.first - year_level)))
    return found[0]


def that_counts(eatings: Iterable[Eating], day: date) -> Eating | None:
    """What is written for a pupil on a day: of several the one that began last."""
    held = [one for one in eatings if one.holds_on(day)]
    return max(held, key=lambda one: (one.starts or date.min, one.id), default=None)


def source_on(eatings: Iterable[Eating], band: Band, day: date) -> Source:
    """Who pays for a pupil on a day: what is written, else as the band eats.

    A benefit that has ended counts no longer; the pupil then eats as the class does.
    """
    own = that_counts(eatings, day)
    return own.source if own else band.source


def diet_on(diets: Iterable[Diet], day: date) -> Diet | None:
    """What a plate of a pupil must be on a day: the diet that began last, the others beside it."""
    held = sorted((one for one in diets if one.holds_on(day)), key=_in_order, reverse=True)
    return replace(held[0], also=tuple(held[1:])) if held else None


def _in_order(one: Diet) -> tuple[object, ...]:
    """The same on every computer, whatever the rows are there."""
    return one.starts or date.min, one.code.value, one.excluded, one.id


def ending_in(own: Eating | None, day: date) -> int | None:
    """Days left of a benefit that ends soon; None: none ends soon.

    >>> ending = Eating(1, Source.FUND, ends=date(2026, 12, 31))
    >>> ending_in(ending, date(2026, 12, 20)), ending_in(ending, date(2026, 11, 1))
    (11, None)
    """
    if own is None or own.ends is None or not own.source.free:
        return None
    left = (own.ends - day).days
    return left if 0 <= left <= ANNOUNCED_DAYS else None


def accept_eating(one: Eating, others: Iterable[Eating]) -> Eating:
    """How a pupil eats, or raise."""
    _accept_days(one.starts, one.ends)
    if one.source is Source.FUND and one.category is None:
        raise BenefitWithoutCategoryError
    paper = one.paper
    if one.source is Source.FUND and not (
        paper.kind.strip() and paper.number.strip() and paper.order_no.strip()
    ):
        raise BenefitWithoutDocumentError
    beside = [other for other in others if other.pupil == one.pupil]
    _accept_alone(
        one, [each for each in beside if not _outlasts(each, one) and not _outlasts(one, each)]
    )
    return one if one.source is Source.FUND else replace(one, category=None)


def accept_diet(one: Diet, others: Iterable[Diet]) -> Diet:
    """A diet, or raise; one of another kind may stand beside it."""
    _accept_days(one.starts, one.ends)
    if one.code in (DietCode.ALLERGY, DietCode.OTHER) and not one.excluded.strip():
        raise NothingExcludedError
    _accept_alone(
        one, [each for each in others if (each.pupil, each.code) == (one.pupil, one.code)]
    )
    return replace(one, excluded=one.excluded.strip())


def accept_price(one: Price, others: Iterable[Price]) -> Price:
    """A price, or raise."""
    _accept_days(one.starts, one.ends)
    if not _is_price(one.tenge):
        raise NotAPriceError(text=str(one.tenge))
    _accept_alone(one, [other for other in others if _same(one, other)])
    return replace(one, tenge=rounded(one.tenge))


def accept_sitting(one: Sitting, waiting: Sequence[date]) -> Sitting:
    """When a shift eats, or raise; `waiting`: days whose order of another meal is not reconciled.

    The screen of a day shows the meal that its shift has: nobody could reconcile them any more.
    """
    if waiting:
        raise OrdersOpenError(days=", ".join(f"{day:%d.%m}" for day in waiting))
    return one


def price_from(text: str) -> Decimal:
    """A sum in tenge as people type it, or raise.

    >>> price_from("1 579,5")
    Decimal('1579.5')
    """
    found = plain_decimal(text)
    if found is None or not _is_price(found):
        raise NotAPriceError(text=text)
    return found


def plain_decimal(text: str) -> Decimal | None:
    """A number from 0 up in plain digits, with a comma or a point; None: it is none.

    >>> plain_decimal("1 579,5"), plain_decimal("1e3")
    (Decimal('1579.5'), None)
    """
    plain = "".join(text.split()).replace(",", ".")
    return Decimal(plain) if _PLAIN.fullmatch(plain) else None


def rounded(tenge: Decimal) -> Decimal:
    """To the tiyn, half up, once (nutrition 3)."""
    return tenge.quantize(TIYN, ROUND_HALF_UP)


def price_on(prices: Iterable[Price], place: tuple[str, Source, Meal], day: date) -> Decimal:
    """What a portion costs on a day, tenge, or raise: nothing is guessed."""
    band, source, meal = place
    for one in prices:
        if (one.band, one.source, one.meal) == place and one.holds_on(day):
            return one.tenge
    raise NoPriceError(day=day, band=band, source=source.value, meal=meal.value)


def closed_before(one: Eating, day: date) -> Eating:
    """What counted until now, ended on the day before another begins."""
    return replace(one, ends=day - timedelta(days=1))


def giving_way(one: Eating, there: Iterable[Eating]) -> list[Eating]:
    """What began earlier and would run into it; it ends the day before.

    What outlasts a benefit that ends stays: after the benefit it counts again.
    """
    return [
        before
        for before in there
        if one.starts is not None
        and (before.id != one.id or not before.id)
        and (before.starts or date.min) < one.starts
        and (before.ends or date.max) >= one.starts
        and not _outlasts(before, one)
    ]


def _outlasts(one: Eating, other: Eating) -> bool:
    """Whether it counts both before and after the other: then the other only stands in between."""
    return (one.starts or date.min) < (other.starts or date.min) and (one.ends or date.max) > (
        other.ends or date.max
    )


def _is_price(tenge: Decimal) -> bool:
    """Whether something is left of it to the tiyn, and it is not absurd."""
    return rounded(tenge) > 0 and tenge <= TOP_TENGE


def _same(one: Price, other: Price) -> bool:
    return (one.band, one.source, one.meal) == (other.band, other.source, other.meal)


def _accept_days(starts: date | None, ends: date | None) -> None:
    if starts and ends and ends < starts:
        raise DaysTurnedError(starts=starts, ends=ends)


def _accept_alone(one: Eating | Diet | Price, others: Sequence[Eating | Diet | Price]) -> None:
    """No two of one kind on one day: of two nobody could say which counts."""
    for other in others:
        if other.id == one.id and one.id:
            continue
        if (one.starts or date.min) <= (other.ends or date.max) and (other.starts or date.min) <= (
            one.ends or date.max
        ):
            raise TwoAtOnceError(starts=other.starts or date.min, ends=other.ends)
