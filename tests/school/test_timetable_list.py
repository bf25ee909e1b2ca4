"""A timetable from a spreadsheet: a list or a grid, in either language; unknown names at once."""

import pytest
from openpyxl import Workbook

from school_desk.school.model import Weeks
from school_desk.school.timetable_cell import CellLesson, read_cell
from school_desk.school.timetable_words import plain_name
from tests.schools.making import leave, make_small

NAMES = ("Математика", "Әліппе, Ана тілі", "Қазақ тілі", "Орыс тілі")
SUBJECTS = {plain_name(name): number for number, name in enumerate(NAMES, 1)}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    desk = make_small(tmp_path_factory.mktemp("small") / "school")
    yield desk
    desk.close()
    leave(desk)


def workbook(path, sheets):
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("text", "lessons"),
    [
        ("Математика", [CellLesson("Математика")]),
        (
            "Әліппе, Ана тілі\nСейіт Г. · 12",
            [CellLesson("Әліппе, Ана тілі", "Сейіт Г", "12")],
        ),
        ("Математика, каб. 7", [CellLesson("Математика", room="7")]),
        (
            "Қазақ тілі (1-топ, тақ апталар), Сейіт Г.",
            [CellLesson("Қазақ тілі", "Сейіт Г", "", "1-топ", Weeks.ODD)],
        ),
        (
            "Математика / Қазақ тілі",
            [
                CellLesson("Математика", weeks=Weeks.ODD),
                CellLesson("Қазақ тілі", weeks=Weeks.EVEN),
            ],
        ),
        (
            "Қазақ тілі (1) Сейіт Г., 5\nҚазақ тілі (2) Оспан М., 6",
            [
                CellLesson("Қазақ тілі", "Сейіт Г", "5", "1"),
                CellLesson("Қазақ тілі", "Оспан М", "6", "2"),
            ],
        ),
        ("Сиқыр, Сейіт Г.", [CellLesson("Сиқыр", "Сейіт Г")]),
    ],
)
def test_cell_is_read_as_people_write_it(text, lessons):
    assert list(read_cell(text, SUBJECTS)) == lessons


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_what_is_written_can_be_taken_in_again(small, tmp_path, language):
    change = small.fet_files.solve().change
    small.fet.take(change)
    path = tmp_path / "timetable.xlsx"

    written = small.timetable_files.write(path, language)
    preview = small.timetable_files.read(path)

    assert written == len(small.school.timetable()) == len(preview.change.stays)
    assert (preview.change.comes, preview.change.goes, preview.problems) == ((), (), ())


def test_week_of_a_class_replaces_that_class_only(small, tmp_path):
    rows = [
        ["5-сынып сабақ кестесі"],
        ["№", "Дүйсенбі", "Сейсенбі"],
        [1, "Математика", "Қазақ тілі"],
        [2, "Дене шынықтыру\nСпортзал", None],
    ]
    path = workbook(tmp_path / "week.xlsx", {"Кесте": rows})

    preview = small.timetable_files.read(path)

    assert preview.problems == ()
    assert [(s.weekday, s.slot) for s in preview.change.after] == [(0, 1), (0, 2), (1, 1)]
    assert all(slot.teacher for slot in preview.change.after)
    assert len({slot.group for slot in preview.change.goes}) <= 1


def test_grid_of_the_school_has_classes_across(small, tmp_path):
    rows = [
        ["День", "Урок", "5 класс", "6 класс"],
        ["Понедельник", 1, "Математика", "Информатика"],
        [None, 2, "Казахский язык", "Музыка"],
        ["Вторник", 1, "Информатика", None],
    ]
    path = workbook(tmp_path / "grid.xlsx", {"Лист1": rows})

    preview = small.timetable_files.read(path)

    assert preview.problems == ()
    assert len(preview.change.after) == 5
    assert {slot.weekday for slot in preview.change.after} == {0, 1}


def test_every_unknown_name_is_said_once_with_its_place(small, tmp_path):
    rows = [
        ["Класс", "День недели", "Урок", "Предмет", "Учитель", "Кабинет"],
        ["5", "понедельник", 1, "Математика", "Никто Н.Н.", "1"],
        ["5", "вторник", 1, "Магия", "", ""],
        ["12Я", "среда", 1, "Математика", "", ""],
        ["5", "суббота", 1, "Математика", "", ""],
        ["5", "четверг", 99, "Математика", "Никто Н.Н.", ""],
        ["5", "позавчера", "?", "Математика", "", ""],
    ]
    path = workbook(tmp_path / "list.xlsx", {"Лист1": rows})
    before = small.school.timetable()

    preview = small.timetable_files.read(path)

    assert [one.row for one in preview.problems] == [7, 2, 3, 4, 5, 6]
    assert small.school.timetable() == before


def test_two_lessons_of_a_class_at_once_are_said(small, tmp_path):
    rows = [
        ["Сынып", "Күн", "Сабақ", "Пән"],
        ["5", "Дүйсенбі", 1, "Математика"],
        ["5", "Дүйсенбі", 1, "Музыка"],
    ]

    preview = small.timetable_files.read(workbook(tmp_path / "twice.xlsx", {"1": rows}))

    assert [one.row for one in preview.problems] == [3]


def test_sheet_that_is_no_timetable_is_said(small, tmp_path):
    preview = small.timetable_files.read(workbook(tmp_path / "no.xlsx", {"1": [["Сәлем"]]}))

    assert len(preview.problems) == 1
