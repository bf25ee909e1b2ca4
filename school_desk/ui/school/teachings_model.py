"""Who teaches what: a subject in each row, a class group in each column."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from school_desk.formats import class_words
from school_desk.i18n import _, current, ngettext
from school_desk.school.model import PeriodKind, Teaching, TimetableSlot
from school_desk.ui.school.week import Planner
from school_desk.ui.school.week_model import CELL, WeekCell, WeekPart

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_NO_HOUR = TimetableSlot(0, 0, 0, 0, 0)


class TeachingsModel(QAbstractTableModel):
    """A teacher's name over the hours a week; empty where a class has no such subject."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._planner: Planner | None = None
        self.subjects: tuple[int, ...] = ()
        self.groups: tuple[int, ...] = ()
        self._hours: dict[tuple[int, int], int] = {}

    def show_planner(self, planner: Planner) -> None:
        """Replace all of it."""
        self.beginResetModel()
        self._planner = planner
        self.subjects = tuple(planner.subjects)
        self.groups = tuple(planner.groups.values())
        self._hours = {}
        for slot in planner.slots:
            key = slot.group, slot.subject
            self._hours[key] = self._hours.get(key, 0) + 1
        self.endResetModel()

    def at(self, index: _Index) -> tuple[int, int] | None:
        """The teaching group and subject of a cell."""
        if not index.isValid():
            return None
        return self.groups[index.column()], self.subjects[index.row()]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.subjects)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.groups)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self._cell(index)
        if role == CELL:
            return cell
        if role == _Role.DisplayRole:
            return cell.subject if cell else ""
        if role == _Role.AccessibleTextRole:
            return ", ".join(filter(None, self._words(index, cell)))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if role != _Role.DisplayRole or self._planner is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self._subject(section) if section < len(self.subjects) else None
        if section >= len(self.groups):
            return None
        return class_words(self._planner.classes[self.groups[section]].label)

    def _subject(self, row: int) -> str:
        found = self._planner.subjects[self.subjects[row]] if self._planner else None
        return found.names[current()] if found else ""

    def _cell(self, index: _Index) -> WeekCell | None:
        """The teacher as the first line of a cell, the hours as the second."""
        key = self.at(index)
        if key is None or self._planner is None:
            return None
        teaching = self._planner.teachings.get(key)
        hours = self._hours.get(key, 0)
        teacher = self._planner.teachers.get(teaching.teacher or 0, "") if teaching else ""
        if not teacher and not hours:
            return None
        words = ngettext("{n} hour a week", "{n} hours a week", hours).format(n=hours)
        own = _own_choices(teaching) if teaching else ()
        name, quiet = teacher or _("no teacher"), " · ".join((*((words,) if hours else ()), *own))
        return WeekCell((WeekPart(_NO_HOUR, name, quiet),), "" if teacher else _("no teacher"))

    def _words(self, index: _Index, cell: WeekCell | None) -> Sequence[str]:
        subject = self._subject(index.row())
        across = Qt.Orientation.Horizontal
        label = str(self.headerData(index.column(), across))
        return (label, subject, *((cell.subject, cell.teacher) if cell else ()))


def _own_choices(teaching: Teaching) -> Sequence[str]:
    """What the school has chosen for this class in place of the rules."""
    endings = {None: "", False: _("marks"), True: _("pass or fail")}
    periods = {
        PeriodKind.TERM: _("by terms"),
        PeriodKind.HALF_YEAR: _("by half-years"),
        PeriodKind.YEAR: _("by the year"),
    }
    period = periods[teaching.period] if teaching.period else ""
    return [words for words in (endings[teaching.pass_fail], period) if words]
