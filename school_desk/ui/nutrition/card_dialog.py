"""What a technological card says beside its ingredients: names, yield, meal, cooking, marks."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from school_desk.i18n import _
from school_desk.nutrition.card_model import TAG_WORDS, CardHead, DishTag
from school_desk.nutrition.eating_model import MEAL_WORDS, Meal
from school_desk.nutrition.nutrient_rules import NumberWrongError, typed_number
from school_desk.ui.journal.text_box import TextBox
from school_desk.ui.nutrition.card_words import exact
from school_desk.ui.nutrition.tick_list import TickList
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.form_dialog import FormDialog

_LINES, _HIGH = 4, 94


class CardDialog(FormDialog):
    """`write` is handed the number and the head as typed."""

    def __init__(
        self,
        write: Callable[[int, CardHead], object],
        number: int,
        shown: CardHead | None = None,
        parent: QWidget | None = None,
    ) -> None:
        question = _("What the card says") if shown else _("Another dish")
        super().__init__(question, _("Write"), parent=parent)
        self._write = write
        self._shown = shown or CardHead({}, yield_g=Decimal(200))
        one = self._shown
        self.kk = self.line(_("Name in Kazakh"), one.names.get("kk", ""))
        self.ru = self.line(_("Name in Russian"), one.names.get("ru", ""))
        self.number = self.line(_("Card No."), str(number), 2)
        meals = {meal: _(words) for meal, words in MEAL_WORDS.items()}
        self.meal = self.choice(_("Meal"), meals, one.meal, 2)
        self.yield_g = self.line(_("Yield of a portion, g"), exact(one.yield_g), 2)
        self.source = self.line(_("Source: collection, No., year"), one.source, 2)
        warm = "" if one.temperature is None else str(one.temperature)
        self.temperature = self.line(_("Served at, °C"), warm, 2)
        self.shelf = self.line(_("Kept for at most"), one.shelf, 2)
        self.process_kk = self._box(_("How it is cooked, in Kazakh"), "kk")
        self.process_ru = self._box(_("How it is cooked, in Russian"), "ru")
        tags = {tag: _(words) for tag, words in TAG_WORDS.items()}
        self.tags = TickList(_("Marks of the dish"), tags, one.tags, _HIGH)
        self.put(Field(_("Marks of the dish, for forbidden lists (Space ticks)"), self.tags), 6)

    def save(self) -> None:
        """Hand over what was typed."""
        warm = self.temperature.text().strip()
        self._write(
            _whole(self.number.text()),
            replace(
                self._shown,
                names={"kk": self.kk.text(), "ru": self.ru.text()},
                meal=Meal(self.meal.currentData()),
                yield_g=typed_number(self.yield_g.text()),
                source=self.source.text(),
                temperature=_whole(warm) if warm else None,
                shelf=self.shelf.text(),
                process={"kk": self.process_kk.text(), "ru": self.process_ru.text()},
                tags=frozenset(map(DishTag, self.tags.ticked())),
            ),
        )

    def _box(self, caption: str, language: str) -> TextBox:
        made = TextBox(self._shown.process.get(language, ""), lines=_LINES)
        made.finished.connect(self.accept)
        self.put(Field(caption, made))
        return made


def _whole(text: str) -> int:
    """A whole number as typed, or raise NumberWrongError."""
    found = typed_number(text)
    if found != found.to_integral_value():
        raise NumberWrongError(text=text)
    return int(found)
