"""A new computer by keys, both ends: it asks at its door, the head admits it, it signs in."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from school_desk.app import Entrance
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD
from school_desk.joining import Newcomer
from school_desk.paths import SchoolFolder
from school_desk.storage.sealing import Argon2Params
from school_desk.sync.grants import shared
from school_desk.ui.access.getting_in import GettingIn
from school_desk.ui.access.join_card import JoinCard
from school_desk.ui.access.sign_in_dialog import SignInCard
from school_desk.ui.access.welcome_card import WelcomeCard
from school_desk.ui.screen import Place
from school_desk.ui.sync.admit_dialog import AdmitDialog, PeopleDialog
from school_desk.ui.sync.computers_screen import ComputersScreen
from school_desk.ui.tasks import Tasks
from school_desk.ui.theme.theme import Theme
from school_desk.ui.widgets.dialog import DeskDialog
from tests.sync.newcomers import admitted, asks, room, small_school
from tests.ui.keyboard import answering, focused, press, settle
from tests.ui.seat import HEAD, TEACHER, Seat, words


def open_cheaply(place: SchoolFolder) -> Entrance:
    return Entrance(place, now=lambda: DEMO_NOW, cost=lambda: Argon2Params(64, 1, 1))


@pytest.fixture
def new_door(
    qtbot: QtBot, theme: Theme, tasks: Tasks, tmp_path: Path
) -> Iterator[Callable[[], GettingIn]]:
    """The window at the door of an empty folder."""
    assert theme
    made: list[GettingIn] = []
    folder = tmp_path / "new"
    folder.mkdir()

    def show() -> GettingIn:
        window = GettingIn(folder, tasks, open_cheaply)
        qtbot.addWidget(window)
        made.append(window)
        window.resize(1366, 698)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.start()
        settle()
        return window

    yield show
    for window in made:
        tasks.wait()
        if window.entrance is not None:
            window.entrance.close()


@pytest.fixture
def seat(tmp_path: Path, theme: Theme) -> Seat:
    """A school with three people and no pupils: its log is short."""
    place = room(tmp_path / "school")
    small_school(place).close()
    place.entrance.close()
    return Seat(tmp_path / "school", theme)


@pytest.fixture
def head_seat(seat: Seat) -> Iterator[Seat]:
    with seat.taken_by(HEAD) as taken:
        yield taken


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that every file dialog chooses: the one file to read, the proposed name to save."""
    folder = tmp_path / "stick"
    folder.mkdir()

    def opened(_parent: object, _title: str, _where: str, kind: str) -> tuple[str, str]:
        found = sorted(folder.glob(kind.split(";;", maxsplit=1)[0]))
        return str(found[0]) if found else "", kind

    def saved(_parent: object, _title: str, name: str, kind: str) -> tuple[str, str]:
        return str(folder / Path(name).name), kind

    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(opened))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(saved))
    return folder


def at_computers(seat: Seat) -> ComputersScreen:
    assert seat.window is not None
    seat.window.shell.open(Place("computers"))
    settle()
    screen = seat.screen
    assert isinstance(screen, ComputersScreen)
    return screen


def tick(dialog: PeopleDialog, name: str) -> list[str]:
    """Walk down to somebody, tick by Space; gives what the dialog says then."""
    ticks = dialog.ticks
    for _ in range(ticks.count()):
        if ticks.currentItem().text().startswith(name):
            break
        press("Down")
    press("Space")
    return words(dialog)


def admit(seat: Seat, qtbot: QtBot, name: str) -> list[str]:
    said: list[str] = []

    def answer(dialog: AdmitDialog) -> None:
        said.extend(tick(dialog, name))
        press("Return")

    answering(AdmitDialog, answer)
    press("Ctrl+F2")
    assert seat.window is not None
    at = seat.window.at
    qtbot.waitUntil(lambda: at.tasks.idle, timeout=60_000)
    settle()
    return said


def idle(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: tasks.idle, timeout=60_000)
    settle()


def asks_by_keys(window: GettingIn) -> JoinCard:
    """From the first card by Tab and Enter to the file that asks."""
    assert isinstance(window.card, WelcomeCard)
    press("Tab")
    assert focused() is window.card.join_button
    press("Return")
    card = window.card
    assert isinstance(card, JoinCard)
    card.name.setText("Класс 7")
    press("Return")
    return card


def test_a_computer_joins_by_keys_on_both_ends(
    head_seat: Seat, new_door: Callable[[], GettingIn], stick: Path, qtbot: QtBot, tasks: Tasks
) -> None:
    window = new_door()
    card = asks_by_keys(window)
    number = card.number.text()
    assert [one.name for one in stick.iterdir()] == ["Класс 7.sdask"]
    assert len(number.replace(" ", "")) == 12
    window.hide()
    assert head_seat.window is not None
    head_seat.window.shell.activateWindow()

    screen = at_computers(head_seat)
    said = admit(head_seat, qtbot, "Гүлнар")

    assert number in said
    assert [row.texts[0] for row in screen.rows.rows if "Гүлнар" in row.texts[1]] != []
    told = next(one for one in words(screen) if "Класс 7.sdwelcome" in one)
    window.show()
    window.activateWindow()
    settle()
    press("Return")
    idle(qtbot, tasks)
    assert card.offer is not None
    assert card.number.text() in told
    press("Return")
    idle(qtbot, tasks)
    assert isinstance(window.card, SignInCard)
    assert window.entrance is not None
    assert window.entrance.names == (TEACHER,)
    desk = window.entrance.sign_in(TEACHER, DEMO_PASSWORD)
    assert desk.account.sign_in_name == TEACHER
    assert len(desk.exchange.computers()) == 2
    desk.close()


def test_who_works_there_changes_by_keys(head_seat: Seat, tmp_path: Path) -> None:
    desk, place = head_seat.desk, room(tmp_path / "two")
    assert admitted(desk, asks(place, "Класс 7"), TEACHER).name == "Класс 7"
    screen = at_computers(head_seat)
    screen.table.setFocus()
    row = next(n for n, one in enumerate(screen.rows.rows) if one.texts[0] == "Класс 7")
    screen.table.selectRow(row)

    answering(PeopleDialog, lambda dialog: (tick(dialog, "Айгүл"), press("Return")))
    press("Return")
    assert {one.split()[0] for one in screen.rows.rows[row].texts[1].split(", ")} == {
        *("Айгүл", "Гүлнар")
    }
    said: list[list[str]] = []

    def untick_all(dialog: PeopleDialog) -> None:
        tick(dialog, "Айгүл")
        dialog.ticks.setCurrentRow(0)
        tick(dialog, "Гүлнар")
        press("Return")
        said.append(words(dialog))
        press("Escape")

    answering(PeopleDialog, untick_all)
    press("Return")
    assert any("Кім" in one or "Таңдаңыз" in one or "таңдаңыз" in one for one in said[0])
    assert "Айгүл" in screen.rows.rows[row].texts[1]
    place.entrance.close()


def test_a_foreign_file_is_said_on_the_card_and_changes_nothing(
    new_door: Callable[[], GettingIn], stick: Path, qtbot: QtBot, tasks: Tasks
) -> None:
    window = new_door()
    card = asks_by_keys(window)
    (stick / "photo.sdwelcome").write_bytes(b"\xff\xd8\xff" * 999)

    press("Return")
    idle(qtbot, tasks)

    assert card.offer is None
    assert card.problem.sentence
    press("Escape")
    assert isinstance(window.card, WelcomeCard)


def test_nobody_chosen_is_said_in_the_dialog(head_seat: Seat, stick: Path, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    door = open_cheaply(SchoolFolder(folder))
    Newcomer(door).ask_into(stick / "a.sdask", "PC")
    door.close()
    at_computers(head_seat)
    said: list[str] = []

    def answer(dialog: AdmitDialog) -> None:
        press("Return")
        said.append(dialog.problem.sentence)
        press("Escape")

    answering(AdmitDialog, answer)
    press("Ctrl+F2")

    assert said[0]
    assert list(stick.glob("*.sdwelcome")) == []


def test_a_lost_computer_is_withdrawn_by_keys(
    head_seat: Seat, stick: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    door = open_cheaply(SchoolFolder(folder))
    device = Newcomer(door).ask_into(stick / "a.sdask", "Ноутбук").device
    door.close()
    screen = at_computers(head_seat)
    admit(head_seat, qtbot, "Гүлнар")
    row = next(n for n, one in enumerate(screen.rows.rows) if one.texts[0] == "Ноутбук")
    screen.table.selectRow(row)
    answering(DeskDialog, lambda dialog: (dialog.verb.setFocus(), press("Space")))

    press("Ctrl+F6")

    (gone,) = [one for one in head_seat.desk.admission.machines() if one.device == device]
    assert gone.withdrawn is not None
    assert any("Гүлнар" in one and "Ноутбук" in one for one in words(screen))
    storage = head_seat.desk._storage
    assert list(shared(storage, device)) == []
