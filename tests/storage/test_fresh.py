"""Rows written without looking first are logged as all others, and never take another's place."""

import pytest

from school_desk.storage import engine
from school_desk.storage.fresh import fresh_rows
from school_desk.storage.verify import verify
from tests.storage.small_school import CLASS, PERSON


def test_fresh_rows_are_as_if_they_were_written_one_by_one(school):
    with (
        school.storage.begin("Hold lesson", actor=school.teacher) as work,
        fresh_rows(work) as rows,
    ):
        column = rows.add("lesson_column", CLASS, lesson=school.lesson, n=7)
        rows.fill("mark", column, {school.pupils[0]: 9, school.pupils[1]: 10})
    with school.storage.begin("Hold lesson", actor=school.teacher) as work:
        same = work.born("lesson_column", CLASS, lesson=school.lesson, n=7)
        work.put_cell("mark", same, school.pupils[0], points=8)

    assert same == column
    assert verify(school.storage) == ()


def test_row_that_is_there_already_is_refused_and_nothing_is_written(school):
    before = school.count("change_log")

    def twice():
        with school.storage.begin("Hold lesson") as work, fresh_rows(work) as rows:
            rows.fill("mark", school.column, {school.pupils[0]: 9})
            rows.fill("mark", school.column, {school.pupils[0]: 8})

    with pytest.raises(engine.DatabaseError):
        twice()
    assert school.count("change_log") == before


def test_what_is_personal_goes_the_usual_way(school):
    def birth():
        with school.storage.begin("Add pupil") as work, fresh_rows(work) as rows:
            rows.add("personal_file", PERSON, pupil=school.pupils[0], birth_date="2055-03-17")

    with pytest.raises(ValueError, match="salt"):
        birth()
