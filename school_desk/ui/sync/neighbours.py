"""The pupil's line of the register around a disputed cell: drawn, not typed in."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from school_desk.formats import date_short, weekday_short
from school_desk.i18n import _, current
from school_desk.journal.dispute_model import Neighbour
from school_desk.school.model import Absence
from school_desk.ui.journal.register_words import short_kind
from school_desk.ui.theme.fonts import Step, scaled, step_font
from school_desk.ui.theme.palette import current_tokens

CELL, HEAD, ROW, BADGE = 40, 36, 30, 11
CENTRE = int(Qt.AlignmentFlag.AlignCenter)
Letters = Mapping[str, Mapping[Absence, str]]


class Neighbours(QWidget):
    """As many days as there is room for, the disputed one among them."""

    def __init__(
        self, around: Sequence[Neighbour], letters: Letters, *, disputed: bool = True
    ) -> None:
        """`disputed`: whether the cell still waits for a decision."""
        super().__init__()
        self._disputed = disputed
        self._around = tuple(around)
        self._letters = letters.get(current(), letters.get("kk", {}))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.in_words())

    def in_words(self) -> str:
        """The line as it is read aloud."""
        told = [f"{self._day(one)}: {self.text(one) or '—'}" for one in self._around]
        return ", ".join(told)

    def text(self, one: Neighbour) -> str:
        """What stands in a cell."""
        if one.points is not None:
            return str(one.points)
        return self._letters.get(one.sign, "") if one.sign else ""

    def shown(self) -> tuple[Neighbour, ...]:
        """The part of the line that is drawn."""
        room = max(1, self.width() // scaled(CELL))
        at = next((n for n, one in enumerate(self._around) if one.here), 0)
        first = max(0, min(at - room // 2, len(self._around) - room))
        return self._around[first : first + room]

    def sizeHint(self) -> QSize:
        return QSize(scaled(CELL), scaled(HEAD + ROW) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        painter = QPainter(self)
        wide = scaled(CELL)
        for n, one in enumerate(self.shown()):
            self._paint_head(painter, QRect(n * wide, 0, wide, scaled(HEAD)), one)
            self._paint_cell(painter, QRect(n * wide, scaled(HEAD), wide, scaled(ROW)), one)

    def _paint_head(self, painter: QPainter, place: QRect, one: Neighbour) -> None:
        tokens = current_tokens()
        painter.setPen(QColor(tokens.line_soft))
        painter.drawRect(place)
        above, below = _head(one)
        half = place.height() // 2
        painter.setPen(QColor(tokens.muted))
        painter.setFont(step_font(Step.CAPTION))
        painter.drawText(place.adjusted(0, 0, 0, -half), CENTRE, above)
        painter.setPen(QColor(tokens.text))
        painter.setFont(step_font(Step.BODY))
        painter.drawText(place.adjusted(0, half, 0, 0), CENTRE, below)

    def _paint_cell(self, painter: QPainter, place: QRect, one: Neighbour) -> None:
        tokens = current_tokens()
        painter.fillRect(place, QColor(tokens.off if one.sign and one.sign.away else tokens.base))
        painter.setPen(QColor(tokens.line_soft))
        painter.drawRect(place)
        if one.here:
            self._paint_here(painter, place)
        painter.setPen(QColor(tokens.text))
        painter.setFont(step_font(Step.BODY))
        painter.drawText(place, CENTRE, self.text(one))

    def _paint_here(self, painter: QPainter, place: QRect) -> None:
        tokens, inside = current_tokens(), place.adjusted(2, 2, -2, -2)
        soft, edge, line = (
            (tokens.danger_soft, tokens.danger, Qt.PenStyle.DashLine)
            if self._disputed
            else (tokens.accent_soft, tokens.accent, Qt.PenStyle.SolidLine)
        )
        painter.fillRect(inside, QColor(soft))
        painter.setPen(QPen(QColor(edge), 1.4, line))
        painter.drawRect(inside)
        if self._disputed:
            self._paint_badge(painter, place)

    @staticmethod
    def _paint_badge(painter: QPainter, place: QRect) -> None:
        tokens = current_tokens()
        badge = QRect(place.right() - scaled(BADGE), place.top(), scaled(BADGE), scaled(BADGE))
        painter.fillRect(badge, QColor(tokens.danger))
        painter.setPen(QColor(tokens.base))
        painter.setFont(step_font(Step.CAPTION))
        painter.drawText(badge, CENTRE, "≠")

    @staticmethod
    def _day(one: Neighbour) -> str:
        return date_short(one.date) if one.date else _("no day yet")


def _head(one: Neighbour) -> tuple[str, str]:
    """Two lines over a cell: weekday and day, or what work it is."""
    if one.work is not None:
        number = f" {one.work.number}" if one.work.number else ""
        return short_kind(one.work.kind), f"/ {one.work.top}" if not number else number.strip()
    if one.date is None:
        return "", ""
    return weekday_short(one.date.weekday()), str(one.date.day)
