"""The grid of who teaches what: subjects stay at the left, keys type as in the week."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from school_desk.i18n import _
from school_desk.ui.school.week_grid import WeekGrid
from school_desk.ui.theme.fonts import Step, row_height, scaled, step_font
from school_desk.ui.theme.palette import current_tokens

_COLUMN, _WIDEST, _NAMES, _ROW, _PAD = 150, 260, 240, 42, 14


class TeachingsGrid(WeekGrid):
    """Columns of one width that scroll under the classes' labels."""

    row_range = (_ROW, _ROW)

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name, parent)
        names = SubjectHead(self)
        self.setVerticalHeader(names)
        names.setDefaultSectionSize(max(scaled(_ROW), 2 * row_height(0) - 6))
        self.horizontalHeader().setDefaultSectionSize(scaled(_COLUMN))
        self.horizontalHeader().setStretchLastSection(False)
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self._corner = Corner(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Few classes share the whole width; many scroll."""
        super().resizeEvent(event)
        head = self.horizontalHeader()
        if head.count():
            share = self.viewport().width() // head.count()
            head.setDefaultSectionSize(max(scaled(_COLUMN), min(share, scaled(_WIDEST))))
        self._corner.setGeometry(0, 0, self.verticalHeader().width(), head.height())
        self._corner.raise_()


class Corner(QWidget):
    """Where the two heads meet: what the rows are."""

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tokens.alt))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens.line))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), QColor(tokens.line))
        painter.setPen(QColor(tokens.muted))
        painter.setFont(step_font(Step.CAPTION, QFont.Weight.Medium))
        box = self.rect().adjusted(_PAD, 0, 0, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, _("Subject"))


class SubjectHead(QHeaderView):
    """The subjects, painted as the first column of a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setFixedWidth(scaled(_NAMES))
        self.setSectionsClickable(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(current_tokens().alt))
        painter.end()
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        tokens = current_tokens()
        painter.save()
        painter.fillRect(rect, QColor(tokens.alt))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line_soft))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), QColor(tokens.line))
        painter.setPen(QColor(tokens.text))
        painter.setFont(step_font(Step.BODY, QFont.Weight.Medium))
        text = self.model().headerData(logicalIndex, Qt.Orientation.Vertical)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(rect.adjusted(_PAD, 0, -_PAD, 0), flags, "" if text is None else str(text))
        painter.restore()
