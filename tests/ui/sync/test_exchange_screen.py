"""The page of the exchange by keys: address, stop and go on, allowance; what waits in words."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from school_desk.settings import load_settings, save_settings
from school_desk.sync.pace import Allowance, note
from school_desk.ui.sync.exchange_dialogs import AddressDialog, AllowanceDialog
from school_desk.ui.sync.exchange_screen import ExchangeScreen
from tests.ui.keyboard import answering, press, settle
from tests.ui.seat import TEACHER, Seat, words
from tests.ui.sync.two import THERE, Office, exchanging, until


def opened(seat: Seat) -> ExchangeScreen:
    press("Shift+F9")
    settle()
    screen = seat.screen
    assert isinstance(screen, ExchangeScreen)
    return screen


def said(screen: ExchangeScreen) -> str:
    return " | ".join(screen.rows.rows[0].texts)


def test_address_stop_and_going_on_by_keys(here: Seat, there: Office, qtbot: QtBot) -> None:
    with here.taken_by(TEACHER):
        found = exchanging(here)
        screen = opened(here)
        assert THERE in said(screen)
        assert "өзгеріс" in screen.rows.rows[0].texts[1]
        address = f"127.0.0.1:{there.server.port}"

        def clears(dialog: AddressDialog) -> None:
            assert dialog.address.text() == address
            dialog.address.setText("бұл мекенжай емес!")
            press("Return")
            assert dialog.isVisible()
            dialog.address.setText(address)
            press("Return")

        answering(AddressDialog, clears)
        press("Return")
        assert address in said(screen)

        press("Shift+F12")
        settle()
        assert found.paused
        press("Shift+F11")
        until(qtbot, lambda: found.outlook and found.outlook.standing.waiting == 0)
        until(qtbot, lambda: screen.rows.rows[0].texts[1] == "–")
        assert "Соңғы алмасу" in screen.rows.rows[0].texts[4]


def test_a_used_up_allowance_is_a_quiet_sentence_and_a_larger_one_goes_on(
    here: Seat, qtbot: QtBot
) -> None:
    with here.taken_by(TEACHER):
        found = exchanging(here)
        screen = opened(here)
        note(here.desk._storage, here.desk.today(), 3 << 20)

        def gives(day: str, month: str):
            def fill(dialog: AllowanceDialog) -> None:
                dialog.a_day.setText(day)
                dialog.a_month.setText(month)
                press("Return")

            return fill

        answering(AllowanceDialog, gives("2", "100"))
        press("Shift+F7")
        assert here.desk.online.allowance() == Allowance(2 << 20, 100 << 20)
        assert "қалғаны 0" in screen.traffic.text()
        press("Shift+F11")
        until(qtbot, lambda: "трафик бітті" in said(screen))

        answering(AllowanceDialog, gives("50", "100"))
        press("Shift+F7")
        press("Shift+F11")
        until(qtbot, lambda: found.outlook.standing.waiting == 0)
        assert not any("Traceback" in one for one in words(screen))


def test_letting_others_call_begins_and_ends_with_the_setting(here: Seat, qtbot: QtBot) -> None:

    with here.taken_by(TEACHER):
        path = here.desk.place.settings
        save_settings(path, replace(load_settings(path), answers_at=0))
        found = exchanging(here)
        screen = opened(here)
        press("Ctrl+F3")
        until(qtbot, lambda: found.port > 0)
        until(qtbot, lambda: str(found.port) in screen.called.text())
        press("Ctrl+F3")
        until(qtbot, lambda: found.port == 0)
