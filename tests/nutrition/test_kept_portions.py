"""What was ordered stays in the count, whoever leaves and whatever lesson is cancelled after it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.nutrition import shipped
from school_desk.nutrition.eating_model import Eater, Source
from school_desk.nutrition.headcount_kept_rules import placed_eaters
from school_desk.nutrition.headcount_model import DayCount, Known, Portion, Reason
from school_desk.nutrition.headcount_rules import belated, counted
from school_desk.nutrition.sheet_rules import sheet_of
from school_desk.school.calendar_model import CalendarKind
from school_desk.school.model import ClassGroup
from school_desk.school.movement_model import MovementKind, NewMovement
from tests.nutrition.test_headcount_rules import DAY, HANDED, NOW, SITTING, eater, morning, name
from tests.nutrition.test_meal_calendar import changed, shown, span
from tests.nutrition.test_month_service import TUESDAY

GROUPS = tuple(ClassGroup(n, n, "", "kk", None) for n in range(1, 5))


def ordered_day(eaters, mornings, portions, order=HANDED) -> DayCount:
    by_class = {one.class_group: one for one in mornings}
    written = {one.pupil: one for one in portions}
    names = {one: name(one) for one in written}
    placed = placed_eaters(eaters, written, names, (GROUPS, frozenset()))
    facts = shipped.bands(), SITTING, order, NOW, False
    return DayCount(DAY, SITTING, counted(placed, by_class, written, {}, facts), order, NOW)


ordered = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.sampled_from((None, 0, 1, 2, 3, 4)),
        st.sampled_from((None, False, True)),
        st.booleans(),
    ),
    min_size=1,
    max_size=20,
)


@given(ordered, st.sets(st.integers(1, 4)))
def test_whoever_moves_or_leaves_each_portion_is_in_the_count_once(found, lessons):
    """`found`: class of the order, class now (None: as ordered, 0: nowhere), correction, away."""
    portions, eaters, away = [], [], set()
    for pupil, (group, now, amended, absent) in enumerate(found, 1):
        facts = {"ordered": True, "source": Source.PARENT, "amended": amended}
        portions.append(Portion(pupil, group, **facts))
        if now != 0:
            eaters.append(eater(pupil, now or group))
        away |= {pupil} if absent else set()
    count = ordered_day(eaters, [morning(one, (), away=away) for one in lessons], portions)

    assert count.ordered == len(portions)
    assert count.wanted == sum(one.wanted for one in portions) == count.portions
    for one in count.classes:
        own = [each for each in portions if each.class_group == one.class_group]
        assert sum(p.portion.ordered for p in one.pupils if p.portion) == len(own)
    assert sum(one.portions for one in sheet_of(count).lines) == count.wanted
    assert {one.class_label for one in sheet_of(count).lines} == {
        str(one.class_group) for one in portions
    }


def test_who_left_is_offered_as_a_correction_with_its_reason():
    portions = [Portion(one, 1, ordered=True, source=Source.PARENT) for one in (1, 2)]
    count = ordered_day([eater(1)], [morning(1, (1,))], portions)

    (one,) = count.classes
    assert [(each.pupil, each.gone) for each in one.pupils] == [(1, False), (2, True)]
    assert one.listed == 1
    assert [(each.pupil.pupil, each.wanted, each.reason) for each in belated(count)] == [
        (2, False, Reason.LEFT_CLASS)
    ]


def test_a_class_without_lessons_keeps_its_portions_and_is_no_forecast():
    portions = [Portion(1, 1, ordered=True, source=Source.PARENT)]
    count = ordered_day([eater(1), eater(2), eater(3, 2)], [morning(2, (3,))], portions)

    first = count.classes[0]
    assert (first.known, first.forecast, len(first.eating)) == (Known.CANCELLED, False, 1)
    assert [(each.pupil.pupil, each.wanted, each.reason) for each in belated(count)] == [
        (1, False, Reason.NO_LESSONS)
    ]
    corrected = [replace(portions[0], amended=False, reason=Reason.NO_LESSONS)]
    assert belated(ordered_day([eater(1), eater(2)], [], corrected)) == ()


def test_before_the_order_nobody_is_kept():
    assert placed_eaters([eater(1)], {}, {}, (GROUPS, frozenset())) == (eater(1),)


def test_a_forgotten_pupil_is_a_dash():
    (one,) = placed_eaters((), {7: Portion(7, 1, ordered=True)}, {}, (GROUPS, frozenset()))

    assert isinstance(one, Eater)
    assert (one.name.listed, one.gone, one.class_label) == ("—", True, "1")


@pytest.fixture
def handed(head):
    head.headcount.hand_over(shown(head, TUESDAY))
    return head


def test_a_pupil_who_leaves_the_list_after_the_order_keeps_the_portion(handed):
    pupil = shown(handed, TUESDAY).classes[0].pupils[0].pupil
    left = NewMovement(MovementKind.LEAVE, TUESDAY - timedelta(1))
    handed.movements.leave(pupil, left)

    count = shown(handed, TUESDAY)
    assert (count.ordered, count.wanted, count.order.sheet.portions) == (3, 3, 3)
    assert [one.reason for one in handed.headcount.waiting_corrections(count)] == [
        Reason.LEFT_CLASS
    ]

    assert handed.headcount.take_belated(count) == 1
    count = shown(handed, TUESDAY)
    assert (count.ordered, count.wanted, count.order.sheet.portions) == (3, 2, 2)


def test_a_class_whose_day_became_free_after_the_order_keeps_its_portions(handed):
    changed(handed, span(CalendarKind.HOLIDAY, TUESDAY))

    count = shown(handed, TUESDAY)
    assert (count.ordered, count.wanted, count.order.sheet.portions) == (3, 3, 3)
    assert count.classes[0].known is Known.CANCELLED
    assert shown(handed, date(2026, 9, 10)).classes[0].known is not Known.CANCELLED

    assert handed.headcount.take_belated(count) == 3
    count = shown(handed, TUESDAY)
    assert (count.ordered, count.wanted, count.order.sheet.portions) == (3, 0, 0)
    assert [one.portions for one in count.order.sheet.lines] == [0]
