"""What an act may say, and its agreement with the month line by line; the state's totals by day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from school_desk.errors import N_, DeskError
from school_desk.nutrition.eating_model import Source
from school_desk.nutrition.eating_rules import NotAPriceError, plain_decimal, rounded
from school_desk.nutrition.month_model import ZERO, SumLine
from school_desk.nutrition.supply_model import (
    ActLine,
    Agreement,
    ComparedDay,
    ComparedLine,
    SupplierAct,
)

MOST_PORTIONS = 1_000_000
TOP_SUM = Decimal("999999999.99")


class ActNumberMissingError(DeskError):
    """An act without its number."""

    sentence = N_("Type the number of the act.")


class ActThereError(DeskError):
    """Two acts of one number in a month; facts: number."""

    sentence = N_("There is an act № {number} of this month already. F2 on its line corrects it.")


class NotACountError(DeskError):
    """What is no number of portions; facts: text."""

    sentence = N_("“{text}” is not a number of portions. Type a whole number from 0 up.")


class NotASumError(DeskError):
    """What is no sum; facts: text."""

    sentence = N_("“{text}” is not a sum in tenge. Type it as the act has it: 1 263 310,00.")


class CountMissingError(DeskError):
    """No number of portions was typed."""

    sentence = N_("The number of portions is not typed yet. Type a whole number from 0 up.")


class SumMissingError(DeskError):
    """No sum was typed."""

    sentence = N_("The sum is not typed yet. Type it as the act has it: 1 263 310,00.")


class ActGoneError(DeskError):
    """An act that somebody has removed."""

    sentence = N_("This act is no longer there. Nothing was written.")


def count_from(text: str) -> int:
    """A number of portions as people type it, or raise.

    >>> count_from(" 1 190 ")
    1190
    """
    plain = "".join(text.split())
    if not plain:
        raise CountMissingError
    if not plain.isdecimal() or int(plain) > MOST_PORTIONS:
        raise NotACountError(text=text)
    return int(plain)


def sum_from(text: str) -> Decimal:
    """A sum of an act as people type it, or raise.

    >>> sum_from("1 263 310,00")
    Decimal('1263310.00')
    """
    if not text.strip():
        raise SumMissingError
    found = plain_decimal(text)
    if found is None or found > TOP_SUM:
        raise NotASumError(text=text)
    return found


def accept_act(one: SupplierAct, others: Iterable[SupplierAct]) -> SupplierAct:
    """An act with its lines, or raise; a wrong sum is told, not refused: the paper has it so."""
    if not one.number.strip():
        raise ActNumberMissingError
    for other in others:
        if other.id != one.id and other.number.strip() == one.number.strip():
            raise ActThereError(number=one.number.strip())
    lines = tuple(_accept_line(line) for line in one.lines)
    return replace(one, number=one.number.strip(), supplier=one.supplier.strip(), lines=lines)


def with_line(act: SupplierAct, line: ActLine) -> SupplierAct:
    """The act with a line more, or with the line of its number as it is now, or raise."""
    if not line.id:
        return replace(act, lines=(*act.lines, line))
    if all(one.id != line.id for one in act.lines):
        raise ActGoneError
    return replace(act, lines=tuple(line if one.id == line.id else one for one in act.lines))


def multiplies(line: ActLine) -> bool:
    """Whether price × child-days is the sum that the act writes."""
    return rounded(line.tenge * line.child_days) == line.total


def compare_act(sums: Sequence[SumLine], acts: Iterable[SupplierAct]) -> tuple[ComparedLine, ...]:
    """Σ of the class sheets beside Σ of the acts, by source and price (nutrition 3)."""
    ours = {(one.source, one.tenge): (one.paid, one.total or ZERO) for one in sums}
    theirs: dict[tuple[Source, Decimal | None], tuple[int, Decimal]] = {}
    wrong: set[tuple[Source, Decimal | None]] = set()
    for line in (line for act in acts for line in act.lines):
        key = line.source, line.tenge
        days, total = theirs.get(key, (0, ZERO))
        theirs[key] = days + line.child_days, total + line.total
        if not multiplies(line):
            wrong.add(key)
    places = sorted(ours.keys() | theirs.keys(), key=_place)
    return tuple(_compared(one, ours.get(one), theirs.get(one), wrong) for one in places)


def compare_days(by_day: Mapping[date, int], totals: Mapping[date, int]) -> tuple[ComparedDay, ...]:
    """The days of the month, ours beside the state's."""
    days = sorted(by_day.keys() | totals.keys())
    return tuple(ComparedDay(day, by_day.get(day), totals.get(day)) for day in days)


def _compared(
    key: tuple[Source, Decimal | None],
    ours: tuple[int, Decimal] | None,
    theirs: tuple[int, Decimal] | None,
    wrong: set[tuple[Source, Decimal | None]],
) -> ComparedLine:
    agreement = Agreement.SAME if ours == theirs else Agreement.DIFFERS
    if theirs is None:
        agreement = Agreement.ONLY_HERE
    elif ours is None:
        agreement = Agreement.ONLY_ACT
    elif key in wrong:
        agreement = Agreement.NO_SUM
    return ComparedLine(*key, ours or (0, ZERO), theirs or (0, ZERO), agreement)


def _place(key: tuple[Source, Decimal | None]) -> tuple[int, bool, Decimal]:
    source, tenge = key
    return tuple(Source).index(source), tenge is None, tenge or ZERO


def _accept_line(line: ActLine) -> ActLine:
    if not 0 <= line.child_days <= MOST_PORTIONS:
        raise NotACountError(text=str(line.child_days))
    if rounded(line.tenge) <= 0:
        raise NotAPriceError(text=str(line.tenge))
    if not 0 <= line.total <= TOP_SUM:
        raise NotASumError(text=str(line.total))
    return replace(line, tenge=rounded(line.tenge), total=rounded(line.total))
