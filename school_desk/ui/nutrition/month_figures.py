"""A month of meals in figures: its sum, its sources, whether it is closed, the act."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from school_desk.formats import date_short, number
from school_desk.i18n import _, ngettext
from school_desk.nutrition.eating_model import SOURCE_WORDS, Source
from school_desk.nutrition.month_model import MealMonth, total_of
from school_desk.nutrition.supply_model import Agreement, ComparedLine
from school_desk.ui.widgets.stat_panel import StatPanel

MONEY = 2


def month_figures(
    month: MealMonth, compared: Sequence[ComparedLine] | None
) -> tuple[QWidget, QWidget]:
    """What stands beside the tables of a month; `compared` None: there is no act."""
    return _sums(month), _state(month, compared)


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
