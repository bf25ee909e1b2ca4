"""A dressed application and a small shell over a screen that remembers what it was asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from school_desk import i18n
from school_desk.ui.actions import ACTIONS, Handler, Where
from school_desk.ui.messages import Messages
from school_desk.ui.rail import LessonSign, RailContent, RailLesson, RailPlace
from school_desk.ui.screen import Place, Screen
from school_desk.ui.shell import Shell, Surroundings
from school_desk.ui.shortcuts import LayoutFilter
from school_desk.ui.tasks import Tasks
from school_desk.ui.theme.theme import Scheme, Theme
from tests.ui.opening import Opened
from tests.ui.seat import TEACHER, Seat, copied, make_folder

TODAY = Place("today")
PAGE = Place("register", (7,))
SHELL_OWN = ("help", "menu", "palette", "region_next", "region_previous", "back", "leave")
RAIL = RailContent(
    person="Айша Сәрсенқызы",
    role="6 «А» сынып жетекшісі",
    initials="АС",
    day="22 қазан, бейсенбі",
    lessons=(RailLesson(PAGE, 2, "09:25", "6 «А»", "Математика", LessonSign.NOW),),
    places=(
        RailPlace(TODAY, "Бүгін", "home"),
        RailPlace(Place("registers"), "Журналдар", "book"),
        RailPlace(Place("to_fill"), "Толтыру керек", "list", 5),
    ),
)


class PageScreen(Screen):
    """A page that answers every action of a page and writes down which were asked."""

    where = Where.REGISTER

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.rooms: list[int] = []
        self.grid = QWidget()
        self.topic = QLineEdit()
        self.topic.setObjectName("topic")
        self._place = place
        column = QVBoxLayout(self)
        column.addWidget(self.topic)
        column.addWidget(self.grid)
        self.grid.setFocusPolicy(self.topic.focusPolicy())

    def title(self) -> str:
        return self._place.name

    def place(self) -> Place:
        return replace(self._place, facts=(*self._place.facts[:1], "row 3"))

    def handlers(self) -> Mapping[str, Handler]:
        skipped = {*SHELL_OWN, *(told.id for told in ACTIONS if told.id.startswith("place_"))}
        return {
            told.id: lambda name=told.id: self.asked.append(name)
            for told in ACTIONS
            if told.id not in skipped
        }

    def regions(self) -> Sequence[QWidget]:
        return (self.topic, self.grid)

    def take_focus(self) -> None:
        self.grid.setFocus()

    def set_room(self, room: int) -> None:
        self.rooms.append(room)


class DictMemory:
    """Settings of a person, kept as long as the test."""

    def __init__(self) -> None:
        self.kept = {"window_size": "1366x698", "maximised": "no"}

    def get(self, name: str, default: str, /) -> str:
        return self.kept.get(name, default)

    def put(self, name: str, value: str, /) -> None:
        self.kept[name] = value


@pytest.fixture(autouse=True)
def _closed_windows_are_gone(qapp: QApplication) -> Iterator[None]:
    """Only a running event loop would delete them; hundreds of them would all wear each theme.

    What a program hangs on the application lives as long as that: each key would go through the
    filters of all programs that were ever tested.
    """
    before = set(map(id, qapp.children()))
    yield
    for child in qapp.children():
        if id(child) not in before and type(child).__module__.startswith("school_desk."):
            child.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The theme, put on once; a test that changes it changes it back."""
    LayoutFilter(qapp)
    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture
def memory() -> DictMemory:
    return DictMemory()


@pytest.fixture
def messages() -> Messages:
    return Messages()


@pytest.fixture
def tasks() -> Tasks:
    return Tasks()


@pytest.fixture
def shell(
    qtbot: QtBot, theme: Theme, memory: DictMemory, messages: Messages, tasks: Tasks
) -> Iterator[Shell]:
    """A shell that stands on its page of the register."""
    assert theme
    made = Shell(Surroundings(PageScreen, lambda: RAIL, messages, tasks, memory))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.open(PAGE)
    yield made
    made.close()


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo school, made once; copy it before writing."""
    return make_folder(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def seat(tmp_path: Path, demo_folder: Path, theme: Theme) -> Iterator[Seat]:
    """A computer with a demo school of its own; nobody sits at it yet."""
    before = i18n.current()
    i18n.use("kk")
    theme.choose(Scheme.LIGHT)
    yield Seat(copied(demo_folder, tmp_path / "school"), theme)
    i18n.use(before)


@pytest.fixture
def teacher_seat(seat: Seat) -> Iterator[Seat]:
    """The teacher of 6 «А» at the window, on the start screen."""
    with seat.taken_by(TEACHER) as taken:
        yield taken


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Files that the window asks this computer to show."""
    found = Opened()
    yield found
    found.close()
