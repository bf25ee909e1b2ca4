"""The kitchen's logs: one is chosen, its month stands in the columns of its form, keys fill it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from school_desk.app import Desk
from school_desk.errors import DeskError
from school_desk.formats import date_short, month_name
from school_desk.i18n import _, ngettext
from school_desk.intents import Form, Scope
from school_desk.journal.history_model import RowPlace
from school_desk.nutrition.log_forms_rules import LOGS
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.messages import Saving
from school_desk.ui.nutrition.log_entries_page import EntriesPage
from school_desk.ui.nutrition.log_entries_view import EntriesView
from school_desk.ui.nutrition.log_grid import NEW
from school_desk.ui.nutrition.log_pages import CONTROL, ControlPage, LogPage, NormsPage
from school_desk.ui.nutrition.permit_panel import TABLES as PERMIT_TABLES
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
TABLES = (
    frozenset(
        (
            *("log_perishable", "log_dish", "log_vitamin", "log_health", "log_cold"),
            *("kitchen_checkup", "log_sample"),
            *("log_waste", "log_issued", "log_fed", "log_norm", "account", "staff_file"),
            *("stock_batch", "stock_issue", "meal_order"),
        )
    )
    | PERMIT_TABLES
)
ONE_DAY = timedelta(days=1)
TOGETHER = "copy_day"
"""Ctrl+U."""


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
        self.pages = _pages_of(self._desk, self)
        self.day = date.fromisoformat(str(day)) if day else self._desk.today()
        self.table = SharedTable(_("Kitchen logs"))
        self.table.activated.connect(lambda _index: self.edit())
        self.model = RowsModel(())
        self.grid = EntriesView(_("Kitchen logs"))
        self.cells = self.grid.lines
        self.grid.refused.connect(self._at.messages.refuse)
        self.grid.changed.connect(self.reload)
        self._compact = False
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
        self.grid.commit(leaving=True)
        row = self.current_row
        if row <= NEW or self.page.row_table in ("log_issued", "log_norm"):
            return None
        return RowPlace(self.page.table_of(row), row, name=self.page.name_of(row))

    def undo_form(self) -> Form:
        self.grid.commit(leaving=True)
        return Form()

    def unsaved(self) -> bool:
        self.grid.commit(leaving=True)
        return self.grid.editing

    def closeEvent(self, event: QCloseEvent) -> None:
        self.grid.commit(leaving=True)
        super().closeEvent(event)

    @property
    def page(self) -> LogPage:
        """The log that is shown."""
        return self.pages[max(0, self.chosen.currentIndex())]

    @property
    def entries(self) -> EntriesPage | None:
        """The log that is typed in cells; None: dated data, or the control of norms."""
        page = self.page
        return page if isinstance(page, EntriesPage) else None

    @property
    def current_row(self) -> int:
        """The id of the line one stands on; 0: there is none, or it takes another entry."""
        if self.entries is not None:
            return self.grid.row_id or NEW
        row = self.table.currentIndex().row()
        return self.model.rows[row].id if 0 <= row < self.model.rowCount() else NEW

    def handlers(self) -> Mapping[str, Handler]:
        return {
            "add": self.add,
            "edit": self.edit,
            "delete_row": self.remove,
            TOGETHER: self.write_together,
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
            TOGETHER: _("Write all that the day waits for"),
            "term_next": _("Next log"),
            "term_previous": _("Previous log"),
            "day_next": _("Next month"),
            "day_previous": _("Previous month"),
        }

    def hints(self) -> Sequence[str]:
        together = self.entries is not None and self.entries.log.together
        return ("add", TOGETHER if together else "edit", "term_next", "print")

    def regions(self) -> Sequence[QWidget]:
        return (self._shown_table, self.chosen, self._head)

    def take_focus(self) -> None:
        shown = self._shown_table if self._stack.currentWidget() is not self._empty else self._empty
        target = shown if shown.focusPolicy() is not Qt.FocusPolicy.NoFocus else self.chosen
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self._compact = room is Room.COMPACT
        self._head.set_compact(compact=self._compact)
        self._show_buttons()

    def reload(self) -> None:
        """Read the log again; the place in the table stays."""
        self.page.turn_to(self.day, str(self.band.currentData() or ""))
        entries = self.entries
        there = self.grid.read(entries) if entries is not None else self._show_rows()
        month = f"{month_name(self.day.month)} {self.day.year}"
        said = (month if self.page.of_month else "", self.page.subtitle())
        self._head.subtitle.setText(" · ".join(one for one in said if one))
        self._stack.setCurrentWidget(self._shown_table if there else self._empty)
        self._show_buttons()
        self.answers_changed.emit()

    def _show_buttons(self) -> None:
        """What can be done with this log, by who may; in a small window it is in the menu."""
        refusal = self._desk.why_not(self.page.write_intent, Scope())
        words = self.entries.log.together if self.entries is not None else ""
        if words:
            self._together.set_words(_(words))
        self._together.setVisible(bool(words) and not self._compact)
        self._print.setVisible(bool(self.page.papers()) and not self._compact)
        for one in (self._add, self._together):
            gate(one, refusal)

    def _show_rows(self) -> bool:
        chosen, rows = self.current_row, self.page.rows()
        self.model.show_rows(rows)
        if rows:
            self.table.selectRow(self.model.row_of(chosen or rows[0].id))
        return bool(rows)

    # What a person does

    def add(self) -> None:
        """Another line of the day, filled with what usually holds."""
        self._ask(0)

    def edit(self) -> None:
        """How the line really is; in the control of norms the day."""
        self._ask(self.current_row)

    def write_together(self) -> None:
        """Everything that the day waits for, where nobody has to look at each."""
        page = self.entries
        if page is None or page.shown is None or not self.allowed(page.write_intent):
            return
        shown, written = page.shown, [0]

        def write() -> None:
            written[0] = self._desk.meal_logs.put_all(shown, self.day)

        if self.grid.commit() and self.attempt(write):
            said = ngettext("{n} entry is written.", "{n} entries are written.", written[0])
            self._at.messages.say(said.format(n=written[0]))
            self.reload()

    def remove(self) -> None:
        """Take the line away, or what was typed in it and is not written."""
        row, page = self.current_row, self.entries
        if not self.grid.commit() or not self.allowed(self.page.write_intent):
            return
        if page is not None and page.drop(row):
            self.reload()
        if row <= NEW:
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
        if not self.grid.commit() or not self.allowed(self.page.write_intent):
            return
        before = self._ids()
        dialog = self.page.dialog(row)
        if dialog is not None:
            dialog.exec()
            dialog.deleteLater()
        written = next((one for one in self._ids() if one not in before and one > NEW), NEW)
        if written and self.entries is not None:
            self.grid.go_to(written, self.grid.column_name)
        elif written:
            self.table.selectRow(self.model.row_of(written))
        self.take_focus()

    def _ids(self) -> Sequence[int]:
        return [one.id for one in (self.cells.rows if self.entries else self.model.rows)]

    def _step(self, by: int) -> None:
        if not self.grid.commit():
            return
        self.chosen.setCurrentIndex((self.chosen.currentIndex() + by) % len(self.pages))
        self._at.messages.show_saving(Saving.SAVED)  # what was said was of the log before

    def _step_month(self, by: int) -> None:
        if not self.grid.commit():
            return
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
        page, before = self.entries, self.model
        self.model = RowsModel(self.page.heads, self, numbers=self.page.numbers)
        self.table.setModel(self.model)
        before.deleteLater()
        if page is not None:
            self.grid.show_page(page)
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

    @property
    def _shown_table(self) -> QWidget:
        return self.grid if self.entries is not None else self.table

    def _lay_out(self) -> None:
        self._head = PageHead(self.title())
        self._together = self._button("", TOGETHER, "check", self.write_together)
        self._add = self._button(_("Add"), "add", "plus", self.add)
        self._print = self._button(_("Print"), "print", "print", self.print_log)
        self._strip = Strip(_("Which log"))
        self._strip.add_widget(_("Log"), self.chosen)
        self._day_cell = self._cell(_("Day of new entries"), self.of_day)
        self._band_cell = self._cell(_("Age"), self.band)
        self._strip.add_widget("", QWidget(), stretch=1)
        self._empty = EmptyState(_("Nothing is written in this month."))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
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


def _pages_of(desk: Desk, parent: QWidget) -> tuple[LogPage, ...]:
    """The pages that are open to this person, in the order of the forms."""
    scope = Scope()
    logs = [EntriesPage(desk, parent, one) for one in LOGS if desk.may(one.see, scope)]
    control = [ControlPage(desk, parent)] if desk.may("See norms control", scope) else []
    norms = [NormsPage(desk, parent)] if desk.may("See kitchen norms", scope) else []
    return (*logs, *control, *norms)
