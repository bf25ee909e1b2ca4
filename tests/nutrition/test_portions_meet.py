"""A pupil is counted on two computers: one row of the day, both values until somebody decides."""

import pytest

from tests.storage.computers import Computers
from tests.storage.small_school import make_file
from tests.sync.test_conflicts import service

BENEFIT = "benefit/1"
DAY = {"day": "2026-10-22", "meal": "lunch"}


@pytest.fixture
def pair(tmp_path):
    path = tmp_path / "empty.db"
    make_file(path)
    with Computers(tmp_path, path.read_bytes(), 2) as peers:
        yield peers


def writes(peer, **facts):
    pupil = peer.row("pupil", 0)
    with peer.storage.begin("Write served", actor=peer.teacher()) as work:
        work.born("portion", BENEFIT, **DAY, pupil=pupil, **facts)


def meet(*peers):
    """Each receives what the others wrote of who eats."""
    written = {one.number: one.sent(BENEFIT) for one in peers}
    for one in peers:
        for number, entries in written.items():
            if number != one.number:
                one.receive(entries)


def portions(peer):
    return peer.storage.db.execute("SELECT eats, served, unserved FROM portion").fetchall()


def test_what_two_say_of_one_pupil_meets_in_one_row_and_both_are_shown(pair):
    a, b = pair
    writes(a, served=1)
    writes(b, served=0, unserved="refused")
    meet(a, b)

    assert len(portions(a)) == 1
    assert portions(a) == portions(b)
    for one in pair:
        (conflict,) = service(one).open()
        assert conflict.table == "portion"
        assert len(conflict.choices) == 2


def test_who_eats_and_who_has_eaten_do_not_disturb_each_other(pair):
    a, b = pair
    writes(a, eats=0)
    writes(b, served=1)
    meet(a, b)

    assert portions(a) == portions(b) == [(0, 1, None)]
    assert service(a).open() == ()
