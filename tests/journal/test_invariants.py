"""Whatever two people do one after the other, every page, total and mark stays right."""

from tests.journal.turns import check_turns, make_deep


def test_pages_totals_marks_and_undo_hold_through_random_turns(tmp_path_factory):
    folder = tmp_path_factory.mktemp("turns")

    counted = check_turns(make_deep(folder / "made"), folder, 14, derandomize=True)

    assert counted["steps"] > counted["refused"] > 0
    assert counted["taken back"] > 0
