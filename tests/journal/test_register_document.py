from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.documents.voices import DocumentLanguage, one_line, told, voices_of
from school_desk.journal import register_paper as paper
from school_desk.journal.documents import build_register_page, build_register_sheet
from school_desk.journal.model import RegisterPage, Standing
from school_desk.journal.register_document import deal_dates
from school_desk.school.model import Absence
from tests.documents.pages import NAMES, PRINTED, SCHOOL, SIGNS, register_page
from tests.documents.reading import needs_pdftotext, pages_of, words_of


def _pdf(page: RegisterPage, language: DocumentLanguage = "kk") -> bytes:
    out = BytesIO()
    build_register_page(
        page, school=SCHOOL, signs=SIGNS, language=language, printed=PRINTED, out=out
    )
    return out.getvalue()


def _sheets(page: RegisterPage) -> openpyxl.Workbook:
    out = BytesIO()
    build_register_sheet(page, school=SCHOOL, signs=SIGNS, language="kk", printed=PRINTED, out=out)
    return openpyxl.load_workbook(out)


@needs_pdftotext
def test_page_shows_every_pupil_with_points_signs_and_marks() -> None:
    page = register_page()
    words = words_of(_pdf(page))

    assert all(name in words for name in NAMES)
    assert "64,0 " not in words
    for row in page.rows:
        if row.result.mark is not None:
            assert f"{row.result.rounded} {row.result.mark}" in words


@needs_pdftotext
@pytest.mark.parametrize("language", ["kk", "ru", "both"])
def test_every_language_of_a_page_is_on_it(language: DocumentLanguage) -> None:
    words = words_of(_pdf(register_page(), language))

    for text in (paper.TOPIC, paper.HOMEWORK, paper.TEACHER, paper.DEPUTY_HEAD):
        assert all(line in words for line in told(voices_of(language), text))


@needs_pdftotext
def test_names_return_on_every_sheet_of_dates() -> None:
    words = words_of(_pdf(register_page(lessons=60)))

    assert words.count("Қайрат Інжу") == 3


@needs_pdftotext
def test_dash_instead_of_a_mark_is_explained_in_words() -> None:
    words = words_of(_pdf(register_page()))

    assert f"4. Бекмұрат Санжар: {one_line(told(voices_of('kk'), paper.PENDING))}" in words
    assert f"8. Жақсылық Бекарыс: {one_line(told(voices_of('kk'), paper.MUST_SIT))}" in words


@needs_pdftotext
def test_closed_page_says_who_closed_it() -> None:
    page = register_page()
    head = replace(page.head, closed_by="С. Ахметова", closed_on=date(2026, 10, 26))

    words = words_of(_pdf(replace(page, head=head)))

    assert "С. Ахметова" in words
    assert "26.10.2026" in words


@needs_pdftotext
def test_forecast_has_its_sign() -> None:
    page = register_page()
    forecast = tuple(
        replace(row, result=replace(row.result, standing=Standing.FORECAST)) for row in page.rows
    )

    words = words_of(_pdf(replace(page, rows=forecast)))

    assert "≈4" in words.replace("≈ ", "≈")


def test_lesson_still_to_come_is_left_out_unless_something_stands_in_it() -> None:
    page = register_page()
    late = replace(page.columns[-1], date=date(2026, 10, 30), held=False)
    columns = (*page.columns[:-1], late)
    empty = tuple(replace(row, marks={}, signs={}) for row in page.rows)

    untouched = paper.columns_to_print(
        replace(page, columns=columns, rows=empty), PRINTED.at.date()
    )
    written = paper.columns_to_print(replace(page, columns=columns), PRINTED.at.date())

    assert late not in untouched
    assert late in written


def test_plan_of_a_lesson_not_held_is_no_topic() -> None:
    lesson = replace(register_page().columns[0], held=False, topic_planned=True)

    assert paper.topic_of(lesson) == ""
    assert paper.topic_of(replace(lesson, held=True)) == lesson.topic


def test_page_without_pupils_or_lessons_is_still_a_page() -> None:
    assert pages_of(_pdf(register_page(lessons=0, names=()))) == 2


def test_very_long_names_make_rows_higher_and_are_not_lost() -> None:
    name = "Ө" * 60 + " " + "ұ" * 60

    assert pages_of(_pdf(register_page(names=(name,) * 30))) > 2


def test_the_same_page_prints_the_same_bytes() -> None:
    assert _pdf(register_page()) == _pdf(register_page())


@given(st.integers(0, 200), st.integers(2, 60), st.data())
def test_dates_are_dealt_out_within_the_room_of_each_sheet(
    dates: int, most: int, data: st.DataObject
) -> None:
    last_most = data.draw(st.integers(1, most))

    sheets = deal_dates(dates, most, last_most)

    assert sum(sheets) == dates
    assert all(count <= most for count in sheets[:-1])
    assert sheets[-1] <= last_most
    assert min(sheets) >= 0


def test_workbook_has_the_numbers_of_the_page() -> None:
    page = register_page()

    marks = _sheets(page).worksheets[0]

    rows = list(marks.iter_rows(min_row=5, values_only=True))
    for row, written in zip(page.rows, rows, strict=False):
        assert written[1] == row.pupil.name.listed
        *_, percent, rounded, mark, forecast = written
        assert (rounded, mark, forecast) == (row.result.rounded, row.result.mark, None)
        exact = row.result.percent
        assert percent == (None if exact is None else pytest.approx(float(exact), abs=1e-9))


def test_workbook_keeps_points_as_numbers_signs_as_text_and_dates_as_dates() -> None:
    page = register_page()
    marks, lessons = _sheets(page).worksheets

    assert marks["C4"].is_date
    assert lessons["B4"].is_date
    assert isinstance(marks["C5"].value, int)
    assert marks.freeze_panes == "C5"
    letters = {cell.value for line in marks.iter_rows(min_row=5) for cell in line}
    assert {SIGNS["kk"][Absence.ILL], SIGNS["kk"][Absence.UNEXCUSED]} <= letters


def test_formula_typed_as_homework_is_text_in_the_workbook() -> None:
    page = register_page()
    columns = (replace(page.columns[0], homework="=1+1"), *page.columns[1:])

    lessons = _sheets(replace(page, columns=columns)).worksheets[1]

    assert lessons["D4"].data_type == "s"
