"""What stands at the side of a grid: filled anew whenever something in the grid changes."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.page import scrolled


class SidePanel(QFrame):
    """`fill` replaces everything in it."""

    def __init__(self, name: str, width: int) -> None:
        super().__init__()
        self.setProperty("panel", "side")
        self.setAccessibleName(name)
        self.setFixedWidth(scaled(width))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._inner: QWidget | None = None

    def fill(self, parts: Iterable[QWidget | QLayout], spacing: int = 12) -> None:
        """These stand in it from now on, one below the other."""
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(17, 14, 16, 12)
        body.setSpacing(spacing)
        body.setAlignment(Qt.AlignmentFlag.AlignTop)
        for one in parts:
            if isinstance(one, QLayout):
                body.addLayout(one)
            else:
                body.addWidget(one)
        self._replace(scrolled(inner))

    def _replace(self, widget: QWidget) -> None:
        if self._inner is not None:
            self._column.removeWidget(self._inner)
            self._inner.deleteLater()
        self._inner = widget
        self._column.addWidget(widget)


def captioned(caption: str, text: str) -> QVBoxLayout:
    """A text under its caption."""
    made = QVBoxLayout()
    made.setSpacing(2)
    made.addWidget(label(caption, tone="muted", weight="medium"))
    made.addWidget(label(text, wrap=True))
    return made
