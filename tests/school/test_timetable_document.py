"""Timetables on paper and as workbooks: every lesson stands there, and no day is torn."""

from datetime import datetime, time
from io import BytesIO

import pytest
from openpyxl import load_workbook

from school_desk.school.documents import (
    PaperHour,
    PaperLesson,
    PaperWeek,
    Printed,
    WeekOf,
    build_timetable,
    build_timetable_sheet,
)
from school_desk.school.model import Bell, Weeks
from tests.documents.reading import needs_pdftotext, pages_of, text_of, words_of

PRINTED = Printed(datetime(2026, 10, 22, 9, 31), "С. Ахметова")  # noqa: DTZ001
MATHS = {"kk": "Математика", "ru": "Математика", "en": "Mathematics"}
MUSIC = {"kk": "Ән-күй", "ru": "Музыка", "en": "Music"}
DAYS = (0, 1, 2, 3, 4)


def hours(count: int, shift: int | None = None) -> tuple[PaperHour, ...]:
    bell = Bell(1, time(8, 30), time(9, 15))
    return tuple(PaperHour(n, n, shift, bell if n == 1 else None) for n in range(1, count + 1))


def of_class(*lessons: PaperLesson) -> PaperWeek:
    return PaperWeek(WeekOf.CLASS, "6 «А»", "2026-27", hours(2), DAYS, {(0, 1, ""): lessons})


def of_school(classes: int, lessons: int, first: int = 1) -> PaperWeek:
    labels = tuple(f"{n} «А»" for n in range(1, classes + 1))
    cells = {
        (day, slot, label): (
            PaperLesson(MATHS, label, teacher=f"Мұғалім {n}-{day}-{slot}", room="12"),
        )
        for day in DAYS
        for slot in range(first, first + lessons)
        for n, label in enumerate(labels)
    }
    wide = tuple(PaperHour(n, n) for n in range(first, first + lessons))
    return PaperWeek(WeekOf.SCHOOL, "", "2026-27", wide, DAYS, cells, labels)


def printed(build, *weeks: PaperWeek, language: str = "kk", **more) -> bytes:
    out = BytesIO()
    build(weeks, school="Аққайың", language=language, printed=PRINTED, out=out, **more)
    return out.getvalue()


@needs_pdftotext
@pytest.mark.parametrize(("language", "weeks"), [("kk", "тақ апта"), ("ru", "нечётные нед.")])
def test_a_week_names_teacher_room_subgroup_and_weeks(language, weeks):
    lesson = PaperLesson(MUSIC, "6 «А»", "1-топ", "Сейіт Г. С.", "7", Weeks.ODD)

    words = words_of(printed(build_timetable, of_class(lesson), language=language))

    assert f"{MUSIC[language]} (1-топ, {weeks.split()[0]}" in words
    assert weeks.split()[1] in words
    assert "Сейіт Г. С. · 7" in words
    assert "08:30–09:15" in words


@needs_pdftotext
def test_both_languages_stand_in_one_cell():
    words = words_of(printed(build_timetable, of_class(PaperLesson(MUSIC, "6")), language="both"))

    assert "Ән-күй / Музыка" in words
    assert "Дүйсенбі / Понедельник" in words


@needs_pdftotext
def test_a_small_school_fits_one_large_sheet():
    out = printed(build_timetable, of_school(9, 7), wide=True)

    assert pages_of(out) == 1
    assert words_of(out).count("Мұғалім") == 9 * 7 * 5


@needs_pdftotext
@pytest.mark.parametrize("wide", [True, False])
def test_no_lesson_is_lost_and_no_day_torn_in_a_school_of_24_classes(wide):
    week = of_school(24, 8)

    out = printed(build_timetable, week, wide=wide)
    pages = text_of(out).split("\f")

    assert words_of(out).count("Мұғалім") == 24 * 8 * 5
    assert all(page.count("Мұғалім") % 8 == 0 for page in pages)


@needs_pdftotext
def test_an_empty_week_says_so():
    empty = PaperWeek(WeekOf.TEACHER, "Сейіт Г. С.", "2026-27", hours(1), DAYS, {})

    assert "Бұл аптада сабақ жоқ" in words_of(printed(build_timetable, empty))


def test_the_workbook_has_the_same_lessons():
    book = load_workbook(BytesIO(printed(build_timetable_sheet, of_school(3, 6))))
    week = load_workbook(BytesIO(printed(build_timetable_sheet, of_class(PaperLesson(MUSIC, "6")))))

    cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
    assert sum("Мұғалім" in cell for cell in cells) == 3 * 6 * 5
    assert week.sheetnames == ["6 «А»"]
    assert "Ән-күй" in [cell.value for row in week.worksheets[0].iter_rows() for cell in row]
