"""A class's week as a grid: lessons of the day down, weekdays across, the bells at the left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from school_desk.formats import time_range, weekday_name
from school_desk.i18n import _
from school_desk.school.model import Bell, TimetableSlot

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
CELL = _Role.UserRole
BELLS = 0
"""The column of the bells; weekdays follow."""


@dataclass(frozen=True, slots=True)
class WeekCell:
    """What stands in one hour, in words; `clash` says what cannot be true about it."""

    slot: TimetableSlot | None
    subject: str
    teacher: str = ""
    clash: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """All that the grid shows of one class."""

    bells: tuple[Bell, ...] = ()
    weekdays: tuple[int, ...] = ()
    cells: Mapping[tuple[int, int], WeekCell] = field(default_factory=dict)
    """By weekday and slot."""


class WeekModel(QAbstractTableModel):
    """Rows are bells; column 0 is the time, each other column a weekday."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.week = Week()

    def show_week(self, week: Week) -> None:
        """Show another week; the grid keeps its shape where it can, so that the cursor stays."""
        same = (week.bells, week.weekdays) == (self.week.bells, self.week.weekdays)
        if same and week.bells:
            self.week = week
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.week = week
        self.endResetModel()

    def cell(self, row: int, column: int) -> WeekCell | None:
        """The lesson in a place of the grid."""
        if column == BELLS or not 0 <= row < self.rowCount():
            return None
        return self.week.cells.get((self.week.weekdays[column - 1], self.week.bells[row].slot))

    def hour(self, row: int, column: int) -> tuple[int, int]:
        """The weekday and the slot of a place of the grid."""
        return self.week.weekdays[column - 1], self.week.bells[row].slot

    def place_of(self, weekday: object, slot: object) -> tuple[int, int]:
        """The row and column of an hour, or of the first one."""
        slots = [bell.slot for bell in self.week.bells]
        row = slots.index(slot) if slot in slots else 0
        days: Sequence[object] = self.week.weekdays
        return row, (days.index(weekday) if weekday in days else 0) + 1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.week.bells)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.week.weekdays) + 1

    def data(  # noqa: PLR0911  a table of roles
        self, index: _Index, role: int = _Role.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        bell = self.week.bells[index.row()]
        cell = self.cell(index.row(), index.column())
        match role:
            case _ if role == CELL:
                return bell if index.column() == BELLS else cell
            case _Role.DisplayRole if index.column() == BELLS:
                return time_range(bell.starts, bell.ends)
            case _Role.DisplayRole:
                return cell.subject if cell else ""
            case _Role.ToolTipRole:
                return "\n".join(filter(None, (cell.subject, cell.clash))) if cell else None
            case _Role.AccessibleTextRole:
                return self._spoken(bell, index.column(), cell)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if role != _Role.DisplayRole or not across or not 0 <= section < self.columnCount():
            return None
        if section == BELLS:
            return _("Bells")
        name = weekday_name(self.week.weekdays[section - 1])
        return name[:1].upper() + name[1:]

    def _spoken(self, bell: Bell, column: int, cell: WeekCell | None) -> str:
        hour = _("lesson {slot}, {times}").format(
            slot=bell.slot, times=time_range(bell.starts, bell.ends)
        )
        day = "" if column == BELLS else weekday_name(self.week.weekdays[column - 1])
        words = (cell.subject, cell.teacher, cell.clash) if cell else ()
        return ", ".join(filter(None, (day, hour, *words)))
