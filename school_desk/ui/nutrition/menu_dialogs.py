"""What a menu asks: which cycle, sizes of portions, another dish or product, how many eat."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QWidget

from school_desk.i18n import _
from school_desk.nutrition.card_model import TechCard
from school_desk.nutrition.eating_model import MEAL_WORDS, Meal
from school_desk.nutrition.menu_model import (
    LENGTHS,
    SEASON_WORDS,
    CycleMenu,
    CycleSheet,
    MenuDish,
    Season,
)
from school_desk.nutrition.menu_typing_rules import dish_named
from school_desk.nutrition.nutrient_rules import typed_number
from school_desk.nutrition.requisition_rules import typed_eaters
from school_desk.ui.nutrition.card_words import exact
from school_desk.ui.nutrition.menu_words import band_words, card_words
from school_desk.ui.widgets.form_dialog import FormDialog

Portions = Sequence[tuple[int, str, Decimal | None]]


class CycleDialog(FormDialog):
    """`write` is handed the cycle as typed."""

    def __init__(
        self, write: Callable[[CycleMenu], object], shown: CycleMenu, parent: QWidget | None = None
    ) -> None:
        question = _("What the menu says") if shown.id else _("Another menu")
        about = _("It is cooked by the school days of its season, one after the other, and again.")
        super().__init__(question, _("Write"), sentence=about, parent=parent)
        self._write = write
        self._shown = shown
        seasons = {one: _(words) for one, words in SEASON_WORDS.items()}
        self.season = self.choice(_("Season"), seasons, shown.season)
        lengths = {one: str(one) for one in LENGTHS}
        self.length = self.choice(_("Days of the cycle"), lengths, shown.length)
        self.since = self.day(_("Cooked from"), shown.since)
        self.name = self.line(_("Name (may be empty)"), shown.name)

    def save(self) -> None:
        """Hand over what was typed."""
        self._write(
            replace(
                self._shown,
                season=Season(self.season.currentData()),
                length=int(self.length.currentData()),
                since=self.since.day() or self._shown.since,
                name=self.name.text(),
            )
        )


class PortionsDialog(FormDialog):
    """`write` is handed what was typed for each dish and band; an empty field: as the card."""

    def __init__(
        self,
        write: Callable[[Portions], object],
        sheet: CycleSheet,
        lines: Sequence[MenuDish],
        parent: QWidget | None = None,
    ) -> None:
        about = _("Grams of a portion by band; an empty field takes the yield of the card.")
        super().__init__(_("Sizes of portions"), _("Write"), sentence=about, parent=parent)
        self._write = write
        self.fields: dict[tuple[int, str], QLineEdit] = {}
        served = {one.line: one for day in sheet.days.values() for one in day.servings}
        parts = max(1, 6 // max(1, len(sheet.bands)))
        for line in lines:
            serving = served.get(line.id)
            if serving is None:
                continue
            for band in sheet.bands:
                size = line.portions.get(band)
                caption = f"{card_words(serving.card)}, {band.replace('-', '–')}"
                made = self.line(caption, exact(size) if size is not None else "", parts)
                made.setPlaceholderText(exact(serving.card.head.portion(band)))
                self.fields[line.id, band] = made

    def save(self) -> None:
        """Hand over what was typed."""
        self._write(
            [
                (line, band, typed_number(made.text()) if made.text().strip() else None)
                for (line, band), made in self.fields.items()
            ]
        )


class DishDialog(FormDialog):
    """Another dish with a reason; `write` is handed the dish, the reason, the meal."""

    def __init__(
        self,
        write: Callable[[int, str, Meal], object],
        cards: Sequence[TechCard],
        meals: tuple[Sequence[Meal], Meal],
        words: tuple[str, str],
        parent: QWidget | None = None,
    ) -> None:
        question, about = words
        super().__init__(question, _("Write"), sentence=about, parent=parent)
        self._write = write
        self._cards = cards
        choices, chosen = meals
        self.dish = self.line(_("Dish: No. of its card, or its name"))
        self.meal = self.choice(_("Meal"), {one: _(MEAL_WORDS[one]) for one in choices}, chosen)
        self.reason = self.line(_("Reason"), parts=6)

    def save(self) -> None:
        """Hand over what was typed, or raise where no dish is called so."""
        dish = dish_named(self.dish.text(), self._cards)
        self._write(dish, self.reason.text(), Meal(self.meal.currentData()))


class ReasonDialog(FormDialog):
    """A reason and nothing else."""

    def __init__(
        self, write: Callable[[str], object], words: tuple[str, str], parent: QWidget | None = None
    ) -> None:
        question, about = words
        super().__init__(question, _("Write"), sentence=about, parent=parent)
        self._write = write
        self.reason = self.line(_("Reason"), parts=6)

    def save(self) -> None:
        """Hand over the reason."""
        self._write(self.reason.text())


class SwapDialog(FormDialog):
    """Another product in a dish; `choices`: code of product and substitute, in words."""

    def __init__(
        self,
        write: Callable[[tuple[str, str], str], object],
        choices: Mapping[tuple[str, str], str],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        about = _("By the table of replacements, which is to be checked; one step only.")
        super().__init__(name, _("Write"), sentence=about, parent=parent)
        self._write = write
        self._codes = list(choices)
        words = dict(enumerate(choices.values()))
        self.choice_box = self.choice(_("Replacement"), words, parts=6)
        self.reason = self.line(_("Reason"), parts=6)

    def save(self) -> None:
        """Hand over what was chosen."""
        self._write(self._codes[int(self.choice_box.currentData())], self.reason.text())


class EatersDialog(FormDialog):
    """How many of each band eat; `write` is handed the numbers."""

    def __init__(
        self,
        write: Callable[[Mapping[str, int]], object],
        shown: Mapping[str, int],
        parent: QWidget | None = None,
    ) -> None:
        about = _("There is no order of this day. As soon as there is one, it counts instead.")
        super().__init__(_("How many eat"), _("Write"), sentence=about, parent=parent)
        self._write = write
        self.fields = {
            band: self.line(band_words(band), str(count) if count else "", 2)
            for band, count in shown.items()
        }

    def save(self) -> None:
        """Hand over the numbers; an empty field is nobody."""
        self._write({band: typed_eaters(made.text() or "0") for band, made in self.fields.items()})
