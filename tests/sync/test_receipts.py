"""Receipts: only the peer's own count, and none takes back what a later one has said."""

import pytest

from school_desk.storage.changelog import Tip
from school_desk.storage.device import Device
from school_desk.sync.receipts import Receipt, keep, kept
from tests.sync.stations import a_school

PEER = Device(b"7" * 32)
ONE, TWO = ("admin/1", b"a" * 8), ("class/1", b"a" * 8)


@pytest.fixture
def storage(tmp_path, empty_file):
    (station,) = a_school(tmp_path, empty_file, 1)
    yield station.storage
    station.storage.database.close()


def says(storage, at, one, two=0):
    vector = {name: Tip(seq, b"c" * 16) for name, seq in ((ONE, one), (TWO, two)) if seq}
    receipt = Receipt(PEER.id, storage.device.id, vector, at)
    return keep(storage, receipt, PEER.sign(receipt.message), PEER.public_key)


def held(storage):
    return {name[0]: tip.seq for name, tip in kept(storage, PEER.id).vector.items()}


def test_a_receipt_of_somebody_else_is_none(storage):
    receipt = Receipt(PEER.id, storage.device.id, {ONE: Tip(5, b"c" * 16)}, 10)

    assert not keep(storage, receipt, Device(b"8" * 32).sign(receipt.message), PEER.public_key)
    assert kept(storage, PEER.id) is None


def test_an_older_receipt_that_comes_late_takes_nothing_back(storage):
    assert says(storage, 10, one=5, two=3)
    assert says(storage, 9, one=4, two=3)

    assert held(storage) == {"admin/1": 5, "class/1": 3}


def test_a_clock_that_was_set_back_hides_nothing(storage):
    assert says(storage, 10, one=5)
    assert says(storage, 2, one=6)

    assert held(storage) == {"admin/1": 6}


def test_a_later_receipt_may_say_less(storage):
    """A partition whose grant ended is in the next receipt no more."""
    assert says(storage, 10, one=5, two=3)
    assert says(storage, 11, one=5)

    assert held(storage) == {"admin/1": 5}
