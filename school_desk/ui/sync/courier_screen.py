"""Exchange by a stick: how it stands with each computer, and two buttons: write, read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from school_desk.errors import N_, DeskError
from school_desk.events import Committed
from school_desk.formats import number, past_moment
from school_desk.i18n import Text, _, tell
from school_desk.intents import Scope
from school_desk.sync.courier_model import Carried, brought_words, written_words
from school_desk.ui.actions import Handler
from school_desk.ui.messages import Tone
from school_desk.ui.school.school_screen import SchoolScreen, gate
from school_desk.ui.screen import Place, Room
from school_desk.ui.tasks import Job, StoppedError
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.notice import Kind, Notice
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import LineTable
from school_desk.ui.work_place import WorkPlace

NAME = "courier"
STICK = "courier_stick"
SOON_MS = 400
"""So long after a change the numbers are read again: typing is not in their way."""
_HEADS = (
    *(N_("Computer"), N_("To be written"), N_("Under way, no receipt yet")),
    *(N_("Last written"), N_("Last receipt")),
)
_WIDTHS = (300, 170, 240, 200, 200)
STOPPED = N_("Stopped. What was read or written whole stays; the rest follows next time.")

T = TypeVar("T")


class CourierScreen(SchoolScreen):
    """`Place("courier")`. What takes long runs in a worker, with progress and a stop."""

    def __init__(self, at: WorkPlace, _place: Place) -> None:
        super().__init__(at)
        self.rows = RowsModel(_HEADS, self)
        self.table = LineTable(_("Other computers of the school"))
        self.table.setModel(self.rows)
        self._head = PageHead(self.title(), _("Where no line joins the computers of the school"))
        self._empty = EmptyState(
            _("No other computer is admitted here. Let the head admit it by the file with its key.")
        )
        self._write = Button(_("Write to the stick"), key="Shift+F2", icon="usb", role="primary")
        self._read = Button(_("Read from the stick"), key="Shift+F3", icon="arrow_down")
        self._choose = Button(_("Another stick or folder"), key="Shift+F4")
        self._alone = Button(_("By itself"), key="Shift+F5", icon="clock")
        self._stick_line = Notice("", icon="usb", closable=False)
        self._alone_line = Notice("", icon="clock", closable=False)
        self._told = QVBoxLayout()
        self._running = self._closed = False
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.reload)
        self._connect()
        self._lay_out()
        self.reload()

    def title(self) -> str:
        return _("Exchange by a stick")

    def place(self) -> Place:
        return Place(NAME)

    def handlers(self) -> Mapping[str, Handler]:
        return {
            "courier_write": self.write,
            "courier_read": self.read,
            "courier_stick": self.choose,
            "courier_alone": self.turn_alone,
        }

    def hints(self) -> Sequence[str]:
        return ("help", "courier_write", "courier_read", "courier_stick")

    def regions(self) -> Sequence[QWidget]:
        return (self.table if self.rows.rows else self._read,)

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)

    def reload(self) -> None:
        """Read again how it stands with each computer."""
        now = self._desk.now()
        found = self._desk.courier.computers()
        current = self.table.currentIndex().row()
        self.rows.show_rows([_row(n, one, now) for n, one in enumerate(found)])
        self.table.setVisible(bool(found))
        self._empty.setVisible(not found)
        self.table.selectRow(max(0, min(current, len(found) - 1)))
        self._say_where()

    @property
    def stick(self) -> Path | None:
        """The folder that this person chose last."""
        named = self._at.memory.get(STICK, "")
        return Path(named) if named else None

    def write(self) -> None:
        """Write what the other computers lack; the stick is asked for once."""
        folder = self._asked()
        if folder is not None:
            self._run(
                lambda job: self._desk.courier.write(folder, job.step),
                written_words,
                _("Writing to the stick"),
            )

    def read(self) -> None:
        """Take in what lies there for this computer."""
        folder = self._asked()
        if folder is not None:
            self._run(
                lambda job: self._desk.courier.read(folder, job.step),
                brought_words,
                _("Reading from the stick"),
            )

    def choose(self) -> Path | None:
        """Ask for the folder: of a stick, or one that others see, too."""
        start = str(self.stick or "")
        chosen = QFileDialog.getExistingDirectory(self, _("Stick or shared folder"), start)
        if not chosen:
            return None
        self._at.memory.put(STICK, chosen)
        self._say_where()
        return Path(chosen)

    def turn_alone(self) -> None:
        """From now on it is done by itself in the chosen folder, or no more."""
        if not self.allowed("Exchange with others"):
            return
        going = self._desk.courier.folder is not None
        folder = None if going else self._asked()
        if going or folder is not None:
            self.attempt(lambda: self._desk.courier.choose_folder(folder))
            self._say_where()

    def _asked(self) -> Path | None:
        if self._running or not self.allowed("Exchange with others"):
            return None
        return self.stick or self.choose()

    def _run(
        self, work: Callable[[Job], T], words: Callable[[T], Iterable[Text]], title: str
    ) -> None:
        """On a worker; the buttons rest meanwhile, keys stay where they are."""

        def done(result: T) -> None:
            self._tell(tuple(words(result)))

        def failed(problem: Exception) -> None:
            if not isinstance(problem, DeskError):
                raise problem
            stopped = isinstance(problem, StoppedError)
            sentence = Text(STOPPED) if stopped else Text(problem.sentence, problem.facts)
            self._tell((sentence,), well=False)

        self._rest(running=True)
        self._at.tasks.run(work, success=done, failure=failed, title=title)

    def _rest(self, *, running: bool) -> None:
        self._running = running
        for button in (self._write, self._read, self._choose):
            button.setEnabled(not running)

    def _tell(self, words: Sequence[Text], *, well: bool = True) -> None:
        """What came of it is said, and stays on the page until the next time."""
        self._at.messages.say(tell(words[0]), Tone.QUIET if well else Tone.WARN)
        if self._closed:
            return
        self._rest(running=False)
        while self._told.count():
            item = self._told.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.deleteLater()
        for place, one in enumerate(words):
            good = well and not place
            kind: Kind = "quiet" if good else "warn"
            self._told.addWidget(Notice(tell(one), kind=kind, icon="check" if good else "warn"))
        self.reload()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._closed = True
        super().closeEvent(event)

    def _say_where(self) -> None:
        stick, folder = self.stick, self._desk.courier.folder
        words = (
            _("Stick or folder: {folder}.") if stick else _("No stick or folder was chosen yet.")
        )
        self._stick_line.set_words(words.format(folder=stick))
        alone = (
            _("While the window is open it goes by itself in {folder}, once a minute.")
            if folder
            else _("It does not go by itself: press Write and Read, carry the stick, do the same.")
        )
        self._alone_line.set_words(alone.format(folder=folder))
        self._alone.set_words(_("No more by itself") if folder else _("By itself"))

    def _on_change(self, change: Committed) -> None:
        del change
        self._soon.start()

    def _connect(self) -> None:
        pairs = (
            *((self._write, self.write), (self._read, self.read)),
            *((self._choose, self.choose), (self._alone, self.turn_alone)),
        )
        refusal = self._desk.why_not("Exchange with others", Scope())
        for button, act in pairs:
            button.clicked.connect(lambda _checked=False, act=act: act())
            gate(button, refusal)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        inner = QVBoxLayout()
        inner.setContentsMargins(28, 16, 28, 16)
        inner.setSpacing(scaled(12))
        buttons = QHBoxLayout()
        buttons.setSpacing(scaled(8))
        for button in (self._write, self._read, self._choose, self._alone):
            buttons.addWidget(button)
        buttons.addStretch(1)
        lines = QVBoxLayout()
        lines.setSpacing(scaled(6))
        lines.addWidget(self._stick_line)
        lines.addWidget(self._alone_line)
        self._told.setSpacing(scaled(6))
        inner.addLayout(buttons)
        inner.addLayout(lines)
        inner.addLayout(self._told)
        inner.addWidget(self.table, 1)
        inner.addWidget(self._empty, 1)
        column.addLayout(inner, 1)
        for place, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(place, scaled(width))


def _row(row: int, one: Carried, now: datetime) -> Row:
    how = one.standing
    texts = (
        one.name,
        _number(how.to_write),
        _number(how.under_way),
        _moment(how.written, now, _("never")),
        _moment(how.last_receipt, now, _("never")),
    )
    return Row(row, texts)


def _number(count: int) -> str:
    return number(count) if count else "—"


def _moment(moment: datetime | None, now: datetime, never: str) -> str:
    return past_moment(moment.astimezone(now.tzinfo), now) if moment else never
