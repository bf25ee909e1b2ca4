"""The month of meals, reckoned from portions and first lessons: sheets, prices day by day, gaps."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from school_desk.nutrition.eating_model import Meal, Price, Source
from school_desk.nutrition.eating_rules import band_of, source_on
from school_desk.nutrition.headcount_model import Portion, PupilCount, Reason
from school_desk.nutrition.month_model import (
    Cell,
    ClassSheet,
    DayPortion,
    Lack,
    Mark,
    MealContract,
    MealMonth,
    MonthFacts,
    OpenDay,
    PayBy,
    PriceGap,
    PupilMonth,
    SumLine,
)
from school_desk.nutrition.month_sum_rules import Tally, lines_of
from school_desk.school.attendance_model import ClassMornings, Morning
from school_desk.school.model import ClassGroup, PersonName
from school_desk.school.names import name_key

NOBODY = PersonName("")

Terms = tuple[str, Decimal | None, PayBy]
"""Band, price and what is paid."""

SERVED = Cell(Mark.SERVED, portions=1)


@dataclass(slots=True)
class _Line:
    """A pupil in a sheet while it is reckoned."""

    cells: dict[date, Cell] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)

    def put(self, day: date, cell: Cell) -> None:
        """What a meal of a day was; of several meals the cell counts those that were eaten.

        A meal that is not reconciled keeps the day open.
        """
        before = self.cells.get(day)
        if before is not None:
            eaten = before.portions + cell.portions
            marks = before.mark, cell.mark
            other = Mark.SERVED if eaten else before.mark
            mark = Mark.OPEN if Mark.OPEN in marks else other
            cell = replace(before if mark is before.mark else Cell(mark), portions=eaten)
        self.cells[day] = cell


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
    eaten: Counter[tuple[Source, Decimal | None, date]] = field(default_factory=Counter)
    paid: Counter[tuple[Source, Decimal | None, date]] = field(default_factory=Counter)
    terms: dict[tuple[int, Source, Meal, date], Terms] = field(default_factory=dict)


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
        tuple(replace(one, days=_days(book, one)) for one in _joined(book.lines)),
        dict(sorted(book.by_day.items())),
        tuple(_open_days(facts)),
        tuple(PriceGap(*place, n) for place, n in sorted(book.gaps.items())),
        facts.closing,
        facts.lessons_to_come,
    )


def _take_portion(book: _Book, group: ClassGroup, one: DayPortion) -> None:
    facts, portion = book.facts, one.portion
    line = book.lines[group.id, portion.source][portion.pupil]
    morning = _morning(facts, group.id, one.day)
    count = _counted(portion, morning)
    if not facts.settled.get((one.day, one.meal), False):
        if portion.wanted:
            line.put(one.day, Cell(Mark.OPEN))
        return
    served = count.served
    cell = SERVED if served else _cell(count, morning)
    if cell is not None:
        line.put(one.day, cell)
    band, tenge, by = _terms(book, group, one)
    paid = portion.wanted if by is PayBy.ORDERED else served
    if served or paid:
        line.tally.add(tenge, eaten=served, paid=paid)
        book.by_day[one.day] += served
        book.eaten[portion.source, tenge, one.day] += served
        book.paid[portion.source, tenge, one.day] += paid
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
    tally = Tally()
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
    found: dict[Source, Tally] = defaultdict(Tally)
    for (_group, source), pupils in lines.items():
        for one in pupils.values():
            found[source].join(one.tally)
    return lines_of(found)


def _days(book: _Book, line: SumLine) -> tuple[tuple[date, int, int], ...]:
    """The days of a line of the month, with portions eaten and paid."""
    key = line.source, line.tenge
    found = sorted(day for *of, day in book.paid if tuple(of) == key)
    return tuple((day, book.eaten[*key, day], book.paid[*key, day]) for day in found)


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
