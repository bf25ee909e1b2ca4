"""Three files: two computers that never meet, and one in between that calls or answers both."""

from contextlib import closing, contextmanager

import pytest

from school_desk.sync.client import Client
from school_desk.sync.grants import GRANTS
from school_desk.sync.line import Line
from school_desk.sync.server import SyncServer
from tests.storage.computers import check_equal
from tests.storage.small_school import settle
from tests.sync.stations import exchange, opened

TEACHER, CANTEEN = (" ".join(GRANTS[one]) for one in ("teacher", "canteen"))


@contextmanager
def in_a_row(folder, empty_file, *, middle=TEACHER, last=TEACHER):
    """The head's computer, one in the middle, the last; each has met its neighbour only."""
    found = [opened(folder, empty_file, number) for number in range(3)]
    one, two, three = found
    settle(one.storage, one.clock, 3)
    one.admit(one, TEACHER)
    one.admit(two, middle)
    one.admit(three, last)
    for other in (two, three):
        other.streams.trust(one.storage.device.public_key)
    exchange(one, two, parts=("admin/1", "school/1", "ref"))
    exchange(two, three, parts=("admin/1", "school/1", "ref"))
    try:
        yield found
    finally:
        for station in found:
            station.storage.database.close()


def calls(station, peer):
    """One exchange over a real line; only the one that is called answers at all."""
    server = SyncServer(peer.storage, ("127.0.0.1", 0))
    server.start()
    key = peer.storage.device.public_key
    try:
        with closing(Line(f"127.0.0.1:{server.port}", key, stall=5.0)) as line:
            return Client(station.storage, line, key).run()
    finally:
        server.close()


def of_class(station):
    """How many entries of classes lie in a file."""
    return sum(part.startswith("class/") for part, *_ in station.storage.db.execute(
        "SELECT part.name FROM change_log JOIN part ON part.ord = change_log.part"
    ))  # fmt: skip


@pytest.mark.parametrize("answers", ["the middle", "the others"])
def test_marks_go_through_the_computer_in_between_and_back(tmp_path, empty_file, answers):
    with in_a_row(tmp_path, empty_file) as (one, two, three):
        one.put_mark(0, 5)

        def meet(outer):
            return calls(outer, two) if answers == "the middle" else calls(two, outer)

        meet(one)
        meet(three)
        check_equal((one, two, three))
        three.put_mark(1, 7)
        meet(three)
        meet(one)
        check_equal((one, two, three))
        assert of_class(one) == of_class(three) > 0


def test_a_computer_in_between_without_the_grant_carries_nothing_of_it(tmp_path, empty_file):
    with in_a_row(tmp_path, empty_file, middle=CANTEEN) as (one, two, three):
        one.put_mark(0, 5)
        calls(one, two)
        calls(three, two)

        assert of_class(one) > 0
        assert (of_class(two), of_class(three)) == (0, 0)


def test_the_last_gets_no_mark_that_is_not_granted_though_the_middle_has_it(tmp_path, empty_file):
    with in_a_row(tmp_path, empty_file, last=CANTEEN) as (one, two, three):
        one.put_mark(0, 5)
        calls(one, two)
        calls(three, two)

        assert of_class(one) == of_class(two) > 0
        assert of_class(three) == 0
