"""The pupils of one class group, or those that were found, as lines of a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from school_desk.errors import N_
from school_desk.formats import NOTHING, class_words, date_short
from school_desk.i18n import _
from school_desk.school.model import ClassGroup, Pupil

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class ListedPupil:
    """A pupil with the class group and what one may see beside the name."""

    pupil: Pupil
    class_group: ClassGroup
    since: date | None = None
    birth: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head and its text."""

    head: str
    name: str


NUMBER = Column(N_("№"), "number")
NAME = Column(N_("Surname, given name, patronymic"), "name")
CLASS = Column(N_("Class"), "class")
BIRTH = Column(N_("Birth date"), "birth")
UNTIL = Column(N_("Last day here"), "until")
SINCE = Column(N_("In the class since"), "since")


class PupilsModel(QAbstractTableModel):
    """A line for each pupil; № is only the place in the list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pupils: tuple[ListedPupil, ...] = ()
        self.columns: tuple[Column, ...] = (NUMBER, NAME)

    def show_pupils(self, pupils: Sequence[ListedPupil], columns: Sequence[Column]) -> None:
        """Replace the lines and the columns."""
        self.beginResetModel()
        self.pupils, self.columns = tuple(pupils), tuple(columns)
        self.endResetModel()

    def row_of(self, pupil: int | None) -> int:
        """The line of a pupil, or the first."""
        found = (row for row, one in enumerate(self.pupils) if one.pupil.id == pupil)
        return next(found, 0)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.pupils)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == _Role.TextAlignmentRole and column is NUMBER:
            return _RIGHT
        if role == _Role.DisplayRole:
            return self._texts(index.row())[column.name]
        if role == _Role.AccessibleTextRole:
            return f"{_(column.head)}: {self._texts(index.row())[column.name]}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if role != _Role.DisplayRole or not 0 <= section < len(self.columns):
            return None
        return _(self.columns[section].head) if orientation == Qt.Orientation.Horizontal else None

    def _texts(self, row: int) -> Mapping[str, str]:
        one = self.pupils[row]
        return {
            "number": str(row + 1),
            "name": one.pupil.name.full,
            "class": class_words(one.class_group.label),
            "birth": date_short(one.birth) if one.birth else NOTHING,
            "until": date_short(one.until) if one.until else "",
            "since": date_short(one.since) if one.since else NOTHING,
        }
