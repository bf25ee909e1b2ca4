from hypothesis import given
from hypothesis import strategies as st

from school_desk.ui.journal.register_typing import type_digit

DIGITS = st.lists(st.integers(0, 9), min_size=1, max_size=6)


def typed(digits, *, top, collects):
    """All texts that leave the cell when these digits are typed and Enter follows."""
    waiting, ready = "", []
    for digit in digits:
        step = type_digit(waiting, digit, top=top, collects=collects)
        ready += step.ready
        waiting = step.waiting
    return [*ready, waiting] if waiting else ready


@given(DIGITS)
def test_in_a_lesson_no_digit_is_lost_and_only_ten_has_two(digits):
    texts = typed(digits, top=10, collects=False)

    assert "".join(texts) == "".join(map(str, digits))
    assert all(len(text) == 1 or text == "10" for text in texts)


@given(DIGITS)
def test_in_a_work_digits_wait_for_each_other(digits):
    assert typed(digits, top=25, collects=True) == ["".join(map(str, digits))[:4]]


@given(DIGITS)
def test_in_a_small_work_each_digit_is_written_at_once(digits):
    assert typed(digits, top=7, collects=True) == [str(digit) for digit in digits]
