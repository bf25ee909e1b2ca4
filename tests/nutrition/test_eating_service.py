"""Who eats how through the service: times of a shift beside orders that wait."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from school_desk.intents import Form
from school_desk.nutrition.eating_model import Category, Eating, Meal, Paper, Source
from school_desk.nutrition.eating_rules import EatingGoneError, OrdersOpenError
from tests.nutrition.test_month_service import THURSDAY, TUESDAY, live


def test_a_shift_gets_another_meal_only_when_its_orders_are_reconciled(head):
    """Else their day could be opened and reconciled nowhere, and the month never closed."""
    sitting = head.headcount.sittings()[0]
    live(head, TUESDAY)
    live(head, THURSDAY, settle=False)
    later = replace(sitting, meal=Meal.LUNCH)

    with pytest.raises(OrdersOpenError) as refused:
        head.eating.write_sitting(later)
    assert refused.value.facts["days"] == "10.09"
    head.eating.write_sitting(replace(sitting, order_by=time(9, 30)))

    head.headcount.settle(head.headcount.day(THURSDAY, head.headcount.sittings()[0]))
    head.eating.write_sitting(later)
    assert head.headcount.sittings()[0].meal is Meal.LUNCH
    assert head.meal_month.month(TUESDAY).by_day == {TUESDAY: 3, THURSDAY: 3}


def test_after_a_fortnight_of_a_benefit_the_pupil_does_not_eat_again(head):
    pupil = head.eating.eaters(TUESDAY)[0].pupil
    start, end = TUESDAY, TUESDAY + timedelta(13)
    head.eating.write([Eating(pupil, Source.NONE, start - timedelta(3))])
    paper = Paper("анықтама", "17", None, "45")
    head.eating.write([Eating(pupil, Source.FUND, start, end, Category.EMERGENCY, paper)])

    days = [start - timedelta(1), start, end, end + timedelta(1)]
    found = [one.source for day in days for one in head.eating.eaters(day) if one.pupil == pupil]
    assert found == [Source.NONE, Source.FUND, Source.FUND, Source.NONE]


def test_only_what_is_written_of_a_pupil_is_taken_away_and_it_comes_back(head):
    pupil = head.eating.eaters(TUESDAY)[0].pupil
    head.eating.write([Eating(pupil, Source.NONE, TUESDAY)])
    (own,) = head.eating.written()[pupil]

    for other in (replace(own, id=pupil), replace(own, pupil=pupil + 1)):
        with pytest.raises(EatingGoneError):
            head.eating.remove(other)
    head.eating.remove(own)
    assert pupil not in head.eating.written()
    with pytest.raises(EatingGoneError):
        head.eating.remove(own)
    head.undo(Form())
    assert head.eating.written()[pupil] == (own,)
