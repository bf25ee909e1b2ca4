"""Attendance by keyboard: letters, whole days, refusals, undo; numbers and the days behind."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from school_desk.demo.school import DEMO_NOW
from school_desk.school.attendance_model import Taken
from school_desk.school.model import Absence
from school_desk.ui.paper_dialog import PaperDialog
from school_desk.ui.school.attendance_screen import PLACE, AttendanceScreen
from school_desk.ui.school.day_model import BEFORE, CELL, HEAD, NAME, HourHead, Look
from school_desk.ui.school.period_model import COUNTS, LESSONS
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.opening import Opened, choose
from tests.ui.seat import HEAD as HEAD_OF_SCHOOL
from tests.ui.seat import Seat, words

TODAY = DEMO_NOW.date()
ARUZHAN = 2
"""Алпысбай Аружан has no points in the lessons of this Thursday."""


def at_attendance(seat: Seat, *facts: object) -> AttendanceScreen:
    assert seat.window is not None
    seat.window.shell.open(Place(PLACE, facts))
    settle()
    assert isinstance(seat.screen, AttendanceScreen)
    return seat.screen


def stand(screen: AttendanceScreen, pupil: int, column: int) -> None:
    """Walk by arrows to the n-th pupil and a column."""
    grid = screen.day.grid
    while grid.currentIndex().row() < pupil - 1:
        press("Down")
    while grid.currentIndex().column() < column:
        press("Right")
    while grid.currentIndex().column() > column:
        press("Left")


def kept(screen: AttendanceScreen, pupil: int) -> dict[int, Absence]:
    """The signs of the n-th pupil in the file, by slot."""
    shown = screen.day.model.shown
    assert shown is not None
    fresh = screen._desk.attendance.day(shown.class_group, shown.day)
    return {slot: sign for (_day, slot), sign in fresh.pupils[pupil - 1].signs.items()}


def test_the_models_are_good_ones(qtmodeltester, teacher_seat: Seat) -> None:
    screen = at_attendance(teacher_seat)

    qtmodeltester.check(screen.day.model)
    qtmodeltester.check(screen.period.model)


def test_a_form_tutor_comes_to_the_own_class_of_today(teacher_seat: Seat) -> None:
    press("Ctrl+4")

    screen = teacher_seat.screen
    assert isinstance(screen, AttendanceScreen)
    shown = screen.day.model.shown
    assert shown is not None
    assert (shown.class_label, shown.day) == ("6 «А»", TODAY)
    assert not screen.classes.isVisible()
    assert screen.day.grid.hasFocus()


@pytest.mark.parametrize(
    ("typed", "layout_sign"),
    [("А", Absence.ILL), ("б", Absence.ILL), ("f", Absence.ILL), ("Д", Absence.EXCUSED)],
)
def test_a_letter_signs_one_lesson_in_any_layout(
    teacher_seat: Seat, typed: str, layout_sign: Absence
) -> None:
    screen = at_attendance(teacher_seat)
    stand(screen, ARUZHAN, BEFORE)

    types(typed)

    assert kept(screen, ARUZHAN) == {1: layout_sign}
    cell = screen.day.model.index(ARUZHAN - 1, BEFORE).data(CELL)
    assert cell.look is Look.AWAY
    assert teacher_seat.said == "Барлығы осы компьютерде сақталды"


def test_backspace_takes_a_sign_away_and_undo_brings_it_back(teacher_seat: Seat) -> None:
    screen = at_attendance(teacher_seat)
    stand(screen, ARUZHAN, BEFORE)
    types("Ж")
    press("Backspace")
    assert kept(screen, ARUZHAN) == {}

    press("Ctrl+Z")

    assert kept(screen, ARUZHAN) == {1: Absence.UNEXCUSED}


def test_a_letter_on_the_name_signs_the_whole_day_in_one_step(teacher_seat: Seat) -> None:
    screen = at_attendance(teacher_seat)
    stand(screen, ARUZHAN, NAME)

    types("А")
    signed = kept(screen, ARUZHAN)
    press("Ctrl+Z")

    assert signed == dict.fromkeys(range(1, 6), Absence.ILL)
    assert kept(screen, ARUZHAN) == {}
    assert "Күні бойы" in teacher_seat.said


def test_signs_that_are_there_stay_when_the_day_is_signed(teacher_seat: Seat) -> None:
    screen = at_attendance(teacher_seat)
    stand(screen, ARUZHAN, BEFORE + 1)
    types("К")
    stand(screen, ARUZHAN, NAME)

    types("Д")

    rest = dict.fromkeys((1, 3, 4, 5), Absence.EXCUSED)
    assert kept(screen, ARUZHAN) == {**rest, 2: Absence.LATE}


def test_a_lesson_with_points_is_left_out_and_said(teacher_seat: Seat) -> None:
    screen = at_attendance(teacher_seat)
    stand(screen, 1, NAME)  # 8 points in mathematics, the second lesson

    types("Ж")

    assert set(kept(screen, 1)) == {1, 3, 4, 5}
    assert teacher_seat.said.endswith("Балы бар сабақ белгіленбеді: 1")


def test_an_absence_where_there_are_points_is_refused(teacher_seat: Seat) -> None:
    screen = at_attendance(teacher_seat)
    stand(screen, 1, BEFORE + 1)

    types("Ж")

    assert kept(screen, 1) == {}
    assert "8 балы бар" in teacher_seat.said


def test_what_is_no_letter_is_refused_and_searches_nothing(teacher_seat: Seat) -> None:
    screen = at_attendance(teacher_seat)
    stand(screen, 2, BEFORE)

    types("ц")

    assert screen.day.grid.currentIndex().row() == 1
    assert "«ц» қатысу белгісі емес" in teacher_seat.said


def test_keys_go_from_day_to_day_and_over_days_off(teacher_seat: Seat) -> None:
    screen = at_attendance(teacher_seat)

    press("Ctrl+Left", "Ctrl+Left", "Ctrl+Left", "Ctrl+Left")
    before = screen.day.day
    press("Ctrl+Right")

    assert before == date(2026, 10, 16)
    assert screen.day.day == date(2026, 10, 19)


def test_a_day_is_typed_and_a_wrong_one_refused(teacher_seat: Seat) -> None:
    screen = at_attendance(teacher_seat)
    screen.day.field.setFocus()

    types("40.40\n")
    refused = teacher_seat.said
    screen.day.field.clear()
    types("12.10\n")

    assert "«40.40» күн емес" in refused
    assert screen.day.day == date(2026, 10, 12)
    assert screen.day.grid.hasFocus()


def test_a_day_that_has_not_come_takes_no_sign(teacher_seat: Seat) -> None:
    screen = at_attendance(teacher_seat)
    press("Ctrl+Right")
    stand(screen, 2, NAME)

    types("А")

    assert kept(screen, 2) == {}
    assert "Ештеңе жазылмады" in teacher_seat.said


def test_a_day_without_lessons_says_so_and_leads_on(teacher_seat: Seat) -> None:
    group = tutored(teacher_seat)
    screen = at_attendance(teacher_seat, group, "day", "2026-10-24")

    assert "Бұл күні сабақ жоқ." in words(screen)


def tutored(seat: Seat) -> int:
    return next(one.id for one in seat.desk.school.class_groups() if one.label == "6 «А»")


def holes(seat: Seat) -> list[tuple[date, int]]:
    found = seat.desk.attendance.not_taken(tutored(seat), date(2026, 9, 1), TODAY)
    return [hour.at for hour in found]


def test_what_nobody_noted_is_a_question_mark_never_a_blank(teacher_seat: Seat) -> None:
    day, slot = holes(teacher_seat)[0]
    screen = at_attendance(teacher_seat, tutored(teacher_seat), "day", day.isoformat())
    model = screen.day.model
    column = next(n for n in range(BEFORE, model.columnCount()) if model.hour(n).slot == slot)

    head = model.headerData(column, Qt.Orientation.Horizontal, HEAD)
    looks = {model.index(row, column).data(CELL).look for row in range(model.rowCount())}

    assert isinstance(head, HourHead)
    assert head.taken is Taken.NOT_TAKEN
    assert Look.PLAIN not in looks
    assert "белгіленбеген" in str(model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_head_sees_every_class_and_writes_in_none(seat: Seat) -> None:
    with seat.taken_by(HEAD_OF_SCHOOL):
        screen = at_attendance(seat, tutored(seat), "day", TODAY.isoformat())
        stand(screen, ARUZHAN, BEFORE)

        types("А")

        assert screen.classes.isVisible()
        assert kept(screen, ARUZHAN) == {}
        assert "сынып жетекшісі" in seat.said


def test_a_teacher_without_a_class_has_no_such_place(seat: Seat) -> None:
    with seat.taken_by("Дәурен Болатұлы"):
        assert seat.window is not None
        places = [one.place.name for one in seat.window.shell.rail.content.places]

        assert "to_fill" in places
        assert PLACE not in places


# The period


def numbers(screen: AttendanceScreen, name: str) -> list[int]:
    lines = screen.period.model.lines
    one = next(line.pupil for line in lines if line.pupil.pupil.name.listed == name)
    return [column.count(one) for column in COUNTS if column.count]


def test_the_period_counts_what_the_day_has(teacher_seat: Seat) -> None:
    screen = at_attendance(teacher_seat)
    press("Alt+2")
    before = numbers(screen, "Алпысбай Аружан")
    press("Alt+1")
    stand(screen, ARUZHAN, BEFORE)
    types("А")

    press("Alt+2")

    after = numbers(screen, "Алпысбай Аружан")
    assert (before[0], after[0]) == (0, 1)
    assert after[3] == before[3] + 1


def test_f8_sorts_by_the_column_and_enter_opens_the_days(teacher_seat: Seat) -> None:
    screen = at_attendance(teacher_seat)
    press("Alt+2")
    place = screen.period.model.columns.index(LESSONS)
    while screen.period.table.currentIndex().column() < place:
        press("Right")

    press("F4")
    press("Ctrl+Home")
    screen.period.table.setCurrentIndex(screen.period.model.index(0, place))
    press("Return")

    counts = [line.pupil.lessons() for line in screen.period.model.lines]
    assert counts == sorted(counts, reverse=True)
    first = screen.period.model.lines[0].pupil
    days = {hour.day for hour in first.hours if hour.sign.away}
    assert len(screen.period.panel.rows) == len(days)
    assert screen.period.panel.rows[0].hasFocus()


def test_a_day_of_the_panel_leads_to_the_day_and_alt_left_back(teacher_seat: Seat) -> None:
    screen = at_attendance(teacher_seat)
    press("Alt+2")
    while screen.period.table.currentIndex().column() < 2:
        press("Right")
    press("Return", "Return")

    there = teacher_seat.screen
    assert isinstance(there, AttendanceScreen)
    assert there.day.day == date(2026, 10, 9)
    press("Alt+Left")
    assert teacher_seat.screen.place().facts[1] == "period"


def test_only_frequent_absences_are_listed_and_the_number_is_remembered(
    teacher_seat: Seat,
) -> None:
    screen = at_attendance(teacher_seat)
    press("Alt+2")
    screen.period.least.setFocus()

    types("15\n")

    assert {line.pupil.lessons() >= 15 for line in screen.period.model.lines} == {True}
    shown = len(screen.period.model.lines)
    assert shown >= 1
    again = at_attendance(teacher_seat, tutored(teacher_seat), "period")
    assert len(again.period.model.lines) == shown


def test_own_dates_are_counted_and_a_turned_span_refused(teacher_seat: Seat) -> None:
    screen = at_attendance(teacher_seat)
    press("Alt+2")
    screen.period.spans.setCurrentIndex(screen.period.spans.count() - 1)
    screen.period.first.setText("12.10.2026")
    screen.period.last.setText("12.10.2026")
    screen.period.last.setFocus()
    press("Return")
    held = screen.period.found()[0].held

    screen.period.first.setText("13.10.2026")
    screen.period.first.setFocus()
    press("Return")

    assert held == 6
    assert "бұрын" in teacher_seat.said


def test_the_whole_school_is_counted_in_the_background(qtbot: QtBot, seat: Seat) -> None:
    with seat.taken_by(HEAD_OF_SCHOOL):
        screen = at_attendance(seat, 0, "period")

        qtbot.waitUntil(lambda: len(screen.period.found()) == 9)

        lines = screen.period.model.lines
        assert {line.class_label for line in lines} > {"1", "6 «А»", "9"}
        assert all(line.pupil.lessons() for line in lines)


def print_it(out: Path, *keys: str) -> None:
    def answer(_dialog: PaperDialog) -> None:
        press(*keys)
        answering(QFileDialog, lambda dialog: choose(dialog, out))
        press("Return")

    answering(PaperDialog, answer)
    press("Ctrl+P")


def test_screen_paper_and_workbook_have_the_same_numbers(
    qtbot: QtBot, teacher_seat: Seat, tmp_path: Path, opened: Opened
) -> None:
    screen = at_attendance(teacher_seat)
    press("Alt+2")
    pdf, xlsx = tmp_path / "a.pdf", tmp_path / "a.xlsx"
    print_it(pdf)
    qtbot.waitUntil(lambda: pdf in opened.files)
    print_it(xlsx, "Tab", "Tab", "Down")
    qtbot.waitUntil(lambda: xlsx in opened.files)

    shown = {
        line.pupil.pupil.name.listed: [
            *(line.pupil.lessons(one) for one in (Absence.ILL, Absence.EXCUSED, Absence.UNEXCUSED)),
            line.pupil.lessons(),
            line.pupil.full_days(),
            line.pupil.late,
        ]
        for line in screen.period.model.lines
    }

    assert from_pdf(pdf, set(shown)) == shown
    assert from_xlsx(xlsx) == shown


def from_pdf(path: Path, names: set[str]) -> dict[str, list[int]]:
    """By the text of the page: name, then ten numbers, a dash for none."""
    command = ["pdftotext", "-layout", str(path), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = {}
    for line in text.splitlines():
        name = next((one for one in names if one in line), None)
        if name:
            cells = [0 if one == "—" else int(one) for one in line.split(name)[1].split()]
            found[name] = [*cells[:4], cells[8], cells[9]]
    return found


def from_xlsx(path: Path) -> dict[str, list[int]]:
    """By the second sheet, which lists every missed lesson, and the first for whole days."""
    book = load_workbook(path)
    totals, lessons = book.worksheets
    found = {}
    for row in totals.iter_rows(min_row=5, values_only=True):
        if isinstance(row[0], int):
            signs = [r[4] for r in lessons.iter_rows(min_row=4, values_only=True) if r[0] == row[1]]
            counts = [signs.count(letter) for letter in "АДЖ"]
            found[row[1]] = [*counts, sum(counts), row[11], signs.count("К")]
            assert list(row[3:7]) == [*counts, sum(counts)]
    return found


def test_what_another_writes_is_seen_at_once(teacher_seat: Seat) -> None:
    screen = at_attendance(teacher_seat)
    desk = teacher_seat.desk
    shown = screen.day.model.shown
    assert shown is not None

    desk.attendance.sign(shown, shown.hours[2], shown.pupils[4].pupil.id, Absence.ILL)

    assert screen.day.model.index(4, BEFORE + 2).data() == "А"
