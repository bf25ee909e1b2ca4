"""Requests by keyboard: written, counted down, answered."""

from school_desk.formats import date_short
from school_desk.ui.school.privacy_screen import NAME, CaseDialog, PrivacyScreen
from school_desk.ui.school.privacy_terms import AnswerTermDialog
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle
from tests.ui.seat import Seat


def opened(seat: Seat) -> PrivacyScreen:
    assert seat.window is not None
    seat.window.shell.open(Place(NAME))
    settle()
    screen = seat.screen
    assert isinstance(screen, PrivacyScreen)
    return screen


def test_a_request_is_written_counted_down_answered_and_undone(qtmodeltester, head_seat) -> None:
    screen = opened(head_seat)
    qtmodeltester.check(screen.model)

    def asks(dialog: CaseDialog) -> None:
        dialog.accept()
        assert dialog.isVisible()
        dialog.applicant.setText("Бейсенова Алма")
        dialog.what.setText("баласының деректері")
        press("Return")

    answering(CaseDialog, asks)
    press("Ctrl+N")
    settle()
    waiting = screen.model.rows[0].texts[4]

    def answers(dialog: CaseDialog) -> None:
        dialog.answered.show_day(head_seat.desk.now().date())
        dialog.answer.setText("үзінді берілді")
        press("Return")

    answering(CaseDialog, answers)
    press("F2")
    settle()

    assert "3 жұмыс күні қалды" in waiting
    assert screen.model.rows[0].texts[5] == "үзінді берілді"
    press("Ctrl+Z")
    settle()
    assert screen.model.rows[0].texts[4] == waiting


def test_a_term_to_check_is_changed_with_day_and_act_and_one_of_the_law_is_not(head_seat) -> None:
    screen = opened(head_seat)

    def shown(row: int) -> tuple[str, ...]:
        return tuple(screen.terms.model().rows[row].texts[1:])

    press("Shift+F6")
    screen.terms.selectRow(0)
    press("F2")
    settle()
    refused = head_seat.said
    screen.terms.selectRow(4)

    def answers(dialog: AnswerTermDialog) -> None:
        dialog.days.setText("0")
        dialog.accept()
        assert dialog.problem.isVisible()
        dialog.days.setText("2")
        dialog.source.setText("Әділет басқармасының хаты № 5")
        press("Return")

    answering(AnswerTermDialog, answers)
    press("F2")
    settle()

    assert "заң" in refused
    today = head_seat.desk.today()
    assert shown(4) == (
        "2 жұмыс күні",
        date_short(today),
        "тексерілді",
        "Әділет басқармасының хаты № 5",
    )
    press("Ctrl+Z")
    settle()
    assert shown(4)[2] != "тексерілді"
