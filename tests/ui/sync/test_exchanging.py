"""The exchange that goes on by itself in a window: by keys, two real files, a real server."""

import threading
from time import monotonic

from pytestqt.qtbot import QtBot

from school_desk.journal.model import RegisterPage
from tests.ui.keyboard import press, settle
from tests.ui.seat import TEACHER, Seat
from tests.ui.sync.two import Office, exchanging, quiet, until


def page_there(there: Office, like: RegisterPage) -> RegisterPage:
    head = like.head
    return there.desk.journal.open_page(head.group, head.subject, head.period.term)


def sends_all(qtbot: QtBot, seat: Seat) -> None:
    found = exchanging(seat)
    found.go_now()
    until(qtbot, lambda: found.outlook and found.outlook.standing.waiting == 0 and found.idle)


def test_what_is_typed_goes_out_by_itself_and_the_line_says_so(
    here: Seat, there: Office, qtbot: QtBot
) -> None:
    with here.taken_by(TEACHER):
        sends_all(qtbot, here)
        assert "Бәрі жіберілді" in quiet(here)

        page = here.opens_lesson()
        press("9")
        press("Return")
        settle()
        column = page.grid.column

        found = exchanging(here)
        until(qtbot, lambda: found.outlook.standing.waiting == 1)
        assert "1 өзгеріс" in quiet(here)
        assert "осы бетте 1" in quiet(here)
        assert found.waits_of(page.page.rows[0].pupil.id) == 1
        until(qtbot, lambda: found.outlook.standing.waiting == 0)
        assert "осы бетте" not in quiet(here)
        assert page_there(there, page.page).rows[0].points(column) == 9
        assert "соңғы растау" in quiet(here)


def test_what_arrives_stands_on_the_open_page_and_may_be_typed_over(
    here: Seat, there: Office, qtbot: QtBot
) -> None:
    with here.taken_by(TEACHER):
        sends_all(qtbot, here)
        page = here.opens_lesson()
        column = page.grid.column
        theirs = page_there(there, page.page)
        there.desk.journal.put(theirs, column, theirs.rows[0].pupil.id, "4")

        exchanging(here).go_now()
        cell = lambda: page.page.rows[0].points(column)  # noqa: E731
        until(qtbot, lambda: cell() == 4)
        press("7")
        press("Return")
        settle()

        assert here.points(1, column) == 7
        assert not here.desk.has_conflicts
        until(qtbot, lambda: page_there(there, theirs).rows[0].points(column) == 7)
        assert not there.desk.has_conflicts


def test_without_a_line_one_works_on_and_it_goes_out_when_it_is_back(
    here: Seat, there: Office, qtbot: QtBot
) -> None:
    with here.taken_by(TEACHER):
        sends_all(qtbot, here)
        port = there.closes_line()
        here.opens_lesson()
        press("9")
        press("Return")
        found = exchanging(here)
        until(qtbot, lambda: "Байланыс жоқ".casefold() in quiet(here).casefold())
        assert "1 өзгеріс" in quiet(here)

        there.opens_line(port)
        until(qtbot, lambda: found.outlook.standing.waiting == 0)


def test_signing_out_waits_for_no_line_and_the_next_one_goes_on(
    here: Seat, there: Office, qtbot: QtBot
) -> None:
    with here.taken_by(TEACHER):
        sends_all(qtbot, here)
        here.opens_lesson()
        press("9")
        press("Return")
        held = threading.Event()
        answered = there.server.answered
        there.server.answered = lambda content: (held.wait(60), answered(content))[1]
        found = exchanging(here)
        until(qtbot, lambda: found.running)
        begun = monotonic()
        here._leave(TEACHER)
        assert monotonic() - begun < 5
        held.set()
    there.server.answered = answered

    with here.taken_by(TEACHER):
        found = exchanging(here)
        found.look()
        until(qtbot, lambda: found.outlook and found.outlook.standing.waiting == 0)
