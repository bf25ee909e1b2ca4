"""The register page as a teacher meets it: the real window, the real file, nothing but keys."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from school_desk.journal.model import ColumnKey, MarkKind, Standing
from school_desk.school.model import Absence, NewPupil, PersonName, Teaching, TimetableSlot
from school_desk.ui.journal.work_dialog import WorkDialog
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, focused, press, settle, types
from tests.ui.seat import HEAD, TEACHER, Seat, words

SAVED = "Барлығы осы компьютерде сақталды"
AWAY = "Оқушы бұл сабақта болған жоқ. Алдымен «А» белгісін алып тастаңыз (Backspace)."
EMPTY = 2
"""Алпысбай Аружан: present today, no mark yet."""
ILL = 4
"""Бекмұрат Санжар: ill today."""


@pytest.fixture
def page(teacher_seat: Seat) -> Seat:
    """Today's column of 6 «А», the cursor on a pupil without a mark."""
    teacher_seat.opens_lesson()
    teacher_seat.stands_on(EMPTY)
    return teacher_seat


def sign(page: Seat, pupil: int) -> Absence | None:
    return page.line(pupil).signs.get(page.register.grid.column.lesson)


def clipboard(text: str | None = None) -> str:
    if text is not None:
        QGuiApplication.clipboard().setText(text)
    return QGuiApplication.clipboard().text()


# Points


@pytest.mark.parametrize(
    ("character", "points"), [("8", 8), ("ү", 8), ("ұ", 9), (",", 6), (".", 7), ("ә", 2), ("Ң", 4)]
)
def test_a_digit_is_written_in_any_layout(page: Seat, character: str, points: int) -> None:
    types(character)

    assert page.points(EMPTY) == points
    assert page.said == SAVED


@pytest.mark.parametrize("keys", ["10", '"қ'])
def test_one_and_nought_are_ten(page: Seat, keys: str) -> None:
    types(keys)

    assert page.points(EMPTY) == 10


@pytest.mark.parametrize("key", ["Return", "Down", "Tab", "Right", "Up", "Left", "F9", "Ctrl+T"])
def test_a_one_is_written_by_whatever_follows(page: Seat, key: str) -> None:
    column = page.register.grid.column

    types("1")
    waiting = page.points(EMPTY, column)
    press(key)

    assert waiting is None
    assert page.points(EMPTY, column) == 1


def test_a_one_is_written_after_a_while(page: Seat, qtbot: QtBot) -> None:
    page.register.grid.keys._timer.setInterval(1)

    types("1")
    qtbot.waitUntil(lambda: page.points(EMPTY) == 1)

    assert page.register.grid.keys.typed is None


def test_a_one_is_written_when_the_focus_goes(page: Seat) -> None:
    types("1")
    page.register.strip.topic.setFocus()

    assert page.points(EMPTY) == 1


def test_a_one_is_written_when_the_page_is_left(page: Seat) -> None:
    head, column = page.register.page.head, page.register.grid.column
    types("1")
    press("Ctrl+1")

    kept = page.desk.journal.open_page(head.group, head.subject, head.period.term)

    assert kept.rows[EMPTY - 1].points(column) == 1


def test_enter_goes_down_the_list(page: Seat) -> None:
    types("8\n10\n7")

    assert [page.points(n) for n in (2, 3, 4)] == [8, 10, None]


def test_points_off_the_scale_are_refused_and_nothing_changes(page: Seat) -> None:
    page.stands_on(EMPTY, page.register.page.works[2].key)
    types("26\n")

    assert page.points(EMPTY, page.register.page.works[2].key) == 21
    assert page.said == "Ең жоғары балл 25. 26 жазылмады."


def test_a_letter_that_means_nothing_is_refused(page: Seat) -> None:
    types("ц")

    assert page.points(EMPTY) is None
    assert "«ц»" in page.said


def test_backspace_clears_points_and_f2_edits_them(page: Seat) -> None:
    types("8")
    press("F2", "Backspace")
    types("9\n")
    edited = page.points(EMPTY)
    press("Up", "Backspace")

    assert edited == 9
    assert page.points(EMPTY) is None


def test_the_term_mark_moves_while_one_types(page: Seat) -> None:
    page.stands_on(EMPTY, page.register.page.works[2].key)
    before = page.line(EMPTY).result.mark

    types("25\n")

    grid = page.register.grid
    shown = grid.model.cell(EMPTY - 1, grid.model.columnCount() - 1).text
    assert (before, page.line(EMPTY).result.mark, shown) == (4, 5, "5")


# Absence


@pytest.mark.parametrize(
    ("letter", "absence"),
    [
        *(("А", Absence.ILL), ("а", Absence.ILL), ("F", Absence.ILL), ("Б", Absence.ILL)),
        *(("Д", Absence.EXCUSED), ("L", Absence.EXCUSED), ("У", Absence.EXCUSED)),
        *(("Ж", Absence.UNEXCUSED), (";", Absence.UNEXCUSED), ("Н", Absence.UNEXCUSED)),
        *(("К", Absence.LATE), ("R", Absence.LATE), ("О", Absence.LATE)),
    ],
)
def test_a_letter_of_any_layout_is_an_absence(page: Seat, letter: str, absence: Absence) -> None:
    types(letter)

    assert sign(page, EMPTY) is absence
    assert page.points(EMPTY) is None


def test_the_absent_are_shown_and_never_count_as_nought(page: Seat) -> None:
    before = page.line(EMPTY).result
    types("А")
    grid = page.register.grid

    shown = grid.model.cell(EMPTY - 1, grid.cell_cursor.index.column()).text

    assert shown == "А"
    assert page.line(EMPTY).result.percent == before.percent


def test_late_and_points_stand_together(page: Seat) -> None:
    types("К8")

    assert sign(page, EMPTY) is Absence.LATE
    assert page.points(EMPTY) == 8


def test_points_for_the_absent_are_refused_in_words(page: Seat) -> None:
    page.stands_on(ILL)
    types("8")

    assert page.said == AWAY
    assert page.points(ILL) is None
    assert sign(page, ILL) is Absence.ILL


def test_backspace_takes_the_sign_away_and_then_points_are_taken(page: Seat) -> None:
    page.stands_on(ILL)
    press("Backspace")
    types("8")

    assert sign(page, ILL) is None
    assert page.points(ILL) == 8


# Lessons, columns, works


def test_a_lesson_is_held_by_one_key(teacher_seat: Seat) -> None:
    press("Down", "Down", "Return")
    lesson = teacher_seat.register.grid.column
    before = teacher_seat.kept().find(lesson).held
    present = teacher_seat.register.strip.present.text()

    press("Ctrl+Return")

    assert not before
    assert present == "Белгіленбеген: Ctrl+Enter"
    assert teacher_seat.kept().find(lesson).held
    assert teacher_seat.register.strip.present.text() == "14 бар"
    assert teacher_seat.said == "Сабақ өтті деп белгіленді."


def test_a_second_column_takes_its_own_points(page: Seat) -> None:
    first = page.register.grid.column
    types("8")
    page.stands_on(EMPTY)
    press("Ctrl+D")
    second = page.register.grid.column

    types("9")

    assert second == ColumnKey(first.lesson, 2)
    assert (page.points(EMPTY, first), page.points(EMPTY, second)) == (8, 9)


def test_a_unit_work_is_planned_by_keys(page: Seat) -> None:
    def answer(_dialog: WorkDialog) -> None:
        press("Tab")
        types("30")
        press("Return")

    answering(WorkDialog, answer)
    press("Ctrl+G")

    planned = [w for w in page.kept().works if w.kind is MarkKind.UNIT_SUMMATIVE][-1]
    assert (planned.number, planned.top) == (3, 30)
    assert planned.date == date(2026, 10, 22)


def test_escape_leaves_the_works_as_they_are(page: Seat) -> None:
    answering(WorkDialog, lambda _dialog: press("Escape"))
    press("Ctrl+G")

    assert len(page.kept().works) == 3


def test_a_work_is_taken_off_from_the_menu_of_its_column(page: Seat) -> None:
    unit = page.register.page.works[1]
    page.stands_on(EMPTY, unit.key)
    offered: list[str] = []

    def choose(menu: QMenu) -> None:
        offered.extend(action.text() for action in menu.actions())
        press("Down", "Down", "Return")

    answering(QMenu, choose)
    press("Shift+F10")
    left = page.kept().works
    press("Ctrl+Z")

    assert offered[:2] == [
        "«БЖБ 2 (бөлім бойынша жиынтық бағалау)» жұмысын өзгерту…",
        "«БЖБ 2 (бөлім бойынша жиынтық бағалау)» жұмысын беттен алып тастау",
    ]
    assert unit.key not in [work.key for work in left]
    assert unit.key in [work.key for work in page.kept().works]


def test_a_work_is_changed_from_the_menu_of_its_column(page: Seat) -> None:
    def change(_dialog: WorkDialog) -> None:
        press("Ctrl+A")
        types("22")
        press("Return")

    def choose(_menu: QMenu) -> None:
        answering(WorkDialog, change)
        press("Down", "Return")

    page.stands_on(EMPTY, page.register.page.works[1].key)
    answering(QMenu, choose)
    press("Shift+F10")

    assert page.kept().works[1].top == 22


# Undo


@pytest.mark.parametrize("layout", ["kk", "ru", "latin"])
def test_undo_and_redo_fire_under_every_layout(page: Seat, layout: str) -> None:
    types("8")
    press("Ctrl+Z", layout=layout)
    undone = page.points(EMPTY)
    press("Ctrl+Y", layout=layout)

    assert (undone, page.points(EMPTY)) == (None, 8)


def test_undo_goes_back_through_the_whole_hour(page: Seat) -> None:
    before = page.kept().rows
    types("8\n7\n")
    page.stands_on(ILL)
    press("Backspace")
    press("Ctrl+Return", "Ctrl+D")

    press(*["Ctrl+Z"] * 5)

    assert page.kept().rows == before


def test_undo_is_refused_when_the_cell_has_moved_on(page: Seat) -> None:
    types("8")
    column, form = page.register.grid.column, page.register.page
    pupil = form.rows[EMPTY - 1].pupil.id
    press("Ctrl+Z")
    page.desk.journal.put(page.kept(), column, pupil, "5")

    press("Ctrl+Y")

    assert page.points(EMPTY) == 5


# Copy and paste


def test_a_column_is_copied_and_pasted(page: Seat) -> None:
    types("7\n9\n")
    page.stands_on(EMPTY)
    press("Shift+Down", "Ctrl+C")
    text = clipboard()
    press("Ctrl+D")
    second = page.register.grid.column
    page.stands_on(EMPTY)
    press("Ctrl+V")

    assert text == "7\n9"
    assert second.n == 2
    assert [page.points(n, second) for n in (2, 3)] == [7, 9]


def test_a_block_is_pasted_whole_and_undone_as_one(page: Seat) -> None:
    before = page.kept().rows
    clipboard("5\t6\n7\t8\n")
    page.stands_on(2, page.register.page.works[0].key)
    press("Ctrl+V")
    works = page.register.page.works
    pasted = [page.points(n, work.key) for n in (2, 3) for work in works[:2]]
    press("Ctrl+Z")

    assert pasted == [5, 6, 7, 8]
    assert page.kept().rows == before


def test_one_bad_cell_writes_nothing_and_every_problem_is_named(page: Seat) -> None:
    before = page.kept().rows
    clipboard("7\n11\n8\nцирк\n")

    press("Ctrl+V")

    shown = " ".join(words(page.screen))
    assert page.kept().rows == before
    assert page.said == "Кірістірілген блоктың 3 ұяшығы жарамайды. Ештеңе жазылмады."
    assert "Әбіш Ерасыл" in shown
    assert "Бекмұрат Санжар" in shown
    assert "Ғабит Мадина" in shown
    assert "Ең жоғары балл 10. 11 жазылмады." in shown


def test_too_many_lines_are_refused_in_words(page: Seat) -> None:
    page.stands_on(1)
    clipboard("5\n" * 18)

    press("Ctrl+V")

    assert page.said == "18 мән, ал осы жерден төмен 17 оқушы. Ештеңе жазылмады."


# Finding, looking, walking


def test_ctrl_f_finds_a_pupil_without_kazakh_letters(page: Seat) -> None:
    press("Ctrl+F")
    types("кайрат\n")

    assert page.register.grid.pupil == page.register.page.rows[10].pupil.id
    assert page.register.grid.focusProxy().hasFocus()


def test_f9_explains_follows_and_leaves_by_escape(page: Seat, qtbot: QtBot) -> None:
    column = page.register.grid.column
    press("F9")
    qtbot.waitUntil(lambda: "84,43" in " ".join(words(page.register.why)))
    press("Down")
    qtbot.waitUntil(lambda: "Әбіш Ерасыл" in " ".join(words(page.register.why)))
    press("Escape")

    assert not page.register.why.isVisible()
    assert page.register.grid.column == column


def test_f6_goes_round_the_parts_of_the_page(page: Seat) -> None:
    seen = []
    for _step in range(5):
        press("F6")
        seen.append(focused())
    screen, shell = page.register, page.window.shell

    parts = [shell.status, shell.rail, screen.head, screen.strip, screen.grid]
    found = [next((p for p in parts if p is w or p.isAncestorOf(w)), None) for w in seen]

    assert screen.grid in found
    assert screen.strip in found
    assert screen.head in found
    assert shell.rail in found


def test_f7_folds_the_unit_columns(page: Seat) -> None:
    before = len(page.register.grid.tables.shown_columns)
    press("F7")
    folded = len(page.register.grid.tables.shown_columns)
    press("F7")

    assert folded < before
    assert len(page.register.grid.tables.shown_columns) == before


def test_page_down_with_ctrl_opens_the_next_lesson(page: Seat) -> None:
    press("Ctrl+PgDown")
    after = page.screen.title()
    press("Ctrl+PgUp")

    assert after == "2 және 4-сыныптар · Математика"
    assert page.screen.title() == "6 «А» · Математика"


def test_alt_left_returns_to_the_very_cell(page: Seat) -> None:
    place = page.register.place()
    press("Ctrl+2", "Alt+Left")

    assert page.register.place() == place


def test_pending_is_named_and_not_a_mark(page: Seat) -> None:
    assert page.line(ILL).result.standing is Standing.PENDING
    page.stands_on(ILL)
    press("F9")

    assert any("Уақытша аттестатталмаған" in text for text in words(page.register.why))


# What is kept


def test_the_height_of_rows_is_kept_for_the_person(seat: Seat) -> None:
    with seat.taken_by(TEACHER):
        seat.opens_lesson()
        press("Ctrl++")
        taller = seat.register.grid.row_token
    with seat.taken_by(TEACHER):
        seat.opens_lesson()

        assert taller == 32
        assert seat.register.grid.row_token == 32


# Pages with much, little and nothing


def add_class(seat: Seat, pupils: int, *, timetable: bool) -> Place:
    """A class of this size whom the head teaches algebra, by the timetable or not."""
    desk = seat.desk
    name = PersonName("Әбдірахманқызы-Қожахметова", "Дінмұхаммедғали", "Әбдікәрімқызы")
    new = [NewPupil(replace(name, given=f"{name.given}{n}"), 11, "А") for n in range(pupils)]
    group = desk.school.add_class_group(11, "А", "kk")
    if new:
        desk.school.import_pupils(new, date(2026, 9, 1))
    taught = next(one.id for one in desk.school.teaching_groups() if one.class_group == group)
    subject = next(one.id for one in desk.school.subjects() if one.code == "algebra")
    desk.school.assign(Teaching(taught, subject, desk.account.id))
    if timetable:
        desk.school.place(TimetableSlot(0, 3, 7, taught, subject, desk.account.id))
    return Place("register", (taught, subject, 1))


@pytest.mark.parametrize("size", [(1366, 698), (1093, 558), (911, 442)])
def test_a_class_of_forty_begins_with_its_first_pupil(seat: Seat, size: tuple[int, int]) -> None:
    with seat.taken_by(HEAD, size=size):
        seat.window.shell.open(add_class(seat, 40, timetable=True))
        settle()
        dates = seat.register.grid.tables.dates
        first = dates.rowViewportPosition(0)
        press("PgDown", "PgDown", "PgDown")
        here = seat.register.grid.cell_cursor.index.row()

        assert first == 0
        assert here > 20
        assert 0 <= dates.rowViewportPosition(here) < dates.viewport().height()


def test_a_class_without_pupils_says_so_and_leads_to_them(seat: Seat) -> None:
    with seat.taken_by(HEAD):
        seat.window.shell.open(add_class(seat, 0, timetable=True))
        settle()

        shown = words(seat.screen)
        assert "Бұл сыныпта оқушы жоқ." in shown
        assert not seat.register.grid.isVisible()
        types("8")
        press("F9", "Escape")
        assert seat.screen.title() == "Бүгін"


def test_a_subject_without_lessons_says_so_over_its_pupils(seat: Seat) -> None:
    with seat.taken_by(HEAD):
        seat.window.shell.open(add_class(seat, 3, timetable=False))
        settle()
        page = seat.register
        types("8")
        press("Ctrl+Return", "Ctrl+D")

        assert page.grid.isVisible()
        assert page._no_lessons.isVisible()
        assert not page.strip.topic.isEnabled()
