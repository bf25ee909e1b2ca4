"""Plates by class in large type: arrows to a number, digits, Enter; what is not typed is eaten."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem, QWidget

from school_desk.errors import N_
from school_desk.formats import class_words
from school_desk.i18n import _
from school_desk.nutrition.kitchen_rules import Cell
from school_desk.nutrition.plates_model import PlateLine
from school_desk.ui.theme.fonts import Step, row_height, scaled, step_font
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.widgets.table import LineDelegate, LineTable

HEADS = (
    *(N_("Class"), N_("Cooked"), N_("Eaten"), N_("Given as seconds"), N_("Written off")),
    N_("So it stands"),
)
CELLS = {2: Cell.EATEN, 3: Cell.SECONDS, 4: Cell.WRITTEN_OFF}
NUMBERS = (1, *CELLS)
WIDTHS = (120, 96, 108, 132, 142)
ROW, PAD, DIGITS = 44, 10, 4
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class PlatesModel(QAbstractTableModel):
    """`show_lines` replaces everything; `pending` are the digits of the cell that is typed in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[PlateLine, ...] = ()
        self.pending = ""
        self.typed_at = (-1, -1)

    def show_lines(self, lines: Sequence[PlateLine]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines, self.pending = tuple(lines), ""
        self.endResetModel()

    def type_in(self, at: tuple[int, int], pending: str) -> None:
        """Show digits that are not entered yet."""
        self.typed_at, self.pending = at, pending
        self.dataChanged.emit(self.index(at[0], 0), self.index(at[0], len(HEADS) - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        text = self._text(index.row(), index.column())
        if role == _Role.DisplayRole:
            return text
        if role == _Role.AccessibleTextRole:
            return f"{_(HEADS[index.column()])}: {text}"
        if role == _Role.TextAlignmentRole:
            return _side(index.column())
        if role == _Role.FontRole and index.column() in (0, 2):
            font = QFont()
            font.setBold(True)
            return font
        return self._ground(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(HEADS):
            return None
        if role == _Role.DisplayRole:
            return _(HEADS[section])
        return _side(section) if role == _Role.TextAlignmentRole else None

    def _text(self, row: int, column: int) -> str:
        line = self.lines[row]
        if self.pending and (row, column) == self.typed_at:
            return f"{self.pending}▏"
        plates = line.shown
        rest = {3: plates.seconds, 4: plates.written_off}
        if column in rest:
            return str(rest[column]) if rest[column] else "—"
        first = (class_words(line.class_label), str(line.cooked), str(plates.eaten))
        return first[column] if column < len(first) else _words(line)

    def _ground(self, index: _Index, role: int) -> object:
        line, tokens = self.lines[index.row()], current_tokens()
        if role == _Role.BackgroundRole and line.plates is not None:
            return QColor(tokens.warn_soft)
        if role == _Role.ForegroundRole and index.column() == len(HEADS) - 1:
            return QColor(tokens.warn if line.plates is not None else tokens.muted)
        return None


class PlatesTable(LineTable):
    """`entered` with the class, the cell and the number; `cleared` with the class."""

    entered = Signal(int, str, int)
    cleared = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Plates of each class"), parent)
        self.plates = PlatesModel(self)
        self.setModel(self.plates)
        self.setItemDelegate(_LargeDelegate(self))
        self.verticalHeader().setDefaultSectionSize(row_height(scaled(ROW)))
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, scaled(width))
        self.horizontalHeader().setSectionResizeMode(len(HEADS) - 1, QHeaderView.ResizeMode.Stretch)

    def show_lines(self, lines: Sequence[PlateLine]) -> None:
        """Other lines; one stays where one was, at first on what is eaten."""
        here = self.currentIndex()
        row, column = max(0, here.row()), here.column()
        self.plates.show_lines(lines)
        self.stand_on(min(row, len(lines) - 1), column if column in CELLS else 2)

    def stand_on(self, row: int, column: int) -> None:
        """Go to a number of a class."""
        if 0 <= row < len(self.plates.lines):
            self.setCurrentIndex(self.plates.index(row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit, key = event.text(), event.key()
        if digit.isascii() and digit.isdigit():
            self._type(self.plates.pending + digit)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(down=True)
        elif key == Qt.Key.Key_Backspace:
            self._type(self.plates.pending[:-1])
        elif key == Qt.Key.Key_Escape and self.plates.pending:
            self._type("")
        elif key == Qt.Key.Key_Delete and self._line() is not None:
            self._type("")
            self.cleared.emit(self.plates.lines[self.currentIndex().row()].class_group)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(-1 if key == Qt.Key.Key_Left else 1)
        else:
            self._enter(down=False)
            super().keyPressEvent(event)

    def _line(self) -> PlateLine | None:
        row = self.currentIndex().row()
        return self.plates.lines[row] if 0 <= row < len(self.plates.lines) else None

    def _type(self, pending: str) -> None:
        here = self.currentIndex()
        if self._line() is not None and here.column() in CELLS and len(pending) <= DIGITS:
            self.plates.type_in((here.row(), here.column()), pending)

    def _step(self, by: int) -> None:
        self._enter(down=False)
        here = self.currentIndex()
        column = min(max(here.column() + by, min(CELLS)), max(CELLS))
        self.stand_on(here.row(), column)

    def _enter(self, *, down: bool) -> None:
        line, pending, here = self._line(), self.plates.pending, self.currentIndex()
        row, column = here.row(), here.column()
        if line is None:
            return
        if pending and column in CELLS:
            self._type("")
            self.entered.emit(line.class_group, CELLS[column].value, int(pending))
        if down:
            self.stand_on(min(row + 1, len(self.plates.lines) - 1), column)


class _LargeDelegate(LineDelegate):
    """Large type; the number that keys go to has a frame."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens, box = current_tokens(), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        ground = index.data(_Role.BackgroundRole)
        plain = ground if isinstance(ground, QColor) else QColor(tokens.base)
        painter.fillRect(box, QColor(tokens.accent_soft) if chosen else plain)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(tokens.line_soft))
        table = self.parent()
        if isinstance(table, PlatesTable) and table.currentIndex() == index and table.hasFocus():
            painter.setPen(QColor(tokens.accent))
            painter.drawRect(box.adjusted(1, 1, -2, -3))
        colour = index.data(_Role.ForegroundRole)
        painter.setPen(colour if isinstance(colour, QColor) else QColor(tokens.text))
        font = index.data(_Role.FontRole)
        bold = isinstance(font, QFont) and font.bold()
        step = Step.BODY if index.column() == len(HEADS) - 1 else Step.TITLE
        painter.setFont(step_font(step, QFont.Weight.Bold if bold else QFont.Weight.Normal))
        side = index.data(_Role.TextAlignmentRole)
        flags = int(side) | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        inside: QRect = box.adjusted(PAD, 0, -PAD, 0)
        painter.drawText(inside, flags, str(index.data(_Role.DisplayRole)))
        painter.restore()


def _side(column: int) -> Qt.AlignmentFlag:
    right = column in NUMBERS
    return Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft


def _words(line: PlateLine) -> str:
    """What the line says in a word, and that an order was changed after it was typed."""
    if line.plates is None:
        return _("as ordered")
    if line.plates.cooked != line.cooked:
        return _("the order was changed since: count again")
    return _("as ordered, counted") if line.plates.eaten == line.cooked else _("counted")
