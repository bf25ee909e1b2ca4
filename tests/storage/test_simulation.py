"""A short slice of the simulation at every run; `tests.soak --simulation` goes on longer."""

import pytest

from tests.storage.simulation import simulate

STEPS = 120


@pytest.mark.parametrize("seed", [3, 11, 2026])
def test_a_simulated_school_loses_nothing_and_ends_equal(tmp_path, empty_file, seed):
    happened = simulate(tmp_path, empty_file, seed, STEPS)

    assert happened["steps"] == STEPS
    assert happened["lines delivered"] > 0
    assert happened["checks"] > 0


def test_the_same_seed_is_the_same_history(tmp_path, empty_file):
    first = simulate(tmp_path, empty_file, 5, 40)
    again = simulate(tmp_path, empty_file, 5, 40)

    assert first == again
