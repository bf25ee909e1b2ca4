"""What pupils missed in a span of time, as lines of a table whose numbers can be opened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from school_desk.errors import N_
from school_desk.formats import NOTHING, class_words
from school_desk.i18n import _
from school_desk.school.attendance_model import PupilAttendance, Unit, missed
from school_desk.school.model import Absence
from school_desk.school.names import name_key

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """A pupil with the class and what was missed."""

    class_label: str
    pupil: PupilAttendance


@dataclass(frozen=True, slots=True)
class PeriodColumn:
    """A column: its head, its number (None: words), the signs or days behind it."""

    head: str
    count: Callable[[PupilAttendance], int] | None = None
    signs: tuple[Absence, ...] = ()
    whole_days: bool = False


AWAY = (Absence.ILL, Absence.EXCUSED, Absence.UNEXCUSED)
NUMBER = PeriodColumn(N_("№"))
NAME = PeriodColumn(N_("Surname, given name"))
CLASS = PeriodColumn(N_("Class"))
LESSONS = PeriodColumn(N_("Missed lessons, total"), lambda one: missed(one, Unit.LESSONS), AWAY)
DAYS = PeriodColumn(N_("Whole days"), lambda one: missed(one, Unit.DAYS), whole_days=True)
COUNTS = (
    PeriodColumn(N_("Ill"), lambda one: one.lessons(Absence.ILL), (Absence.ILL,)),
    PeriodColumn(N_("Valid reason"), lambda one: one.lessons(Absence.EXCUSED), (Absence.EXCUSED,)),
    PeriodColumn(
        N_("No valid reason"), lambda one: one.lessons(Absence.UNEXCUSED), (Absence.UNEXCUSED,)
    ),
    LESSONS,
    DAYS,
    PeriodColumn(N_("Late"), lambda one: one.late, (Absence.LATE,)),
    PeriodColumn(N_("Lessons held"), lambda one: one.held),
    PeriodColumn(N_("Not taken"), lambda one: one.not_taken),
)
OF_CLASS = (NUMBER, NAME, *COUNTS)
OF_SCHOOL = (NUMBER, NAME, CLASS, *COUNTS)


class PeriodModel(QAbstractTableModel):
    """A line for each pupil; sorted by a column, the highest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[PeriodColumn, ...] = OF_CLASS
        self.lines: tuple[PeriodLine, ...] = ()
        self.sorted_by: PeriodColumn = NAME

    def show_lines(self, lines: Sequence[PeriodLine], columns: Sequence[PeriodColumn]) -> None:
        """Replace the lines; they are sorted as before."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.lines = tuple(sorted(lines, key=self._order))
        self.endResetModel()

    def sort_by(self, column: PeriodColumn) -> None:
        """Sort by a column: numbers from the highest, names by the alphabet."""
        self.sorted_by = column
        self.show_lines(self.lines, self.columns)

    def row_of(self, pupil: int) -> int:
        """The line of a pupil, or the first."""
        found = (n for n, line in enumerate(self.lines) if line.pupil.pupil.id == pupil)
        return next(found, 0)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == _Role.TextAlignmentRole and (column.count or column is NUMBER):
            return _RIGHT
        if role == _Role.DisplayRole:
            return self._text(index.row(), column)
        if role == _Role.AccessibleTextRole:
            name = self.lines[index.row()].pupil.pupil.name.listed
            return f"{name}, {_(column.head)}: {self._text(index.row(), column)}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if role != _Role.DisplayRole or not across or not 0 <= section < len(self.columns):
            return None
        return _(self.columns[section].head)

    def _text(self, row: int, column: PeriodColumn) -> str:
        line = self.lines[row]
        if column.count is not None:
            return str(column.count(line.pupil) or NOTHING)
        if column is NUMBER:
            return str(row + 1)
        return class_words(line.class_label) if column is CLASS else line.pupil.pupil.name.listed

    def _order(self, line: PeriodLine) -> tuple[object, ...]:
        name = name_key(line.pupil.pupil.name)
        if self.sorted_by.count is not None:
            return -self.sorted_by.count(line.pupil), name
        if self.sorted_by is CLASS:
            return line.class_label, name
        return 0, name
