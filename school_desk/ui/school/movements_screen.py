"""Movements of a class or the school: who came and left, orders to complete, the paper."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import N_, DeskError
from school_desk.formats import NOTHING, class_words, date_short
from school_desk.i18n import _, ngettext, say
from school_desk.intents import Scope
from school_desk.journal.history_model import RowPlace
from school_desk.school.movement_model import KIND_WORDS, Movement
from school_desk.school.movement_sheet_rules import MovementLine, MovementSheet
from school_desk.ui.actions import Handler, action
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.school.movement_dialog import OrderDialog
from school_desk.ui.school.school_screen import SchoolScreen, gate
from school_desk.ui.screen import Place, Room
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.day_field import DigitLine
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.strip import Strip
from school_desk.ui.widgets.table import WrappingTable
from school_desk.ui.widgets.typed_time import parse_day
from school_desk.ui.work_place import WorkPlace

PLACE = "movements"
HEADS = (
    *(N_("Day"), N_("Surname, given name"), N_("Movement"), N_("Order")),
    *(N_("From where, where to"), N_("Reason")),
)
_WIDTHS = (92, 230, 230, 180, 200)


class MovementsScreen(SchoolScreen):
    """`Place("movements", (class group or 0,))`."""

    tables = frozenset(("pupil", "membership", "movement", "class_group"))

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        self._sheet: MovementSheet | None = None
        self._refusal: DeskError | None = None
        first, last = self._desk.movements.usual_days()
        self.first, self.last = DigitLine(), DigitLine()
        self.first.setText(date_short(first))
        self.last.setText(date_short(last))
        self.which = QComboBox()
        self.model = RowsModel(HEADS, self)
        self.table = WrappingTable(_("Movements"))
        self.table.setModel(self.model)
        self.table.activated.connect(self._complete)
        self._counts = label(wrap=True)
        self._head = PageHead(_("Movement of pupils"))
        self._empty = QWidget()
        self._lay_out()
        wanted = place.facts[0] if place.facts else 0
        self._fill_classes(wanted if isinstance(wanted, int) else 0)
        self.reload()
        self.which.currentIndexChanged.connect(self.reload)
        for line in (self.first, self.last):
            line.editingFinished.connect(self.reload)

    def title(self) -> str:
        return _("Movement of pupils")

    def place(self) -> Place:
        return Place(PLACE, (self.which.currentData() or 0,))

    def row_place(self) -> RowPlace | None:
        one = self._current()
        if one is None:
            return None
        name = f"{one.pupil.name.listed} · {_(KIND_WORDS[one.kind])}"
        return RowPlace("movement", one.row, name=name)

    def handlers(self) -> Mapping[str, Handler]:
        return {"print": self._print, "edit": self._complete, "delete_row": self._take_back}

    def hints(self) -> Sequence[str]:
        return ("edit", "delete_row", "print")

    def regions(self) -> Sequence[QWidget]:
        return (self.table, self.which)

    def take_focus(self) -> None:
        target = self.table if self.model.rowCount() else self.which
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)

    def reload(self) -> None:
        """Read the movements of the class and the days again."""
        one = self._current()
        self._sheet, self._refusal = self._read()
        lines = self._sheet.lines if self._sheet else ()
        self.model.show_rows([_row(line) for line in lines])
        for place, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(place, scaled(width))
        if lines:
            self.table.selectRow(self.model.row_of(one.row if one else None))
        self._counts.setText(self._count_words())
        scope = Scope(class_group=self._class())
        gate(self._printing, self._desk.why_not("Print movements", scope))
        self._head.subtitle.setText(self._subtitle())
        self._show_empty()

    def _read(self) -> tuple[MovementSheet | None, DeskError | None]:
        days = self._days()
        try:
            return self._desk.movements.sheet(self._class(), *days), None
        except DeskError as refusal:
            return None, refusal

    def _days(self) -> tuple[date, date]:
        first, last = self._desk.movements.usual_days()
        return parse_day(self.first.text()) or first, parse_day(self.last.text()) or last

    def _class(self) -> int | None:
        return self.which.currentData() or None

    def _fill_classes(self, wanted: int) -> None:
        if self._desk.may("See movements", Scope()):
            self.which.addItem(_("Whole school"), 0)
        for one in self._desk.school.class_groups():
            if self._desk.may("See movements", Scope(class_group=one.id)):
                self.which.addItem(class_words(one.label), one.id)
        self.which.setCurrentIndex(max(0, self.which.findData(wanted)))

    def _count_words(self) -> str:
        if self._sheet is None:
            return ""
        total = self._sheet.total
        words = _("{before} at the beginning · {came} came · {left} left · {after} at the end")
        facts = {"before": total.before, "came": total.came + total.moved_in}
        left = total.left + total.moved_out
        if self._class() is None:
            facts["came"], left = total.came, total.left
        return words.format(**facts, left=left, after=total.after)

    def _subtitle(self) -> str:
        if self._sheet is None or not self._sheet.open_orders:
            return ""
        n = self._sheet.open_orders
        return ngettext("{n} order to be completed", "{n} orders to be completed", n).format(n=n)

    def _show_empty(self) -> None:
        self._pages.removeWidget(self._empty)
        self._empty.deleteLater()
        nobody = _("Nobody came or left in these days.")
        self._empty = EmptyState(say(self._refusal) if self._refusal else nobody)
        self._pages.addWidget(self._empty)
        self._pages.setCurrentWidget(self.table if self.model.rowCount() else self._empty)

    def _current(self) -> Movement | None:
        row = self.table.currentIndex().row()
        lines = self._sheet.lines if self._sheet else ()
        return lines[row].movement if 0 <= row < len(lines) else None

    def _complete(self) -> None:
        one = self._current()
        if one is None or not self.allowed("Complete order"):
            return
        order = OrderDialog.ask(one.pupil.name.listed, one.order, self.window())
        if order is not None:
            self.attempt(lambda: self._desk.movements.complete_order(one.row, order))

    def _take_back(self) -> None:
        one = self._current()
        if one is None or not self.allowed("Take back movement"):
            return
        if self.attempt(lambda: self._desk.movements.take_back(one.row)):
            name = one.pupil.name.listed
            self._at.messages.say(_("The movement of {name} was taken back.").format(name=name))

    def _print(self) -> None:
        group, days = self._class(), self._days()
        if not self.allowed("Print movements", Scope(class_group=group)):
            return

        def write(wish: Wish, out: Path) -> object:
            papers = self._desk.movement_papers
            return papers.movements(group, days, wish.language, wish.fmt, out)

        sentence = f"{self.which.currentText()} · {'–'.join(date_short(day) for day in days)}"
        question = Question(
            (Paper("movements", write),), title=_("Print the movement?"), sentence=sentence
        )
        print_paper(self._at, question, self.window())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.table.hasFocus():
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._printing = Button(action("print").title, icon="print", key=action("print").key_text)
        self._printing.clicked.connect(self._print)
        self._head.add_action(self._printing)
        strip = Strip(_("Which movements"))
        for line in (self.first, self.last):
            line.setFixedWidth(scaled(110))
        strip.add_widget(_("Class"), self.which)
        strip.add_widget(_("From"), self.first)
        strip.add_widget(_("To"), self.last)
        strip.add_widget(_("Number of pupils"), self._counts, stretch=1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(strip)
        column.addWidget(self._pages, 1)


def _row(line: MovementLine) -> Row:
    one = line.movement
    order = (
        _("to be completed")
        if one.order.missing or one.order.day is None
        else _("№ {number} of {date}").format(
            number=one.order.number, date=date_short(one.order.day)
        )
    )
    before = class_words(line.from_label) if line.from_label else ""
    after = class_words(line.to_label) if line.to_label else ""
    before = before or (one.other_school if one.kind.comes else "")
    after = after or (one.other_school if one.kind.goes else "")
    places = f"{before or NOTHING} → {after or NOTHING}"
    words = _(KIND_WORDS[one.kind])
    texts = date_short(one.day), one.pupil.name.listed, words, order, places, one.reason or NOTHING
    return Row(one.row, texts)
