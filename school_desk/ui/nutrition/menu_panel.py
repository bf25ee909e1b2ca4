"""Beside a menu: what the day comes to for each band, and what is worth a look, at once."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from school_desk.formats import number
from school_desk.i18n import _, tell
from school_desk.nutrition.eating_model import MEAL_WORDS
from school_desk.nutrition.menu_model import CheckedDay, Finding, Mark, MealSum, Norms
from school_desk.nutrition.menu_rules import in_range
from school_desk.nutrition.nutrient_rules import ENERGY_PLACES, NUTRIENT_PLACES
from school_desk.school.calendar_model import Status
from school_desk.ui.nutrition.menu_words import band_words
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.labels import Tone, label
from school_desk.ui.widgets.notice import Kind, Notice
from school_desk.ui.widgets.page import scrolled
from school_desk.ui.widgets.stat_panel import StatPanel

_WIDTH = 320
_OF_SUMS = (Mark.ABOVE, Mark.BELOW, Mark.SHARE)


class MenuPanel(QFrame):
    """`show_day` replaces everything in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "side")
        self.setAccessibleName(_("What the day comes to"))
        self.setFixedWidth(scaled(_WIDTH))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._inner: QWidget | None = None

    def show_day(self, title: str, day: CheckedDay, norms: Norms, said: str = "") -> None:
        """What this day comes to; `said`: a line under its title."""
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(17, 14, 16, 12)
        body.setSpacing(10)
        body.setAlignment(Qt.AlignmentFlag.AlignTop)
        body.addWidget(label(title, step="strong", weight="bold", wrap=True))
        if said:
            body.addWidget(label(said, tone="muted", wrap=True))
        for one in day.findings:
            if one.mark not in _OF_SUMS:
                body.addWidget(_notice(one))
        for widget in _sums(day, norms.tolerance):
            body.addWidget(widget)
        if day.sums and norms.status is Status.TO_CHECK:
            told = _("Targets are to be checked by the school.")
            body.addWidget(label(told, tone="muted", wrap=True))
        self._replace(scrolled(inner))

    def _replace(self, widget: QWidget) -> None:
        if self._inner is not None:
            self._column.removeWidget(self._inner)
            self._inner.deleteLater()
        self._inner = widget
        self._column.addWidget(widget)


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
