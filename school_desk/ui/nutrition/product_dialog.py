"""One product: its names, what 100 g hold, what it loses, its allergens."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QWidget

from school_desk.formats import NOTHING
from school_desk.i18n import _
from school_desk.nutrition.extra_model import EXTRA_SHORT, Extras
from school_desk.nutrition.nutrient_model import Composition
from school_desk.nutrition.nutrient_rules import NumberWrongError, typed_number
from school_desk.nutrition.product_model import (
    ADDS_WORDS,
    ALLERGEN_WORDS,
    STATUS_WORDS,
    Adds,
    Allergen,
    Product,
)
from school_desk.nutrition.product_rules import accept_since, as_checked
from school_desk.school.calendar_model import Status
from school_desk.ui.nutrition.card_words import exact
from school_desk.ui.nutrition.tick_list import TickList
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.form_dialog import FormDialog

_HIGH, _WIDE = 124, 800
_PARTS = ("energy", "protein", "fat", "carbohydrate")


class ProductDialog(FormDialog):
    """`write` is handed the product as typed; a composition may be left empty as a whole."""

    def __init__(
        self,
        write: Callable[[Product], object],
        shown: Product | None = None,
        parent: QWidget | None = None,
    ) -> None:
        question = _("Correct the product") if shown else _("Another product")
        about = _("Amounts in 100 g of the edible part, as on the label or in a table.")
        super().__init__(question, _("Write"), sentence=about, parent=parent)
        self._write = write
        self._shown = shown or Product("", {}, status=Status.CHECKED)
        one = self._shown
        self.kk = self.line(_("Name in Kazakh"), one.names.get("kk", ""), 2)
        self.ru = self.line(_("Name in Russian"), one.names.get("ru", ""), 2)
        self.en = self.line(_("Name in English"), one.names.get("en", ""), 2)
        found = one.composition
        told = [exact(getattr(found, part)) if found else "" for part in _PARTS]
        self.energy = self.line(_("Energy, kcal"), told[0], 1)
        self.protein = self.line(_("Protein, g"), told[1], 1)
        self.fat = self.line(_("Fat, g"), told[2], 1)
        self.carbohydrate = self.line(_("Carbohydrate, g"), told[3], 1)
        self.loss = self.line(_("Usual cold loss, %"), exact(one.loss), 2)
        self.extras = {
            extra: self.line(_(words), exact(one.extras[extra]) if extra in one.extras else "", 1)
            for extra, words in EXTRA_SHORT.items()
        }
        piece = exact(one.piece) if one.piece else ""
        self.piece = self.line(_("Weight of a piece, g"), piece, 2)
        self.adds = self.choice(_("Counts as added"), _adds_words(), one.adds)
        self.source = self.line(_("Table or label"), one.source)
        self.since = self.day(_("Figures count since (empty: always)"), one.since)
        statuses = {each: _(words) for each, words in STATUS_WORDS.items()}
        self.status = self.choice(_("Where the figures are from"), statuses, one.status)
        allergens = {each: _(words) for each, words in ALLERGEN_WORDS.items()}
        self.allergens = TickList(_("Allergens"), allergens, one.allergens, _HIGH)
        self.put(Field(_("Allergens (Space ticks)"), self.allergens))
        self.setMinimumWidth(scaled(_WIDE))

    def save(self) -> None:
        """Hand over what was typed."""
        typed = replace(
            self._shown,
            names={"kk": self.kk.text(), "ru": self.ru.text(), "en": self.en.text()},
            composition=self._composition(),
            status=Status(self.status.currentData()),
            allergens=frozenset(map(Allergen, self.allergens.ticked())),
            loss=typed_number(self.loss.text() or "0"),
            adds=Adds(self.adds.currentData()) if self.adds.currentData() else None,
            extras=self._extras(),
            piece=_number(self.piece) if self.piece.text().strip() else None,
            source=self.source.text(),
            since=accept_since(self._shown, self.since.day()),
        )
        self._write(as_checked(self._shown, typed))

    def _extras(self) -> Extras:
        """Those that are known; an empty field is not known."""
        return {one: _number(line) for one, line in self.extras.items() if line.text().strip()}

    def _composition(self) -> Composition | None:
        lines = (self.energy, self.protein, self.fat, self.carbohydrate)
        if not any(line.text().strip() for line in lines):
            return None
        energy, protein, fat, carbohydrate = (_number(line) for line in lines)
        return Composition(energy, protein, fat, carbohydrate)


def _number(line: QLineEdit) -> Decimal:
    """The number in a field; the sentence names the field that is wrong."""
    try:
        return typed_number(line.text())
    except NumberWrongError:
        line.setFocus()
        raise


def _adds_words() -> dict[Adds | None, str]:
    return {None: NOTHING, **{one: _(words) for one, words in ADDS_WORDS.items()}}
