"""Beside the lines of a card: what it comes to, what is worth a look, how it is cooked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from school_desk.formats import NOTHING, number
from school_desk.i18n import _, current, fill, tell
from school_desk.nutrition.card_model import TAG_WORDS, DishTag, ReckonedCard, TechCard
from school_desk.nutrition.nutrient_rules import ENERGY_PLACES, MASS_PLACES, energy_shares, ratio
from school_desk.ui.nutrition.card_words import allergens, in_use
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.notice import Notice
from school_desk.ui.widgets.page import scrolled
from school_desk.ui.widgets.stat_panel import StatPanel

_WIDTH = 324


class CardPanel(QFrame):
    """`show_card` replaces everything in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "side")
        self.setAccessibleName(_("What the card comes to"))
        self.setFixedWidth(scaled(_WIDTH))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._inner: QWidget | None = None

    def show_card(self, card: TechCard, found: ReckonedCard) -> None:
        """What this card comes to."""
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(17, 14, 16, 12)
        body.setSpacing(12)
        body.setAlignment(Qt.AlignmentFlag.AlignTop)
        for one in found.warnings:
            body.addWidget(Notice(tell(one), kind="warn", icon="warn", closable=False))
        body.addWidget(_stats(found))
        for caption, text in _texts(card, found):
            if text:
                body.addLayout(_captioned(caption, text))
        self._replace(scrolled(inner))

    def _replace(self, widget: QWidget) -> None:
        if self._inner is not None:
            self._column.removeWidget(self._inner)
            self._inner.deleteLater()
        self._inner = widget
        self._column.addWidget(widget)


def _stats(found: ReckonedCard) -> StatPanel:
    energy = number(found.portion.energy, ENERGY_PLACES)
    panel = StatPanel(_("Energy of a portion"), energy, _("kcal"))
    panel.add_line(_("By 4/9/4, kcal"), number(found.check, ENERGY_PLACES))
    panel.add_line(_("Ratio P : F : C"), _ratio(found))
    panel.add_line(_("Share of energy, %"), _shares(found))
    panel.add_line(_("Added salt, g per 100 g"), number(found.added_salt, MASS_PLACES))
    panel.add_line(_("Added sugar, g per 100 g"), number(found.added_sugar, MASS_PLACES))
    cooking = _("reckoned") if found.retained else _("not reckoned")
    panel.add_line(_("Losses of cooking"), cooking)
    return panel


def _ratio(found: ReckonedCard) -> str:
    parts = ratio(found.portion)
    return f"1 : {number(parts[0], 2)} : {number(parts[1], 2)}" if parts else NOTHING


def _shares(found: ReckonedCard) -> str:
    parts = energy_shares(found.portion)
    return " / ".join(number(one, 1) for one in parts) if parts else NOTHING


def _texts(card: TechCard, found: ReckonedCard) -> list[tuple[str, str]]:
    tags = [_(TAG_WORDS[one]) for one in DishTag if one in card.head.tags]
    warm = card.head.temperature
    served = fill(_("{n} °C"), {"n": number(warm)}) if warm is not None else ""
    return [
        (_("Allergens"), allergens(found.allergens)),
        (_("In use since"), in_use(card)),
        (_("Served at"), served),
        (_("Kept for at most"), card.head.shelf),
        (_("Source"), card.head.source),
        (_("Marks of the dish"), ", ".join(tags)),
        (_("How it is cooked"), card.head.process.get(current()) or _process(card)),
    ]


def _captioned(caption: str, text: str) -> QVBoxLayout:
    made = QVBoxLayout()
    made.setSpacing(2)
    made.addWidget(label(caption, tone="muted", weight="medium"))
    made.addWidget(label(text, wrap=True))
    return made


def _process(card: TechCard) -> str:
    """In English, and where one language is missing, as it is written in the other."""
    return card.head.process.get("kk") or card.head.process.get("ru") or ""
