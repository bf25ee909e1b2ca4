"""The rows under the pupils: how many are marked, their average, the quality; always up to date."""

from enum import Enum

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from school_desk.formats import number
from school_desk.i18n import _
from school_desk.journal.model import ColumnStatistics, Scale
from school_desk.ui.journal.register_head import ground_of
from school_desk.ui.journal.register_ink import CENTRE, LEFT, pixels
from school_desk.ui.journal.register_layout import NAMES, Section, SectionKind
from school_desk.ui.journal.register_model import RegisterModel
from school_desk.ui.journal.register_view import RegisterView

LINE = 18
FEW, WHOLE = 3, 100


class Statistic(Enum):
    """Which row: how many, their average, the share of 65 % and more."""

    COUNT = "count"
    AVERAGE = "average"
    QUALITY = "quality"


class RegisterFoot(QWidget):
    """The statistics under one of the three tables; it scrolls with it."""

    pressed = Signal()

    def __init__(self, model: RegisterModel, view: RegisterView, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._view = view
        self.shown: tuple[Statistic, ...] = tuple(Statistic)
        self._texts: dict[int, dict[Statistic, str]] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        model.statistics_changed.connect(self._on_statistics_changed)
        model.modelReset.connect(self.forget)
        view.horizontalScrollBar().valueChanged.connect(self.update)

    def show_lines(self, shown: tuple[Statistic, ...]) -> None:
        """Show only these rows."""
        self.shown = shown
        self.updateGeometry()
        self.update()

    def forget(self) -> None:
        """Another page, or another language: every number is written anew."""
        self._texts.clear()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(40, len(self.shown) * pixels(LINE) + 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Where only one row has room, a click shows the next one."""
        event.accept()
        if len(self.shown) == 1:
            self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the columns that are in sight."""
        painter = QPainter(self)
        ink = self._view.ink
        painter.fillRect(event.rect(), ink.colour("alt"))
        for column in self._view.columns:
            left, width = self._view.columnViewportPosition(column), self._view.columnWidth(column)
            place = QRect(left, 0, width, self.height())
            if place.intersects(event.rect()):
                self._paint_column(painter, place, column)
        painter.setPen(ink.colour("line"))
        painter.drawLine(0, 0, self.width(), 0)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()

    def _paint_column(self, painter: QPainter, place: QRect, column: int) -> None:
        section, ink = self._model.sections[column], self._view.ink
        if section.kind in NAMES:
            if section.kind is SectionKind.NAME:
                self._paint_labels(painter, place)
            return
        painter.fillRect(place, ink.colour(self._ground(section)))
        if section.kind in (SectionKind.TERM, SectionKind.PERCENT):
            painter.setPen(ink.colour("line"))
            painter.drawLine(place.topRight(), place.bottomRight())
        texts = self._texts_of(column, section.kind)
        for line, statistic in enumerate(self.shown if texts else ()):
            strong = statistic is Statistic.AVERAGE or (
                section.kind is SectionKind.MARK and statistic is Statistic.QUALITY
            )
            painter.setFont(ink.caption_bold if strong else ink.caption)
            painter.setPen(ink.colour("text" if strong else "muted"))
            where = self._line(place, line).adjusted(0, 0, -1, 0)
            painter.drawText(where, CENTRE, texts[statistic])

    def _texts_of(self, column: int, kind: SectionKind) -> dict[Statistic, str]:
        """The numbers of a column in words, made once per change."""
        if column not in self._texts:
            counted = self._model.statistics(column)
            self._texts[column] = {}
            if counted is not None and counted.n:
                self._texts[column] = {each: _written(each, counted, kind) for each in Statistic}
        return self._texts[column]

    def _paint_labels(self, painter: QPainter, place: QRect) -> None:
        ink = self._view.ink
        painter.setFont(ink.caption_bold)
        painter.setPen(ink.colour("muted"))
        for line, statistic in enumerate(self.shown):
            where = self._line(place, line).adjusted(4, 0, 0, 0)
            head = self._model.page.head
            achieved = head.scale is Scale.ACHIEVED
            painter.drawText(where, LEFT, label_of(statistic, achieved=achieved))

    def _line(self, place: QRect, line: int) -> QRect:
        return QRect(place.left(), 1 + line * pixels(LINE), place.width(), pixels(LINE))

    def _ground(self, section: Section) -> str:
        if section.column is not None and section.column.date == self._model.today:
            return "accent_soft"
        return ground_of(section)

    def _on_statistics_changed(self, column: int) -> None:
        if column in self._view.columns:
            self._texts.pop(column, None)
            left, width = self._view.columnViewportPosition(column), self._view.columnWidth(column)
            self.update(left, 0, width, self.height())


def label_of(statistic: Statistic, *, achieved: bool = False) -> str:
    """The name of a row."""
    if achieved:
        return {
            Statistic.COUNT: _("Achieved of all"),
            Statistic.AVERAGE: "",
            Statistic.QUALITY: _("Achieved, %"),
        }[statistic]
    return {
        Statistic.COUNT: _("Marked"),
        Statistic.AVERAGE: _("Average"),
        Statistic.QUALITY: _("Quality, %"),
    }[statistic]


def _reached(statistic: Statistic, counted: ColumnStatistics) -> str:
    """How many of how many passed or achieved, and their share; there is no average."""
    if statistic is Statistic.COUNT:
        return f"{counted.reached}/{counted.n}"
    return number(counted.quality) if statistic is Statistic.QUALITY else ""


def _written(statistic: Statistic, counted: ColumnStatistics, kind: SectionKind) -> str:
    if counted.reached is not None:
        return _reached(statistic, counted)
    if statistic is Statistic.COUNT:
        return str(counted.n)
    if statistic is Statistic.AVERAGE:
        return number(counted.average, 2 if kind is SectionKind.MARK else 1)
    return quality_words(counted, kind)


def quality_words(counted: ColumnStatistics, kind: SectionKind) -> str:
    """The share of good results; of one to three a percent says little: counts stand beside it."""
    if kind is SectionKind.PERCENT or counted.quality is None:
        return ""
    if counted.n > FEW:
        return number(counted.quality)
    counts = f"{int(counted.quality * counted.n / WHOLE)}/{counted.n}"
    return f"{counts}={number(counted.quality)}" if kind is SectionKind.MARK else counts
