"""What comes from another computer stands in no row of plates unless it can be true."""

import pytest

from school_desk.nutrition.kitchen_schema import is_count, is_place, is_said_of


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (is_place, ("2026-10-22", "lunch", 7), ("x", "lunch", 7)),
        (is_place, ("2026-10-22", "lunch", 7), ("2026-10-22", 5, 7)),
        (is_place, ("2026-10-22", "lunch", 7), ("2026-10-22", "lunch", "6А")),
        (is_count, (3, 0, 1), (3, -1, 2)),
        (is_count, (3, 0, 1), (3, None, 1)),
        (is_count, (3, 0, 1), (3, True, 1)),
        (is_said_of, ("төгілді", 3, 4), ("төгілді", None, 4)),
        (is_said_of, (None, None, None), (None, 3, 4)),
    ],
)
def test_what_cannot_be_true_is_refused(check, good, bad):
    assert check(good)
    assert not check(bad)
