"""How a line of the norms is written on the screen: of what it is, what it says."""

from collections.abc import Iterable, Mapping
from datetime import date

from school_desk.errors import N_
from school_desk.formats import NOTHING, date_short, day_and_month
from school_desk.i18n import _, current, fill
from school_desk.nutrition.card_model import TAG_WORDS
from school_desk.nutrition.eating_model import MEAL_WORDS, SOURCE_WORDS, Meal
from school_desk.nutrition.meal_norm_model import EATERY_WORDS, NormLine, NormOf
from school_desk.nutrition.meal_norm_rules import MONTH, THREE_MONTHS
from school_desk.nutrition.menu_model import SEASON_WORDS, Eatery
from school_desk.nutrition.month_model import Mark
from school_desk.nutrition.product_model import Adds, Product
from school_desk.ui.nutrition.card_words import exact
from school_desk.ui.nutrition.menu_words import band_words

ADDS_WORDS: Mapping[str, str] = {Adds.SALT: N_("salt"), Adds.SUGAR: N_("sugar")}
MARK_WORDS: Mapping[str, str] = {
    Mark.SERVED: N_("ate"),
    Mark.REFUSED: N_("there and refused"),
    Mark.NOT_EATEN: N_("cooked and not eaten"),
    Mark.OPEN: N_("the day is not reconciled"),
}
DUE_WORDS: Mapping[str, str] = {
    MONTH: N_("report of a month"),
    THREE_MONTHS: N_("report of a quarter"),
}
VALUES: Mapping[NormOf, str] = {
    NormOf.NEED: N_("{0} kcal; protein {1}, fat {2}, carbohydrate {3} g"),
    NormOf.TARGET: N_("{0} kcal"),
    NormOf.SHARE: N_("{0} %, from {1} to {2} %"),
    NormOf.TOLERANCE: N_("± {0} %"),
    NormOf.INTERVAL: N_("{0} hours at most"),
    NormOf.LIMIT: N_("{0} g in 100 g"),
    NormOf.REPLACEMENT: N_("{0} g for {1} g"),
    NormOf.BAND: N_("classes {0} to {1}"),
    NormOf.PIECE: N_("{0} g"),
    NormOf.DUE: N_("by day {0} of the next month"),
}
MEALS: Mapping[str, str] = {one.value: words for one, words in MEAL_WORDS.items()}
CODES: Mapping[NormOf, Mapping[str, str]] = {
    NormOf.SHARE: MEALS,
    NormOf.TIME: MEALS,
    NormOf.LIMIT: ADDS_WORDS,
    NormOf.SEASON: {one.value: words for one, words in SEASON_WORDS.items()},
    NormOf.SIGN: MARK_WORDS,
    NormOf.DUE: DUE_WORDS,
}
"""Of what a line may be, where the program names all of it, in words."""
A_YEAR = 2025

Names = Mapping[str, str]
"""Names of products by code, in the language of the reader."""


def of_what(one: NormLine, names: Names) -> str:
    """Of what a line is, within its kind."""
    if one.kind in CODES:
        return _(CODES[one.kind].get(one.code, one.code))
    if one.kind in (NormOf.NEED, NormOf.BAND):
        return band_words(one.code)
    return _of_other(one, names)


def said(one: NormLine, names: Names) -> str:
    """What a line says."""
    if one.kind is NormOf.BAN:
        return _forbidden(one, names)
    if one.kind is NormOf.SIGN:
        return " / ".join(one.names.get(each, "") for each in ("kk", "ru"))
    if one.kind is NormOf.TIME:
        return f"{int(one.figures[0]):02}:{int(one.figures[1]):02}"
    if one.kind is NormOf.SEASON:
        day, month = map(int, one.figures)
        return fill(_("from {day} of each year"), {"day": day_and_month(date(A_YEAR, month, day))})
    told = _(VALUES[one.kind]).format(*map(exact, one.figures))
    if one.pays is not None:
        return f"{told}; {_(SOURCE_WORDS[one.pays])}"
    return f"{told}; {places_words(one.places)}" if one.places else told


def places_words(places: Iterable[Eatery]) -> str:
    """Where a line holds."""
    return ", ".join(_(EATERY_WORDS[one]) for one in Eatery if one in set(places))


def since_words(one: NormLine) -> str:
    """Since when; what came without a day counts always."""
    return NOTHING if one.starts == date.min else date_short(one.starts)


def until_words(one: NormLine) -> str:
    """Until when."""
    return date_short(one.ends) if one.ends else NOTHING


def now_words(one: NormLine, today: date, *, counts: bool) -> str:
    """Whether a line counts today."""
    if counts:
        return _("counts")
    if one.starts > today:
        return _("later")
    return _("ended") if one.ends and one.ends < today else _("replaced")


def product_names(products: Iterable[Product]) -> Names:
    """Names of products by code, in the language of the reader."""
    return {one.code: one.names[current()] for one in products}


def _of_other(one: NormLine, names: Names) -> str:
    if one.kind is NormOf.TARGET:
        meal, band = one.parts
        return f"{_(MEAL_WORDS[Meal(meal)])}, {band_words(band)}"
    if one.kind is NormOf.BAN:
        return one.names.get(current()) or one.names.get("kk", one.code)
    if one.kind in (NormOf.REPLACEMENT, NormOf.PIECE):
        return " → ".join(names.get(each, each) for each in one.parts)
    return _("all meals")


def _forbidden(one: NormLine, names: Names) -> str:
    marks = [_(words) for tag, words in TAG_WORDS.items() if tag in one.tags]
    products = sorted(names.get(each, each) for each in one.products)
    return f"{', '.join((*marks, *products))}; {places_words(one.places)}"
