"""What a technological card says beside its ingredients: names, yield, meal, cooking, marks."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QWidget

from school_desk.formats import NOTHING
from school_desk.i18n import _, fill
from school_desk.nutrition.card_model import METHOD_WORDS, TAG_WORDS, CardHead, DishTag, Method
from school_desk.nutrition.eating_model import MEAL_WORDS, Meal
from school_desk.nutrition.nutrient_rules import NumberWrongError, typed_number
from school_desk.ui.journal.text_box import TextBox
from school_desk.ui.nutrition.card_words import exact
from school_desk.ui.nutrition.tick_list import TickList
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.form_dialog import FormDialog

_LINES, _HIGH, _WIDE = 4, 94, 800


class CardDialog(FormDialog):
    """`write` is handed the number and the head as typed."""

    def __init__(
        self,
        write: Callable[[int, CardHead], object],
        number: int,
        bands: Sequence[str] = (),
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
        self.number = self.line(_("Card No."), str(number), 1)
        self.yield_g = self.line(_("Yield of a portion, g"), exact(one.yield_g), 1)
        meals = {meal: _(words) for meal, words in MEAL_WORDS.items()}
        self.meal = self.choice(_("Meal"), meals, one.meal, 2)
        methods: dict[Method | None, str] = {None: NOTHING}
        methods |= {each: _(words) for each, words in METHOD_WORDS.items()}
        self.method = self.choice(_("Method"), methods, one.method, 2)
        self.source = self.line(_("Source: collection"), one.source, 4)
        self.recipe = self.line(_("Recipe No."), one.recipe_no, 1)
        year = "" if one.recipe_year is None else str(one.recipe_year)
        self.year = self.line(_("Year"), year, 1)
        self.yields = {band: self._yield(band) for band in bands}
        warm = "" if one.temperature is None else str(one.temperature)
        self.temperature = self.line(_("Served at, °C"), warm, 1)
        self.shelf = self.line(_("Kept for at most"), one.shelf, 2)
        self.process_kk = self._box(_("How it is cooked, in Kazakh"), "kk")
        self.process_ru = self._box(_("How it is cooked, in Russian"), "ru")
        self.setMinimumWidth(scaled(_WIDE))
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
                recipe_no=self.recipe.text(),
                recipe_year=_whole(self.year.text()) if self.year.text().strip() else None,
                yields=self._yields(),
                method=Method(self.method.currentData()) if self.method.currentData() else None,
                process={"kk": self.process_kk.text(), "ru": self.process_ru.text()},
                tags=frozenset(map(DishTag, self.tags.ticked())),
            ),
        )

    def _yield(self, band: str) -> QLineEdit:
        """What a portion of an age group weighs; empty: as the card says."""
        grams = self._shown.yields.get(band)
        caption = fill(_("{band}, g"), {"band": band.replace("-", "–")})
        return self.line(caption, exact(grams) if grams else "", 1)

    def _yields(self) -> dict[str, Decimal]:
        """Those that were typed; of age groups that have no field here, as they were."""
        others = {one: g for one, g in self._shown.yields.items() if one not in self.yields}
        typed = {band: line.text() for band, line in self.yields.items() if line.text().strip()}
        return {**others, **{band: typed_number(text) for band, text in typed.items()}}

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
