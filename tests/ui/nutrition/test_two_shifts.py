"""A school in two shifts: each has its count, its order, its times; both are chosen by keys."""

from datetime import timedelta

import pytest

from school_desk.nutrition.eating_model import Meal
from school_desk.school.model import Shift
from school_desk.ui.nutrition.headcount_screen import PLACE as COUNT
from school_desk.ui.nutrition.headcount_screen import HeadcountScreen
from school_desk.ui.nutrition.kitchen_screen import PLACE as KITCHEN
from school_desk.ui.nutrition.kitchen_screen import KitchenScreen
from school_desk.ui.screen import Place
from tests.ui.keyboard import press, settle
from tests.ui.seat import HEAD, Seat, words

LATER = ("8", "9")
"""The classes of the second shift."""


@pytest.fixture
def in_shifts(seat: Seat):
    """Classes 8 and 9 come after dinner; it is a quarter to two."""
    seat.now += timedelta(hours=4, minutes=14)
    with seat.taken_by(HEAD) as taken:
        desk = taken.desk
        rows = {one.label: one.id for one in desk.school.class_groups()}
        desk.bells.save_shifts((Shift(1, 1, 6), Shift(2, 7, 12)), {rows[one]: 2 for one in LATER})
        yield taken


def count_page(seat: Seat) -> HeadcountScreen:
    assert seat.window is not None
    seat.window.shell.open(Place(COUNT))
    settle()
    assert isinstance(seat.screen, HeadcountScreen)
    return seat.screen


def kitchen_page(seat: Seat, shift: int) -> KitchenScreen:
    assert seat.window is not None
    seat.window.shell.open(Place(KITCHEN, (shift,)))
    settle()
    assert isinstance(seat.screen, KitchenScreen)
    return seat.screen


def labels(screen: HeadcountScreen) -> list[str]:
    assert screen.count is not None
    return [one.class_label for one in screen.count.classes]


def to_the_shift(screen: HeadcountScreen | KitchenScreen, *keys: str) -> None:
    """F6 walks to the box of shifts, arrows choose, F6 walks back."""
    for _turn in range(5):
        if screen.shift.hasFocus():
            break
        press("F6")
    assert screen.shift.hasFocus()
    press(*keys)


def test_each_shift_has_its_classes_its_order_and_its_times(in_shifts: Seat) -> None:
    desk = in_shifts.desk
    first, second = desk.headcount.sittings()
    assert (first.meal, second.meal) == (Meal.BREAKFAST, Meal.LUNCH)
    assert (first.order_by, second.order_by) != (second.order_by, first.order_by)
    screen = count_page(in_shifts)
    assert not set(labels(screen)) & set(LATER)
    morning = labels(screen)
    press("Ctrl+S", "Ctrl+S")
    assert screen.count is not None
    assert screen.count.order.accepted

    to_the_shift(screen, "Down")
    assert labels(screen) == list(LATER)
    assert "14:30" in " ".join(words(screen.steps))
    assert not screen.count.order.handed
    eaters = screen.count.portions
    press("Ctrl+S")
    assert screen.count.order.handed
    assert screen.count.ordered == eaters

    to_the_shift(screen, "Up")
    assert labels(screen) == morning
    assert screen.count.order.accepted
    press("Ctrl+S")
    assert screen.count.order.settled
    assert not desk.headcount.order(screen.day, second).settled


def test_the_kitchen_chooses_the_shift_by_keys_and_counts_each(in_shifts: Seat) -> None:
    desk = in_shifts.desk
    for sitting in desk.headcount.sittings():
        desk.headcount.hand_over(desk.headcount.day(desk.today(), sitting))
    desk.headcount.accept(desk.today(), desk.headcount.sittings()[0])
    screen = kitchen_page(in_shifts, 1)
    assert len(screen.plates.plates.lines) == len(desk.school.class_groups()) - len(LATER)

    to_the_shift(screen, "Down")
    assert not screen.plates.isVisible()
    press("Ctrl+S")
    assert screen.order.accepted
    assert [one.class_label for one in screen.plates.plates.lines] == list(LATER)
    assert screen.plates.hasFocus()
    press("2", "Return")

    assert screen.plates.plates.lines[0].shown.eaten == 2
    to_the_shift(screen, "Up")
    assert all(one.plates is None for one in screen.plates.plates.lines)


def test_a_shift_that_changes_after_the_order_leaves_the_class_where_it_was_ordered(
    in_shifts: Seat,
) -> None:
    desk = in_shifts.desk
    first, second = desk.headcount.sittings()
    desk.headcount.hand_over(desk.headcount.day(desk.today(), first))
    before = desk.headcount.day(desk.today(), first)
    rows = {one.label: one.id for one in desk.school.class_groups()}
    desk.bells.save_shifts((Shift(1, 1, 6), Shift(2, 7, 12)), {rows["7"]: 2})

    after = desk.headcount.day(desk.today(), first)

    assert (after.ordered, after.wanted) == (before.ordered, before.wanted)
    assert after.ordered == after.order.sheet.portions
    others = desk.headcount.day(desk.today(), second).classes
    assert "7" not in [one.class_label for one in others]
