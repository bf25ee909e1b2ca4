"""A day of a class as a grid: pupils down, hours across; a letter, or what nobody knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from school_desk.errors import N_
from school_desk.formats import NOTHING, time_range
from school_desk.i18n import _, current, ngettext
from school_desk.school.attendance_model import Attendee, ClassDay, Hour, Taken
from school_desk.school.model import Absence

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
CELL, HEAD = _Role.UserRole, _Role.UserRole + 1
NUMBER, NAME = 0, 1
BEFORE = 2
"""Number and name stand before the hours."""

TAKEN_WORDS = {
    Taken.HELD: N_("held, taken"),
    Taken.NOT_TAKEN: N_("not taken"),
    Taken.TO_COME: N_("to come"),
}
ABSENCE_WORDS = {
    Absence.ILL: N_("ill"),
    Absence.EXCUSED: N_("absent with a valid reason"),
    Absence.UNEXCUSED: N_("absent without a valid reason"),
    Absence.LATE: N_("late"),
}
UNKNOWN = "?"


class Look(Enum):
    """How a cell of the day looks."""

    PLAIN = "plain"
    AWAY = "away"
    UNEXCUSED = "unexcused"
    LATE = "late"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DayCell:
    """A cell to paint."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class HourHead:
    """The head of an hour: number, subject, bell, whether attendance is taken."""

    number: str
    subject: str
    taken: Taken


PLAIN = DayCell("", Look.PLAIN)
NOT_KNOWN = DayCell(UNKNOWN, Look.UNKNOWN)
ELSEWHERE = DayCell(NOTHING, Look.PLAIN)
"""An hour of another subgroup."""


class DayModel(QAbstractTableModel):
    """The last column counts the lessons missed."""

    def __init__(self, letters: Mapping[Absence, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.letters = letters
        self.shown: ClassDay | None = None

    @property
    def hours(self) -> tuple[Hour, ...]:
        """The hours of the day."""
        return self.shown.hours if self.shown else ()

    @property
    def pupils(self) -> tuple[Attendee, ...]:
        """The pupils of the class on this day."""
        return self.shown.pupils if self.shown else ()

    def show_day(self, shown: ClassDay) -> None:
        """Show a day; the cursor stays where rows and columns are the same."""
        old, self.shown = self.shown, shown
        same = old is not None and (old.day, len(old.hours), [p.pupil for p in old.pupils]) == (
            shown.day,
            len(shown.hours),
            [p.pupil for p in shown.pupils],
        )
        if same and shown.pupils:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            return
        self.beginResetModel()
        self.endResetModel()

    def hour(self, column: int) -> Hour | None:
        """The hour of a column, if it is one."""
        place = column - BEFORE
        return self.hours[place] if 0 <= place < len(self.hours) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.pupils)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else BEFORE + len(self.hours) + 1

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == CELL:
            return self._cell(index.row(), index.column())
        if role == _Role.DisplayRole:
            return self._cell(index.row(), index.column()).text
        if role in (_Role.AccessibleTextRole, _Role.ToolTipRole):
            return self._spoken(index.row(), index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if not across or not 0 <= section < self.columnCount():
            return None
        hour = self.hour(section)
        if role == HEAD:
            return self._hour_head(hour) if hour else None
        if role in (_Role.ToolTipRole, _Role.AccessibleTextRole) and hour:
            return self._hour_words(hour)
        if role != _Role.DisplayRole:
            return None
        if hour:
            return str(hour.slot)
        return {NUMBER: _("№"), NAME: _("Surname, given name")}.get(section, _("Missed"))

    def subject_of(self, hour: Hour) -> str:
        """The subject of an hour, or those of its subgroups."""
        subjects = self.shown.subjects if self.shown else {}
        names = (subjects.get(one.subject, {}).get(current(), "") for one in hour.lessons)
        return ", ".join(dict.fromkeys(name for name in names if name))

    def _hour_head(self, hour: Hour) -> HourHead:
        return HourHead(str(hour.slot), self.subject_of(hour), hour.taken)

    def _hour_words(self, hour: Hour) -> str:
        bell = self.shown.bells.get(hour.slot) if self.shown else None
        times = time_range(bell.starts, bell.ends) if bell else ""
        slot = _("lesson {slot}").format(slot=hour.slot)
        words = (slot, times, self.subject_of(hour), _(TAKEN_WORDS[hour.taken]))
        return ", ".join(word for word in words if word)

    def _cell(self, row: int, column: int) -> DayCell:
        one = self.pupils[row]
        hour = self.hour(column)
        if hour is not None:
            return self._sign_cell(one, hour)
        if column == NUMBER:
            return DayCell(str(row + 1), Look.PLAIN)
        if column == NAME:
            return DayCell(one.pupil.name.listed, Look.PLAIN)
        missed = sum(sign.away for sign in one.signs.values())
        return DayCell(str(missed) if missed else "", Look.PLAIN)

    def _sign_cell(self, one: Attendee, hour: Hour) -> DayCell:
        sign, own = one.signs.get(hour.at), one.hour_of(hour)
        if sign is None and own is None:
            return ELSEWHERE
        if sign is None:
            return NOT_KNOWN if own and own.taken is Taken.NOT_TAKEN else PLAIN
        if sign is Absence.LATE:
            return DayCell(self.letters[sign], Look.LATE)
        look = Look.UNEXCUSED if sign is Absence.UNEXCUSED else Look.AWAY
        return DayCell(self.letters[sign], look)

    def _spoken(self, row: int, column: int) -> str:
        one, hour = self.pupils[row], self.hour(column)
        name = one.pupil.name.listed
        if hour is None:
            missed = sum(sign.away for sign in one.signs.values())
            count = ngettext("{n} lesson missed", "{n} lessons missed", missed).format(n=missed)
            return f"{name}, {count}" if column > NAME else name
        sign = one.signs.get(hour.at)
        own = one.hour_of(hour)
        if own is None and sign is None:
            return ", ".join((name, self._hour_words(hour), _("in another group")))
        here = _("present") if own and own.taken is Taken.HELD else ""
        state = _(ABSENCE_WORDS[sign]) if sign else here
        return ", ".join(word for word in (name, self._hour_words(hour), state) if word)
