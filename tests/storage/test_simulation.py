"""A short slice of the simulation at every run; `tests.soak --simulation` goes on longer."""

import pytest

from tests.storage import oracle, simulation
from tests.storage.computers import Peer
from tests.storage.simulation import Lines, simulate
from tests.sync.batch_simulation import Batches

STEPS = 120


@pytest.mark.parametrize("seed", [3, 11])
def test_a_simulated_school_loses_nothing_and_ends_equal(tmp_path, empty_file, seed):
    happened = simulate(tmp_path, empty_file, seed, STEPS)

    assert happened["steps"] == STEPS
    assert happened["delivered"] > 0
    assert happened["checks"] > 0
    assert happened["conflicts shown"] == happened["conflicts by what people had seen"] > 0


@pytest.mark.parametrize("wire", [Lines, Batches])
def test_the_same_seed_is_the_same_history_to_the_last_line(tmp_path, empty_file, wire):
    ends = []

    class Noted(wire):
        def settle(self, world):
            super().settle(world)
            ends.append(oracle.set_of(world.peers[0].log()))

    first = simulate(tmp_path, empty_file, 5, STEPS, Noted())
    again = simulate(tmp_path, empty_file, 5, STEPS, Noted())

    assert first == again
    assert ends[0] == ends[1]


def test_a_conflict_where_somebody_had_seen_the_other_value_is_found(
    tmp_path, empty_file, monkeypatch
):
    """The control: forms forget what they have shown, so changes replace less than they should."""
    monkeypatch.setattr(simulation, "_look", lambda peer: simulation.Form({}, view_of(peer)))
    with pytest.raises(AssertionError):
        simulate(tmp_path, empty_file, 3, STEPS)


def test_a_kill_that_loses_what_was_written_last_is_found(tmp_path, empty_file, monkeypatch):
    """The control: the log of pages beside the file is gone after a kill."""
    image = Peer.image

    def without_its_log(peer):
        copy = image(peer)
        copy.with_name(f"{copy.name}-wal").unlink(missing_ok=True)
        return copy

    monkeypatch.setattr(Peer, "image", without_its_log)
    with pytest.raises(AssertionError) as found:
        simulate(tmp_path, empty_file, 3, STEPS)
    assert found.traceback[-1].name == "_crash"


def view_of(peer):
    return {name: len(kept) for name, kept in peer.kept().items()}
