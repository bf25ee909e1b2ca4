"""Pages that run for a half-year or a year, end in pass or fail, or have no marks at all."""

from datetime import date
from fractions import Fraction

import pytest

from school_desk.errors import DeskError
from school_desk.journal.entry import (
    AchievedOnlyError,
    NoVerdictError,
    PeriodAheadError,
    PupilNotThereError,
    UnmarkedSubjectError,
    UnmarkedYearLevelError,
)
from school_desk.journal.explain import recompute
from school_desk.journal.model import VERDICT, ColumnKey, MarkKind, Scale, Standing, Work
from school_desk.journal.pages import LESSONS_TO_COME
from school_desk.journal.typing import NeitherPassNorFailError
from school_desk.journal.works import NO_TERM_WORK, NO_WORKS, TOO_MANY_UNITS
from school_desk.school.model import PeriodKind, Teaching
from tests.journal.school_year import NEW_YEAR, OCTOBER, PUPILS, school_year

UNIT, TERM = MarkKind.UNIT_SUMMATIVE, MarkKind.TERM_SUMMATIVE


@pytest.fixture
def school(tmp_path):
    with school_year(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """One school for what is typed over and over."""
    with school_year(tmp_path_factory.mktemp("school")) as made:
        yield made


def verdicts(school, code="music"):
    return [row.verdict for row in school.page(code).rows]


# A half-year


def test_one_hour_a_week_makes_one_page_of_two_terms(school):
    page = school.page("history")

    assert page.head.period.key == "half_year/1"
    assert page.head.period.terms == (1, 2)
    assert {column.date.month for column in page.columns} == {9, 10, 11, 12}
    assert not page.head.term_work_due
    assert school.page("history", 2) == page
    assert school.page("history", 3).head.period.key == school.page("history", 4).head.period.key
    assert school.page("algebra").head.period.key == "term/1"


def test_the_list_of_pages_has_a_page_for_each_half_year(school):
    periods = {
        (one.year_level, one.subject_names["kk"]): [each.key for each in one.periods]
        for one in school.desk.journal.pages()
    }

    assert periods[6, "history"] == ["half_year/1", "half_year/2"]
    assert periods[6, "algebra"] == ["term/1", "term/2", "term/3", "term/4"]


def test_works_of_both_terms_count_and_the_mark_waits_for_the_last_lesson(school):
    page = school.page("history")
    school.plan(page, UNIT, 1, 20, page.columns[3].date)
    school.plan(page, UNIT, 2, 10, page.columns[12].date)
    page = school.page("history")
    first, second = (work.key for work in page.works)
    lessons = [column.key for column in page.columns]
    school.types(page, lessons[0], "8")
    school.types(page, lessons[1], "9")
    school.types(page, first, "13")
    before = school.page("history").rows[0].result

    school.now(NEW_YEAR)
    page = school.page("history")
    school.types(page, lessons[11], "7")
    school.types(page, second, "9")
    after = school.page("history", 2).rows[0].result

    assert (before.standing, before.percent) == (Standing.FORECAST, Fraction(85 + 65, 2))
    assert (after.standing, after.percent) == (
        Standing.MARKED,
        Fraction(80, 2) + Fraction(22 * 100, 30) / 2,
    )


def test_vector_11_is_a_half_year_subject(school):
    page = school.page("history")
    school.plan(page, UNIT, 1, 20, page.columns[3].date)
    page = school.page("history")
    for column, points in zip(page.columns, (8, 8, 9, 8, 8), strict=False):
        school.types(page, column.key, str(points))
    school.types(page, page.works[0].key, "13")
    forecast = school.page("history")

    school.now(NEW_YEAR)
    page = school.page("history")

    result = page.rows[0].result
    assert forecast.rows[0].result.standing is Standing.FORECAST
    assert LESSONS_TO_COME in forecast.rows[0].result.warnings
    assert (result.percent, result.rounded, result.mark) == (Fraction(147, 2), 74, 4)
    told = school.desk.journal.explain(page, page.rows[0].pupil.id)
    assert told.period is PeriodKind.HALF_YEAR
    assert recompute(told) == 4


def test_a_lesson_of_the_second_term_opens_the_page_of_the_half_year(school):
    school.now(NEW_YEAR)
    page = school.page("history")
    keys = [c.key.lesson for c in page.columns if c.date.month == 11][:1]
    (line,) = school.desk.journal.lines(school.desk.account.id, keys)

    assert line.term == 1


def test_a_year_page_and_a_page_by_terms_can_be_chosen_for_one_class(school):
    desk, group, subject = school.desk, school.groups[6], school.subjects["history"]
    me = desk.account.id

    desk.school.assign(Teaching(group, subject, me, period=PeriodKind.YEAR))
    whole = school.page("history", 3)
    desk.school.assign(Teaching(group, subject, me, period=PeriodKind.TERM))
    term = school.page("history", 3)

    assert (whole.head.period.key, whole.head.period.terms) == ("year/1", (1, 2, 3, 4))
    assert (term.head.period.key, term.head.own_period) == ("term/3", True)
    told = desk.journal.explain(term, term.rows[0].pupil.id)
    assert any("How long the page runs" in warning for warning in told.warnings)


# Pass or fail


def test_pass_and_fail_are_typed_and_counted_and_taken_back(school):
    page = school.page("music")
    school.types(page, VERDICT, "С", "0")
    typed = verdicts(school)
    counted = school.desk.journal.mark_statistics(school.page("music"))
    school.types(school.page("music"), VERDICT, "")

    assert page.head.period.key == "half_year/1"
    assert typed == [True, False, None]
    assert (counted.reached, counted.n, counted.quality, counted.average) == (1, 2, 50, None)
    assert verdicts(school) == [None, False, None]
    school.desk.undo(page.form)
    assert verdicts(school) == [True, False, None]


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        *((one, True) for one in ("С", "с", "З", "c", "p", "1", "+", '"', "=", "һ", "сынақ")),
        *((one, False) for one in ("Е", "е", "t", "0", "-", "−", "қ", "ө", "незачёт")),
    ],
)
def test_pass_and_fail_have_keys_in_every_layout(shared, text, passed):
    shared.types(shared.page("music"), VERDICT, text)

    assert verdicts(shared)[0] is passed


@pytest.mark.parametrize("text", ["Н", "А", "Д", "Ж", "К", "Б", "У", "П", "О", "5", "??"])
def test_a_sign_of_attendance_is_no_verdict(shared, text):
    before = verdicts(shared)

    with pytest.raises(NeitherPassNorFailError):
        shared.types(shared.page("music"), VERDICT, text)

    assert verdicts(shared) == before


def test_no_letter_of_a_verdict_is_a_sign_of_attendance(school):
    letters = school.desk.journal.rules(school.page("music"))[1].letters

    assert not set("СЗЕ") & set(letters)


def test_a_verdict_is_refused_where_it_has_no_place(school):
    algebra, spring = school.page("algebra"), school.page("music", 3)

    with pytest.raises(NoVerdictError):
        school.types(algebra, VERDICT, "С")
    with pytest.raises(PeriodAheadError):
        school.types(spring, VERDICT, "С")


def test_a_verdict_is_refused_for_a_pupil_who_has_not_come_yet(school):
    desk = school.desk
    classes = {one.year_level: one.id for one in desk.school.class_groups()}
    name = type(school.page("music").rows[0].pupil.name)("Ұлан")
    desk.school.add_pupil(classes[6], name, date(2026, 12, 1))
    page = school.page("music")
    late = next(row.pupil.id for row in page.rows if row.pupil.name.surname == "Ұлан")

    with pytest.raises(PupilNotThereError):
        desk.journal.put(page, VERDICT, late, "С")
    school.now(NEW_YEAR)
    desk.journal.put(school.page("music"), VERDICT, late, "С")
    assert verdicts(school).count(True) == 1


def test_a_column_of_verdicts_is_pasted_whole_or_not_at_all(school):
    page = school.page("music")
    cells = [(VERDICT, row.pupil.id) for row in page.rows]
    texts = ("зачёт", "незачёт", "8")

    with pytest.raises(DeskError):
        school.desk.journal.paste(page, [(*c, t) for c, t in zip(cells, texts, strict=True)])
    refused = verdicts(school)
    school.desk.journal.paste(page, [(*c, t) for c, t in zip(cells[:2], texts, strict=False)])

    assert refused == [None, None, None]
    assert verdicts(school) == [True, False, None]
    school.desk.journal.clear(school.page("music"), cells)
    assert verdicts(school) == [None, None, None]


def test_why_a_subject_ends_in_pass_or_fail_names_the_paragraph(school):
    page = school.page("music")
    told = school.desk.journal.explain(page, page.rows[0].pupil.id)

    assert (told.standing, told.paragraphs) == (Standing.PASS_FAIL, ("16",))
    assert {note.fact.key for note in told.notes} == {"pass_fail_period", "pass_fail_scale"}


def test_one_class_may_have_marks_in_music(school):
    desk, group, subject = school.desk, school.groups[6], school.subjects["music"]
    desk.school.assign(Teaching(group, subject, desk.account.id, pass_fail=False))
    page = school.page("music")
    told = desk.journal.explain(page, page.rows[0].pupil.id)

    assert (page.head.pass_fail, page.head.period.kind) == (False, PeriodKind.HALF_YEAR)
    assert any("Marks or pass and fail" in warning for warning in told.warnings)


# Achieved or not yet; no marks


def test_achieved_and_not_yet_are_counted_without_an_average(school):
    school.desk.rules.change("kz-2025", "pass_fail_scale", "achieved")
    page = school.page("music")
    key = page.columns[0].key
    school.types(page, key, "+", "-", "К 1")
    page = school.page("music")
    counted = school.desk.journal.statistics(page, key)

    assert page.head.scale is Scale.ACHIEVED
    assert [row.points(key) for row in page.rows] == [1, 0, 1]
    assert (counted.reached, counted.n, counted.average) == (2, 3, None)
    assert counted.quality == Fraction(200, 3)
    with pytest.raises(AchievedOnlyError):
        school.types(page, key, "8")


def test_year_1_has_attendance_and_no_marks(school):
    page = school.page("algebra", year_level=1)
    key = page.columns[0].key
    school.types(page, key, "А")

    with pytest.raises(UnmarkedYearLevelError):
        school.types(page, page.columns[1].key, "8")
    told = school.desk.journal.explain(page, page.rows[0].pupil.id)
    assert (told.standing, told.paragraphs) == (Standing.UNMARKED, ("7",))
    assert page.head.unmarked
    assert page.head.grounds == ("unmarked_year_levels",)


def test_a_class_hour_is_not_marked_and_says_why(school):
    page = school.page("class_hour")

    with pytest.raises(UnmarkedSubjectError):
        school.types(page, page.columns[0].key, "8")
    told = school.desk.journal.explain(page, page.rows[0].pupil.id)
    assert [note.fact.key for note in told.notes] == ["unmarked_subjects"]
    assert page.head.period.key == "term/1"


def test_year_2_may_be_marked_from_the_third_term_on(school):
    school.desk.rules.change("kz-2025", "first_marked_term_of_year_2", "3")

    terms = [school.page("algebra", term, 2).head for term in (1, 2, 3, 4)]

    assert [head.unmarked for head in terms] == [True, True, False, False]
    assert terms[0].grounds == ("first_marked_term_of_year_2",)
    page = school.page("algebra", 1, 2)
    (note,) = school.desk.journal.explain(page, page.rows[0].pupil.id).notes
    assert note.changed


def test_class_1_of_the_old_rules_is_marked_from_the_third_term_by_its_own_scale(school):
    for term in (1, 2, 3, 4):
        school.desk.rules.choose(term, "kz-2016")

    unmarked = [school.page("algebra", term, 1).head.unmarked for term in (1, 2, 3, 4)]
    rules, _settings = school.desk.journal.rules(school.page("algebra", 3, 1))

    assert unmarked == [True, True, False, False]
    assert [band.low for band in rules.scale] == [0, 21, 51, 81]
    assert school.page("algebra", 3, 1).head.rules_chosen
    assert len(school.page("algebra", 3, 1).rows) == len(PUPILS)
    assert school.clock == [OCTOBER]


# Summative works on such pages


def test_a_half_year_may_hold_six_unit_summatives_and_no_term_summative(school):
    page = school.page("history")
    days = [column.date for column in page.columns]
    second = [day for day in days if day >= date(2026, 11, 2)]
    wanted = [*days[1:4], *second[1:5]]
    said = []
    for number, day in enumerate(wanted, start=1):
        work = Work(ColumnKey(), UNIT, number, 20, date=day)
        said.append(school.desk.journal.plan_work(school.page("history"), work))
    term_work = Work(ColumnKey(), TERM, 1, 25, date=days[9])

    assert [TOO_MANY_UNITS in warnings for warnings in said] == [*[False] * 6, True]
    assert NO_TERM_WORK in school.desk.journal.plan_work(school.page("history"), term_work)


def test_a_work_where_there_are_no_marks_is_warned_of(school):
    page = school.page("music")
    work = Work(ColumnKey(), UNIT, 1, 20, date=page.columns[0].date)

    assert NO_WORKS in school.desk.journal.plan_work(page, work)
