"""Terms of keeping by keyboard: one person proposes to forget, another confirms."""

from datetime import date

import pytest

from school_desk.access.model import Role
from school_desk.formats import date_short
from school_desk.school.model import PersonName
from school_desk.school.privacy_model import CaseKind, PrivacyCase
from school_desk.school.retention_model import Ground
from school_desk.storage.sealing import Argon2Params
from school_desk.ui.school.keeping_dialogs import ConfirmDialog, RequestDialog, TermDialog
from school_desk.ui.school.keeping_screen import NAME, KeepingScreen
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle
from tests.ui.seat import DEMO_PASSWORD, HEAD, Seat

DEPUTY = "Мөлдір Асанқызы"


def opened(seat: Seat) -> KeepingScreen:
    assert seat.window is not None
    seat.window.shell.open(Place(NAME))
    settle()
    screen = seat.screen
    assert isinstance(screen, KeepingScreen)
    return screen


def texts(screen: KeepingScreen) -> list[tuple[str, ...]]:
    model = screen.people.model()
    return [tuple(row.texts) for row in model.rows]  # type: ignore[attr-defined]


@pytest.fixture
def left_seat(seat: Seat) -> Seat:
    """A pupil left more than three years ago; a deputy signs in as well."""
    with seat.taken_by(HEAD) as taken:
        desk = taken.desk
        name = PersonName("Асанқызы", "Мөлдір")
        desk.create_account(
            DEPUTY, name, DEMO_PASSWORD, [Role.DEPUTY], params=Argon2Params(64, 1, 1)
        )
        storage = desk.retention._at.storage
        with storage.begin("Leave") as work:
            row, _pupil = work.db.execute("SELECT row, pupil FROM membership").fetchone()
            work.put("membership", row, starts="2019-09-01", ends=date(2023, 5, 25).isoformat())
    return seat


def test_two_people_forget_a_pupil_by_keys(left_seat: Seat) -> None:
    with left_seat.taken_by(HEAD) as head:
        screen = opened(head)
        who = texts(screen)[0][0]
        press("Ctrl+N")
        settle()
        assert "Enter" in texts(screen)[0][3]
        answering(ConfirmDialog, lambda dialog: dialog.verb.click())
        press("Return")  # the same person confirms: refused
        settle()
        assert texts(screen)[0][0] == who

    with left_seat.taken_by(DEPUTY) as deputy:
        screen = opened(deputy)
        answering(ConfirmDialog, lambda _dialog: press("Return"))  # Enter leaves it unchanged
        press("Return")
        settle()
        assert texts(screen)[0][0] == who
        answering(ConfirmDialog, lambda dialog: dialog.verb.click())
        press("Return")
        settle()

        assert all(who not in row for row in texts(screen))
        assert "өшірілді" in texts(screen)[0][3]
        assert deputy.desk.school.find_pupils(who) == ()


def test_a_term_is_changed_with_its_act(head_seat: Seat) -> None:
    screen = opened(head_seat)
    screen.terms.setFocus()
    screen.terms.selectRow(2)

    def answers(dialog: TermDialog) -> None:
        dialog.years.setText("0")
        press("Return")
        assert dialog.isVisible()
        assert dialog.problem.text()
        dialog.years.setText("5")
        dialog.basis.setText("бұйрық № 7")
        press("Return")

    answering(TermDialog, answers)
    press("F2")
    settle()
    changed = screen.terms.model().rows[2].texts  # type: ignore[attr-defined]
    assert (changed[1], changed[4]) == ("5 жыл", "бұйрық № 7")
    press("Ctrl+Z")
    settle()
    assert screen.terms.model().rows[2].texts[1] == "3 жыл"  # type: ignore[attr-defined]


def test_before_the_term_ends_only_a_request_is_a_ground(head_seat: Seat) -> None:
    storage = head_seat.desk.retention._at.storage
    with storage.begin("Leave") as work:
        row, _pupil = work.db.execute("SELECT row, pupil FROM membership").fetchone()
        work.put("membership", row, starts="2019-09-01", ends=date(2026, 5, 25).isoformat())
    today = head_seat.desk.today()
    asked = PrivacyCase(CaseKind.WITHDRAWAL, today, "Бейсенова Алма", "деректерді өшіру")
    case = head_seat.desk.privacy.write(asked)
    screen = opened(head_seat)
    before = texts(screen)

    answering(RequestDialog, lambda _dialog: press("Return"))  # Enter leaves it
    press("Ctrl+N")
    settle()
    left = texts(screen)

    def agrees(dialog: RequestDialog) -> None:
        assert "Бейсенова Алма" in dialog.request.currentText()
        dialog.verb.click()

    answering(RequestDialog, agrees)
    press("Ctrl+N")
    settle()

    assert left == before
    assert head_seat.desk.retention.leavers()[0].proposal.case == case
    assert f"{date_short(today)} өтініші" in texts(screen)[0][3]
    assert "Enter" in texts(screen)[0][3]
    assert head_seat.desk.retention.leavers()[0].proposal.ground is Ground.REQUEST
