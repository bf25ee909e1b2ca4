"""Above the tables of a month: what is missing, and whether it keeps the month open."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from school_desk.formats import day_in_digits
from school_desk.i18n import _, fill, ngettext
from school_desk.nutrition.month_model import Lack, MealMonth, OpenDay
from school_desk.ui.nutrition.month_drift_words import drift_words
from school_desk.ui.widgets.notice import Notice

NAMED_DAYS = 8


class MonthLacks(QWidget):
    """A notice for each thing that is missing; nothing missing, nothing there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)

    def show_month(self, month: MealMonth) -> None:
        """What is missing from now on."""
        self._clear()
        for words, warns in lacks_of(month):
            self._column.addWidget(_notice(words, warns=warns))
        self.setVisible(bool(self._column.count()))

    def _clear(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def lacks_of(month: MealMonth) -> Iterator[tuple[str, bool]]:
    """What is missing, and whether it keeps the month open."""
    for words in drift_words(month):
        yield words, True
    if month.unsettled:
        words = _("Not reconciled, so in no sum: {days}")
        yield words.format(days=_days(month.unsettled)), True
    for one in month.gaps[:1]:
        words = _("No price on {day:short} for {band} years; in all {n} portions have none.")
        n = sum(each.portions for each in month.gaps)
        yield fill(words, {"day": one.day, "band": one.band.replace("-", "–"), "n": n}), True
    bare = [one for one in month.open_days if one.lack is Lack.NO_ORDER]
    if bare:
        words = ngettext(
            "School day without an order: {days}", "School days without an order: {days}", len(bare)
        )
        yield words.format(days=_days(bare)), False


def _days(found: Sequence[OpenDay]) -> str:
    named = ", ".join(day_in_digits(one.day)[:5] for one in found[:NAMED_DAYS])
    return f"{named}, …" if len(found) > NAMED_DAYS else named


def _notice(words: str, *, warns: bool) -> Notice:
    if warns:
        return Notice(words, kind="warn", icon="warn", closable=False)
    return Notice(words, closable=False)
