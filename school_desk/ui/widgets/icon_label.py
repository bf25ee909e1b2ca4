"""Small painted signs: an icon in a token's colour, initials in a circle, a count in a pill."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from school_desk.ui.icons.icons import BOX, pixmap
from school_desk.ui.theme.fonts import Step, scaled, step_font
from school_desk.ui.theme.palette import current_tokens

_AVATAR = 30
_PILL = 18


class IconLabel(QWidget):
    """An icon beside a word; it takes its colour anew at each painting, so a theme just works."""

    def __init__(self, name: str, role: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._role = role
        side = scaled(BOX)
        self.setFixedSize(side, side)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str, role: str) -> None:
        """Draw another icon from now on."""
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        drawn = pixmap(self._name, self._role, self.devicePixelRatioF(), self.width())
        QPainter(self).drawPixmap(0, 0, drawn)


class Avatar(QWidget):
    """The initials of a person in a circle of the accent."""

    def __init__(self, initials: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initials = initials
        self.setFixedSize(scaled(_AVATAR), scaled(_AVATAR))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        tokens = current_tokens()
        painter = _smooth(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        painter.drawEllipse(self.rect())
        painter.setPen(QColor(tokens.on_accent))
        painter.setFont(step_font(Step.CAPTION, QFont.Weight.Bold))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)


class CountPill(QWidget):
    """How many wait behind a row of the rail; nothing is drawn for none."""

    def __init__(self, count: int, *, tone: Literal["control", "accent"] = "control") -> None:
        super().__init__()
        self._count = count
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        font = step_font(Step.CAPTION, QFont.Weight.Bold)
        height = max(scaled(_PILL), font.pixelSize() + 7)
        digits = len(str(self._count))
        return QSize(max(height, round(font.pixelSize() * (0.6 * digits + 0.9))), height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        tokens = current_tokens()
        painter = _smooth(self)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(getattr(tokens, self._tone)), 1))
        painter.setBrush(QColor(tokens.base))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(QColor(tokens.text))
        painter.setFont(step_font(Step.CAPTION, QFont.Weight.Bold))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._count))


def _smooth(on: QWidget) -> QPainter:
    painter = QPainter(on)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter
