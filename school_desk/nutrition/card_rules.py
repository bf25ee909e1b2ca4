"""What a technological card may hold, and what it comes to (sheet on meals, 5.2 and 11)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import blake2b

from school_desk.errors import N_, DeskError
from school_desk.i18n import Text
from school_desk.nutrition.card_model import (
    CardHead,
    Ingredient,
    ReckonedCard,
    ReckonedLine,
    TechCard,
)
from school_desk.nutrition.card_use_rules import CardInUseError
from school_desk.nutrition.nutrient_model import Nutrients, Retention
from school_desk.nutrition.nutrient_rules import (
    HUNDRED,
    after_cooking,
    by_parts,
    gross_of,
    is_apart,
    loss_of,
    net_of,
    number_text,
    nutrients_of,
    per_100,
    together,
)
from school_desk.nutrition.product_model import Adds, Allergen, Product, SeasonLoss
from school_desk.nutrition.product_rules import accept_loss, loss_on
from school_desk.school.texts import as_line, as_paragraphs

MOST_GRAMS = 2000
"""More than this nobody eats of one dish: a slip of the finger."""

HOTTEST = 100
LONGEST_NAME, LONGEST_LINE, LONGEST_PROCESS = 120, 200, 4000
LARGEST_NUMBER = 99_999
BOTH = ("kk", "ru")

APART = N_(
    "The energy of the table and 4/9/4 differ by more than 12 %: look whether a composition is "
    "mistyped."
)
CHANGED = N_(
    "Another computer has changed this card without knowing that it is in use. Look through it and "
    "make a new version."
)
MORE_THAN_TAKEN = N_("The yield is more than all that is taken: look at the masses.")


class MassWrongError(DeskError):
    """A mass that no portion has; facts: `text`."""

    sentence = N_(
        "{text} g is not a mass for one portion: above 0 and at most {top} g. Nothing was written."
    )


class YieldWrongError(DeskError):
    """A portion that weighs nothing, or far too much; facts: `text`."""

    sentence = N_(
        "A ready portion of {text} g is not possible: above 0 and at most {top} g. "
        "Nothing was written."
    )


class NetAboveGrossError(DeskError):
    """More is left than was taken; facts: `net`, `gross`."""

    sentence = N_(
        "Net {net} g is more than gross {gross} g, or nothing: net is above 0 and at most gross."
    )


class NoCompositionError(DeskError):
    """A product that nobody has filled in; facts: `name`."""

    sentence = N_(
        "Nobody has written what 100 g of «{name}» hold. Fill it in under Products, then it can "
        "stand in a card."
    )


class CardUnnamedError(DeskError):
    """A card without a name in both languages."""

    sentence = N_(
        "Give the dish a name in Kazakh and in Russian, at most {top} letters. Nothing was written."
    )


class CardLongError(DeskError):
    """A field of a card with a whole story in it; facts: `top`."""

    sentence = N_("A field of the card is too long: at most {top} signs. Nothing was written.")


class CardNumberError(DeskError):
    """A number that no card can have; facts: `top`."""

    sentence = N_("A card has a whole number from 1 to {top}. Nothing was written.")


class NumberTakenError(DeskError):
    """Another dish has this number; facts: `number`, `name`."""

    sentence = N_("Card No. {number} is that of «{name}». Take another number.")


class TemperatureError(DeskError):
    """Nothing is served so hot or so cold; facts: `top`."""

    sentence = N_("A dish is served at 0 to {top} °C. Nothing was written.")


class CardEmptyError(DeskError):
    """A card without ingredients cannot be used; facts: `number`."""

    sentence = N_("Card No. {number} has no ingredients yet. Write them, then approve it.")


class DraftThereError(DeskError):
    """A version that nobody has approved yet waits already; facts: `number`, `version`."""

    sentence = N_("Version {version} of card No. {number} is not in use yet: change that one.")


class CardUnknownError(DeskError):
    """No card has this number; facts: `number`."""

    sentence = N_("There is no card No. {number}.")


class CardGoneError(DeskError):
    """A card that somebody has taken away."""

    sentence = N_("This card is not there any more. Open the list again.")


@dataclass(frozen=True, slots=True)
class Kitchen:
    """What a card is reckoned with: products by code, losses of the season, of cooking.

    Args:
        day: the day of which the season counts; None: as the card was written.
        kept: what stays after cooking; None: the school does not reckon with it.
    """

    products: Mapping[str, Product]
    losses: tuple[SeasonLoss, ...] = ()
    day: date | None = None
    kept: Retention | None = None


def reckon(card: TechCard, kitchen: Kitchen) -> ReckonedCard:
    """What a card comes to for one portion of its yield."""
    lines = tuple(_line(one, kitchen) for one in card.ingredients)
    found = come_to(lines, card.head.yield_g, kitchen)
    return replace(found, warnings=(*_changed(card), *found.warnings))


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


def accept_gross(gross: Decimal) -> Decimal:
    """A mass for one portion, or raise MassWrongError."""
    if not 0 < gross <= MOST_GRAMS:
        raise MassWrongError(text=_typed(gross), top=MOST_GRAMS)
    return gross


def accept_ingredient(one: Ingredient, product: Product) -> Ingredient:
    """A line of a card as it is kept, or raise."""
    if product.composition is None:
        raise NoCompositionError(name=product.name)
    return replace(
        one, product=product.code, gross=accept_gross(one.gross), loss=accept_loss(one.loss)
    )


def with_net(one: Ingredient, net: Decimal) -> Ingredient:
    """The line with the loss that leaves so much, or raise NetAboveGrossError."""
    if not 0 < net <= one.gross:
        raise NetAboveGrossError(net=_typed(net), gross=_typed(one.gross))
    return replace(one, loss=loss_of(Fraction(one.gross), Fraction(net)), seasonal=False)


def accept_head(head: CardHead) -> CardHead:
    """What stands over the ingredients as it is kept, or raise."""
    names = {one: as_line(head.names.get(one, "")) for one in BOTH}
    if not all(names.values()) or max(map(len, names.values())) > LONGEST_NAME:
        raise CardUnnamedError(top=LONGEST_NAME)
    if not 0 < head.yield_g <= MOST_GRAMS:
        raise YieldWrongError(text=_typed(head.yield_g), top=MOST_GRAMS)
    if head.temperature is not None and not 0 <= head.temperature <= HOTTEST:
        raise TemperatureError(top=HOTTEST)
    process = {one: as_paragraphs(head.process.get(one, "")) for one in BOTH}
    source, shelf = as_line(head.source), as_line(head.shelf)
    _accept_short((source, shelf), LONGEST_LINE)
    _accept_short(process.values(), LONGEST_PROCESS)
    return replace(head, names=names, process=process, source=source, shelf=shelf)


def accept_number(number: int, dish: int, known: Iterable[TechCard]) -> int:
    """A number that no other dish has, or raise."""
    if not 0 < number <= LARGEST_NUMBER:
        raise CardNumberError(top=LARGEST_NUMBER)
    for one in known:
        if one.number == number and one.dish != dish:
            raise NumberTakenError(number=number, name=one.head.name)
    return number


def next_number(known: Iterable[TechCard]) -> int:
    """The number after the highest one."""
    return max((one.number for one in known), default=0) + 1


def new_samples(samples: Iterable[TechCard], known: Iterable[TechCard]) -> tuple[TechCard, ...]:
    """The cards of the program whose dish the school does not have yet."""
    called = {name for one in known for name in one.head.names.values()}
    return tuple(one for one in samples if not called & set(one.head.names.values()))


def accept_open(card: TechCard) -> TechCard:
    """A card that may be changed, or raise CardInUseError."""
    if card.approved_on is not None:
        raise CardInUseError(number=card.number, version=card.version, day=card.approved_on)
    return card


def card_numbered(cards: Iterable[TechCard], number: int) -> TechCard:
    """The card of a number, or raise CardUnknownError."""
    found = next((one for one in cards if one.number == number), None)
    if found is None:
        raise CardUnknownError(number=number)
    return found


def accept_approval(card: TechCard) -> TechCard:
    """A card that may be used from now on, or raise."""
    if not card.ingredients:
        raise CardEmptyError(number=card.number)
    accept_head(card.head)
    return accept_open(card)


def content_of(card: TechCard) -> str:
    """A short sign of all that a card says: another content has another sign."""
    head = card.head
    said = (
        *(head.names["kk"], head.names["ru"], head.source, head.meal.value),
        *(number_text(head.yield_g), head.process.get("kk", ""), head.process.get("ru", "")),
        *(str(head.temperature), head.shelf, *sorted(one.value for one in head.tags)),
    )
    lines = (
        f"{one.product} {number_text(one.gross)} {number_text(one.loss)} {one.seasonal}"
        for one in card.ingredients
    )
    return blake2b("\x1f".join((*said, *lines)).encode(), digest_size=16).hexdigest()


def accept_new_version(card: TechCard, versions: Iterable[TechCard]) -> int:
    """The number of another version, or raise DraftThereError where one waits already."""
    all_of = tuple(versions)
    for one in all_of:
        if not one.in_use:
            raise DraftThereError(number=card.number, version=one.version)
    return max(one.version for one in all_of) + 1


def in_use_on(versions: Iterable[TechCard], day: date) -> TechCard | None:
    """The version that counts on a day: the last that was approved until then."""
    approved = [one for one in versions if one.approved_on is not None and one.approved_on <= day]
    return max(approved, key=lambda one: (one.approved_on, one.version), default=None)


def all_in_use_on(cards: Iterable[TechCard], day: date) -> tuple[TechCard, ...]:
    """Of each dish the version that counts on a day, by number."""
    of_dish: dict[int, list[TechCard]] = {}
    for one in cards:
        of_dish.setdefault(one.dish, []).append(one)
    found = (in_use_on(versions, day) for versions in of_dish.values())
    return tuple(sorted((one for one in found if one), key=lambda card: (card.number, card.id)))


def newest(cards: Iterable[TechCard]) -> tuple[TechCard, ...]:
    """Of each dish the last version, by number."""
    found: dict[int, TechCard] = {}
    for one in sorted(cards, key=lambda card: card.version):
        found[one.dish] = one
    return tuple(sorted(found.values(), key=lambda card: (card.number, card.id)))


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


def _changed(card: TechCard) -> Iterable[Text]:
    if card.changed:
        yield Text(CHANGED)


def _warnings(lines: tuple[ReckonedLine, ...], raw: Nutrients, yield_g: Decimal) -> Iterable[Text]:
    for one in lines:
        if one.product.composition is None:
            yield Text(NoCompositionError.sentence, {"name": one.product.name})
    if is_apart(raw):
        yield Text(APART)
    if lines and sum(one.net for one in lines) < Fraction(yield_g):
        yield Text(MORE_THAN_TAKEN)


def _accept_short(texts: Iterable[str], top: int) -> None:
    if any(len(one) > top for one in texts):
        raise CardLongError(top=top)


def _typed(value: Decimal) -> str:
    return number_text(value).replace(".", ",")
