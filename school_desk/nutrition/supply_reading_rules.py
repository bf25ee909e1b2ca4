"""Reading the supplier's acts and the state's totals from a spreadsheet, and what columns write."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from school_desk.nutrition.eating_model import Source
from school_desk.nutrition.supply_model import ActLine, SupplierAct
from school_desk.nutrition.supply_rules import MOST_PORTIONS, TOP_SUM
from school_desk.school.names import fold
from school_desk.school.sheet_form_rules import Column, SheetForm
from school_desk.school.sheet_reading_rules import (
    ReadList,
    SheetLike,
    SheetRow,
    read_list,
    without_twins,
)

TOP_PRICE = Decimal(100_000)
TIYN = Decimal("0.01")
SOURCES = {
    Source.PRIMARY: "Бюджет, 1–4-сыныптар / Бюджет, 1–4 классы",
    Source.FUND: "Жалпыға бірдей оқыту қоры / Фонд всеобуча",
    Source.PARENT: "Ата-аналар / Родители",
    Source.OTHER: "Өзге қаражат / Иные средства",
}
_SPELLINGS = {
    Source.PRIMARY: ("бюджет", "мемлекет", "primary_budget", "1-4", "республиканский бюджет"),
    Source.FUND: ("қор", "всеобуч", "фонд", "fund", "фонд всеобуча"),
    Source.PARENT: ("ата-ана", "родители", "родительские", "parent", "parents"),
    Source.OTHER: ("өзге", "прочие", "иные", "other"),
}
WORDS = {
    fold(word): source
    for source, spellings in _SPELLINGS.items()
    for word in (*spellings, SOURCES[source], *SOURCES[source].split(" / "))
}
ACT_FORM = SheetForm(
    "Жеткізуші актісі",
    (
        Column("number", "Акт № / № акта", r"\bакт", ("act", "act no"), 14),
        Column("issued", "Күні / Дата", r"^кун|^дата", ("date",), 14, day=True),
        Column("supplier", "Жеткізуші / Поставщик", r"жеткизуш|поставщик", ("supplier",), 30),
        Column("source", "Төлеуші / Источник", r"толеуш|источник", ("source", "who pays"), 36),
        Column("price", "Баға / Цена", r"\bбага|\bцена", ("price",), 12),
        Column("days", "Бала-күн / Детодни", r"бала кун|детод", ("child days",), 12),
        Column("total", "Сома / Сумма", r"\bсома|\bсумма", ("sum", "total"), 16),
    ),
    (("number",), ("source",), ("price",), ("days",), ("total",)),
)
STATE_FORM = SheetForm(
    "Мемлекеттік жүйе",
    (
        Column("day", "Күні / Дата", r"^кун|^дата", ("date", "day"), 14, day=True),
        Column("portions", "Порция / Порции", r"порци|бала кун|детод", ("portions",), 14),
    ),
    (("day",), ("portions",)),
)


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line of an act as a file has it."""

    number: str
    issued: date | None
    supplier: str
    line: ActLine


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A day as the state's system has it."""

    day: date
    portions: int


ACT_CELLS: Mapping[str, Callable[[ToldLine], str | int | Decimal | date | None]] = {
    "number": lambda one: one.number,
    "issued": lambda one: one.issued,
    "supplier": lambda one: one.supplier,
    "source": lambda one: SOURCES[one.line.source],
    "price": lambda one: one.line.tenge,
    "days": lambda one: one.line.child_days,
    "total": lambda one: one.line.total,
}
STATE_CELLS: Mapping[str, Callable[[ToldDay], str | int | Decimal | date | None]] = {
    "day": lambda one: one.day,
    "portions": lambda one: one.portions,
}


def read_act_lines(sheets: Iterable[SheetLike]) -> ReadList[ToldLine]:
    """Read the lines of acts with all their problems."""
    found = read_list(sheets, ACT_FORM, _read_line)
    return without_twins(found, lambda one: (one.number, one.line.source, one.line.tenge))


def read_state_days(sheets: Iterable[SheetLike]) -> ReadList[ToldDay]:
    """Read the totals of days with all their problems."""
    return without_twins(read_list(sheets, STATE_FORM, _read_day), lambda one: one.day)


def acts_of(month: date, lines: Sequence[ToldLine]) -> tuple[SupplierAct, ...]:
    """The lines of a file as acts of a month, in the order of the file."""
    found: dict[str, SupplierAct] = {}
    for one in lines:
        act = found.get(one.number) or SupplierAct(month, one.number, one.issued, one.supplier)
        issued, supplier = act.issued_on or one.issued, act.supplier or one.supplier
        own = (*act.lines, one.line)
        found[one.number] = replace(act, issued_on=issued, supplier=supplier, lines=own)
    return tuple(found.values())


def told_lines(acts: Iterable[SupplierAct]) -> tuple[ToldLine, ...]:
    """Acts as lines of a file."""
    return tuple(
        ToldLine(act.number, act.issued_on, act.supplier, line)
        for act in acts
        for line in act.lines
    )


def _read_line(row: SheetRow) -> ToldLine | None:
    number, issued, supplier = row.needed("number"), row.day("issued"), row.text("supplier")
    source = row.choice("source", WORDS, SOURCES.values())
    if source is None and not row.broken:
        row.needed("source")
    price = _number(row, "price", TIYN, TOP_PRICE)
    days = _number(row, "days", Decimal(0), Decimal(MOST_PORTIONS))
    total = _number(row, "total", Decimal(0), TOP_SUM)
    if source is None or price is None or days is None or total is None:
        return None
    return ToldLine(number, issued, supplier, ActLine(source, price, int(days), total))


def _read_day(row: SheetRow) -> ToldDay | None:
    day = row.day("day")
    if day is None and not row.broken:
        row.needed("day")
    portions = _number(row, "portions", Decimal(0), Decimal(MOST_PORTIONS))
    return None if day is None or portions is None else ToldDay(day, int(portions))


def _number(row: SheetRow, name: str, low: Decimal, top: Decimal) -> Decimal | None:
    found = row.decimal(name, low, top)
    if found is None and not row.broken:
        row.needed(name)
    return found
