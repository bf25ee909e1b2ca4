"""Files on disk converge through signed batches alone, whatever the way and the order."""

import itertools

import pytest

from school_desk.storage.device import Device
from school_desk.sync.batch_decode import taken_apart
from school_desk.sync.streams import Streams
from tests.storage.computers import PARTS, check_equal
from tests.storage.small_school import ADMIN, CLASS, SCHOOL, open_file
from tests.sync.stations import ROOM, a_school, exchange, opened


@pytest.fixture
def school(tmp_path, empty_file):
    """Makes so many computers of one school and closes them."""
    made = []

    def make(number):
        made.extend(a_school(tmp_path, empty_file, number))
        return made[-number:]

    yield make
    for station in made:
        station.storage.database.close()


def counts(station):
    tables = ("change_log", "vv", "stream_in", "batch_signature", "fork", "set_aside", "mark")
    return {
        table: station.storage.db.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
        for table in tables
    }


@pytest.mark.parametrize("number", [2, 3])
def test_files_converge_through_batches_alone(school, number):
    stations = school(number)
    for n, station in enumerate(stations):
        station.put_mark(n, n + 4)
        station.name_pupil(n, f"Әлиева{n}", station.look())
    stations[0].put_mark(2, 9)
    stations[1].put_mark(2, 3)

    exchange(*stations)

    check_equal(stations)
    assert [station.conflicts() for station in stations] == [1] * number
    assert all(station.gives(other) == [] for station in stations for other in stations)


def test_batches_go_on_through_a_third_computer_byte_for_byte(school):
    one, two, three = school(3)
    for points in (5, 6, 7):
        one.put_mark(0, points)
    first = one.gives(two)
    two.takes(first)
    one.put_mark(1, 8)
    second = one.gives(two)
    two.takes(second)

    forwarded = two.gives(three)

    assert forwarded == [*first, *second]
    assert three.takes(forwarded).applied == 4
    check_equal((one, two, three))


def test_a_stream_cut_elsewhere_on_each_way_is_taken_where_it_goes_on(school):
    one, two, three = school(3)
    for points in (5, 6, 7):
        one.put_mark(0, points)
    long = one.gives(two)
    one.put_mark(1, 8)
    longer = one.gives(three)
    three.takes(longer)
    two.takes(long)

    assert three.takes(two.gives(three)).applied == 0
    two.takes(three.gives(two))

    check_equal((one, two, three))


def test_any_order_and_repetition_of_batches_ends_the_same(school, tmp_path, empty_file):
    one, two = school(2)
    batches = []
    for n in range(3):
        (one, two)[n % 2].put_mark(n, 4 + n, (one, two)[n % 2].look())
        found = (one, two)[n % 2].gives((two, one)[n % 2])
        (two, one)[n % 2].takes(found)
        batches += found
    everything = one.gives(opened(tmp_path, empty_file, 7))

    for n, order in enumerate(itertools.permutations(batches)):
        new = opened(tmp_path, empty_file, 10 + n)
        new.streams.trust(one.storage.device.public_key)
        new.takes(everything[: -len(batches)] if n else everything)
        new.takes(everything)
        outcome = new.takes([*order, *order])
        assert (outcome.applied, outcome.refused, outcome.early) == (0, [], 0)
        check_equal((one, new))
        new.storage.database.close()


def test_what_depends_on_more_waits_in_the_file_and_goes_on(school):
    one, two, three = school(3)
    one.put_mark(0, 5)
    from_one = one.gives(two)
    two.takes(from_one)
    two.put_mark(0, 6, two.look())
    two.put_mark(1, 7)
    from_two = [one for one in two.gives(three) if taken_apart(one)[0].device == two.device]

    assert three.takes(from_two).waiting == 2
    assert three.points(0) is None
    two.put_mark(2, 8)
    three.takes([one for one in two.gives(three) if taken_apart(one)[0].device == two.device])
    assert len(three.waiting) == 3
    three.takes(from_one)

    assert three.waiting == []
    check_equal((two, three))


@pytest.mark.parametrize(("after", "number", "waiting"), [(0, 3, 4), (3, 2, 5)])
def test_lines_that_wait_are_known_wherever_the_next_batch_is_cut(school, after, number, waiting):
    one, two, three = school(3)
    one.put_mark(0, 5)
    two.takes(one.gives(two))
    for points in (6, 7, 8, 9, 10):
        two.put_mark(1, points, two.look())

    def cut(after, number):
        return two.streams.own_batch(CLASS, two.streams.run_from(CLASS, two.device, after, number))

    assert three.takes([cut(0, 2), cut(2, 2)]).waiting == 4
    late = three.takes([cut(after, number)])

    assert (late.refused, late.early) == ([], 0)
    assert len(three.waiting) == waiting


def test_a_batch_that_does_not_follow_is_left_out_and_comes_again(school):
    one, two = school(2)
    one.put_mark(0, 5)
    first = one.gives(two)
    known = one.streams.vector(PARTS)
    one.put_mark(0, 6)
    second = list(one.streams.batches(known, PARTS, ROOM))

    outcome = two.takes(second)
    assert (outcome.early, outcome.applied) == (1, 0)
    assert two.takes([*second, *first]).applied == 2
    check_equal((one, two))


def copied(station, tmp_path):
    """The same computer a second time: the disk was copied, the key with it."""
    path = tmp_path / "copy.db"
    station.storage.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path.write_bytes(station.path.read_bytes())
    storage = open_file(path, station.storage.device, station.clock)
    return type(station)(
        station.number, path, station.clock, storage,
        streams=Streams(storage, station.storage.device),
    )  # fmt: skip


def test_a_fork_is_noticed_and_both_continuations_are_kept(school, tmp_path, empty_file):
    one, two, three = school(3)
    twin = copied(one, tmp_path)
    one.put_mark(0, 5)
    twin.put_mark(0, 6)
    two.takes(one.gives(two))
    three.takes(twin.gives(three))

    outcome = two.takes(three.gives(two))

    assert outcome.forks == {(CLASS, one.device)}
    assert two.streams.forks() == {(CLASS, one.device)}
    assert (two.points(0), three.points(0)) == (5, 6)
    ((kept,),) = two.storage.db.execute("SELECT content FROM fork").fetchall()
    assert bytes(kept) in three.gives(opened(tmp_path, empty_file, 9))
    assert two.takes(three.gives(two)).forks == {(CLASS, one.device)}
    assert len(two.storage.db.execute("SELECT * FROM fork").fetchall()) == 1
    twin.storage.database.close()


def test_a_fork_goes_on_in_the_computer_that_keeps_it(school, tmp_path):
    one, two = school(2)
    twin = copied(one, tmp_path)
    one.put_mark(0, 5)
    twin.put_mark(0, 6)
    before = two.streams.vector(PARTS)
    first = list(twin.streams.batches(before, PARTS, ROOM))
    known = twin.streams.vector(PARTS)
    twin.put_mark(0, 7)
    second = list(twin.streams.batches(known, PARTS, ROOM))
    two.takes(one.gives(two))

    assert two.takes([*first, *second]).forks == {(CLASS, one.device)}
    kept = two.storage.db.execute("SELECT content FROM fork ORDER BY seq_to").fetchall()
    assert [bytes(content) for (content,) in kept] == [*first, *second]
    one.put_mark(1, 9)
    two.takes(one.gives(two))
    assert two.points(1) == 9
    twin.storage.database.close()


def test_nothing_of_a_refused_batch_is_kept(school):
    one, two = school(2)
    one.put_mark(0, 5)
    one.put_mark(1, 6)
    (good,) = one.gives(two)
    before = counts(two)

    for place in range(len(good)):
        spoiled = bytearray(good)
        spoiled[place] ^= 0x41
        two.takes([bytes(spoiled)])
        two.takes([good[:place]])
    two.takes([b"", b"<html>log in</html>", good + b"\0", bytes(300_000)])

    assert counts(two) == before
    assert two.takes([good]).applied == 2


def test_a_batch_signed_by_somebody_else_is_refused(school):
    one, two = school(2)
    one.put_mark(0, 5)
    forger = Streams(one.storage, Device(bytes([99]) * 32))
    before = counts(two)

    outcome = two.takes(forger.batches(two.streams.vector(PARTS), PARTS, ROOM))

    assert outcome.refused == ["signature"]
    assert counts(two) == before


def test_a_computer_that_nobody_admitted_is_not_heard(school, tmp_path, empty_file):
    one, two = school(2)
    stranger = opened(tmp_path, empty_file, 50)
    stranger.streams.trust(one.storage.device.public_key)
    stranger.takes(one.gives(stranger))
    stranger.put_mark(0, 10)

    outcome = two.takes(stranger.gives(two))

    assert (outcome.unknown, outcome.applied, two.points(0)) == (1, 0, None)
    two_knows = stranger.gives(two)
    one.admit(stranger)
    assert two.takes([*two_knows, *one.gives(two)]).unknown == 0
    assert two.points(0) == 10
    stranger.storage.database.close()


def test_a_partition_not_granted_never_leaves_and_is_never_taken(school):
    one, two = school(2)
    one.put_mark(0, 5)
    one.name_pupil(0, "Омарова")
    nothing = two.streams.vector(())

    given = list(one.streams.batches(nothing, (SCHOOL, ADMIN), ROOM))

    assert {taken_apart(content)[0].part for content in given} == {SCHOOL, ADMIN}
    assert b"class" not in b"".join(given)
    outcome = two.takes(one.gives(two), (SCHOOL, ADMIN))
    assert (outcome.not_granted, two.points(0)) == (1, None)


@pytest.mark.parametrize("room", [180, 300])
def test_so_much_as_there_is_room_for_goes_and_the_rest_follows(school, room):
    one, two = school(2)
    for n in range(400):
        one.put_mark(n % 3, n * 7 % 11 % 10 + 1)
    trips = 0
    while batches := one.gives(two, room=room):
        assert sum(map(len, batches)) <= room or len(batches) == 1
        two.takes(batches)
        trips += 1

    check_equal((one, two))
    assert trips > 1
