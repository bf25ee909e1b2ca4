"""School years side by side: counted by hand from the marks of two years and the papers before."""

import shutil
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from openpyxl import load_workbook

from school_desk.access.model import NotAllowedError
from school_desk.formats import number
from school_desk.i18n import Text
from school_desk.journal.desk_model import By
from school_desk.journal.desk_rules import report_lines
from school_desk.journal.indicators import IndicatorRules
from school_desk.journal.year_model import (
    ClassYear,
    Lack,
    YearCell,
    YearColumn,
    YearLine,
    YearMark,
)
from school_desk.journal.year_report_model import YearValue
from school_desk.journal.year_report_rules import Days, papers_of, year_summary
from school_desk.school.model import Calendar, PersonName, Pupil
from tests.journal.two_years import EXTRACT, LAST, NOW, PAPER, make_two_years
from tests.school.ending_year import HEAD, TEACHER

BEFORE = "2024-25"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_two_years(tmp_path_factory.mktemp("two"))


@pytest.fixture
def desk(made):
    with made.taken_by(HEAD) as head:
        yield head


def told(value: YearValue | None):
    """Marks, pupils, quality, pass rate and mean of a part in a year."""
    if value is None:
        return None
    found = value.found
    return found.n, value.pupils, found.quality, found.progress, found.average


def by_name(desk, by):
    return {
        str(one.name.facts if isinstance(one.name, Text) else one.name): one.values
        for one in desk.reports.compare_years(by).lines
    }


def share(part, whole):
    return Fraction(100 * part, whole)


def test_the_school_of_each_year_is_counted_from_its_year_marks(desk):
    found = desk.reports.compare_years(By.SCHOOL)

    assert found.years == (BEFORE, LAST, NOW)
    (school,) = found.lines
    # On paper: 5, 3. In 2025-26: 5, 4, 3, 5, 2, 4; eight pupils, two of them in class 1.
    # In 2026-27: 5, 4, 3 and the 5 of the newcomer; two pupils of class 2 have no marks yet.
    assert told(school.values[BEFORE]) == (2, 2, share(1, 2), 100, Fraction(8, 2))
    assert told(school.values[LAST]) == (6, 8, share(4, 6), share(5, 6), Fraction(23, 6))
    assert told(school.values[NOW]) == (4, 6, share(3, 4), 100, Fraction(17, 4))


def test_a_class_is_compared_with_itself_a_year_younger(desk):
    found = by_name(desk, By.CLASS)

    seven = found["7 «А»"]
    assert [seven[year].label for year in (BEFORE, LAST, NOW)] == ["5 «А»", "6 «А»", "7 «А»"]
    assert told(seven[BEFORE]) == (2, 2, share(1, 2), 100, Fraction(5 + 3, 2))
    assert told(seven[LAST]) == (2, 2, share(1, 2), 100, Fraction(4 + 3, 2))
    assert told(seven[NOW]) == (3, 3, 100, 100, Fraction(5 + 4 + 5, 3))
    five = found["5"]
    assert [five[year].label for year in (LAST, NOW)] == ["4", "5"]
    assert BEFORE not in five


def test_a_class_that_has_left_is_named_with_its_last_year(desk):
    found = by_name(desk, By.CLASS)

    nine = found["{'label': '9 «А»', 'year': '2025–2026'}"]
    assert told(nine[LAST]) == (2, 2, share(1, 2), share(1, 2), Fraction(5 + 2, 2))
    assert nine.get(NOW) is None


def test_a_class_keeps_its_name_of_today_before_it_has_year_marks(made, tmp_path):
    shutil.copytree(made.folder, tmp_path / "school")
    school = replace(made, folder=tmp_path / "school")
    with school.taken_by(HEAD) as head:
        assert NOW in by_name(head, By.CLASS)["7 «А»"]
        for page in head.journal.pages():
            head.closing.reopen((page.group, page.subject, 4), "тексеру")

        found = by_name(head, By.CLASS)

    assert NOW not in found["7 «А»"]
    assert found["7 «А»"][LAST].label == "6 «А»"


def test_the_same_year_level_is_compared_with_other_pupils_of_it(desk):
    found = by_name(desk, By.YEAR_LEVEL)

    five = found["{'year_level': 5}"]
    assert told(five[BEFORE])[0] == 2
    assert five.get(LAST) is None
    assert told(five[NOW]) == (1, 1, 0, 100, 3)
    seven = found["{'year_level': 7}"]
    assert set(seven) == {NOW}


def test_subjects_and_teachers_are_compared_with_the_pupils_they_had(desk):
    subjects = by_name(desk, By.SUBJECT)
    assert told(subjects["Математика"][LAST])[:2] == (6, 6)
    teachers = by_name(desk, By.TEACHER)

    assert told(teachers["Сейіт Гүлнар"][LAST]) == (6, 6, share(4, 6), share(5, 6), Fraction(23, 6))
    assert told(teachers["Сейіт Гүлнар"][NOW]) == (3, 3, 100, 100, Fraction(14, 3))
    assert told(teachers["Ахметова Сәуле"][NOW]) == (1, 1, 0, 100, 3)
    assert BEFORE not in teachers["Сейіт Гүлнар"]


@pytest.mark.parametrize("by", [By.STAGE, By.LANGUAGE, By.YEAR_LEVEL, By.CLASS, By.SUBJECT])
def test_every_way_counts_the_same_marks(desk, by):
    lines = desk.reports.compare_years(by).lines

    for year, marks in ((BEFORE, 2), (LAST, 6), (NOW, 4)):
        values = [one.values.get(year) for one in lines]
        assert sum(one.found.n for one in values if one) == marks


def test_marks_from_papers_are_counted_and_their_papers_named(desk):
    found = desk.reports.compare_years(By.SCHOOL)

    assert found.papers == {BEFORE: {PAPER: 2}, NOW: {EXTRACT: 1}}
    assert found.on_paper == {BEFORE}


ALGEBRA = {"kk": "Алгебра", "ru": "Алгебра", "en": "Algebra"}


@pytest.mark.parametrize(("over", "outcome"), [(True, "not_attested"), (False, "waiting")])
def test_who_must_still_write_a_work_is_not_attested_when_the_year_is_over(over, outcome):
    cell = YearCell(year=YearMark((4,), lack=Lack.WAITS, lacking=("term/2",)))
    pupil, on = Pupil(1, PersonName("Әлі")), date(2027, 5, 25)
    column = YearColumn(7, ALGEBRA, groups=(5,))
    year = ClassYear(
        *(3, "6 «А»", 6, "kk", NOW, "", (column,), (YearLine(pupil, (cell,)),), None),
    )

    found = year_summary(year, {}, {}, IndicatorRules(), Days(on, over))

    assert [one.outcome for one in found.total.entries] == [outcome]


def test_halves_of_a_split_class_count_for_their_own_teacher():
    on = date(2027, 5, 25)
    marks = {1: 5, 2: 3}
    lines = tuple(
        YearLine(Pupil(n, PersonName(f"П{n}")), (YearCell(year=YearMark(mark=mark)),))
        for n, mark in marks.items()
    )
    column = YearColumn(7, ALGEBRA, groups=(5, 6))
    year = ClassYear(3, "6 «А»", 6, "kk", NOW, "", (column,), lines, None)
    teachers = {(5, 7): "Айгүл", (6, 7): "Бота"}

    found = year_summary(year, {(1, 7): 5, (2, 7): 6}, teachers, IndicatorRules(), Days(on, True))
    reported = report_lines([found], {3: 6}, Calendar(NOW, ()))

    taught = {one.name: one.indicators.average for one in reported if one.by is By.TEACHER}
    assert taught == {"Айгүл": 5, "Бота": 3}
    (school,) = (one for one in reported if one.by is By.SCHOOL)
    assert school.indicators.n == 2


def test_who_has_left_before_the_end_counts_nowhere():
    on = date(2027, 5, 25)
    cell = YearCell(year=YearMark(mark=5, paper="№ 1"))
    lines = (
        YearLine(Pupil(1, PersonName("Кетті")), (cell,), left=date(2027, 3, 1)),
        YearLine(Pupil(2, PersonName("Бар")), (cell,)),
    )
    year = ClassYear(3, "6", 6, "kk", NOW, "", (YearColumn(7, ALGEBRA),), lines, None)

    found = year_summary(year, {}, {}, IndicatorRules(), Days(on, True))

    assert found.total.counts.five == 1
    assert len(found.there) == 1
    assert papers_of([year], on) == {"№ 1": 1}


def test_an_earlier_year_looks_no_further_than_itself(desk):
    past = desk.in_year(LAST)

    found = past.reports.compare_years(By.SCHOOL)

    assert found.years[-1] == LAST
    assert told(found.lines[0].values[LAST])[0] == 6
    past.close()


def test_year_marks_of_this_year_are_those_of_its_own_page(made, tmp_path):
    shutil.copytree(made.folder, tmp_path / "school")
    school = replace(made, folder=tmp_path / "school")
    with school.taken_by(HEAD) as head:
        group = school.rows["now 7 «А»"]
        place = next(
            (one.group, one.subject, 4)
            for one in head.journal.pages()
            if (one.class_group, one.subject) == (group, school.rows["mathematics"])
        )
        head.closing.reopen(place, "тексеру")
        shown = head.year_end.of_class(group)
        cells = [cell for line in shown.lines for cell in line.cells if cell]
        marks = [cell.year.mark for cell in cells if cell.year.mark is not None]

        line = by_name(head, By.CLASS).get("7 «А»", {})

        assert (line[NOW].found.n if NOW in line else 0) == len(marks)


def test_only_who_runs_the_school_compares_years(made):
    with made.taken_by(TEACHER) as teacher, pytest.raises(NotAllowedError):
        teacher.reports.compare_years(By.SCHOOL)


def test_paper_and_workbook_have_a_line_for_each_part_and_year(desk, tmp_path):
    out = tmp_path / "years.xlsx"
    desk.report_papers.years(By.CLASS, "kk", "xlsx", out)
    desk.report_papers.years(By.CLASS, "both", "pdf", tmp_path / "years.pdf")

    rows = [row for row in load_workbook(out).worksheets[0].values if row[0] == "7 «А»"]
    assert [row[1:3] for row in rows] == [
        ("2024–2025", "5 «А»"),
        ("2025–2026", "6 «А»"),
        ("2026–2027", "7 «А»"),
    ]
    assert [row[3:5] for row in rows] == [(2, 2), (2, 2), (3, 3)]
    assert [number(Fraction(row[7]).limit_denominator(100), 2, "kk") for row in rows] == [
        *("4,00", "3,50", "4,67"),
    ]
    told = [str(v) for row in load_workbook(out).worksheets[0].values for v in row if v]
    assert any(f"{PAPER} – 2" in one for one in told)
    assert (tmp_path / "years.pdf").read_bytes().startswith(b"%PDF")
