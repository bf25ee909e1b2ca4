"""Requests and breaches: due by working days, counted down, answered; terms with their sources."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest

from school_desk.access.model import NotAllowedError
from school_desk.intents import Form
from school_desk.school.calendar_model import Status
from school_desk.school.privacy_model import CaseKind, PrivacyCase
from school_desk.school.privacy_rules import (
    AnswerEarlyError,
    CaseEmptyError,
    TermDaysError,
    TermFoundError,
)
from school_desk.school.shipped import school_year
from school_desk.school.working_day_rules import after_working_days
from tests.journal.small_desk import HEAD, NOW, TEACHER

TODAY = NOW.date()
ASKED = PrivacyCase(CaseKind.INFORMATION, TODAY, "Бейсенова Алма", "баласының деректері", "анасы")


@pytest.fixture
def head(school):
    with school.taken_by(HEAD) as desk:
        yield desk


@pytest.mark.parametrize(
    ("kind", "days"),
    [("information", 3), ("correction", 1), ("withdrawal", 15), ("objection", 3), ("breach", 1)],
)
def test_each_kind_has_its_working_days(head, kind, days) -> None:
    head.privacy.write(replace(ASKED, kind=CaseKind(kind)))

    (found,) = head.privacy.cases()

    assert found.case.due == after_working_days(TODAY, days, school_year)
    assert found.left == days
    assert found.is_open


def test_what_is_late_says_by_how_much(head) -> None:
    head.privacy.write(replace(ASKED, day=TODAY - timedelta(14)))

    assert head.privacy.cases()[0].left < 0


def test_an_answer_closes_it_and_can_be_undone(head) -> None:
    row = head.privacy.write(ASKED)
    head.privacy.write(replace(ASKED, id=row, answered_on=TODAY, answer="үзінді берілді"))
    closed = head.privacy.cases()[0].is_open
    head.undo(Form())

    assert not closed
    assert head.privacy.cases()[0].is_open


def test_what_says_nothing_is_refused(head) -> None:
    for wrong, refusal in (
        (replace(ASKED, applicant=" "), CaseEmptyError),
        (replace(ASKED, what=""), CaseEmptyError),
        (replace(ASKED, answered_on=TODAY + timedelta(1)), AnswerEarlyError),
        (replace(ASKED, answered_on=TODAY - timedelta(1)), AnswerEarlyError),
    ):
        with pytest.raises(refusal):
            head.privacy.write(wrong)

    assert head.privacy.cases() == ()


def test_only_a_term_to_check_is_changed_and_with_a_source(head) -> None:
    row = head.privacy.write(replace(ASKED, kind=CaseKind.BREACH))
    before = head.privacy.cases()[0].case.due

    with pytest.raises(TermFoundError):
        head.privacy.change_term(CaseKind.INFORMATION, 5, "бұйрық", TODAY)
    with pytest.raises(TermDaysError):
        head.privacy.change_term(CaseKind.BREACH, 2, " ", TODAY)
    head.privacy.change_term(CaseKind.BREACH, 2, "заңгердің хаты", TODAY)

    breach = next(one for one in head.privacy.terms() if one.kind is CaseKind.BREACH)
    assert (breach.days, breach.source) == (2, "заңгердің хаты")
    head.privacy.write(replace(ASKED, kind=CaseKind.BREACH, id=row, answer="жіберілді"))
    assert head.privacy.cases()[0].case.due == before


def test_a_term_counts_from_its_day_on_and_the_one_before_it_until_then(head) -> None:
    later = TODAY + timedelta(30)
    head.privacy.change_term(CaseKind.BREACH, 3, "бұйрық № 9", TODAY)
    head.privacy.change_term(CaseKind.BREACH, 5, "бұйрық № 12", later)

    now = next(one for one in head.privacy.terms() if one.kind is CaseKind.BREACH)
    rows = {
        row: head.privacy.write(replace(ASKED, kind=CaseKind.BREACH, day=row))
        for row in (TODAY - timedelta(1), TODAY, later)
    }
    due = {one.case.id: one.case.due for one in head.privacy.cases()}

    assert (now.days, now.source, now.status, now.starts) == (
        *(3, "бұйрық № 9"),
        *(Status.CHECKED, TODAY),
    )
    assert [due[rows[day]] for day in rows] == [
        after_working_days(TODAY - timedelta(1), 1, school_year),
        after_working_days(TODAY, 3, school_year),
        after_working_days(later, 5, school_year),
    ]


def test_the_journal_is_printed(head) -> None:
    head.privacy.write(ASKED)
    out = BytesIO()

    assert head.person_papers.privacy("both", "pdf", out) == 1
    assert out.getvalue().startswith(b"%PDF")


def test_a_teacher_sees_no_journal(school) -> None:
    with school.taken_by(TEACHER) as desk:
        with pytest.raises(NotAllowedError):
            desk.privacy.cases()
        with pytest.raises(NotAllowedError):
            desk.privacy.write(ASKED)
