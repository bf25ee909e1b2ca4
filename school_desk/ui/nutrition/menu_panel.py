"""Beside a menu: what the day comes to for each band, and what is worth a look, at once."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from school_desk.formats import number
from school_desk.i18n import _, tell
from school_desk.nutrition.eating_model import MEAL_WORDS
from school_desk.nutrition.menu_model import CheckedDay, Finding, Mark, MealSum, Norms
from school_desk.nutrition.menu_rules import in_range
from school_desk.nutrition.nutrient_rules import ENERGY_PLACES, NUTRIENT_PLACES
from school_desk.school.calendar_model import Status
from school_desk.ui.nutrition.menu_words import band_words
from school_desk.ui.nutrition.side_panel import SidePanel
from school_desk.ui.widgets.labels import Tone, label
from school_desk.ui.widgets.notice import Kind, Notice
from school_desk.ui.widgets.stat_panel import StatPanel

_WIDTH = 320
_OF_SUMS = (Mark.ABOVE, Mark.BELOW, Mark.SHARE)


class MenuPanel(SidePanel):
    """`show_day` replaces everything in it."""

    def __init__(self) -> None:
        super().__init__(_("What the day comes to"), _WIDTH)

    def show_day(
        self,
        title: str,
        day: CheckedDay,
        norms: Norms,
        said: str = "",
        more: Sequence[QWidget] = (),
    ) -> None:
        """What this day comes to; `said`: a line under its title; `more`: what stands below."""
        parts: list[QWidget] = [label(title, step="strong", weight="bold", wrap=True)]
        if said:
            parts.append(label(said, tone="muted", wrap=True))
        parts += [_notice(one) for one in day.findings if one.mark not in _OF_SUMS]
        parts += [*more, *_sums(day, norms.tolerance)]
        if day.sums and norms.status is Status.TO_CHECK:
            told = _("Targets are to be checked by the school.")
            parts.append(label(told, tone="muted", wrap=True))
        self.fill(parts, spacing=10)


def _notice(one: Finding) -> Notice:
    kind: Kind = "danger" if one.grave else "warn"
    return Notice(_capital(tell(one.text)), kind=kind, icon="warn", closable=False)


def _sums(day: CheckedDay, tolerance: Decimal) -> list[QWidget]:
    """For each meal a line a band: energy with its percent; what else is out of range below."""
    found: list[QWidget] = []
    for meal in dict.fromkeys(one.meal for one in day.sums):
        words = _(MEAL_WORDS[meal]) if meal else _("whole day")
        panel = StatPanel(words[:1].upper() + words[1:])
        for one in day.sums:
            if one.meal is meal:
                tone: Tone = "warn" if in_range(one, tolerance) is False else "text"
                panel.add_line(band_words(one.band), _energy(one), tone=tone)
                panel.add_line(_("P / F / C, g"), _parts(one))
        found.append(panel)
    told = [one for one in day.findings if one.mark in _OF_SUMS]
    found += [label(_capital(tell(one.text)), tone="warn", wrap=True) for one in told]
    return found


def _capital(words: str) -> str:
    """A sentence that begins with a meal begins with a capital."""
    return words[:1].upper() + words[1:]


def _energy(one: MealSum) -> str:
    energy = f"{number(one.fact.energy, ENERGY_PLACES)} {_('kcal')}"
    percent = one.percent
    return energy if percent is None else f"{energy} · {number(percent, 1)} %"


def _parts(one: MealSum) -> str:
    fact = one.fact
    parts = (fact.protein, fact.fat, fact.carbohydrate)
    return " / ".join(number(part, NUTRIENT_PLACES) for part in parts)
