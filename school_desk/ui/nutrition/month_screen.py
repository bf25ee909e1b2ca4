"""A month of meals on the screen: which month and table is shown, its keys, closing it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from school_desk.formats import month_and_year
from school_desk.i18n import _
from school_desk.intents import Form
from school_desk.nutrition.month_days_rules import month_of, next_month
from school_desk.nutrition.month_model import MealMonth
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.nutrition.figures_panel import FiguresPanel
from school_desk.ui.nutrition.month_figures import month_figures
from school_desk.ui.nutrition.month_files import file_handlers, print_month
from school_desk.ui.nutrition.month_lacks import MonthLacks
from school_desk.ui.nutrition.month_lines import ACTS, CLASSES, DAYS, HEADS, PRICES
from school_desk.ui.nutrition.month_supply import MonthSupply
from school_desk.ui.nutrition.month_table_model import MonthTableModel
from school_desk.ui.nutrition.month_tables import MonthTables
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.screen import Place, Room
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.key_hint import KeyHint
from school_desk.ui.widgets.labels import rule
from school_desk.ui.widgets.table import WrappingTable
from school_desk.ui.work_place import WorkPlace

T = TypeVar("T")
PLACE, SHEET = "meal_month", "meal_sheet"
CLOSE, REOPEN = "Close meal month", "Reopen meal month"


class MonthScreen(SchoolScreen):
    """`Place("meal_month", (day of the month, tab))`; both may be missing."""

    where = Where.MEALS
    tables = frozenset(
        (
            *("portion", "meal_order", "attendance", "session", "meal_price", "eating"),
            *("meal_act", "meal_act_line", "state_total", "meal_month", "meal_contract"),
            "meal_norm",
        )
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        day, tab = (*place.facts, None, None)[:2]
        today = self._desk.now().date()
        self.first = month_of(date.fromisoformat(str(day)) if day else today)
        self.month: MealMonth | None = None
        self.supply = MonthSupply(self, at)
        tabs = (_("Classes"), _("By price"), _("Supplier's act"), _("State system"))
        self._head = PageHead(_("Month of meals"), tabs=tabs)
        self.tables_shown = MonthTables()
        self.panel = FiguresPanel(_("Sums of the month"))
        self.lacks = MonthLacks()
        self._lay_out()
        self._head.tabs.setCurrentIndex(int(tab) if isinstance(tab, int) else CLASSES)
        self._head.tab_chosen.connect(self._on_tab)
        self.tables_shown.show_tab(self.tab)
        self.reload()

    def title(self) -> str:
        return _("Month of meals")

    def place(self) -> Place:
        return Place(PLACE, (self.first.isoformat(), self.tab))

    def undo_form(self) -> Form:
        return self.month.form if self.month else Form()

    @property
    def tab(self) -> int:
        """Which of the four is shown."""
        return self._head.tabs.currentIndex()

    @property
    def table(self) -> WrappingTable:
        """The table that is shown."""
        return self.tables_shown.table

    @property
    def models(self) -> Sequence[MonthTableModel]:
        """The lines of the four."""
        return self.tables_shown.models

    def handlers(self) -> Mapping[str, Handler]:
        own: dict[str, Handler] = {
            "meal_step": self.close_month,
            "reopen_page": self.reopen,
            "edit": self.open_line,
            "print": self.print_month,
            "day_next": partial(self._go, next_month),
            "day_previous": partial(self._go, _month_before),
            **{f"tab_{n + 1}": partial(self._head.tabs.setCurrentIndex, n) for n in HEADS},
        }
        if self.tab == PRICES:
            own["add"] = self._write_pay_by
        if self.tab == ACTS:
            own |= {"add": self._add_act_line, "delete_row": self._remove_act_line}
        return own | file_handlers(self, self._at, self.tab, lambda: self.first)

    def renamed(self) -> Mapping[str, str]:
        adds = {PRICES: _("What is paid"), ACTS: _("Another line of the act")}
        return {
            "meal_step": _("Close the month"),
            "reopen_page": _("Open the month again"),
            "day_next": _("Next month"),
            "day_previous": _("Previous month"),
            "delete_row": _("Take the line out of the act"),
            **({"add": adds[self.tab]} if self.tab in adds else {}),
        }

    def hints(self) -> Sequence[str]:
        own = {PRICES: ("add",), ACTS: ("add", "import_pupils"), DAYS: ("import_pupils",)}
        closed = self.month is not None and self.month.closing.closed
        return ("reopen_page" if closed else "meal_step", *own.get(self.tab, ()), "print", "undo")

    def regions(self) -> Sequence[QWidget]:
        return (self.table, self.panel, self._head)

    def take_focus(self) -> None:
        self.tables_shown.take_focus()

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)
        self.panel.setVisible(room is Room.FULL)

    def reload(self) -> None:
        """Reckon the month again; the place in each table stays."""
        month = self._desk.meal_month.month(self.first)
        self.month = month
        self.supply.read(month)
        self.tables_shown.show_lines(month, self.supply.compared, self.supply.days)
        self.lacks.show_month(month)
        compared = self.supply.compared if self.supply.acts else None
        self.panel.show_figures(month_figures(month, compared), *self._verb(month))
        self._head.subtitle.setText(month_and_year(self.first))
        self._head.set_locked(locked=month.closing.closed)
        self.answers_changed.emit()

    # What a person does

    def close_month(self) -> None:
        """Close the month, when everything in it is final."""
        month = self.month
        if month is None or month.closing.closed or not self.allowed(CLOSE):
            return
        if self.attempt(lambda: self._desk.meal_month.close(month)):
            self._at.messages.say(_("The month is closed. Ctrl+Z takes it back."))

    def reopen(self) -> None:
        """Open a closed month again."""
        month = self.month
        if month is None or not self.allowed(REOPEN):
            return
        if self.attempt(lambda: self._desk.meal_month.reopen(month)):
            self._at.messages.say(_("The month is open again."))

    def open_line(self) -> None:
        """The sheet of a class; what is paid; a line of the act; a day of the state's system."""
        acts = {
            CLASSES: self._open_sheet,
            PRICES: self._write_pay_by,
            ACTS: self._edit_act_line,
            DAYS: self._write_state_day,
        }
        acts[self.tab]()

    def print_month(self) -> None:
        """One of the papers of the month."""
        print_month(self, self._at, self.tab, self.first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.hasFocus():
            self.open_line()
        else:
            super().keyPressEvent(event)

    # How it is done

    def _open_sheet(self) -> None:
        row = self.tables_shown.row
        if self.month is not None and 0 <= row < len(self.month.sheets):
            one = self.month.sheets[row]
            facts = self.first.isoformat(), one.class_group, one.source.value
            self.place_asked.emit(Place(SHEET, facts))

    def _write_pay_by(self) -> None:
        self.supply.write_pay_by(self.first)

    def _add_act_line(self) -> None:
        self.supply.write_act_line(self.first, None)

    def _edit_act_line(self) -> None:
        chosen = self._chosen(self.supply.compared)
        if chosen is not None:
            self.supply.write_act_line(self.first, chosen)

    def _remove_act_line(self) -> None:
        self.supply.remove_act_line(self._chosen(self.supply.compared))

    def _write_state_day(self) -> None:
        self.supply.write_state_day(self._chosen(self.supply.days))

    def _chosen(self, shown: Sequence[T]) -> T | None:
        """What the line one stands on shows; a line of totals shows nothing."""
        row = self.tables_shown.row
        return shown[row] if 0 <= row < len(shown) else None

    def _go(self, step: Callable[[date], date]) -> None:
        self.first = step(self.first)
        self.reload()

    def _verb(self, month: MealMonth) -> tuple[str, str]:
        """What comes next, and the words under it; no words: nothing to do."""
        if self._desk.looks_back or not month.sums:
            return "", ""
        if month.closing.closed:
            return "", _("The portions of this month stay as they are. Alt+O opens it again.")
        return _("Close the month"), _("From then on no portion of the month changes.")

    def _on_tab(self, _number: int) -> None:
        self.tables_shown.show_tab(self.tab)
        self.take_focus()
        self.answers_changed.emit()

    def _lay_out(self) -> None:
        printing = Button(action("print").title, icon="print", key=action("print").key_text)
        printing.clicked.connect(self.print_month)
        self._head.add_action(printing)
        self.panel.pressed.connect(self.close_month)
        self.tables_shown.opened.connect(self.open_line)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.lacks)
        left.addWidget(self.tables_shown, 1)
        left.addLayout(_foot())
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addLayout(left, 1)
        below.addWidget(rule(vertical=True))
        below.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(below, 1)


def _month_before(first: date) -> date:
    return month_of(first - timedelta(days=1))


def _foot() -> QHBoxLayout:
    keys = QHBoxLayout()
    keys.setContentsMargins(16, 8, 16, 10)
    keys.setSpacing(16)
    keys.addWidget(KeyHint("↑ ↓", _("line")))
    keys.addWidget(KeyHint("Enter", _("open or type")))
    keys.addWidget(KeyHint("Alt+1 … 4", _("table")))
    keys.addWidget(KeyHint("Ctrl+← →", _("month")))
    keys.addStretch(1)
    return keys
