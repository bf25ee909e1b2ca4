"""Meals follow the school calendar: holidays, a moved Saturday, the autumn break, a day to come."""

from dataclasses import replace
from datetime import date

import pytest

from school_desk.nutrition.headcount_model import Known
from school_desk.nutrition.headcount_rules import NobodyEatsError
from school_desk.school.calendar_model import CalendarKind, CalendarSpan
from tests.nutrition.test_month_service import TUESDAY, live, priced

SATURDAY, BREAK, SUNDAY = date(2026, 9, 12), date(2026, 10, 27), date(2026, 9, 13)


def shown(head, day):
    return head.headcount.day(day, head.headcount.sittings()[0])


def changed(head, *spans):
    year = head.calendars.year()
    head.calendars.change(replace(year, spans=(*year.spans, *spans)))


def span(kind, day, **facts):
    return CalendarSpan(f"{kind}/own", kind, day, day, **facts)


@pytest.mark.parametrize("day", [SATURDAY, SUNDAY, BREAK])
def test_no_school_no_meal(head, day):
    found = shown(head, day)

    assert (found.classes, found.portions) == ((), 0)
    with pytest.raises(NobodyEatsError):
        head.headcount.hand_over(found)


def test_a_saturday_that_works_as_a_tuesday_has_its_meal_and_its_month(head):
    priced(head)
    changed(head, span(CalendarKind.MOVED, SATURDAY, works_as=1))
    assert shown(head, SATURDAY).portions == 3

    live(head, SATURDAY)

    assert head.meal_month.month(SATURDAY).by_day == {SATURDAY: 3}


def test_a_tuesday_that_became_a_holiday_has_none(head):
    changed(head, span(CalendarKind.HOLIDAY, TUESDAY))

    assert shown(head, TUESDAY).classes == ()


def test_a_month_is_over_when_its_last_school_day_is(head):
    """The demo's clock stands in October: September is over, and nothing of November has come."""
    assert not head.meal_month.month(TUESDAY).lessons_to_come
    assert head.meal_month.month(head.today()).lessons_to_come
    assert shown(head, date(2026, 11, 3)).classes[0].known is Known.WAITING
