"""Exchange by a stick with keys only: write here, read there, the receipt comes back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from school_desk.app import Desk, Entrance
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD
from school_desk.paths import SchoolFolder
from school_desk.sync.courier_folder import FOLDER
from school_desk.sync.grants import offered
from school_desk.sync.receipts import Receipt, keep
from school_desk.sync.streams import Streams
from school_desk.ui.screen import Place
from school_desk.ui.sync.courier_rounds import CourierRounds
from school_desk.ui.sync.courier_screen import NAME, CourierScreen
from school_desk.ui.theme.theme import Theme
from tests.ui.keyboard import press, settle
from tests.ui.seat import HEAD, TEACHER, Seat, copied, words


@dataclass
class Two:
    """The computers of the office and of a class."""

    office: Seat
    class_room: Seat


@contextmanager
def at_desk(seat: Seat) -> Iterator[Desk]:
    door = Entrance(SchoolFolder(seat.folder), now=lambda: DEMO_NOW)
    desk = door.sign_in(HEAD, DEMO_PASSWORD)
    yield desk
    desk.close()
    door.close()


def tell_what_is_here(desk: Desk, to: Desk) -> None:
    """What an exchange over a line would have left: the other one's receipt for all it has."""
    storage, other = desk._storage, to._storage
    parts = offered(storage, other.device.id)
    vector = Streams(storage, storage.device).vector(parts)
    receipt = Receipt(storage.device.id, other.device.id, vector, 0)
    signature = storage.device.sign(receipt.message)
    assert keep(other, receipt, signature, storage.device.public_key)


@pytest.fixture
def two(seat: Seat, tmp_path: Path, demo_folder: Path, theme: Theme) -> Two:
    """The head has admitted the computer of the class; the window of nobody is open."""
    other = Seat(copied(demo_folder, tmp_path / "other"), theme)
    for path in other.folder.glob("device.key*"):
        path.unlink()
    with at_desk(other) as there, at_desk(seat) as here:
        here.exchange.admit(there.exchange.key_file("7 «А»"), "teacher", "Кеңсе")
        there.exchange.trust(here.exchange.key_file("Кеңсе"))
        tell_what_is_here(there, here)
    return Two(seat, other)


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the dialog of the system answers."""
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_of: str(folder))
    return folder


def opened(seat: Seat) -> CourierScreen:
    press("Ctrl+F10")
    settle()
    screen = seat.screen
    assert isinstance(screen, CourierScreen)
    return screen


def waits(qtbot: QtBot, seat: Seat) -> None:
    assert seat.window is not None
    tasks = seat.window.at.tasks
    qtbot.waitUntil(lambda: tasks.idle)
    settle()


def put_mark(seat: Seat) -> tuple[int, int]:
    """A mark on the page of the teacher: the pupil and the points."""
    names = seat.desk.journal.pages_of(seat.desk.account.id)
    name = next(one for one in names if one.class_label == "6 «А»")
    page = seat.desk.journal.open_page(name.group, name.subject, 1)
    seat.desk.journal.put(page, page.columns[0].key, page.rows[0].pupil.id, "9")
    return page.rows[0].pupil.id, 9


def first_mark(seat: Seat) -> int:
    names = seat.desk.journal.pages_of(seat.desk.account.id)
    name = next(one for one in names if one.class_label == "6 «А»")
    page = seat.desk.journal.open_page(name.group, name.subject, 1)
    return page.rows[0].marks[page.columns[0].key]


def test_a_mark_goes_there_and_the_receipt_comes_back(two: Two, stick: Path, qtbot: QtBot) -> None:
    with two.office.taken_by(TEACHER) as office:
        put_mark(office)
        screen = opened(office)
        assert screen.rows.rows[0].texts[:3:2] == ("7 «А»", "—"), "nothing is under way"
        press("Shift+F2")
        waits(qtbot, office)
        assert len(list((stick / FOLDER).iterdir())) == 1
        name, to_write, under_way, _written, receipt = screen.rows.rows[0].texts
        assert (name, to_write, under_way != "—") == ("7 «А»", "—", True)
        before = receipt
    with two.class_room.taken_by(TEACHER) as class_room:
        opened(class_room)
        press("Shift+F3")
        waits(qtbot, class_room)
        assert first_mark(class_room) == 9
        press("Shift+F2")
        waits(qtbot, class_room)
    with two.office.taken_by(TEACHER) as office:
        screen = opened(office)
        press("Shift+F3")
        waits(qtbot, office)
        *_rest, under_way, _written, receipt = screen.rows.rows[0].texts
        assert (under_way, receipt != before) == ("—", True)


def test_a_stick_pulled_out_is_a_sentence_and_goes_on(two: Two, stick: Path, qtbot: QtBot) -> None:
    with two.office.taken_by(TEACHER) as office:
        opened(office)
        press("Shift+F4")
        stick.rmdir()
        press("Shift+F2")
        waits(qtbot, office)
        said = office.said
        stick.mkdir()
        press("Shift+F2")
        waits(qtbot, office)

        assert str(stick) in said
        assert office.said != said
        assert len(list((stick / FOLDER).iterdir())) == 1


def test_by_itself_it_needs_no_key_any_more(two: Two, stick: Path, qtbot: QtBot) -> None:
    for seat in (two.office, two.class_room):
        with at_desk(seat) as desk:
            desk.courier.choose_folder(stick)
    with two.office.taken_by(TEACHER) as office:
        put_mark(office)
        goes_round(office, qtbot)
    with two.class_room.taken_by(TEACHER) as class_room:
        assert not class_room.desk.exchanges, "it has heard of nobody yet"
        goes_round(class_room, qtbot)
        assert first_mark(class_room) == 9
        assert class_room.desk.exchanges
    with two.office.taken_by(TEACHER) as office:
        goes_round(office, qtbot)
        (one,) = office.desk.courier.computers()
        assert one.standing.under_way <= 1, "no more than that somebody has signed in since"


def goes_round(seat: Seat, qtbot: QtBot) -> None:
    assert seat.window is not None
    found = seat.window.shell.findChild(CourierRounds)
    assert isinstance(found, CourierRounds)
    found.begin()
    waits(qtbot, seat)


def test_a_school_with_one_computer_sees_nothing_of_it(seat: Seat) -> None:
    with seat.taken_by(TEACHER):
        assert seat.window is not None
        assert NAME not in [one.place.name for one in seat.window._rail().places]
        seat.window.shell.open(Place(NAME))
        settle()
        assert any("қосылмаған" in one for one in words(seat.screen))


def test_the_rail_names_it_where_there_are_other_computers(two: Two) -> None:
    with two.office.taken_by(TEACHER) as office:
        assert office.window is not None
        assert NAME in [one.place.name for one in office.window._rail().places]
