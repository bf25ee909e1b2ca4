"""Who eats how: who pays for whom until when, diets; prices; the times of each shift."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import N_
from school_desk.formats import NOTHING, class_words, number, time_of_day
from school_desk.i18n import _, ngettext
from school_desk.journal.history_model import RowPlace
from school_desk.nutrition.eating_model import (
    CATEGORY_WORDS,
    MEAL_WORDS,
    SOURCE_WORDS,
    Eater,
    Eating,
    Price,
    Sitting,
)
from school_desk.school.calendar_model import Status
from school_desk.school.names import fold
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.nutrition.diet_words import diet_words
from school_desk.ui.nutrition.eating_dialogs import (
    DietDialog,
    EatingDialog,
    PriceDialog,
    SittingDialog,
    band_words,
    term_words,
)
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.school.sheet_import import SheetKind, ask_export, ask_import, ask_template
from school_desk.ui.screen import Place, Room
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.fields import SearchField
from school_desk.ui.widgets.form_dialog import FormDialog
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.strip import Strip
from school_desk.ui.widgets.table import WrappingTable
from school_desk.ui.work_place import WorkPlace

T = TypeVar("T")
PLACE = "eaters"
FILE = "meal-benefits.xlsx"
PUPILS, PRICES, TIMES = range(3)
HEADS = {
    PUPILS: (
        *(N_("Class"), N_("Pupil"), N_("Who pays"), N_("Until"), N_("Category")),
        *(N_("Document and order"), N_("Diet")),
    ),
    PRICES: (
        *(N_("Classes"), N_("Who pays"), N_("Meal"), N_("Tenge"), N_("Since"), N_("Until")),
        N_("Contract"),
    ),
    TIMES: (
        *(N_("Shift"), N_("Meal"), N_("Attendance is due by"), N_("The order is due by")),
        *(N_("The canteen answers by"), N_("Checked")),
    ),
}
WIDTHS = {
    PUPILS: (84, 200, 170, 110, 200, 170),
    PRICES: (230, 180, 120, 90, 100, 100),
    TIMES: (80, 160, 190, 190, 190),
}
ALL, FREE, PAID, DIETS, ENDING, NOBODY = "", "free", "paid", "diets", "ending", "nobody"
SHOWN = {
    ALL: N_("All"),
    FREE: N_("Eat free"),
    PAID: N_("Pay"),
    DIETS: N_("With a diet"),
    ENDING: N_("Benefit ends soon"),
    NOBODY: N_("Do not eat at school"),
}


class EatersScreen(SchoolScreen):
    """`Place("eaters", (tab, what is shown))`; both may be missing."""

    where = Where.MEALS
    tables = frozenset(
        (
            *("eating", "diet", "meal_price", "meal_sitting", "membership", "pupil"),
            *("class_group", "meal_norm"),
        )
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        tab, shown = (*place.facts, None, None)[:2]
        self._eaters: tuple[Eater, ...] = ()
        self._prices: tuple[Price, ...] = ()
        self._sittings: tuple[Sitting, ...] = ()
        tabs = (_("Pupils"), _("Prices"), _("Times"))
        self._head = PageHead(_("Who eats how"), tabs=tabs)
        self.field = SearchField(_("Find"), key=action("find_pupil").key_text)
        self.field.textChanged.connect(lambda _typed: self._show())
        self.shown = QComboBox()
        for name, words in SHOWN.items():
            self.shown.addItem(_(words), name)
        self.shown.setCurrentIndex(max(0, self.shown.findData(shown or ALL)))
        self.shown.currentIndexChanged.connect(lambda _n: self._show())
        self.models = [RowsModel(heads, self) for heads in HEADS.values()]
        self.views = [self._table(n, model) for n, model in enumerate(self.models)]
        self._lay_out()
        self._head.tabs.setCurrentIndex(int(tab) if isinstance(tab, int) else PUPILS)
        self._head.tab_chosen.connect(self._on_tab)
        self.reload()

    def title(self) -> str:
        return _("Who eats how")

    def place(self) -> Place:
        return Place(PLACE, (self.tab, self.shown.currentData()))

    def row_place(self) -> RowPlace | None:
        one = self.current
        if self.tab != PUPILS or one is None:
            return None
        row = one.own.id if one.own else 0
        return RowPlace("eating", row, name=one.name.listed)

    @property
    def tab(self) -> int:
        """Which of the three is shown."""
        return self._head.tabs.currentIndex()

    @property
    def table(self) -> WrappingTable:
        """The table that is shown."""
        return self.views[self.tab]

    @property
    def current(self) -> Eater | None:
        """The pupil one stands on."""
        return next(iter(self.chosen()), None)

    def handlers(self) -> Mapping[str, Handler]:
        own: dict[str, Handler] = {
            "edit": self.edit,
            "find_pupil": self.field.setFocus,
            "select_all": self.table.selectAll,
            **{f"tab_{n + 1}": self._tab_opener(n) for n in range(len(HEADS))},
        }
        if self.tab == PUPILS:
            own["diet"] = self.write_diet
            own["delete_row"] = self.take_away
            own["import_pupils"] = self._import
            own["template"] = lambda: ask_template(self._at, self._kind(), FILE, self)
            own["export"] = lambda: ask_export(self._at, self._kind(), FILE, self)
        if self.tab == PRICES:
            own["add"] = self.add_price
        return own

    def renamed(self) -> Mapping[str, str]:
        return {"delete_row": _("Take away what is written")} if self.tab == PUPILS else {}

    def hints(self) -> Sequence[str]:
        return (
            ("edit", "diet", "delete_row", "find_pupil") if self.tab == PUPILS else ("add", "edit")
        )

    def regions(self) -> Sequence[QWidget]:
        return (self.table, self.shown, self._head)

    def take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)
        self._add.setVisible(self.tab == PRICES)

    def reload(self) -> None:
        """Read everything again; the place in the table stays."""
        service, today = self._desk.eating, self._desk.now().date()
        self._eaters = service.eaters(today)
        self._prices, self._sittings = service.prices(), service.sittings()
        self._show()

    def chosen(self) -> tuple[Eater, ...]:
        """The pupils that are marked, in their order."""
        by_row = {one.pupil: one for one in self._eaters}
        table = self.views[PUPILS]
        rows = sorted({one.row() for one in table.selectionModel().selectedRows()})
        shown = self.models[PUPILS].rows
        return tuple(by_row[shown[row].id] for row in rows if row < len(shown))

    # What a person does

    def edit(self) -> None:
        """Who pays for the marked pupils; another price; other times."""
        if self.tab == PUPILS:
            self._write_eating()
        elif self.tab == PRICES:
            self._write_price(self._at_row(self._prices))
        else:
            self._write_times(self._at_row(self._sittings))

    def write_diet(self) -> None:
        """What the pupil must not be given."""
        one = self.current
        if one is not None and self.allowed("Write diet"):
            today = self._desk.now().date()
            self._ask(DietDialog(self._desk.eating.write_diet, one, today, self.window()))

    def take_away(self) -> None:
        """What was written wrongly of a pupil goes; the class or what it stood over counts."""
        one = self.current
        if one is None or not self.allowed("Write who eats how"):
            return
        if one.own is None:
            self._at.messages.say(_("Nothing is written of this pupil: the class counts."))
            return
        own = one.own
        if self.attempt(lambda: self._desk.eating.remove(own)):
            self._at.messages.say(_("Taken away. Ctrl+Z brings it back."))

    def add_price(self) -> None:
        """A price from a day on."""
        self._write_price(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enters = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.field.hasFocus() and event.key() in (Qt.Key.Key_Down, *enters):
            self.take_focus()
        else:
            super().keyPressEvent(event)

    # How it is done

    def _write_eating(self) -> None:
        chosen = self.chosen()
        if not chosen or not self.allowed("Write who eats how"):
            return
        today = self._desk.now().date()
        self._ask(EatingDialog(self._save_eatings, chosen, today, self.window()))

    def _kind(self) -> SheetKind:
        return self._desk.list_files.benefits

    def _import(self) -> None:
        """Who pays, from Excel: every problem at once, a preview, all lines or none."""
        if self.allowed("Write who eats how"):
            ask_import(self._at, self._kind(), self.window())

    def _save_eatings(self, ones: Sequence[Eating]) -> None:
        self._desk.eating.write(ones)
        said = ngettext("Written for {n} pupil.", "Written for {n} pupils.", len(ones))
        self._at.messages.say(said.format(n=len(ones)))

    def _write_price(self, shown: Price | None) -> None:
        if self.allowed("Write meal price"):
            service, today = self._desk.eating, self._desk.now().date()
            self._ask(
                PriceDialog(service.write_price, service.bands(), today, shown, self.window())
            )

    def _write_times(self, shown: Sitting | None) -> None:
        if shown is not None and self.allowed("Write meal times"):
            self._ask(SittingDialog(self._desk.eating.write_sitting, shown, self.window()))

    def _ask(self, dialog: FormDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
        self.take_focus()

    def _at_row(self, shown: Sequence[T]) -> T | None:
        row = self.table.currentIndex().row()
        return shown[row] if 0 <= row < len(shown) else None

    def _tab_opener(self, number: int) -> Handler:
        return lambda: self._head.tabs.setCurrentIndex(number)

    def _on_tab(self, number: int) -> None:
        self._stack.setCurrentWidget(self.views[number])
        self._show()
        self.take_focus()
        self.answers_changed.emit()

    def _show(self) -> None:
        rows = (self._pupil_rows(), self._price_rows(), self._time_rows())
        stood = [max(0, view.currentIndex().row()) for view in self.views]
        for model, found, view, row in zip(self.models, rows, self.views, stood, strict=True):
            model.show_rows(found)
            if found:
                view.selectRow(min(row, len(found) - 1))
        for widget in (self.field, self._strip):
            widget.setVisible(self.tab == PUPILS)
        self._add.setVisible(self.tab == PRICES)
        empty = self._empty if not rows[self.tab] else self.table
        self._stack.setCurrentWidget(empty)
        self._head.subtitle.setText(self._subtitle(len(rows[PUPILS])))

    def _subtitle(self, count: int) -> str:
        if self.tab != PUPILS:
            return ""
        ending = sum(one.days_left is not None for one in self._eaters)
        words = ngettext("{n} pupil", "{n} pupils", count).format(n=count)
        soon = _("benefit ends soon: {n}").format(n=ending)
        return f"{words} · {soon}" if ending else words

    def _pupil_rows(self) -> list[Row]:
        wanted = fold(self.field.text()).split()
        return [
            Row(one.pupil, _texts(one))
            for one in self._eaters
            if _fits(one, self.shown.currentData())
            and all(word in fold(one.name.full) for word in wanted)
        ]

    def _price_rows(self) -> list[Row]:
        bands = {one.code: band_words(one) for one in self._desk.eating.bands()}
        return [
            Row(
                one.id,
                (
                    *(bands.get(one.band, one.band), _(SOURCE_WORDS[one.source])),
                    *(_(MEAL_WORDS[one.meal]), number(one.tenge, 2)),
                    *term_words(one.starts, one.ends),
                    one.contract,
                ),
            )
            for one in self._prices
        ]

    def _time_rows(self) -> list[Row]:
        return [
            Row(
                one.shift,
                (
                    *(str(one.shift), _(MEAL_WORDS[one.meal]), time_of_day(one.count_by)),
                    *(time_of_day(one.order_by), time_of_day(one.accept_by)),
                    _("to be checked") if one.status is Status.TO_CHECK else _("by the school"),
                ),
            )
            for one in self._sittings
        ]

    def _table(self, number: int, model: RowsModel) -> WrappingTable:
        table = WrappingTable(_("Who eats how"))
        if number == PUPILS:
            table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setModel(model)
        for column, width in enumerate(WIDTHS[number]):
            table.setColumnWidth(column, scaled(width))
        table.activated.connect(lambda _index: self.edit())
        return table

    def _lay_out(self) -> None:
        self._add = Button(_("Add"), icon="plus", key=action("add").key_text)
        self._add.clicked.connect(self.add_price)
        self._head.add_action(self.field)
        self._head.add_action(self._add)
        self._strip = Strip(_("Which pupils"))
        self._strip.add_widget(_("Show"), self.shown)
        self._strip.add_widget("", QWidget(), stretch=1)
        self._empty = EmptyState(_("Nothing like this was found."))
        self._stack = QStackedWidget()
        for view in (*self.views, self._empty):
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._strip)
        column.addWidget(self._stack, 1)


def _fits(one: Eater, shown: str) -> bool:
    fits = {
        FREE: one.source.free,
        PAID: not one.source.free and one.source.value != "none",
        DIETS: one.diet is not None,
        ENDING: one.days_left is not None,
        NOBODY: one.source.value == "none",
    }
    return fits.get(shown, True)


def _texts(one: Eater) -> tuple[str, ...]:
    own = one.own
    until = term_words(None, own.ends if own else None)[1]
    if one.days_left is not None:
        left = ngettext("{n} day left", "{n} days left", one.days_left)
        until = f"{until}\n{left.format(n=one.days_left)}"
    return (
        *(class_words(one.class_label), one.name.listed, _(SOURCE_WORDS[one.source]), until),
        _(CATEGORY_WORDS[own.category]) if own and own.category else NOTHING,
        _paper(own) or NOTHING,
        diet_words(one.diet),
    )


def _paper(own: Eating | None) -> str:
    if own is None:
        return ""
    paper = own.paper
    order = _("order {n}").format(n=paper.order_no) if paper.order_no else ""
    return ", ".join(part for part in (f"{paper.kind} {paper.number}".strip(), order) if part)
