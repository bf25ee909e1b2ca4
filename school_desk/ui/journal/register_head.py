"""The head of a block of columns: the band of months or groups, then days, works, weights."""

from datetime import date
from itertools import groupby

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from school_desk.formats import month_name, percent, weekday_short
from school_desk.i18n import _, pgettext
from school_desk.ui.icons.icons import pixmap
from school_desk.ui.journal.register_ink import CENTRE, LEFT, Ink, pixels
from school_desk.ui.journal.register_layout import COMPUTED, NAMES, WORKS, Section, SectionKind
from school_desk.ui.journal.register_model import RegisterModel
from school_desk.ui.journal.register_words import is_hole, section_title

BAND = 20
CAPTIONS = 38
COMPACT_CAPTIONS = 24

UNKNOWN = "?"
"""After the weekday of a past lesson that nobody has noted."""

_BAR = 3
_HOME = 8
_LOCK = 11
_EDGES = 6


class RegisterHead(QHeaderView):
    """Paints what is visible in one go: no style, no question to the selection model."""

    def __init__(self, model: RegisterModel, ink: Ink, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.ink = ink
        self.columns: tuple[int, ...] = ()
        self.current_column = -1
        self._compact = False
        self.setMinimumSectionSize(8)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def set_compact(self, *, compact: bool) -> None:
        """In the compact head the weekday drops."""
        self._compact = compact
        self.updateGeometry()

    def show_current(self, column: int) -> None:
        """Let the head know the current column, so that it never has to ask."""
        if column != self.current_column:
            self.current_column = column
            self.viewport().update()

    def sizeHint(self) -> QSize:
        """Band and captions."""
        captions = COMPACT_CAPTIONS if self._compact else CAPTIONS
        return QSize(super().sizeHint().width(), pixels(BAND) + pixels(captions))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, captions, then the band over them."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.ink.colour("alt"))
        visible = [column for column in self.columns if self._is_seen(column)]
        for column in visible:
            self._paint_caption(painter, column, self._model.sections[column])
        self._paint_band(painter, visible)
        painter.setPen(self.ink.colour("line"))
        bottom = self.viewport().height() - 1
        painter.drawLine(0, bottom, self.viewport().width(), bottom)
        painter.end()

    def _is_seen(self, column: int) -> bool:
        left = self.sectionViewportPosition(column)
        right = left + self.sectionSize(column)
        return not self.isSectionHidden(column) and right > 0 and left < self.viewport().width()

    def _place(self, column: int) -> QRect:
        top = pixels(BAND)
        height = self.viewport().height() - top
        left = self.sectionViewportPosition(column)
        return QRect(left, top, self.sectionSize(column), height)

    def _paint_caption(self, painter: QPainter, column: int, section: Section) -> None:
        place = self._place(column)
        if section.kind in NAMES:
            self._paint_name_head(painter, place, section)
            return
        painter.fillRect(place, self.ink.colour(ground_of(section)))
        if section.column:
            self._paint_day(painter, place, column, section)
        elif section.kind is SectionKind.MARK:
            title = section_title(section)
            self._text(painter, place, title, self._fitting(title, place.width()), "text")
        else:
            self._paint_two_lines(painter, place, section)
        ends = section.kind in (SectionKind.TERM, SectionKind.PERCENT)
        edge = "line" if ends else "line_soft"
        painter.setPen(self.ink.colour(edge))
        painter.drawLine(place.topRight(), place.bottomRight())

    def _paint_name_head(self, painter: QPainter, place: QRect, section: Section) -> None:
        if section.kind is SectionKind.NUMBER:
            self._text(painter, place, section_title(section), "caption_bold", "muted")
            return
        painter.setFont(self.ink.medium)
        painter.setPen(self.ink.colour("muted"))
        painter.drawText(place.adjusted(4, 0, 0, 0), LEFT, section_title(section))

    def _paint_day(self, painter: QPainter, place: QRect, column: int, section: Section) -> None:
        shown = section.column
        if shown is None:
            return
        today = shown.date == self._model.today
        if today:
            self._paint_pill(painter, place)
        day_role = "on_accent" if today else "accent" if column == self.current_column else "text"
        below = place
        hole = is_hole(section, self._model.today)
        if not self._compact:
            above, below = _halves(place)
            role = "on_accent" if today else "warn" if hole else "muted"
            words = _weekday(shown.date, shown.key.n)
            if shown.remote:
                above = above.adjusted(0, 0, -_HOME, 0)
            self._text(painter, above, f"{words}{UNKNOWN if hole else ''}", "caption", role)
        self._text(painter, below, str(shown.date.day), "bold", day_role)
        if shown.remote:
            sign = pixmap("home", "on_accent" if today else "muted", self.ink.ratio, _HOME)
            top = place.top() + 2 if self._compact else below.top() - _HOME - 3
            painter.drawPixmap(place.right() - _HOME - 2, top, sign)
        if shown.works:
            self._paint_bar(painter, place, "on_accent" if today else "warn")

    def _paint_pill(self, painter: QPainter, place: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.ink.colour("accent"))
        painter.drawRoundedRect(place.adjusted(2, 2, -3, -3), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_bar(self, painter: QPainter, place: QRect, role: str) -> None:
        bottom = place.bottom() - _BAR - 1
        bar = QRect(place.left() + 3, bottom, place.width() - 7, _BAR)
        painter.fillRect(bar, self.ink.colour(role))

    def _paint_two_lines(self, painter: QPainter, place: QRect, section: Section) -> None:
        font = "head_bold" if section.kind is SectionKind.TERM else "head"
        if self._compact:
            self._text(painter, place, section_title(section), font, "text")
            return
        above, below = _halves(place)
        self._text(painter, above, section_title(section), font, "text")
        under = _under_title(section)
        if section.key in self._model.signs.closed_columns:
            lock = pixmap("lock", "muted", self.ink.ratio, _LOCK)
            painter.drawPixmap(below.left() + 4, below.center().y() - _LOCK // 2, lock)
            below = below.adjusted(_LOCK, 0, 0, 0)
        self._text(painter, below, under, "caption", "muted")

    def _paint_band(self, painter: QPainter, visible: list[int]) -> None:
        sections = self._model.sections
        for title, group in groupby(visible, key=lambda column: _band_title(sections[column])):
            members = list(group)
            self._paint_group(painter, title, members, sections[members[0]])
        painter.setPen(self.ink.colour("line_soft"))
        if visible and sections[visible[0]].kind not in NAMES:
            painter.drawLine(0, pixels(BAND) - 1, self.viewport().width(), pixels(BAND) - 1)

    def _paint_group(
        self, painter: QPainter, title: str, members: list[int], first: Section
    ) -> None:
        left = self.sectionViewportPosition(members[0])
        right = self.sectionViewportPosition(members[-1]) + self.sectionSize(members[-1])
        place = QRect(left, 0, right - left, pixels(BAND))
        if first.kind in COMPUTED and not first.words:
            painter.fillRect(place, self.ink.colour("computed"))
        painter.setPen(QPen(self.ink.colour("line")))
        painter.drawLine(place.topRight(), place.bottomRight())
        # The name of a month stays in sight while a part of the month does.
        seen = place.intersected(self.viewport().rect()).adjusted(6, 0, -4, 0)
        painter.setFont(self.ink.caption_bold)
        painter.setPen(self.ink.colour("muted"))
        painter.setClipRect(place)
        if not first.column:  # over one narrow work the words would lose both their ends
            elide = Qt.TextElideMode.ElideRight
            title = painter.fontMetrics().elidedText(title, elide, seen.width())
        painter.drawText(seen, LEFT if first.column else CENTRE, title)
        painter.setClipping(False)

    def _fitting(self, text: str, width: int) -> str:
        """The largest bold font in which a word keeps off the edges of its column."""
        fonts = ("bold", "head_bold", "caption_bold")
        fits = (
            name
            for name in fonts
            if QFontMetrics(getattr(self.ink, name)).horizontalAdvance(text) <= width - _EDGES
        )
        return next(fits, fonts[-1])

    def _text(self, painter: QPainter, place: QRect, text: str, font: str, role: str) -> None:
        painter.setFont(getattr(self.ink, font))
        painter.setPen(self.ink.colour(role))
        painter.drawText(place, CENTRE, text)


def ground_of(section: Section) -> str:
    """The token under a column's head and cells."""
    if section.kind in COMPUTED and not section.words:
        return "computed"
    if section.kind in WORKS:
        return section.kind.value
    return "alt"


def _halves(place: QRect) -> tuple[QRect, QRect]:
    middle = place.height() // 2
    above = QRect(place.left(), place.top() + 3, place.width() - 1, middle - 3)
    below = QRect(place.left(), place.top() + middle - 3, place.width() - 1, middle)
    return above, below


def _weekday(day: date, ordinal: int) -> str:
    """The weekday; the second column of a lesson says so."""
    name = weekday_short(day.weekday())
    return f"{name}·{ordinal}" if ordinal > 1 else name


def _under_title(section: Section) -> str:
    if section.work:
        return f"/ {section.top}"
    if section.kind is SectionKind.PERCENT:
        return "%"
    return percent(section.weight) if section.weight is not None else ""


def _band_title(section: Section) -> str:
    if section.column:
        return month_name(section.column.date.month)
    if section.kind in WORKS:
        return _("Summative, points")
    if section.words:
        return pgettext("band", "Pass or fail")
    return _("Computed") if section.kind in COMPUTED else ""
