"""The month sheet: child-days, prices day by day, sums rounded once, what keeps it from closing."""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from school_desk.errors import N_, DeskError
from school_desk.nutrition.eating_model import Meal, Price, Source
from school_desk.nutrition.eating_rules import band_of, rounded, source_on
from school_desk.nutrition.headcount_model import Portion, PupilCount, Reason
from school_desk.nutrition.month_model import (
    Cell,
    ClassSheet,
    DayPortion,
    Lack,
    Mark,
    MealContract,
    MealMonth,
    MonthClosing,
    MonthFacts,
    OpenDay,
    PayBy,
    PriceGap,
    PupilMonth,
    Signs,
    SumLine,
)
from school_desk.school.attendance_model import ClassMornings, Morning
from school_desk.school.calendar_model import Status
from school_desk.school.model import Absence, ClassGroup, PersonName
from school_desk.school.names import name_key

THREE_MONTHS = 3
NOBODY = PersonName("")


class MonthClosedError(DeskError):
    """A portion or an order of a month that is closed; facts: who, on, month."""

    sentence = N_(
        "The meals of {month:month} were closed by {who} on {on:short}. The head can open the "
        "month again."
    )


class DaysOpenError(DeskError):
    """A month cannot be closed while a day is not reconciled; facts: days."""

    sentence = N_("Not reconciled yet: {days}. Reconcile these days first.")


class PriceMissingError(DeskError):
    """A month cannot be closed while a portion has no price; facts: day, band."""

    sentence = N_("There is no price on {day:short} for {band} years. Type it under prices first.")


class NothingEatenError(DeskError):
    """A month without a portion."""

    sentence = N_("Nothing was ordered in this month. There is nothing to close.")


class MonthRunsError(DeskError):
    """A month with lessons to come."""

    sentence = N_("The month is not over: there are school days to come.")


class MonthClosedAlreadyError(DeskError):
    """Closed already."""

    sentence = N_("This month is closed already.")


class MonthNotClosedError(DeskError):
    """Nothing to open again."""

    sentence = N_("This month is not closed.")


Terms = tuple[str, Decimal | None, PayBy]
"""Band, price and what is paid."""

SERVED = Cell(Mark.SERVED)


@dataclass(slots=True)
class _Tally:
    """Portions of one line, by price: eaten and paid."""

    eaten: Counter[Decimal | None] = field(default_factory=Counter)
    paid: Counter[Decimal | None] = field(default_factory=Counter)

    def add(self, tenge: Decimal | None, *, eaten: bool, paid: bool) -> None:
        """One portion more."""
        self.eaten[tenge] += eaten
        self.paid[tenge] += paid

    def join(self, other: "_Tally") -> None:
        """Those of another as well."""
        self.eaten.update(other.eaten)
        self.paid.update(other.paid)

    def sums(self, source: Source) -> tuple[SumLine, ...]:
        """A line for each price, the lowest first; what has no price at the end."""
        found = [one for one in self.eaten if self.eaten[one] or self.paid[one]]
        ordered = sorted(found, key=lambda one: (one is None, one or 0))
        return tuple(sum_line(source, one, self.eaten[one], self.paid[one]) for one in ordered)


@dataclass(slots=True)
class _Line:
    """A pupil in a sheet while it is reckoned."""

    cells: dict[date, Cell] = field(default_factory=dict)
    tally: _Tally = field(default_factory=_Tally)


Lines = dict[tuple[int, Source], dict[int, _Line]]


def _no_lines() -> Lines:
    return defaultdict(lambda: defaultdict(_Line))


@dataclass(slots=True)
class _Book:
    """What is noted of a month while it is reckoned."""

    facts: MonthFacts
    lines: Lines = field(default_factory=_no_lines)
    gaps: Counter[tuple[date, str, Source, Meal]] = field(default_factory=Counter)
    by_day: Counter[date] = field(default_factory=Counter)
    terms: dict[tuple[int, Source, Meal, date], Terms] = field(default_factory=dict)


def sum_line(source: Source, tenge: Decimal | None, child_days: int, paid: int) -> SumLine:
    """What a line comes to: rounded once, half up (nutrition 3).

    >>> sum_line(Source.FUND, Decimal("579.00"), 10, 10).total
    Decimal('5790.00')
    """
    total = None if tenge is None else rounded(tenge * paid)
    return SumLine(source, tenge, child_days, paid, total)


def parse_signs(text: str) -> Signs:
    """The signs that come with the program."""
    found = tomllib.loads(text)
    signs = {Mark(name): dict(words) for name, words in found["sign"].items()}
    due = found["due"]
    return Signs(signs, due["month"], due["three_months"], Status(found["status"]))


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def next_month(first: date) -> date:
    """The first day of the month after.

    >>> next_month(date(2026, 12, 1))
    datetime.date(2027, 1, 1)
    """
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def days_of(first: date) -> tuple[date, ...]:
    """The days of a month."""
    return tuple(first + timedelta(days=n) for n in range((next_month(first) - first).days))


def three_months_of(day: date) -> tuple[date, ...]:
    """The months of a day's quarter of the calendar year."""
    first = day.replace(month=(day.month - 1) // THREE_MONTHS * THREE_MONTHS + 1, day=1)
    second = next_month(first)
    return first, second, next_month(second)


def pay_by(contracts: Iterable[MealContract], contract: str, day: date) -> PayBy:
    """By what a contract is paid on a day: its own setting, else that of all; eaten by default."""
    held = [one for one in contracts if one.starts <= day and one.contract in ("", contract)]
    last = max(held, key=lambda one: (one.contract == contract, one.starts), default=None)
    return last.pay_by if last else PayBy.SERVED


def reckon(facts: MonthFacts) -> MealMonth:
    """The month: every number comes from the portions and the first lessons."""
    book = _Book(facts)
    groups = {one.id: one for one in facts.groups}
    for one in facts.portions:
        if one.portion.class_group in groups:
            _take_portion(book, groups[one.portion.class_group], one)
    _take_absences(book)
    return MealMonth(
        facts.first,
        tuple(_sheets(book)),
        _joined(book.lines),
        dict(sorted(book.by_day.items())),
        tuple(_open_days(facts)),
        tuple(PriceGap(*place, n) for place, n in sorted(book.gaps.items())),
        facts.closing,
        facts.lessons_to_come,
    )


def accept_month_closing(month: MealMonth) -> None:
    """Let a month be closed, or raise: what is not final is named."""
    if month.closing.closed:
        raise MonthClosedAlreadyError
    if month.lessons_to_come:
        raise MonthRunsError
    if month.unsettled:
        days = ", ".join(f"{one.day:%d.%m}" for one in month.unsettled)
        raise DaysOpenError(days=days)
    if month.gaps:
        raise PriceMissingError(day=month.gaps[0].day, band=month.gaps[0].band)
    if not month.sums:
        raise NothingEatenError


def accept_month_opening(closing: MonthClosing) -> None:
    """Let a closed month be opened again, or raise."""
    if not closing.closed:
        raise MonthNotClosedError


def joined_sums(months: Iterable[MealMonth]) -> tuple[SumLine, ...]:
    """The sums of several months, by source and price."""
    found: dict[Source, _Tally] = defaultdict(_Tally)
    for month in months:
        for one in month.sums:
            found[one.source].eaten[one.tenge] += one.child_days
            found[one.source].paid[one.tenge] += one.paid
    return tuple(
        line for source in Source if source in found for line in found[source].sums(source)
    )


def pupils_fed_in_all(months: Iterable[MealMonth]) -> int:
    """How many pupils ate at least once; whoever paid, each counts once."""
    sheets = (sheet for month in months for sheet in month.sheets)
    return len({one.pupil for sheet in sheets for one in sheet.pupils if one.child_days})


def pupils_fed(months: Iterable[MealMonth]) -> Mapping[Source, int]:
    """How many pupils ate at least once, by who paid: one stands under each that did."""
    found: dict[Source, set[int]] = defaultdict(set)
    for month in months:
        for sheet in month.sheets:
            found[sheet.source] |= {one.pupil for one in sheet.pupils if one.child_days}
    return {source: len(found[source]) for source in Source if found.get(source)}


def _take_portion(book: _Book, group: ClassGroup, one: DayPortion) -> None:
    facts, portion = book.facts, one.portion
    line = book.lines[group.id, portion.source][portion.pupil]
    morning = _morning(facts, group.id, one.day)
    count = _counted(portion, morning)
    if not facts.settled.get((one.day, one.meal), False):
        if portion.wanted:
            line.cells[one.day] = Cell(Mark.OPEN)
        return
    served = count.served
    cell = SERVED if served else _cell(count, morning)
    if cell is not None:
        line.cells[one.day] = cell
    band, tenge, by = _terms(book, group, one)
    paid = portion.wanted if by is PayBy.ORDERED else served
    if served or paid:
        line.tally.add(tenge, eaten=served, paid=paid)
        book.by_day[one.day] += served
        if tenge is None:
            book.gaps[one.day, band, portion.source, one.meal] += 1


def _terms(book: _Book, group: ClassGroup, one: DayPortion) -> Terms:
    """Of a portion: its band, its price on this day, and what its contract pays."""
    key = group.id, one.portion.source, one.meal, one.day
    found = book.terms.get(key)
    if found is None:
        band = band_of(book.facts.bands(one.day), group.year_level).code
        place = band, one.portion.source, one.meal
        price = _price(book.facts.prices, place, one.day)
        contract = price.contract if price else ""
        by = pay_by(book.facts.contracts, contract, one.day)
        found = book.terms[key] = (band, price.tenge if price else None, by)
    return found


def _counted(portion: Portion, morning: Morning | None) -> PupilCount:
    """The portion by the rule of the day's count: who is away has not eaten."""
    absent = morning is not None and portion.pupil in morning.away
    return PupilCount(
        portion.pupil,
        NOBODY,
        absent,
        portion.wanted,
        portion.forecast,
        portion.source,
        None,
        portion,
    )


def _cell(count: PupilCount, morning: Morning | None) -> Cell | None:
    """What a reconciled day was for who had a portion and did not eat; None: nothing to say."""
    portion = count.portion
    if portion is None:
        return None
    if count.absent and morning is not None:
        return Cell(Mark.AWAY, morning.signs.get(count.pupil))
    if Reason.REFUSED in (portion.unserved, portion.reason if not portion.wanted else None):
        return Cell(Mark.REFUSED)
    return Cell(Mark.NOT_EATEN) if portion.wanted else None


def _take_absences(book: _Book) -> None:
    """Who had no portion on a day on which the canteen cooked for the class: away, or refused."""
    facts = book.facts
    ordered: dict[date, set[int]] = defaultdict(set)
    refused: dict[date, set[int]] = defaultdict(set)
    cooked: set[tuple[int, date]] = set()
    for one in facts.portions:
        if one.portion.class_group:
            ordered[one.day].add(one.portion.pupil)
            cooked.add((one.portion.class_group, one.day))
        elif one.portion.eats is False:
            refused[one.day].add(one.portion.pupil)
    for group in facts.groups:
        known = facts.mornings.get(group.id)
        for day, morning in known.mornings.items() if known else ():
            if (group.id, day) not in cooked:
                continue
            listed = {one.id for one in morning.pupils}
            for pupil in sorted((listed & (morning.away | refused[day])) - ordered[day]):
                _take_absence(book, group, morning, pupil)


def _take_absence(book: _Book, group: ClassGroup, morning: Morning, pupil: int) -> None:
    band = band_of(book.facts.bands(morning.day), group.year_level)
    source = source_on(book.facts.eatings.get(pupil, ()), band, morning.day)
    if source is Source.NONE:
        return
    away = Cell(Mark.AWAY, morning.signs.get(pupil))
    cell = away if pupil in morning.away else Cell(Mark.REFUSED)
    book.lines[group.id, source][pupil].cells[morning.day] = cell


def _sheets(book: _Book) -> Iterator[ClassSheet]:
    for group in book.facts.groups:
        for source in Source:
            found = book.lines.get((group.id, source))
            if found:
                yield _sheet(book.facts, group, source, found)


def _sheet(
    facts: MonthFacts, group: ClassGroup, source: Source, found: Mapping[int, _Line]
) -> ClassSheet:
    tally = _Tally()
    for one in found.values():
        tally.join(one.tally)
    pupils = [
        PupilMonth(row, facts.names.get(row, NOBODY), one.cells, one.tally.sums(source))
        for row, one in found.items()
    ]
    known = facts.mornings.get(group.id)
    return ClassSheet(
        group.id,
        group.label,
        source,
        tuple(sorted(pupils, key=lambda one: (name_key(one.name), one.pupil))),
        tally.sums(source),
        known.letters if known else {},
    )


def _joined(lines: Lines) -> tuple[SumLine, ...]:
    found: dict[Source, _Tally] = defaultdict(_Tally)
    for (_group, source), pupils in lines.items():
        for one in pupils.values():
            found[source].join(one.tally)
    return tuple(
        line for source in Source if source in found for line in found[source].sums(source)
    )


def _open_days(facts: MonthFacts) -> Iterator[OpenDay]:
    """Days that are not reconciled, and school days on which nothing was ordered."""
    wanted = Counter(one.day for one in facts.portions if one.portion.wanted)
    unsettled = {day for (day, _meal), settled in facts.settled.items() if not settled}
    unsettled |= {
        one.day
        for one in facts.portions
        if one.portion.wanted and (one.day, one.meal) not in facts.settled
    }
    ordered = unsettled | {day for day, _meal in facts.settled}
    taught = {
        day
        for known in facts.mornings.values()
        for day, morning in known.mornings.items()
        if morning.taken
    }
    for day in sorted(unsettled | (taught - ordered)):
        lack = Lack.NOT_SETTLED if day in unsettled else Lack.NO_ORDER
        yield OpenDay(day, lack, wanted[day])


def _price(prices: Sequence[Price], place: tuple[str, Source, Meal], day: date) -> Price | None:
    """The price of a day; none is guessed."""
    found = (one for one in prices if (one.band, one.source, one.meal) == place)
    return next((one for one in found if one.holds_on(day)), None)


def _morning(facts: MonthFacts, group: int, day: date) -> Morning | None:
    known: ClassMornings | None = facts.mornings.get(group)
    return known.mornings.get(day) if known else None


def sign_of(signs: Signs, sheet: ClassSheet, cell: Cell | None) -> Mapping[str, str]:
    """What stands in a cell, by language; a blank where there was no school or nothing to say."""
    if cell is None:
        return {"kk": "", "ru": ""}
    if cell.mark is Mark.AWAY:
        return {language: _letter(sheet, language, cell.absence) for language in ("kk", "ru")}
    return signs.signs[cell.mark]


def _letter(sheet: ClassSheet, language: str, absence: Absence | None) -> str:
    return sheet.letters.get(language, {}).get(absence or Absence.UNEXCUSED, "")
