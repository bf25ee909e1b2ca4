"""A copy of a file goes on as another computer: what had reached nobody before goes out from it."""

import pytest

from school_desk.storage.device import Device
from school_desk.sync import own_signatures
from school_desk.sync.own_signatures import sign_own
from school_desk.sync.streams import Streams
from tests.storage.computers import check, check_equal
from tests.storage.small_school import CLASS, open_file
from tests.sync.stations import a_school, exchange


@pytest.fixture
def school(tmp_path, empty_file):
    stations = a_school(tmp_path, empty_file, 3)
    yield stations
    for one in stations:
        one.storage.database.close()


def goes_on_as_another(station, seed=77):
    """As after a restore on another disk: the file is there, the key of the computer is not."""
    station.storage.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    station.storage.database.close()
    device = Device(bytes([seed]) * 32)
    station.storage = open_file(station.path, device, station.clock)
    station.streams = Streams(station.storage, device)


def known_again(first, station):
    first.admit(station)
    station.streams.trust(first.storage.device.public_key)


def signatures(station):
    return station.storage.db.execute("SELECT count(*) FROM batch_signature").fetchone()[0]


def test_marks_of_before_and_after_the_restore_reach_everybody(school):
    first, second, _third = school
    second.put_mark(0, 7)
    sign_own(second.storage)
    goes_on_as_another(second)
    second.put_mark(1, 8, second.look())
    known_again(first, second)

    exchange(*school)

    assert [station.points(0) for station in school] == [7, 7, 7]
    assert [station.points(1) for station in school] == [8, 8, 8]
    assert all(station.waiting == [] for station in school)
    check(*school)
    check_equal(school)


def test_only_what_is_new_is_signed_and_the_runs_follow_each_other(school, monkeypatch):
    monkeypatch.setattr(own_signatures, "MOST_RUN", 2)
    first, second, _third = school
    for points in (1, 2, 3):
        second.put_mark(0, points)
    assert sign_own(second.storage) == 1
    assert (signed := signatures(second)) > 0
    assert sign_own(second.storage) == 0
    for points in (4, 5, 6):
        second.put_mark(0, points)

    assert sign_own(second.storage) == 1

    found = second.storage.db.execute(
        "SELECT seq_from, seq_to FROM batch_signature JOIN part ON part.ord = part "
        "JOIN device ON device.ord = dev WHERE name = ? AND id = ? ORDER BY seq_from",
        (CLASS, second.device),
    ).fetchall()
    assert found == [(1, 2), (3, 3), (4, 5), (6, 6)]
    assert signatures(second) == signed + 2
    goes_on_as_another(second)
    known_again(first, second)
    exchange(*school)
    assert [station.points(0) for station in school] == [6, 6, 6]
    check_equal(school)


def test_where_nobody_signed_it_stays_in_the_copy_and_others_wait_visibly(school):
    """What the signing is for: this is the file of a computer that was copied without it."""
    first, second, third = school
    second.put_mark(0, 7)
    goes_on_as_another(second)
    second.put_mark(1, 8, second.look())
    known_again(first, second)
    for one in (first, third, second):
        for other in school:
            if one is not other:
                other.takes(one.gives(other))

    assert third.points(1) is None
    assert third.waiting != []
