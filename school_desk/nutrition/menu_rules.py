"""What a menu comes to, and what is worth a look in it (nutrition 11, rules 8, 9 and 11)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from school_desk.errors import N_, DeskError
from school_desk.i18n import Text
from school_desk.nutrition.eating_model import MEAL_WORDS, Meal
from school_desk.nutrition.menu_ban_rules import ban_findings, bans_of, limit_findings
from school_desk.nutrition.menu_model import (
    LENGTHS,
    Allowed,
    Ban,
    CheckedDay,
    CycleMenu,
    DailyNeed,
    Eatery,
    Finding,
    Mark,
    MealSum,
    Norms,
    Serving,
)
from school_desk.nutrition.nutrient_rules import HUNDRED, percent_of, together
from school_desk.school.texts import as_line

MOST_GRAMS = 1000
MINUTES = 60
LONGEST_NAME = 60
MOST_DISHES = 15

ABOVE = N_("{meal}, {band} years old: {what} {percent:1} % of the target, above the range.")
BELOW = N_("{meal}, {band} years old: {what} {percent:1} % of the target, below the range.")
ALL_DAY = N_("whole day")
ENERGY, PROTEIN, FAT, CARBOHYDRATE = (
    N_("energy"),
    N_("protein"),
    N_("fat"),
    N_("carbohydrate"),
)
NO_TARGET = N_("{meal}: nobody has written what {band} years old need, so it is not compared.")
TWICE = N_("«{dish}» stands twice on one day.")
NEXT = N_("«{dish}» stands on the next day again.")
DRAFT = N_("«{dish}»: its card is a draft, not in use.")
UNKNOWN = N_("«{dish}»: nobody has written what 100 g of «{product}» hold.")
SHARE = N_(
    "{meal}, {band} years old: {percent:1} % of the day's energy; it should be {least} to {most} %."
)
INTERVAL = N_("Between {meal} and {next} are {hours} h; at most {most} h are asked for.")
NOTHING = N_("Nothing is cooked on this day.")


class MenuLengthError(DeskError):
    """A cycle of a length that no season has; facts: none."""

    sentence = N_("A menu goes over 10, 20 or 24 school days. Nothing was written.")


class MenuLongNameError(DeskError):
    """A name with a whole story in it; facts: `top`."""

    sentence = N_("The name of a menu has at most {top} letters. Nothing was written.")


class MenuDayError(DeskError):
    """A day that the cycle has not; facts: `day`, `length`."""

    sentence = N_("This menu has days 1 to {length}, not {day}. Nothing was written.")


class TooManyDishesError(DeskError):
    """More dishes than a meal has; facts: `top`."""

    sentence = N_("A meal has at most {top} dishes. Nothing was written.")


class PortionWrongError(DeskError):
    """A portion that nobody eats; facts: `text`, `top`."""

    sentence = N_(
        "A portion of {text} g is not possible: above 0 and at most {top} g. Nothing was written."
    )


class MenuGoneError(DeskError):
    """A menu that somebody has taken away."""

    sentence = N_("This menu is not there any more. Open the list again.")


class DishUnknownError(DeskError):
    """No dish by this number or name; facts: `text`."""

    sentence = N_(
        "No dish is called «{text}». Type the number of its card or its name; cards are written "
        "under Technological cards."
    )


class DishManyError(DeskError):
    """Several dishes begin so; facts: `text`, `names`."""

    sentence = N_("«{text}» may be several dishes: {names}. Type the number of the card.")


@dataclass(frozen=True, slots=True)
class Checks:
    """By what a day of a menu is looked at.

    Args:
        day: on which day lists and limits must hold.
    """

    norms: Norms
    bans: tuple[Ban, ...]
    allowed: tuple[Allowed, ...]
    bands: tuple[str, ...]
    day: date
    eatery: Eatery = Eatery.SCHOOL


def accept_menu(menu: CycleMenu) -> CycleMenu:
    """A cycle as it is kept, or raise."""
    if menu.length not in LENGTHS:
        raise MenuLengthError
    name = as_line(menu.name)
    if len(name) > LONGEST_NAME:
        raise MenuLongNameError(top=LONGEST_NAME)
    return CycleMenu(menu.season, menu.length, menu.since, name, menu.id)


def accept_day(menu: CycleMenu, day: int) -> int:
    """A day of the cycle, or raise MenuDayError."""
    if not 1 <= day <= menu.length:
        raise MenuDayError(day=day, length=menu.length)
    return day


def accept_portion(grams: Decimal) -> Decimal:
    """What a portion weighs, in grams, or raise PortionWrongError."""
    if not 0 < grams <= MOST_GRAMS:
        raise PortionWrongError(text=f"{grams:f}".replace(".", ","), top=MOST_GRAMS)
    return grams


def meal_need(norms: Norms, band: str, meal: Meal) -> DailyNeed | None:
    """What a meal should give to a band; None: nobody has said what the band needs.

    Energy is the target that is written for the meal, else the day's need by the meal's share.
    """
    need = next((one for one in norms.needs if one.band == band), None)
    share = norms.shares.get(meal)
    if need is None or share is None:
        return None
    parts = (need.energy, need.protein, need.fat, need.carbohydrate)
    energy, protein, fat, carbohydrate = (one * share / HUNDRED for one in parts)
    return DailyNeed(band, norms.targets.get((band, meal), energy), protein, fat, carbohydrate)


def meal_sum(
    servings: Iterable[Serving], band: str, meal: Meal, target: DailyNeed | None
) -> MealSum:
    """What a band gets at a meal: the sum over dishes, each by the size of its portion."""
    here = (one.nutrients(band) for one in servings if one.meal is meal)
    return MealSum(band, meal, together(here), target)


def day_sum(sums: Sequence[MealSum], band: str) -> MealSum:
    """The meals of a day together; without a target where one of them has none."""
    own = [one for one in sums if one.band == band]
    targets = [one.target for one in own if one.target]
    fact = together(one.fact for one in own)
    return MealSum(band, None, fact, _added(band, targets) if len(targets) == len(own) else None)


def checked(servings: tuple[Serving, ...], checks: Checks) -> CheckedDay:
    """A day with what it comes to and what is worth a look; repeats are looked at elsewhere."""
    sums = tuple(_sums(servings, checks))
    if not servings:
        return CheckedDay((), (), (Finding(Mark.EMPTY, Text(NOTHING)),))
    # Only what is said of dishes may be said twice: a dish may be served twice.
    of_dishes = (
        *interval_findings(servings, checks.norms),
        *(one for serving in servings for one in _of_dish(serving, checks)),
        *_twice(servings),
    )
    of_sums = (
        *(one for each in sums for one in sum_findings(each, checks.norms.tolerance)),
        *share_findings(sums, checks.norms),
    )
    return CheckedDay(servings, sums, (*_once(of_dishes), *of_sums))


def sum_findings(one: MealSum, tolerance: Decimal) -> Iterable[Finding]:
    """Energy and nutrients out of the range around the target: a warning, never a block."""
    meal = Text(MEAL_WORDS[one.meal]) if one.meal else Text(ALL_DAY)
    facts = {"meal": meal, "band": one.band.replace("-", "–")}
    if one.target is None:
        yield Finding(Mark.NO_TARGET, Text(NO_TARGET, facts))
        return
    for words, fact, target in _parts(one, one.target):
        percent = percent_of(fact, target)
        if abs(percent - HUNDRED) > tolerance:
            above = percent > HUNDRED
            told = {**facts, "what": Text(words), "percent": percent}
            text = Text(ABOVE if above else BELOW, told)
            yield Finding(Mark.ABOVE if above else Mark.BELOW, text)


def share_findings(sums: Sequence[MealSum], norms: Norms) -> Iterable[Finding]:
    """Meals that give less or more of the day's energy than they should (nutrition 4.1).

    A day of one meal is not compared: its target says the same.
    """
    if not any(one.meal is None for one in sums):
        return
    needs = {one.band: one.energy for one in norms.needs}
    for one in sums:
        told = norms.share_ranges.get(one.meal) if one.meal else None
        if one.meal is None or told is None or one.band not in needs:
            continue
        percent = percent_of(one.fact.energy, needs[one.band])
        if not told[0] <= percent <= told[1]:
            facts = {"meal": Text(MEAL_WORDS[one.meal]), "band": one.band.replace("-", "–")}
            limits = {"percent": percent, "least": _bare(told[0]), "most": _bare(told[1])}
            yield Finding(Mark.SHARE, Text(SHARE, {**facts, **limits}))


def interval_findings(servings: Iterable[Serving], norms: Norms) -> Iterable[Finding]:
    """Meals of a day with more hours between them than there should be (nutrition 4.1)."""
    there = {one.meal for one in servings}
    times = sorted((at, meal) for meal, at in norms.times.items() if meal in there)
    if norms.interval is None:
        return
    for (begins, meal), (ends, following) in pairwise(times):
        minutes = (ends.hour - begins.hour) * MINUTES + ends.minute - begins.minute
        if Fraction(minutes, MINUTES) > norms.interval:
            hours = f"{minutes // MINUTES}:{minutes % MINUTES:02}"
            words = {"meal": Text(MEAL_WORDS[meal]), "next": Text(MEAL_WORDS[following])}
            facts = {**words, "hours": hours, "most": _bare(norms.interval)}
            yield Finding(Mark.INTERVAL, Text(INTERVAL, facts))


def in_range(one: MealSum, tolerance: Decimal) -> bool | None:
    """Whether the energy is in range; None: nothing to compare it with."""
    return None if one.percent is None else abs(one.percent - HUNDRED) <= tolerance


def next_day_repeats(today: Iterable[Serving], tomorrow: Iterable[Serving]) -> tuple[Finding, ...]:
    """Dishes that stand again on the day after; bread and the like may."""
    after = {one.card.dish for one in tomorrow}
    again = (one for one in today if one.card.dish in after and _cooked(one))
    return _once(Finding(Mark.REPEAT, Text(NEXT, {"dish": one.name})) for one in again)


def with_repeats(days: Mapping[int, CheckedDay], length: int) -> Mapping[int, CheckedDay]:
    """All days of a cycle with what repeats on the next; after the last comes the first."""
    empty = CheckedDay((), (), ())
    return {
        number: CheckedDay(
            one.servings,
            one.sums,
            (
                *one.findings,
                *next_day_repeats(one.servings, days.get(number % length + 1, empty).servings),
            ),
        )
        for number, one in days.items()
    }


def _bare(one: Decimal) -> Decimal:
    """Without zeros that say nothing."""
    return Decimal(f"{one.normalize():f}")


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, in its order: a dish may be served twice."""
    found: list[Finding] = []
    for one in findings:
        if one not in found:
            found.append(one)
    return tuple(found)


def _sums(servings: Sequence[Serving], checks: Checks) -> Iterable[MealSum]:
    meals = [meal for meal in Meal if any(one.meal is meal for one in servings)]
    found = [
        meal_sum(servings, band, meal, meal_need(checks.norms, band, meal))
        for meal in meals
        for band in checks.bands
    ]
    yield from found
    if len(meals) > 1:
        yield from (day_sum(found, band) for band in checks.bands)


def _of_dish(serving: Serving, checks: Checks) -> Iterable[Finding]:
    products = [one.product.code for one in serving.found.lines]
    found = bans_of(serving.card, products, checks.bans, checks.eatery, checks.day)
    yield from ban_findings(serving, found, checks.allowed)
    yield from limit_findings(serving, checks.norms.limits, checks.eatery, checks.day)
    if not serving.card.in_use:
        yield Finding(Mark.DRAFT, Text(DRAFT, {"dish": serving.name}))
    for line in serving.found.lines:
        if line.product.composition is None:
            told = {"dish": serving.name, "product": line.product.name}
            yield Finding(Mark.UNKNOWN, Text(UNKNOWN, told))


def _cooked(one: Serving) -> bool:
    """Whether it is a dish: a card of one product (bread, an apple) is handed out as it is."""
    return len(one.card.ingredients) > 1


def _twice(servings: Iterable[Serving]) -> Iterable[Finding]:
    met: set[int] = set()
    for one in servings:
        if one.card.dish in met and _cooked(one):
            yield Finding(Mark.REPEAT, Text(TWICE, {"dish": one.name}))
        met.add(one.card.dish)


def _parts(one: MealSum, target: DailyNeed) -> tuple[tuple[str, Fraction, Decimal], ...]:
    return (
        (ENERGY, one.fact.energy, target.energy),
        (PROTEIN, one.fact.protein, target.protein),
        (FAT, one.fact.fat, target.fat),
        (CARBOHYDRATE, one.fact.carbohydrate, target.carbohydrate),
    )


def _added(band: str, needs: Sequence[DailyNeed]) -> DailyNeed:
    return DailyNeed(
        band,
        sum((one.energy for one in needs), start=Decimal()),
        sum((one.protein for one in needs), start=Decimal()),
        sum((one.fat for one in needs), start=Decimal()),
        sum((one.carbohydrate for one in needs), start=Decimal()),
    )
