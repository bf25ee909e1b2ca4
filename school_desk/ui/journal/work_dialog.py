"""Ask for a summative work: its kind, number, maximum, day and title; warn while it is asked."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from school_desk.formats import number
from school_desk.i18n import _
from school_desk.journal.model import ColumnKey, MarkKind, RegisterPage, Work
from school_desk.journal.works import HIGHEST_TOP
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import label

LONGEST_TITLE = 120
USUAL_TOP = {MarkKind.UNIT_SUMMATIVE: 20, MarkKind.TERM_SUMMATIVE: 25}


Check = Callable[[Work], Sequence[str]]
"""Says which warnings a planned work has."""


def _nothing(_planned: Work) -> Sequence[str]:
    """Warn of nothing."""
    return ()


class WorkDialog(DeskDialog):
    """One question: which work, out of how many points, on which day."""

    def __init__(
        self,
        page: RegisterPage,
        day: date,
        old: Work | None,
        parent: QWidget | None = None,
        check: Check = _nothing,
    ) -> None:
        question = _("Change the summative work") if old else _("Plan a summative work")
        verb = _("Change") if old else _("Plan")
        super().__init__(question, verb, sentence=work_name(old) if old else "", parent=parent)
        self._page, self._old, self._check = page, old, check
        self.kind = QComboBox()
        self._fill_kinds()
        self.top = QSpinBox()
        self.top.setRange(1, HIGHEST_TOP)
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self._limit_days(old.date if old and old.date else day)
        self.kind.currentIndexChanged.connect(self._on_kind)
        self._on_kind()
        if old is None:
            self.body.addWidget(Field(_("Work"), self.kind))
        self.body.addWidget(Field(_("Highest points"), self.top))
        self.body.addWidget(Field(_("Day"), self.day))
        self.name = QLineEdit(old.title if old else "")
        self.name.setMaxLength(LONGEST_TITLE)
        self.name.setPlaceholderText(_("Unit or theme, may stay empty"))
        self.body.addWidget(Field(_("Title"), self.name))
        self._warnings = _Warnings()
        self.body.addWidget(self._warnings)
        self.top.valueChanged.connect(self._warn)
        self.day.dateChanged.connect(self._warn)
        self.kind.currentIndexChanged.connect(self._warn)
        self._warn()

    @classmethod
    def ask(
        cls,
        page: RegisterPage,
        day: date,
        old: Work | None = None,
        parent: QWidget | None = None,
        check: Check = _nothing,
    ) -> Work | None:
        """The work as the person wants it, or None; `check` says what the order warns of."""
        dialog = cls(page, day, old, parent, check)
        return dialog.work() if dialog.exec() else None

    def work(self) -> Work:
        """What is in the fields."""
        kind, place = self.kind.currentData()
        key = self._old.key if self._old else self._known(kind, place)
        picked = self.day.date()
        day = date(picked.year(), picked.month(), picked.day())
        return Work(key, kind, place, self.top.value(), self.name.text(), date=day)

    def _warn(self) -> None:
        self._warnings.show_sentences([_(each) for each in self._check(self.work())])

    def _fill_kinds(self) -> None:
        old = self._old
        units = {w.number for w in self._page.works if w.kind is MarkKind.UNIT_SUMMATIVE}
        kinds = {work.kind for work in self._page.works}
        if old is not None:
            self.kind.addItem(work_name(old), (old.kind, old.number))
            return
        place = next(n for n in range(1, len(units) + 2) if n not in units)
        unit = Work(ColumnKey(), MarkKind.UNIT_SUMMATIVE, place, 0)
        self.kind.addItem(work_name(unit), (unit.kind, place))
        if MarkKind.TERM_SUMMATIVE not in kinds:
            term = Work(ColumnKey(), MarkKind.TERM_SUMMATIVE, 1, 0)
            self.kind.addItem(work_name(term), (term.kind, 1))

    def _limit_days(self, day: date) -> None:
        term = self._page.head.period
        self.day.setDateRange(_qdate(term.starts), _qdate(term.ends))
        self.day.setDate(_qdate(day))
        self.day.setDisplayFormat("dd.MM.yyyy")

    def _known(self, kind: MarkKind, place: int) -> ColumnKey:
        same = (w.key for w in self._page.works if (w.kind, w.number) == (kind, place))
        return next(same, ColumnKey())

    def _on_kind(self) -> None:
        kind, _place = self.kind.currentData()
        self.top.setValue(self._old.top if self._old else USUAL_TOP[kind])


class _Warnings(QWidget):
    """What the order says of the day; it never holds anyone up."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._sign = IconLabel("warn", "warn")
        self._words = label(wrap=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self._column.addLayout(row)

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show them one under the other, or nothing."""
        self._words.setText("\n".join(sentences))
        self._words.setAccessibleName(" ".join(sentences))
        self.setVisible(bool(sentences))


def work_name(work: Work) -> str:
    """Its short name, as the head of the column shows it."""
    if work.kind is MarkKind.TERM_SUMMATIVE:
        return _("Term summative")
    return _("Unit summative {number}").format(number=number(work.number))


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
