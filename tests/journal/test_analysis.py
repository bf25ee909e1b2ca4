"""The analysis of summative results: counts and percents of the form, objectives, texts."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk import i18n
from school_desk.journal import analysis_words as words
from school_desk.journal.analysis import (
    Figure,
    Kept,
    TextName,
    WorkParts,
    WorkTextName,
    analyse,
    mark_of_shares,
    mark_of_text,
)
from school_desk.journal.attainment import Attainment, attainment_of, edges_of
from school_desk.journal.rules import column_statistics
from tests.documents.pages import RULES
from tests.journal.results import SAMPLE, page_of, results_of, task

COUNTED = (Figure.LOW, Figure.MIDDLE, Figure.HIGH)


def form_of(points, kept=None):
    one = results_of(points)
    page = page_of(points)
    return analyse(page, (one,), RULES, kept or {})


def test_the_row_of_the_filled_sample_comes_out():
    row = results_of(SAMPLE)

    assert row.count(Figure.WROTE) == 14
    assert row.work.top == 15
    assert [row.count(figure) for figure in COUNTED] == [0, 13, 1]
    assert words.percent_cell(row, Figure.QUALITY, "kk").startswith("57\u00a0%")
    assert row.percent(Figure.QUALITY) == Fraction(400, 7)
    assert words.percent_cell(row, Figure.PROGRESS, "kk") == "100\u00a0% (14)"


def test_quality_is_not_the_high_column():
    row = results_of(SAMPLE)

    assert row.count(Figure.QUALITY) == 8
    assert row.count(Figure.HIGH) == 1


@pytest.mark.parametrize(
    ("points", "top", "reached"),
    [
        (0, 15, "low"),
        (39, 100, "low"),
        (40, 100, "middle"),
        (84, 100, "middle"),
        (85, 100, "high"),
        (11, 13, "middle"),  # 84.6 %: the border is reached by the exact percent only
        (15, 15, "high"),
    ],
)
def test_attainments_follow_the_bands_of_the_scale(points, top, reached):
    assert attainment_of(points, top, RULES) == reached


def test_another_scale_moves_the_attainments():
    bands = (replace(RULES.scale[0]), *(replace(b, low=b.low + 6) for b in RULES.scale[1:]))
    other = replace(RULES, scale=bands)

    assert edges_of(RULES)[Attainment.MIDDLE] == (40, 84)
    assert edges_of(other) == {
        Attainment.LOW: (0, 45),
        Attainment.MIDDLE: (46, 90),
        Attainment.HIGH: (91, 100),
    }
    assert attainment_of(90, 100, other) is Attainment.MIDDLE


@given(
    st.integers(1, 40).flatmap(
        lambda top: st.tuples(st.just(top), st.lists(st.none() | st.integers(0, top), max_size=30))
    )
)
def test_the_three_attainments_are_all_who_wrote_and_quality_is_within_progress(case):
    top, points = case
    row = results_of(points, top=top)

    assert sum(row.count(figure) for figure in COUNTED) == row.count(Figure.WROTE)
    assert set(row.behind(Figure.QUALITY)) <= set(row.behind(Figure.PROGRESS))
    assert set(row.behind(Figure.HIGH)) <= set(row.behind(Figure.QUALITY))
    if row.results:
        assert row.count(Figure.WROTE) + row.count(Figure.ABSENT) == len(points)
        assert row.percent(Figure.QUALITY) <= row.percent(Figure.PROGRESS)


@pytest.mark.parametrize(("points", "top", "good"), [(13, 20, 1), (12, 20, 0), (129, 200, 0)])
def test_quality_begins_at_the_border_itself_and_not_before(points, top, good):
    assert results_of((points,), top=top).count(Figure.QUALITY) == good


@given(st.lists(st.integers(0, 20), min_size=1, max_size=30))
def test_quality_is_the_one_under_the_column_of_the_register(points):
    statistics = column_statistics([(one, 20) for one in points], RULES)

    assert results_of(points, top=20).percent(Figure.QUALITY) == statistics.quality


def test_a_work_that_nobody_wrote_has_dashes_never_zeros():
    row = results_of((None, None))

    assert row.percent(Figure.QUALITY) is None
    cells = [words.count_cell(row, figure) for figure in (Figure.WROTE, *COUNTED)]
    assert [*cells, words.percent_cell(row, Figure.PROGRESS, "ru")] == ["—"] * 5
    assert row.absent == ()


def test_the_pupils_behind_a_number_are_as_many_as_it_says():
    row = results_of((*SAMPLE, None, 3))

    for figure in Figure:
        assert len(row.pupils(figure)) == row.count(figure)
    assert [one.id for one in row.pupils(Figure.LOW)] == [16]
    assert [one.id for one in row.pupils(Figure.ABSENT)] == [15]


def test_objectives_are_proposed_by_their_share_of_points():
    tasks = (task(1, "6.1.2.9", 2), task(2, "6.1.2.12", 2, first_row=10))
    points = {1: {1: 1, 2: 1, 11: 1}, 2: {1: 1, 2: 0, 11: 0, 12: 0}}
    row = results_of((3, 1), WorkParts(tasks, points), top=4)

    assert [one.code for one in row.shares(WorkTextName.ACHIEVED)] == ["6.1.2.9"]
    assert [one.code for one in row.shares(WorkTextName.DIFFICULT)] == ["6.1.2.12"]
    assert (
        words.computed_objectives(row, WorkTextName.ACHIEVED, "kk") == "6.1.2.9 – 75\u00a0%, 3 / 4"
    )
    assert (
        words.computed_objectives(row, WorkTextName.DIFFICULT, "ru")
        == "6.1.2.12 – 25\u00a0%, 1 / 4"
    )


def test_without_points_by_descriptor_the_teacher_decides():
    row = results_of((3, 1), WorkParts((task(1, "6.1.2.12 6.1.2.9", 4),)), top=4)

    assert row.shares(WorkTextName.ACHIEVED) == row.shares(WorkTextName.DIFFICULT) == ()
    assert "6.1.2.9, 6.1.2.12" in words.why_empty(row, "kk")


def test_the_first_text_names_the_pupils_by_attainment_in_both_languages():
    form = form_of((15, 8, None))
    kazakh = words.computed(form, TextName.RESULTS, "kk").splitlines()
    russian = words.computed(form, TextName.RESULTS, "ru").splitlines()

    assert kazakh[1] == "Жоғары деңгей (85–100\u00a0%): Оқушы01 Дана"
    assert kazakh[2] == "Орта деңгей (40–84\u00a0%): Оқушы02 Дана"
    assert kazakh[3] == "Төмен деңгей (0–39\u00a0%): —"
    assert kazakh[4] == "Жазбағандар: Оқушы03 Дана"
    assert russian[0].startswith("СОР 1: писали 2 из 3, качество знаний 50\u00a0%")
    assert russian[1] == "Высокий уровень (85–100\u00a0%): Оқушы01 Дана"


def test_a_written_text_stays_and_says_when_the_data_have_changed():
    before = results_of((15, 8))
    kept = {TextName.RESULTS: Kept("Өзім жаздым", mark_of_text((before,), TextName.RESULTS))}

    same, other = form_of((15, 8), kept), form_of((15, 2), kept)

    assert words.shown(other, TextName.RESULTS, "kk") == "Өзім жаздым"
    assert not same.changed(TextName.RESULTS)
    assert other.changed(TextName.RESULTS)


def test_points_that_change_nothing_of_the_text_are_no_change():
    marks = {mark_of_text((results_of(points),), TextName.RESULTS) for points in ((15, 8), (14, 7))}

    assert len(marks) == 1


def test_a_text_that_only_a_teacher_can_write_is_never_out_of_date():
    form = form_of((1,), {TextName.REASONS: Kept("Сабақ қалдырды")})

    assert not form.changed(TextName.REASONS)
    assert words.computed(form, TextName.REASONS, "kk") == ""


def test_objectives_of_a_work_are_out_of_date_when_their_share_is_another():
    parts = WorkParts((task(1, "6.1.2.9", 4),), {1: {1: 1}})
    other = WorkParts((task(1, "6.1.2.9", 4),), {1: {1: 1, 2: 1}})
    name = WorkTextName.DIFFICULT
    first, second = results_of((1,), parts, top=4), results_of((2,), other, top=4)
    kept = Kept("6.1.2.9", mark_of_shares(first, name))

    assert not replace(first, difficult=kept).changed(name)
    assert replace(second, difficult=kept).changed(name)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_text_is_said_in_every_language(language):
    form = form_of((15, 8, 2, None))

    for name in (TextName.AIM, TextName.RESULTS):
        assert words.computed(form, name, language)
