"""One round of three real programs at every run: cut, killed, by stick, and equal in the end."""

from tests.soak.three_programs import CUTS, play


def test_three_programs_meet_through_cuts_a_kill_and_a_stick(tmp_path):
    figures, wrong = play(tmp_path, 7000)

    assert wrong == []
    assert figures["exchanges that broke off and went on"] >= figures["cuts of the line"] == CUTS
    assert figures["kills in the middle of an exchange"] == 1
    assert figures["partitions compared"] > 0
