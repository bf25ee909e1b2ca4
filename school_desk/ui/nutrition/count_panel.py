"""What goes to the canteen: the number, bands, free and paid, diets; the next step as a button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from school_desk.formats import classes_words
from school_desk.i18n import _, ngettext
from school_desk.nutrition.eating_model import DIET_WORDS
from school_desk.nutrition.headcount_model import REASON_WORDS, DayCount
from school_desk.nutrition.headcount_rules import difference
from school_desk.ui.actions import action
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.labels import Tone, label
from school_desk.ui.widgets.page import scrolled
from school_desk.ui.widgets.stat_panel import StatPanel

WIDTH = 300


class CountPanel(QFrame):
    """`pressed` when the next step is asked for."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "side")
        self.setFixedWidth(scaled(WIDTH))
        self.setAccessibleName(_("To the canteen"))
        inner = QWidget()
        self._facts = QVBoxLayout(inner)
        self._facts.setContentsMargins(17, 14, 16, 8)
        self._facts.setSpacing(10)
        self._facts.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.verb = Button("", role="primary", height=38, key=action("meal_step").key_text)
        self.verb.clicked.connect(self.pressed)
        self.under = label("", step="caption", tone="muted", wrap=True)
        foot = QVBoxLayout()
        foot.setContentsMargins(17, 4, 16, 14)
        foot.addWidget(self.verb)
        foot.addWidget(self.under)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolled(inner), 1)
        column.addLayout(foot)

    def show_day(self, day: DayCount, verb: str, under: str) -> None:
        """Other numbers and another next step from now on; no verb, no button."""
        while self._facts.count():
            item = self._facts.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._facts.addWidget(_portions(day))
        if day.forecast and not day.order.handed:
            self._facts.addWidget(label(_forecast(day), tone="warn", wrap=True))
        if day.by_diet:
            self._facts.addWidget(_diets(day))
        if day.order.accepted:
            self._facts.addWidget(_reconciled(day))
        self.verb.set_words(verb)
        self.verb.setVisible(bool(verb))
        self.under.setText(under)
        self.under.setVisible(bool(under))


def _portions(day: DayCount) -> StatPanel:
    words = ngettext("portion", "portions", day.portions)
    panel = StatPanel(_("To the canteen"), str(day.portions), words)
    for code, count in day.by_band.items():
        panel.add_line(_("{band} years old").format(band=code.replace("-", "–")), str(count))
    panel.add_line(_("Free"), str(sum(one.free for one in day.classes)))
    panel.add_line(_("Paid"), str(sum(one.paid for one in day.classes)))
    if day.order.handed and day.wanted != day.ordered:
        panel.add_line(_("Ordered at first"), str(day.ordered))
        panel.add_line(_("Corrections"), f"{day.wanted - day.ordered:+d}", tone="warn")
    return panel


def _forecast(day: DayCount) -> str:
    count = sum(len(one.eating) for one in day.forecast)
    labels = classes_words([one.class_label for one in day.forecast])
    return _("{n} of them are a forecast: {classes}").format(n=count, classes=labels)


def _diets(day: DayCount) -> StatPanel:
    panel = StatPanel(_("Cooked apart"))
    for code, count in day.by_diet.items():
        panel.add_line(_(DIET_WORDS[code]), str(count))
    return panel


def _reconciled(day: DayCount) -> StatPanel:
    panel = StatPanel(_("At the meal"))
    panel.add_line(_("Eaten"), str(day.served))
    if any(one.plates for one in day.classes):
        kitchen = sum(one.plates.eaten if one.plates else one.served for one in day.classes)
        tone: Tone = "warn" if day.differing else "text"
        panel.add_line(_("Counted by the kitchen"), str(kitchen), tone=tone)
    for reason, count in difference(day).items():
        panel.add_line(_(REASON_WORDS[reason]), str(count))
    if day.unexplained:
        panel.add_line(_("Without a reason"), str(len(day.unexplained)), tone="danger")
    return panel
