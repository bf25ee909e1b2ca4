"""Decisions of the council by pure rules: who waits for one, and what stays of what was written."""

from datetime import date

import pytest

from school_desk.journal.year_decision_rules import as_proposed, due
from school_desk.journal.year_model import (
    Award,
    ClassYear,
    Decision,
    Outcome,
    Proposal,
    YearLine,
)
from school_desk.school.model import PersonName, Pupil

DAY = date(2027, 5, 28)
MOVED = Proposal(Outcome.TRANSFERRED)


def line(proposal=MOVED, **facts):
    return YearLine(Pupil(7, PersonName("Әбіш")), (), proposal, **facts)


def year_of(*lines):
    return ClassYear(1, "6 «А»", 6, "kk", "2026-27", "", (), lines, None)


@pytest.mark.parametrize(
    ("one", "waits"),
    [
        (line(), True),
        (line(Proposal(Outcome.REPEATS)), True),
        (line(Proposal(Outcome.OPEN)), False),
        (line(decision=Decision(Outcome.REPEATS, "12", DAY)), False),
        (line(decision=Decision(award=Award.PRAISE, award_order="13")), True),
        (line(left=date(2027, 3, 1)), False),
    ],
)
def test_who_is_settled_undecided_and_still_there_waits_for_a_decision(one, waits):
    assert due(year_of(one)) == ((one,) if waits else ())


def test_a_decision_as_proposed_keeps_an_award_and_a_note():
    written = Decision(None, "", None, Award.PRAISE, "13", "келісілді")

    found = as_proposed(year_of(line(decision=written)), "47", DAY)

    kept = Decision(Outcome.TRANSFERRED, "47", DAY, Award.PRAISE, "13", "келісілді")
    assert found == {7: kept}
