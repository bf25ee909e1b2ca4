"""The kitchen's logs: one is chosen, its month stands in the columns of its form, keys fill it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import DeskError
from school_desk.formats import date_short, month_name
from school_desk.i18n import _
from school_desk.intents import Scope
from school_desk.journal.history_model import RowPlace
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.nutrition.log_pages import CONTROL, LogPage, pages_of
from school_desk.ui.paper_dialog import Question, print_paper
from school_desk.ui.school.school_screen import SchoolScreen, gate
from school_desk.ui.screen import Place, Room
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.day_field import DigitLine
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.rows_model import RowsModel
from school_desk.ui.widgets.strip import Strip
from school_desk.ui.widgets.table import WrappingTable
from school_desk.ui.widgets.typed_time import parse_day
from school_desk.ui.work_place import WorkPlace

PLACE = "meal_logs"
TABLES = frozenset(
    (
        *("log_perishable", "log_dish", "log_vitamin", "log_health", "log_cold", "log_sample"),
        *("log_waste", "log_issued", "log_fed", "log_norm"),
    )
)
ONE_DAY = timedelta(days=1)


class SharedTable(WrappingTable):
    """Its columns share the width, each as its form gives it."""

    shares: Sequence[float] = ()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.share_width()
        super().resizeEvent(event)

    def share_width(self) -> None:
        """As wide as there is room."""
        room, whole = self.viewport().width(), sum(self.shares)
        for place, share in enumerate(self.shares):
            self.setColumnWidth(place, int(room * share / whole))


class LogsScreen(SchoolScreen):
    """`Place("meal_logs", (log, day))`; both may be missing. New lines are of that day."""

    where = Where.MEALS
    tables = TABLES

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        code, day = (*place.facts, None, None)[:2]
        self.pages = pages_of(self._desk, self)
        self.day = date.fromisoformat(str(day)) if day else self._desk.today()
        self.table = SharedTable(_("Kitchen logs"))
        self.table.activated.connect(lambda _index: self.edit())
        self.model = RowsModel(())
        self.chosen = QComboBox()
        for one in self.pages:
            self.chosen.addItem(_(one.words), one.code)
        self.chosen.setCurrentIndex(max(0, self.chosen.findData(code)))
        self.band = QComboBox()
        if any(one.code == CONTROL for one in self.pages):
            for band in self._desk.log_norms.bands():
                self.band.addItem(band.replace("-", "–"), band)
            self.band.setCurrentIndex(max(0, self.band.findData("7-10")))
        self.of_day = DigitLine()
        self.of_day.setText(date_short(self.day))
        self._lay_out()
        self.chosen.currentIndexChanged.connect(lambda _n: self._turn())
        self.band.currentIndexChanged.connect(lambda _n: self.reload())
        self.of_day.editingFinished.connect(self._on_day)
        self._turn()

    def title(self) -> str:
        return _("Kitchen logs")

    def place(self) -> Place:
        return Place(PLACE, (self.page.code, self.day.isoformat()))

    def row_place(self) -> RowPlace | None:
        row = self.current_row
        if not row or self.page.row_table in ("log_issued", "log_norm"):
            return None
        texts = self.model.rows[self.table.currentIndex().row()].texts
        return RowPlace(self.page.row_table, row, name=" ".join(texts[:2]))

    @property
    def page(self) -> LogPage:
        """The log that is shown."""
        return self.pages[max(0, self.chosen.currentIndex())]

    @property
    def current_row(self) -> int:
        """The id of the line one stands on; 0: there is none."""
        row = self.table.currentIndex().row()
        return self.model.rows[row].id if 0 <= row < self.model.rowCount() else 0

    def handlers(self) -> Mapping[str, Handler]:
        return {
            "add": self.add,
            "edit": self.edit,
            "delete_row": self.remove,
            "print": self.print_log,
            "term_next": lambda: self._step(1),
            "term_previous": lambda: self._step(-1),
            "day_next": lambda: self._step_month(1),
            "day_previous": lambda: self._step_month(-1),
        }

    def renamed(self) -> Mapping[str, str]:
        return {
            "add": _("Another entry"),
            "edit": _("Correct the entry"),
            "delete_row": _("Take the entry away"),
            "term_next": _("Next log"),
            "term_previous": _("Previous log"),
            "day_next": _("Next month"),
            "day_previous": _("Previous month"),
        }

    def hints(self) -> Sequence[str]:
        return ("add", "edit", "term_next", "print")

    def regions(self) -> Sequence[QWidget]:
        return (self.table, self.chosen, self._head)

    def take_focus(self) -> None:
        shown = self.table if self.model.rowCount() else self._empty
        target = shown if shown.focusPolicy() is not Qt.FocusPolicy.NoFocus else self.chosen
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)

    def reload(self) -> None:
        """Read the log again; the place in the table stays."""
        chosen = self.current_row
        self.page.turn_to(self.day, str(self.band.currentData() or ""))
        rows = self.page.rows()
        self.model.show_rows(rows)
        if rows:
            first = rows[-1 if self.page.newest_last else 0].id
            self.table.selectRow(self.model.row_of(chosen or first))
        month = f"{month_name(self.day.month)} {self.day.year}"
        said = (month if self.page.of_month else "", self.page.subtitle())
        self._head.subtitle.setText(" · ".join(one for one in said if one))
        self._stack.setCurrentWidget(self.table if rows else self._empty)
        self._print.setVisible(bool(self.page.papers()))
        gate(self._add, self._desk.why_not(self.page.write_intent, Scope()))
        self.answers_changed.emit()

    # What a person does

    def add(self) -> None:
        """Another line of the day, filled with what usually holds."""
        self._ask(0)

    def edit(self) -> None:
        """How the line really is; in the control of norms the day."""
        self._ask(self.current_row)

    def remove(self) -> None:
        """Take the line away."""
        row = self.current_row
        if not row or not self.allowed(self.page.write_intent):
            return
        try:
            dialog = self.page.remove(row)
        except DeskError as refusal:
            self._at.messages.refuse(refusal)
            return
        if dialog is not None:
            dialog.exec()
            dialog.deleteLater()
        self.take_focus()

    def print_log(self) -> None:
        """The month in the layout of the form, as a PDF or a workbook."""
        papers = self.page.papers()
        if papers:
            print_paper(self._at, Question(papers), self)

    # How it is done

    def _ask(self, row: int) -> None:
        if not self.allowed(self.page.write_intent):
            return
        before = {one.id for one in self.model.rows}
        dialog = self.page.dialog(row)
        if dialog is not None:
            dialog.exec()
            dialog.deleteLater()
        written = next((one.id for one in self.model.rows if one.id not in before), 0)
        if written:
            self.table.selectRow(self.model.row_of(written))
        self.take_focus()

    def _step(self, by: int) -> None:
        self.chosen.setCurrentIndex((self.chosen.currentIndex() + by) % len(self.pages))

    def _step_month(self, by: int) -> None:
        first = self.day.replace(day=1)
        other = (first + 31 * ONE_DAY).replace(day=1) if by > 0 else first - ONE_DAY
        today = self._desk.today()
        same = (other.year, other.month) == (today.year, today.month)
        self._show_day(today if same else other)

    def _on_day(self) -> None:
        day = parse_day(self.of_day.text())
        if day != self.day:
            self._show_day(day or self.day)

    def _show_day(self, day: date) -> None:
        self.day = day
        self.of_day.setText(date_short(day))
        self.reload()

    def _turn(self) -> None:
        """Another log: other columns."""
        before = self.model
        self.model = RowsModel(self.page.heads, self, numbers=self.page.numbers)
        self.table.setModel(self.model)
        before.deleteLater()
        for widgets, shown in (
            (self._band_cell, self.page.code == CONTROL),
            (self._day_cell, self.page.of_month),
        ):
            for one in widgets:
                one.setVisible(shown)
        self.table.shares = self.page.shares
        self.table.share_width()
        self.reload()
        self.take_focus()

    def _lay_out(self) -> None:
        self._head = PageHead(self.title())
        self._add = self._button(_("Add"), "add", "plus", self.add)
        self._print = self._button(_("Print"), "print", "print", self.print_log)
        self._strip = Strip(_("Which log"))
        self._strip.add_widget(_("Log"), self.chosen)
        self._day_cell = self._cell(_("Day of new entries"), self.of_day)
        self._band_cell = self._cell(_("Age"), self.band)
        self._strip.add_widget("", QWidget(), stretch=1)
        self._empty = EmptyState(_("Nothing is written in this month."))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._strip)
        column.addWidget(self._stack, 1)

    def _cell(self, caption: str, widget: QWidget) -> tuple[QWidget, ...]:
        """A cell of the strip that may be hidden as a whole: its parts."""
        shown = label(caption, step="caption", tone="muted", weight="medium")
        widget.setAccessibleName(caption)
        line = self._strip.add_captioned(shown, widget)
        return (shown, widget, line) if line is not None else (shown, widget)

    def _button(self, words: str, name: str, icon: str, act: Handler) -> Button:
        made = Button(words, icon=icon, key=action(name).key_text)
        made.clicked.connect(lambda _on=False: act())
        self._head.add_action(made)
        return made
