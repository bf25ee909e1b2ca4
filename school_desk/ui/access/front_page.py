"""A calm page with one card in its middle: everything that happens before the work begins."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from school_desk.i18n import LANGUAGES, _, current
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.widgets.card import Card
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.page import scrolled

# Each language in its own words: who cannot read the page must still find it.
OWN_NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
_MARK = 34
_LOW = 600


class FrontPage(QWidget):
    """Give it the content of its card; `entered` and `left` are Enter and Esc that nobody took.

    `lowered` tells whether the window is low, so that a card can save lines.
    """

    language_chosen = Signal(str)
    entered = Signal()
    left = Signal()
    lowered = Signal(bool)

    def __init__(
        self, content: QWidget, *, width: int = 440, foot: str = "", languages: bool = True
    ) -> None:
        super().__init__()
        self.content = content
        self.languages = LanguageTabs()
        if not languages:
            self.languages.hide()
        self.languages.language_chosen.connect(self.language_chosen)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(scaled(12))
        column.addStretch(2)
        self._name = _program_name()
        column.addWidget(self._name, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(_centred(_card(content, width)))
        column.addWidget(self.languages, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        if foot:
            column.addWidget(_foot(foot), 0, Qt.AlignmentFlag.AlignHCenter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner))
        self.setFocusProxy(content)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = event.size().height() < scaled(_LOW)
        self._name.setVisible(not low)
        self.lowered.emit(low)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(focus, QPushButton):
            # Outside a dialog Qt presses a button by Space only.
            focus.click()
        else:
            self.entered.emit()


class LanguageTabs(QTabBar):
    """The three languages by their own names; arrow keys change at once."""

    language_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setAccessibleName(_("Language"))
        for language in LANGUAGES:
            self.addTab(OWN_NAMES[language])
        self.setCurrentIndex(LANGUAGES.index(current()))
        self.currentChanged.connect(self._on_changed)

    def _on_changed(self, index: int) -> None:
        self.language_chosen.emit(LANGUAGES[index])


class ProgramMark(QWidget):
    """The sign of the program: a page with its lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        side = scaled(_MARK)
        self.setFixedSize(side, side)

    def sizeHint(self) -> QSize:
        return QSize(scaled(_MARK), scaled(_MARK))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = self.width() / 20
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(QRectF(self.rect()), 4 * unit, 4 * unit)
        pen = QPen(QColor(tokens.on_accent), 2 * unit)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for height, end in ((6, 15), (10, 15), (14, 11)):
            painter.drawLine(
                round(5 * unit), round(height * unit), round(end * unit), round(height * unit)
            )


def _program_name() -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(scaled(10))
    row.addWidget(ProgramMark())
    # The name of the program is the same in every language.
    row.addWidget(label("School Desk", step="title", weight="medium"))
    return whole


def _centred(card: Card) -> QHBoxLayout:
    """In the middle by stretches: an alignment would measure wrapped words at the page's width."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(card)
    row.addStretch(1)
    return row


def _card(content: QWidget, width: int) -> Card:
    card = Card()
    card.setFixedWidth(scaled(width))
    card.body.setContentsMargins(*(scaled(side) for side in (28, 22, 28, 24)))
    card.body.addWidget(content)
    return card


def _foot(text: str) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(IconLabel("lock", "muted"))
    row.addWidget(label(text, tone="muted"))
    return whole
