"""The frame of the window: rail, page, status line; places, history, keys and regions."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from school_desk.errors import DeskError
from school_desk.i18n import _
from school_desk.ui.actions import ACTIONS, PLACES, Action, Handler, Where, action, bind
from school_desk.ui.messages import Messages, Tone
from school_desk.ui.rail import Rail, RailContent
from school_desk.ui.regions import enter_next
from school_desk.ui.screen import Place, Room, Screen
from school_desk.ui.status_line import StatusLine
from school_desk.ui.theme.fonts import BODY_PX, body_px, scaled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QResizeEvent

    from school_desk.ui.help_overlay import HelpOverlay
    from school_desk.ui.menu import CommandList, Entry
    from school_desk.ui.tasks import Task, Tasks

_FULL_PX = 1280
_MEDIUM_PX = 1000
_MENU_WIDTH = 380
_PALETTE_WIDTH = 560
_HISTORY = 50
_SIZE = "window_size"
_MAXIMISED = "maximised"


class Memory(Protocol):
    """Where the window keeps its size: the settings of the person, or a dict in a test."""

    def get(self, name: str, default: str, /) -> str:
        """What was kept under this name."""
        ...

    def put(self, name: str, value: str, /) -> None:
        """Keep it."""
        ...


@dataclass(frozen=True)
class Surroundings:
    """What the shell needs to know of the program, as functions: it knows no feature."""

    build: Callable[[Place], Screen]
    rail: Callable[[], RailContent]
    messages: Messages
    tasks: Tasks
    memory: Memory
    handlers: Mapping[str, Handler] = field(default_factory=dict)
    find: Callable[[str], Sequence[Entry]] = lambda _typed: ()
    title: Callable[[], str] = lambda: "School Desk"
    banner: Callable[[], str] = lambda: ""
    """What stands above every page: that one looks at another year or day; "" as a rule."""
    way_back: Callable[[], str] = lambda: ""
    """What leaving that is called."""
    names: Callable[[], Mapping[str, str]] = dict
    """Words for actions that say more than their title: what undo would take back."""
    exchange: Callable[[], str] = lambda: ""
    """How the exchange with other computers stands, beside what is saved; "" without any."""
    bottom: Callable[[], object] = lambda: None
    """What going back from the first place means."""


class Shell(QMainWindow):
    """The one window. `open` a Place and its screen stands in the middle."""

    place_changed = Signal(object)
    sheet_asked = Signal()

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._around = surroundings
        self._screen: Screen | None = None
        self._history: list[Place] = []
        self._task: Task | None = None
        self._room = Room.FULL
        self._commands: CommandList | None = None
        self._help: HelpOverlay | None = None
        self._actions: dict[str, QAction] = {}
        self._build_frame()
        surroundings.messages.said.connect(self._on_said)
        surroundings.messages.saving_changed.connect(self._on_saving)
        surroundings.tasks.started.connect(self._on_task)
        self._restore_size()

    @property
    def screen_shown(self) -> Screen | None:
        """The page in the middle."""
        return self._screen

    @property
    def room(self) -> Room:
        """How much width there is."""
        return self._room

    @property
    def commands(self) -> CommandList:
        """The list of all one can do; made when it is first wanted."""
        if self._commands is None:
            module = importlib.import_module("school_desk.ui.menu")
            self._commands = cast("CommandList", module.CommandList(self._frame))
            self._commands.closed.connect(self._focus_page)
        return self._commands

    @property
    def help(self) -> HelpOverlay:
        """The keys of this page; made when they are first wanted."""
        if self._help is None:
            module = importlib.import_module("school_desk.ui.help_overlay")
            self._help = cast("HelpOverlay", module.HelpOverlay(self._frame))
            self._help.closed.connect(self._focus_page)
            self._help.sheet_asked.connect(self.sheet_asked)
            self._help.setGeometry(self._over_all())
        return self._help

    def open(self, place: Place, *, behind: Place | None = None) -> None:
        """Go to a place and remember where one came from, or what lies `behind` the first one."""
        if self.must_stay():
            return
        if behind is not None:
            self._history = [behind]
        if self._screen is not None:
            self._history = [*self._history, self._screen.place()][-_HISTORY:]
        # What was said of the page before means nothing on the next one.
        self.status.show_quiet()
        try:
            self._show(place)
        except DeskError as refusal:
            self._around.messages.refuse(refusal)
            self.back()

    def back(self) -> None:
        """Return to the place before, cursor and all."""
        if self.must_stay():
            return
        if self._history:
            self._show(self._history.pop())
        else:
            self._around.bottom()

    def resume(self, places: Sequence[Place]) -> tuple[Place, ...]:
        """Stand anew on the last of these places, over the others; returns where one stood."""
        here = (self._screen.place(),) if self._screen else ()
        left = (*self._history, *here)
        self._close_screen()
        self._build_frame()
        self._arrange()
        self._history = list(places[:-1])
        self._show(places[-1])
        return left

    def choose(self, question: str, entries: Sequence[Entry]) -> None:
        """Let one choose among a few things, in the floating list."""
        self._hide(self._help)
        made = importlib.import_module("school_desk.ui.widgets.chooser").Chooser
        chooser = made(question, self._frame)
        chooser.closed.connect(chooser.deleteLater)
        chooser.closed.connect(self._focus_page)
        above = QRect((self.width() - scaled(_MENU_WIDTH)) // 2, scaled(48), 1, 1)
        chooser.ask(question, entries, above)

    def refresh_rail(self) -> None:
        """Ask again what the rail shows: a lesson was held, a mark is missing no more."""
        self.rail.set_content(self._around.rail())

    def rebuild(self) -> None:
        """Build every word anew: the language, the person or the font has changed."""
        if self.must_stay():
            return
        place = self._screen.place() if self._screen else None
        self._close_screen()
        self._build_frame()
        self._arrange()
        if place is not None:
            self._show(place)

    def refresh_exchange(self) -> None:
        """Say anew how the exchange stands."""
        self.status.show_exchange(self._around.exchange())

    def trigger(self, action_id: str) -> None:
        """Do an action as its key would; say so when this page does not know it."""
        handler = self._handlers().get(action_id)
        if handler is None:
            self._around.messages.say(_not_here(action(action_id)), Tone.WARN)
            return
        try:
            handler()
        except DeskError as refusal:
            self._around.messages.refuse(refusal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._close_screen()
        self._around.tasks.stop()
        self._around.tasks.wait()
        size = self.normalGeometry().size() if self.isMaximized() else self.size()
        self._around.memory.put(_SIZE, f"{size.width()}x{size.height()}")
        self._around.memory.put(_MAXIMISED, "yes" if self.isMaximized() else "no")
        super().closeEvent(event)

    def _build_frame(self) -> None:
        for old in self._actions.values():
            self.removeAction(old)
            old.deleteLater()
        frame = QWidget()
        self.rail = Rail()
        self.status = StatusLine()
        self.refresh_exchange()
        self._page = QVBoxLayout()
        self._page.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        column.setSpacing(0)
        self._add_banner(column)
        column.addLayout(self._page, 1)
        column.addWidget(self.status)
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self._frame = frame
        self.setCentralWidget(frame)
        self._commands = self._help = None
        self._bind_all()
        self.rail.place_chosen.connect(self.open)
        self.rail.menu_asked.connect(self._open_menu)
        self.status.stop_asked.connect(self._leave)
        self.setWindowTitle(self._around.title())
        self.refresh_rail()

    def _add_banner(self, column: QVBoxLayout) -> None:
        words = self._around.banner()
        if words:
            notice = importlib.import_module("school_desk.ui.widgets.notice").Notice
            banner = notice(words, icon="book", act=self._around.way_back(), closable=False)
            banner.acted.connect(self._around.bottom)
            column.addWidget(banner)

    def _over_all(self) -> QRect:
        return self._frame.rect().adjusted(24, 24, -24, -24)

    def _bind_all(self) -> None:
        self._actions = bind(
            self,
            {told.id: self._does(told) for told in ACTIONS},
            Qt.ShortcutContext.WindowShortcut,
        )

    def _does(self, told: Action) -> Handler:
        return lambda: self.trigger(told.id)

    def _handlers(self) -> Mapping[str, Handler]:
        own: dict[str, Handler] = {
            "help": self._open_help,
            "menu": self._open_menu,
            "palette": self._open_palette,
            "region_next": lambda: enter_next(self._regions(), 1),
            "region_previous": lambda: enter_next(self._regions(), -1),
            "back": self.back,
            "leave": self._leave,
        }
        for number, place in enumerate(self.rail.content.places[:PLACES], 1):
            own[f"place_{number}"] = self._goes(place.place)
        screen = self._screen.handlers() if self._screen else {}
        return {**own, **self._around.handlers, **screen}

    def _goes(self, place: Place) -> Handler:
        return lambda: self.open(place)

    def _show(self, place: Place) -> None:
        self._close_screen()
        screen = self._around.build(place)
        self._screen = screen
        self._page.addWidget(screen)
        screen.place_asked.connect(self.open)
        screen.answers_changed.connect(self._on_answers_changed)
        screen.set_room(self._room)
        self._on_answers_changed()
        self.rail.set_current(place)
        program, page = self._around.title(), screen.title()
        whole = _("{page} — {program}").format(page=page, program=program)
        self.setWindowTitle(whole if page else program)
        screen.take_focus()
        self.place_changed.emit(place)

    def must_stay(self) -> bool:
        """Whether the page holds something typed that could not be saved; it has said why."""
        return self._screen is not None and self._screen.unsaved()

    def runs_job(self) -> bool:
        """Whether a long job runs that the status line shows."""
        return self._task is not None

    def _close_screen(self) -> None:
        if self._screen is not None:
            leaving, self._screen = self._screen, None
            leaving.close()
            self._page.removeWidget(leaving)
            leaving.deleteLater()

    def _on_answers_changed(self) -> None:
        answered = self._handlers()
        for action_id, bound in self._actions.items():
            bound.setEnabled(action_id in answered)
        if self._screen is not None:
            self.status.show_hints(self._screen.hints(), self._screen.renamed())

    def _arrange(self) -> None:
        width = self.width() * BODY_PX / body_px()
        room = Room.FULL if width >= _FULL_PX else Room.MEDIUM
        self._room = room if width >= _MEDIUM_PX else Room.COMPACT
        self.rail.set_narrow(narrow=self._room is not Room.FULL)
        if self._help is not None:
            self._help.setGeometry(self._over_all())
        if self._screen is not None:
            self._screen.set_room(self._room)

    def _restore_size(self) -> None:
        kept = self._around.memory.get(_SIZE, "1366x698")
        width, _x, height = kept.partition("x")
        self.setMinimumSize(640, 400)
        if width.isdecimal() and height.isdecimal():
            self.resize(int(width), int(height))
        if self._around.memory.get(_MAXIMISED, "yes") == "yes":
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _regions(self) -> list[QWidget]:
        page = self._screen.regions() if self._screen else ()
        return [self.rail, *(part for part in page if part.isVisible()), self.status]

    def _leave(self) -> None:
        if self._task is not None:
            self._task.stop()
        elif self._screen is not None and "leave" in self._screen.handlers():
            self._screen.handlers()["leave"]()
        else:
            self.back()

    def _focus_page(self) -> None:
        if self._screen is not None:
            self._screen.take_focus()

    def _open_help(self) -> None:
        if self.help.isVisible():
            self.help.dismiss()
            self.sheet_asked.emit()
        else:
            self._hide(self._commands)
            where = self._screen.where if self._screen else Where.EVERYWHERE
            self.help.setGeometry(self._over_all())
            self.help.open(where, self._place_names())

    def _open_menu(self) -> None:
        height = min(scaled(560), self.height() - scaled(60))
        left = self.rail.width() + 4
        top = self._frame.height() - height - 8
        self._open_list(QRect(left, top, scaled(_MENU_WIDTH), height))

    def _open_palette(self) -> None:
        width = min(scaled(_PALETTE_WIDTH), self.width() - 40)
        height = min(scaled(420), self.height() - scaled(100))
        self._open_list(QRect((self.width() - width) // 2, scaled(48), width, height))

    def _open_list(self, box: QRect) -> None:
        if self.commands.isVisible():
            self.commands.dismiss()
            return
        self._hide(self._help)
        entries = [*self._entries(), *self._places_without_a_key()]
        self.commands.open(entries, box, self._around.find)

    def _entries(self) -> list[Entry]:
        answered = self._handlers()
        own = self._screen.renamed() if self._screen else {}
        places = {**self._place_names(), **self._around.names(), **own}
        made = importlib.import_module("school_desk.ui.menu").Entry
        return [
            made(
                text=places.get(told.id, told.title),
                run=self._does(told),
                key=told.key_text,
                part=_(told.where.value),
                words=told.search_words,
                available=told.id in answered,
            )
            for told in sorted(ACTIONS, key=lambda told: _rank(told, told.id in answered))
        ]

    def _places_without_a_key(self) -> list[Entry]:
        """The places that have no digit: low in the rail, or behind one of its places."""
        made = importlib.import_module("school_desk.ui.menu").Entry
        places = self.rail.content.places
        shown = {one.place for one in places}
        behind = [o for one in places for o in one.within if o.place not in shown]
        return [
            made(text=place.text, run=self._goes(place.place))
            for place in (*places[PLACES:], *behind)
        ]

    @staticmethod
    def _hide(floating: QWidget | None) -> None:
        if floating is not None:
            floating.hide()

    def _place_names(self) -> dict[str, str]:
        shown = self.rail.content.places[:PLACES]
        return {f"place_{number}": place.text for number, place in enumerate(shown, 1)}

    def _on_said(self, sentence: str, tone: str) -> None:
        self.status.say(sentence, Tone(tone))

    def _on_saving(self, sentence: str) -> None:
        self.status.show_saving(sentence)

    def _on_task(self, task: Task, title: str) -> None:
        self._task = task
        self.status.show_job(title)
        task.progressed.connect(self._on_progress)
        task.ended.connect(self._on_task_ended)

    def _on_progress(self, done: int, total: int) -> None:
        self.status.show_progress(done, total)

    def _on_task_ended(self) -> None:
        self._task = None
        self.status.end_job()


def _rank(told: Action, answered: bool) -> tuple[bool, bool]:  # noqa: FBT001  a sort key
    """What this page does comes first, then what works everywhere, then the rest."""
    return not answered, told.where is Where.EVERYWHERE


def _not_here(told: Action) -> str:
    if told.typed:
        return _("Press {key} on the page itself.").format(key=told.key_text)
    return _("This is done elsewhere: {part}.").format(part=_(told.where.value))
