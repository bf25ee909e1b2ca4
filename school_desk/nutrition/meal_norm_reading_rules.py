"""Norms of meals from a spreadsheet with all their problems, and what its columns write."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from school_desk.errors import N_, DeskError
from school_desk.nutrition.card_model import DishTag
from school_desk.nutrition.meal_norm_entry_rules import accept_line
from school_desk.nutrition.meal_norm_model import NormLine, NormOf
from school_desk.nutrition.menu_model import Eatery
from school_desk.nutrition.nutrient_rules import NumberWrongError, number_text, typed_number
from school_desk.nutrition.supply_reading_rules import SOURCES
from school_desk.nutrition.supply_reading_rules import WORDS as SOURCE_WORDS
from school_desk.school.calendar_model import Status
from school_desk.school.names import fold
from school_desk.school.sheet_form_rules import Column, SheetForm
from school_desk.school.sheet_reading_rules import (
    ReadLine,
    ReadList,
    SheetLike,
    SheetRow,
    read_list,
    without_twins,
)

Code = TypeVar("Code", bound=StrEnum)
KINDS: Mapping[NormOf, str] = {
    NormOf.NEED: "Тәуліктік қажеттілік / Суточная потребность",
    NormOf.TARGET: "Ас қуаты / Энергия приёма пищи",
    NormOf.SHARE: "Астың үлесі / Доля приёма пищи",
    NormOf.TOLERANCE: "Рұқсат етілген ауытқу / Допуск",
    NormOf.INTERVAL: "Ас аралығы / Интервал между приёмами",
    NormOf.TIME: "Ас уақыты / Время приёма пищи",
    NormOf.LIMIT: "Тұз бен қант шегі / Предел соли и сахара",
    NormOf.BAN: "Тыйым салынған / Запрещено",
    NormOf.REPLACEMENT: "Алмастыру / Замена",
    NormOf.BAND: "Жас тобы / Возрастная группа",
    NormOf.SEASON: "Маусым / Сезон",
    NormOf.PIECE: "Дана салмағы / Вес штуки",
    NormOf.SIGN: "Табель белгісі / Знак табеля",
    NormOf.DUE: "Есеп мерзімі / Срок отчёта",
}
STATUSES: Mapping[Status, str] = {
    Status.FOUND: "табылды / найдено",
    Status.TO_CHECK: "тексерілуі керек / проверить",
    Status.CHECKED: "мектеп тексерген / проверено школой",
}
FORM = SheetForm(
    "Тамақ нормалары",
    (
        Column("kind", "Түрі / Вид", r"^тур\b|^вид\b", ("kind",), 34),
        Column("code", "Коды / Код", r"^код", ("code",), 24),
        Column("starts", "Басталуы / С какого дня", r"^баста|с какого", ("since",), 14, day=True),
        Column("ends", "Аяқталуы / По какой день", r"^аякта|по какой", ("until",), 14, day=True),
        Column("figures", "Сандары / Числа", r"^сан|^числа", ("figures",), 26),
        Column("kk", "Қазақша / На казахском", r"казакша|на казах", ("kazakh",), 26),
        Column("ru", "Орысша / На русском", r"орысша|на русск", ("russian",), 26),
        Column("places", "Қайда / Где", r"^кайда|^где", ("where",), 24),
        Column("tags", "Тағам белгілері / Признаки блюд", r"белгилер|признак", ("marks",), 24),
        Column("products", "Азық-түлік / Продукты", r"азык|продукт", ("products",), 24),
        Column("pays", "Төлеуші / Источник", r"толеуш|источник", ("who pays",), 34),
        Column("act", "Акт / Акт", r"^акт", ("act",), 22),
        Column("note", "Ескертпе / Примечание", r"ескертпе|примеч", ("note",), 30),
        Column("status", "Дәлдігі / Достоверность", r"далд|достовер", ("status",), 30),
    ),
    (("kind",), ("code",), ("starts",), ("figures",)),
)
LINES = (
    N_("One line for each norm; its kind and code are those of the exported list."),
    N_("Numbers of a line stand in one cell with semicolons between: 2400; 77; 79; 335."),
    N_("Without a first day a line is one that came with the program: confirm it, or end it."),
    N_("Lines that are as the school has them already are left out."),
)
KNOWN_CODES = N_("«{text}» is not one of: {words}.")
NO_PRODUCT = N_("No product has the code «{text}».")
SHOWN = ("kind", "code", "starts", "figures", "status")

CELLS: Mapping[str, Callable[[NormLine], str | date | None]] = {
    "kind": lambda one: KINDS[one.kind],
    "code": lambda one: one.code,
    "starts": lambda one: None if one.starts == date.min else one.starts,
    "ends": lambda one: one.ends,
    "figures": lambda one: "; ".join(number_text(each).replace(".", ",") for each in one.figures),
    "kk": lambda one: one.names.get("kk", ""),
    "ru": lambda one: one.names.get("ru", ""),
    "places": lambda one: _written(one.places),
    "tags": lambda one: _written(one.tags),
    "products": lambda one: _written(one.products),
    "pays": lambda one: SOURCES.get(one.pays, "") if one.pays else "",
    "act": lambda one: one.act,
    "note": lambda one: one.note,
    "status": lambda one: STATUSES[one.status],
}


def read_norms(
    sheets: Iterable[SheetLike],
    there: Sequence[NormLine],
    products: Iterable[str],
    today: date,
) -> ReadList[NormLine]:
    """Read norms with all their problems; what the school has already is left out."""
    known = frozenset(products)
    found = read_list(sheets, FORM, lambda row: _read(row, there, known, today))
    found = without_twins(found, lambda one: (one.key, one.starts))
    kept = {(one.key, one.starts): bare(one) for one in there}
    news = [one for one in found.lines if _is_new(one, kept)]
    return ReadList(tuple(news), found.problems, found.read)


def bare(one: NormLine) -> tuple[object, ...]:
    """A line as a row of a file says it."""
    return tuple(write(one) for write in CELLS.values())


def _is_new(
    line: ReadLine[NormLine], kept: Mapping[tuple[tuple[NormOf, str], date], tuple[object, ...]]
) -> bool:
    one = line.value
    return kept.get((one.key, one.starts)) != bare(one)


def _read(
    row: SheetRow, there: Sequence[NormLine], products: frozenset[str], today: date
) -> NormLine | None:
    kind = row.choice("kind", _spelled(KINDS), KINDS.values())
    if kind is None:
        if not row.broken:
            row.needed("kind")
        return None
    line = NormLine(
        kind,
        row.text("code"),
        row.day("starts") or date.min,
        row.day("ends"),
        _figures(row),
        {one: row.text(one) for one in ("kk", "ru")},
        _codes(row, "places", Eatery),
        _codes(row, "tags", DishTag),
        _products(row, products),
        row.choice("pays", SOURCE_WORDS, SOURCES.values()),
        row.text("act"),
        row.text("note"),
        row.choice("status", _spelled(STATUSES), STATUSES.values()) or Status.TO_CHECK,
    )
    return _accepted(row, line, there, today)


def _accepted(
    row: SheetRow, line: NormLine, there: Sequence[NormLine], today: date
) -> NormLine | None:
    """The line as it would be kept; why not stands beside its row."""
    if row.broken:
        return None
    same = next((one for one in there if (one.key, one.starts) == (line.key, line.starts)), None)
    if same is not None:
        # What a file has no column for stays as it is.
        names = {**same.names, **{code: text for code, text in line.names.items() if text}}
        line = replace(line, names=names if line.kind in (NormOf.BAN, NormOf.SIGN) else {})
        if bare(same) == bare(line):
            return line
    try:
        return accept_line(line, there, today)
    except DeskError as refusal:
        row.error("figures", refusal.sentence, **refusal.facts)
        return None


def _figures(row: SheetRow) -> tuple[Decimal, ...]:
    found: list[Decimal] = []
    for part in filter(None, map(str.strip, row.text("figures").split(";"))):
        try:
            found.append(typed_number(part))
        except NumberWrongError as refusal:
            row.error("figures", refusal.sentence, **refusal.facts)
    return tuple(found)


def _codes(row: SheetRow, name: str, kind: type[Code]) -> frozenset[Code]:
    known = {one.value: one for one in kind}
    typed = _typed(row, name)
    for wrong in (one for one in typed if one not in known):
        row.error(name, KNOWN_CODES, text=wrong, words=", ".join(known))
    return frozenset(known[one] for one in typed if one in known)


def _products(row: SheetRow, known: frozenset[str]) -> frozenset[str]:
    typed = _typed(row, "products")
    for wrong in (one for one in typed if one not in known):
        row.error("products", NO_PRODUCT, text=wrong)
    return frozenset(typed) & known


def _typed(row: SheetRow, name: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, row.text(name).replace(";", ",").split(","))))


def _written(codes: Iterable[str]) -> str:
    return ", ".join(sorted(map(str, codes)))


def _spelled(words: Mapping[Code, str]) -> Mapping[str, Code]:
    """Every way in which a file may write a code."""
    return {
        fold(text): code
        for code, both in words.items()
        for text in (both, code.value, *both.split(" / "))
    }
