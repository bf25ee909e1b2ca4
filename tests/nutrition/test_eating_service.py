"""Who eats how through the service: times of a shift beside orders that wait."""

from dataclasses import replace
from datetime import time

import pytest

from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.eating_rules import OrdersOpenError
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
