"""Norms written on two computers: the same line is one line, figures that differ are both shown."""

import pytest

from school_desk.nutrition import meal_norm_schema
from school_desk.nutrition.meal_norm_store import load_norm_lines
from tests.nutrition.test_logs_meet import meet, pair  # noqa: F401
from tests.sync.test_conflicts import service

MEALS = "meals/1"
LUNCH = {"kind": "target", "code": "lunch/7-10", "starts": "2026-12-01"}
FIELDS = {one.name: one for one in meal_norm_schema.TABLES[0].fields}


def writes(peer, **facts):
    with peer.storage.begin("Write meal norms", actor=peer.teacher()) as work:
        work.born("meal_norm", MEALS, **facts)


def test_the_same_line_written_twice_is_one_line(pair):  # noqa: F811
    a, b = pair
    for one in pair:
        writes(one, **LUNCH, figures="900", status="checked")
    meet(a, b)

    assert [len(load_norm_lines(one.storage.db)) for one in pair] == [1, 1]
    assert service(a).open() == ()


def test_two_figures_of_one_line_are_both_shown(pair):  # noqa: F811
    a, b = pair
    writes(a, **LUNCH, figures="900", status="checked")
    writes(b, **LUNCH, figures="870", status="checked")
    meet(a, b)

    assert load_norm_lines(a.storage.db) == load_norm_lines(b.storage.db)
    (conflict,) = service(a).open()
    assert (conflict.table, len(conflict.choices)) == ("meal_norm", 2)


def test_a_line_from_elsewhere_that_means_nothing_is_left_aside(pair):  # noqa: F811
    a, _b = pair
    writes(a, **LUNCH, figures="900 800", status="checked")
    writes(a, kind="moon", code="x", starts="2026-12-01", figures="1")
    writes(a, kind="share", code="lunch", starts="2026-12-01", figures="35 30 40")

    assert [one.code for one in load_norm_lines(a.storage.db)] == ["lunch"]


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("birth", ("target", "lunch/7-10", "0001-01-01"), ("target", "lunch", "soon")),
        ("norm_until", ("2026-12-01",), ("2026-13-01",)),
        ("log_norm_value", ("2400 77 79.5 335",), ("1e9",)),
    ],
)
def test_a_value_that_means_nothing_is_set_aside(name, good, bad) -> None:
    check = FIELDS[name].check
    assert check is not None
    assert check(good)
    assert not check(bad)
