"""What was written is what is read, however a stream is cut; applied, it gives the same school."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from school_desk.storage.merge import Taken, apply
from school_desk.sync.position import after, start
from tests.storage.computers import check_equal
from tests.storage.histories import WHO, Histories, check_histories, rule
from tests.sync.some_entries import DEVICE, PART, streams_of
from tests.sync.wire import carried, read, spelled

CUTS = st.lists(st.integers(0, 1000), max_size=4)


@given(streams_of(), CUTS, CUTS)
@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
def test_any_stream_cut_anywhere_is_read_as_it_was(entries, cuts, others):
    batches, end = spelled(entries, cuts)
    again, same_end = spelled(entries, others)

    found, reached = read(batches, start(DEVICE, PART))
    assert found == entries
    assert reached == end == same_end == after(start(DEVICE, PART), entries)
    assert read(again, start(DEVICE, PART)) == (entries, end)


@given(streams_of(), CUTS)
@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
def test_the_same_run_at_the_same_place_has_the_same_bytes(entries, cuts):
    first, _ = spelled(entries, cuts)
    rest = entries[len(entries) // 2 :]
    known = after(start(DEVICE, PART), entries[: len(entries) // 2])

    assert spelled(entries, cuts)[0] == first
    assert spelled(rest, cuts, known)[0] == spelled(rest, cuts, known)[0]


class ByBatches(Histories):
    """The same histories, but what is sent whole goes through batches."""

    @rule(sender=WHO, receiver=WHO, cuts=CUTS)
    def send_everything(self, sender, receiver, cuts):
        other = self.peer(receiver)
        log = self.peer(sender).log()
        arrived = carried(log, cuts)
        assert sorted(map(repr, arrived)) == sorted(map(repr, log))
        other.receive(arrived)
        self.touched.add(other.number)
        self.counted["sent"] += len(arrived)

    def teardown(self):
        if hasattr(self, "peers"):
            everything = [entry for peer in self.peers for entry in peer.log()]
            for peer in self.peers:
                peer.receive(carried(everything))
            check_equal(self.peers)
        super().teardown()


def test_histories_through_batches_end_in_the_same_state(tmp_path, empty_file):
    counted = check_histories(tmp_path, empty_file, 6, 25, seed=3, base=ByBatches)

    assert counted["sent"] > 0


@pytest.mark.timeout(300)  # a whole school, on however busy a computer
def test_demo_school_arrives_whole_on_another_computer(demo_entries, demo_ends, other_computer):
    arrived = carried(demo_entries, cuts=(17, 300))

    assert arrived == demo_entries
    assert apply(other_computer, arrived) == Taken(len(arrived), waiting=0, set_aside=0)
    ends = other_computer.db.execute(
        "SELECT part.name, vv.seq, vv.chain FROM vv JOIN part ON part.ord = vv.part"
    ).fetchall()
    assert {part: (seq, bytes(chain)) for part, seq, chain in ends} == demo_ends
