"""Sticks between computers of a school: real files, real locks, one trip after the other."""

import pytest

from school_desk.sync.courier import Courier
from school_desk.sync.courier_folder import FOLDER, Shelf, bundle_name
from school_desk.sync.grants import shared
from school_desk.sync.receipts import state_of
from tests.storage.computers import check_equal
from tests.sync.stations import a_school


def no_step(_done, _total):
    """Nobody watches."""


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return Shelf(folder)


@pytest.fixture
def school(tmp_path, empty_file):
    """Three computers that know each other."""
    stations = a_school(tmp_path, empty_file, 3)
    yield stations
    for one in stations:
        one.storage.database.close()


def writes(station, stick, step=no_step, **how):
    return Courier(station.storage).write(stick, step, **how)


def reads(station, stick, step=no_step, **how):
    return Courier(station.storage).read(stick, step, **how)


def waiting(station, peer):
    parts = shared(station.storage, peer.device)
    return state_of(station.storage, station.streams, peer.device, parts).waiting


def test_a_mark_goes_by_stick_and_is_delivered_only_by_the_receipt(school, stick):
    one, two, _ = school
    one.put_mark(0, 9)

    written = writes(one, stick)
    brought = reads(two, stick)

    check_equal((one, two))
    assert (written.computers, written.rest) == (2, 0)
    assert (brought.damaged, brought.strangers, brought.gaps) == (0, 0, 0)
    assert brought.applied > 0
    assert waiting(one, two) > 0, "nothing came back yet"
    writes(two, stick)
    assert reads(one, stick).confirmed == 1
    assert waiting(one, two) == 0


def test_the_next_trip_carries_only_the_difference(school, stick):
    one, two, _ = school
    writes(one, stick)
    reads(two, stick)
    writes(two, stick)
    name = bundle_name(one.device, two.device)
    first = len((stick.folder / FOLDER / name).read_bytes())
    one.put_mark(0, 9)

    writes(one, stick)

    second = len((stick.folder / FOLDER / name).read_bytes())
    assert second < 1500 < first
    assert reads(two, stick).applied == 1
    check_equal((one, two))
