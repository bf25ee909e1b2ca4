"""When a lesson begins and ends, typed beside its cell; later lessons may move along."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from school_desk.formats import time_of_day
from school_desk.i18n import _
from school_desk.school.model import Bell
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.day_field import DigitLine
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.typed_time import parse_time

_SOME_DAY = date(2026, 9, 1)
_WIDTH = 300
_USUAL = timedelta(minutes=45)
_BREAK = timedelta(minutes=10)


class BellForm(QFrame):
    """`written` with a Bell and whether later ones move; `closed` on Esc."""

    written = Signal(object, bool)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("panel", "float")
        self.setAutoFillBackground(True)
        self._slot = 0
        self._title = label(weight="bold")
        self.starts, self.ends = DigitLine(), DigitLine()
        self._fields = (Field(_("Begins"), self.starts), Field(_("Ends"), self.ends))
        self.along = QCheckBox(_("Move the later lessons along"))
        self._lay_out()
        self.hide()

    def open(self, bell: Bell, at: QPoint, *, typed: str = "") -> None:
        """Ask for the times of a lesson, at a place of the parent."""
        self._slot = bell.slot
        self._title.setText(_("Lesson {slot}").format(slot=bell.slot))
        self.setAccessibleName(self._title.text())
        for field in self._fields:
            field.show_problem("")
        self.starts.setText(time_of_day(bell.starts))
        self.ends.setText(time_of_day(bell.ends))
        self.along.setChecked(False)
        self.setFixedWidth(scaled(_WIDTH))
        self.adjustSize()
        room = self.parentWidget()
        low = room.height() - self.height() if room else at.y()
        self.move(at.x(), max(0, min(at.y(), low)))
        self.show()
        self.raise_()
        self.starts.setFocus(Qt.FocusReason.PopupFocusReason)
        if typed:
            self.starts.setText(typed)
        else:
            self.starts.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._write()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _write(self) -> None:
        starts, ends = parse_time(self.starts.text()), parse_time(self.ends.text())
        for field, typed in zip(self._fields, (starts, ends), strict=True):
            field.show_problem("" if typed else _("This is not a time such as 08:30."))
        self.adjustSize()
        if starts is not None and ends is not None:
            self.written.emit(Bell(self._slot, starts, ends), self.along.isChecked())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addWidget(self._title)
        row = QHBoxLayout()
        for field in self._fields:
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(self.along)
        write = Button(_("Write"), key="Enter", role="primary")
        write.clicked.connect(self._write)
        column.addWidget(write, 0, Qt.AlignmentFlag.AlignRight)


def changed_bells(bells: Sequence[Bell], bell: Bell, *, along: bool) -> tuple[Bell, ...]:
    """Put one bell right; the later ones move by as much as its end did.

    >>> day = (Bell(1, time(8), time(8, 45)), Bell(2, time(9), time(9, 45)))
    >>> later = changed_bells(day, Bell(1, time(8, 30), time(9, 15)), along=True)
    >>> [bell.starts.isoformat("minutes") for bell in later]
    ['08:30', '09:30']
    """
    old = next(one for one in bells if one.slot == bell.slot)
    moved = _on_some_day(bell.ends) - _on_some_day(old.ends) if along else timedelta()
    return tuple(
        bell if one.slot == bell.slot else _moved(one, moved if one.slot > bell.slot else None)
        for one in bells
    )


def next_bell(bells: Sequence[Bell]) -> Bell:
    """One more lesson after the last: as long, after as long a break."""
    if not bells:
        return Bell(1, time(8, 30), time(9, 15))
    last = bells[-1]
    length = _on_some_day(last.ends) - _on_some_day(last.starts)
    pause = _on_some_day(last.starts) - _on_some_day(bells[-2].ends) if len(bells) > 1 else _BREAK
    starts = _on_some_day(last.ends) + pause
    return Bell(last.slot + 1, starts.time(), (starts + (length or _USUAL)).time())


def _moved(bell: Bell, by: timedelta | None) -> Bell:
    if by is None:
        return bell
    starts, ends = _on_some_day(bell.starts) + by, _on_some_day(bell.ends) + by
    return replace(bell, starts=starts.time(), ends=ends.time())


def _on_some_day(moment: time) -> datetime:
    """Times can only be counted with on a day."""
    return datetime.combine(_SOME_DAY, moment, UTC)
