"""On the start screen of whoever cooks, counts or checks and does not teach: today's orders."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from school_desk.app import Desk
from school_desk.formats import time_of_day
from school_desk.i18n import _, ngettext
from school_desk.intents import Scope
from school_desk.nutrition.eating_model import MEAL_WORDS, Sitting
from school_desk.nutrition.headcount_model import Order
from school_desk.ui.screen import Place
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.card import Card, CardRow
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import label

COUNT, KITCHEN = "headcount", "kitchen"


class MealsCard(Card):
    """A line for each meal of today; `place_asked` with the count, or the kitchen for the cook."""

    place_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        today, counts = desk.now().date(), desk.may("See headcount", Scope())
        self.rows: list[CardRow] = []
        sittings = desk.headcount.sittings()
        for one in sittings:
            order = desk.headcount.order(today, one)
            meal = _(MEAL_WORDS[one.meal])
            title = meal[:1].upper() + meal[1:]
            if len(sittings) > 1:
                shift = _("Shift {n}").format(n=one.shift)
                title = f"{title} · {shift}"
            facts = (today.isoformat(), one.shift) if counts else (one.shift,)
            self._add(title, state_words(order, one), Place(COUNT if counts else KITCHEN, facts))

    def _add(self, title: str, said: str, place: Place) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(title, weight="medium"))
        words.addWidget(label(said, tone="muted", wrap=True))
        content = QHBoxLayout()
        content.setContentsMargins(16, 10, 16, 10)
        content.setSpacing(12)
        content.addLayout(words, 1)
        content.addWidget(IconLabel("arrow_right", "muted"))
        row = CardRow(f"{title}, {said}", content)
        row.setMinimumHeight(scaled(54))
        row.clicked.connect(lambda: self.place_asked.emit(place))
        self.add_row(row)
        self.rows.append(row)


def is_for_meals(desk: Desk) -> bool:
    """Whether meals are what this person comes for: they are open, and no register is."""
    teaches = desk.may_somewhere("Open register page")
    return not desk.looks_back and not teaches and desk.may("See meal orders", Scope())


def state_words(order: Order, sitting: Sitting) -> str:
    """How the order of a meal stands, in a sentence or two."""
    if order.handed_at is None:
        words = _("There is no order yet. It is due by {time}.")
        return words.format(time=time_of_day(sitting.order_by))
    portions = order.sheet.portions
    said = ngettext("{n} portion.", "{n} portions.", portions).format(n=portions)
    return f"{said} {_step_words(order, order.handed_at)}"


def _step_words(order: Order, handed_at: datetime) -> str:
    if order.settled:
        return _("The day is reconciled.")
    if order.accepted_at is not None:
        return _("Accepted at {time}.").format(time=time_of_day(order.accepted_at))
    return _("Handed over at {time}, not accepted yet.").format(time=time_of_day(handed_at))
