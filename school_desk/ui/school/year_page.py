"""The school year, to read: terms with their school days, breaks and holidays, what to check."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from school_desk.app import Desk
from school_desk.formats import day_and_month
from school_desk.i18n import _, fill, ngettext, tell
from school_desk.school.calendar_model import CalendarKind, CalendarSpan, Status
from school_desk.school.model import Term
from school_desk.ui.widgets.card import Card, Section
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.notice import Notice
from school_desk.ui.widgets.page import scrolled

_USUAL_YEAR_LEVEL = 5


class YearPage(QWidget):
    """Nothing here can be changed: the dates are of the order."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._year = desk.calendars.year()
        off = self._year.of(CalendarKind.BREAK, CalendarKind.HOLIDAY)
        self._doubtful = sum(one.status is Status.TO_CHECK for one in off)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(28, 20, 24, 16)
        column.setSpacing(16)
        if self._doubtful:
            column.addWidget(self._notice())
        blocks = QHBoxLayout()
        blocks.setSpacing(28)
        calendar = desk.school.calendar()
        year = _("School year {years}").format(years=calendar.id.replace("-", "–"))
        terms = Section(_("Terms"), _card(self._term(term) for term in calendar.terms), year)
        blocks.addWidget(terms, 1, Qt.AlignmentFlag.AlignTop)
        days = Section(_("Breaks and holidays"), _card(self._day_off(one) for one in off))
        blocks.addWidget(days, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(blocks)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner))

    def _notice(self) -> Notice:
        count = self._doubtful
        words = ngettext(
            "{n} day off is marked: check it against this year's order.",
            "{n} days off are marked: check them against this year's order.",
            count,
        )
        return Notice(words.format(n=count), kind="warn", icon="warn", closable=False)

    def _term(self, term: Term) -> QWidget:
        days = self._school_days(term)
        quiet = ngettext("{n} school day", "{n} school days", days).format(n=days)
        return _line(tell(term.title), _span(term.starts, term.ends), quiet)

    def _day_off(self, off: CalendarSpan) -> QWidget:
        quiet = ""
        if off.year_levels:
            classes = ", ".join(str(one) for one in off.year_levels)
            quiet = _("only class {classes}").format(classes=classes)
        doubtful = off.status is Status.TO_CHECK
        name = fill("{name}", {"name": self._year.title_of(off)})
        return _line(name, _span(off.starts, off.ends), quiet, doubtful=doubtful)

    def _school_days(self, term: Term) -> int:
        days = range(term.starts.toordinal(), term.ends.toordinal() + 1)
        return sum(
            self._desk.school.is_school_day(date.fromordinal(day), _USUAL_YEAR_LEVEL)
            for day in days
        )


def _card(rows: Iterable[QWidget]) -> Card:
    card = Card()
    for row in rows:
        card.add_row(row)
    return card


def _line(name: str, span: str, quiet: str, *, doubtful: bool = False) -> QWidget:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(16, 9, 16, 9)
    row.setSpacing(12)
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(label(name, weight="medium", wrap=True))
    if quiet:
        words.addWidget(label(quiet, step="caption", tone="muted", wrap=True))
    row.addLayout(words, 1)
    if doubtful:
        row.addWidget(IconLabel("warn", "warn"))
        row.addWidget(label(_("to check"), tone="warn"))
    row.addWidget(label(span, tone="muted"))
    return held


def _span(starts: date, ends: date) -> str:
    first, last = day_and_month(starts), day_and_month(ends)
    return first if starts == ends else f"{first} – {last}"
