"""What comes next in a day's order, what the keys mean then, and which day stands beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from school_desk.nutrition.headcount_model import DayCount, Order
from school_desk.nutrition.headcount_rules import belated
from school_desk.nutrition.sheet_rules import is_behind, is_held_elsewhere
from school_desk.school.calendar import is_school_day
from school_desk.school.model import Calendar

_DAY = timedelta(days=1)


class Step(StrEnum):
    """What the main key does."""

    HAND_OVER = "hand_over"
    ACCEPT = "accept"
    CORRECT = "correct"
    SETTLE = "settle"


class Told(StrEnum):
    """Why a step is next, or why none is."""

    NOTHING = "nothing"
    ALL_TAKEN = "all_taken"
    FORECAST = "forecast"
    ELSEWHERE = "elsewhere"
    BELATED = "belated"
    BEHIND = "behind"
    LOCKS = "locks"
    DIFFERS = "differs"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The step, none where there is nothing to do here, and what to tell of it."""

    step: Step | None = None
    told: Told = Told.NOTHING


class Key(StrEnum):
    """What a key on a pupil does."""

    EATS = "eats"
    SERVED = "served"
    CORRECT = "correct"


def next_step(day: DayCount) -> NextStep:
    """Hand over, send what became known since, accept, reconcile: in this order."""
    order = day.order
    if not day.classes or order.settled:
        return NextStep()
    if not order.handed:
        return NextStep(Step.HAND_OVER, Told.FORECAST if day.forecast else Told.ALL_TAKEN)
    return _after_order(day)


def _after_order(day: DayCount) -> NextStep:
    if is_held_elsewhere(day):
        return NextStep(None, Told.ELSEWHERE)
    if belated(day):
        return NextStep(Step.CORRECT, Told.BELATED)
    if is_behind(day):
        return NextStep(Step.CORRECT, Told.BEHIND)
    if not day.order.accepted:
        return NextStep(Step.ACCEPT, Told.LOCKS)
    return NextStep(Step.SETTLE, Told.DIFFERS if day.differing else Told.COMPLETE)


def turn_key(order: Order) -> Key:
    """What Space does: before the order who eats, after acceptance who has eaten."""
    if not order.handed:
        return Key.EATS
    return Key.SERVED if order.accepted else Key.CORRECT


def change_key(order: Order) -> Key:
    """What F2 does: another number than was ordered; before the order who eats."""
    return Key.CORRECT if order.handed else Key.EATS


def day_beside(calendar: Calendar, day: date, by: int, year_levels: Iterable[int]) -> date:
    """The nearest school day after (`by` 1) or before (-1) a day; the day itself where none is.

    A school day is one on which some class has lessons: holidays and breaks are passed over, a
    Saturday that works as another day is not.
    """
    wanted = frozenset(year_levels)
    if not calendar.terms:
        return day
    first, last = calendar.terms[0].starts, calendar.terms[-1].ends
    found = max(day + _DAY, first) if by > 0 else min(day - _DAY, last)
    while first <= found <= last:
        if any(is_school_day(calendar, found, year_level) for year_level in wanted):
            return found
        found += _DAY if by > 0 else -_DAY
    return day
