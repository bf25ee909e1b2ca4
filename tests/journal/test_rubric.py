"""The rubric for parents: criteria from the tasks, sentences in two languages, ticks."""

import pytest

from school_desk.journal import rubric_words as words
from school_desk.journal.analysis import WorkParts
from school_desk.journal.attainment import Attainment
from school_desk.journal.rubric import (
    MOST_ROWS,
    CriterionOfTaskError,
    KeptRow,
    Part,
    RubricFullError,
    Tick,
    Written,
    accept_drop,
    make_rubric,
    next_number,
    rubric_rows,
)
from tests.documents.pages import RULES
from tests.journal.results import WORK, page_of, task

LOW, MIDDLE, HIGH = Attainment
TASKS = (
    task(1, "6.1.2.9", 5, "Бөлшектерді салыстырады"),
    task(2, "6.1.2.12", 5, "Есеп шығарады", first_row=10),
    task(3, "6.1.2.12", 5, "бөлшектерді салыстырады", first_row=20),
)


def rubric_of(points, parts=None, written=None):
    facts = [parts or WorkParts(TASKS), *([written] if written else [])]
    return make_rubric(page_of(points), WORK, RULES, *facts)


def test_each_criterion_of_the_tasks_is_a_row_once():
    rows = rubric_rows(TASKS, {})

    assert [(row.number, row.tasks) for row in rows] == [(1, (1, 3)), (2, (2,))]


def test_a_work_without_tasks_is_told_of_as_a_whole():
    (row,) = rubric_rows((), {})

    assert words.said(row, Part.CRITERION, "kk") == "Жұмыстың тапсырмалары"
    assert words.said(row, Part.HIGH, "kk") == "Тапсырмаларды дұрыс орындайды."
    assert words.said(row, Part.HIGH, "ru") == "Верно выполняет задания."


@pytest.mark.parametrize(
    ("part", "kk", "ru"),
    [
        (
            Part.LOW,
            "«Есеп шығарады» критерийі бойынша тапсырмаларды орындауда қиналады.",
            "Затрудняется в выполнении заданий по критерию «Есеп шығарады».",
        ),
        (
            Part.MIDDLE,
            "«Есеп шығарады» критерийі бойынша тапсырмаларды орындағанда қателіктер жібереді.",
            "Допускает неточности в выполнении заданий по критерию «Есеп шығарады».",
        ),
        (
            Part.HIGH,
            "«Есеп шығарады» критерийі бойынша тапсырмаларды дұрыс орындайды.",
            "Верно выполняет задания по критерию «Есеп шығарады».",
        ),
    ],
)
def test_sentences_are_made_from_the_criterion(part, kk, ru):
    row = rubric_rows(TASKS, {})[1]

    assert (words.said(row, part, "kk"), words.said(row, part, "ru")) == (kk, ru)


def test_a_written_sentence_counts_in_its_language_only():
    kept = {2: KeptRow(90, {(Part.HIGH, "kk"): "Жақсы біледі."})}
    row = rubric_rows(TASKS, kept)[1]

    assert words.said(row, Part.HIGH, "kk") == "Жақсы біледі."
    assert words.said(row, Part.HIGH, "ru").startswith("Верно выполняет")


def test_a_translated_criterion_is_in_the_sentences_of_its_language():
    kept = {2: KeptRow(90, {(Part.CRITERION, "ru"): "Решает задачи"})}
    row = rubric_rows(TASKS, kept)[1]

    assert "«Решает задачи»" in words.said(row, Part.LOW, "ru")
    assert "«Есеп шығарады»" in words.said(row, Part.LOW, "kk")


def test_the_attainment_is_proposed_from_the_points_of_the_criterion():
    points = {1: {**dict.fromkeys(range(1, 6), 1), **dict.fromkeys(range(21, 26), 1), 11: 1}}
    (pupil,) = rubric_of((11,), WorkParts(TASKS, points)).pupils

    assert pupil.ticks == (Tick(HIGH), Tick(LOW))


def test_without_points_by_descriptor_it_is_proposed_from_the_work():
    first, second = rubric_of((8, None)).pupils

    assert first.ticks == (Tick(MIDDLE), Tick(MIDDLE))
    assert not second.told


def test_what_a_teacher_chose_stays_when_the_points_change():
    written = Written(ticks={2: {1: LOW}})

    for points in (15, 2):
        (pupil,) = rubric_of((points,), written=written).pupils
        assert pupil.ticks[1] == Tick(LOW, chosen=True)


def test_a_typed_criterion_comes_after_those_of_the_tasks_and_may_go():
    kept = {4: KeptRow(90, {(Part.CRITERION, "kk"): "Таза жазады"})}
    rubric = rubric_of((8,), written=Written(rows=kept))

    assert [row.number for row in rubric.rows] == [1, 2, 4]
    accept_drop(rubric, 4)
    with pytest.raises(CriterionOfTaskError):
        accept_drop(rubric, 1)


def test_a_further_criterion_never_takes_the_number_of_a_task():
    assert next_number(TASKS, {}) == 4
    assert next_number((), {}) == 2


def test_a_rubric_holds_only_so_many_criteria():
    many = [task(n, "", 1, f"Критерий {n}") for n in range(1, MOST_ROWS + 1)]

    with pytest.raises(RubricFullError):
        next_number(many, {})
