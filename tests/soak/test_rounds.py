"""How rounds go on: where the last call stopped, and not past one that went wrong."""

from argparse import Namespace
from collections import Counter

import pytest

from tests.soak import three_programs
from tests.soak.__main__ import ROUNDS_OF_A_SEED, _rounds


@pytest.fixture
def played(tmp_path, monkeypatch):
    """Plays a round of three programs with an outcome; gives all seeds that were played."""
    seeds, outcome = [], []
    monkeypatch.setattr(
        three_programs, "play", lambda _folder, seed: (seeds.append(seed), outcome[-1])[1]
    )
    chosen = Namespace(
        programs=True, seconds=0, seed=3, round=None, state=tmp_path / "state.json", driver=""
    )

    def play(**more):
        outcome.append((Counter(rounds=1), more.pop("wrong", [])))
        return _rounds(Namespace(**{**vars(chosen), **more})), seeds

    return play


def test_the_next_call_plays_the_next_round(played):
    played()
    _, seeds = played()

    assert seeds == [3 * ROUNDS_OF_A_SEED, 3 * ROUNDS_OF_A_SEED + 1]


def test_a_round_that_went_wrong_is_named_and_comes_again(played):
    (_, wrong), _ = played(wrong=["a mark is lost"])
    _, seeds = played()

    assert wrong == ["round 0: a mark is lost"]
    assert seeds == [3 * ROUNDS_OF_A_SEED] * 2


def test_a_round_alone_leaves_the_place_of_its_seed(played):
    played(round=7)
    _, seeds = played()

    assert seeds == [3 * ROUNDS_OF_A_SEED + 7, 3 * ROUNDS_OF_A_SEED]
