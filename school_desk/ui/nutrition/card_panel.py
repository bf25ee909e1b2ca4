"""Beside the lines of a card: what it comes to, what is worth a look, how it is cooked."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from school_desk.formats import NOTHING, number
from school_desk.i18n import _, current, fill, tell
from school_desk.nutrition.card_model import (
    METHOD_WORDS,
    TAG_WORDS,
    DishTag,
    ReckonedCard,
    TechCard,
)
from school_desk.nutrition.extra_model import EXTRA_SHORT
from school_desk.nutrition.nutrient_rules import ENERGY_PLACES, MASS_PLACES, energy_shares, ratio
from school_desk.ui.nutrition.card_words import (
    allergens,
    extra_words,
    in_use,
    source_words,
    yields_words,
)
from school_desk.ui.nutrition.side_panel import SidePanel, captioned
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.notice import Notice
from school_desk.ui.widgets.stat_panel import StatPanel

if TYPE_CHECKING:
    from school_desk.ui.widgets.labels import Tone

_WIDTH = 324


class CardPanel(SidePanel):
    """`show_card` replaces everything in it."""

    def __init__(self) -> None:
        super().__init__(_("What the card comes to"), _WIDTH)

    def show_card(self, card: TechCard, found: ReckonedCard) -> None:
        """What this card comes to."""
        notices = [
            Notice(tell(one), kind="warn", icon="warn", closable=False) for one in found.warnings
        ]
        texts = [captioned(caption, text) for caption, text in _texts(card, found) if text]
        self.fill((*notices, _stats(found), *_extras(found), *texts))


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


def _extras(found: ReckonedCard) -> list[QWidget]:
    """Vitamins and minerals of a portion; what is known of some ingredients only says so."""
    if not found.lines:
        return []
    panel = StatPanel(_("Vitamins and minerals of a portion, raw"))
    for one, words in EXTRA_SHORT.items():
        known = found.extras.get(one)
        tone: Tone = "muted" if known is None or not known.whole else "text"
        panel.add_line(_(words), extra_words(known), tone=tone)
    partly = any(not known.whole for known in found.extras.values())
    told = _("In brackets: of how many ingredients it is known.")
    return [panel, label(told, tone="muted", wrap=True)] if partly else [panel]


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
        (_("Source"), source_words(card.head)),
        (_("Yield by age, g"), yields_words(card.head)),
        (_("Method"), _(METHOD_WORDS[card.head.method]) if card.head.method else ""),
        (_("Marks of the dish"), ", ".join(tags)),
        (_("How it is cooked"), card.head.process.get(current()) or _process(card)),
    ]


def _process(card: TechCard) -> str:
    """In English, and where one language is missing, as it is written in the other."""
    return card.head.process.get("kk") or card.head.process.get("ru") or ""
