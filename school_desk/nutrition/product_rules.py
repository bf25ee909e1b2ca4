"""Products read from the starter directory, laid over by the school's own; found by a name."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from school_desk.errors import N_, DeskError
from school_desk.nutrition.extra_rules import accept_extras
from school_desk.nutrition.nutrient_model import Composition, Retention
from school_desk.nutrition.nutrient_rules import HUNDRED, accept_composition, number_text
from school_desk.nutrition.product_model import Adds, Allergen, Product, SeasonLoss
from school_desk.school.calendar_model import Status
from school_desk.school.names import fold
from school_desk.school.texts import as_line, as_quote

LANGUAGES = ("kk", "ru", "en")
LONGEST_NAME, LONGEST_SOURCE = 80, 200
HEAVIEST_PIECE = 20_000
_NAMED = 4
LEAP = 2024
"""A year that has every day a year may have."""
_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.?")


class ProductUnnamedError(DeskError):
    """A product without a name in Kazakh or Russian, or with a very long one."""

    sentence = N_(
        "Give the product a name in Kazakh and in Russian, at most {top} letters. "
        "Nothing was written."
    )


class ProductTwiceError(DeskError):
    """Another product is called so; facts: `name`."""

    sentence = N_("There is a product «{name}» already. Change that one, or add a mark or a fat.")


class ProductUnknownError(DeskError):
    """No product is called so; facts: `text`."""

    sentence = N_("No product is called «{text}». Add it under Products, then type it here.")


class ProductUnclearError(DeskError):
    """Several products may be meant; facts: `text`, `names`."""

    sentence = N_("«{text}» may be {names}. Type more of the name.")


class ProductUsedError(DeskError):
    """A product that cards name; facts: `name`, `count`."""

    sentence = N_("«{name}» stands in technological cards ({count}), so it stays.")


class ProductGoneError(DeskError):
    """A product that somebody has taken away."""

    sentence = N_("This product is not in the directory any more. Open the list again.")


class ProductNotOwnError(DeskError):
    """A product of the starter directory that the school has not changed; facts: `name`."""

    sentence = N_("«{name}» came with the program, so it stays.")


class SeasonDayError(DeskError):
    """Not a day of the year; facts: `text`."""

    sentence = N_("«{text}» is not a day of the year, such as 01.11. Nothing was written.")


class SeasonEmptyError(DeskError):
    """No line of a season was written; facts: `name`."""

    sentence = N_("Write from which day «{name}» loses how much, at least one line.")


class SourceLongError(DeskError):
    """A whole story about where figures are from; facts: `top`."""

    sentence = N_(
        "Where the figures are from is told in at most {top} letters. Nothing was written."
    )


class FiguresDatedError(DeskError):
    """Figures without a day, where others count since one; facts: `name`, `since`."""

    sentence = N_(
        "«{name}» has figures since {since:short}. Leave that day to correct them, or write the "
        "day from which others count. Nothing was written."
    )


class PieceWrongError(DeskError):
    """A piece that weighs nothing, or far too much; facts: `text`, `top`."""

    sentence = N_(
        "A piece of {text} g is not possible: above 0 and at most {top} g. Nothing was written."
    )


class LossWrongError(DeskError):
    """A loss after which nothing is left; facts: `text`."""

    sentence = N_(
        "A cold loss of «{text}» percent is not possible: from 0 to below 100. Nothing was written."
    )


def parse_products(text: str) -> tuple[Product, ...]:
    """The starter directory, in its order."""
    return tuple(_product(code, told) for code, told in tomllib.loads(text).items())


def parse_losses(text: str) -> tuple[SeasonLoss, ...]:
    """The cold losses through the year, by product and day of the year."""
    return tuple(
        SeasonLoss(code, (int(day[:2]), int(day[3:])), Decimal(loss), status=Status(told["status"]))
        for code, told in tomllib.loads(text).items()
        for day, loss in told["from"].items()
    )


def parse_retention(text: str) -> Retention:
    """Which part stays after cooking."""
    told = tomllib.loads(text)["kept"]
    parts = ("energy", "protein", "fat", "carbohydrate")
    return Retention(*(Decimal(told[part]) for part in parts))


def with_own(starter: Iterable[Product], own: Iterable[Product]) -> tuple[Product, ...]:
    """The directory of the school: its own copy counts, what it added stands at the end."""
    mine = {one.code: one for one in own}
    laid = [mine.pop(one.code, one) for one in starter]
    return (*laid, *sorted(mine.values(), key=lambda one: one.code))


def code_of(name: str) -> str:
    """The code of a product that a school adds: two computers that add the same meet in it.

    >>> code_of("  Құрт  ")
    'курт'
    """
    return fold(as_line(name))


def accept_product(product: Product, known: Iterable[Product]) -> Product:
    """A product as it is kept, or raise."""
    names = {one: as_line(product.names.get(one, "")) for one in LANGUAGES}
    names["en"] = names["en"] or names["kk"]
    named = names["kk"] and names["ru"]
    if not named or max(map(len, names.values())) > LONGEST_NAME:
        raise ProductUnnamedError(top=LONGEST_NAME)
    code = product.code or code_of(names["kk"])
    _accept_alone(code, names, known, is_new=not product.code)
    if product.composition is not None:
        accept_composition(names["kk"], product.composition)
    source = as_line(product.source)
    if len(source) > LONGEST_SOURCE:
        raise SourceLongError(top=LONGEST_SOURCE)
    return replace(
        product,
        code=code,
        names=names,
        loss=accept_loss(product.loss),
        extras=accept_extras(product.extras),
        piece=accept_piece(product.piece),
        source=source,
        own=True,
    )


def as_checked(before: Product, typed: Product) -> Product:
    """Figures that somebody typed are the school's own, not those of the table any more."""
    same = (typed.composition, typed.extras) == (before.composition, before.extras)
    if same or typed.status is not before.status or typed.composition is None:
        return typed
    return replace(typed, status=Status.CHECKED)


def accept_since(shown: Product, since: date | None) -> date | None:
    """From when typed figures count, or raise FiguresDatedError: later ones would hide them."""
    if since is None and shown.since is not None:
        raise FiguresDatedError(name=shown.name, since=shown.since)
    return since


def accept_piece(grams: Decimal | None) -> Decimal | None:
    """What a piece weighs, if it is bought so, or raise PieceWrongError."""
    if grams is not None and not 0 < grams <= HEAVIEST_PIECE:
        raise PieceWrongError(text=number_text(grams).replace(".", ","), top=HEAVIEST_PIECE)
    return grams


def accept_loss(loss: Decimal) -> Decimal:
    """A cold loss in percent, or raise LossWrongError."""
    if not 0 <= loss < HUNDRED:
        raise LossWrongError(text=str(loss).replace(".", ","))
    return loss


def product_named(products: Iterable[Product], text: str) -> Product:
    """The product that is meant: its code, its name in any language, or how the name begins."""
    wanted, all_of = fold(as_line(text)), tuple(products)
    exact = [one for one in all_of if wanted in _names(one)]
    found = exact or [one for one in all_of if any(_begins(name, wanted) for name in _names(one))]
    if not found or not wanted:
        raise ProductUnknownError(text=as_quote(text))
    if len(found) > 1:
        raise ProductUnclearError(text=as_quote(text), names=_several(found))
    return found[0]


def season_on(losses: Iterable[SeasonLoss], product: str, day: date) -> tuple[SeasonLoss, ...]:
    """The lines of a product that are in force on a day, by the day of the year they begin on.

    Those that came into force last count, all of them together.
    """
    ours = [one for one in losses if one.product == product]
    in_force = {one.since for one in ours if one.since is None or one.since <= day}
    if not in_force:
        return ()
    newest = max(in_force, key=lambda since: since or date.min)
    lines = (one for one in ours if one.since == newest)
    return tuple(sorted(lines, key=lambda one: one.starts))


def loss_on(losses: Iterable[SeasonLoss], product: str, day: date) -> Decimal | None:
    """What a product loses on a day; None where the season changes nothing."""
    lines = season_on(losses, product, day)
    begun = [one for one in lines if one.starts <= (day.month, day.day)]
    return (begun or lines)[-1].loss if lines else None


def typed_day(text: str) -> tuple[int, int]:
    """A day of the year as people type it, or raise SeasonDayError; gives month and day.

    >>> typed_day("1.11")
    (11, 1)
    """
    found = _DAY.fullmatch(text.strip())
    try:
        day = date(LEAP, int(found[2]), int(found[1])) if found else None
    except ValueError:
        day = None
    if day is None:
        raise SeasonDayError(text=as_quote(text))
    return day.month, day.day


def _product(code: str, told: Mapping[str, object]) -> Product:
    per_100, allergens = told["per_100"], told.get("allergens", [])
    if not isinstance(per_100, list) or not isinstance(allergens, list):
        raise TypeError(code)
    adds = told.get("adds")
    return Product(
        code,
        {one: str(told[one]) for one in LANGUAGES},
        Composition(*map(Decimal, per_100)),
        Status(str(told["status"])),
        frozenset(map(Allergen, allergens)),
        Decimal(str(told.get("loss", "0"))),
        Adds(str(adds)) if adds else None,
    )


def _accept_alone(
    code: str, names: Mapping[str, str], known: Iterable[Product], *, is_new: bool
) -> None:
    """Nothing else may be called so in Kazakh or Russian."""
    called = {fold(names["kk"]), fold(names["ru"])}
    for one in known:
        if one.code == code and not is_new:
            continue
        if one.code == code or called & {fold(one.names["kk"]), fold(one.names["ru"])}:
            raise ProductTwiceError(name=one.name)


def _names(one: Product) -> frozenset[str]:
    return frozenset((fold(one.code), *(fold(name) for name in one.names.values())))


def _begins(name: str, wanted: str) -> bool:
    """Whether a name begins with it, or a word of the name does."""
    return name.startswith(wanted) or f" {wanted}" in name


def _several(found: list[Product]) -> str:
    names = [one.names["kk"] for one in found[:_NAMED]]
    return ", ".join(names) + ("…" if len(found) > _NAMED else "")
