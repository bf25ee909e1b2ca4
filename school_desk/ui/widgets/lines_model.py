"""Lines of any kind for a list, each told in words; the list's own painter asks for the line."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

ALine = TypeVar("ALine")
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
LINE = _Role.UserRole


class LinesModel(QAbstractListModel, Generic[ALine]):
    """A subclass says what stands in a line, what is read out, what a hint adds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[ALine, ...] = ()

    def shown(self, line: ALine) -> str:
        """The words of a line."""
        raise NotImplementedError

    def read_out(self, line: ALine) -> str:
        """What a screen reader says."""
        return self.shown(line)

    def hint(self, line: ALine) -> str | None:  # noqa: ARG002  most lists have none
        """What the pointer is told."""
        return None

    def show_lines(self, lines: Sequence[ALine]) -> None:
        """Replace the lines."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        match role:
            case _Role.DisplayRole:
                return self.shown(line)
            case _Role.AccessibleTextRole:
                return self.read_out(line)
            case _Role.ToolTipRole:
                return self.hint(line)
            case _ if role == LINE:
                return line
        return None
