"""Movements: never in two classes on one day, and each refusal says why."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.errors import DeskError
from school_desk.school.model import PersonName, Pupil
from school_desk.school.movement_model import (
    Movement,
    MovementKind,
    NewMovement,
    Order,
    Stretch,
)
from school_desk.school.movement_rules import (
    AlreadyHereError,
    AlreadyLeftError,
    BeforeArrivalError,
    ClassMissingError,
    DayOutsideYearError,
    HereBeforeError,
    LaterMovementError,
    NeverHereError,
    OnlyLastMovementError,
    OrderHalfError,
    SameClassError,
    accept_movement,
    accept_order,
    accept_taking_back,
    possible_kinds,
    year_days,
)
from school_desk.school.shipped import calendar

YEAR = calendar("2026-27")
LABELS = {1: "5 «А»", 2: "5 «Ә»", 3: "6"}
SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 12)
HERE = (Stretch(1, 1, SEPTEMBER, None),)
GONE = (Stretch(1, 1, SEPTEMBER, OCTOBER),)
K = MovementKind


def accepted(stretches, kind, day, to_class=None, **known):
    wanted = NewMovement(kind, day, to_class)
    return accept_movement("Әбіш Ж.", stretches, wanted, YEAR, LABELS, **known)


def applied(stretches, placing):
    """The class list after a movement, as the store writes it."""
    kept = [
        Stretch(one.row, one.class_group, one.since, placing.last_day)
        if one is placing.closes
        else one
        for one in stretches
    ]
    if placing.opens is not None:
        kept.append(Stretch(len(kept) + 1, placing.opens, placing.day, None))
    return tuple(kept)


REFUSED = [
    (HERE, K.ENROL, OCTOBER, 2, AlreadyHereError),
    (HERE, K.RETURN, OCTOBER, 1, AlreadyHereError),
    (GONE, K.TRANSFER_IN, OCTOBER, 2, AlreadyHereError),  # the last day is still a day here
    (HERE, K.MOVE, OCTOBER, 1, SameClassError),
    (HERE, K.MOVE, OCTOBER, None, ClassMissingError),
    (HERE, K.MOVE, OCTOBER, 9, ClassMissingError),
    (HERE, K.LEAVE, date(2026, 8, 30), None, DayOutsideYearError),
    (HERE, K.LEAVE, date(2027, 9, 1), None, DayOutsideYearError),
    (GONE, K.LEAVE, OCTOBER, None, AlreadyLeftError),
    (GONE, K.TRANSFER_OUT, date(2026, 11, 2), None, AlreadyLeftError),
    (GONE, K.MOVE, date(2026, 11, 2), 2, AlreadyLeftError),
    (GONE, K.LEAVE, date(2026, 9, 20), None, LaterMovementError),
    (GONE, K.ENROL, date(2026, 11, 2), 1, HereBeforeError),
    ((), K.RETURN, OCTOBER, 1, NeverHereError),
    ((), K.MOVE, OCTOBER, 1, NeverHereError),
    ((), K.LEAVE, OCTOBER, None, NeverHereError),
    ((Stretch(1, 1, OCTOBER, None),), K.TRANSFER_OUT, SEPTEMBER, None, BeforeArrivalError),
    ((Stretch(1, 1, OCTOBER, None),), K.TRANSFER_IN, SEPTEMBER, 2, LaterMovementError),
]


@pytest.mark.parametrize(("stretches", "kind", "day", "to_class", "refusal"), REFUSED)
def test_what_cannot_be_is_refused(stretches, kind, day, to_class, refusal):
    with pytest.raises(refusal):
        accepted(stretches, kind, day, to_class)


def test_a_move_ends_the_old_class_the_day_before():
    placing = accepted(HERE, K.MOVE, OCTOBER, 2)

    assert (placing.closes, placing.last_day) == (HERE[0], date(2026, 10, 11))
    assert (placing.opens, placing.day) == (2, OCTOBER)


def test_who_was_here_last_year_returns_and_is_not_enrolled_anew():
    assert accepted((), K.RETURN, OCTOBER, 1, here_before=True).opens == 1
    with pytest.raises(HereBeforeError):
        accepted((), K.ENROL, OCTOBER, 1, here_before=True)


@pytest.mark.parametrize("order", [Order("12"), Order("", OCTOBER), Order("  ", OCTOBER)])
def test_half_an_order_is_refused(order):
    with pytest.raises(OrderHalfError):
        accept_order(NewMovement(K.LEAVE, OCTOBER, order=order))


def test_an_order_may_wait_and_texts_become_lines():
    found = accept_order(NewMovement(K.LEAVE, OCTOBER, reason=" көшіп \n кетті ", other_school="х"))

    assert found.order.missing
    assert (found.reason, found.other_school) == ("көшіп кетті", "")


def test_only_the_last_movement_is_taken_back():
    who = Pupil(1, PersonName("Әбіш"))
    came, left = Movement(1, who, K.ENROL, SEPTEMBER), Movement(2, who, K.LEAVE, OCTOBER)

    accept_taking_back(left, (came, left))
    with pytest.raises(OnlyLastMovementError):
        accept_taking_back(came, (came, left))


FIRST, LAST = year_days(YEAR)
steps = st.lists(
    st.tuples(
        st.sampled_from(K),
        st.integers(-3, 40).map(lambda n: FIRST + timedelta(days=n)),
        st.none() | st.sampled_from([1, 2, 3, 9]),
    ),
    max_size=14,
)


@given(steps)
def test_no_sequence_puts_a_pupil_in_two_classes_and_the_list_is_what_was_noted(drawn):
    stretches, noted = (), []
    for kind, day, to_class in drawn:
        offered = possible_kinds(stretches, day, here_before=False)
        try:
            placing = accepted(stretches, kind, day, to_class)
        except DeskError:
            continue
        assert kind in offered
        stretches = applied(stretches, placing)
        noted.append((kind, day, to_class))

    for n in range(-3, 60):
        day = FIRST + timedelta(days=n)
        here = [one.class_group for one in stretches if one.begin <= day <= one.end]
        assert here == recomputed(noted, day)


def recomputed(noted, day):
    """The class of a day from the movements alone: the last one that has begun by then."""
    now = []
    for kind, on, to_class in sorted(noted, key=lambda one: one[1]):
        if kind.goes and on < day:
            now = []
        elif not kind.goes and on <= day:
            now = [to_class]
    return now
