"""A short slice of the kills of the window, and a look at whether it would see a loss."""

import pytest

from tests.soak.window_kills import Shown, kill_window, look, make_window_school, window_kills


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    folder = tmp_path_factory.mktemp("school")
    return folder, make_window_school(folder)


def test_what_the_window_showed_as_saved_survives_its_kill(tmp_path):
    counted, wrong = window_kills(tmp_path, 4, 2)

    assert wrong == []
    assert counted["kills of the window"] == 2
    assert counted["units that the window showed as saved"] > 0


def test_a_mark_that_was_shown_and_is_not_there_is_found(school):
    folder, state = school

    _shown, wrong = kill_window(folder, 4, state | {"2026-09-17 2 9 1": 10})

    assert any("lost" in one and "2026-09-17 2 9 1" in one for one in wrong)


def test_half_a_unit_of_work_is_found():
    shown = Shown({"a": 1})
    shown.hear('plan [["a", 2], ["b", 3]]')

    assert {"a": 2} not in (shown.state, shown.with_plan())
    assert shown.with_plan() == {"a": 2, "b": 3}


def test_a_school_left_alone_shows_what_it_showed(school):
    folder, _state = school

    assert look(folder)[1] == []
