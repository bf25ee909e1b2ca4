"""On the start screen: a closed month of meals whose numbers are others now, one press away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from school_desk.app import Desk
from school_desk.formats import month_and_year
from school_desk.i18n import _
from school_desk.intents import Scope
from school_desk.nutrition.month_drift_rules import ChangedMonth
from school_desk.ui.nutrition.month_drift_words import short_drift
from school_desk.ui.screen import Place
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.card import Card, CardRow
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import label

MONTH = "meal_month"


class ChangedMonthCard(Card):
    """`place_asked` with the month."""

    place_asked = Signal(object)

    def __init__(self, one: ChangedMonth) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(1)
        title = f"{_('Month of meals')}: {month_and_year(one.first)}"
        said = short_drift(one)
        words.addWidget(label(title, weight="medium", wrap=True))
        words.addWidget(label(said, tone="warn", wrap=True))
        content = QHBoxLayout()
        content.setContentsMargins(12, 5, 12, 5)
        content.setSpacing(12)
        content.addLayout(words, 1)
        content.addWidget(IconLabel("arrow_right", "muted"))
        row = CardRow(f"{title}, {said}", content)
        row.setMinimumHeight(scaled(44))
        place = Place(MONTH, (one.first.isoformat(), 0))
        row.clicked.connect(lambda: self.place_asked.emit(place))
        self.add_row(row)


def changed_month(desk: Desk) -> ChangedMonth | None:
    """What whoever may close a month has to do about the last one; nobody else is told."""
    if not desk.may("See meal closing", Scope()):
        return None
    return desk.meal_month.changed_since_closing()
