"""The history of a page in words is what was done on it; and only those see it who see the page."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from school_desk.access.model import NotAllowedError
from school_desk.errors import DeskError
from school_desk.formats import date_short
from school_desk.i18n import translator
from school_desk.journal.history_model import HistoryLine
from school_desk.journal.history_rules import change_words, how_words, sentence
from school_desk.journal.remark_model import RemarkPlace
from tests.journal.small_desk import HEAD, NOW

KAZAKH, ENGLISH = translator("kk"), translator("en")
TYPED = st.sampled_from(("", "1", "7", "10", "12", "А", "К", "К8", "undo"))
SIGNS = {
    "ill": "ill",
    "late": "late",
}


def words(history):
    return [(change_words(line, ENGLISH), how_words(line, ENGLISH)) for line in history.lines]


def test_a_mark_that_was_changed_and_taken_back_is_told_in_words(school, teacher):
    page = school.page(teacher)
    key, pupil = page.columns[0].key, page.rows[0].pupil.id
    for text in ("7", "8"):
        teacher.journal.put(school.page(teacher), key, pupil, text)
    teacher.undo(page.form)

    found = teacher.history.of_cell(school.page(teacher), key, pupil).cell

    assert words(found) == [
        ("7", "Put mark"),
        ("7 → 8", "Put mark"),
        ("8 → 7", "taken back: Put mark"),
    ]
    assert {line.who for line in found.lines} == {"Сейіт Гүлнар"}
    assert found.whole


def test_the_sentence_says_when_who_what_and_how(school, teacher):
    page = school.page(teacher)
    key, pupil = page.columns[0].key, page.rows[0].pupil.id
    teacher.journal.put(page, key, pupil, "7")
    teacher.journal.put(school.page(teacher), key, pupil, "8")

    line = teacher.history.of_cell(school.page(teacher), key, pupil).cell.newest_first[0]

    assert sentence(line, KAZAKH) == "22 қазан, 09:31 · Сейіт Гүлнар · 7 → 8 · Баға қою"


def test_a_mark_and_a_sign_of_one_cell_are_told_together(school, teacher):
    page = school.page(teacher)
    key, pupil = page.columns[0].key, page.rows[0].pupil.id
    teacher.journal.put(page, key, pupil, "К8")

    found = teacher.history.of_cell(school.page(teacher), key, pupil).cell

    told = {(line.what, change_words(line, ENGLISH)) for line in found.lines}
    assert told == {("Points", "8"), ("Attendance", "late")}


def test_points_of_a_work_and_its_plan_have_a_history(school, teacher):
    page = school.page(teacher)
    key, pupil = page.works[0].key, page.rows[0].pupil.id
    teacher.journal.put(page, key, pupil, "11")
    teacher.journal.put(school.page(teacher), key, pupil, "12")

    found = teacher.history.of_cell(school.page(teacher), key, pupil)

    assert [change_words(line, ENGLISH) for line in found.cell.lines] == ["11", "11 → 12"]
    assert "of 15" in [change_words(line, ENGLISH) for line in found.column.lines]


def test_texts_of_a_lesson_have_a_history(school, teacher):
    page = school.page(teacher)
    key, lesson = page.columns[0].key, page.columns[0].key.lesson
    teacher.journal.write_topic(page, lesson, "Күш")
    teacher.journal.write_topic(page, lesson, "Күш және масса")
    teacher.journal.write_homework(page, lesson, "№ 3")
    teacher.journal.hold(page, lesson, teacher.now())

    found = teacher.history.of_cell(school.page(teacher), key, page.rows[0].pupil.id).column

    assert [(line.what, change_words(line, ENGLISH)) for line in found.lines] == [
        ("Topic", "Күш"),
        ("Topic", "Күш → Күш және масса"),
        ("Homework", "№ 3"),
        ("Lesson", "Lesson held"),
    ]


def test_any_row_is_told_with_the_names_of_what_it_points_to(school):
    with school.taken_by(HEAD) as head:
        place = RemarkPlace(school.class_group, school.group, school.subject)
        row = head.remarks.write(place, head.today(), "Тақырып жоқ")
        head.remarks.settle(row, "Жазылды")
        found = head.row_history.of_row("remark", row)

    said = {line.what: change_words(line, ENGLISH) for line in found.lines}
    assert said["Place"] == "6 «А», physics"
    assert said["Text"] == f"{date_short(NOW.date(), 'en')}, Тақырып жоқ"
    assert said["Done"] == f"{date_short(NOW.date(), 'en')}, Ахметова Сәуле"
    assert said["Answer"] == "Жазылды"


def test_whoever_may_not_see_a_row_sees_no_history_of_it(teacher):
    with pytest.raises(NotAllowedError):
        teacher.row_history.of_row("account", teacher.account.id)


def test_corrections_are_what_replaced_something(school, teacher):
    page = school.page(teacher)
    first, second = page.columns[0].key, page.columns[1].key
    pupil = page.rows[1].pupil.id
    teacher.journal.put(page, first, pupil, "7")
    teacher.journal.put(school.page(teacher), second, pupil, "5")
    teacher.journal.put(school.page(teacher), second, pupil, "6")

    every = teacher.history.of_page(school.page(teacher), pupil=pupil)
    only = teacher.history.of_page(school.page(teacher), pupil=pupil, corrections=True)

    assert [change_words(one.line, ENGLISH) for one in every] == ["7", "5", "5 → 6"]
    assert [change_words(one.line, ENGLISH) for one in only] == ["5 → 6"]
    assert only[0].place == second.lesson.date


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 1), TYPED), min_size=1, max_size=10))
def test_history_in_words_is_what_was_done(school, teacher, steps):
    """Against a model: what stood in the cell before and after each step, and which step it was."""
    start = school.page(teacher)
    pupil = start.rows[2].pupil.id
    keys = [start.columns[n].key for n in (0, 1)]
    told = {key: len(lines_of(teacher, school, key, pupil)) for key in keys}
    done = {key: [] for key in keys}
    for place, text in steps:
        before = {key: cell(school.page(teacher), key, pupil) for key in keys}
        with suppress(DeskError):
            if text == "undo":
                teacher.undo(start.form)
            else:
                teacher.journal.put(school.page(teacher), keys[place], pupil, text)
        for key in keys:
            now = cell(school.page(teacher), key, pupil)
            done[key] += [
                (what, before[key][what], now[what], "undo" if text == "undo" else "")
                for what in now
                if before[key][what] != now[what]
            ]
    for key in keys:
        new = lines_of(teacher, school, key, pupil)[told[key] :]
        assert sorted(map(str, new)) == sorted(map(str, done[key]))


def lines_of(teacher, school, key, pupil):
    found = teacher.history.of_cell(school.page(teacher), key, pupil).cell
    return [(line.what, said(line.before), said(line.after), line.origin) for line in found.lines]


def said(value):
    return getattr(value, "msgid", value)


def cell(page, key, pupil):
    row = page.row_of(pupil)
    sign = row.signs.get(key.lesson)
    return {"Points": row.points(key), "Attendance": sign and SIGNS[sign.value]}


def test_a_line_without_a_value_before_is_no_correction():
    line = HistoryLine(None, "", here=True, what="Points", before=None, after=7, intent="Put mark")

    assert not line.corrects
