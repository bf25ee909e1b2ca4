"""Two truths of one cell: both values side by side, and one key that lets one of them stand."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import N_
from school_desk.events import Committed
from school_desk.formats import past_moment
from school_desk.i18n import _, ngettext, tell
from school_desk.journal.dispute_model import Outlook
from school_desk.journal.history_model import RowPlace
from school_desk.journal.row_words import TABLE_WORDS
from school_desk.journal.typing import ROW
from school_desk.sync.model import Choice, Conflict, Resolved
from school_desk.ui.actions import Handler
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.screen import Place, Room
from school_desk.ui.sync.conflict_pane import Acts, ConflictPane, page_words, said
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import WrappingTable
from school_desk.ui.work_place import WorkPlace

NAME = "conflicts"
REGISTER = "register"
LIST_WIDTH = 330
SIGNS = "attendance"
OPEN, DECIDED = range(2)
NOTHING_OPEN = N_(
    "No conflicts. One arises when two people change the same cell unseen by each other."
)
NOTHING_DECIDED = N_("No conflict was decided yet.")
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ConflictList(WrappingTable):
    """Digits take a value; they are handled here, so that no text field loses them."""

    digit = Signal(int)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.entered.emit()
            return
        typed = event.text()
        digit = int(typed) if typed.isascii() and typed.isdecimal() else ROW.get(typed, 0)
        if digit:
            self.digit.emit(digit)
            return
        super().keyPressEvent(event)


class ConflictsScreen(SchoolScreen):
    """`Place("conflicts")`: none of the values is chosen beforehand."""

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        self._wanted = place.facts[:2]
        self._open: tuple[Conflict | Resolved, ...] = ()
        self.model = RowsModel(("",), self)
        self.list = ConflictList(self.title())
        self.list.setModel(self.model)
        self.list.horizontalHeader().hide()
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.setFixedWidth(scaled(LIST_WIDTH))
        self.list.selectionModel().currentRowChanged.connect(lambda *_rows: self._show())
        self.list.digit.connect(self.keep)
        self.list.entered.connect(self.go_to_cell)
        self.head = PageHead(self.title(), tabs=(_("Undecided"), _("Decided")))
        self.head.tab_chosen.connect(self._on_tab)
        acts = Acts(self.keep, self.write, self.leave, self._when)
        self.pane = ConflictPane(acts)
        self._values = QScrollArea()
        self._values.setWidgetResizable(True)
        self._values.setFrameShape(QFrame.Shape.NoFrame)
        self._values.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._values.setWidget(self.pane)
        self._empty = EmptyState(_(NOTHING_OPEN))
        self._lay_out()
        self.reload()

    def title(self) -> str:
        return _("Conflicts")

    def place(self) -> Place:
        one = self.current()
        return Place(NAME, (one.row, one.field) if one else ())

    def row_place(self) -> RowPlace | None:
        one = self.current()
        return RowPlace(one.table, one.row, name=tell(one.what)) if one else None

    def handlers(self) -> Mapping[str, Handler]:
        return {
            "to_cell": self.go_to_cell,
            "leave": self.leave,
            "tab_1": lambda: self.head.tabs.setCurrentIndex(OPEN),
            "tab_2": lambda: self.head.tabs.setCurrentIndex(DECIDED),
        }

    def hints(self) -> Sequence[str]:
        return ("keep_value", "to_cell", "history", "undo")

    def regions(self) -> Sequence[QWidget]:
        return (self.list, self.head)

    def take_focus(self) -> None:
        target = self.list if self._open else self.head.tabs
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self.head.set_compact(compact=room is Room.COMPACT)

    def current(self) -> Conflict | Resolved | None:
        """The conflict of the line that is current."""
        row = self.list.currentIndex().row()
        return self._open[row] if 0 <= row < len(self._open) else None

    def reload(self) -> None:
        """Read again what waits for this person; the next one is shown."""
        before = max(self.list.currentIndex().row(), 0)
        conflicts, decided = self._desk.conflicts, self._decided()
        self._open = conflicts.resolved() if decided else tuple(reversed(conflicts.open()))
        self.model.show_rows([Row(n + 1, (self._line(one),)) for n, one in enumerate(self._open)])
        count = len(self._open)
        words = ngettext("{n} waits for you", "{n} wait for you", count).format(n=count)
        self.head.subtitle.setText(words if count and not decided else "")
        self._empty.show_sentence(_(NOTHING_DECIDED if decided else NOTHING_OPEN))
        self._pages.setCurrentIndex(0 if self._open else 1)
        if self._open:
            self.list.selectRow(self._wanted_line(min(before, count - 1)))
        self._show()

    def _decided(self) -> bool:
        return self.head.tabs.currentIndex() == DECIDED

    def _on_tab(self, _tab: int) -> None:
        self.reload()
        self.take_focus()

    def _wanted_line(self, otherwise: int) -> int:
        """The line of the conflict that the place asked for, once; else the one given."""
        wanted, self._wanted = self._wanted, ()
        cells = [(one.row, one.field) for one in self._open]
        return cells.index(wanted) if wanted in cells else otherwise

    def go_to_cell(self) -> None:
        """Open the register where the values stand; Alt+Left comes back to this line."""
        one = self.current()
        at = self._desk.disputes.place(one.row, one.field) if one else None
        if at is None:
            self._at.messages.say(_("This is not in the register. Its history: F8."))
            return
        facts = at.group, at.subject, at.term, at.column, at.pupil
        self.place_asked.emit(Place(REGISTER, facts))

    def write(self, text: str) -> None:
        """Another value than those that stand, checked as if it were typed in the register."""
        one = self.current()
        place = self._desk.disputes.place(one.row, one.field) if one else None
        if place is not None and self.attempt(lambda: self._desk.disputes.write(place, text)):
            self._at.messages.say(
                _("{value} stands. Ctrl+Z brings back what was shown before.").format(value=text)
            )
            self.reload()
            self.take_focus()

    def leave(self) -> None:
        """Close the field of another value; else decide later: everything stays as it is."""
        if self.pane.end_edit():
            self.take_focus()
        else:
            self.place_asked.emit(Place("start"))

    def keep(self, number: int) -> None:
        """Let the value of a number stand; the others stay in the history."""
        one = self.current()
        if isinstance(one, Conflict) and number == len(one.choices) + 1:
            self.pane.edit()
        if one is None or not 1 <= number <= len(one.choices):
            return
        choice = one.choices[number - 1]
        conflicts = self._desk.conflicts
        if self.attempt(
            lambda: (
                conflicts.decide_again(one, choice)
                if isinstance(one, Resolved)
                else conflicts.decide(one, choice)
            )
        ):
            self._at.messages.say(
                _("{value} stands. Ctrl+Z brings back what was shown before.").format(
                    value=said(choice)
                )
            )
            self.reload()

    def _on_change(self, change: Committed) -> None:
        """Every change may open or close one."""
        del change
        self.reload()

    def _lay_out(self) -> None:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self._values, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(both)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._pages, 1)

    def _show(self) -> None:
        """Both values at equal weight, who wrote each, when and where."""
        one = self.current()
        self.pane.show_conflict(one, self._outlook(one) if one else None)

    def _outlook(self, one: Conflict | Resolved) -> Outlook | None:
        """What is around a cell of the register; None for a row of the office."""
        place = self._desk.disputes.place(one.row, one.field)
        if place is None:
            return None
        points = [] if one.table == SIGNS else [_points(choice) for choice in one.choices]
        return self._desk.disputes.outlook(place, points)

    def _when(self, choice: Choice) -> str:
        now = self._desk.now()
        return past_moment(choice.at.astimezone(now.tzinfo), now)

    def _line(self, one: Conflict | Resolved) -> str:
        """What is in conflict, of which page, and the values."""
        place = self._desk.disputes.place(one.row, one.field)
        page = " · ".join(page_words(place)) if place else _(TABLE_WORDS[one.table])
        values = _(" or ").join(said(choice) for choice in one.choices)
        if isinstance(one, Resolved):
            values = _("{values}: {value} stands").format(values=values, value=said(one.decided))
        return f"{tell(one.what)}\n{page}\n{values}"


def _points(choice: Choice) -> int | None:
    return choice.value if isinstance(choice.value, int) else None
