"""One question each about a pupil's summative work: an own day, moderation, another school's."""

from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from school_desk.errors import N_
from school_desk.formats import date_short
from school_desk.i18n import _, fill
from school_desk.journal.model import (
    ImportedWork,
    MarkKind,
    PupilRow,
    RegisterPage,
    Sitting,
    Work,
)
from school_desk.journal.work_rules import HIGHEST_NUMBER, LONGEST_TEXT
from school_desk.journal.works import HIGHEST_TOP
from school_desk.school.model import Absence
from school_desk.ui.journal.pupil_work_words import brought_name
from school_desk.ui.journal.work_dialog import USUAL_TOP, work_name
from school_desk.ui.widgets.day_field import DayField
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field

REASONS = (
    N_("illness"),
    N_("death of a close relative"),
    N_("competition, olympiad or contest"),
    N_("bad weather"),
)
"""Valid reasons by order No. 125; a person may write another."""


class SittingDialog(DeskDialog):
    """On which day does the pupil write the work? An empty day takes the schedule back."""

    def __init__(
        self,
        row: PupilRow,
        work: Work,
        *,
        day: date,
        absence: Absence | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("On which day does the pupil write the work?"),
            _("Note the day"),
            sentence=_who(row, work),
            parent=parent,
        )
        old = row.sittings.get(work.key.work or 0)
        self.day = DayField(_("Day (empty: no own schedule)"), old.day if old else day)
        self.reason = QComboBox()
        self.reason.setEditable(True)
        self.reason.addItems([_(reason) for reason in REASONS])
        self.reason.setCurrentText(old.reason if old else _reason(absence))
        self.body.addWidget(self.day)
        self.body.addWidget(Field(_("Reason"), self.reason))

    def accept(self) -> None:
        """A text that is no day stays to be mended."""
        if self.day.valid():
            super().accept()

    def sitting(self) -> Sitting | None:
        """What is in the fields; None: no own schedule."""
        day = self.day.day()
        return None if day is None else Sitting(day, self.reason.currentText())


class ModerationDialog(DeskDialog):
    """How many points after moderation, and by which decision?"""

    def __init__(
        self, row: PupilRow, work: Work, points: int, parent: QWidget | None = None
    ) -> None:
        now = fill(_("Now {points} of {top}."), {"points": points, "top": work.top})
        super().__init__(
            _("How many points after moderation?"),
            _("Write the new points"),
            sentence=f"{_who(row, work)} {now}",
            parent=parent,
        )
        self.points = QSpinBox()
        self.points.setRange(0, work.top)
        self.points.setValue(points)
        self.points.selectAll()
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST_TEXT)
        self.reason.setPlaceholderText(_("Minutes of the pedagogical council, number and date"))
        self._reason = Field(_("Decision and reason"), self.reason)
        self.body.addWidget(Field(_("Points"), self.points))
        self.body.addWidget(self._reason)

    def accept(self) -> None:
        """Without a decision nothing is moderated."""
        if self.reason.text().strip():
            super().accept()
        else:
            self._reason.show_problem(_("Write who decided and when."))
            self.reason.setFocus()


class BringDialog(DeskDialog):
    """Which work did the pupil write at the other school? An empty extract number is refused."""

    def __init__(
        self, page: RegisterPage, row: PupilRow, work: Work | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Which work is from another school?"),
            _("Bring in"),
            sentence=row.pupil.name.listed,
            parent=parent,
        )
        self.work = QComboBox()
        self._fill(page, work)
        self.points = QSpinBox()
        self.points.setRange(0, HIGHEST_TOP)
        self.top = QSpinBox()
        self.top.setRange(1, HIGHEST_TOP)
        self.top.setValue(work.top if work else USUAL_TOP[MarkKind.UNIT_SUMMATIVE])
        self.source = QLineEdit()
        self.source.setMaxLength(LONGEST_TEXT)
        self.source.setPlaceholderText(_("Extract № 15 of 20.10.2026"))
        self._points = Field(_("Points"), self.points)
        self._source = Field(_("Extract from the other school's register"), self.source)
        for field in (
            Field(_("Work"), self.work),
            self._points,
            Field(_("Highest points"), self.top),
            self._source,
        ):
            self.body.addWidget(field)
        self._show_old(row)

    def accept(self) -> None:
        """What no extract can say stays to be mended."""
        too_many = self.points.value() > self.top.value()
        nameless = not self.source.text().strip()
        self._points.show_problem(_("More points than the maximum.") if too_many else "")
        self._source.show_problem(_("Write the number and date.") if nameless else "")
        if too_many or nameless:
            (self.points if too_many else self.source).setFocus()
        else:
            super().accept()

    def brought(self) -> ImportedWork:
        """What is in the fields."""
        kind, number = self.work.currentData()
        return ImportedWork(kind, number, self.points.value(), self.top.value(), self.source.text())

    def _fill(self, page: RegisterPage, work: Work | None) -> None:
        known = {(one.kind, one.number) for one in page.works}
        units = {(MarkKind.UNIT_SUMMATIVE, n) for n in range(1, 4)}
        term = {(MarkKind.TERM_SUMMATIVE, 1)} if page.head.term_work_due else set()
        for kind, number in sorted(known | units | term, key=_units_first):
            if number <= HIGHEST_NUMBER:
                name = brought_name(ImportedWork(kind, number, 0, 1))
                self.work.addItem(name, (kind, number))
        if work is not None:
            self.work.setCurrentText(brought_name(ImportedWork(work.kind, work.number, 0, 1)))

    def _show_old(self, row: PupilRow) -> None:
        """Who opens it on a work that is there already corrects it."""
        kind, number = self.work.currentData()
        for old in row.imported:
            if (old.kind, old.number) == (kind, number):
                self.points.setValue(old.points)
                self.top.setValue(old.top)
                self.source.setText(old.source)


def _who(row: PupilRow, work: Work) -> str:
    day = f", {date_short(work.date)}" if work.date else ""
    return f"{row.pupil.name.listed}: {work_name(work)}{day}."


def _reason(absence: Absence | None) -> str:
    return _(REASONS[0]) if absence is Absence.ILL else ""


def _units_first(work: tuple[MarkKind, int]) -> tuple[bool, int]:
    kind, number = work
    return kind is MarkKind.TERM_SUMMATIVE, number
