"""What a technological card comes to: masses, nutrients, allergens (sheet on meals, 11)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.nutrition.card_model import Ingredient, ReckonedCard, ReckonedLine, TechCard
from school_desk.nutrition.card_refusal_rules import NoCompositionError
from school_desk.nutrition.extra_rules import sum_of
from school_desk.nutrition.nutrient_model import Nutrients, Retention
from school_desk.nutrition.nutrient_rules import (
    HUNDRED,
    after_cooking,
    by_parts,
    gross_of,
    is_apart,
    net_of,
    nutrients_of,
    per_100,
    together,
)
from school_desk.nutrition.product_model import Adds, Allergen, Product, SeasonLoss
from school_desk.nutrition.product_rules import loss_on
from school_desk.nutrition.product_version_rules import newer_since, sign_of

APART = N_(
    "The energy of the table and 4/9/4 differ by more than 12 %: look whether a composition is "
    "mistyped."
)
CHANGED = N_(
    "Another computer has changed this card without knowing that it is in use. Look through it and "
    "make a new version."
)
CORRECTED = N_(
    "What products of this card hold was corrected after it was approved on {day:short}. Look "
    "whether the card still fits."
)
NEWER = N_(
    "«{name}» has other figures since {since:short}; the card was approved on {day:short}. Look "
    "whether it still fits."
)
MORE_THAN_TAKEN = N_("The yield is more than all that is taken: look at the masses.")


@dataclass(frozen=True, slots=True)
class Kitchen:
    """What a card is reckoned with: products by code, losses of the season, of cooking.

    Args:
        day: the day of which the season counts; None: as the card was written.
        kept: what stays after cooking; None: the school does not reckon with it.
        on: the day of which the products are told; None: nobody has said.
    """

    products: Mapping[str, Product]
    losses: tuple[SeasonLoss, ...] = ()
    day: date | None = None
    kept: Retention | None = None
    on: date | None = None


def reckon(card: TechCard, kitchen: Kitchen) -> ReckonedCard:
    """What a card comes to for one portion of its yield."""
    lines = tuple(_line(one, kitchen) for one in card.ingredients)
    found = come_to(lines, card.head.yield_g, kitchen)
    return replace(found, warnings=(*changes_under(card, kitchen), *found.warnings))


def come_to(lines: tuple[ReckonedLine, ...], yield_g: Decimal, kitchen: Kitchen) -> ReckonedCard:
    """What lines come to for one portion, whether the card has them or a replacement."""
    raw = together(one.nutrients for one in lines)
    portion = after_cooking(raw, kitchen.kept)
    return ReckonedCard(
        lines,
        portion,
        per_100(portion, yield_g),
        by_parts(portion),
        _added(lines, Adds.SALT, yield_g),
        _added(lines, Adds.SUGAR, yield_g),
        allergens_of(one.product for one in lines),
        kitchen.kept is not None,
        tuple(_warnings(lines, raw, yield_g)),
        sum_of((one.net, one.product.extras) for one in lines),
    )


def for_group(reckoned: ReckonedCard, factor: Fraction) -> Nutrients:
    """What a portion of another size holds; the factor is group yield by card yield."""
    return reckoned.portion.times(factor)


def allergens_of(products: Iterable[Product]) -> tuple[Allergen, ...]:
    """The union over ingredients, in the order of the list."""
    met = {one for product in products for one in product.allergens}
    return tuple(one for one in Allergen if one in met)


def seasonal_gross(one: Ingredient, kitchen: Kitchen) -> tuple[Fraction, Decimal]:
    """Gross mass and loss on the day of a kitchen: net stays what the card says."""
    found = loss_on(kitchen.losses, one.product, kitchen.day) if kitchen.day else None
    gross = Fraction(one.gross)
    if found is None or not one.seasonal:
        return gross, one.loss
    return gross_of(net_of(gross, one.loss), found), found


def _line(one: Ingredient, kitchen: Kitchen) -> ReckonedLine:
    product = kitchen.products.get(one.product) or _gone(one.product)
    gross, loss = seasonal_gross(one, kitchen)
    net = net_of(Fraction(one.gross), one.loss)
    found = product.composition
    nutrients = nutrients_of(net, found) if found else Nutrients()
    return ReckonedLine(one, product, gross, loss, net, nutrients)


def _gone(code: str) -> Product:
    """Another computer knows the product, this one not yet."""
    return Product(code, dict.fromkeys(("kk", "ru", "en"), code))


def _added(lines: Iterable[ReckonedLine], what: Adds, yield_g: Decimal) -> Fraction:
    grams = sum((one.net for one in lines if one.product.adds is what), start=Fraction())
    return grams * HUNDRED / Fraction(yield_g)


def changes_under(card: TechCard, kitchen: Kitchen) -> Iterable[Text]:
    """What became otherwise since a card was approved: its content, its products' figures."""
    if card.changed:
        yield Text(CHANGED)
    if card.approved_on is None:
        return
    codes = [one.product for one in card.ingredients]
    if card.figures and card.figures != sign_of(codes, kitchen.products, card.approved_on):
        yield Text(CORRECTED, {"day": card.approved_on})
    for product, since in newer_since(
        codes, kitchen.products, card.approved_on, kitchen.on or card.approved_on
    ):
        facts = {"name": product.name, "since": since, "day": card.approved_on}
        yield Text(NEWER, facts)


def _warnings(lines: tuple[ReckonedLine, ...], raw: Nutrients, yield_g: Decimal) -> Iterable[Text]:
    for one in lines:
        if one.product.composition is None:
            yield Text(NoCompositionError.sentence, {"name": one.product.name})
    if is_apart(raw):
        yield Text(APART)
    if lines and sum(one.net for one in lines) < Fraction(yield_g):
        yield Text(MORE_THAN_TAKEN)
