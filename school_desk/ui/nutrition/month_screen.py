"""A month of meals: what is missing, sheets and sums, the act, the state's totals, closing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from school_desk.formats import day_in_digits, month_and_year
from school_desk.i18n import _, fill, ngettext
from school_desk.intents import Form
from school_desk.nutrition.eating_model import Source
from school_desk.nutrition.month_days_rules import month_of, next_month
from school_desk.nutrition.month_model import Lack, MealMonth, OpenDay
from school_desk.nutrition.month_rules import pay_by
from school_desk.nutrition.supply_model import ActLine, ComparedDay, ComparedLine, SupplierAct
from school_desk.nutrition.supply_rules import compare_act, compare_days, with_line
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.nutrition.figures_panel import FiguresPanel
from school_desk.ui.nutrition.month_dialogs import ActLineDialog, PayByDialog, StateDayDialog
from school_desk.ui.nutrition.month_figures import month_figures
from school_desk.ui.nutrition.month_lines import (
    ACTS,
    CLASSES,
    DAYS,
    HEADS,
    NUMBERS,
    PRICES,
    WIDTHS,
    act_rows,
    day_rows,
    price_rows,
    sheet_rows,
)
from school_desk.ui.nutrition.month_table_model import MonthTableModel
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.school.sheet_import import SheetKind, ask_export, ask_import, ask_template
from school_desk.ui.screen import Place, Room
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.form_dialog import FormDialog
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.key_hint import KeyHint
from school_desk.ui.widgets.labels import rule
from school_desk.ui.widgets.notice import Notice
from school_desk.ui.widgets.table import WrappingTable
from school_desk.ui.work_place import WorkPlace

T = TypeVar("T")
PLACE, SHEET = "meal_month", "meal_sheet"
NAMED_DAYS = 8
CLOSE, REOPEN = "Close meal month", "Reopen meal month"


class MonthScreen(SchoolScreen):
    """`Place("meal_month", (day of the month, tab))`; both may be missing."""

    where = Where.MEALS
    tables = frozenset(
        (
            *("portion", "meal_order", "attendance", "session", "meal_price", "eating"),
            *("meal_act", "meal_act_line", "state_total", "meal_month", "meal_contract"),
        )
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        day, tab = (*place.facts, None, None)[:2]
        today = self._desk.now().date()
        self.first = month_of(date.fromisoformat(str(day)) if day else today)
        self.month: MealMonth | None = None
        self.acts: tuple[SupplierAct, ...] = ()
        self.compared: tuple[ComparedLine, ...] = ()
        self.days: tuple[ComparedDay, ...] = ()
        tabs = (_("Classes"), _("By price"), _("Supplier's act"), _("State system"))
        self._head = PageHead(_("Month of meals"), tabs=tabs)
        self.models = [MonthTableModel(HEADS[n], self, numbers=NUMBERS[n]) for n in HEADS]
        self.views = [self._table(n, model) for n, model in enumerate(self.models)]
        self.panel = FiguresPanel(_("Sums of the month"))
        self._lay_out()
        self._head.tabs.setCurrentIndex(int(tab) if isinstance(tab, int) else CLASSES)
        self._head.tab_chosen.connect(self._on_tab)
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
        return self.views[self.tab]

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
            own["add"] = self.write_pay_by
        if self.tab == ACTS:
            own |= {"add": self.add_act_line, "delete_row": self.remove_act_line}
        if self.tab in (ACTS, DAYS):
            own |= {
                "import_pupils": self._import,
                "template": self._template,
                "export": self._export,
            }
        return own

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
        filled = bool(self.models[self.tab].rows)
        shown = self.table if filled else self._empty
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)
        self.panel.setVisible(room is Room.FULL)

    def reload(self) -> None:
        """Reckon the month again; the place in each table stays."""
        service = self._desk.meal_month
        month = service.month(self.first)
        self.month, self.acts = month, service.acts(self.first)
        self.compared = compare_act(month.sums, self.acts)
        self.days = compare_days(month.by_day, service.state_totals(self.first))
        self._show_tables(month)
        self._show_lacks(month)
        compared = self.compared if self.acts else None
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
            PRICES: self.write_pay_by,
            ACTS: self._edit_act_line,
            DAYS: self._write_state_day,
        }
        acts[self.tab]()

    def write_pay_by(self) -> None:
        """By what the contract is paid."""
        if self.allowed("Write meal contract"):
            service = self._desk.meal_month
            shown = pay_by(service.contracts(), "", self.first)
            self._ask(PayByDialog(service.write_contract, self.first, shown, self.window()))

    def add_act_line(self) -> None:
        """A line of the act that is new."""
        self._ask_act_line(None, None)

    def remove_act_line(self) -> None:
        """Take the line one stands on out of its act."""
        found = self._act_line(self._row(self.compared))
        if found is None or not self.allowed("Write supplier act"):
            return
        act, line = found
        if self.attempt(lambda: self._desk.meal_month.remove_act_line(act.month, act.id, line.id)):
            self._at.messages.say(_("The line is out of the act. Ctrl+Z takes it back."))

    def print_month(self) -> None:
        """One of the papers of the month."""
        papers, first = self._desk.month_papers, self.first
        found = tuple(
            Paper(name, partial(_write, writer, first), words)
            for name, words, writer in (
                ("meal-sheets", _("Month sheets of all classes"), papers.sheets),
                ("meal-sums", _("Sums by price and class"), papers.summary),
                ("meal-act", _("Agreement with the supplier's act"), papers.agreement),
                ("meal-state", _("Agreement with the state's meal system"), papers.state_days),
                ("meal-month", _("Report on meals of the month"), papers.report),
                ("meal-quarter", _("Report on meals of the quarter"), papers.three_months),
            )
        )
        shown = {CLASSES: 0, PRICES: 1, ACTS: 2, DAYS: 3}[self.tab]
        print_paper(self._at, Question(found, _("Month of meals"), first=shown), self.window())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.hasFocus():
            self.open_line()
        else:
            super().keyPressEvent(event)

    # How it is done

    def _open_sheet(self) -> None:
        row = self.table.currentIndex().row()
        if self.month is not None and 0 <= row < len(self.month.sheets):
            one = self.month.sheets[row]
            facts = self.first.isoformat(), one.class_group, one.source.value
            self.place_asked.emit(Place(SHEET, facts))

    def _edit_act_line(self) -> None:
        chosen = self._row(self.compared)
        if chosen is not None:
            self._ask_act_line(chosen, self._act_line(chosen))

    def _ask_act_line(
        self, chosen: ComparedLine | None, found: tuple[SupplierAct, ActLine] | None
    ) -> None:
        if not self.allowed("Write supplier act"):
            return
        last = self.acts[-1] if self.acts else SupplierAct(self.first, "")
        act, line = found or (last, None)
        price = str(chosen.tenge).replace(".", ",") if chosen and chosen.tenge else ""
        offered = (chosen.source if chosen else Source.PARENT), price
        dialog = ActLineDialog(self._write_act_line, act, line, offered, self.window())
        self._ask(dialog)

    def _write_act_line(self, head: SupplierAct, line: ActLine) -> None:
        """The line in the act of its number; another number is another act."""
        if not line.id:
            known = next((one for one in self.acts if one.number == head.number.strip()), None)
            head = _head_of(head, known)
        self._desk.meal_month.write_act(with_line(head, line))

    def _act_line(self, chosen: ComparedLine | None) -> tuple[SupplierAct, ActLine] | None:
        """The line of an act behind a compared one: the first where several are."""
        if chosen is None:
            return None
        key = chosen.source, chosen.tenge
        found = ((act, line) for act in self.acts for line in act.lines)
        return next((one for one in found if (one[1].source, one[1].tenge) == key), None)

    def _write_state_day(self) -> None:
        chosen = self._row(self.days)
        if chosen is None or not self.allowed("Write state totals"):
            return
        write = partial(self._desk.meal_month.write_state_total, chosen.day)
        self._ask(StateDayDialog(write, chosen.day, chosen.theirs, self.window()))

    def _row(self, shown: Sequence[T]) -> T | None:
        row = self.table.currentIndex().row()
        return shown[row] if 0 <= row < len(shown) else None

    def _ask(self, dialog: FormDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
        self.take_focus()

    def _go(self, step: Callable[[date], date]) -> None:
        self.first = step(self.first)
        self.reload()

    def _kind(self) -> SheetKind:
        files = self._desk.list_files
        return files.meal_acts(self.first) if self.tab == ACTS else files.state_totals(self.first)

    def _import(self) -> None:
        intent = "Write supplier act" if self.tab == ACTS else "Write state totals"
        if self.allowed(intent):
            ask_import(self._at, self._kind(), self.window())

    def _template(self) -> None:
        ask_template(self._at, self._kind(), self._file_name(), self)

    def _export(self) -> None:
        ask_export(self._at, self._kind(), self._file_name(), self)

    def _file_name(self) -> str:
        return f"{'meal-act' if self.tab == ACTS else 'state-meals'}-{self.first:%Y-%m}.xlsx"

    def _verb(self, month: MealMonth) -> tuple[str, str]:
        """What comes next, and the words under it; no words: nothing to do."""
        if self._desk.looks_back or not month.sums:
            return "", ""
        if month.closing.closed:
            return "", _("The portions of this month stay as they are. Alt+O opens it again.")
        return _("Close the month"), _("From then on no portion of the month changes.")

    def _show_tables(self, month: MealMonth) -> None:
        shown = (
            (sheet_rows(month), frozenset[int]()),
            price_rows(month),
            act_rows(self.compared),
            day_rows(self.days),
        )
        for view, model, (rows, warned) in zip(self.views, self.models, shown, strict=True):
            stood = max(0, view.currentIndex().row())
            model.show_lines(rows, warned)
            if rows:
                view.selectRow(min(stood, len(rows) - 1))
        self._show_tab()

    def _show_lacks(self, month: MealMonth) -> None:
        while self._lacks.count():
            item = self._lacks.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for words, kind in _lacks(month):
            self._lacks.addWidget(_notice(words, warns=kind))

    def _on_tab(self, _number: int) -> None:
        self._show_tab()
        self.take_focus()
        self.answers_changed.emit()

    def _show_tab(self) -> None:
        filled = bool(self.models[self.tab].rows)
        self._stack.setCurrentWidget(self.table if filled else self._empty)

    def _table(self, number: int, model: MonthTableModel) -> WrappingTable:
        table = WrappingTable(_("Month of meals"))
        table.setModel(model)
        for column, width in enumerate(WIDTHS[number]):
            table.setColumnWidth(column, scaled(width))
        table.activated.connect(lambda _index: self.open_line())
        return table

    def _lay_out(self) -> None:
        printing = Button(action("print").title, icon="print", key=action("print").key_text)
        printing.clicked.connect(self.print_month)
        self._head.add_action(printing)
        self.panel.pressed.connect(self.close_month)
        self._empty = EmptyState(_("Nothing was ordered in this month."))
        self._empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stack = QStackedWidget()
        for view in (*self.views, self._empty):
            self._stack.addWidget(view)
        self._lacks = QVBoxLayout()
        self._lacks.setSpacing(1)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(self._lacks)
        left.addWidget(self._stack, 1)
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


def _notice(words: str, *, warns: bool) -> Notice:
    if warns:
        return Notice(words, kind="warn", icon="warn", closable=False)
    return Notice(words, closable=False)


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


def _write(writer: Callable[..., int], first: date, wish: Wish, out: Path) -> object:
    return writer(first, wish.language, wish.fmt, out)


def _head_of(typed: SupplierAct, known: SupplierAct | None) -> SupplierAct:
    """The head as typed on the lines of the act that has this number; else on none."""
    lines, row = (known.lines, known.id) if known else ((), 0)
    return SupplierAct(typed.month, typed.number, typed.issued_on, typed.supplier, lines, row)


def _lacks(month: MealMonth) -> Iterator[tuple[str, bool]]:
    """What is missing, and whether it keeps the month open."""
    if month.drifted:
        told = _("Since the closing the numbers have changed: attendance or prices of the month.")
        yield told, True
    if month.unsettled:
        words = _("Not reconciled, so in no sum: {days}")
        yield words.format(days=_days(month.unsettled)), True
    for one in month.gaps[:1]:
        words = _("No price on {day:short} for {band} years; in all {n} portions have none.")
        n = sum(each.portions for each in month.gaps)
        yield fill(words, {"day": one.day, "band": one.band.replace("-", "–"), "n": n}), True
    bare = [one for one in month.open_days if one.lack is Lack.NO_ORDER]
    if bare:
        words = ngettext(
            "School day without an order: {days}", "School days without an order: {days}", len(bare)
        )
        yield words.format(days=_days(bare)), False


def _days(found: Sequence[OpenDay]) -> str:
    named = ", ".join(day_in_digits(one.day)[:5] for one in found[:NAMED_DAYS])
    return f"{named}, …" if len(found) > NAMED_DAYS else named
