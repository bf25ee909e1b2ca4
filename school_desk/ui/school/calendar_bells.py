"""The tab of bells and shifts: the usual bells, others for some classes or days, shifts."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QVBoxLayout, QWidget

from school_desk.errors import N_, DeskError
from school_desk.formats import NOTHING, classes_words
from school_desk.i18n import _
from school_desk.intents import Scope
from school_desk.journal.history_model import RowPlace
from school_desk.school.model import BellSet, Shift
from school_desk.ui.menu import Entry
from school_desk.ui.school.bell_dialogs import BellSetDialog, ShiftDialog, UsualBellsDialog
from school_desk.ui.school.calendar_table import CalendarTable
from school_desk.ui.school.calendar_words import bell_lines
from school_desk.ui.widgets.chooser import Chooser
from school_desk.ui.widgets.rows_model import Row
from school_desk.ui.work_place import WorkPlace

_HEADS = (N_("What it is called"), N_("For whom"), N_("Weekdays"), N_("Days"), N_("Lessons"))
_INTENT = "Change bells"
_USUAL_INTENT = "Change timetable"
USUAL, SET, SHIFT = "usual", "set", "shift"


class BellsPage(QWidget):
    """Each line opens by Enter: the usual bells, a set beside them, a shift."""

    def __init__(self, at: WorkPlace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = at
        self._desk = at.desk
        self._keys: tuple[str, ...] = ()
        self.table = CalendarTable(_("Bells and shifts"), _HEADS, (26, 22, 14, 18, 20))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.chooser = Chooser(_("What to add?"), self)
        self.chooser.closed.connect(self.table.setFocus)
        self.table.entered.connect(self.edit)
        self.table.erased.connect(self._erase)

    def reload(self) -> None:
        """Read bells and shifts again; the current line stays."""
        service = self._desk.bells
        classes, shift_of = self._desk.school.class_groups(), service.shift_of()
        shifts = []
        for one in service.shifts():
            labels = [each.label for each in classes if shift_of.get(each.id) == one.number]
            name = _("Shift {number}").format(number=one.number)
            slots = _("lessons {first}–{last}").format(first=one.first_slot, last=one.last_slot)
            shifts.append((name, classes_words(labels) or NOTHING, slots))
        lines = bell_lines(service.bells(), shifts)
        self._keys = tuple(key for key, _texts in lines)
        self.table.show_rows([Row(n, texts) for n, (_key, texts) in enumerate(lines)])

    def row_place(self) -> RowPlace | None:
        """The row of the current line; the usual bells are all bells of the school."""
        kind, what = self._current()
        if not kind:
            return None
        name = self.table.rows.rows[self.table.currentIndex().row()].texts[0]
        if kind == USUAL:
            return RowPlace("bell", name=name)
        born = (what,) if kind == SET else (self._shift(what).number,)
        return RowPlace({SET: "bell_set", SHIFT: "shift"}[kind], born=born, name=name)

    def edit(self) -> None:
        """Open the current line."""
        kind, what = self._current()
        if kind == USUAL:
            self._ask_usual()
        elif kind and self._allowed():
            if kind == SET:
                self._ask_set(self._set(what))
            else:
                self._ask_shift(self._shift(what).number)

    def add(self) -> None:
        """Other bells, or a shift."""
        if not self._allowed():
            return
        fresh = BellSet(self._desk.bells.fresh_code(), "", tuple(self._desk.school.bells()[:3]))
        number = len(self._desk.bells.shifts()) + 1
        entries = (
            Entry(
                text=_("Other bells for some classes or days"), run=partial(self._ask_set, fresh)
            ),
            Entry(text=_("A shift"), run=partial(self._ask_shift, number)),
        )
        corner = QRect(0, 0, self.width(), 0)
        self.chooser.ask(_("What to add?"), entries, corner)

    def _ask_usual(self) -> None:
        if self._allowed(_USUAL_INTENT):
            school = self._desk.school
            used = {slot.slot for slot in school.timetable()}
            found = UsualBellsDialog.ask(school.bells(), used, self)
            if found is not None:
                self._attempt(lambda: school.save_bells(found))

    def _ask_set(self, there: BellSet) -> None:
        found = BellSetDialog.ask(there, self)
        if found is not None:
            self._attempt(lambda: self._desk.bells.save_set(found))

    def _ask_shift(self, number: int) -> None:
        service = self._desk.bells
        found = ShiftDialog.ask(
            number,
            service.shifts(),
            self._desk.school.class_groups(),
            service.shift_of(),
            self,
        )
        if found is not None:
            self._attempt(lambda: service.save_shifts(found.shifts, found.classes))

    def _erase(self) -> None:
        kind, what = self._current()
        if kind in ("", USUAL) or not self._allowed():
            return
        service = self._desk.bells
        if kind == SET:
            self._attempt(lambda: service.delete_set(what))
            return
        number = self._shift(what).number
        shifts = [one for one in service.shifts() if one.number != number]
        left = [one for one, shift in service.shift_of().items() if shift == number]
        self._attempt(lambda: service.save_shifts(shifts, dict.fromkeys(left)))

    def _current(self) -> tuple[str, str]:
        row = self.table.currentIndex().row()
        kind, _slash, what = (self._keys[row] if 0 <= row < len(self._keys) else "").partition("/")
        return kind, what

    def _set(self, code: str) -> BellSet:
        return next(one for one in self._desk.bells.bells().sets if one.code == code)

    def _shift(self, place: str) -> Shift:
        return self._desk.bells.shifts()[int(place) - 1]

    def _allowed(self, intent: str = _INTENT) -> bool:
        refusal = self._desk.why_not(intent, Scope())
        if refusal is not None:
            self._at.messages.refuse(refusal)
        return refusal is None

    def _attempt(self, act: Callable[[], object]) -> None:
        try:
            act()
        except DeskError as refusal:
            self._at.messages.refuse(refusal)
