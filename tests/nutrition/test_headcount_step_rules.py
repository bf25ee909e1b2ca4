"""The next step of an order, the meaning of Space and F2, and the school day beside a day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.nutrition.eating_model import Source
from school_desk.nutrition.headcount_model import Portion, Reason
from school_desk.nutrition.headcount_step_rules import (
    Key,
    NextStep,
    Step,
    Told,
    change_key,
    day_beside,
    next_step,
    turn_key,
)
from school_desk.nutrition.sheet_rules import sheet_of
from school_desk.school import shipped
from school_desk.school.calendar import is_school_day
from school_desk.school.calendar_model import CalendarKind
from tests.nutrition.test_headcount_rules import (
    ACCEPTED,
    HANDED,
    LATER,
    OPEN,
    day,
    eater,
    morning,
)
from tests.nutrition.test_meal_calendar import SATURDAY, changed, shown, span
from tests.nutrition.test_month_service import TUESDAY

FRIDAY, MONDAY = date(2026, 9, 11), date(2026, 9, 14)
ORDERED = [Portion(1, 1, ordered=True, source=Source.PARENT)]


def seen(order, *, forecast=False, behind=False, away=()):
    portions = [replace(ORDERED[0], forecast=forecast)] if order.handed else []
    count = day([eater(1)], [morning(1, (1,), away=away)], portions, order=order)
    sheet = sheet_of(replace(count, classes=())) if behind else sheet_of(count)
    return replace(count, order=replace(order, sheet=sheet)) if order.handed else count


def test_the_steps_follow_each_other():
    assert next_step(replace(seen(OPEN), classes=())) == NextStep()
    assert next_step(seen(OPEN)) == NextStep(Step.HAND_OVER, Told.ALL_TAKEN)
    waits = day([eater(1)], [morning(1, (1,), taken=False)])
    assert next_step(waits) == NextStep(Step.HAND_OVER, Told.FORECAST)
    assert next_step(seen(HANDED)) == NextStep(Step.ACCEPT, Told.LOCKS)
    assert next_step(seen(ACCEPTED)) == NextStep(Step.SETTLE, Told.COMPLETE)
    assert next_step(seen(replace(ACCEPTED, settled_at=LATER))) == NextStep()


def test_what_became_known_since_goes_before_acceptance():
    assert next_step(seen(HANDED, forecast=True, away=(1,))) == NextStep(Step.CORRECT, Told.BELATED)
    assert next_step(seen(ACCEPTED, behind=True)) == NextStep(Step.CORRECT, Told.BEHIND)


def test_an_order_whose_portions_are_elsewhere_has_no_step_here():
    whole = seen(HANDED)
    bare = day([eater(1)], [morning(1, (1,))], order=whole.order)

    assert next_step(bare) == NextStep(None, Told.ELSEWHERE)


def test_space_and_f2_mean_what_the_order_says():
    orders = (OPEN, HANDED, ACCEPTED)
    assert [turn_key(one) for one in orders] == [Key.EATS, Key.CORRECT, Key.SERVED]
    assert [change_key(one) for one in orders] == [Key.EATS, Key.CORRECT, Key.CORRECT]


def test_a_day_is_stepped_by_the_school_calendar(head):
    """Not by the weekday: holidays and the break are passed over, a moved Saturday is not."""
    assert head.headcount.day_beside(FRIDAY, 1) == MONDAY
    assert head.headcount.day_beside(MONDAY, -1) == FRIDAY
    changed(head, span(CalendarKind.MOVED, SATURDAY, works_as=1))
    assert head.headcount.day_beside(FRIDAY, 1) == SATURDAY
    changed(head, span(CalendarKind.HOLIDAY, MONDAY))
    assert head.headcount.day_beside(SATURDAY, 1) == date(2026, 9, 15)
    assert head.headcount.day_beside(date(2026, 10, 23), 1) == date(2026, 11, 2)
    assert head.headcount.day_beside(date(2026, 9, 1), -1) == date(2026, 9, 1)


@given(n=st.integers(-30, 400))
def test_a_step_and_back_is_the_same_day(made_calendar, n):
    here = date(2026, 9, 1) + timedelta(n)
    after = day_beside(made_calendar, here, 1, (6,))

    assert after == here or is_school_day(made_calendar, after, 6)
    between = (here + timedelta(k) for k in range(1, (after - here).days))
    assert not any(is_school_day(made_calendar, one, 6) for one in between)
    if after != here and is_school_day(made_calendar, here, 6):
        assert day_beside(made_calendar, after, -1, (6,)) == here


@pytest.fixture(scope="module")
def made_calendar():
    return shipped.calendar("2026-27")


def test_space_and_f2_on_a_pupil_do_what_the_step_asks(head):
    service = head.headcount
    count = shown(head, TUESDAY)
    pupil = count.classes[0].pupils[0].pupil
    service.turn(count, pupil, None)
    assert shown(head, TUESDAY).portions == 2
    service.change(shown(head, TUESDAY), pupil, None)
    service.hand_over(shown(head, TUESDAY))
    service.turn(shown(head, TUESDAY), pupil, Reason.LEFT_EARLY)
    assert (shown(head, TUESDAY).ordered, shown(head, TUESDAY).wanted) == (3, 2)
    service.change(shown(head, TUESDAY), pupil, Reason.CAME_LATE)
    service.accept(TUESDAY, count.sitting)
    service.turn(shown(head, TUESDAY), pupil, Reason.REFUSED)
    assert (shown(head, TUESDAY).wanted, shown(head, TUESDAY).served) == (3, 2)
    service.turn(shown(head, TUESDAY), pupil, None)
    assert shown(head, TUESDAY).served == 3
