"""A log is written on two computers of the kitchen: they meet in one entry, nothing is lost."""

import pytest

from tests.storage.computers import Computers
from tests.storage.small_school import make_file
from tests.sync.test_conflicts import service

MEALS = "meals/1"
FRIDGE = {"day": "2026-10-22", "unit": "fridge"}
COOK = {"day": "2026-10-22", "person": "Аспазова Ә."}


@pytest.fixture
def pair(tmp_path):
    path = tmp_path / "empty.db"
    make_file(path)
    with Computers(tmp_path, path.read_bytes(), 2) as peers:
        yield peers


def writes(peer, table, **facts):
    with peer.storage.begin("Write refrigerator log", actor=peer.teacher()) as work:
        work.born(table, MEALS, **facts)


def meet(*peers):
    """Each receives what the others wrote in the logs."""
    written = {one.number: one.sent(MEALS) for one in peers}
    for one in peers:
        for number, entries in written.items():
            if number != one.number:
                one.receive(entries)


def cold(peer):
    return peer.storage.db.execute("SELECT morning, evening FROM log_cold WHERE alive").fetchall()


def test_the_morning_of_one_and_the_evening_of_another_are_one_entry(pair):
    a, b = pair
    writes(a, "log_cold", **FRIDGE, morning="4")
    writes(b, "log_cold", **FRIDGE, evening="5.5")
    meet(a, b)

    assert cold(a) == cold(b) == [("4", "5.5")]
    assert service(a).open() == ()


def test_two_mornings_of_one_refrigerator_are_both_shown(pair):
    a, b = pair
    writes(a, "log_cold", **FRIDGE, morning="4")
    writes(b, "log_cold", **FRIDGE, morning="9")
    meet(a, b)

    assert len(cold(a)) == 1
    assert cold(a) == cold(b)
    (conflict,) = service(a).open()
    assert (conflict.table, len(conflict.choices)) == ("log_cold", 2)


def test_the_signs_of_illness_and_who_is_admitted_never_part(pair):
    """One says healthy and admitted, the other ill and kept away: never ill and admitted."""
    signs = ("skin", "breathing", "bowel", "family", "admitted")
    a, b = pair
    writes(a, "log_health", **COOK, **dict.fromkeys(signs, 1))
    writes(b, "log_health", **COOK, **{**dict.fromkeys(signs, 1), "skin": 0, "admitted": 0})
    meet(a, b)

    found = a.storage.db.execute("SELECT skin, admitted FROM log_health").fetchall()
    assert found == b.storage.db.execute("SELECT skin, admitted FROM log_health").fetchall()
    assert found in ([(1, 1)], [(0, 0)])


def test_what_is_no_temperature_is_not_taken_in(pair):
    a, b = pair
    writes(a, "log_cold", **FRIDGE, morning="warm")
    meet(a, b)

    assert cold(b) in ([], [(None, None)])
