"""Arranging the week by keys and by mouse: moving, copying, halves, tabs; clashes named at once."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from school_desk.i18n import _
from school_desk.school.model import ClashKind, Teaching, TimetableSlot, Weeks
from school_desk.school.store import save_teaching
from school_desk.ui.school.timetable_screen import PLACE, TimetableScreen
from school_desk.ui.school.timetable_views import View
from school_desk.ui.school.week_model import BELLS
from school_desk.ui.screen import Place
from tests.ui.keyboard import press, settle, types
from tests.ui.seat import Seat

MONDAY, TUESDAY = 1, 2
Hours = dict[tuple[int, ...], str]


@pytest.fixture
def class_group(head_seat: Seat) -> int:
    """A class with one lesson of Mathematics on Monday, whose teacher is busy elsewhere."""
    return head_seat.desk.school.add_class_group(10, "Ә", "kk")


@pytest.fixture
def screen(head_seat: Seat, class_group: int) -> TimetableScreen:
    assert head_seat.window is not None
    head_seat.window.shell.open(Place(PLACE, (class_group, 0, 1)))
    settle()
    found = head_seat.screen
    assert isinstance(found, TimetableScreen)
    return found


@pytest.fixture
def lesson(head_seat: Seat, screen: TimetableScreen) -> TimetableSlot:
    """A lesson on Monday at the eighth hour, given by somebody with a lesson on Monday at one."""
    taken = next(
        slot
        for slot in head_seat.desk.school.timetable()
        if slot.teacher and (slot.weekday, slot.slot) == (0, 1)
    )
    group = screen.group
    assert group is not None
    placed = TimetableSlot(0, 0, 8, group, taken.subject, taken.teacher)
    head_seat.desk.school.place(placed)
    settle()
    screen.grid.setCurrentIndex(screen.model.index(7, MONDAY))
    return placed


def shown(screen: TimetableScreen) -> Hours:
    return {hour: cell.subject for hour, cell in screen.model.week.cells.items()}


def drag(screen: TimetableScreen, source: tuple[int, int], target: tuple[int, int]) -> None:
    """Press on a cell, move the mouse in steps, let go over another."""
    view = screen.grid.viewport()

    def middle(place: tuple[int, int]) -> QPoint:
        return screen.grid.visualRect(screen.model.index(*place)).center()

    start, end = middle(source), middle(target)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for part in range(1, 5):
        step = start + (end - start) * part / 4
        _move(view, step)
        settle()
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    settle()


def _move(view, at: QPoint) -> None:
    """Move with the left button held: QTest moves without any."""
    from PySide6.QtCore import QEvent, QPointF  # noqa: PLC0415
    from PySide6.QtGui import QMouseEvent  # noqa: PLC0415

    left = Qt.MouseButton.LeftButton
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(view.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        left,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view, event)


@pytest.mark.usefixtures("lesson")
def test_ctrl_and_an_arrow_move_the_lesson_and_undo_is_one_step(screen: TimetableScreen) -> None:
    before = shown(screen)

    press("Ctrl+Right")
    moved = shown(screen)
    press("Ctrl+Z")

    assert set(moved) == {(1, 8)}
    assert screen.here == (7, TUESDAY)
    assert shown(screen) == before


@pytest.mark.usefixtures("lesson")
def test_a_lesson_taken_up_says_in_each_hour_what_it_would_mean(
    head_seat: Seat, screen: TimetableScreen
) -> None:
    press("Ctrl+X")
    forecast = dict(screen.model.forecast)
    for _up in range(7):
        press("Up")
    warned = screen.clashes.sentences
    press("Ctrl+V")

    elsewhere = {hour for hour, words in forecast.items() if words}
    assert (0, 1) in elsewhere
    assert forecast[0, 1].startswith(_("also {where}: {who}").split("{")[0])
    assert any(_(ClashKind.TEACHER.value) in one for one in warned)
    assert set(shown(screen)) == {(0, 1)}
    assert _(ClashKind.TEACHER.value) in head_seat.said
    assert screen.model.week.cells[0, 1].brief


@pytest.mark.usefixtures("lesson")
def test_escape_puts_the_lesson_back_unmoved(screen: TimetableScreen) -> None:
    before = shown(screen)

    press("Ctrl+X", "Left", "Up", "Esc")

    assert shown(screen) == before
    assert not screen.model.carried
    assert screen.isVisible()


@pytest.mark.usefixtures("lesson")
def test_a_lesson_is_dragged_by_the_mouse(screen: TimetableScreen) -> None:
    drag(screen, (7, MONDAY), (2, 3))
    moved = shown(screen)
    press("Ctrl+Z")

    assert set(moved) == {(2, 3)}
    assert set(shown(screen)) == {(0, 8)}
    assert not screen.grid.dragging


@pytest.mark.usefixtures("lesson")
def test_a_lesson_dragged_off_the_hours_stays(screen: TimetableScreen) -> None:
    drag(screen, (7, MONDAY), (3, BELLS))

    assert set(shown(screen)) == {(0, 8)}


def test_dragging_on_another_lesson_changes_places(
    head_seat: Seat, screen: TimetableScreen, lesson: TimetableSlot
) -> None:
    other = next(one for one in head_seat.desk.school.subjects() if one.id != lesson.subject)
    head_seat.desk.timetable.put([TimetableSlot(0, 1, 8, lesson.group, other.id)])
    settle()

    drag(screen, (7, MONDAY), (7, TUESDAY))

    slots = [one for one in head_seat.desk.school.timetable() if one.group == lesson.group]
    assert {(one.weekday, one.subject) for one in slots} == {(0, other.id), (1, lesson.subject)}


def test_copy_paste_and_repeat(head_seat: Seat, screen: TimetableScreen, lesson) -> None:
    press("Ctrl+C", "Right", "Ctrl+V")
    pasted = set(shown(screen))
    press("Left", "Up")
    screen.grid.setCurrentIndex(screen.model.index(0, MONDAY))
    head_seat.desk.timetable.put([TimetableSlot(0, 2, 1, lesson.group, lesson.subject)])
    settle()
    screen.grid.setCurrentIndex(screen.model.index(1, 3))
    press("Alt+R")

    assert pasted == {(0, 8), (1, 8)}
    assert (2, 2) in shown(screen)


@pytest.mark.usefixtures("lesson")
def test_a_cell_is_split_in_two_weeks_and_one_half_deleted(
    head_seat: Seat, screen: TimetableScreen
) -> None:
    press("Alt+W")
    types("муз")
    press("Return")
    if screen.chooser.isVisible():
        press("Return")
    screen.grid.setCurrentIndex(screen.model.index(7, MONDAY))
    halves = [part.slot.weeks for part in screen.model.week.cells[0, 8].parts]

    press("F3", "Delete")
    left = [part.slot.weeks for part in screen.model.week.cells[0, 8].parts]
    press("Ctrl+Z")

    assert halves == [Weeks.ODD, Weeks.EVEN]
    assert left == [Weeks.EVEN]
    assert len(screen.model.week.cells[0, 8].parts) == 2
    assert all(one.kind is not ClashKind.GROUP for one in head_seat.desk.timetable.week().clashes)


def test_subgroups_stand_side_by_side_and_clash_only_with_the_whole_class(
    head_seat: Seat, screen: TimetableScreen, class_group: int, lesson
) -> None:
    desk = head_seat.desk
    parts = desk.school._at.partitions
    with desk._storage.begin("Change timetable", actor=desk.account.id) as work:
        for name in ("1-топ", "2-топ"):
            row = work.born("teaching_group", parts.school_wide, class_group=class_group, name=name)
            save_teaching(work, parts, Teaching(row, lesson.subject, None))
    settle()
    screen.grid.setCurrentIndex(screen.model.index(4, MONDAY))

    for name in ("1-топ", "2-топ"):
        types(name)
        press("Return", "Esc")
        screen.grid.setCurrentIndex(screen.model.index(4, MONDAY))
    both = screen.model.week.cells[0, 5]
    drag(screen, (7, MONDAY), (4, MONDAY))
    clash = screen.model.week.cells[0, 5].clash

    assert [part.tag for part in both.parts] == ["1-топ", "2-топ"]
    assert not both.clash
    assert _(ClashKind.SUBGROUP.value) in clash


def test_the_week_of_a_teacher_moves_the_same_lessons(
    head_seat: Seat, screen: TimetableScreen, lesson: TimetableSlot
) -> None:
    press("Alt+2")
    standing = screen.who, screen.view
    press("Ctrl+Right")

    moved = [one for one in head_seat.desk.school.timetable() if one.group == lesson.group]
    assert standing == (lesson.teacher, View.TEACHER)
    assert [(one.weekday, one.slot) for one in moved] == [(1, 8)]


def test_an_hour_at_which_a_teacher_cannot_come_is_marked_and_clashes(
    head_seat: Seat, lesson: TimetableSlot
) -> None:
    press("Alt+2", "Ctrl+M")

    busy = head_seat.desk.timetable.week().around.busy
    kinds = [one.kind for one in head_seat.desk.timetable.week().clashes]
    assert (lesson.teacher, 0, 8) in busy
    assert ClashKind.BUSY in kinds


def test_a_room_is_typed_once_and_has_a_week_of_its_own(
    screen: TimetableScreen, lesson: TimetableSlot
) -> None:
    press("Ctrl+O")
    types("зал")
    press("Return")
    press("Alt+3")

    assert lesson
    assert (0, 8) in screen.model.week.cells
    assert "зал" in screen.planner.whole.rooms


def test_in_the_whole_school_a_lesson_stays_in_its_class(
    head_seat: Seat, screen: TimetableScreen, lesson: TimetableSlot
) -> None:
    press("Alt+4")
    before = head_seat.desk.school.timetable()
    on_lesson = screen.chosen

    press("Ctrl+Left")
    refused = head_seat.desk.school.timetable()
    screen.grid.setCurrentIndex(screen.model.index(*screen.model.place_of(0, 8, lesson.group)))
    press("Ctrl+Up")

    assert [one.group for one in on_lesson] == [lesson.group]
    assert refused == before
    assert "Ctrl+C" in _(
        "A lesson stays in its class. To give it to another class, copy it: Ctrl+C."
    )
    slots = [one for one in head_seat.desk.school.timetable() if one.group == lesson.group]
    assert [(one.weekday, one.slot) for one in slots] == [(0, 7)]


def test_every_tab_is_a_good_model(qtmodeltester, screen: TimetableScreen) -> None:
    for key in ("Alt+2", "Alt+3", "Alt+4"):
        press(key)
        qtmodeltester.check(screen.model)
        assert screen.model.rowCount()
