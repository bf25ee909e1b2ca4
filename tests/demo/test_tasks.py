"""The prepared works of the demo from inside: points by descriptor make the very totals."""

from random import Random

from hypothesis import given
from hypothesis import strategies as some

from school_desk.demo.tasks import dealt, prepared_works
from school_desk.journal.work_parts import Descriptor, objectives_of, sum_of

TOPS = [15, 20, 25]


def test_the_descriptors_of_each_work_add_up_to_its_maximum() -> None:
    assert [sum_of(one.tasks) for one in prepared_works()] == TOPS


def test_the_objectives_have_last_numbers_of_two_digits_in_the_order_of_numbers() -> None:
    codes = objectives_of(prepared_works()[1].tasks)

    assert codes.index("6.1.2.9") < codes.index("6.1.2.10") < codes.index("6.1.2.12")


@given(some.lists(some.integers(1, 4), min_size=1, max_size=20), some.data())
def test_points_are_dealt_so_that_they_make_the_total(worths, data) -> None:
    descriptors = [Descriptor(n, "", worth, n) for n, worth in enumerate(worths, start=1)]
    total = data.draw(some.integers(0, sum(worths)))

    points = dealt(total, descriptors, Random(1))  # noqa: S311  no secrets

    assert sum(points.values()) == total
    assert all(0 <= points[one.row] <= one.points for one in descriptors)
