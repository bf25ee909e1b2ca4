"""A week as a grid: hours down, weekdays (or classes) across, the bells at the left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from school_desk.formats import time_range, weekday_name
from school_desk.i18n import _
from school_desk.school.model import Bell, TimetableSlot, Weeks

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
CELL = _Role.UserRole
_SEVERAL = 2
BELLS = 0
"""The column of the bells; weekdays follow."""

Hour = tuple[int, ...]
"""Weekday and slot; of the whole school also the teaching group of the column."""


@dataclass(frozen=True, slots=True)
class WeekPart:
    """One lesson of a cell: what stands large, what under it, which subgroup it is."""

    slot: TimetableSlot
    title: str
    under: str = ""
    tag: str = ""

    @property
    def below(self) -> str:
        """All that stands under it."""
        return " · ".join(filter(None, (self.tag, self.under)))

    @property
    def whole(self) -> str:
        """All of it in one line."""
        weeks = week_words(self.slot.weeks)
        return " · ".join(filter(None, (self.title, self.tag, weeks, self.under)))


@dataclass(frozen=True, slots=True)
class WeekCell:
    """What stands in one hour, in words.

    Args:
        clash: says what cannot be true about it; `brief` says the same in few words.
        closed: why nothing should stand here.
        classes: how the classes of its lessons are called together, where they are several.
    """

    parts: tuple[WeekPart, ...] = ()
    clash: str = ""
    brief: str = ""
    closed: str = ""
    classes: str = ""

    @property
    def shared(self) -> tuple[str, tuple[str, ...]] | None:
        """What lessons of one hour have in common, with what is each one's own below it.

        Subgroups of a class share the subject, combined classes the subject and the room.
        """
        titles = tuple(dict.fromkeys(part.title for part in self.parts))
        below = tuple(dict.fromkeys(part.below for part in self.parts))
        by_turns = any(part.slot.weeks is not Weeks.EVERY for part in self.parts)
        if len(self.parts) < _SEVERAL or by_turns or min(len(titles), len(below)) > 1:
            return None
        return (titles[0] if len(titles) == 1 else self.classes or ", ".join(titles)), below

    @property
    def slots(self) -> tuple[TimetableSlot, ...]:
        """Its lessons."""
        return tuple(part.slot for part in self.parts)

    @property
    def subject(self) -> str:
        """What stands large in it."""
        return " / ".join(dict.fromkeys(part.title for part in self.parts))

    @property
    def teacher(self) -> str:
        """What stands under it."""
        return " / ".join(dict.fromkeys(part.under for part in self.parts if part.under))


@dataclass(frozen=True, slots=True)
class WeekRow:
    """An hour of the day; of the whole school, of a weekday."""

    slot: int
    label: str
    bell: Bell | None = None
    weekday: int | None = None
    first: bool = False

    @property
    def times(self) -> str:
        """From when to when, if a bell rings."""
        return time_range(self.bell.starts, self.bell.ends) if self.bell else ""


@dataclass(frozen=True, slots=True)
class Week:
    """All that the grid shows: weekdays across, or with `groups` the classes of the school."""

    rows: tuple[WeekRow, ...] = ()
    weekdays: tuple[int, ...] = ()
    cells: Mapping[Hour, WeekCell] = field(default_factory=dict)
    groups: tuple[tuple[int, str], ...] = ()
    """Teaching group and words of each column."""

    @property
    def shape(self) -> object:
        """What must be the same for the cursor to stay."""
        return self.rows, self.weekdays, self.groups


class WeekModel(QAbstractTableModel):
    """Rows are hours; column 0 is the time, each other column a weekday or a class."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.week = Week()
        self.forecast: Mapping[Hour, str] = {}
        """While a lesson is carried: what would clash in each hour, in few words."""
        self.carried: frozenset[TimetableSlot] = frozenset()

    def show_week(self, week: Week) -> None:
        """Show another week; the grid keeps its shape where it can, so that the cursor stays."""
        if week.shape == self.week.shape and week.rows:
            self.week = week
            self._repaint()
            return
        self.beginResetModel()
        self.week = week
        self.endResetModel()

    def carry(self, lessons: Sequence[TimetableSlot], forecast: Mapping[Hour, str]) -> None:
        """Show lessons as taken up, and what each hour would say to them."""
        self.carried, self.forecast = frozenset(lessons), forecast
        if self.week.rows:
            self._repaint()

    def cell(self, row: int, column: int) -> WeekCell | None:
        """What stands in a place of the grid."""
        if column == BELLS or not 0 <= row < self.rowCount():
            return None
        return self.week.cells.get(self.key(row, column))

    def key(self, row: int, column: int) -> Hour:
        """How the cells call a place of the grid."""
        group = (self.week.groups[column - 1][0],) if self.week.groups else ()
        return (*self.hour(row, column), *group)

    def hour(self, row: int, column: int) -> tuple[int, int]:
        """The weekday and the slot of a place of the grid."""
        place = self.week.rows[row]
        if place.weekday is not None:
            return place.weekday, place.slot
        return self.week.weekdays[column - 1], place.slot

    def place_of(self, weekday: object, slot: object, group: object = None) -> tuple[int, int]:
        """The row and column of an hour, or of the first one."""
        hours = [(row.weekday, row.slot) for row in self.week.rows]
        if self.week.groups:
            wanted = (weekday, slot)
            groups: Sequence[object] = [one for one, _words in self.week.groups]
            column = groups.index(group) if group in groups else 0
            return (hours.index(wanted) if wanted in hours else 0), column + 1
        slots: Sequence[object] = [row.slot for row in self.week.rows]
        days: Sequence[object] = self.week.weekdays
        row = slots.index(slot) if slot in slots else 0
        return row, (days.index(weekday) if weekday in days else 0) + 1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.week.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        if parent.isValid():
            return 0
        return len(self.week.groups or self.week.weekdays) + 1

    def data(  # noqa: PLR0911  a table of roles
        self, index: _Index, role: int = _Role.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        row = self.week.rows[index.row()]
        cell = self.cell(index.row(), index.column())
        match role:
            case _ if role == CELL:
                return row if index.column() == BELLS else cell
            case _Role.DisplayRole if index.column() == BELLS:
                return row.times or row.label
            case _Role.DisplayRole:
                return cell.subject if cell else ""
            case _Role.ToolTipRole:
                return _hint(cell) if cell else None
            case _Role.AccessibleTextRole:
                return self._spoken(row, index, cell)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if role != _Role.DisplayRole or not across or not 0 <= section < self.columnCount():
            return None
        if section == BELLS:
            return _("Hour") if self.week.groups else _("Bells")
        if self.week.groups:
            return self.week.groups[section - 1][1]
        name = weekday_name(self.week.weekdays[section - 1])
        return name[:1].upper() + name[1:]

    def _spoken(self, row: WeekRow, index: _Index, cell: WeekCell | None) -> str:
        hour = _("lesson {slot}, {times}").format(slot=row.label, times=row.times)
        here = index.row(), index.column()
        day = "" if here[1] == BELLS else weekday_name(self.hour(*here)[0])
        group = self.week.groups[here[1] - 1][1] if self.week.groups and here[1] else ""
        words = (cell.subject, cell.teacher, cell.clash or cell.closed) if cell else ()
        return ", ".join(filter(None, (group, day, hour, *words)))

    def _repaint(self) -> None:
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)


def _hint(cell: WeekCell) -> str:
    lessons = (part.whole for part in cell.parts)
    return "\n".join(filter(None, (*lessons, cell.clash, cell.closed)))


def week_words(weeks: Weeks) -> str:
    """In which weeks a lesson is held, in one word."""
    return {Weeks.EVERY: "", Weeks.ODD: _("odd weeks"), Weeks.EVEN: _("even weeks")}[weeks]
