"""A school that does not open: the newest backup is offered at the door and brings it back."""

import pytest
from pytestqt.qtbot import QtBot

from school_desk.app import Entrance
from school_desk.demo.school import DEMO_PASSWORD
from school_desk.paths import SchoolFolder
from school_desk.storage.backup_rules import Kind
from school_desk.ui.access.getting_in import GettingIn
from school_desk.ui.access.sign_in_dialog import SignInCard
from school_desk.ui.access.start_refusal import StartRefusalCard
from school_desk.ui.backups.restore_card import RestoreCard
from school_desk.ui.tasks import Tasks
from tests.robustness.conftest import entrance
from tests.ui.keyboard import press, settle, types
from tests.ui.seat import HEAD, TEACHER, Seat, words


@pytest.fixture
def backed_up(seat: Seat) -> Seat:
    """A school that nobody sits at, with a backup of today."""
    door = entrance(seat.folder)
    desk = door.sign_in(HEAD, DEMO_PASSWORD)
    desk.backups.make(Kind.DAILY, lambda *_: None, lambda: False)
    desk.close()
    door.close()
    return seat


@pytest.fixture
def at_door(qtbot: QtBot, backed_up: Seat):
    """The window at the door of that school, opened when it is asked for."""
    made = []

    def open_door() -> GettingIn:
        window = GettingIn(backed_up.folder, Tasks(), lambda place: entrance(place.folder))
        qtbot.addWidget(window)
        window.resize(1366, 698)
        window.start()
        window.show()
        window.activateWindow()
        settle()
        made.append(window)
        return window

    yield open_door
    for window in made:
        if window.entrance is not None:
            window.entrance.close()


def restore_by_keys(qtbot: QtBot, window: GettingIn, person: str = HEAD) -> None:
    """Enter on the offer, the name, the password, Enter; the next page shows what differs."""
    press("Return")
    card = window.card
    assert isinstance(card, RestoreCard)
    card.fields.who.setCurrentText(person)
    types(DEMO_PASSWORD)
    press("Return")
    qtbot.waitUntil(lambda: not card._busy, timeout=30_000)
    settle()


@pytest.mark.parametrize("lost", [("school.db",), ("school.keys", "school.keys.bak")])
def test_what_is_missing_comes_back_from_the_newest_backup(qtbot, backed_up, at_door, lost) -> None:
    for name in lost:
        (backed_up.folder / name).unlink()
    window = at_door()
    assert isinstance(window.card, StartRefusalCard)
    offered = words(window)

    restore_by_keys(qtbot, window)
    card = window.card
    card.put.setFocus()
    press("Return")

    assert any("22 қазан" in one for one in offered)
    assert isinstance(window.card, SignInCard)
    desk = window.entrance.sign_in(TEACHER, DEMO_PASSWORD)
    desk.close()


def test_a_damaged_file_is_told_at_the_door_and_what_is_lost_cannot_be_said(
    qtbot, backed_up, at_door
) -> None:
    (backed_up.folder / "school.db").write_bytes(bytes(8192))
    window = at_door()
    window.card.people.choose(HEAD)
    window.card.password.line.setFocus()
    types(DEMO_PASSWORD)
    press("Return")
    qtbot.waitUntil(lambda: isinstance(window.card, StartRefusalCard), timeout=30_000)

    restore_by_keys(qtbot, window)
    told = words(window)
    window.card.put.setFocus()
    press("Return")

    assert any("оқылмайды" in one for one in told)
    assert isinstance(window.card, SignInCard)
    assert len(list(backed_up.folder.glob("school-aside-*.db"))) == 1


def test_who_leaves_the_card_reads_again_what_is_wrong(qtbot, backed_up, at_door) -> None:
    (backed_up.folder / "school.db").unlink()
    window = at_door()
    sentence = window.card.sentence

    restore_by_keys(qtbot, window)
    press("Escape")

    assert isinstance(window.card, StartRefusalCard)
    assert window.card.sentence == sentence
    assert not list(backed_up.folder.glob("school.restored*"))


def test_a_teacher_learns_who_may(qtbot, backed_up, at_door) -> None:
    (backed_up.folder / "school.db").unlink()
    window = at_door()

    restore_by_keys(qtbot, window, TEACHER)

    assert "директор" in window.card.problem.sentence
    assert window.card.view is None


def test_nothing_is_offered_where_a_backup_would_not_help(backed_up, at_door) -> None:
    first = Entrance(SchoolFolder(backed_up.folder))

    window = at_door()

    assert isinstance(window.card, StartRefusalCard)
    assert window.card.newest == ""
    first.close()
