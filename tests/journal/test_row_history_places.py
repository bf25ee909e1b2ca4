"""Rows that are pointed at by what they were born with: cells, plans of lessons, whole tables."""

from dataclasses import replace
from datetime import date

import pytest

from school_desk.access.model import NotAllowedError, Role
from school_desk.i18n import translator
from school_desk.journal.history_model import RowPlace
from school_desk.journal.history_rules import change_words
from school_desk.journal.model import ColumnKey, MarkKind
from school_desk.journal.row_words import CODES, UNSAID
from school_desk.school.list_model import ListEntry
from school_desk.school.model import PersonName
from school_desk.school_file import REGISTRY
from school_desk.storage.sealing import Argon2Params
from tests.journal.small_desk import HEAD, PASSWORD, TEACHER

ENGLISH = translator("en")


def told(story):
    return [(change_words(one.line, ENGLISH), one.line.who) for one in story.changes]


def work_of(page):
    return next(one.key.work for one in page.works if one.kind is MarkKind.UNIT_SUMMATIVE)


def test_the_points_of_a_work_are_told_cell_by_cell_the_newest_first(school):
    with school.taken_by(TEACHER) as desk:
        page = school.page(desk)
        work, pupil = work_of(page), page.rows[0].pupil.id
        for text in ("7", "9"):
            desk.journal.put(school.page(desk), ColumnKey(work=work), pupil, text)
        cell = RowPlace("work_points", born=(work, pupil))
        other = replace(cell, born=(work, page.rows[1].pupil.id))

        assert told(desk.row_history.of_place(cell)) == [
            ("7 → 9", "Сейіт Гүлнар"),
            ("7", "Сейіт Гүлнар"),
        ]
        assert desk.row_history.of_place(other).changes == ()


def test_a_cell_is_closed_to_who_does_not_teach_there(school):
    with school.taken_by(HEAD) as head:
        name = PersonName("Бөтен", "Мұғалім")
        head.create_account("boten", name, PASSWORD, [Role.TEACHER], params=Argon2Params(64, 1, 1))
    with school.taken_by(TEACHER) as desk:
        page = school.page(desk)
        cell = RowPlace("work_points", born=(work_of(page), page.rows[0].pupil.id))
    with school.taken_by("boten") as other, pytest.raises(NotAllowedError):
        other.row_history.of_place(cell)


def test_what_nobody_has_written_has_an_empty_past_and_asks_for_the_same_right(school):
    day = date(2026, 10, 20).isoformat()
    lesson = RowPlace("lesson", born=(school.group, school.subject, day, 7))
    unwritten = (lesson, RowPlace("lesson_plan", born=(lesson,)), RowPlace("consent", 0))
    with school.taken_by(HEAD) as head:
        name = PersonName("Бөтен", "Мұғалім")
        head.create_account("boten", name, PASSWORD, [Role.TEACHER], params=Argon2Params(64, 1, 1))
        assert all(head.row_history.of_place(one).changes == () for one in unwritten)
    with school.taken_by(TEACHER) as teacher:
        for place in unwritten[:2]:
            assert teacher.row_history.of_place(place).changes == ()
    with school.taken_by("boten") as other:
        for place in unwritten:
            with pytest.raises(NotAllowedError):
                other.row_history.of_place(place)


def test_the_usual_bells_are_told_as_one_thing(school):
    with school.taken_by(HEAD) as head:
        bells = head.school.bells()
        story = head.row_history.of_place(RowPlace("bell", name="Bells"))

    assert len(story.changes) == len(bells)


def test_a_line_of_a_list_names_its_list_and_the_pupil(school):
    with school.taken_by(HEAD) as head:
        pupil = head.school.pupils(school.class_group)[0].pupil.id
        row = head.lists.put(school.class_group, ListEntry("club", pupil, "Шахмат"))
        story = head.row_history.of_place(RowPlace("list_entry", row))

    assert ("Clubs, Әбіш Дана", "Ахметова Сәуле") in told(story)


def test_every_code_and_unsaid_column_is_one_of_the_registry():
    columns = {
        (table.name, column)
        for table in REGISTRY.tables
        for field in table.fields
        for column in field.columns
    }

    assert set(CODES) <= columns
    assert {column for _table, column in columns} >= UNSAID
