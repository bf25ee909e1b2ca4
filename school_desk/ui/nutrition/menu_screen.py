"""The forward menu: days down, meals across, dishes typed by numbers; checks beside it at once."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import N_
from school_desk.formats import number
from school_desk.i18n import _, fill
from school_desk.intents import Form
from school_desk.journal.history_model import RowPlace
from school_desk.nutrition.card_model import TechCard
from school_desk.nutrition.eating_model import MEAL_WORDS, Meal
from school_desk.nutrition.menu_model import CycleMenu, CycleSheet, MenuDish, Season
from school_desk.nutrition.menu_typing_rules import dish_numbers, typed_dishes
from school_desk.ui.actions import Handler, action
from school_desk.ui.nutrition.menu_dialogs import CycleDialog, DishDialog, Portions, PortionsDialog
from school_desk.ui.nutrition.menu_panel import MenuPanel
from school_desk.ui.nutrition.menu_words import meals_shown, menu_short, menu_words, serving_words
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.screen import Place, Room
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.cell_grid import CellGrid
from school_desk.ui.widgets.cells_model import CellColumn, CellRow, CellsModel
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import rule
from school_desk.ui.work_place import WorkPlace

NAME = "menus"
WRITE = "Write menus"
PORTIONS, COPY, ALLOW = "columns", "copy_day", "reason"
"""F7, Ctrl+U, Ctrl+Q."""
_DAY = "day"


class MenuScreen(SchoolScreen):
    """`Place("menus", (menu, day))`; both may be missing."""

    tables = frozenset(
        (
            *("cycle_menu", "menu_dish", "menu_portion", "menu_allowed"),
            *("dish", "tech_card", "ingredient", "product", "kitchen_rule", "meal_norm"),
        )
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        menu, day = (*place.facts, None, None)[:2]
        self.sheet: CycleSheet | None = None
        self.meals: tuple[Meal, ...] = ()
        self._cards: Sequence[TechCard] = ()
        self._chosen = int(str(menu)) if menu else 0
        self.model = CellsModel((), self._write, self)
        self.grid = CellGrid(_("Days and meals"), self.model)
        self.grid.refused.connect(self._at.messages.refuse)
        self.panel = MenuPanel()
        self.menu_box = QComboBox()
        self._lay_out()
        self.reload()
        self.grid.go_to(int(str(day)) if day else 1, Meal.LUNCH.value)
        self.grid.cell_changed.connect(self._show_panel)
        self._show_panel()

    def title(self) -> str:
        return _("Forward menus")

    def place(self) -> Place:
        return Place(NAME, (self._chosen, self.grid.row_id or 1))

    def row_place(self) -> RowPlace | None:
        self.grid.commit(leaving=True)
        lines = self._lines_here()
        if self.sheet is None:
            return None
        if lines:
            return RowPlace("menu_dish", lines[0].id, name=menu_words(self.sheet.menu))
        return RowPlace("cycle_menu", self.sheet.menu.id, name=menu_words(self.sheet.menu))

    def undo_form(self) -> Form:
        self.grid.commit(leaving=True)
        return Form()

    def unsaved(self) -> bool:
        self.grid.commit(leaving=True)
        return self.grid.editing

    def closeEvent(self, event: QCloseEvent) -> None:
        self.grid.commit(leaving=True)
        super().closeEvent(event)

    def handlers(self) -> Mapping[str, Handler]:
        return {
            "edit": self.grid.begin,
            "add": self.add_menu,
            "strip": self.edit_menu,
            "delete_row": self.remove_menu,
            PORTIONS: self.size_portions,
            COPY: self.copy_day_before,
            ALLOW: self.allow_dish,
            "print": self.print_menu,
        }

    def renamed(self) -> Mapping[str, str]:
        return {
            "add": _("Another menu"),
            "strip": _("What the menu says"),
            "delete_row": _("Take the menu away"),
            PORTIONS: _("Sizes of portions"),
            COPY: _("As the day before"),
            ALLOW: _("Allow a forbidden dish"),
        }

    def hints(self) -> Sequence[str]:
        return (PORTIONS, COPY, "print")

    def regions(self) -> Sequence[QWidget]:
        return (self.grid, self.panel, self._head)

    def take_focus(self) -> None:
        (self.grid if self.sheet else self._empty).setFocus()

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)
        self.panel.setVisible(room is not Room.COMPACT)

    def reload(self) -> None:
        """Read the menus again; the cursor stays in its cell."""
        row, column = self.grid.row_id, self.grid.column_name
        menus = self._desk.menus.menus()
        if menus and self._chosen not in {one.id for one in menus}:
            self._chosen = menus[0].id
        self._fill_box(menus)
        self._pages.setCurrentWidget(self._work if menus else self._empty)
        self.panel.setVisible(bool(menus))
        if not menus:
            self.sheet, self._chosen = None, 0
            return
        self._show(self._desk.menus.sheet(self._chosen))
        if row is not None:
            self.grid.go_to(row, column)
        self._show_panel()

    def add_menu(self) -> None:
        """Another cycle, empty."""
        if not self.grid.commit() or not self.allowed(WRITE):
            return
        made: list[int] = []

        def write(menu: CycleMenu) -> None:
            made.append(self._desk.menus.write_menu(menu))

        shown = CycleMenu(Season.SUMMER_AUTUMN, 20, self._desk.now().date())
        self._ask(CycleDialog(write, shown, self.window()))
        if made:
            self._chosen = made[0]
            self.reload()
            self.grid.go_to(1, Meal.LUNCH.value)
            self.take_focus()

    def edit_menu(self) -> None:
        """Season, length, first day, name."""
        if self.sheet and self.grid.commit() and self.allowed(WRITE):
            self._ask(CycleDialog(self._desk.menus.write_menu, self.sheet.menu, self.window()))

    def remove_menu(self) -> None:
        """Take the cycle away with its dishes."""
        if self.sheet is None or not self.grid.commit():
            return
        if self.attempt(partial(self._desk.menus.remove_menu, self.sheet.menu.id)):
            self._at.messages.say(_("The menu was taken away. Ctrl+Z takes it back."))

    def size_portions(self) -> None:
        """How large the portions of the meal are for each band."""
        lines = self._lines_here()
        if self.sheet is None or not self.grid.commit() or not self.allowed(WRITE):
            return
        if not lines:
            self._at.messages.say(_("No dish stands here. Type the numbers of cards first."))
            return
        menu = self.sheet.menu.id

        def write(portions: Portions) -> None:
            self._desk.menus.put_portions(menu, portions)

        self._ask(PortionsDialog(write, self.sheet, lines, self.window()))

    def copy_day_before(self) -> None:
        """This day as the one above it."""
        row = self.grid.row_id
        if self.sheet and row and row > 1 and self.grid.commit():
            self.attempt(partial(self._desk.menus.copy_day, self.sheet.menu.id, row - 1, row))

    def allow_dish(self) -> None:
        """The head lets a forbidden dish be cooked."""
        if not self.grid.commit() or not self.allowed("Allow forbidden dish"):
            return
        today = self._desk.now().date()

        def write(dish: int, reason: str, _meal: Meal) -> None:
            self._desk.menus.allow(dish, today, reason)

        about = _("The reason and your name stand in the file and beside the dish.")
        words = _("Allow a forbidden dish"), about
        meals = self.meals, Meal.LUNCH
        self._ask(DishDialog(write, self._desk.cards.cards(), meals, words, self.window()))

    def print_menu(self) -> None:
        """The whole cycle as a paper or a workbook."""
        if self.sheet is None or not self.grid.commit():
            return
        papers, menu, meals = self._desk.menu_papers, self.sheet.menu.id, self.meals

        def write(wish: Wish, out: Path) -> object:
            return papers.cycle(menu, meals, wish.language, wish.fmt, out)

        print_paper(self._at, Question((Paper("menu", write),), title=self.title()), self)

    # How it is done

    def _write(self, row: int, column: str, text: str) -> None:
        """The dishes of a cell as they were typed."""
        if self.sheet is not None:
            dishes = typed_dishes(text, self._cards)
            self._desk.menus.put_meal(self.sheet.menu.id, row, Meal(column), dishes)

    def _show(self, sheet: CycleSheet) -> None:
        self.sheet = sheet
        self._cards = self._desk.cards.cards()
        used = [one.meal for one in sheet.lines]
        meals = meals_shown(self._desk.headcount.sittings(), used)
        if meals != self.meals:
            self.meals = meals
            self.model.show_columns(_columns(meals))
        self.model.read_only = self._desk.why_not(WRITE, Form().scope) is not None
        self.model.show_rows([_row(sheet, day, meals, self._cards) for day in sheet.days])
        self._head.subtitle.setText(_warned(sheet))

    def _show_panel(self) -> None:
        row = self.grid.row_id
        if self.sheet is not None and row is not None and row in self.sheet.days:
            title = fill(_("Day {n}"), {"n": number(row)})
            self.panel.show_day(title, self.sheet.days[row], self._desk.menus.norms())

    def _lines_here(self) -> Sequence[MenuDish]:
        row, column = self.grid.row_id, self.grid.column_name
        if self.sheet is None or row is None or column not in set(Meal):
            return ()
        return self.sheet.at(row, Meal(column))

    def _fill_box(self, menus: Sequence[CycleMenu]) -> None:
        self.menu_box.blockSignals(True)
        self.menu_box.clear()
        for one in menus:
            self.menu_box.addItem(menu_short(one), one.id)
        self.menu_box.setCurrentIndex(max(0, self.menu_box.findData(self._chosen)))
        self.menu_box.blockSignals(False)

    def _choose(self, place: int) -> None:
        found = self.menu_box.itemData(place)
        if found and self.grid.commit():
            self._chosen = int(found)
            self.reload()

    def _ask(self, dialog: CycleDialog | PortionsDialog | DishDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
        self.take_focus()

    def _lay_out(self) -> None:
        self._head = PageHead(self.title())
        self.menu_box.setAccessibleName(_("Menu"))
        self.menu_box.activated.connect(self._choose)
        self._head.add_action(self.menu_box)
        for words, name, icon, act in (
            (_("Another menu"), "add", "plus", self.add_menu),
            (_("Print"), "print", "print", self.print_menu),
        ):
            made = Button(words, icon=icon, key=action(name).key_text)
            made.clicked.connect(lambda _on=False, act=act: act())
            self._head.add_action(made)
        key = action("add").key_text
        self._empty = EmptyState(_("There is no menu yet."), act=_("Another menu"), key=key)
        self._empty.acted.connect(self.add_menu)
        self._work = QWidget()
        below = QHBoxLayout(self._work)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.grid, 1)
        below.addWidget(rule(vertical=True))
        below.addWidget(self.panel)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._work)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._pages, 1)


def _columns(meals: Sequence[Meal]) -> list[CellColumn]:
    day = CellColumn(_DAY, N_("Day"), 44, editable=False, right=True)
    return [day, *(CellColumn(one.value, MEAL_WORDS[one], 170, stretch=1) for one in meals)]


def _row(sheet: CycleSheet, day: int, meals: Sequence[Meal], cards: Sequence[TechCard]) -> CellRow:
    """A day: dishes a line each; what opens are the numbers of their cards."""
    checked = sheet.days[day]
    shown = ["\n".join(serving_words(x, sheet.bands) for x in checked.of(meal)) for meal in meals]
    typed = [dish_numbers((one.dish for one in sheet.at(day, meal)), cards) for meal in meals]
    warned = frozenset({0}) if checked.grave else frozenset[int]()
    return CellRow(
        day, (number(day), *shown), edits=("", *typed), bold=frozenset({0}), warned=warned
    )


def _warned(sheet: CycleSheet) -> str:
    """How many days have something that must not be served, or nothing at all."""
    grave = sum(one.grave for one in sheet.days.values())
    empty = sum(not one.servings for one in sheet.days.values())
    if grave:
        return fill(_("days with something forbidden: {n}"), {"n": number(grave)})
    return fill(_("empty days: {n}"), {"n": number(empty)}) if empty else _("all days are filled")
