"""A pupil's way through the years: every term, the year, the exam, papers, orders; who may look."""

import shutil
from dataclasses import replace
from fractions import Fraction

import pytest
from openpyxl import load_workbook

from school_desk.access.model import NotAllowedError
from school_desk.journal.closing_model import ClosedMark
from school_desk.journal.model import Standing
from school_desk.journal.past_mark_model import PastKey, PastMark
from school_desk.journal.past_year_model import StoredMark, StoredYear
from school_desk.journal.past_year_rules import stored_cells
from school_desk.journal.path_model import PathYear
from school_desk.journal.shipped import ruleset
from school_desk.journal.year_model import (
    Decision,
    ExamKind,
    FinalWay,
    MarkSource,
    Outcome,
    PeriodMark,
    YearCell,
)
from school_desk.school.guardian_rules import NotOfThisClassError
from school_desk.school.movement_model import MovementKind
from tests.journal.two_years import EXTRACT, LAST, NOW, PAPER, make_two_years
from tests.school.ending_year import HEAD, TEACHER


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_two_years(tmp_path_factory.mktemp("two"))


@pytest.fixture
def school(made, tmp_path):
    shutil.copytree(made.folder, tmp_path / "school")
    return replace(made, folder=tmp_path / "school")


@pytest.fixture
def desk(made):
    with made.taken_by(HEAD) as head:
        yield head


def marks(cell):
    return [one.mark for one in cell.periods]


def test_a_way_leads_from_the_papers_through_closed_years_to_this_one(made, desk):
    path = desk.reports.path(made.rows["now 7 «А»"], made.rows["Дана"])
    mathematics = made.rows["mathematics"]
    cells = [one.cells[mathematics] for one in path.years]

    assert path.pupil.name.given == "Дана"
    assert [(one.year, one.label) for one in path.years] == [
        ("2024-25", ""),
        (LAST, "6 «А»"),
        (NOW, "7 «А»"),
    ]
    assert [marks(one) for one in cells] == [[], [4, 4, 5, 4], [5, 5, 5, 4]]
    assert [one.year.mark for one in cells] == [5, 4, 5]
    assert [one.final.mark for one in cells] == [5, 4, 5]
    assert cells[1].year.mean == Fraction(4 + 4 + 5 + 4, 4)
    assert cells[0].year.paper == PAPER
    assert {one.source for one in cells[1].periods} == {MarkSource.CLOSED}
    assert path.years[2].cells[made.rows["music"]].year.passed


def test_the_decision_and_its_order_stand_above_the_year(made, desk):
    path = desk.reports.path(made.rows["now 7 «А»"], made.rows["Дана"])

    told = path.years[1].decision
    assert (told.outcome, told.order_number) == (Outcome.TRANSFERRED, "17")
    assert path.years[2].decision.outcome is None


def test_who_came_has_the_order_and_the_marks_of_the_other_school(made, desk):
    path = desk.reports.path(made.rows["now 7 «А»"], made.rows["Асан"])

    last = path.years[-1]
    (came,) = last.movements
    assert (came.kind, came.order.number) == (MovementKind.TRANSFER_IN, "15")
    assert last.classes[came.to_class] == "7 «А»"
    cell = last.cells[made.rows["mathematics"]]
    assert marks(cell) == [4, 4, 5, 5]
    assert [one.paper for one in cell.periods] == [EXTRACT, "", "", ""]
    assert (cell.year.mean, cell.year.mark) == (Fraction(18, 4), 5)
    assert path.years[1].label == ""


def test_the_exam_makes_the_final_mark_of_a_year_that_is_over(made, desk):
    past = desk.in_year(LAST)
    path = past.reports.path(made.rows["9А"], made.rows["Жібек"])

    (year,) = path.years
    cell = year.cells[made.rows["mathematics"]]
    assert cell.exams[ExamKind.EXAM].mark == 4
    assert (cell.final.value, cell.final.mark, cell.final.way) == (
        Fraction(5) * Fraction(70, 100) + Fraction(4) * Fraction(30, 100),
        5,
        FinalWay.EXAM,
    )
    assert {one.kind for one in year.movements} == {MovementKind.LEAVE}


def test_what_is_read_from_the_store_is_what_the_year_screen_showed(desk):
    past = desk.in_year(LAST)
    for group in past.school.class_groups():
        shown = past.year_end.of_class(group.id)
        for line in shown.lines:
            here = {
                column.subject: cell
                for column, cell in zip(shown.columns, line.cells, strict=True)
                if cell is not None
            }
            path = desk.reports._paths.of_pupil(desk._storage.db, NOW, line.pupil.id)
            stored = next(one for one in path.years if one.year == LAST)
            assert stored.cells == here


def test_an_open_page_of_this_year_counts_as_the_year_screen_says(school):
    with school.taken_by(HEAD) as head:
        place = next(
            one for one in head.journal.pages() if one.class_group == school.rows["now 7 «А»"]
        )
        head.closing.reopen((place.group, place.subject, 4), "тексеру")
        path = head.reports.path(school.rows["now 7 «А»"], school.rows["Дана"])

        year = head.year_end.of_class(school.rows["now 7 «А»"])
        line = next(one for one in year.lines if one.pupil.name.given == "Дана")
        assert path.years[-1].cells == {
            column.subject: cell
            for column, cell in zip(year.columns, line.cells, strict=True)
            if cell
        }


def test_only_the_own_class_is_open_to_a_form_tutor(school):
    with school.taken_by(HEAD) as head:
        head.school.appoint_form_tutor(school.rows["now 7 «А»"], head.account.id)
        tutor_of = [
            one.id for one in head.school.class_groups() if one.form_tutor == school.rows["teacher"]
        ]
    with school.taken_by(TEACHER) as teacher:
        with pytest.raises(NotAllowedError):
            teacher.reports.path(school.rows["now 7 «А»"], school.rows["Дана"])
        with pytest.raises(NotOfThisClassError):
            teacher.reports.path(tutor_of[0], school.rows["Дана"])


def test_terms_on_paper_make_no_year_mark_where_nobody_knows_the_rules():
    key = PastKey(1, "2014-15", 7, "term/1")
    kept = StoredYear("2014-15", past={key: PastMark(4, None, "№ 1")})

    cell = stored_cells(kept, {1}, None)[1, 7]

    assert marks(cell) == [4]
    assert (cell.year.mark, cell.final.mark) == (None, None)


def test_a_year_mark_on_paper_counts_before_that_of_the_terms():
    stored = tuple(
        StoredMark(1, 5, 7, f"term/{n}", "kz-2025", ClosedMark(Standing.MARKED, mark))
        for n, mark in enumerate((3, 3, 4, 4), 1)
    )
    settings = ruleset("kz-2025").defaults.year
    past = {
        PastKey(1, LAST, 7, "year/1"): PastMark(2, None, "№ 9"),
        PastKey(1, LAST, 7, "final/1"): PastMark(3, None, "№ 10"),
    }

    reckoned = stored_cells(StoredYear(LAST, stored), {1}, settings)[1, 7]
    cell = stored_cells(StoredYear(LAST, stored, past), {1}, settings)[1, 7]

    assert (reckoned.year.mean, reckoned.year.mark) == (Fraction(14, 4), 4)
    assert (cell.year.mark, cell.year.paper) == (2, "№ 9")
    assert (cell.final.mark, cell.final.paper) == (3, "№ 10")
    assert cell.papers == ("№ 9",)


def test_a_term_that_was_never_closed_leaves_the_year_without_a_mark():
    stored = [
        StoredMark(pupil, 5, 7, f"term/{n}", "kz-2025", ClosedMark(Standing.MARKED, 4))
        for pupil in (1, 2)
        for n in range(1, 5)
        if (pupil, n) != (2, 1)
    ]
    settings = ruleset("kz-2025").defaults.year

    cells = stored_cells(StoredYear(LAST, tuple(stored)), {1, 2}, settings)

    assert cells[1, 7].year.mark == 4
    assert marks(cells[2, 7]) == [None, 4, 4, 4]
    assert cells[2, 7].year.lacking == ("term/1",)


def test_a_mark_stands_in_the_last_term_of_its_period():
    cell = YearCell(tuple(PeriodMark(one) for one in ("half_year/1", "half_year/2", "term/9")))
    year = PathYear(LAST, "6 «А»", 4, {7: cell}, Decision())

    found = [one and one.period for one in (year.of_term(7, n) for n in range(1, 5))]

    assert found == [None, "half_year/1", None, "half_year/2"]


def test_paper_and_workbook_name_classes_orders_and_papers(made, desk, tmp_path):
    out = tmp_path / "path.xlsx"
    desk.report_papers.path(made.rows["now 7 «А»"], made.rows["Асан"], "kk", "xlsx", out)

    rows = [list(row) for row in load_workbook(out).worksheets[0].values]
    told = [str(value) for row in rows for value in row if value is not None]
    assert "2026–2027, 7 «А»" in told
    assert ["Математика", 4, 4, 5] in [row[:4] for row in rows]
    assert any("№ 15" in one and "№ 4 мектеп" in one for one in told)
    assert any(EXTRACT in one for one in told)
