"""Colours, fonts, pens and the hatch of the grid, prepared once per theme, font and screen."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QPen,
    QPixmap,
)

from school_desk.ui.theme.fonts import Step, row_height, scaled, step_font
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.theme.tokens import Tokens

CENTRE = int(Qt.AlignmentFlag.AlignCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

SELECTION_TINT = 0.13
FRAME = 2.0
DASH_WIDTH = 1.4
_HATCH_STEP = 7
_KEPT_NAMES = 512
_COMPACT_AIR = 4


class RowHeight(NamedTuple):
    """The three heights a row may have, as a person likes (pixels)."""

    compact: int = 22
    usual: int = 26
    roomy: int = 32


ROW_HEIGHTS = RowHeight()


@dataclass(frozen=True)
class Ink:
    """Everything that painting needs; made anew when theme, font or screen change."""

    tokens: Tokens
    ratio: float

    @classmethod
    def prepare(cls, ratio: float) -> "Ink":
        """Take what the application wears now."""
        return cls(current_tokens(), ratio)

    def colour(self, role: str) -> QColor:
        """A token as Qt wants it, made once."""
        known = self._colours
        if role not in known:
            known[role] = QColor(getattr(self.tokens, role))
        return known[role]

    @cached_property
    def body(self) -> QFont:
        """Marks and names."""
        return step_font(Step.BODY)

    @cached_property
    def medium(self) -> QFont:
        """Percents, days, what is half important."""
        return step_font(Step.BODY, QFont.Weight.Medium)

    @cached_property
    def bold(self) -> QFont:
        """Letters of absence, heads, the current pupil."""
        return step_font(Step.BODY, QFont.Weight.Bold)

    @cached_property
    def mark(self) -> QFont:
        """The term mark."""
        return step_font(Step.STRONG, QFont.Weight.Bold)

    @cached_property
    def number(self) -> QFont:
        """Numbers of the list and shares: a little smaller than marks."""
        return _smaller(step_font(Step.BODY))

    @cached_property
    def head(self) -> QFont:
        """Names of works and shares over their columns."""
        return _smaller(step_font(Step.BODY, QFont.Weight.Medium))

    @cached_property
    def head_bold(self) -> QFont:
        """The name of the term summative."""
        return _smaller(step_font(Step.BODY, QFont.Weight.Bold))

    @cached_property
    def caption(self) -> QFont:
        """Weekdays, weights, statistics."""
        return step_font(Step.CAPTION)

    @cached_property
    def caption_bold(self) -> QFont:
        """Months, averages."""
        return step_font(Step.CAPTION, QFont.Weight.Bold)

    @cached_property
    def corner(self) -> QFont:
        """The letter in the corner of a cell."""
        return _smaller(step_font(Step.CAPTION, QFont.Weight.Bold))

    @cached_property
    def tint(self) -> QColor:
        """What lies under a selected block."""
        tint = QColor(self.tokens.accent)
        tint.setAlphaF(SELECTION_TINT)
        return tint

    @cached_property
    def hatch(self) -> QPixmap:
        """One tile of 45° lines over the `off` ground, sharp at this device ratio."""
        side = round(_HATCH_STEP * self.ratio)
        tile = QPixmap(side, side)
        tile.fill(self.colour("off"))
        painter = QPainter(tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.colour("hatch"), 1.1 * self.ratio))
        for shift in (-side, 0, side):
            painter.drawLine(QPointF(shift, side), QPointF(shift + side, 0))
        painter.end()
        tile.setDevicePixelRatio(self.ratio)
        return tile

    def dashes(self, role: str) -> QPen:
        """The dashed line of a missing work or a conflict."""
        pen = QPen(self.colour(role), DASH_WIDTH)
        pen.setDashPattern([3.0, 2.0])
        return pen

    def elided(self, name: str, font: QFont, width: int) -> str:
        """A name that fits its column; asked for once per name."""
        key = (name, font.weight().value, width)
        if key not in self._names:
            if len(self._names) > _KEPT_NAMES:
                self._names.clear()
            metrics = QFontMetrics(font)
            self._names[key] = metrics.elidedText(name, Qt.TextElideMode.ElideRight, width)
        return self._names[key]

    @cached_property
    def _colours(self) -> dict[str, QColor]:
        return {}

    @cached_property
    def _names(self) -> dict[tuple[str, int, int], str]:
        return {}


def _smaller(font: QFont) -> QFont:
    font.setPixelSize(font.pixelSize() - 1)
    return font


def row_pixels(token: int) -> int:
    """A row is never lower than its text; who wants many rows on the screen gets less air."""
    if token >= ROW_HEIGHTS.usual:
        return row_height(token)
    return max(token, QFontMetrics(step_font(Step.BODY)).height() + _COMPACT_AIR)


def pixels(length: int) -> int:
    """A length of the design at this person's size of type."""
    return scaled(length)


def device_ratio() -> float:
    """The sharpest screen there is, when no window is there yet to ask."""
    return QGuiApplication.primaryScreen().devicePixelRatio()


def framed(painter: QPainter, rect: QRect, pen: QPen, radius: float = 2.0) -> None:
    """A rounded frame on the middle of whose line `rect` lies."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect), radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
