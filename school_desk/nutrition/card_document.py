"""Technological cards and the directory of products on paper and as a workbook."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from school_desk.documents.plain_table import PlainColumn, PlainTable, PlainValue
from school_desk.errors import N_
from school_desk.formats import number
from school_desk.i18n import LANGUAGES, Spelled, Text, translator
from school_desk.nutrition.card_model import (
    METHOD_WORDS,
    TAG_WORDS,
    CardHead,
    DishTag,
    ReckonedCard,
    TechCard,
)
from school_desk.nutrition.eating_model import MEAL_WORDS
from school_desk.nutrition.extra_model import EXTRA_WORDS
from school_desk.nutrition.extra_rules import EXTRA_PLACES
from school_desk.nutrition.nutrient_model import Nutrients
from school_desk.nutrition.nutrient_rules import (
    ENERGY_PLACES,
    MASS_PLACES,
    NUTRIENT_PLACES,
    number_text,
)
from school_desk.nutrition.product_model import ALLERGEN_WORDS, STATUS_WORDS, Allergen, Product

TITLE = N_("Technological card No. {number}. {name}")
VERSION = N_("Version {version}, approved on {day:short}.")
DRAFT = N_("Version {version}: a draft, not in use.")
MEAL = N_("Meal: {meal}. Yield of a portion: {yield_g:1} g.")
SOURCE, METHOD = N_("Source: {source}."), N_("Method: {method}.")
RECIPE = N_("No. {n}")
YIELDS = N_("Yield by age, g: {list}.")
SERVED = N_("Served at {n} °C.")
SHELF = N_("Kept for at most: {shelf}.")
COOKED = N_("How it is cooked: {text}")
HOLDS = N_("Allergens: {list}.")
MARKS = N_("Marks: {list}.")
NO_ALLERGENS = N_("Allergens of the list: none.")
EXTRAS = N_("Vitamins and minerals of a portion, reckoned from raw products: {list}.")
NOT_KNOWN, PARTLY = N_("not known"), N_("{amount} (known of {n} of {of})")
ADDED = N_("Added in 100 g of the ready dish: salt {salt:3} g, sugar {sugar:3} g.")
RAW = N_("Reckoned from raw products; what cooking takes away is not reckoned with.")
RETAINED = N_("What cooking takes away is reckoned with.")
PORTION, PER_100 = N_("One portion"), N_("100 g of the ready dish")
EMPTY = N_("No ingredients are written yet.")
COOK, NURSE, HEAD = N_("Cook"), N_("Nurse"), N_("Head of the school")
PRODUCTS = N_("Products of the kitchen")
PER_EDIBLE = N_("In 100 g of the edible part.")
NOT_FILLED = N_("not filled in")
SINCE = N_("{status}, since {since:short}")
NO_PRODUCTS = N_("There are no products yet.")

NUTRIENT_COLUMNS = (
    PlainColumn(N_("kcal"), 0.9, ENERGY_PLACES),
    PlainColumn(N_("Protein, g"), 1.0, NUTRIENT_PLACES),
    PlainColumn(N_("Fat, g"), 0.9, NUTRIENT_PLACES),
    PlainColumn(N_("Carbohydrate, g"), 1.25, NUTRIENT_PLACES),
)
CARD_COLUMNS = (
    PlainColumn(N_("Product"), 2.9),
    PlainColumn(N_("Gross, g"), 1.0, 2),
    PlainColumn(N_("Loss, %"), 0.9, 2),
    PlainColumn(N_("Net, g"), 1.0, MASS_PLACES),
    PlainColumn(N_("Loss of cooking, %"), 1.25, 2),
    PlainColumn(N_("Ready, g"), 1.05, 1),
    *NUTRIENT_COLUMNS,
)
PRODUCT_COLUMNS = (
    PlainColumn(N_("Product"), 3.2),
    *NUTRIENT_COLUMNS,
    PlainColumn(N_("Cold loss, %"), 0.9, 1),
    PlainColumn(N_("Allergens"), 2.0),
    PlainColumn(N_("Figures"), 1.6),
)


@dataclass(frozen=True, slots=True)
class CardPaper:
    """A card with what it comes to."""

    card: TechCard
    found: ReckonedCard


def card_table(paper: CardPaper) -> PlainTable:
    """One card: what goes in, what it comes to, how it is cooked and served."""
    card, found = paper.card, paper.found
    rows = [
        (
            *(one.product.name, one.gross, one.loss, one.net),
            *(one.ingredient.heat or "", one.ready, *_amounts(one.nutrients)),
        )
        for one in found.lines
    ]
    net = sum((one.net for one in found.lines), start=Fraction())
    gross = sum((one.gross for one in found.lines), start=Fraction())
    ready = sum((one.ready for one in found.lines), start=Fraction())
    sums = (
        (Text(PORTION), gross, "", net, "", ready, *_amounts(found.portion)),
        (Text(PER_100), "", "", "", "", "", *_amounts(found.per_100)),
    )
    return PlainTable(
        title=Text(TITLE, {"number": card.number, "name": card.head.name}),
        above=tuple(_above(card)),
        columns=CARD_COLUMNS,
        rows=(*rows, *sums) if rows else (),
        bold=frozenset((len(rows), len(rows) + 1)) if rows else frozenset(),
        notes=tuple(_notes(paper)),
        empty=EMPTY,
        signers=(COOK, NURSE, HEAD),
        of_register=False,
    )


def product_table(products: Sequence[Product]) -> PlainTable:
    """The directory as the school has it."""
    return PlainTable(
        title=Text(PRODUCTS),
        above=(Text(PER_EDIBLE),),
        columns=PRODUCT_COLUMNS,
        rows=tuple(_product(one) for one in products),
        empty=NO_PRODUCTS,
        landscape=True,
        frozen=1,
        of_register=False,
    )


def _amounts(one: Nutrients) -> tuple[PlainValue, ...]:
    return one.energy, one.protein, one.fat, one.carbohydrate


def _above(card: TechCard) -> Iterator[Text]:
    head = card.head
    if card.approved_on is None:
        yield Text(DRAFT, {"version": card.version})
    else:
        yield Text(VERSION, {"version": card.version, "day": card.approved_on})
    whole = int(head.yield_g)
    weight = whole if whole == head.yield_g else head.yield_g
    yield Text(MEAL, {"meal": Text(MEAL_WORDS[head.meal]), "yield_g": weight})
    if head.yields:
        told = (f"{band}: {number_text(one)}" for band, one in sorted(head.yields.items()))
        yield Text(YIELDS, {"list": "; ".join(told)})
    if head.method is not None:
        yield Text(METHOD, {"method": Text(METHOD_WORDS[head.method])})
    if head.source or head.recipe_no or head.recipe_year:
        yield Text(SOURCE, {"source": _source(head)})


def _notes(paper: CardPaper) -> Iterator[Text]:
    head, found = paper.card.head, paper.found
    if any(head.process.values()):
        yield Text(COOKED, {"text": _process(head.process)})
    if head.temperature is not None:
        yield Text(SERVED, {"n": head.temperature})
    if head.shelf:
        yield Text(SHELF, {"shelf": head.shelf})
    words = [ALLERGEN_WORDS[one] for one in found.allergens]
    yield Text(HOLDS, {"list": _listed(words)}) if words else Text(NO_ALLERGENS)
    tags = [TAG_WORDS[one] for one in DishTag if one in head.tags]
    if tags:
        yield Text(MARKS, {"list": _listed(tags)})
    if found.lines:
        yield Text(EXTRAS, {"list": _extras(found)})
    yield Text(ADDED, {"salt": found.added_salt, "sugar": found.added_sugar})
    yield Text(RETAINED if found.retained else RAW)
    yield from found.warnings


def _source(head: CardHead) -> Spelled:
    """The collection, the number of the recipe in it, its year."""
    year = str(head.recipe_year) if head.recipe_year else ""
    return Spelled(
        {
            one: ", ".join(
                part
                for part in (
                    head.source,
                    translator(one)(RECIPE).format(n=head.recipe_no) if head.recipe_no else "",
                    year,
                )
                if part
            )
            for one in LANGUAGES
        }
    )


def _extras(found: ReckonedCard) -> Spelled:
    """Vitamins and minerals of a portion; what is not known is said to be so."""
    return Spelled({one: "; ".join(_extra_parts(found, one)) for one in LANGUAGES})


def _extra_parts(found: ReckonedCard, language: str) -> Iterator[str]:
    voice = translator(language)
    for one, words in EXTRA_WORDS.items():
        known = found.extras.get(one)
        if known is None:
            yield f"{voice(words)}: {voice(NOT_KNOWN)}"
            continue
        amount = number(known.amount, EXTRA_PLACES, language)
        facts = {"amount": amount, "n": known.known, "of": known.of}
        yield f"{voice(words)}: {amount if known.whole else voice(PARTLY).format(**facts)}"


def _process(told: Mapping[str, str]) -> Spelled:
    """How it is cooked; where one language is missing, as it is written in the other."""
    kk, ru = told.get("kk", ""), told.get("ru", "")
    return Spelled({"kk": _in_one(kk or ru), "ru": _in_one(ru or kk)})


def _in_one(text: str) -> str:
    return " ".join(text.split())


def _listed(words: Sequence[str]) -> Spelled:
    """Words one after the other in each language."""
    return Spelled({one: ", ".join(map(translator(one), words)) for one in LANGUAGES})


def _product(one: Product) -> tuple[PlainValue, ...]:
    found = one.composition
    words = [ALLERGEN_WORDS[each] for each in Allergen if each in one.allergens]
    amounts = _amounts(found.nutrients) if found else (None,) * len(NUTRIENT_COLUMNS)
    status = Text(STATUS_WORDS[one.status]) if found else Text(NOT_FILLED)
    if one.since is not None:
        status = Text(SINCE, {"status": status, "since": one.since})
    return one.name, *amounts, one.loss, _listed(words) if words else "", status
