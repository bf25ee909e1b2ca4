"""What goes to the canteen in figures: the number, bands, free and paid, diets, the meal."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from school_desk.formats import classes_words
from school_desk.i18n import _, ngettext
from school_desk.nutrition.eating_model import DIET_WORDS
from school_desk.nutrition.headcount_model import REASON_WORDS, DayCount
from school_desk.nutrition.headcount_rules import difference
from school_desk.ui.widgets.labels import Tone, label
from school_desk.ui.widgets.stat_panel import StatPanel


def count_figures(day: DayCount, warning: str = "") -> Iterator[QWidget]:
    """What stands beside the classes of a day; `warning`: what stands out before the next step."""
    yield _portions(day)
    if day.forecast and not day.order.handed:
        yield label(_forecast(day), tone="warn", wrap=True)
    if day.by_diet:
        yield _diets(day)
    if day.order.accepted:
        yield _reconciled(day)
    if warning:
        yield label(warning, tone="danger", weight="bold", wrap=True)


def _portions(day: DayCount) -> StatPanel:
    words = ngettext("portion", "portions", day.portions)
    panel = StatPanel(_("To the canteen"), str(day.portions), words)
    for code, count in day.by_band.items():
        panel.add_line(_("{band} years old").format(band=code.replace("-", "–")), str(count))
    panel.add_line(_("Free"), str(sum(one.free for one in day.classes)))
    panel.add_line(_("Paid"), str(sum(one.paid for one in day.classes)))
    if day.order.handed and day.wanted != day.ordered:
        panel.add_line(_("Ordered at first"), str(day.ordered))
        more = f"{day.wanted - day.ordered:+d}".replace("-", "−")
        panel.add_line(_("Corrections"), more, tone="warn")
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
