"""Technological cards in a spreadsheet: a line for each ingredient, the card told in its first."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from school_desk.errors import N_, DeskError
from school_desk.i18n import Text
from school_desk.nutrition.card_model import (
    METHOD_WORDS,
    TAG_WORDS,
    CardHead,
    DishTag,
    Ingredient,
    TechCard,
)
from school_desk.nutrition.card_rules import (
    HOTTEST,
    LARGEST_NUMBER,
    LONGEST_LINE,
    LONGEST_PROCESS,
    LONGEST_RECIPE,
    MOST_GRAMS,
    accept_alone,
    accept_head,
    accept_ingredient,
    content_of,
)
from school_desk.nutrition.eating_model import MEAL_WORDS, Meal
from school_desk.nutrition.kitchen_cell_rules import (
    in_kazakh,
    number_in,
    pairs,
    paragraphs,
    refused,
    several,
    words_of,
)
from school_desk.nutrition.nutrient_rules import number_text
from school_desk.nutrition.product_model import Product
from school_desk.school.names import fold
from school_desk.school.pupil_problems import Problem, Severity
from school_desk.school.sheet_form_rules import Column, SheetForm
from school_desk.school.sheet_reading_rules import (
    LONGEST_SHOWN,
    ReadLine,
    ReadList,
    SheetLike,
    SheetRow,
    in_order,
    read_list,
)

MEALS, METHODS, TAGS = words_of(MEAL_WORDS), words_of(METHOD_WORDS), words_of(TAG_WORDS)
YES, NO = "иә", "жоқ"
FOLLOWS = {fold(one): True for one in (YES, "да", "yes", "маусым", "сезон", "1", "+")}
FOLLOWS |= {fold(one): False for one in (NO, "нет", "no", "0", "-")}
BANDS_SAMPLE = "7-10: 200; 11-14: 250"
LAST_YEAR = Decimal(2100)
NO_PRODUCT = N_(
    "No product is called «{text}». Take the list of products first, or write the name as it "
    "stands there."
)
NOT_WHOLE = N_("«{text}» is not a whole number.")
UNTOLD = N_("The card has no name here: its first line tells its name and its yield.")
OTHERWISE = N_(
    "Row {row} tells card No. {number} otherwise. Write its facts once, in its first line."
)
KNOWN = N_("Card No. {number} stands here as it is told already.")
IN_USE = N_("Card No. {number} is in use: a new version is made of this, as a draft.")
REPLACED = N_("The draft of card No. {number} is replaced by this. Ctrl+Z brings it back.")
FORM = SheetForm(
    "Технологиялық карталар",
    (
        Column("number", "Карта № / № карты", r"карта|карты", ("card", "card no"), 10),
        Column("kk", "Қазақша атауы / Название на казахском", r"казак", ("kazakh",), 30),
        Column("ru", "Орысша атауы / Название на русском", r"орыс|русск", ("russian",), 30),
        Column("meal", "Тамақтану / Прием пищи", r"тамактану|прием пищи", ("meal",), 16),
        Column("yield", "Шығымы, г / Выход, г", r"^шыгым|^выход г", ("yield",), 10),
        Column("yields", "Жас бойынша, г / По возрастам, г", r"жас бойын|возраст", (), 22),
        Column("method", "Әдісі / Способ", r"адис|способ", ("method",), 16),
        Column("temperature", "Беру, °C / Подача, °C", r"^беру|подач", ("served at",), 10),
        Column("shelf", "Сақтау мерзімі / Срок хранения", r"сактау|хранен", ("shelf",), 18),
        Column("source", "Дереккөз / Источник", r"дереккоз|источник", ("source",), 28),
        Column("recipe_no", "Рецептура № / № рецептуры", r"рецептура|рецептуры", (), 12),
        Column("recipe_year", "Жылы / Год", r"^жылы|^год", ("year",), 8),
        Column("process_kk", "Дайындау (қаз.) / Приготовление (каз.)", r"\bказ\b", (), 40),
        Column("process_ru", "Дайындау (орыс.) / Приготовление (рус.)", r"\bрус\b", (), 40),
        Column("tags", "Тағам белгілері / Пометки блюда", r"белгилер|пометк", ("marks",), 20),
        Column("product", "Өнім / Продукт", r"^оним|^продукт", ("product",), 30),
        Column("gross", "Брутто, г", r"брутто", ("gross",), 10),
        Column("loss", "Суық шығын, % / Холодные потери, %", r"суык|холодн", ("loss",), 12),
        Column("season", "Маусым бойынша / По сезону", r"маусым|сезон", ("by season",), 12),
        Column("heat", "Жылулық шығын, % / Тепловые потери, %", r"жылулык|теплов", (), 12),
    ),
    (("number",), ("product",), ("gross",)),
)
_HEAD = tuple(one.name for one in FORM.columns if one.name not in ("number", "product", "gross"))
_OF_CARD = tuple(one for one in _HEAD if one not in ("loss", "season", "heat"))


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What a file is read against: the directory, and of each dish the last version."""

    products: Sequence[Product]
    cards: Sequence[TechCard]


@dataclass(frozen=True, slots=True)
class CardRow:
    """A line of the file: the card's number, what it says of it, an ingredient or none."""

    number: int
    head: CardHead | None
    ingredient: Ingredient | None


CELLS: Mapping[str, Callable[[CardRow], str | int | Decimal | date | None]] = {
    "number": lambda one: one.number,
    "kk": lambda one: one.head.names["kk"] if one.head else None,
    "ru": lambda one: one.head.names["ru"] if one.head else None,
    "meal": lambda one: in_kazakh(MEAL_WORDS[one.head.meal]) if one.head else None,
    "yield": lambda one: one.head.yield_g if one.head else None,
    "yields": lambda one: _yields(one.head) if one.head else None,
    "method": lambda one: (
        in_kazakh(METHOD_WORDS[one.head.method]) if one.head and one.head.method else None
    ),
    "temperature": lambda one: one.head.temperature if one.head else None,
    "shelf": lambda one: one.head.shelf if one.head else None,
    "source": lambda one: one.head.source if one.head else None,
    "recipe_no": lambda one: one.head.recipe_no if one.head else None,
    "recipe_year": lambda one: one.head.recipe_year if one.head else None,
    "process_kk": lambda one: one.head.process.get("kk") if one.head else None,
    "process_ru": lambda one: one.head.process.get("ru") if one.head else None,
    "tags": lambda one: _tags(one.head) if one.head else None,
    "product": lambda one: one.ingredient.product if one.ingredient else None,
    "gross": lambda one: one.ingredient.gross if one.ingredient else None,
    "loss": lambda one: (one.ingredient.loss or None) if one.ingredient else None,
    "season": lambda one: YES if one.ingredient and one.ingredient.seasonal else None,
    "heat": lambda one: (one.ingredient.heat or None) if one.ingredient else None,
}


def told_rows(cards: Iterable[TechCard]) -> Iterator[CardRow]:
    """Cards as lines of a file."""
    for card in cards:
        first, *others = card.ingredients or (None,)
        yield CardRow(card.number, card.head, first)
        for one in others:
            yield CardRow(card.number, None, one)


def read_cards(sheets: Iterable[SheetLike], facts: CardFacts) -> ReadList[TechCard]:
    """Read cards with all their problems; those that stand here as they are told are left out."""
    products = {one.code: one for one in facts.products}
    names = {fold(name): one for one in facts.products for name in one.names.values()}
    names |= {fold(one.code): one for one in facts.products}
    found = read_list(sheets, FORM, lambda row: _read(row, names))
    lines, problems = _gathered(found, products)
    kept: list[ReadLine[TechCard]] = []
    for line in lines:
        known = next((one for one in facts.cards if one.number == line.value.number), None)
        same = known is not None and _same(known, line.value)
        if known is not None:
            sentence = KNOWN if same else IN_USE if known.in_use else REPLACED
            text = Text(sentence, {"number": known.number})
            problems.append(Problem(Severity.WARNING, line.sheet, line.row, "", text))
        if not same:
            kept.append(line)
    return ReadList(tuple(kept), in_order(problems), tuple(lines))


def _gathered(
    found: ReadList[CardRow], products: Mapping[str, Product]
) -> tuple[list[ReadLine[TechCard]], list[Problem]]:
    """Lines put together card by card, with what only shows then."""
    cards: dict[int, ReadLine[TechCard]] = {}
    problems = list(found.problems)

    def wrong(line: ReadLine[CardRow], text: Text) -> None:
        problems.append(Problem(Severity.ERROR, line.sheet, line.row, "", text))

    for line in found.lines:
        told, known = line.value, cards.get(line.value.number)
        if known is None and told.head is None:
            wrong(line, Text(UNTOLD))
            continue
        if known is None and told.head is not None:
            card = TechCard(0, told.number, 1, told.head)
            known = cards[told.number] = ReadLine(line.sheet, line.row, card)
        elif known is not None and told.head not in (None, known.value.head):
            wrong(line, Text(OTHERWISE, {"row": known.row, "number": told.number}))
        if known is None or told.ingredient is None:
            continue
        try:
            cards[told.number] = replace(known, value=_with(known.value, told.ingredient, products))
        except DeskError as refusal:
            wrong(line, Text(refusal.sentence, refusal.facts))
    return list(cards.values()), problems


def _with(card: TechCard, one: Ingredient, products: Mapping[str, Product]) -> TechCard:
    """The card with one more ingredient, or raise what its rules say."""
    product = products[one.product]
    line = accept_ingredient(replace(one, id=-1 - len(card.ingredients)), product)
    accept_alone(card, line, product)
    return replace(card, ingredients=(*card.ingredients, line))


def _same(known: TechCard, told: TechCard) -> bool:
    return content_of(known) == content_of(told)


def _read(row: SheetRow, names: Mapping[str, Product]) -> CardRow | None:
    number = _whole(row, "number", LARGEST_NUMBER)
    if number is None and not row.broken:
        row.needed("number")
    head = _head(row) if any(row.text(name, top=LONGEST_PROCESS) for name in _OF_CARD) else None
    ingredient = _ingredient(row, names)
    return None if number is None else CardRow(number, head, ingredient)


def _head(row: SheetRow) -> CardHead | None:
    names = {"kk": row.needed("kk"), "ru": row.needed("ru")}
    size = number_in(row, "yield", Decimal(MOST_GRAMS))
    if size is None and not row.broken:
        row.needed("yield")
    head = CardHead(
        names,
        row.text("source", top=LONGEST_LINE),
        row.choice("meal", MEALS, map(in_kazakh, MEAL_WORDS.values())) or Meal.LUNCH,
        size or Decimal(),
        {one: paragraphs(row, f"process_{one}", LONGEST_PROCESS) for one in ("kk", "ru")},
        _whole(row, "temperature", HOTTEST),
        row.text("shelf", top=LONGEST_LINE),
        several(row, "tags", TAGS, map(in_kazakh, TAG_WORDS.values())),
        pairs(row, "yields", str.strip, BANDS_SAMPLE, ":"),
        row.choice("method", METHODS, map(in_kazakh, METHOD_WORDS.values())),
        row.text("recipe_no", top=LONGEST_RECIPE),
        _whole(row, "recipe_year", int(LAST_YEAR)),
    )
    if row.broken:
        return None
    try:
        return accept_head(head)
    except DeskError as refusal:
        refused(row, "yield", refusal)
        return None


def _ingredient(row: SheetRow, names: Mapping[str, Product]) -> Ingredient | None:
    """None: the line tells of a card without ingredients."""
    text = row.text("product")
    gross = number_in(row, "gross", Decimal(MOST_GRAMS))
    if not text and gross is None:
        return None
    product = names.get(fold(text)) if row.needed("product") else None
    if gross is None and not row.broken:
        row.needed("gross")
    if product is None and text and not text.startswith("="):
        row.error("product", NO_PRODUCT, text=text[:LONGEST_SHOWN])
    loss, heat = (number_in(row, name, Decimal(100)) or Decimal() for name in ("loss", "heat"))
    seasonal = row.choice("season", FOLLOWS, (YES, NO)) is True
    if product is None or gross is None:
        return None
    return Ingredient(product.code, gross, loss, seasonal, heat=heat)


def _whole(row: SheetRow, name: str, top: int) -> int | None:
    found = row.decimal(name, Decimal(), Decimal(top))
    if found is not None and found != found.to_integral_value():
        row.error(name, NOT_WHOLE, text=str(found)[:LONGEST_SHOWN])
        return None
    return int(found) if found is not None else None


def _yields(head: CardHead) -> str:
    """Yields by band in one cell: «7-10: 200; 11-14: 250»."""
    told = ((band, number_text(grams)) for band, grams in sorted(head.yields.items()))
    return "; ".join(f"{band}: {grams.replace('.', ',')}" for band, grams in told)


def _tags(head: CardHead) -> str:
    return ", ".join(in_kazakh(TAG_WORDS[one]) for one in DishTag if one in head.tags)
