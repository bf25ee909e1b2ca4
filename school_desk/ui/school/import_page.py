"""What was read: classes and day at the left, every line with its problems at the right."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from school_desk.app import Desk
from school_desk.i18n import _, ngettext
from school_desk.ui.school.import_classes import ImportClasses
from school_desk.ui.school.import_lines import CheckLine, ImportCheck
from school_desk.ui.school.import_model import (
    BIRTH_COLUMN,
    CLASS_COLUMN,
    NAME_COLUMN,
    SHEET,
    SIGN_COLUMN,
    ImportModel,
    SignDelegate,
)
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.card import Card
from school_desk.ui.widgets.day_field import DayField
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import label, set_tone
from school_desk.ui.widgets.table import LineTable

_LEFT = 216
_NAME, _NARROW_NAME, _NARROW = 230, 180, 900
_WIDTHS = (110, 66, 78, _NAME, 66, 104, 30)


class CheckTable(LineTable):
    """Space accepts the proposed name of a line, or takes the acceptance back."""

    toggled = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.toggled.emit()
        else:
            super().keyPressEvent(event)


class CheckPage(QWidget):
    """`changed` when there is another check to judge the verb by."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: ImportCheck | None = None
        self._usual = _usual_language(desk)
        self.classes = ImportClasses()
        self.since = DayField(_("In their classes since"), _first_day(desk))
        self.model = ImportModel(self)
        self.table = CheckTable(_("Lines of the list"))
        self.only_problems = QCheckBox(_("Only lines to look at"))
        self.accept_all = Button(_("Accept all"), icon="check", role="link")
        self._summary = label(weight="bold")
        self._verdict_icon = IconLabel("info", "accent")
        self._verdict = label(wrap=True)
        self._lay_out()
        self._join()

    def show_check(self, check: ImportCheck) -> None:
        """Show another list; whoever has problems sees them first."""
        self.shown = check
        self.classes.show_counts(check.counts(), self._usual)
        self.only_problems.setChecked(bool(check.errors))
        self._refresh()
        self.table.setColumnHidden(SHEET, len({line.sheet for line in check.lines()}) == 1)
        self.table.selectRow(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < scaled(_NARROW)
        for column in (CLASS_COLUMN, BIRTH_COLUMN):
            self.table.setColumnHidden(column, narrow)
        self.table.setColumnWidth(NAME_COLUMN, scaled(_NARROW_NAME if narrow else _NAME))

    def show_problem(self, sentence: str) -> None:
        """Say why the list was not taken."""
        self._say(sentence, "warn", danger=True)

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(SIGN_COLUMN, SignDelegate(self.table))
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, scaled(width))
        self.table.horizontalHeader().setSectionResizeMode(
            len(_WIDTHS), QHeaderView.ResizeMode.Stretch
        )
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.table)
        above = QHBoxLayout()
        above.addWidget(self._summary)
        above.addStretch(1)
        above.addWidget(self.only_problems)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._verdict_icon)
        below.addWidget(self._verdict, 1)
        below.addWidget(self.accept_all)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addLayout(above)
        right.addWidget(card, 1)
        right.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._left())
        row.addLayout(right, 1)

    def _left(self) -> QWidget:
        left = QWidget()
        left.setFixedWidth(scaled(_LEFT))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(_("Classes"), weight="bold"))
        column.addWidget(self.classes, 1)
        column.addWidget(self.since)
        return left

    def _join(self) -> None:
        self.only_problems.toggled.connect(self._refresh)
        self.accept_all.clicked.connect(self._accept_all)
        self.table.toggled.connect(self._toggle)
        self.table.doubleClicked.connect(self._toggle)

    def _refresh(self) -> None:
        check = self.shown
        if check is None:
            return
        row = self.table.currentIndex().row()
        self.model.show_check(check, only_problems=self.only_problems.isChecked())
        if self.model.rowCount():
            self.table.selectRow(max(0, min(row, self.model.rowCount() - 1)))
        self._summary.setText(summary(check))
        self._show_proposals(len(check.open_proposals))
        self._judge(check)
        self.changed.emit()

    def _show_proposals(self, count: int) -> None:
        words = ngettext("Accept the proposed name", "Accept all {n} proposed names", count).format(
            n=count
        )
        self.accept_all.set_words(words)
        self.accept_all.setVisible(bool(count))

    def _judge(self, check: ImportCheck) -> None:
        if check.errors:
            words = ngettext(
                "{n} line must be mended: mend it in Excel, save, and press F5.",
                "{n} lines must be mended: mend them in Excel, save, and press F5.",
                check.errors,
            )
            self._say(words.format(n=check.errors), "close", danger=True)
        elif not check.read.pupils:
            self._say(_("Everyone in this list is in the school already."), "info")
        elif check.open_proposals:
            self._say(_("Space accepts the proposed name of a line."), "info")
        else:
            self._say(_("The list can be taken. Ctrl+Z takes it back."), "check")

    def _say(self, sentence: str, icon: str, *, danger: bool = False) -> None:
        self._verdict_icon.show_icon(icon, "danger" if danger else "accent")
        self._verdict.setText(sentence)
        set_tone(self._verdict, "danger" if danger else "text")

    def _accept_all(self) -> None:
        if self.shown is not None:
            self.shown = self.shown.accept(self.shown.open_proposals)
            self._refresh()

    def _toggle(self) -> None:
        line = self._current()
        if self.shown is not None and line is not None and line.proposed is not None:
            change = self.shown.take_back if line.accepted else self.shown.accept
            self.shown = change([line.key])
            self._refresh()

    def _current(self) -> CheckLine | None:
        row = self.table.currentIndex().row()
        return self.model.lines[row] if 0 <= row < self.model.rowCount() else None


def summary(check: ImportCheck) -> str:
    """How many pupils, errors and warnings, in words."""
    pupils, errors, warnings = len(check.read.pupils), check.errors, check.warnings
    words = [ngettext("{n} pupil", "{n} pupils", pupils).format(n=pupils)]
    if errors:
        words.append(ngettext("{n} to mend", "{n} to mend", errors).format(n=errors))
    if warnings:
        words.append(ngettext("{n} to look at", "{n} to look at", warnings).format(n=warnings))
    return " · ".join(words)


def _usual_language(desk: Desk) -> str:
    """The language of most classes there are, or Kazakh."""
    found = [group.language for group in desk.school.class_groups()]
    return max(set(found), key=found.count, default="kk")


def _first_day(desk: Desk) -> date:
    """A first list counts from the first day of the year, a later one from today."""
    starts = desk.school.calendar().terms[0].starts
    return max(starts, desk.today()) if desk.school.class_groups() else starts
