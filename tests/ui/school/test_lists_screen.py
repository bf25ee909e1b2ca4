"""Lists by keyboard: added, found, taken off, undone, a list of the school's own."""

from PySide6.QtCore import QPoint

from school_desk.ui.school.list_dialog import ListDialog
from school_desk.ui.school.lists_screen import NAME, ListsScreen
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, focused, press, settle, types
from tests.ui.seat import HEAD, TEACHER, Seat


def opened(seat: Seat) -> ListsScreen:
    assert seat.window is not None
    seat.window.shell.open(Place(NAME))
    settle()
    screen = seat.screen
    assert isinstance(screen, ListsScreen)
    return screen


def titles(screen: ListsScreen) -> list[str]:
    return [row.texts[3] for row in screen.model.rows]


def adds(title: str, kind: str = "") -> None:
    def answer(dialog: ListDialog) -> None:
        if kind:
            dialog.kind.setEditText(kind)
        dialog.title.setFocus()
        types(f"{title}\n")

    answering(ListDialog, answer)
    press("Ctrl+N")
    settle()


def test_a_line_is_added_found_and_undone(qtmodeltester, head_seat: Seat) -> None:
    screen = opened(head_seat)

    adds("Шахмат")
    adds("Домбыра")
    qtmodeltester.check(screen.model)
    press("Ctrl+F")
    types("домб")
    found = titles(screen)
    press("Esc", "Ctrl+Z")

    assert found == ["Домбыра"]
    assert titles(screen) == ["Шахмат"]


def test_a_line_without_a_name_keeps_the_dialog_open(head_seat: Seat) -> None:
    screen = opened(head_seat)

    def answer(dialog: ListDialog) -> None:
        dialog.accept()
        assert dialog.isVisible()
        assert dialog.problem.text()
        press("Esc")

    answering(ListDialog, answer)
    press("Ctrl+N")

    assert titles(screen) == []


def test_another_name_is_a_list_of_the_school_s_own(head_seat: Seat) -> None:
    screen = opened(head_seat)

    adds("Ауылды көгалдандыру", "Волонтёрлер")

    assert screen.switch.findData("Волонтёрлер") > 0
    screen.switch.setCurrentIndex(screen.switch.findData("club"))
    assert titles(screen) == []
    screen.switch.setCurrentIndex(screen.switch.findData("Волонтёрлер"))
    assert titles(screen) == ["Ауылды көгалдандыру"]


def test_a_line_is_taken_off(head_seat: Seat) -> None:
    screen = opened(head_seat)
    adds("Шахмат")
    screen.table.setFocus()

    press("Ctrl+Delete")

    assert titles(screen) == []
    assert "Ctrl+Z" in head_seat.said


def test_a_form_tutor_adds_to_the_own_class(seat: Seat) -> None:
    with seat.taken_by(TEACHER) as taken:
        screen = opened(taken)
        adds("Шахмат")

        assert titles(screen) == ["Шахмат"]
        assert {row.texts[1] for row in screen.model.rows} == {"6 «А»"}


def test_fields_of_one_row_stand_on_one_line_in_russian(head_seat: Seat) -> None:
    press("Ctrl+Shift+L")
    opened(head_seat)
    rows: list[int] = []

    def look(dialog: ListDialog) -> None:
        origin = QPoint()
        rows.extend(one.mapTo(dialog, origin).y() for one in (dialog.title, dialog.where))

    answering(ListDialog, look)
    press("Ctrl+N")

    assert len(set(rows)) == 1


def test_where_there_is_nobody_yet_enter_adds_in_a_small_window_too(seat: Seat) -> None:
    with seat.taken_by(HEAD, size=(911, 442)) as taken:
        screen = opened(taken)

        assert screen.isAncestorOf(focused())
        asked: list[str] = []
        answering(ListDialog, lambda dialog: asked.append(dialog.windowTitle()))
        press("Return")

        assert len(asked) == 1
