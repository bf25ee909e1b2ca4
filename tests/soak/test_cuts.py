"""A short slice, always the same, of what `make soak` does for as long as it is told."""

import pytest

from tests.soak.kills import kills
from tests.soak.power_cuts import CARELESS, OFTEN, build_recorder, compiler, power_cuts
from tests.soak.renewal_kills import CARELESS_RENEWER, renewal_cuts, renewal_kills

needs_compiler = pytest.mark.skipif(
    compiler() is None, reason="the recorder of writes needs Linux and a C compiler"
)


def test_what_was_shown_as_saved_is_there_after_every_kill(tmp_path):
    counted, wrong = kills(tmp_path, seed=1, number=10)

    assert wrong == []
    assert counted["kills"] == 10
    assert counted["units shown as saved"] > 100


@pytest.fixture(scope="module")
def recorder(tmp_path_factory):
    return build_recorder(tmp_path_factory.mktemp("recorder"))


@needs_compiler
def test_what_was_shown_as_saved_is_there_after_every_power_cut(tmp_path, recorder):
    counted, wrong = power_cuts(tmp_path, recorder, 1, 40, 400, OFTEN)

    assert wrong == []
    assert counted["images"] == 400
    assert counted["units shown as saved"] >= 39  # the last may be said, not yet recorded


@needs_compiler
def test_a_careless_setting_would_lose_marks_and_the_images_show_it(tmp_path, recorder):
    """The control: without a sync at each commit the same images must find lost marks."""
    counted, wrong = power_cuts(tmp_path, recorder, 1, 40, 100, OFTEN, CARELESS)

    assert counted["bad images"] > 10
    assert any("lost" in one for one in wrong)


def test_a_school_opens_after_every_kill_while_its_keys_are_renewed(tmp_path):
    counted, wrong = renewal_kills(tmp_path, seed=1, number=6)

    assert wrong == []
    assert counted["kills during renewal"] == 6


@needs_compiler
def test_a_school_opens_after_every_power_cut_while_its_keys_are_renewed(tmp_path, recorder):
    counted, wrong = renewal_cuts(tmp_path, recorder, 1, 3, 150)

    assert wrong == []
    assert counted["power cuts during renewal"] == 150


@needs_compiler
def test_a_renewal_that_is_not_announced_would_lose_the_school_and_the_images_show_it(
    tmp_path, recorder
):
    _counted, wrong = renewal_cuts(tmp_path, recorder, 1, 3, 60, CARELESS_RENEWER)

    assert any("FileDamaged" in one for one in wrong)
