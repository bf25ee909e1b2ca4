"""How menus are written on the screen: dishes of a cell, portions, meals, seasons."""

from collections.abc import Iterable, Sequence

from school_desk.formats import date_short, number
from school_desk.i18n import _, current, fill
from school_desk.nutrition.card_model import TechCard
from school_desk.nutrition.eating_model import Meal, Sitting
from school_desk.nutrition.menu_model import SEASON_WORDS, CycleMenu, Serving


def menu_words(menu: CycleMenu) -> str:
    """What people call a cycle."""
    season = _(SEASON_WORDS[menu.season])
    facts = {"season": season, "n": number(menu.length), "day": date_short(menu.since)}
    told = fill(_("{season}, {n} days, from {day}"), facts)
    return f"{menu.name}: {told}" if menu.name else told[:1].upper() + told[1:]


def menu_short(menu: CycleMenu) -> str:
    """A cycle in a narrow box: its name or its season, how long it is, since when."""
    season = _(SEASON_WORDS[menu.season])
    words = menu.name or season[:1].upper() + season[1:]
    facts = {"menu": words, "n": number(menu.length), "day": date_short(menu.since)}
    return fill(_("{menu} · {n} days · {day}"), facts)


def meals_shown(sittings: Iterable[Sitting], used: Iterable[Meal]) -> tuple[Meal, ...]:
    """The meals that a menu has columns for: breakfast, lunch, and what the school serves."""
    wanted = {Meal.BREAKFAST, Meal.LUNCH, *(one.meal for one in sittings), *used}
    return tuple(meal for meal in Meal if meal in wanted)


def band_words(band: str) -> str:
    """Who is of a band."""
    return fill(_("{band} years old"), {"band": band.replace("-", "–")})


def serving_words(one: Serving, bands: Sequence[str]) -> str:
    """A dish in a cell: its card, its name, its portion."""
    return f"{one.card.number}. {one.name.within(current())} — {portion_words(one, bands)}"


def portion_words(one: Serving, bands: Sequence[str]) -> str:
    """Portions of the bands in grams, once where all get the same."""
    grams = [plain(number(one.grams(band), 1)) for band in bands]
    return grams[0] if len(set(grams)) == 1 else "/".join(grams)


def plain(text: str) -> str:
    """A number without zeros that say nothing."""
    return text.rstrip("0").rstrip(",.") if {",", "."} & set(text) else text


def card_words(card: TechCard) -> str:
    """A card in a list to choose from."""
    return f"{card.number}. {card.head.names[current()]}"
