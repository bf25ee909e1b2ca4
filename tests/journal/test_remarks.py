"""Remarks on the register: who writes them, who sees them, who notes them as done."""

from dataclasses import replace
from datetime import timedelta

import pytest

from school_desk.access.model import NotAllowedError
from school_desk.journal.remark_model import (
    Observation,
    ObservationEmptyError,
    RemarkAheadError,
    RemarkEmptyError,
    RemarkGoneError,
    RemarkPlace,
    RemarkTooLongError,
    accept_remark,
)
from tests.journal.small_desk import HEAD, NOW, TEACHER


def page_of(school):
    return RemarkPlace(school.class_group, school.group, school.subject)


def test_a_remark_of_the_deputy_is_seen_and_done_by_the_teacher_of_the_page(school):
    with school.taken_by(HEAD) as head:
        head.remarks.write(page_of(school), head.today(), "  Тақырып   жоқ ")
    with school.taken_by(TEACHER) as teacher:
        (mine,) = teacher.remarks.remarks_for(teacher.account.id)
        assert (mine.text, mine.open, mine.writer) == ("Тақырып жоқ", True, "Ахметова Сәуле")
        assert teacher.remarks.of_page(school.page(teacher)) == (mine,)
        teacher.remarks.settle(mine.id, "Жазылды")
    with school.taken_by(HEAD) as head:
        (seen,) = head.remarks.remarks()

    assert not seen.open
    assert (seen.done_by, seen.answer) == ("Сейіт Гүлнар", "Жазылды")
    assert seen.done_on == NOW.date()


def test_noting_as_done_can_be_undone_by_the_teacher(school):
    with school.taken_by(HEAD) as head:
        head.school.appoint_form_tutor(school.class_group, None)
        row = head.remarks.write(page_of(school), head.today(), "Тақырып жоқ")
    with school.taken_by(TEACHER) as teacher:
        teacher.remarks.settle(row, "")
        teacher.undo(school.page(teacher).form)
        (mine,) = teacher.remarks.remarks_for(teacher.account.id)

    assert mine.open


def test_a_remark_on_the_whole_register_is_the_form_tutor_s(school):
    with school.taken_by(HEAD) as head:
        head.remarks.write(RemarkPlace(school.class_group), head.today(), "Мұқабасы жоқ")
    with school.taken_by(TEACHER) as teacher:
        (mine,) = teacher.remarks.of_page(school.page(teacher))
        teacher.remarks.settle(mine.id, "")

        assert not teacher.remarks.of_class(school.class_group)[0].open


def test_a_teacher_writes_no_remarks_and_sees_no_lists_of_all(school, teacher):
    with pytest.raises(NotAllowedError):
        teacher.remarks.write(page_of(school), teacher.today(), "Жоқ")
    with pytest.raises(NotAllowedError):
        teacher.remarks.remarks()
    with pytest.raises(NotAllowedError):
        teacher.remarks.observations()


def test_open_remarks_come_first_then_the_newest(school):
    with school.taken_by(HEAD) as head:
        today = head.today()
        rows = [
            head.remarks.write(page_of(school), today - timedelta(days=back), f"{back}")
            for back in (3, 2, 1)
        ]
        head.remarks.settle(rows[2], "")

        assert [one.text for one in head.remarks.remarks()] == ["2", "3", "1"]
        assert [one.text for one in head.remarks.of_class(school.class_group)] == ["3", "2", "1"]


def test_other_words_reopening_and_taking_away(school):
    with school.taken_by(HEAD) as head:
        row = head.remarks.write(page_of(school), head.today(), "Жоқ")
        head.remarks.rewrite(row, head.today(), "Бар")
        head.remarks.settle(row, "Жауап")
        head.remarks.reopen(row)
        (kept,) = head.remarks.remarks()
        assert (kept.text, kept.open, kept.answer) == ("Бар", True, "Жауап")

        head.remarks.drop(row)
        assert head.remarks.remarks() == ()
        with pytest.raises(RemarkGoneError):
            head.remarks.settle(row, "")


@pytest.mark.parametrize(
    ("text", "ahead", "refusal"),
    [
        ("  ", 0, RemarkEmptyError),
        ("Жоқ", 1, RemarkAheadError),
        ("ә" * 2001, 0, RemarkTooLongError),
    ],
)
def test_a_remark_that_says_nothing_is_refused_and_nothing_is_written(school, text, ahead, refusal):
    with school.taken_by(HEAD) as head:
        with pytest.raises(refusal):
            head.remarks.write(page_of(school), head.today() + timedelta(days=ahead), text)

        assert head.remarks.remarks() == ()


def test_lines_of_a_remark_stay_lines():
    assert accept_remark(NOW.date(), " бір \n\n  екі  үш", NOW.date()) == "бір\n\nекі үш"


def test_an_observed_lesson_is_recorded_and_seen_by_its_teacher(school):
    with school.taken_by(HEAD) as head:
        seen = Observation(
            school.group, school.subject, head.today(), "Топпен жұмыс", 2, school.teacher, "Мақсат"
        )
        row = head.remarks.record(seen)
        head.remarks.record(replace(seen, id=row, advice="Уақыт"))
        (kept,) = head.remarks.observations()
    with school.taken_by(TEACHER) as teacher:
        (mine,) = teacher.remarks.observations_of(teacher.account.id)

    assert mine == kept
    assert (kept.aim, kept.seen, kept.advice) == ("Мақсат", "Топпен жұмыс", "Уақыт")
    assert (kept.class_label, kept.teacher_name, kept.writer) == (
        "6 «А»",
        "Сейіт Гүлнар",
        "Ахметова Сәуле",
    )


def test_a_record_without_what_was_seen_is_refused(school):
    with school.taken_by(HEAD) as head:
        with pytest.raises(ObservationEmptyError):
            head.remarks.record(Observation(school.group, school.subject, head.today(), " "))

        assert head.remarks.observations() == ()


def test_taking_a_record_away_can_be_undone(school):
    with school.taken_by(HEAD) as head:
        row = head.remarks.record(Observation(school.group, school.subject, head.today(), "Көрдік"))
        head.remarks.drop_observation(row)
        assert head.remarks.observations() == ()

        head.undo(school.page(head).form)
        assert [one.seen for one in head.remarks.observations()] == ["Көрдік"]
