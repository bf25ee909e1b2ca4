"""A short slice of the simulated schools with signed batches, and how a seed is gone on with."""

import json

from tests.soak import simulated
from tests.soak.simulated import Reached, play, school
from tests.storage.simulation import simulate
from tests.storage.small_school import make_file
from tests.sync.batch_simulation import Batches

STEPS = 60


def test_a_school_that_exchanges_signed_batches_ends_equal(tmp_path):
    make_file(tmp_path / "empty.db")
    content = (tmp_path / "empty.db").read_bytes()

    happened = simulate(tmp_path, content, 1002, STEPS, Batches())

    assert happened["batches"] > 0
    assert happened["conflicts shown"] == happened["conflicts by what people had seen"]


def test_the_next_call_goes_on_where_the_last_one_stopped(tmp_path, monkeypatch):
    played = []
    monkeypatch.setattr(
        simulated, "school", lambda _seed, number, _file: (played.append(number), ({}, ""))[1]
    )
    ticks = iter(range(1000))
    monkeypatch.setattr(simulated.time, "monotonic", lambda: next(ticks))
    state = tmp_path / "state.json"

    play(3, 5, 1, state)
    upto = len(played)
    play(3, 5, 1, state)

    assert played == list(range(len(played)))
    assert len(played) > upto > 0
    assert Reached.read(state).next_school == len(played)


def test_what_goes_wrong_names_the_school_and_ends_the_run(tmp_path, monkeypatch):
    monkeypatch.setattr(simulated, "simulate", lambda *_of: {}["broken"])
    state = tmp_path / "state.json"

    figures, wrong = play(3, 60, 1, state)

    assert not figures
    (said,) = wrong
    assert said.startswith("school 0 of seed 3: ")
    assert "KeyError" in said
    assert json.loads(state.read_text())["next school"] == 0
    assert school(3, 0, b"")[1] == said
