"""Child-days and tenge of a month: by source and price, each sum rounded once; who was fed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from school_desk.nutrition.eating_model import Source
from school_desk.nutrition.eating_rules import rounded
from school_desk.nutrition.month_model import MealMonth, SumLine


@dataclass(slots=True)
class Tally:
    """Portions of one line, by price: eaten and paid."""

    eaten: Counter[Decimal | None] = field(default_factory=Counter)
    paid: Counter[Decimal | None] = field(default_factory=Counter)

    def add(self, tenge: Decimal | None, *, eaten: bool, paid: bool) -> None:
        """One portion more."""
        self.eaten[tenge] += eaten
        self.paid[tenge] += paid

    def join(self, other: "Tally") -> None:
        """Those of another as well."""
        self.eaten.update(other.eaten)
        self.paid.update(other.paid)

    def sums(self, source: Source) -> tuple[SumLine, ...]:
        """A line for each price, the lowest first; what has no price at the end."""
        found = [one for one in self.eaten if self.eaten[one] or self.paid[one]]
        ordered = sorted(found, key=lambda one: (one is None, one or 0))
        return tuple(sum_line(source, one, self.eaten[one], self.paid[one]) for one in ordered)


def sum_line(source: Source, tenge: Decimal | None, child_days: int, paid: int) -> SumLine:
    """What a line comes to: rounded once, half up (nutrition 3).

    >>> sum_line(Source.FUND, Decimal("579.00"), 10, 10).total
    Decimal('5790.00')
    """
    total = None if tenge is None else rounded(tenge * paid)
    return SumLine(source, tenge, child_days, paid, total)


def lines_of(tallies: Mapping[Source, Tally]) -> tuple[SumLine, ...]:
    """The sums of several sources, in the order of sources."""
    return tuple(
        line for source in Source if source in tallies for line in tallies[source].sums(source)
    )


def joined_sums(months: Iterable[MealMonth]) -> tuple[SumLine, ...]:
    """The sums of several months, by source and price."""
    found: dict[Source, Tally] = defaultdict(Tally)
    for month in months:
        for one in month.sums:
            found[one.source].eaten[one.tenge] += one.child_days
            found[one.source].paid[one.tenge] += one.paid
    return lines_of(found)


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
