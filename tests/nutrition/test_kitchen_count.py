"""What the kitchen counts by class, by exception, and how it stands beside the office's number."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.access.model import NotAllowedError
from school_desk.formats import class_words
from school_desk.i18n import say
from school_desk.nutrition.headcount_model import Order, Reason
from school_desk.nutrition.headcount_rules import (
    KitchenDiffersError,
    NotAcceptedError,
    OrderNotHandedError,
    SettledError,
)
from school_desk.nutrition.headcount_step_rules import NextStep, Step, Told, next_step
from school_desk.nutrition.kitchen_rules import (
    Cell,
    TooManyPlatesError,
    WhyMissingError,
    accept_plates,
    typed,
)
from school_desk.nutrition.month_closing_rules import MonthClosedError
from school_desk.nutrition.plates_model import PlateLine, Plates
from tests.journal.small_desk import TEACHER
from tests.nutrition.test_headcount_rules import ACCEPTED, HANDED, LATER
from tests.nutrition.test_meal_calendar import shown
from tests.nutrition.test_meal_undo import tried
from tests.nutrition.test_month_service import TUESDAY, live, priced


def numbers(one: Plates) -> tuple[int, int, int]:
    return one.eaten, one.seconds, one.written_off


@pytest.mark.parametrize(
    ("cell", "number", "before", "after"),
    [
        (Cell.EATEN, 10, None, (10, 0, 2)),
        (Cell.EATEN, 12, None, (12, 0, 0)),
        (Cell.SECONDS, 1, (10, 0, 2), (10, 1, 1)),
        (Cell.SECONDS, 2, (10, 1, 1), (10, 2, 0)),
        (Cell.SECONDS, 3, (10, 1, 1), (9, 3, 0)),
        (Cell.WRITTEN_OFF, 0, (10, 0, 2), (10, 2, 0)),
        (Cell.EATEN, 11, (9, 2, 1), (11, 1, 0)),
        (Cell.SECONDS, 1, None, (11, 1, 0)),
    ],
)
def test_three_numbers_come_to_what_was_cooked(cell, number, before, after):
    line = PlateLine(1, "6", 12, plates=Plates(*before) if before else None)

    assert numbers(typed(line, cell, number)) == after


@given(
    st.integers(0, 40),
    st.tuples(*(st.integers(0, 40) for _ in range(3))),
    st.lists(st.tuples(st.sampled_from(Cell), st.integers(0, 40)), max_size=6),
)
def test_whatever_is_typed_the_sum_is_what_was_cooked(cooked, before, keys):
    """An order may have been corrected since: what stood before need not fit."""
    line = PlateLine(1, "6", cooked, plates=Plates(*before))
    for cell, number in keys:
        if number > cooked:
            with pytest.raises(TooManyPlatesError):
                typed(line, cell, number)
            continue
        after = typed(line, cell, number)
        assert after.cooked == cooked
        assert min(numbers(after)) >= 0
        assert getattr(after, cell.value) == number
        line = replace(line, plates=after)


def test_plates_are_counted_between_acceptance_and_reconciliation():
    accept_plates(ACCEPTED)
    with pytest.raises(OrderNotHandedError):
        accept_plates(Order())
    with pytest.raises(NotAcceptedError):
        accept_plates(HANDED)
    with pytest.raises(SettledError):
        accept_plates(replace(ACCEPTED, settled_at=LATER))


def test_a_word_counts_for_the_numbers_that_it_was_said_of():
    said = Plates(10, 0, 2, why="қайта саналды", of_kitchen=10, of_office=12)

    assert said.is_explained(12)
    assert not said.is_explained(11)
    assert not replace(said, eaten=9).is_explained(12)
    assert not replace(said, why="").is_explained(12)


@pytest.fixture
def accepted(head):
    live(head, TUESDAY, settle=False)
    return head


def sitting(head):
    return head.headcount.sittings()[0]


def group(head):
    return shown(head, TUESDAY).classes[0].class_group


def count_plates(head, number, cell=Cell.EATEN):
    head.kitchen.count(TUESDAY, sitting(head), group(head), (cell, number))


def plates(head):
    return head.kitchen.day(TUESDAY, sitting(head)).lines[0].plates


def test_what_nobody_types_was_eaten_as_ordered(accepted):
    day = accepted.kitchen.day(TUESDAY, sitting(accepted))
    assert [(one.cooked, one.plates) for one in day.lines] == [(3, None)]
    assert day.eaten == 3

    count_plates(accepted, 3)

    assert plates(accepted) is None
    assert not shown(accepted, TUESDAY).differing


def test_a_difference_is_named_until_the_reasons_are_written(accepted):
    count_plates(accepted, 2)
    day = shown(accepted, TUESDAY)
    assert [(one.served, one.plates.eaten) for one in day.differing] == [(3, 2)]
    assert next_step(day) == NextStep(Step.SETTLE, Told.DIFFERS)
    with pytest.raises(KitchenDiffersError) as refused:
        accepted.headcount.settle(day)
    for language in ("kk", "ru"):
        assert class_words(day.classes[0].class_label, language) in say(refused.value, language)

    pupil = day.classes[0].pupils[0].pupil
    accepted.headcount.say_served(day, [pupil], served=False, reason=Reason.REFUSED)
    accepted.headcount.settle(shown(accepted, TUESDAY))

    assert shown(accepted, TUESDAY).order.settled
    with pytest.raises(SettledError):
        count_plates(accepted, 1)


def test_a_difference_may_be_explained_and_a_new_number_asks_again(accepted):
    count_plates(accepted, 2)
    day = shown(accepted, TUESDAY)
    with pytest.raises(WhyMissingError):
        accepted.kitchen.explain(day, group(accepted), "  ")
    accepted.kitchen.explain(day, group(accepted), "бір тәрелке төгілді")
    assert not shown(accepted, TUESDAY).differing

    count_plates(accepted, 1)
    assert shown(accepted, TUESDAY).differing
    accepted.kitchen.explain(day, group(accepted), "ескі көріністен")
    assert shown(accepted, TUESDAY).differing, "the word was said of other numbers"
    assert numbers(plates(accepted)) == (1, 0, 2), "the kitchen's number stays the kitchen's"
    accepted.kitchen.explain(shown(accepted, TUESDAY), group(accepted), "екі тәрелке төгілді")
    accepted.headcount.settle(shown(accepted, TUESDAY))


def test_each_step_of_the_kitchen_is_taken_back(accepted):
    priced(accepted)
    tried_rows = lambda step: tried(accepted, step)  # noqa: E731
    tried_rows(lambda head: count_plates(head, 1))
    tried_rows(lambda head: count_plates(head, 1, Cell.SECONDS))
    tried_rows(lambda head: head.kitchen.explain(shown(head, TUESDAY), group(head), "төгілді"))
    tried_rows(lambda head: head.kitchen.clear(TUESDAY, sitting(head), group(head)))
    count_plates(accepted, 2)
    assert plates(accepted) == replace(plates(accepted), why="", of_kitchen=None)
    assert accepted.verify() == ()


def test_a_closed_month_has_its_plates(head):
    priced(head)
    live(head, TUESDAY, settle=False)
    count_plates(head, 2)
    row = plates(head).id
    head.kitchen.explain(shown(head, TUESDAY), group(head), "төгілді")
    head.headcount.settle(shown(head, TUESDAY))
    head.meal_month.close(head.meal_month.month(TUESDAY))

    with pytest.raises(MonthClosedError), head._storage.begin("Count plates") as work:
        work.put("kitchen_count", row, eaten=1, seconds=0, written_off=2)


def test_a_teacher_counts_no_plates(school):
    with school.taken_by(TEACHER) as teacher, pytest.raises(NotAllowedError):
        teacher.kitchen.count(TUESDAY, None, 1, (Cell.EATEN, 1))
