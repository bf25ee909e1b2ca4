"""The menu-requisition: products down, dishes across, grams a person and kilograms of all."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import N_, DeskError
from school_desk.formats import day_and_weekday, number
from school_desk.i18n import _, current, fill, say, tell
from school_desk.intents import Scope
from school_desk.nutrition.eating_model import MEAL_WORDS, Meal
from school_desk.nutrition.nutrient_rules import MASS_PLACES, NUTRIENT_PLACES
from school_desk.nutrition.requisition_document import apart_text, prices_words
from school_desk.nutrition.requisition_model import (
    GRAMS,
    DayEaters,
    MenuRequisition,
    RequisitionLine,
    Taken,
)
from school_desk.nutrition.stock_model import LineCost, MealCost, PortionCost
from school_desk.ui.actions import Handler, action
from school_desk.ui.nutrition.cards_screen import APPROVE
from school_desk.ui.nutrition.cost_words import cost_words, day_words
from school_desk.ui.nutrition.menu_dialogs import EatersDialog
from school_desk.ui.nutrition.menu_words import band_words, meals_shown, plain
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.screen import Place, Room
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.cell_grid import CellGrid
from school_desk.ui.widgets.cells_model import CellColumn, CellRow, CellsModel
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label, set_tone
from school_desk.ui.work_place import WorkPlace

NAME = "requisition"
WRITE = "Write requisition"


class RequisitionScreen(SchoolScreen):
    """`Place("requisition", (day, meal))`; both may be missing."""

    tables = frozenset(
        (
            *("cycle_menu", "menu_dish", "menu_portion", "menu_change", "menu_extra"),
            *("product_swap", "meal_order", "menu_requisition", "calendar_span"),
            *("stock_issue", "stock_taking", "stock_batch", "meal_price"),
            *("dish", "tech_card", "ingredient", "product", "season_loss", "meal_norm"),
            *("approved_dish", "daily_menu"),
        )
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        day, meal = (*place.facts, None, None)[:2]
        self.day = date.fromisoformat(str(day)) if day else self._desk.now().date()
        sittings = self._desk.headcount.sittings()
        self.meals = meals_shown(sittings, ())
        self.meal = Meal(str(meal)) if meal else sittings[0].meal
        self.found: MenuRequisition | None = None
        self.cost: MealCost | None = None
        self.eaters = DayEaters({}, ordered=False)
        self.model = CellsModel((), lambda *_of: None, self)
        self.grid = CellGrid(_("Menu-requisition"), self.model)
        self.grid.activated.connect(lambda _index: self.type_eaters())
        self.meal_box = QComboBox()
        self._empty = EmptyState("")
        self._pages = QStackedWidget()
        self._lay_out()
        self.reload()

    def title(self) -> str:
        return _("Menu-requisition")

    def place(self) -> Place:
        return Place(NAME, (self.day.isoformat(), self.meal.value))

    def handlers(self) -> Mapping[str, Handler]:
        return {
            "edit": self.type_eaters,
            APPROVE: self.issue,
            "delete_row": self.take_back,
            "day_next": lambda: self._step(1),
            "day_previous": lambda: self._step(-1),
            "print": self.print_requisition,
        }

    def renamed(self) -> Mapping[str, str]:
        return {
            "edit": _("How many eat"),
            APPROVE: _("Issue from the store-room"),
            "delete_row": _("Take the issue back"),
            "day_next": _("Next day"),
            "day_previous": _("Day before"),
        }

    def hints(self) -> Sequence[str]:
        return ("edit", APPROVE, "print")

    def regions(self) -> Sequence[QWidget]:
        return (self.grid if self.found else self._empty, self._head)

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)

    def reload(self) -> None:
        """Reckon again."""
        self.eaters = self._desk.requisitions.eaters(self.day, self.meal)
        self.found = None
        try:
            self.found = self._desk.requisitions.requisition(self.day, self.meal)
        except DeskError as refusal:
            self._show_why(say(refusal))
        sees = self.found is not None and self._desk.may("See meal costs", Scope())
        self.cost = self._desk.stock.cost(self.day, self.meal) if sees else None
        self._head.subtitle.setText(day_and_weekday(self.day))
        self._who.setText(_eaters_words(self.eaters))
        self._show_cost()
        self._show_apart()
        if self.found is not None:
            self.model.show_columns(_columns(self.found, self.cost))
            self.model.show_rows(_rows(self.found, self.cost))
            self.grid.go_to(None)
            self._pages.setCurrentWidget(self.grid)

    def type_eaters(self) -> None:
        """How many eat, where no order says it."""
        if self.eaters.ordered:
            self._at.messages.say(_("The order of the day says how many eat."))
            return
        if not self.allowed(WRITE):
            return

        def write(eaters: Mapping[str, int]) -> None:
            self._desk.requisitions.type_eaters(self.day, self.meal, eaters)

        dialog = EatersDialog(write, self.eaters.eaters, self.window())
        dialog.exec()
        dialog.deleteLater()
        self.take_focus()

    def issue(self) -> None:
        """Take all of it from the store-room, first in first out."""
        if self.attempt(partial(self._desk.stock.issue, self.day, self.meal)):
            self._at.messages.say(_("Issued from the store-room. Ctrl+Z takes it back."))

    def take_back(self) -> None:
        """What was issued is in the store-room again."""
        if self.attempt(partial(self._desk.stock.take_back, self.day, self.meal)):
            self._at.messages.say(_("The issue was taken back. Ctrl+Z brings it again."))

    def print_requisition(self) -> None:
        """The requisition across the page, to sign."""
        if self.found is None:
            return
        papers, day, meal = self._desk.menu_papers, self.day, self.meal

        def write(wish: Wish, out: Path) -> object:
            return papers.requisition(day, meal, wish.language, wish.fmt, out)

        paper = Paper("menu-requisition", write)
        print_paper(self._at, Question((paper,), title=self.title()), self.window())

    # How it is done

    def _show_cost(self) -> None:
        """Whether it was issued, and for who sees prices what it costs."""
        issued = bool(self._desk.stock.issued(self.day, self.meal))
        told = [_("Issued from the store-room.") if issued else _("Not issued yet.")]
        if self.cost is not None:
            told += cost_words(self.cost)
        day = self._day_cost() if self.cost is not None and issued else ()
        told += day_words(day)
        changed = self._since_issue() if issued and self.found else ""
        if changed:
            told.append(changed)
        portions = (*(self.cost.portions if self.cost else ()), *day)
        short = self.cost is not None and bool(self.cost.short)
        self._cost.setText(" · ".join(told))
        self._cost.setVisible(self.found is not None)
        warned = bool(changed) or short or any(one.above for one in portions)
        set_tone(self._cost, "warn" if warned else "muted")

    def _show_apart(self) -> None:
        """Plates of diets below the products: their replacements are taken by this list."""
        apart = self._desk.requisitions.apart(self.day, self.meal) if self.found else ()
        told = (fill(_("Cooked apart: {list}"), {"list": tell(apart_text(one))}) for one in apart)
        self._apart.setText("\n".join(told))
        self._apart.setVisible(bool(apart))

    def _day_cost(self) -> tuple[PortionCost, ...]:
        """The child-day of all meals of the day; of one meal it says nothing new."""
        meals = [one for one in Meal if self._desk.stock.issued(self.day, one)]
        if len(meals) == 1:
            return ()
        try:
            return self._desk.stock.day_cost(self.day)
        except DeskError as refusal:  # another meal of the day lost its dishes since it was issued
            self._at.messages.say(say(refusal))
            return ()

    def _since_issue(self) -> str:
        """By how much the requisition differs from what was issued; nothing: it does not."""
        found = self._desk.stock.since_issue(self.day, self.meal)
        names = {one.code: one.names[current()] for one in self._desk.products.products()}
        parts = (f"{names.get(code, code)} {_signed(rest)}" for code, rest in found.items())
        text = ", ".join(parts)
        return fill(_("changed since the issue: {list}"), {"list": text}) if text else ""

    def _step(self, by: int) -> None:
        """The school day beside this one, by the school's calendar."""
        self.day = self._desk.headcount.day_beside(self.day, by)
        self.reload()

    def _choose(self, place: int) -> None:
        self.meal = self.meals[place]
        self.reload()

    def _show_why(self, sentence: str) -> None:
        self._pages.removeWidget(self._empty)
        self._empty.deleteLater()
        key = action("edit").key_text
        self._empty = EmptyState(sentence, act=_("How many eat"), key=key)
        self._empty.acted.connect(self.type_eaters)
        self._pages.addWidget(self._empty)
        self._pages.setCurrentWidget(self._empty)

    def _lay_out(self) -> None:
        self._head = PageHead(self.title())
        for one in self.meals:
            words = _(MEAL_WORDS[one])
            self.meal_box.addItem(words[:1].upper() + words[1:], one.value)
        self.meal_box.setCurrentIndex(self.meals.index(self.meal))
        self.meal_box.setAccessibleName(_("Meal"))
        self.meal_box.activated.connect(self._choose)
        self._head.add_action(self.meal_box)
        self._button(_("How many eat"), "edit", "people", self.type_eaters)
        self._button(_("Issue"), APPROVE, "check", self.issue)
        self._button(_("Print"), "print", "print", self.print_requisition)
        self._who = label(step="strong", wrap=True)
        self._cost = label(wrap=True)
        self._apart = label(wrap=True)
        top = QVBoxLayout()
        top.setContentsMargins(16, 10, 16, 8)
        top.setSpacing(2)
        top.addWidget(self._who)
        top.addWidget(self._cost)
        self._pages.addWidget(self.grid)
        self._pages.addWidget(self._empty)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 6, 16, 10)
        foot.addWidget(self._apart)
        told = _(
            "Kilograms are summed exactly and rounded half up once; eggs are rounded up to whole "
            "ones for each dish. Gross masses follow the season of the day."
        )
        foot.addWidget(label(told, tone="muted", wrap=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(top)
        column.addWidget(self._pages, 1)
        column.addLayout(foot)

    def _button(self, words: str, name: str, icon: str, act: Callable[[], object]) -> None:
        made = Button(words, icon=icon, key=action(name).key_text)
        made.clicked.connect(lambda _on=False: act())
        self._head.add_action(made)


def _eaters_words(found: DayEaters) -> str:
    """How many eat of each band, and who says so; nobody has said of nobody."""
    parts = [f"{band_words(band)}: {number(n)}" for band, n in found.eaters.items() if n]
    total = fill(_("Eaters: {n}"), {"n": number(sum(found.eaters.values()))})
    if not parts and not found.ordered:
        return total
    source = _("by the order of the day") if found.ordered else _("typed, there is no order")
    return " · ".join((total, *parts, source))


def _signed(rest: Decimal) -> str:
    """More than was issued with a plus, less with a minus."""
    return f"{'+' if rest > 0 else '−'}{plain(number(abs(rest), MASS_PLACES))}"


def _columns(found: MenuRequisition, cost: MealCost | None) -> list[CellColumn]:
    """A column for each dish; its head is the dish."""
    dishes = [
        CellColumn(
            f"dish{n}", one.name.within(current()), 92, stretch=1, editable=False, right=True
        )
        for n, one in enumerate(found.servings)
    ]
    made = [
        CellColumn("product", N_("Product"), 170, stretch=1, editable=False),
        *dishes,
        CellColumn("total", N_("Total"), 84, editable=False, right=True),
        CellColumn("unit", N_("Unit of measure"), 84, editable=False),
    ]
    if cost is None:
        return made
    return [
        *made,
        CellColumn("price", N_("Price, tenge"), 96, editable=False, right=True),
        CellColumn("sum", N_("Sum, tenge"), 104, editable=False, right=True),
    ]


def _rows(found: MenuRequisition, cost: MealCost | None) -> list[CellRow]:
    made = [_row(place, line, found, cost) for place, line in enumerate(found.lines, 1)]
    if cost is None:
        return made
    blank = ("",) * (len(found.servings) + 3)
    last = (_("Total"), *blank, number(cost.total, 2))
    return [*made, CellRow(len(made) + 1, last, bold=frozenset((0, len(last) - 1)))]


def _row(
    place: int, line: RequisitionLine, found: MenuRequisition, cost: MealCost | None
) -> CellRow:
    """A product: for each dish grams a person and, below, kilograms of all; then what it costs."""
    cells = [_taken(line.taken.get(n), found.bands) for n in range(len(found.servings))]
    total = number(line.pieces) if line.pieces is not None else number(line.kg, MASS_PLACES)
    unit = _("pcs") if line.pieces is not None else _("kg")
    last = len(cells) + 1
    texts = (
        *(line.product.names[current()], *cells, total),
        unit if line.issued else _("not from stock"),
        *(_money(cost.lines.get(line.product.code)) if cost else ()),
    )
    muted = frozenset[int]() if line.issued else frozenset(range(last + 2))
    return CellRow(place, texts, bold=frozenset({last}), muted=muted)


def _money(line: LineCost | None) -> tuple[str, str]:
    if line is None:
        return "", ""
    return prices_words(line.prices).within(current()), number(line.tenge, 2)


def _taken(one: Taken | None, bands: Sequence[str]) -> str:
    if one is None:
        return ""
    sizes = [plain(number(one.per_person[band], NUTRIENT_PLACES)) for band in bands]
    grams = sizes[0] if len(set(sizes)) == 1 else "/".join(sizes)
    a_person = fill(_("{n} g"), {"n": grams})
    total = fill(_("{n} kg"), {"n": number(one.grams / GRAMS, MASS_PLACES)})
    return f"{a_person}\n{total}"
