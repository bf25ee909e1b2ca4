"""Other bells than the usual ones, and shifts: small questions of the calendar's last tab."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from school_desk.errors import N_, DeskError
from school_desk.formats import weekday_short
from school_desk.i18n import _
from school_desk.school.bell_rules import accept_bell_set, accept_shifts, accept_usual_bells
from school_desk.school.calendar_text_rules import bells_text, parse_bells_text, parse_year_levels
from school_desk.school.model import Bell, BellSet, ClassGroup, Shift
from school_desk.school.texts import as_line
from school_desk.ui.school.calendar_dialogs import CheckedDialog, whom_field, whom_line
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.day_field import DayField, DigitLine
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.labels import label

_LINES = 132
TIMES = N_("Lessons, one to a line: 1 08:30–09:05")
SCHOOL_DAYS = 6


class ClassUnknownError(DeskError):
    """A class that is not in the list."""

    sentence = N_("There is no class «{text}» this year. Write them such as «5А, 6».")


class BellNameMissingError(DeskError):
    """A set of bells without a name."""

    sentence = N_("Give these bells a name, such as «Class 1 in September».")


class SlotTextError(DeskError):
    """A number of a lesson that is none."""

    sentence = N_("Write the first and the last lesson as numbers, such as 1 and 6.")


class BellSetDialog(CheckedDialog):
    """`ask` returns a set of bells, or None."""

    def __init__(self, found: BellSet, parent: QWidget | None = None) -> None:
        super().__init__(_("Which other bells?"), _("Write"), parent)
        self._set = found
        self.name = QLineEdit(found.name)
        self.whom = whom_line(found.year_levels)
        self.days_of_week = DigitLine()
        self.days_of_week.setText(", ".join(str(day + 1) for day in found.weekdays))
        self.starts = DayField(_("From, if not always"), found.starts)
        self.ends = DayField(_("To, if not always"), found.ends)
        self.times = _times(found.bells)
        week = ", ".join(f"{day + 1} = {weekday_short(day)}" for day in range(SCHOOL_DAYS))
        weekdays = _("Weekdays: {week}; empty: every day").format(week=week)
        self.body.addWidget(Field(_("Name, such as «Class 1 in September»"), self.name))
        self.body.addWidget(whom_field(self.whom))
        self.body.addWidget(Field(weekdays, self.days_of_week))
        self.body.addLayout(_row(self.starts, self.ends))
        self.body.addWidget(Field(_(TIMES), self.times))
        self.body.addWidget(self.problem)

    @classmethod
    def ask(cls, found: BellSet, parent: QWidget | None = None) -> BellSet | None:
        """The bells as they should be, or None."""
        dialog = cls(found, parent)
        return dialog.typed() if dialog.exec() else None

    def try_it(self) -> None:
        if not as_line(self.name.text()):
            raise BellNameMissingError
        accept_bell_set(self.typed())

    def accept(self) -> None:
        if self.starts.valid() and self.ends.valid():
            super().accept()

    def typed(self) -> BellSet:
        """What stands in the fields."""
        weekdays = parse_year_levels(self.days_of_week.text())
        return replace(
            self._set,
            name=as_line(self.name.text()),
            bells=parse_bells_text(self.times.toPlainText()),
            year_levels=parse_year_levels(self.whom.text()),
            weekdays=tuple(day - 1 for day in weekdays if 1 <= day <= SCHOOL_DAYS + 1),
            starts=self.starts.day(),
            ends=self.ends.day(),
        )


class UsualBellsDialog(CheckedDialog):
    """The times of all lessons. `ask` returns them, or None; `used` are lessons that need some."""

    def __init__(
        self, bells: Sequence[Bell], used: Iterable[int], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("When do lessons begin and end?"), _("Write"), parent)
        self._used = frozenset(used)
        self.times = _times(bells)
        self.body.addWidget(Field(_(TIMES), self.times))
        self.body.addWidget(self.problem)

    @classmethod
    def ask(
        cls, bells: Sequence[Bell], used: Iterable[int], parent: QWidget | None = None
    ) -> tuple[Bell, ...] | None:
        """The bells as they should be, or None."""
        dialog = cls(bells, used, parent)
        return dialog.typed() if dialog.exec() else None

    def try_it(self) -> None:
        self.typed()

    def typed(self) -> tuple[Bell, ...]:
        """What stands in the field, or raise."""
        return accept_usual_bells(parse_bells_text(self.times.toPlainText()), self._used)


@dataclass(frozen=True, slots=True)
class ShiftChange:
    """All shifts as they should be, and the classes whose shift is another one."""

    shifts: tuple[Shift, ...]
    classes: Mapping[int, int | None]


class ShiftDialog(CheckedDialog):
    """Which lessons a shift has and which classes are in it. `ask` returns a ShiftChange."""

    def __init__(
        self,
        number: int,
        shifts: Sequence[Shift],
        classes: Sequence[ClassGroup],
        shift_of: Mapping[int, int],
        parent: QWidget | None = None,
    ) -> None:
        title = _("Shift {number}").format(number=number)
        super().__init__(title, _("Write"), parent)
        self._number = number
        self._others = tuple(one for one in shifts if one.number != number)
        self._classes = classes
        self._shift_of = shift_of
        found = next((one for one in shifts if one.number == number), None)
        after = max((one.last_slot for one in self._others), default=0)
        self.first, self.last = DigitLine(), DigitLine()
        self.first.setText(str(found.first_slot if found else after + 1))
        self.last.setText(str(found.last_slot if found else after + SCHOOL_DAYS))
        here = [one.label for one in classes if shift_of.get(one.id) == number]
        self.here = QLineEdit(", ".join(here))
        first, last = Field(_("First lesson"), self.first), Field(_("Last lesson"), self.last)
        self.body.addLayout(_row(first, last))
        words = _("Lessons are numbered through the day: a second shift goes on with 7, 8, 9.")
        self.body.addWidget(label(words, tone="muted", wrap=True))
        self.body.addWidget(Field(_("Classes of this shift, such as 5А, 6"), self.here))
        self.body.addWidget(self.problem)

    @classmethod
    def ask(
        cls,
        number: int,
        shifts: Sequence[Shift],
        classes: Sequence[ClassGroup],
        shift_of: Mapping[int, int],
        parent: QWidget | None = None,
    ) -> ShiftChange | None:
        """The shifts as they should be, or None."""
        dialog = cls(number, shifts, classes, shift_of, parent)
        return dialog.typed() if dialog.exec() else None

    def try_it(self) -> None:
        self.typed()

    def typed(self) -> ShiftChange:
        """What stands in the fields, or raise."""
        texts = (self.first.text().strip(), self.last.text().strip())
        if not all(text.isdecimal() for text in texts):
            raise SlotTextError
        mine = Shift(self._number, *map(int, texts))
        return ShiftChange(accept_shifts((*self._others, mine)), self._changed())

    def _changed(self) -> Mapping[int, int | None]:
        known = {_folded(one.label): one.id for one in self._classes}
        wanted = set()
        for text in self.here.text().replace(";", ",").split(","):
            if as_line(text):
                if _folded(text) not in known:
                    raise ClassUnknownError(text=as_line(text))
                wanted.add(known[_folded(text)])
        before = {one for one, shift in self._shift_of.items() if shift == self._number}
        gone: dict[int, int | None] = dict.fromkeys(before - wanted)
        return gone | dict.fromkeys(wanted - before, self._number)


def _folded(label_of: str) -> str:
    """A class as it is compared: 5 «А», 5а and 5-А are one."""
    return "".join(sign for sign in label_of.casefold() if sign.isalnum())


def _times(bells: Iterable[Bell]) -> QPlainTextEdit:
    """Lessons with their times, a line each."""
    field = QPlainTextEdit(bells_text(bells))
    field.setTabChangesFocus(True)
    field.document().setDocumentMargin(scaled(7))
    field.setFixedHeight(scaled(_LINES))
    return field


def _row(*fields: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for field in fields:
        row.addWidget(field, 1)
    return row
