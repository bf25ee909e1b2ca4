"""The log of looks: whose, of which days, what was done; searched, printed, saved."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from school_desk.access.look_model import ACT_NAMES, Act, LookLine, LookWish
from school_desk.access.look_rules import HEADS, words_of
from school_desk.i18n import Text, _, ngettext, tell
from school_desk.ui.actions import Handler, action
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.screen import Place, Room
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.day_field import DayField
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.fields import Field, SearchField
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import LineTable
from school_desk.ui.work_place import WorkPlace

NAME = "looks"
SHOWN_AT_FIRST = timedelta(days=30)
_WIDTHS = (130, 170, 165, 140, 240, 215, 100)


class LooksScreen(SchoolScreen):
    """`Place("looks")`. What is shown is read once: new looks come when it is asked anew."""

    def __init__(self, at: WorkPlace, _place: Place) -> None:
        super().__init__(at)
        today = self._desk.now().date()
        self.first = DayField(_("First day"), today - SHOWN_AT_FIRST)
        self.last = DayField(_("Last day"), today)
        self.act = QComboBox()
        self.act.addItem(_("Everything"), None)
        for one in Act:
            self.act.addItem(_(ACT_NAMES[one]), one)
        self.field = SearchField(_("Find"), key=action("find_pupil").key_text)
        self.model = RowsModel(HEADS, self)
        self.table = LineTable(self.title())
        self.table.setModel(self.model)
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, scaled(width))
        self.head = PageHead(self.title())
        self._empty = EmptyState(_("Nobody looked at anything on these days."))
        self._pages = QStackedWidget()
        self._lay_out()
        for line in (self.first.line, self.last.line):
            line.editingFinished.connect(self.reload)
        self.act.currentIndexChanged.connect(lambda _n: self.reload())
        self.field.textChanged.connect(lambda _text: self.reload())
        self.reload()

    def title(self) -> str:
        return _("Log of looks")

    def place(self) -> Place:
        return Place(NAME)

    def handlers(self) -> Mapping[str, Handler]:
        own: dict[str, Handler] = {"find_pupil": self.field.setFocus, "print": self.print_looks}
        if self.field.text():
            own["leave"] = self._stop_finding
        return own

    def hints(self) -> Sequence[str]:
        return ("find_pupil", "print")

    def regions(self) -> Sequence[QWidget]:
        return (self.table, self.first)

    def take_focus(self) -> None:
        target = self.table if self.model.rowCount() else self.field
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self.head.set_compact(compact=room is Room.COMPACT)

    def wish(self) -> LookWish | None:
        """What is asked for; None while a day is not one."""
        first, last = self.first.day(), self.last.day()
        if first is None or last is None:
            return None
        return LookWish(min(first, last), max(first, last), self.field.text(), self._act())

    def reload(self) -> None:
        """Read the log again."""
        wish = self.wish()
        if wish is None or not self.allowed("See looks"):
            return
        found = self._desk.looks.find(wish)
        self.model.show_rows([_row(one) for one in found])
        self.table.fit_rows()
        count = len(found)
        self.head.subtitle.setText(ngettext("{n} look", "{n} looks", count).format(n=count))
        self._pages.setCurrentWidget(self.table if found else self._empty)
        if found:
            self.table.selectRow(0)
        self.answers_changed.emit()

    def print_looks(self) -> None:
        """Print what is shown, or save it for Excel."""
        wish = self.wish()
        if wish is None:
            return
        papers = self._desk.look_papers

        def write(how: Wish, out: Path) -> object:
            return papers.looks(wish, how.language, how.fmt, out)

        print_paper(self._at, Question((Paper("looks", write),), sentence=self.title()), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.field.hasFocus() and down:
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def _act(self) -> Act | None:
        chosen = self.act.currentData()
        return Act(chosen) if chosen else None

    def _lay_out(self) -> None:
        told = action("print")
        self.print_button = Button(told.title, icon="print", key=told.key_text)
        self.print_button.clicked.connect(self.print_looks)
        for widget in (self.field, self.print_button):
            self.head.add_action(widget)
        asked = QWidget()
        row = QHBoxLayout(asked)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        for one in (self.first, self.last):
            one.setFixedWidth(scaled(140))
            row.addWidget(one)
        row.addWidget(Field(_("What was done"), self.act))
        row.addStretch(1)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(asked)
        column.addWidget(self._pages, 1)

    def _stop_finding(self) -> None:
        self.field.clear()
        self.take_focus()


def _row(line: LookLine) -> Row:
    told = (tell(one) if isinstance(one, Text) else one for one in words_of(line))
    return Row(line.id, tuple(told))
