"""What menus are checked by, read from the files that come with the program."""

import tomllib
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from school_desk.nutrition.card_model import DishTag
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.menu_model import (
    Ban,
    DailyNeed,
    Eatery,
    Limit,
    Norms,
    Season,
    SeasonStart,
)
from school_desk.nutrition.menu_replacement_rules import Replacement
from school_desk.nutrition.product_model import Adds
from school_desk.school.calendar_model import Status


def parse_norms(text: str) -> Norms:
    """Needs, targets, limits, seasons."""
    told = tomllib.loads(text)
    return Norms(
        tuple(DailyNeed(band, *map(Decimal, one)) for band, one in told["needs"].items()),
        {Meal(meal): Decimal(one[0]) for meal, one in told["shares"].items()},
        {
            (band, Meal(meal)): Decimal(energy)
            for meal, bands in told["targets"].items()
            for band, energy in bands.items()
        },
        Decimal(told["tolerance"]),
        tuple(map(_limit, told["limit"])),
        tuple(_season(one, day, told["status"]) for one, day in told["seasons"].items()),
        Status(told["status"]),
        {
            Meal(meal): (Decimal(least), Decimal(most))
            for meal, (_aim, least, most) in told["shares"].items()
        },
        Decimal(told["interval"]),
        {Meal(meal): time.fromisoformat(one) for meal, one in told["times"].items()},
    )


def parse_bans(text: str) -> tuple[Ban, ...]:
    """What is forbidden where and since when."""
    return tuple(map(_ban, tomllib.loads(text)["ban"]))


def parse_replacements(text: str) -> tuple[Replacement, ...]:
    """The table of replacements, a line for each substitute."""
    told = tomllib.loads(text)
    status = Status(told.pop("status"))
    return tuple(
        Replacement(product, substitute, Decimal(grams), Decimal(one["per"]), status)
        for product, one in told.items()
        for substitute, grams in one["by"].items()
    )


def _season(code: str, starts: str, status: str) -> SeasonStart:
    return SeasonStart(Season(code), (int(starts[:2]), int(starts[3:])), Status(status))


def _limit(told: Mapping[str, Any]) -> Limit:
    return Limit(
        Adds(told["adds"]),
        Decimal(told["per_100"]),
        frozenset(map(Eatery, told["eateries"])),
        *_term(told),
        told["act"],
        Status(told["status"]),
    )


def _ban(told: Mapping[str, Any]) -> Ban:
    return Ban(
        told["code"],
        {one: told[one] for one in ("kk", "ru", "en")},
        frozenset(map(Eatery, told["eateries"])),
        frozenset(map(DishTag, told.get("tags", ()))),
        frozenset(told.get("products", ())),
        *_term(told),
        told["act"],
        Status(told["status"]),
    )


def _term(told: Mapping[str, Any]) -> tuple[date, date | None]:
    until = told.get("until")
    return date.fromisoformat(told["since"]), date.fromisoformat(until) if until else None
