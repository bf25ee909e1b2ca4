"""On the start screen: a month of meals that is to close, or has changed since, one press away."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from school_desk.app import Desk
from school_desk.formats import month_and_year
from school_desk.i18n import _, fill
from school_desk.intents import Scope
from school_desk.ui.nutrition.month_drift_words import short_drift
from school_desk.ui.screen import Place
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.card import Card, CardRow
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import label

MONTH = "meal_month"


class MonthCard(Card):
    """What is to do about a month, a line each; `place_asked` with the month."""

    place_asked = Signal(object)

    def __init__(self, found: Mapping[date, str]) -> None:
        super().__init__()
        for first, said in found.items():
            self._add(first, said)

    def _add(self, first: date, said: str) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        title = f"{_('Month of meals')}: {month_and_year(first)}"
        words.addWidget(label(title, weight="medium", wrap=True))
        words.addWidget(label(said, tone="warn", wrap=True))
        content = QHBoxLayout()
        content.setContentsMargins(12, 5, 12, 5)
        content.setSpacing(12)
        content.addLayout(words, 1)
        content.addWidget(IconLabel("arrow_right", "muted"))
        row = CardRow(f"{title}, {said}", content)
        row.setMinimumHeight(scaled(44))
        place = Place(MONTH, (first.isoformat(), 0))
        row.clicked.connect(lambda: self.place_asked.emit(place))
        self.add_row(row)


def months_to_do(desk: Desk) -> Mapping[date, str]:
    """What whoever may close a month has to do, by month; nobody else is told."""
    if not desk.may("See meal closing", Scope()):
        return {}
    waiting, changed = desk.meal_month.waiting_to_close(), desk.meal_month.changed_since_closing()
    found = {changed.first: short_drift(changed)} if changed else {}
    if waiting:
        words = fill(_("Not closed yet; its report is due by {due:short}."), {"due": waiting.due})
        found[waiting.first] = words
    return found
