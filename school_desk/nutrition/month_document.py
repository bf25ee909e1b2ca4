"""Papers of a month of meals: the sheet of a class and a source, the summary, the reports."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from school_desk import formats
from school_desk.documents.plain_table import PlainColumn, PlainTable, PlainValue
from school_desk.errors import N_
from school_desk.i18n import Spelled, Text
from school_desk.nutrition.eating_model import SOURCE_WORDS
from school_desk.nutrition.month_days_rules import days_of
from school_desk.nutrition.month_drift_rules import changed, tenge_more
from school_desk.nutrition.month_model import (
    ClassSheet,
    Lack,
    Mark,
    MealMonth,
    PupilMonth,
    Signs,
    SumLine,
    total_of,
)
from school_desk.nutrition.month_sign_rules import sign_of
from school_desk.nutrition.month_sum_rules import joined_sums, pupils_fed, pupils_fed_in_all

SHEET_TITLE = N_("Month sheet of meals: {label:class}, {source}")
SUMMARY_TITLE = N_("Meals of the month by price")
CLASSES_TITLE = N_("Meals of the month by class")
MONTH_TITLE = N_("Report on meals of the month")
THREE_MONTHS_TITLE = N_("Report on meals of the quarter")
OF_MONTH = N_("For {month:month}")
OF_MONTHS = N_("For {first:month} to {last:month}")
DUE = N_("Due by {day:long}")
NAME, NUMBER, DAYS, PRICE, SUM, SIGNATURE = (
    *(N_("Pupil"), N_("No."), N_("Child-days"), N_("Price, tenge"), N_("Sum, tenge")),
    N_("Signature"),
)
PAYS, CLASS, PUPILS, PAID, AVERAGE = (
    *(N_("Who pays"), N_("Class"), N_("Pupils"), N_("Paid portions")),
    N_("Average price, tenge"),
)
TOTAL, NO_PRICE = N_("Total"), N_("no price")
AT_PRICE = N_("{n} portions at {tenge:2} tenge: {total:2} tenge.")
LEGEND = N_(
    "1: ate; letter of the class register: away; {refused}: there and refused; {not_eaten}: "
    "cooked and not eaten; ?: the day is not reconciled."
)
NOT_FINAL = N_("Not final: {n} days are not reconciled. Their portions are in no sum.")
NO_PRICES = N_("Without a price: {n} portions. They are in no sum.")
CLOSED = N_("Closed on {on:long}")
CHANGED = N_("Changed since {month:month} was closed on {on:short}: by {more:2} tenge.")
NOTHING_THERE = N_("Nothing was eaten in this month.")
OFFICER, HEAD = N_("Meals officer"), N_("Head of the school")
SIGNERS = (OFFICER, HEAD)
MONEY = 2
DAY_SHARE = 0.52


@dataclass(frozen=True, slots=True)
class SheetPaper:
    """A sheet to print: of which month, with which signs."""

    month: MealMonth
    sheet: ClassSheet
    signs: Signs


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """A report of one month or of a quarter; `due`: by when it must be there."""

    months: tuple[MealMonth, ...]
    due: date


def sheet_table(paper: SheetPaper) -> PlainTable:
    """The month sheet: pupils by days, child-days, price, sum, a place to sign."""
    sheet, days = paper.sheet, days_of(paper.month.first)
    title = Text(
        SHEET_TITLE, {"label": sheet.class_label, "source": Text(SOURCE_WORDS[sheet.source])}
    )
    rows = [_pupil_row(paper, n, one, days) for n, one in enumerate(sheet.pupils, 1)]
    taught = {day for one in sheet.pupils for day in one.cells}
    return PlainTable(
        title,
        (
            *(PlainColumn(NUMBER, 0.65), PlainColumn(NAME, 3.7)),
            *(_day_column(day, shaded=day not in taught) for day in days),
            *(PlainColumn(DAYS, 1.45), PlainColumn(PRICE, 1.45), PlainColumn(SUM, 2.0, MONEY)),
            PlainColumn(SIGNATURE, 1.55),
        ),
        (*rows, _total_row(sheet, days)),
        above=tuple(_above(paper.month)),
        notes=(*_price_notes(sheet.sums), _legend(paper.signs)),
        empty=NOTHING_THERE,
        signers=SIGNERS,
        bold=frozenset({len(rows)}),
        landscape=True,
        frozen=2,
    )


def summary_table(month: MealMonth) -> PlainTable:
    """The school by source and price."""
    rows = [(*_source(one), *_numbers(one)) for one in month.sums]
    total = (Text(TOTAL), "", month.child_days, month.paid, month.total)
    return PlainTable(
        Text(SUMMARY_TITLE),
        (
            *(PlainColumn(PAYS, 2.4), PlainColumn(PRICE, 1.2, MONEY), PlainColumn(DAYS, 1.0)),
            *(PlainColumn(PAID, 1.0), PlainColumn(SUM, 1.4, MONEY)),
        ),
        (*rows, total) if rows else (),
        above=tuple(_above(month)),
        empty=NOTHING_THERE,
        signers=SIGNERS,
        bold=frozenset({len(rows)}),
    )


def classes_table(month: MealMonth) -> PlainTable:
    """The school by class and source: what the sheets come to."""
    rows: list[tuple[PlainValue, ...]] = [
        (
            *(one.class_label, Text(SOURCE_WORDS[one.source]), _fed(one)),
            *(one.child_days, one.paid, one.total),
        )
        for one in month.sheets
    ]
    total = (Text(TOTAL), "", pupils_fed_in_all([month]), month.child_days, month.paid, month.total)
    return PlainTable(
        Text(CLASSES_TITLE),
        (
            *(PlainColumn(CLASS, 1.0), PlainColumn(PAYS, 2.2), PlainColumn(PUPILS, 0.9)),
            *(PlainColumn(DAYS, 1.0), PlainColumn(PAID, 1.0), PlainColumn(SUM, 1.4, MONEY)),
        ),
        (*rows, total) if rows else (),
        above=tuple(_above(month)),
        empty=NOTHING_THERE,
        signers=SIGNERS,
        bold=frozenset({len(rows)}),
    )


def report_table(paper: ReportPaper) -> PlainTable:
    """Pupils fed, child-days and tenge by who pays, of a month or of a quarter."""
    months = paper.months
    sums, fed = joined_sums(months), pupils_fed(months)
    rows = [_report_row(source, fed[source], sums) for source in fed]
    eaten, total = sum(one.child_days for one in sums), total_of(sums)
    last = (Text(TOTAL), pupils_fed_in_all(months), eaten, _average(total, sums), total)
    several = len(months) > 1
    return PlainTable(
        Text(THREE_MONTHS_TITLE if several else MONTH_TITLE),
        (
            *(PlainColumn(PAYS, 2.4), PlainColumn(PUPILS, 1.0), PlainColumn(DAYS, 1.0)),
            *(PlainColumn(AVERAGE, 1.2, MONEY), PlainColumn(SUM, 1.4, MONEY)),
        ),
        (*rows, last) if rows else (),
        above=(_span(months), Text(DUE, {"day": paper.due})),
        notes=tuple(line for one in months for line in _lacks(one)),
        empty=NOTHING_THERE,
        signers=SIGNERS,
        bold=frozenset({len(rows)}),
    )


def _day_column(day: date, *, shaded: bool) -> PlainColumn:
    return PlainColumn(str(day.day), DAY_SHARE, shaded=shaded, tight=True)


def _pupil_row(
    paper: SheetPaper, number: int, one: PupilMonth, days: tuple[date, ...]
) -> tuple[PlainValue, ...]:
    signs = (sign_of(paper.signs, paper.sheet, one.cells.get(day)) for day in days)
    cells = (Spelled(sign) if sign["kk"] else "" for sign in signs)
    prices = "\n".join(formats.number(line.tenge, MONEY, "kk") for line in one.sums if line.tenge)
    return number, one.name.listed, *cells, one.child_days, prices, one.total, ""


def _total_row(sheet: ClassSheet, days: tuple[date, ...]) -> tuple[PlainValue, ...]:
    eaten: Counter[date] = Counter()
    for one in sheet.pupils:
        for day, cell in one.cells.items():
            eaten[day] += cell.portions
    counts = (str(eaten[day] or "") for day in days)
    return "", Text(TOTAL), *counts, sheet.child_days, "", sheet.total, ""


def _above(month: MealMonth) -> Iterator[Text]:
    yield Text(OF_MONTH, {"month": month.first})
    if month.closing.closed and month.closing.closed_at:
        yield Text(CLOSED, {"on": month.closing.closed_at.date()})
    yield from _lacks(month)


def _lacks(month: MealMonth) -> Iterator[Text]:
    """What is not final stands on every paper."""
    open_days = [one for one in month.open_days if one.lack is Lack.NOT_SETTLED]
    if open_days:
        yield Text(NOT_FINAL, {"n": len(open_days)})
    if month.gaps:
        yield Text(NO_PRICES, {"n": sum(one.portions for one in month.gaps)})
    one = changed(month)
    if one is not None:
        more = tenge_more(one.drifts)
        yield Text(CHANGED, {"month": one.first, "on": one.closed_on, "more": more})


def _price_notes(sums: Iterable[SumLine]) -> Iterator[Text]:
    for one in sums:
        if one.tenge is not None and one.total is not None:
            yield Text(AT_PRICE, {"n": one.paid, "tenge": one.tenge, "total": one.total})


def _legend(signs: Signs) -> Text:
    facts = {name: Spelled(signs.signs[Mark(name)]) for name in ("refused", "not_eaten")}
    return Text(LEGEND, facts)


def _source(one: SumLine) -> tuple[PlainValue, PlainValue]:
    price = Text(NO_PRICE) if one.tenge is None else one.tenge
    return Text(SOURCE_WORDS[one.source]), price


def _numbers(one: SumLine) -> tuple[PlainValue, ...]:
    return one.child_days, one.paid, one.total


def _report_row(source: object, fed: int, sums: tuple[SumLine, ...]) -> tuple[PlainValue, ...]:
    own = tuple(one for one in sums if one.source == source)
    eaten, total = sum(one.child_days for one in own), total_of(own)
    return Text(SOURCE_WORDS[own[0].source]), fed, eaten, _average(total, own), total


def _average(total: Decimal, sums: Iterable[SumLine]) -> Decimal | None:
    paid = sum(one.paid for one in sums if one.total is not None)
    return total / paid if paid else None


def _span(months: tuple[MealMonth, ...]) -> Text:
    if len(months) == 1:
        return Text(OF_MONTH, {"month": months[0].first})
    return Text(OF_MONTHS, {"first": months[0].first, "last": months[-1].first})


def _fed(sheet: ClassSheet) -> int:
    return sum(bool(one.child_days) for one in sheet.pupils)
