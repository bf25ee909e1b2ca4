"""Our own icons: a 16-px drawing of one colour, painted in the role of a token."""

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from school_desk.ui.theme.palette import current_tokens

BOX = 16


def pixmap(name: str, role: str, ratio: float, size: int = BOX) -> QPixmap:
    """The drawing `name` in the colour of the token `role`, sharp at this device ratio."""
    return _drawn(name, getattr(current_tokens(), role), ratio, size)


def icon(name: str, role: str, ratio: float) -> QIcon:
    """The same as an icon, for where Qt wants one (menus, the window itself)."""
    return QIcon(pixmap(name, role, ratio))


@lru_cache(maxsize=256)
def _drawn(name: str, colour: str, ratio: float, size: int) -> QPixmap:
    side = round(size * ratio)
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    _renderer(name, colour).render(painter, QRectF(0, 0, side, side))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = files("school_desk.ui.icons").joinpath(f"{name}.svg").read_text("utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
