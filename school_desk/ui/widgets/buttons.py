"""Buttons that carry an icon, a verb and their key."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import Tone, label
from school_desk.ui.widgets.row_button import RowButton

Role = Literal["plain", "current", "primary", "link"]
_TONES: dict[Role, Tone] = {
    "plain": "text",
    "current": "accent",
    "primary": "on_accent",
    "link": "accent",
}


class Button(QPushButton):
    """A verb, with an icon before it and the key that does the same after it."""

    def __init__(
        self,
        text: str,
        *,
        key: str = "",
        icon: str = "",
        role: Role = "plain",
        height: int = 30,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setAccessibleName(text)
        self.setAccessibleDescription(key)
        self._height = scaled(height)
        self.setMinimumHeight(self._height)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self._fill(text, key, icon, _TONES[role])

    def _fill(self, text: str, key: str, icon: str, tone: Tone) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 2, 11, 2)
        row.setSpacing(8)
        if icon:
            row.addWidget(IconLabel(icon, tone))
        self._words = label(text, weight="medium", tone=tone)
        row.addWidget(self._words, 1)
        self._key = label(key, step="caption", tone="on_accent" if tone == "on_accent" else "muted")
        if key:
            row.addWidget(self._key)
        for index in range(row.count()):
            item = row.itemAt(index)
            widget = item.widget() if item else None
            if widget is not None:
                widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_words(self, text: str) -> None:
        """Say another verb."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def show_key(self, *, shown: bool) -> None:
        """Leave the key out where there is little room; the menu and the help still say it."""
        if self._key.text():
            self._key.setVisible(shown)
            self.updateGeometry()

    def centre(self) -> None:
        """Put the words in the middle: of a button that is wider than they are."""
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus; in a dialog too, whatever its verb is."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        # The style sheet's least height of all buttons would win over the one of this button.
        layout = self.layout()
        hint = layout.sizeHint() if layout else super().sizeHint()
        return hint.expandedTo(QSize(0, self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class IconButton(RowButton):
    """An icon alone, for closing and stepping; its word is the tooltip and the accessible name."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setToolTip(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.addWidget(IconLabel(icon, "muted"))
        side = scaled(24)
        self.setFixedSize(side, side)
