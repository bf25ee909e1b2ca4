"""Beside the tables of a month: its sum, its sources, whether it is closed; the next step."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from school_desk.formats import date_short, number
from school_desk.i18n import _, ngettext
from school_desk.nutrition.eating_model import SOURCE_WORDS, Source
from school_desk.nutrition.month_model import MealMonth, total_of
from school_desk.nutrition.supply_model import Agreement, ComparedLine
from school_desk.ui.actions import action
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.page import scrolled
from school_desk.ui.widgets.stat_panel import StatPanel

WIDTH = 300
MONEY = 2


class MonthPanel(QFrame):
    """`pressed` when the next step is asked for."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "side")
        self.setFixedWidth(scaled(WIDTH))
        self.setAccessibleName(_("Sums of the month"))
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

    def show_month(
        self, month: MealMonth, compared: Sequence[ComparedLine] | None, verb: str, under: str
    ) -> None:
        """Other sums and another next step from now on; `compared` None: there is no act."""
        while self._facts.count():
            item = self._facts.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._facts.addWidget(_sums(month))
        self._facts.addWidget(_state(month, compared))
        self.verb.set_words(verb)
        self.verb.setVisible(bool(verb))
        self.under.setText(under)
        self.under.setVisible(bool(under))


def _sums(month: MealMonth) -> StatPanel:
    panel = StatPanel(_("Month of meals"), number(month.child_days), _("child-days"))
    panel.add_line(_("To pay, tenge"), number(month.total, MONEY))
    if month.paid != month.child_days:
        panel.add_line(_("Paid portions"), number(month.paid), tone="warn")
    for source in Source:
        own = month.of_source(source)
        if own:
            panel.add_line(_(SOURCE_WORDS[source]), number(total_of(own), MONEY))
    return panel


def _state(month: MealMonth, compared: Sequence[ComparedLine] | None) -> StatPanel:
    panel = StatPanel(_("State of the month"))
    closed = month.closing.closed_at if month.closing.closed else None
    panel.add_line(_("Closed"), date_short(closed.date()) if closed else _("no"))
    panel.add_line(_("Days reconciled"), number(len(month.by_day)))
    if month.unsettled:
        panel.add_line(_("Days not reconciled"), number(len(month.unsettled)), tone="danger")
    off = sum(one.agreement is not Agreement.SAME for one in compared or ())
    told = _("agrees") if compared and not off else _("none")
    if off:
        told = ngettext("{n} line differs", "{n} lines differ", off).format(n=off)
    panel.add_line(_("Supplier's act"), told, tone="warn" if off else "text")
    return panel
