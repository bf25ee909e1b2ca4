"""Two computers find each other without a typed address, in a window, over real sockets."""

import secrets
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from school_desk.settings import load_settings, remember
from school_desk.sync import lan
from school_desk.sync.lan import Finder
from school_desk.sync.line import Line
from school_desk.ui.sync.network_dialog import NetworkDialog
from tests.ui.keyboard import press, settle
from tests.ui.seat import TEACHER, Seat
from tests.ui.sync.two import THERE, Office, at_desk, exchanging, until

LOOPBACK = (("127.0.0.1", "127.255.255.255"),)


@pytest.fixture(autouse=True)
def on_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own networks are left alone."""
    monkeypatch.setattr(lan, "networks", lambda: LOOPBACK)
    monkeypatch.setattr(lan, "BEACON_PORT", 20000 + secrets.randbelow(20000))


@pytest.fixture
def announced(there: Office) -> Iterator[Finder]:
    """The office's computer, which says where it answers."""
    online = there.desk.online
    found = online.find(there.server.port, online.mark(), online.known())
    yield found
    found.close()
    found.wait()


def knows_no_address(seat: Seat, there: Office) -> None:
    with at_desk(seat.folder, TEACHER) as desk:
        desk.online.set_address(there.desk._storage.device.id, "")
        assert desk.online.addresses() == {}


def answers(seat: Seat) -> None:
    path = seat.folder / "settings.json"
    remember(path, answers=True, answers_at=0)
    assert load_settings(path).finds


def test_computers_find_each_other_and_a_mark_is_there_within_seconds(
    here: Seat, there: Office, announced: Finder, qtbot: QtBot
) -> None:
    knows_no_address(here, there)
    answers(here)
    device = there.desk._storage.device.id
    with here.taken_by(TEACHER):
        found = exchanging(here)
        until(qtbot, lambda: device in found.meeting.present)
        until(qtbot, lambda: found.talks and found.talks[device].last)
        assert found.talks[device].line.address == f"127.0.0.1:{there.server.port}"
        until(qtbot, lambda: found.outlook.standing.waiting == 0 and found.idle)

        page = here.opens_lesson()
        column = page.grid.column
        head = page.page.head
        theirs = there.desk.journal.open_page(head.group, head.subject, head.period.term)
        there.desk.journal.put(theirs, column, theirs.rows[0].pupil.id, "4")
        announced.follow(there.desk.online.mark(), there.desk.online.known())

        until(qtbot, lambda: page.page.rows[0].points(column) == 4)
    with at_desk(here.folder, TEACHER) as desk:  # remembered for next time
        assert desk.online.addresses()[device][1] == f"127.0.0.1:{there.server.port}"


def test_who_does_not_answer_or_does_not_want_it_says_and_hears_nothing(
    here: Seat, announced: Finder, qtbot: QtBot
) -> None:
    with here.taken_by(TEACHER):
        found = exchanging(here)
        until(qtbot, lambda: found.outlook and found.idle)
        assert found.meeting.finder is None
    answers(here)
    remember(here.folder / "settings.json", finds=False)
    with here.taken_by(TEACHER):
        found = exchanging(here)
        until(qtbot, lambda: found.port and found.idle)
        assert found.meeting.finder is None
        press("Escape")
        settle()
    assert announced.present() == {}


@pytest.mark.usefixtures("announced")
def test_the_self_test_says_in_words_who_reaches_whom(
    here: Seat, there: Office, qtbot: QtBot
) -> None:
    answers(here)
    device = there.desk._storage.device.id
    with here.taken_by(TEACHER):
        found = exchanging(here)
        until(qtbot, lambda: found.port and device in found.meeting.present and found.idle)
        dialog = NetworkDialog(here.desk, found, here.window.shell)
        until(qtbot, lambda: dialog.idle)
        told = dialog.words.text()
        assert f"{THERE} — 127.0.0.1:{there.server.port}" in told
        assert "Осы жерден оған жетуге болады." in told
        assert "Ол осы компьютерге жете алады." in told

        port = there.closes_line()
        dialog.begin()
        until(qtbot, lambda: dialog.idle)
        told = dialog.words.text()
        assert "Осы жерден оған жету мүмкін емес" in told
        there.opens_line(port)

        dialog.finds.click()
        until(qtbot, lambda: found.meeting.finder is None)
        assert not load_settings(here.folder / "settings.json").finds
        dialog.reject()


def test_a_computer_that_cannot_be_called_is_told_so(here: Seat) -> None:
    with at_desk(here.folder, TEACHER) as desk:
        closed = desk.exchange.serve("127.0.0.1", 0)
        port = closed.port
        closed.close()
        (one,) = desk.online.self_test(port, {}).others
        assert (one.problem, one.back, one.how) == (None, False, ("typed",))
        (one,) = desk.online.self_test(0, {}).others
        assert (one.problem, one.back) == (None, None)


@pytest.mark.parametrize("session", ["", "00" * 8, "x"])
def test_who_is_in_no_session_lets_nobody_call(there: Office, session: str) -> None:
    line = Line(f"127.0.0.1:{there.server.port}", there.desk._storage.device.public_key)
    with line.call("POST", "/v1/back", {"Session": session, "Port": "80"}, b"") as reply:
        assert reply.status_code == 404
    line.close()
