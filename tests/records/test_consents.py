"""Consents: given for one or a whole class, ended, withdrawn with a due day, texts by version."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from school_desk.access.model import NotAllowedError
from school_desk.intents import Form
from school_desk.school.consent_model import (
    Consent,
    ConsentText,
    Standing,
    Subject,
    SubjectKind,
)
from school_desk.school.consent_rules import (
    BinWrongError,
    ConsentDatesError,
    ConsentThereError,
    GiverMissingError,
    TextEmptyError,
    TextSameError,
    WithdrawalEarlyError,
    WithdrawnError,
    last_day,
    standing,
)
from school_desk.school.shipped import consent_texts, days_to_stop, school_year
from school_desk.school.working_day_rules import (
    after_working_days,
    is_working_day,
    working_days_left,
)
from tests.journal.small_desk import HEAD, NOW, TEACHER

TODAY = NOW.date()


@pytest.fixture
def head(school):
    with school.taken_by(HEAD) as desk:
        yield desk


def photo(desk) -> ConsentText:
    return next(one for one in desk.consents.texts() if one.code == "photo")


def pupils(desk):
    return [one for one in desk.consents.people() if one.subject.kind is SubjectKind.PUPIL]


def given(desk, place: int = 0, **facts: object) -> Consent:
    person = pupils(desk)[place]
    return replace(Consent(person.subject, photo(desk), "Анасы"), **facts)


def line(desk, place: int = 0):
    wanted = pupils(desk)[place].subject
    return next(
        one
        for one in desk.consents.lines()
        if one.person.subject == wanted and one.text.code == "photo"
    )


def test_everybody_is_missing_until_somebody_consents(head) -> None:
    assert {one.standing for one in head.consents.lines()} == {Standing.MISSING}

    head.consents.record([given(head)])

    found = line(head)
    assert found.standing is Standing.VALID
    assert found.consent.ends == last_day(TODAY, 12)
    assert found.consent.recorded_by == head.account.id
    assert found.consent.recorded_on == TODAY
    assert line(head, 1).standing is Standing.MISSING


def test_a_whole_class_is_one_step(head) -> None:
    count = head.consents.record([given(head, n) for n in range(len(pupils(head)))])
    head.undo(Form())

    assert count == len(pupils(head)) > 1
    assert {one.standing for one in head.consents.lines()} == {Standing.MISSING}


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"giver": "  "}, GiverMissingError),
        ({"starts": TODAY, "ends": TODAY - timedelta(1)}, ConsentDatesError),
    ],
)
def test_a_consent_that_is_none_is_refused(head, facts, refusal) -> None:
    with pytest.raises(refusal):
        head.consents.record([given(head, **facts)])

    assert line(head).standing is Standing.MISSING


def test_one_bad_line_of_a_class_writes_nothing(head) -> None:
    with pytest.raises(GiverMissingError):
        head.consents.record([given(head), given(head, 1, giver="")])

    assert line(head).standing is Standing.MISSING


def test_a_second_consent_to_the_same_text_is_refused(head) -> None:
    head.consents.record([given(head)])

    with pytest.raises(ConsentThereError):
        head.consents.record([given(head)])

    head.consents.record([given(head, starts=TODAY + timedelta(200))])  # the next one may be early


def test_what_ends_within_thirty_days_is_said(head) -> None:
    head.consents.record([given(head, ends=TODAY + timedelta(30))])
    head.consents.record([given(head, 1, ends=TODAY + timedelta(31))])

    assert (line(head).standing, line(head).left) == (Standing.ENDING, 30)
    assert line(head, 1).standing is Standing.VALID


def test_what_was_withdrawn_has_a_last_day_to_stop(head) -> None:
    head.consents.record([given(head)])
    row = line(head).consent.id

    due = head.consents.withdraw(row, TODAY)

    found = line(head)
    assert found.standing is Standing.WITHDRAWN
    assert due == found.consent.effect_by == head.consents.withdrawal_due(TODAY)
    assert found.left == 15
    with pytest.raises(WithdrawnError):
        head.consents.withdraw(row, TODAY)
    head.consents.record([given(head, starts=TODAY)])  # a person may change one's mind
    assert line(head).standing is Standing.VALID


def test_nothing_is_withdrawn_before_it_was_given(head) -> None:
    head.consents.record([given(head)])

    with pytest.raises(WithdrawalEarlyError):
        head.consents.withdraw(line(head).consent.id, TODAY - timedelta(1))


def test_a_wrong_name_is_put_right(head) -> None:
    head.consents.record([given(head)])
    found = line(head).consent

    head.consents.correct(replace(found, giver="Әкесі", document="№ 5"))

    assert (line(head).consent.giver, line(head).consent.document) == ("Әкесі", "№ 5")
    assert line(head).consent.text.version == 1


def test_another_text_is_another_version_and_asks_again(head) -> None:
    head.consents.record([given(head)])
    before = photo(head)
    data = {"kk": "тек фотосуреті", "ru": "только фотография"}

    head.consents.write_text(replace(before, data=data))

    assert [one.version for one in head.consents.versions("photo")] == [1, 2]
    assert head.consents.versions("photo")[0].data == before.data
    assert line(head).standing is Standing.OLD_TEXT
    assert line(head).consent.text.data == before.data
    head.consents.record([given(head)])
    assert line(head).standing is Standing.VALID


def test_a_text_says_something_and_something_new(head) -> None:
    text = photo(head)

    with pytest.raises(TextSameError):
        head.consents.write_text(text)
    with pytest.raises(TextEmptyError):
        head.consents.write_text(replace(text, purpose={"kk": "", "ru": "сайт"}))

    assert head.consents.versions("photo") == ()


def test_the_school_has_a_business_number(head) -> None:
    with pytest.raises(BinWrongError):
        head.consents.name_bin("123")

    head.consents.name_bin("0501 4000 0000")

    assert head.consents.operator().bin == "050140000000"


def test_a_missing_or_withdrawn_consent_stops_no_attendance(school) -> None:
    with school.taken_by(HEAD) as desk:
        desk.consents.record([given(desk)])
        desk.consents.withdraw(line(desk).consent.id, TODAY)
        one = pupils(desk)[0].subject.id

    with school.taken_by(TEACHER) as desk:
        page = desk.journal.open_page(school.group, school.subject, 1)
        column = page.columns[0].key
        desk.journal.hold(page, column.lesson, NOW)
        page = desk.journal.open_page(school.group, school.subject, 1)
        desk.journal.put(page, column, one, "9")
        page = desk.journal.open_page(school.group, school.subject, 1)

    assert next(row for row in page.rows if row.pupil.id == one).points(column) == 9


def test_a_teacher_sees_no_consents(school) -> None:
    with school.taken_by(TEACHER) as desk:
        for ask in (desk.consents.lines, desk.consents.people, desk.consents.texts):
            with pytest.raises(NotAllowedError):
                ask()
        with pytest.raises(NotAllowedError):
            desk.consents.withdraw(1, TODAY)


def test_a_consent_is_on_the_edge_of_its_days() -> None:
    text = consent_texts()[0]
    subject = Subject(SubjectKind.PUPIL, 1)
    one = Consent(subject, text, "Анасы", starts=TODAY, ends=TODAY)

    assert standing(one, text, TODAY) is Standing.ENDING
    assert standing(one, text, TODAY + timedelta(1)) is Standing.ENDED


# Working days: 27.11.2026 is a Friday; the Independence Day of 16.12 is a Wednesday, New Year's
# days of 1 and 2 January a Friday and a Saturday, the autumn break is no holiday of the school.


def test_fifteen_working_days_leave_out_weekends_and_public_holidays() -> None:
    assert days_to_stop() == 15
    assert after_working_days(date(2026, 11, 27), 15, school_year) == date(2026, 12, 21)
    assert after_working_days(date(2026, 11, 26), 15, school_year) == date(2026, 12, 18)


def test_a_break_of_the_pupils_is_work_for_the_school() -> None:
    year = school_year("2026-27")

    assert is_working_day(year, date(2026, 10, 27))
    assert not is_working_day(year, date(2026, 12, 16))
    assert not is_working_day(year, date(2026, 11, 28))


def test_days_left_are_counted_down_and_beyond() -> None:
    due = date(2026, 12, 21)

    counted = [
        working_days_left(day, due, school_year)
        for day in (date(2026, 11, 27), date(2026, 12, 18), due, date(2026, 12, 23))
    ]

    assert counted == [15, 1, 0, -2]


def test_working_days_go_on_over_the_edge_of_a_school_year() -> None:
    assert after_working_days(date(2027, 7, 30), 2, school_year) == date(2027, 8, 3)
