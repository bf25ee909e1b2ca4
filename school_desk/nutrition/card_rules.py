"""What a technological card may hold, and which version of it counts (sheet on meals, 5.2)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import blake2b

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.nutrition.card_model import CardHead, Ingredient, TechCard
from school_desk.nutrition.card_refusal_rules import (
    CardEmptyError,
    CardLongError,
    CardNumberError,
    CardUnknownError,
    CardUnnamedError,
    DraftThereError,
    HeatWrongError,
    MassWrongError,
    NetAboveGrossError,
    NoCompositionError,
    NumberTakenError,
    ProductTwiceInCardError,
    RecipeYearError,
    TemperatureError,
    YieldWrongError,
)
from school_desk.nutrition.card_use_rules import CardInUseError
from school_desk.nutrition.nutrient_rules import HUNDRED, loss_of, number_text
from school_desk.nutrition.product_model import Product
from school_desk.nutrition.product_rules import accept_loss
from school_desk.school.texts import as_line, as_paragraphs

MOST_GRAMS = 2000
"""More than this nobody eats of one dish: a slip of the finger."""

HOTTEST = 100
LONGEST_NAME, LONGEST_LINE, LONGEST_PROCESS, LONGEST_RECIPE = 120, 200, 4000, 40
FIRST_YEAR, LAST_YEAR = 1900, 2100
SOURCE, SHELF, RECIPE = N_("Source"), N_("Kept for at most"), N_("Recipe No.")
PROCESS_KK, PROCESS_RU = N_("How it is cooked, in Kazakh"), N_("How it is cooked, in Russian")
LARGEST_NUMBER = 99_999
BOTH = ("kk", "ru")


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
        one,
        product=product.code,
        gross=accept_gross(one.gross),
        loss=accept_loss(one.loss),
        heat=accept_heat(one.heat),
    )


def accept_heat(heat: Decimal) -> Decimal:
    """What cooking takes away in percent, or raise HeatWrongError."""
    if not 0 <= heat < HUNDRED:
        raise HeatWrongError(text=_typed(heat))
    return heat


def accept_alone(card: TechCard, one: Ingredient, product: Product) -> None:
    """No product stands twice in a card, or raise ProductTwiceInCardError."""
    for place, line in enumerate(card.ingredients, 1):
        if line.product == one.product and line.id != one.id:
            raise ProductTwiceInCardError(name=product.name, place=place)


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
    for grams in (head.yield_g, *head.yields.values()):
        if not 0 < grams <= MOST_GRAMS:
            raise YieldWrongError(text=_typed(grams), top=MOST_GRAMS)
    if head.temperature is not None and not 0 <= head.temperature <= HOTTEST:
        raise TemperatureError(top=HOTTEST)
    process = {one: as_paragraphs(head.process.get(one, "")) for one in BOTH}
    source, shelf = as_line(head.source), as_line(head.shelf)
    recipe = as_line(head.recipe_no)
    _accept_year(head.recipe_year)
    _accept_short({SOURCE: source, SHELF: shelf}, LONGEST_LINE)
    _accept_short({RECIPE: recipe}, LONGEST_RECIPE)
    _accept_short({PROCESS_KK: process["kk"], PROCESS_RU: process["ru"]}, LONGEST_PROCESS)
    return replace(
        head,
        names=names,
        process=process,
        source=source,
        shelf=shelf,
        recipe_no=recipe,
        yields={band: grams for band, grams in head.yields.items() if grams != head.yield_g},
    )


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
        + (f" heat {number_text(one.heat)}" if one.heat else "")
        for one in card.ingredients
    )
    told = "\x1f".join((*said, *_said_more(head), *lines))
    return blake2b(told.encode(), digest_size=16).hexdigest()


def _said_more(head: CardHead) -> Iterable[str]:
    """What cards did not say from the beginning: where it is empty, their sign stays the same."""
    yield from (f"{band}={number_text(one)}" for band, one in sorted(head.yields.items()))
    if head.method is not None:
        yield f"method {head.method.value}"
    if head.recipe_no or head.recipe_year:
        yield f"recipe {head.recipe_no} {head.recipe_year}"


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


def _accept_short(texts: Mapping[str, str], top: int) -> None:
    for name, text in texts.items():
        if len(text) > top:
            raise CardLongError(name=Text(name), count=len(text), top=top)


def _accept_year(year: int | None) -> None:
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise RecipeYearError(first=FIRST_YEAR, last=LAST_YEAR)


def _typed(value: Decimal) -> str:
    return number_text(value).replace(".", ",")
