"""Menus as values: the cycle of so many days, what is served of it, what checks find."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from school_desk.errors import N_
from school_desk.i18n import Spelled, Text
from school_desk.nutrition.card_model import DishTag, ReckonedCard, TechCard
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.nutrient_model import Nutrients
from school_desk.nutrition.nutrient_rules import percent_of, portion_factor
from school_desk.nutrition.product_model import Adds
from school_desk.school.calendar_model import Status


class Season(StrEnum):
    """The two halves of the year, each with a menu of its own (nutrition 4)."""

    SUMMER_AUTUMN = "summer_autumn"
    WINTER_SPRING = "winter_spring"


SEASON_WORDS: Mapping[Season, str] = {
    Season.SUMMER_AUTUMN: N_("summer and autumn"),
    Season.WINTER_SPRING: N_("winter and spring"),
}

LENGTHS = (10, 20, 24)
"""Two or four weeks of five days, four weeks of six."""


class Eatery(StrEnum):
    """Where a list of what is forbidden holds."""

    SCHOOL = "school"
    KINDERGARTEN = "kindergarten"
    BUFFET = "buffet"


@dataclass(frozen=True, slots=True)
class SeasonStart:
    """From which day of each year (month, day) a season's menu is cooked."""

    season: Season
    starts: tuple[int, int]
    status: Status = Status.TO_CHECK


@dataclass(frozen=True, slots=True)
class CycleMenu:
    """The forward menu of a season: so many school days that come round again.

    Args:
        since: from when it is cooked, if its season is on then; day 1 is the first school day.
        name: what people call it; may be empty.
    """

    season: Season
    length: int
    since: date
    name: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class MenuDish:
    """A dish in a cycle: on which of its days, at which meal.

    Args:
        portions: grams of a portion by band, where that is not what the card says.
    """

    day: int
    meal: Meal
    dish: int
    place: int = 0
    portions: Mapping[str, Decimal] = field(default_factory=dict)
    id: int = 0


@dataclass(frozen=True, slots=True)
class Serving:
    """A dish as it is served: its card, what it comes to, how large a portion each band gets.

    Args:
        line: the row of the cycle it comes from; 0: it was added for this one day.
    """

    meal: Meal
    card: TechCard
    found: ReckonedCard
    portions: Mapping[str, Decimal] = field(default_factory=dict)
    line: int = 0

    @property
    def name(self) -> Spelled:
        """The name of the dish."""
        return self.card.head.name

    def grams(self, band: str) -> Decimal:
        """What a portion of a band weighs."""
        return self.portions.get(band, self.card.head.portion(band))

    def factor(self, band: str) -> Fraction:
        """By what the card is multiplied for a band (nutrition 11, rule 8)."""
        return portion_factor(self.grams(band), self.card.head.yield_g)

    def nutrients(self, band: str) -> Nutrients:
        """What a portion of a band holds."""
        whole = self.found.portion
        # Most portions are as the card has them.
        same = self.grams(band) == self.card.head.yield_g
        return whole if same else whole.times(self.factor(band))


@dataclass(frozen=True, slots=True)
class DailyNeed:
    """What a band needs in a day: kcal and grams."""

    band: str
    energy: Decimal
    protein: Decimal
    fat: Decimal
    carbohydrate: Decimal


@dataclass(frozen=True, slots=True)
class Limit:
    """How much salt or sugar may be added to 100 g of a ready dish; the limit itself passes."""

    adds: Adds
    per_100: Decimal
    eateries: frozenset[Eatery]
    since: date
    until: date | None
    act: str
    status: Status = Status.TO_CHECK


@dataclass(frozen=True, slots=True)
class Norms:
    """By what menus are checked; all of it is data to be checked by the school.

    Args:
        shares: percent of the day that a meal gives.
        targets: kcal of a meal, where an act names them; else need by share.
        tolerance: how far from a target is still in range, in percent.
        share_ranges: from how many to how many percent of a day's energy a meal gives.
        interval: hours between two meals at most; None: nobody has said.
        times: when a meal is eaten.
    """

    needs: tuple[DailyNeed, ...]
    shares: Mapping[Meal, Decimal]
    targets: Mapping[tuple[str, Meal], Decimal]
    tolerance: Decimal
    limits: tuple[Limit, ...]
    seasons: tuple[SeasonStart, ...]
    status: Status = Status.TO_CHECK
    share_ranges: Mapping[Meal, tuple[Decimal, Decimal]] = field(default_factory=dict)
    interval: Decimal | None = None
    times: Mapping[Meal, time] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ban:
    """An entry of the list of what is forbidden: dishes by their marks, products by their codes."""

    code: str
    names: Mapping[str, str]
    eateries: frozenset[Eatery]
    tags: frozenset[DishTag]
    products: frozenset[str]
    since: date
    until: date | None
    act: str
    status: Status = Status.TO_CHECK

    @property
    def name(self) -> Spelled:
        """What is forbidden, in the language of the reader."""
        return Spelled(self.names)

    def holds_on(self, eatery: Eatery, day: date) -> bool:
        """Whether it is in force there on a day."""
        there = eatery in self.eateries
        return there and self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Allowed:
    """The head let a forbidden dish be cooked: why, who, when; `head`: the name of who did."""

    dish: int
    ban: str
    reason: str
    by: int | None
    on: date | None
    id: int = 0
    head: str = ""


class Mark(StrEnum):
    """What a check found."""

    ABOVE = "above"
    BELOW = "below"
    SALT = "salt"
    SUGAR = "sugar"
    FORBIDDEN = "forbidden"
    ALLOWED = "allowed"
    REPEAT = "repeat"
    DRAFT = "draft"
    UNKNOWN = "unknown"
    NO_TARGET = "no_target"
    EMPTY = "empty"
    SHARE = "share"
    INTERVAL = "interval"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something worth a look; `grave`: it must not be served so."""

    mark: Mark
    text: Text
    grave: bool = False


@dataclass(frozen=True, slots=True)
class MealSum:
    """What a meal, or a day (meal None), gives to a band beside what it should.

    Args:
        target: kcal, grams of protein, fat and carbohydrate; None: nobody has said.
    """

    band: str
    meal: Meal | None
    fact: Nutrients
    target: DailyNeed | None

    @property
    def percent(self) -> Fraction | None:
        """Energy in percent of the target."""
        return percent_of(self.fact.energy, self.target.energy) if self.target else None


@dataclass(frozen=True, slots=True)
class CheckedDay:
    """A day of a menu: what is served, what it comes to, what is worth a look."""

    servings: tuple[Serving, ...]
    sums: tuple[MealSum, ...]
    findings: tuple[Finding, ...]

    @property
    def grave(self) -> bool:
        """Whether something of it must not be served."""
        return any(one.grave for one in self.findings)

    def of(self, meal: Meal) -> tuple[Serving, ...]:
        """What is served at a meal."""
        return tuple(one for one in self.servings if one.meal is meal)


@dataclass(frozen=True, slots=True)
class CycleSheet:
    """A cycle with everything in it, by its days (1 is the first).

    Args:
        lines: the dishes of the cycle in their order.
    """

    menu: CycleMenu
    bands: tuple[str, ...]
    lines: tuple[MenuDish, ...]
    days: Mapping[int, CheckedDay]

    def at(self, day: int, meal: Meal) -> tuple[MenuDish, ...]:
        """The dishes of a meal."""
        return tuple(one for one in self.lines if one.day == day and one.meal is meal)


@dataclass(frozen=True, slots=True)
class Approval:
    """The head approved the menu of a day; `head`: the name of who did."""

    by: int | None
    at: datetime
    head: str = ""


@dataclass(frozen=True, slots=True)
class Deviation:
    """What a day has otherwise than the cycle.

    Args:
        line: the row of the cycle that is not cooked as planned; 0: the dish is one more.
        dish: what is cooked instead, or more; None: nothing.
        meal: of a dish that is one more.
    """

    day: date
    line: int
    dish: int | None
    meal: Meal | None = None
    reason: str = ""
    by: int | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class DayLine:
    """A line of the menu of a day.

    Args:
        serving: what is cooked; None: nothing in place of the planned dish.
        planned: the dish of the cycle, where another or none is cooked.
        swaps: products replaced in it: name of the product, of its substitute, the reason.
    """

    meal: Meal
    serving: Serving | None
    line: int = 0
    planned: Spelled | None = None
    deviation: Deviation | None = None
    swaps: tuple[tuple[Spelled, Spelled, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DailyMenu:
    """The menu of a day: from its cycle, with what is otherwise on this day.

    Args:
        menu: the cycle; None: no cycle is cooked on this day.
        number: which day of the cycle it is; None: no school on it.
        kept: its dishes are those that were approved, whatever became of the cycle.
    """

    day: date
    bands: tuple[str, ...]
    menu: CycleMenu | None = None
    number: int | None = None
    lines: tuple[DayLine, ...] = ()
    checked: CheckedDay = field(default_factory=lambda: CheckedDay((), (), ()))
    approval: Approval | None = None
    kept: bool = False

    @property
    def servings(self) -> tuple[Serving, ...]:
        """What is cooked."""
        return self.checked.servings

    @property
    def meals(self) -> tuple[Meal, ...]:
        """The meals that something stands at."""
        return tuple(meal for meal in Meal if any(one.meal is meal for one in self.lines))
