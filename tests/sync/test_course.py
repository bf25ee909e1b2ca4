"""When the next exchange is due, in seconds of a watch that stands still between the lines."""

from school_desk.sync.course import FIRST, REST, TYPED, Course


def earliest(low: float, _high: float) -> float:
    return low


def test_after_an_exchange_that_left_nothing_the_next_is_far_off():
    course = Course(FIRST[0])
    course.begins()
    course.went(10.0, earliest, owes=False)
    assert course.due == 10.0 + REST[0]


def test_what_is_typed_while_an_exchange_runs_goes_out_soon_after_it():
    course = Course(FIRST[0])
    course.begins()
    course.typed(10.0, earliest)
    course.went(11.0, earliest, owes=False)
    assert course.due == 11.0 + TYPED[0]

    course.begins()
    course.went(20.0, earliest, owes=False)
    assert course.due == 20.0 + REST[0]


def test_typing_does_not_hurry_a_line_that_fails():
    course = Course(FIRST[0])
    course.begins()
    course.failed(10.0, lambda _low, high: high)
    later = course.due
    course.typed(10.5, earliest)
    assert course.due == later

    course.begins()
    course.went(later, earliest, owes=False)
    assert course.due == later + REST[0]


def test_a_person_who_wants_it_now_gets_it_now():
    course = Course(500.0, tries=4)
    course.now(10.0)
    assert course.due == 10.0
    assert course.tries == 0


def test_few_computers_meet_at_once_and_many_within_five_seconds():
    waits = {}
    for others in (1, 5, 40):
        course = Course(1_000.0)
        course.heard(0.0, lambda _low, high: high, others)
        waits[others] = course.due

    assert waits == {1: 0.25, 5: 1.25, 40: 5.0}
