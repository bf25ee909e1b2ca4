"""The menu of a day: what its cycle says, what is otherwise and why, the head's approval."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from school_desk.errors import N_
from school_desk.formats import NOTHING, day_and_weekday, number, time_of_day
from school_desk.i18n import _, current, fill
from school_desk.intents import Scope
from school_desk.journal.history_model import RowPlace
from school_desk.nutrition.eating_model import MEAL_WORDS, Meal
from school_desk.nutrition.menu_model import DailyMenu, DayLine, Serving
from school_desk.nutrition.nutrient_rules import ENERGY_PLACES
from school_desk.ui.actions import Handler
from school_desk.ui.nutrition.apart_words import apart_parts, diets_of
from school_desk.ui.nutrition.cards_screen import APPROVE
from school_desk.ui.nutrition.grid_screen import GridScreen
from school_desk.ui.nutrition.menu_dialogs import DishDialog, ReasonDialog, SwapDialog
from school_desk.ui.nutrition.menu_panel import MenuPanel
from school_desk.ui.nutrition.menu_words import meals_shown, menu_words, portion_words
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.school.school_screen import gate
from school_desk.ui.screen import Place
from school_desk.ui.widgets.cell_grid import CellGrid
from school_desk.ui.widgets.cells_model import CellColumn, CellRow, CellsModel
from school_desk.ui.widgets.labels import label
from school_desk.ui.work_place import WorkPlace

NAME = "day_menu"
CHANGE, APPROVES = "Change menu of day", "Approve menu of day"
SWAP, BACK = "diet", "computed_text"
"""Alt+D, Ctrl+R."""
COLUMNS = (
    CellColumn("dish", N_("Dish"), 230, stretch=2, editable=False),
    CellColumn("portion", N_("Portion, g"), 110, editable=False, right=True),
    CellColumn("energy", N_("kcal"), 160, editable=False, right=True),
    CellColumn(
        "otherwise", N_("Otherwise than in the forward menu"), 220, stretch=2, editable=False
    ),
)


class DayMenuScreen(GridScreen):
    """`Place("day_menu", (day, line))`; both may be missing."""

    panel: MenuPanel
    tables = frozenset(
        (
            *("cycle_menu", "menu_dish", "menu_portion", "menu_change", "menu_extra"),
            *("product_swap", "menu_allowed", "daily_menu", "calendar_span"),
            *("dish", "tech_card", "ingredient", "meal_order"),
            *("product", "product_composition", "kitchen_rule", "meal_norm"),
            "approved_dish",
        )
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        day, line = (*place.facts, None, None)[:2]
        self.day = date.fromisoformat(str(day)) if day else self._desk.now().date()
        self.menu = DailyMenu(self.day, ())
        self.model = CellsModel(COLUMNS, lambda *_of: None, self)
        self.grid = CellGrid(_("Menu of the day"), self.model)
        self.grid.activated.connect(lambda _index: self.cook_instead())
        self.panel = MenuPanel()
        self._lay_out()
        self.reload()
        self.grid.go_to(int(str(line)) if line else None)

    def title(self) -> str:
        return _("Menu of the day")

    def place(self) -> Place:
        return Place(NAME, (self.day.isoformat(), self.grid.row_id or 0))

    def row_place(self) -> RowPlace | None:
        line = self._line()
        if line is None or line.deviation is None:
            return None
        table = "menu_change" if line.line else "menu_extra"
        return RowPlace(table, line.deviation.id, name=_name(line))

    def handlers(self) -> Mapping[str, Handler]:
        return {
            "edit": self.cook_instead,
            "add": self.cook_more,
            "delete_row": self.leave_out,
            SWAP: self.swap_product,
            BACK: self.as_planned,
            APPROVE: self.approve,
            "day_next": lambda: self._step(1),
            "day_previous": lambda: self._step(-1),
            "print": self.print_poster,
        }

    def renamed(self) -> Mapping[str, str]:
        return {
            "edit": _("Another dish instead"),
            "add": _("One more dish"),
            "delete_row": _("This dish is not cooked"),
            SWAP: _("Another product in the dish"),
            BACK: _("As planned"),
            APPROVE: _("Approve the menu of the day"),
            "day_next": _("Next day"),
            "day_previous": _("Day before"),
        }

    def hints(self) -> Sequence[str]:
        return ("edit", "add", SWAP)

    def reload(self) -> None:
        """Read the menu of the day again."""
        row = self.grid.row_id
        self.menu = self._desk.menus.day(self.day)
        self.model.show_rows(_rows(self.menu))
        self.grid.go_to(row)
        self.head.subtitle.setText(day_and_weekday(self.day))
        norms = self._desk.menus.norms(self.day)
        title, checked = _cycle_words(self.menu), self.menu.checked
        self.panel.show_day(title, checked, norms, self._approval(), self._apart())
        gate(self._approve, self._desk.why_not(APPROVES, Scope()))

    # What a person does

    def cook_instead(self) -> None:
        """Another dish in place of the planned one."""
        line = self._line()
        if line is None or not self.allowed(CHANGE):
            return
        if not line.line:
            told = _("This dish was added for the day. Ctrl+R takes it out, Ctrl+N adds another.")
            self._at.messages.say(told)
            return
        words = _("Another dish instead"), fill(_("In place of «{dish}»."), {"dish": _name(line)})

        def write(dish: int, reason: str, _meal: Meal) -> None:
            self._desk.menus.cook_instead(self.day, line.line, dish, reason)

        self._ask_dish(write, ((line.meal,), line.meal), words)

    def cook_more(self) -> None:
        """One more dish on this day."""
        if not self.allowed(CHANGE):
            return
        line = self._line()
        used = [one.meal for one in self.menu.lines]
        meals = meals_shown(self._desk.headcount.sittings(), used)
        words = _("One more dish"), _("It is cooked on this day only; the forward menu stays.")

        def write(dish: int, reason: str, meal: Meal) -> None:
            self._desk.menus.cook_more(self.day, meal, dish, reason)

        self._ask_dish(write, (meals, line.meal if line else Meal.LUNCH), words)

    def leave_out(self) -> None:
        """The planned dish is not cooked; one that was added goes again."""
        line = self._line()
        if line is None or not self.allowed(CHANGE):
            return
        if line.deviation is not None:
            self.as_planned()
            return
        words = (
            _("This dish is not cooked"),
            fill(_("«{dish}» is left out on this day."), {"dish": _name(line)}),
        )
        write = partial(self._desk.menus.cook_instead, self.day, line.line, None)
        self._ask(ReasonDialog(write, words, self.window()))

    def swap_product(self) -> None:
        """Another product in the dish, by the table."""
        line = self._line()
        if line is None or line.serving is None or not self.allowed(CHANGE):
            return
        choices = self._choices(line.serving)
        if not choices:
            self._at.messages.say(_("The table of replacements has nothing for this dish."))
            return
        dish = line.serving.card.dish

        def write(codes: tuple[str, str], reason: str) -> None:
            self._desk.menus.swap(self.day, dish, *codes, reason)

        name = fill(_("Another product in «{dish}»"), {"dish": _name(line)})
        self._ask(SwapDialog(write, choices, name, self.window()))

    def as_planned(self) -> None:
        """Take back what is otherwise: the deviation, else the replacements."""
        line = self._line()
        if line is None or not self.allowed(CHANGE):
            return
        menus = self._desk.menus
        if line.swaps and line.serving is not None:
            self.attempt(partial(menus.as_on_card, self.day, line.serving.card.dish))
        elif line.deviation is not None:
            self.attempt(partial(menus.as_planned, self.day, line.deviation.id))

    def approve(self) -> None:
        """The head approves the menu of the day."""
        if self.attempt(partial(self._desk.menus.approve, self.day)):
            self._at.messages.say(_("The menu of the day is approved. A change asks for it again."))

    def print_poster(self) -> None:
        """The poster for the wall of the canteen."""
        papers, day = self._desk.menu_papers, self.day

        def write(wish: Wish, out: Path) -> object:
            return papers.poster(day, wish.language, out)

        paper = Paper("menu-of-the-day", write)
        print_paper(self._at, Question((paper,), title=_("Menu of the day")), self.window())

    # How it is done

    def _line(self) -> DayLine | None:
        row = self.grid.row_id
        return self.menu.lines[row - 1] if row and 0 < row <= len(self.menu.lines) else None

    def _choices(self, serving: Serving) -> Mapping[tuple[str, str], str]:
        """What the table has for the products of a card: code and substitute, in words."""
        names = {one.code: one.names[current()] for one in self._desk.products.products()}
        found: dict[tuple[str, str], str] = {}
        for line in serving.card.ingredients:
            for one in self._desk.menus.substitutes(line.product, self.day):
                facts = {
                    "product": names.get(one.product, one.product),
                    "substitute": names.get(one.substitute, one.substitute),
                    "grams": number(one.instead_of(Fraction(line.gross)), 1),
                    "planned": number(line.gross, 1),
                }
                words = fill(_("{product} {planned} g → {substitute} {grams} g"), facts)
                found[one.product, one.substitute] = words
        return found

    def _ask_dish(
        self,
        write: Callable[[int, str, Meal], object],
        meals: tuple[Sequence[Meal], Meal],
        words: tuple[str, str],
    ) -> None:
        self._ask(DishDialog(write, self._desk.cards.cards(), meals, words, self.window()))

    def _ask(self, dialog: DishDialog | ReasonDialog | SwapDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
        self.take_focus()

    def _step(self, by: int) -> None:
        """The school day beside this one, by the school's calendar."""
        self.day = self._desk.headcount.day_beside(self.day, by)
        self.reload()

    def _apart(self) -> list[QWidget]:
        """Diets of the day's orders with what is cooked apart for them; nobody is named."""
        if not self.menu.servings or not self._desk.may("See meal orders", Scope()):
            return []
        service, found = self._desk.headcount, list[QWidget]()
        orders = ((one.meal, service.order(self.day, one).sheet) for one in service.sittings())
        for meal, counts in diets_of(orders).items():
            apart = self._desk.menus.apart(self.day, meal, counts)
            parts = [part for one in counts for part in apart_parts(one, counts[one], apart[one])]
            words = fill(_("Cooked apart, {meal}"), {"meal": _(MEAL_WORDS[meal])})
            found += [label(words, weight="bold", wrap=True), *parts]
        return found

    def _approval(self) -> str:
        approval = self.menu.approval
        if approval is None:
            return _("Not approved yet.") if self.menu.servings else ""
        day, time = day_and_weekday(approval.at.date()), time_of_day(approval.at)
        facts = {"head": approval.head, "day": day, "time": time}
        return fill(_("Approved: {head}, {day}, {time}."), facts)

    def _lay_out(self) -> None:
        self.lay_out()
        self.add_button(_("One more dish"), "add", "plus", self.cook_more)
        self.add_button(_("Print"), "print", "print", self.print_poster)
        self._approve = self.add_button(_("Approve"), APPROVE, "check", self.approve)


def _rows(menu: DailyMenu) -> list[CellRow]:
    """Meals as titles, their dishes below; a line is known by its place, from 1."""
    found: list[CellRow] = []
    for place, line in enumerate(menu.lines, 1):
        if place == 1 or menu.lines[place - 2].meal is not line.meal:
            words = _(MEAL_WORDS[line.meal])
            texts = (words[:1].upper() + words[1:], "", "", "")
            found.append(CellRow(-place, texts, shade="title"))
        found.append(_row(place, line, menu.bands))
    return found


def _row(place: int, line: DayLine, bands: Sequence[str]) -> CellRow:
    serving, otherwise = line.serving, "\n".join(_otherwise(line))
    if serving is None:
        texts = (_("not cooked"), NOTHING, NOTHING, otherwise)
        return CellRow(place, texts, muted=frozenset({0}), warned=frozenset({3}))
    energy = [number(serving.nutrients(band).energy, ENERGY_PLACES) for band in bands]
    shown = energy[0] if len(set(energy)) == 1 else " / ".join(energy)
    name = f"{serving.card.number}. {serving.name.within(current())}"
    texts = (name, portion_words(serving, bands), shown, otherwise)
    return CellRow(place, texts, warned=frozenset({3}) if otherwise else frozenset[int]())


def _otherwise(line: DayLine) -> list[str]:
    """What differs from the cycle, each with its reason."""
    found: list[str] = []
    if line.deviation is not None:
        reason = line.deviation.reason
        if line.planned is not None:
            facts = {"dish": line.planned, "reason": reason}
            found.append(fill(_("planned: «{dish}». {reason}"), facts))
        else:
            found.append(fill(_("one more. {reason}"), {"reason": reason}))
    for product, substitute, reason in line.swaps:
        facts = {"product": product, "substitute": substitute, "reason": reason}
        found.append(fill(_("{product} → {substitute}. {reason}"), facts))
    return found


def _name(line: DayLine) -> str:
    if line.serving is not None:
        return line.serving.name.within(current())
    return line.planned.within(current()) if line.planned else ""


def _cycle_words(menu: DailyMenu) -> str:
    """Which day of which cycle it is, or why there is none."""
    if menu.kept and menu.number is None:
        return _("The menu as it was approved.")
    if menu.menu is None:
        return _("No forward menu is cooked on this day.")
    if menu.number is None:
        return _("There is no school on this day.")
    facts = {"n": number(menu.number), "menu": menu_words(menu.menu)}
    return fill(_("Day {n} · {menu}"), facts)
