"""What sync may never break, one test for each: I1 to I6 of the design."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from school_desk.storage.entry import spelled
from school_desk.storage.forgetting import forget
from school_desk.storage.merge import entries
from school_desk.storage.replay import set_aside
from tests.storage.computers import Computers, check, check_equal, exchange_everything, state
from tests.storage.small_school import CLASS, SCHOOL
from tests.storage.test_incoming import aged, without

MARK, OTHER = 0, 1
YEARS = 3 * 365 * 86400


def ends(peer):
    rows = peer.storage.db.execute(
        "SELECT part.name, device.id, vv.seq, vv.chain FROM vv "
        "JOIN part ON part.ord = vv.part JOIN device ON device.ord = vv.dev"
    )
    return {(part, bytes(device)): (seq, chain) for part, device, seq, chain in rows}


def test_i1_a_committed_change_stays_in_the_log_whatever_comes(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as (a, b):
        a.put_mark(MARK, 7)
        typed = a.sent()[-1]
        b.put_mark(MARK, 8)
        a.delete_pupil(MARK, a.look())
        exchange_everything((a, b))
        a.put_mark(MARK, 9, a.look())
        exchange_everything((a, b))
        b.reopen()

        assert typed in a.sent()
        assert typed in b.sent(CLASS, a.device)


def test_i1_only_the_duty_to_forget_takes_a_value_out_and_never_a_line(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as (a, b):
        a.name_pupil(MARK, "Ұмытылатын")
        before = a.sent(SCHOOL)
        forget(a.storage, a.row("pupil", MARK))
        exchange_everything((a, b))

        assert len(b.sent(SCHOOL, a.device)) == len(before)
        assert ends(a) == ends(b)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_i2_order_repetition_and_road_do_not_matter(data, tmp_path_factory, empty_file):
    with Computers(tmp_path_factory.mktemp("i2"), empty_file, 4) as (a, b, c, d):
        a.put_mark(MARK, 7)
        b.put_mark(MARK, 8)
        b.name_pupil(OTHER, "Ә")
        a.delete_pupil(OTHER, a.look())
        b.receive(a.log())
        b.put_mark(MARK, 9, b.look())
        every = [*a.log(), *b.log()]
        mixed = data.draw(st.permutations(every + every[::3]))
        parts = data.draw(st.integers(1, 4))
        for at in range(parts):
            c.receive(mixed[at::parts])
        d.receive(every)

        assert (c.waiting, d.waiting) == ([], [])
        assert state(c.storage) == state(d.storage) == state(b.storage)
        assert ends(c) == ends(d) == ends(b)
        check(c, d)


def test_i3_only_who_had_seen_a_value_replaces_it(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as (a, b):
        stale = b.look()
        a.put_mark(MARK, 7)
        b.receive(a.sent())
        b.put_mark(MARK, 8, stale)
        assert b.conflicts() == 1

        b.put_mark(MARK, 9, b.look())
        a.receive(b.sent())

        assert (a.conflicts(), a.points(MARK)) == (0, 9)


def test_i4_a_stream_of_one_partition_carries_nothing_of_another(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as (a, b):
        a.name_pupil(MARK, "Басқабөлік")
        b.put_mark(OTHER, 5)
        a.receive(b.log())
        form = a.look()
        a.put_mark(MARK, 7, form)
        streams = [one for device in (a.device, b.device) for one in a.sent(CLASS, device)]

        assert {one.part for one in streams} == {CLASS}
        assert "Басқабөлік" not in "".join(map(spelled, streams))
        seen = {seq for one in streams for seq in one.ctx.values()}
        assert max(seen, default=0) <= len(b.sent(CLASS))


def test_i5_a_wrong_clock_a_cut_and_an_old_version_block_nothing(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 3) as (a, b, old):
        aged(old, without(("lesson", "topic")))
        a.clock.set_by(-YEARS)
        b.clock.set_by(YEARS)
        with a.begin(a.look()) as work:
            work.put("lesson", a.row("lesson"), topic="Қосу")
        a.put_mark(MARK, 7)
        b.receive(a.log()[::2])  # a cut: half of it, and then the power
        b.reopen()
        b.put_mark(OTHER, 8, b.look())
        exchange_everything((a, b, old))

        assert (old.points(MARK), old.points(OTHER)) == (7, 8)
        assert len(set_aside(old.storage)) == 1
        assert ends(old) == ends(a) == ends(b)
        check(a, b)


def test_i6_equal_vectors_with_equal_chains_mean_equal_logs_and_a_fork_shows(tmp_path, empty_file):
    """A receipt signs numbers and chains: two streams that differ anywhere never look alike."""
    with Computers(tmp_path, empty_file, 3) as (a, b, c):
        c.storage.database.close()
        a.storage.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        c.path.write_bytes(a.path.read_bytes())
        c.storage = type(a.storage)(
            type(a.storage.database)(c.path, bytes(range(32))),
            a.storage.registry, a.storage.device, c.clock, a.storage.events,
        )  # fmt: skip
        a.put_mark(MARK, 7)
        c.put_mark(MARK, 8)
        b.receive(a.log())

        assert ends(b)[CLASS, a.device] == ends(a)[CLASS, a.device]
        assert ends(c)[CLASS, a.device][0] == ends(a)[CLASS, a.device][0]
        assert ends(c)[CLASS, a.device][1] != ends(a)[CLASS, a.device][1]
        assert list(entries(b.storage, CLASS, a.device)) == a.sent()


def test_a_clock_ahead_moves_ours_by_a_day_and_decides_only_what_is_shown(tmp_path, empty_file):
    with Computers(tmp_path, empty_file, 2) as (a, b):
        a.clock.set_by(YEARS)
        a.put_mark(MARK, 7)
        b.put_mark(MARK, 8)
        exchange_everything((a, b))
        assert (a.points(MARK), b.points(MARK)) == (7, 7)
        assert (a.conflicts(), b.conflicts()) == (1, 1)

        b.put_mark(MARK, 9, b.look())
        assert b.ahead() <= 86400 + 60
        a.receive(b.sent())

        assert (a.points(MARK), a.conflicts()) == (9, 0)
        check_equal((a, b))
