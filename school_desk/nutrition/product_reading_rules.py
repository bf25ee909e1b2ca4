"""The kitchen's products in a spreadsheet: a line for a product, another for newer figures."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from school_desk.errors import N_, DeskError
from school_desk.i18n import Text
from school_desk.nutrition.extra_model import Extra
from school_desk.nutrition.extra_rules import MOST
from school_desk.nutrition.kitchen_cell_rules import (
    in_kazakh,
    number_in,
    pairs,
    refused,
    several,
    words_of,
)
from school_desk.nutrition.nutrient_model import Composition
from school_desk.nutrition.nutrient_rules import accept_composition, number_text
from school_desk.nutrition.product_model import (
    ADDS_WORDS,
    ALLERGEN_WORDS,
    STATUS_WORDS,
    Allergen,
    Figures,
    Product,
    SeasonLoss,
    ToldProduct,
)
from school_desk.nutrition.product_rules import (
    HEAVIEST_PIECE,
    LONGEST_SOURCE,
    accept_product,
    season_on,
    typed_day,
)
from school_desk.nutrition.product_version_rules import always, same_product, with_figures
from school_desk.school.calendar_model import Status
from school_desk.school.names import fold
from school_desk.school.pupil_problems import Problem, Severity
from school_desk.school.sheet_form_rules import Column, SheetForm
from school_desk.school.sheet_reading_rules import (
    ReadLine,
    ReadList,
    SheetLike,
    SheetRow,
    in_order,
    read_list,
    without_twins,
)

SEASON_SAMPLE = "01.09 25; 01.11 30"
TOP = Decimal(10_000)
PARTS = ("energy", "protein", "fat", "carbohydrate")
SEASON_SINCE = N_("Say in the next column since which day these losses of the season count.")
LOSS_WHOLE = N_("A loss of {text} % leaves nothing: write less than 100.")
OTHERWISE = N_(
    "Row {row} tells this product otherwise. Names, losses, allergens and the weight of a piece "
    "are the same in all its lines."
)
ALLERGENS, ADDS, MARKS = words_of(ALLERGEN_WORDS), words_of(ADDS_WORDS), words_of(STATUS_WORDS)
_EXTRA_HEADS = {
    Extra.B1: ("B1, мг", r"^b1\b|^в1\b"),
    Extra.B2: ("B2, мг", r"^b2\b|^в2\b"),
    Extra.C: ("C, мг", r"^c мг|^с мг"),
    Extra.A: ("A, мкг", r"^a мкг|^а мкг"),
    Extra.CA: ("Ca, мг", r"^ca\b|кальци"),
    Extra.FE: ("Fe, мг", r"^fe\b|темир|железо"),
    Extra.IODINE: ("I, мкг", r"^i мкг|^йод"),
}
FORM = SheetForm(
    "Өнімдер",
    (
        Column("code", "Коды / Код", r"^код", ("code",), 16),
        Column("kk", "Қазақша атауы / Название на казахском", r"казак", ("kazakh",), 34),
        Column("ru", "Орысша атауы / Название на русском", r"орыс|русск", ("russian",), 34),
        Column("en", "Ағылшынша атауы / На английском", r"агылшын|англ", ("english",), 28),
        Column("energy", "Энергия, ккал", r"ккал|энерги|калори", ("kcal", "energy"), 10),
        Column("protein", "Ақуыз, г / Белки, г", r"акуыз|нарыз|белк", ("protein",), 10),
        Column("fat", "Май, г / Жиры, г", r"^май|жиры", ("fat",), 10),
        Column("carbohydrate", "Көмірсу, г / Углеводы, г", r"комирсу|углев", ("carbs",), 12),
        *(Column(one, head, words, (), 9) for one, (head, words) in _EXTRA_HEADS.items()),
        Column(
            "since", "Осы күннен бастап / С какого дня", r"осы кун|какого дня", (), 14, day=True
        ),
        Column("mark", "Белгісі / Отметка", r"белги|отметк", ("mark",), 20),
        Column("source", "Дереккөз / Источник", r"дереккоз|источник", ("source",), 30),
        Column("loss", "Суық шығын, % / Холодные потери, %", r"суык|холодн", ("loss",), 14),
        Column("season", "Маусымдық шығын / Сезонные потери", r"маусым|сезонн", (), 26),
        Column(
            "season_since", "Маусым күші / Сезон в силе с", r"маусым кук|сезон в", (), 14, day=True
        ),
        Column("allergens", "Аллергендер / Аллергены", r"аллерген", ("allergens",), 26),
        Column("adds", "Қосылатын зат / Считается добавленным", r"косылатын|добавл", (), 16),
        Column("piece", "Данасы, г / Вес штуки, г", r"дана|штук", ("piece",), 12),
    ),
    (("kk",), ("ru",)),
)


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """What a file is read against: the directory, its losses through the year, the day."""

    products: Sequence[Product]
    losses: Sequence[SeasonLoss]
    day: date


def _part(name: str) -> Callable[[ToldProduct], Decimal | None]:
    def cell(one: ToldProduct) -> Decimal | None:
        found = one.product.composition
        return getattr(found, name) if found else None

    return cell


def _extra(extra: Extra) -> Callable[[ToldProduct], Decimal | None]:
    return lambda one: one.product.extras.get(extra)


CELLS: Mapping[str, Callable[[ToldProduct], str | Decimal | date | None]] = {
    "code": lambda one: one.product.code,
    "kk": lambda one: one.product.names["kk"],
    "ru": lambda one: one.product.names["ru"],
    "en": lambda one: one.product.names["en"],
    **{name: _part(name) for name in PARTS},
    **{extra.value: _extra(extra) for extra in Extra},
    "since": lambda one: one.product.since,
    "mark": lambda one: in_kazakh(STATUS_WORDS[one.product.status]),
    "source": lambda one: one.product.source,
    "loss": lambda one: one.product.loss or None,
    "season": lambda one: _season_text(one.season),
    "season_since": lambda one: one.season_since,
    "allergens": lambda one: ", ".join(
        in_kazakh(ALLERGEN_WORDS[each]) for each in Allergen if each in one.product.allergens
    ),
    "adds": lambda one: in_kazakh(ADDS_WORDS[one.product.adds]) if one.product.adds else None,
    "piece": lambda one: one.product.piece,
}


def told_products(facts: ProductFacts) -> Iterator[ToldProduct]:
    """The directory as lines of a file: each product, then its figures since a day."""
    for one in facts.products:
        lines = season_on(facts.losses, one.code, facts.day)
        season = {line.starts: line.loss for line in lines}
        since = next((line.since for line in lines), None)
        yield ToldProduct(always(one), season, since)
        for figures in one.versions[1:]:
            yield ToldProduct(with_figures(one, figures))


def read_products(sheets: Iterable[SheetLike], facts: ProductFacts) -> ReadList[ToldProduct]:
    """Read products with all their problems; what is known as it is told is left out."""
    taken: dict[str, Product] = {one.code: one for one in facts.products}
    found = read_list(sheets, FORM, lambda row: _read(row, facts, taken))
    found = without_twins(found, lambda one: (one.product.code, one.product.since))
    problems = [*found.problems, *_otherwise(found.lines)]
    kept = tuple(line for line in found.lines if not _known(line.value, facts))
    return ReadList(kept, in_order(problems), found.read)


def _read(row: SheetRow, facts: ProductFacts, taken: dict[str, Product]) -> ToldProduct | None:
    names = {"kk": row.needed("kk"), "ru": row.needed("ru"), "en": row.text("en")}
    code = row.text("code") or _code_of_named(names["kk"], taken.values())
    figures = _figures(row)
    product = Product(
        code,
        names,
        allergens=several(row, "allergens", ALLERGENS, map(in_kazakh, ALLERGEN_WORDS.values())),
        loss=number_in(row, "loss", Decimal(100)) or Decimal(),
        adds=row.choice("adds", ADDS, map(in_kazakh, ADDS_WORDS.values())),
        piece=number_in(row, "piece", Decimal(HEAVIEST_PIECE)),
    )
    season, since = _season(row, code, facts)
    _accept_figures(row, names["kk"], figures)
    if row.broken:
        return None
    try:
        accepted = accept_product(with_figures(product, figures), taken.values())
    except DeskError as refusal:
        refused(row, "kk", refusal)
        return None
    taken.setdefault(accepted.code, accepted)
    return ToldProduct(accepted, season if since else {}, since)


def _figures(row: SheetRow) -> Figures:
    """What 100 g hold: all four parts, or none of them."""
    parts = [number_in(row, name, TOP) for name in PARTS]
    told = any(row.cell(name) is not None for name in PARTS)
    for name in PARTS if told else ():
        if row.cell(name) is None:
            row.needed(name)
    extras = {one: number_in(row, one.value, MOST) for one in Extra}
    energy, protein, fat, carbohydrate = (one or Decimal() for one in parts)
    mark = row.choice("mark", MARKS, map(in_kazakh, STATUS_WORDS.values()))
    return Figures(
        Composition(energy, protein, fat, carbohydrate) if told else None,
        {one: amount for one, amount in extras.items() if amount is not None},
        mark or (Status.CHECKED if told else Status.TO_CHECK),
        row.text("source", top=LONGEST_SOURCE),
        row.day("since"),
    )


def _accept_figures(row: SheetRow, name: str, figures: Figures) -> None:
    """More in 100 g than they can hold is told beside whatever else is wrong."""
    try:
        if figures.composition is not None:
            accept_composition(name, figures.composition)
    except DeskError as refusal:
        refused(row, "energy", refusal)


def _season(
    row: SheetRow, code: str, facts: ProductFacts
) -> tuple[Mapping[tuple[int, int], Decimal], date | None]:
    """Losses through the year with their day; those that came with the program have none."""
    told, since = pairs(row, "season", typed_day, SEASON_SAMPLE, " "), row.day("season_since")
    for loss in told.values():
        if loss >= 100:  # noqa: PLR2004  percent
            row.error("season", LOSS_WHOLE, text=number_text(loss))
    known = {one.starts: one.loss for one in season_on(facts.losses, code, facts.day)}
    if told and since is None and told != known:
        row.error("season", SEASON_SINCE)
    return told, since if told else None


def _code_of_named(kk: str, products: Iterable[Product]) -> str:
    """The code of a product that is called so in Kazakh already; else none."""
    wanted = fold(kk)
    return next((one.code for one in products if wanted and fold(one.names["kk"]) == wanted), "")


def _otherwise(lines: Sequence[ReadLine[ToldProduct]]) -> Iterator[Problem]:
    """Lines of one product that contradict each other in what has no day."""
    first: dict[str, ReadLine[ToldProduct]] = {}
    for line in lines:
        known = first.setdefault(line.value.product.code, line)
        if not same_product(_bare(known.value.product), _bare(line.value.product)):
            text = Text(OTHERWISE, {"row": known.row})
            yield Problem(Severity.ERROR, line.sheet, line.row, "", text)


def _bare(one: Product) -> Product:
    return replace(with_figures(one, Figures()), code="")


def _known(told: ToldProduct, facts: ProductFacts) -> bool:
    """Whether the directory says all of it already."""
    one = next((each for each in facts.products if each.code == told.product.code), None)
    if one is None:
        return False
    if told.product.since is None:
        same = same_product(always(one), told.product)
    else:
        here = (with_figures(one, each) for each in one.versions[1:])
        same = any(same_product(each, told.product) for each in here)
    return same and _season_known(told, facts)


def _season_known(told: ToldProduct, facts: ProductFacts) -> bool:
    lines = season_on(facts.losses, told.product.code, facts.day)
    here = {one.starts: one.loss for one in lines}, next((one.since for one in lines), None)
    return told.season_since is None or here == (told.season, told.season_since)


def _season_text(season: Mapping[tuple[int, int], Decimal]) -> str:
    """Losses through the year in one cell.

    >>> _season_text({(9, 1): Decimal("25"), (11, 1): Decimal("30.5")})
    '01.09 25; 01.11 30,5'
    """
    told = ((month, day, number_text(loss)) for (month, day), loss in season.items())
    return "; ".join(f"{day:02}.{month:02} {loss.replace('.', ',')}" for month, day, loss in told)
