"""Consents by keyboard: one, a whole class, corrected, withdrawn; what is left stands in words."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from school_desk.intents import Scope
from school_desk.school.consent_model import Standing
from school_desk.ui.school.consent_dialog import ConsentDialog, ConsentTextDialog, WithdrawDialog
from school_desk.ui.school.consents_screen import NAME, ConsentsScreen
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle
from tests.ui.seat import HEAD, TEACHER, Seat


def opened(seat: Seat, which: str = "photo") -> ConsentsScreen:
    assert seat.window is not None
    seat.window.shell.open(Place(NAME, ("", "pupil", which)))
    settle()
    screen = seat.screen
    assert isinstance(screen, ConsentsScreen)
    return screen


def records(screen: ConsentsScreen, giver: str = "") -> None:
    def answer(dialog: ConsentDialog) -> None:
        if giver:
            dialog.giver.setEditText(giver)
        press("Return")

    answering(ConsentDialog, answer)
    press("Ctrl+N")
    settle()
    screen.table.setFocus()


def standings(screen: ConsentsScreen) -> list[Standing]:
    return [one.standing for one in screen._shown]


def test_a_consent_is_recorded_and_undone(qtmodeltester, head_seat: Seat) -> None:
    screen = opened(head_seat)
    qtmodeltester.check(screen.model)

    records(screen, "Бейсенова Алма")
    given = standings(screen).count(Standing.VALID)
    name = screen.model.rows[0].texts[4]
    press("Ctrl+Z")
    settle()

    assert (given, name) == (1, "Бейсенова Алма")
    assert set(standings(screen)) == {Standing.MISSING}


def test_the_line_stays_chosen_while_shift_is_held(head_seat: Seat) -> None:
    press("Shift+F12")

    screen = opened(head_seat)

    assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.ShiftModifier
    assert [one.person for one in screen.chosen()] == [one.person for one in screen._shown[:1]]


def test_a_whole_class_is_recorded_in_one_step(head_seat: Seat) -> None:
    screen = opened(head_seat)
    screen.group.setCurrentIndex(1)
    screen.table.setFocus()
    press("Ctrl+A")

    records(screen)

    assert len(standings(screen)) > 5
    assert set(standings(screen)) == {Standing.VALID}
    screen.standing.setCurrentIndex(screen.standing.findData("missing"))
    assert standings(screen) == []


def test_what_is_withdrawn_says_how_long_is_left(head_seat: Seat) -> None:
    screen = opened(head_seat)
    records(screen, "Бейсенова Алма")

    def answer(dialog: WithdrawDialog) -> None:
        assert dialog.on.day() == head_seat.desk.now().date()
        press("Return")

    answering(WithdrawDialog, answer)
    press("Alt+Q")
    settle()

    assert standings(screen)[0] is Standing.WITHDRAWN
    assert "15 жұмыс күні" in screen.model.rows[0].texts[3]


def test_nothing_is_withdrawn_where_nothing_was_given(head_seat: Seat) -> None:
    opened(head_seat)

    press("Alt+Q")

    assert "келісім жоқ" in head_seat.said


def test_a_consent_that_nobody_gave_keeps_the_dialog_open(head_seat: Seat) -> None:
    screen = opened(head_seat)

    def answer(dialog: ConsentDialog) -> None:
        dialog.giver.setEditText("")
        dialog.accept()
        assert dialog.isVisible()
        assert dialog.problem.text()
        press("Esc")

    answering(ConsentDialog, answer)
    press("Ctrl+N")

    assert set(standings(screen)) == {Standing.MISSING}


def test_the_text_is_changed_and_asks_again(head_seat: Seat) -> None:
    screen = opened(head_seat)
    records(screen, "Бейсенова Алма")

    def answer(dialog: ConsentTextDialog) -> None:
        dialog.data["kk"].setText("тек фотосуреті")
        dialog.number.setText("050140000000")
        press("Return")

    answering(ConsentTextDialog, answer)
    press("Alt+T")
    settle()

    assert standings(screen)[0] is Standing.OLD_TEXT
    assert head_seat.desk.consents.operator().bin == "050140000000"


def test_the_list_fits_a_small_window(head_seat: Seat) -> None:
    screen = opened(head_seat)
    assert head_seat.window is not None
    shell = head_seat.window.shell
    shell.resize(1024, 640)
    settle()
    right = screen.standing.mapTo(shell, QPoint(screen.standing.width(), 0)).x()

    assert right <= shell.width()


def test_only_the_office_has_consents(seat: Seat) -> None:
    with seat.taken_by(TEACHER):
        assert not seat.desk.may("See consents", Scope())
    with seat.taken_by(HEAD):
        assert seat.desk.may("See consents", Scope())
