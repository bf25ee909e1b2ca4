"""Where the current cell is and how it walks: over lessons and works, not over results."""

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QObject,
    Signal,
)

from school_desk.journal.model import ColumnKey
from school_desk.ui.journal.register_layout import NAMES, SectionKind
from school_desk.ui.journal.register_model import RegisterModel

_Flag = QItemSelectionModel.SelectionFlag


def ranges_of(selection: QItemSelectionModel) -> list[QItemSelectionRange]:
    """The selected blocks; there is never more than one, and none after a reset."""
    blocks = selection.selection()
    return [blocks.at(n) for n in range(blocks.size())]


class RegisterCursor(QObject):
    """One current cell and one selected block for all three tables."""

    moved = Signal(QModelIndex, QModelIndex)

    def __init__(self, model: RegisterModel, selection: QItemSelectionModel) -> None:
        super().__init__(selection)
        self._model = model
        self._selection = selection
        self._anchor: tuple[int, int] | None = None
        self._kept: tuple[int, ColumnKey | None] | None = None
        self.walkable: tuple[int, ...] = ()
        selection.currentChanged.connect(self.moved)
        model.modelAboutToBeReset.connect(self._on_about_to_reset)

    @property
    def index(self) -> QModelIndex:
        """The current cell."""
        return self._selection.currentIndex()

    @property
    def pupil(self) -> int | None:
        """Whose line it is in."""
        return self._model.pupil_row(self.index.row()).pupil.id if self.index.isValid() else None

    @property
    def key(self) -> ColumnKey | None:
        """In which lesson or work it is; None in a computed column."""
        return self._model.sections[self.index.column()].key if self.index.isValid() else None

    def block(self) -> tuple[range, range]:
        """Rows and columns of the selected block, or the current cell alone."""
        ranges, index = ranges_of(self._selection), self.index
        if ranges:
            found = ranges[-1]
            return range(found.top(), found.bottom() + 1), range(found.left(), found.right() + 1)
        if not index.isValid():
            return range(0), range(0)
        return range(index.row(), index.row() + 1), range(index.column(), index.column() + 1)

    def set_columns(self, visible: tuple[int, ...]) -> None:
        """Which columns one can walk over now: those that can be typed in and are not folded."""
        self.walkable = tuple(c for c in visible if self._model.sections[c].typed)

    def go(self, row: int, column: int) -> None:
        """Make a cell the current one, alone."""
        index = self._model.index(row, column)
        if not index.isValid():
            return
        self._anchor = (row, column)
        self._selection.setCurrentIndex(index, _Flag.ClearAndSelect)

    def stretch(self, row: int, column: int) -> None:
        """Select the block from where the last lonely step ended to this cell."""
        index = self._model.index(row, column)
        if not index.isValid() or self._model.sections[column].kind in NAMES:
            return
        start = self._anchor or (row, column)
        top, low = sorted((start[0], row))
        left, right = sorted((start[1], column))
        block = QItemSelection(self._model.index(top, left), self._model.index(low, right))
        self._selection.select(block, _Flag.ClearAndSelect)
        self._selection.setCurrentIndex(index, _Flag.NoUpdate)

    def select_all(self) -> None:
        """Select the whole page, names and results too, to copy it."""
        last = self._model.index(self._model.rowCount() - 1, self._model.columnCount() - 1)
        everything = QItemSelection(self._model.index(0, 0), last)
        self._selection.select(everything, _Flag.ClearAndSelect)

    def step(self, rows: int, columns: int, *, stretch: bool = False) -> bool:
        """Walk; False at the edge, where nothing moves."""
        index = self.index
        if not index.isValid():
            return False
        row = min(max(index.row() + rows, 0), self._model.rowCount() - 1)
        column = self._walked(index.column(), columns)
        if (row, column) == (index.row(), index.column()):
            return False
        (self.stretch if stretch else self.go)(row, column)
        return True

    def to_edge(self, *, last: bool, stretch: bool = False) -> None:
        """Go to the first or the last column one can type in."""
        if self.walkable and self.index.isValid():
            column = self.walkable[-1 if last else 0]
            (self.stretch if stretch else self.go)(self.index.row(), column)

    def to_row(self, row: int) -> None:
        """Go to a pupil's line, in the same column."""
        if self.index.isValid():
            self.go(row, self.index.column())

    def to_mark(self) -> None:
        """Go to the mark of this pupil; typing stays refused there, unless it is pass or fail."""
        kinds = [section.kind for section in self._model.sections]
        if self.index.isValid() and SectionKind.MARK in kinds:
            self.go(self.index.row(), kinds.index(SectionKind.MARK))

    def restore(self) -> None:
        """After other columns or pupils came: stand where one stood, if it is still there."""
        pupil, key = self._kept or (None, None)
        row = self._model.row_of(pupil) if pupil is not None else None
        column = self._model.column_of(key) if key else None
        if row is not None and column is not None:
            self.go(row, column)
        else:
            self.start()

    def start(self) -> None:
        """Stand on the first pupil in the lesson of today, or in the last one before it."""
        past = [
            n
            for n, section in enumerate(self._model.sections)
            if section.column and section.column.date <= self._model.today
        ]
        if self.walkable:
            self.go(0, past[-1] if past else self.walkable[0])

    def _walked(self, column: int, columns: int) -> int:
        """The column some steps away: a step from outside enters at the nearest one."""
        if columns > 0:
            ahead = [c for c in self.walkable if c > column]
            return ahead[min(columns, len(ahead)) - 1] if ahead else column
        if columns < 0:
            behind = [c for c in self.walkable if c < column]
            return behind[max(columns, -len(behind))] if behind else column
        return column

    def _on_about_to_reset(self) -> None:
        self._kept = None if self.pupil is None else (self.pupil, self.key)
