"""Make the timetable: by FET or its files, from Excel and to it; seen before it is taken."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHeaderView, QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import DeskError
from school_desk.i18n import _, current, ngettext, say
from school_desk.school.fet_model import FetProblem
from school_desk.ui.school.fet_start import FetStart
from school_desk.ui.school.fet_words import HEADS, LessonWords, Outcome, problem_lines, with_place
from school_desk.ui.tasks import Job, Task
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.card import Card
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.gauge import Gauge
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import LineTable
from school_desk.ui.work_place import WorkPlace

T = TypeVar("T")
FET_FILES, EXCEL_FILES = "*.xml *.fet", "*.xlsx"
_WIDE, _HIGH, _AROUND = 980, 600, 40
_WIDTHS = (110, 140, 170)


class FetDialog(DeskDialog):
    """`ask(...)` returns whether a timetable was taken."""

    def __init__(self, at: WorkPlace, parent: QWidget | None = None) -> None:
        super().__init__(_("Make the timetable"), _("Make the timetable"), parent=parent)
        self._at = at
        self._task: Task | None = None
        self.outcome: Outcome | None = None
        self.start = FetStart(has_fet=at.desk.fet_files.command is not None)
        self._busy_words = label(tone="muted")
        self._gauge = Gauge(0, 1, _("Progress"))
        self.summary = label(weight="bold", wrap=True)
        self.model = RowsModel(HEADS, self)
        self.table = LineTable(_("What changes"))
        self._pages = QStackedWidget()
        self._busy, self._checked = self._lay_out_busy(), self._lay_out_check()
        for page in (self.start, self._busy, self._checked):
            self._pages.addWidget(page)
        self.body.addWidget(self._pages)
        self.verb.clicked.disconnect()
        self.verb.clicked.connect(self._go_on)
        self._join()
        self._fit()
        self._look_at_order()

    @classmethod
    def ask(cls, at: WorkPlace, parent: QWidget | None = None) -> bool:
        """Let a person make, see and take a timetable."""
        dialog = cls(at, parent)
        taken = bool(dialog.exec())
        dialog.deleteLater()
        return taken

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._task is not None:
            self._task.stop()
        elif self._task is None:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Leave all unchanged; what runs is stopped first."""
        if self._task is not None:
            self._task.stop()
        else:
            super().reject()

    # What is done

    def make(self) -> None:
        """Let FET look for a timetable in the background."""
        options, seconds = self.start.options(), self.start.seconds()
        files = self._at.desk.fet_files

        def work(job: Job) -> Outcome:
            found = files.solve(options, seconds=seconds, step=job.step)
            return Outcome(found.change, found.problems, found.unplaced, found.clashes)

        self._run(work, _("FET is looking for a timetable…"), self._show_seconds)

    def read_fet(self, path: Path) -> None:
        """Read what FET has made elsewhere."""
        options = self.start.options()

        def work(_job: Job) -> Outcome:
            found = self._at.desk.fet_files.read(path, options)
            return Outcome(found.change, found.problems, found.unplaced, found.clashes)

        self._run(work, _("Reading {file}…").format(file=path.name))

    def read_excel(self, path: Path) -> None:
        """Read a timetable from a spreadsheet."""

        def work(_job: Job) -> Outcome:
            found = self._at.desk.timetable_files.read(path)
            texts = (with_place(one.sheet, one.row, one.text) for one in found.problems)
            return Outcome(found.change, tuple(map(FetProblem, texts)), (), found.clashes)

        self._run(work, _("Reading {file}…").format(file=path.name))

    def take(self) -> None:
        """Replace the timetable by what is shown, as one step."""
        if self.outcome is None or self.outcome.stops:
            return
        try:
            self._at.desk.fet.take(self.outcome.change)
        except DeskError as refusal:
            self.summary.setText(say(refusal))
            return
        self._at.messages.say(_("The timetable was taken. Ctrl+Z takes it back."))
        self.accept()

    def write_fet(self, path: Path) -> None:
        """Write the .fet file for another computer."""
        self._write(lambda: self._at.desk.fet_files.export(path, self.start.options()), path)

    def write_excel(self, path: Path) -> None:
        """Write the timetable that is there."""
        self._write(lambda: self._at.desk.timetable_files.write(path, current()), path)

    def _write(self, write: Callable[[], object], path: Path) -> None:
        try:
            write()
        except DeskError as refusal:
            self.start.show_problem(say(refusal))
        else:
            self.start.show_done(_("The file {file} is written.").format(file=path.name))

    # What is shown

    def _join(self) -> None:
        self.start.changed.connect(self._look_at_order)
        self.start.fet_asked.connect(lambda: self._open(FET_FILES, self.read_fet))
        self.start.excel_asked.connect(lambda: self._open(EXCEL_FILES, self.read_excel))
        self.start.fet_wanted.connect(lambda: self._save(_("timetable.fet"), self.write_fet))
        self.start.excel_wanted.connect(lambda: self._save(_("timetable.xlsx"), self.write_excel))

    def _look_at_order(self) -> None:
        """Say at once what stands in the way of FET."""
        problems = self._at.desk.fet.order(self.start.options()).problems
        lines = enumerate(problem_lines(problems))
        self.start.show_rows(tuple(Row(n, (texts[0], texts[-1])) for n, texts in lines))
        self._can_make = self.start.has_fet and not any(one.stops for one in problems)
        self._show_page(self.start)

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.verb.setVisible(page is not self._busy)
        self.way_out.setVisible(page is not self._busy)
        if page is self.start:
            self.verb.set_words(_("Make the timetable"))
            self.verb.setEnabled(self._can_make)
        elif page is self._checked and self.outcome is not None:
            self.verb.set_words(_("Take the timetable"))
            self.verb.setEnabled(not (self.outcome.stops or self.outcome.same))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_outcome(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.model.show_rows(LessonWords(self._at.desk).rows(outcome))
        self.summary.setText(_summary(outcome))
        self.table.selectRow(0)
        self._show_page(self._checked)

    def _go_on(self) -> None:
        if self._pages.currentWidget() is self.start:
            self.make()
        elif self._pages.currentWidget() is self._checked:
            self.take()

    def _open(self, pattern: str, read: Callable[[Path], None]) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Timetable"), "", pattern)
        if name:
            read(Path(name))

    def _save(self, name: str, write: Callable[[Path], None]) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save as"), name, f"*{Path(name).suffix}"
        )
        if chosen:
            write(Path(chosen))

    def _show_seconds(self, done: int, total: int) -> None:
        self._gauge.set_progress(done, total)
        words = _("FET is looking for a timetable: second {done} of {total}.")
        self._busy_words.setText(words.format(done=done, total=total))

    def _run(
        self,
        work: Callable[[Job], Outcome],
        title: str,
        progress: Callable[[int, int], object] | None = None,
    ) -> None:
        self.start.show_problem("")
        self._busy_words.setText(title)
        self._gauge.set_progress(0, 1)
        self._task = self._at.tasks.run(
            work,
            success=self._show_outcome,
            failure=self._on_failure,
            progress=progress or self._gauge.set_progress,
        )
        self._task.ended.connect(self._on_ended)
        self._show_page(self._busy)

    def _on_ended(self) -> None:
        self._task = None

    def _on_failure(self, problem: Exception) -> None:
        if not isinstance(problem, DeskError):
            raise problem
        self.start.show_problem(say(problem))
        self._show_page(self.start)

    def _fit(self) -> None:
        parent = self.parentWidget()
        room = parent.size() if parent else self.screen().availableSize()
        self.resize(
            min(scaled(_WIDE), room.width() - _AROUND), min(scaled(_HIGH), room.height() - _AROUND)
        )

    def _lay_out_busy(self) -> QWidget:
        busy = QWidget()
        column = QVBoxLayout(busy)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._busy_words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._gauge, 0, Qt.AlignmentFlag.AlignHCenter)
        stop = Button(_("Stop"), key="Esc")
        stop.clicked.connect(self.reject)
        column.addWidget(stop, 0, Qt.AlignmentFlag.AlignHCenter)
        return busy

    def _lay_out_check(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.summary)
        self.table.setModel(self.model)
        for number, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(number, scaled(width))
        last = self.table.horizontalHeader()
        last.setSectionResizeMode(len(_WIDTHS), QHeaderView.ResizeMode.Stretch)
        card = Card()
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.table)
        column.addWidget(card, 1)
        return whole


def _summary(outcome: Outcome) -> str:
    change = outcome.change
    if outcome.stops:
        return _("Nothing can be taken: mend what is listed first.")
    if outcome.same:
        return _("The timetable is like this already.")
    said = _("Lessons that come: {comes}, go: {goes}, stay: {stays}.").format(
        comes=len(change.comes), goes=len(change.goes), stays=len(change.stays)
    )
    lost = len(outcome.unplaced)
    if lost:
        text = ngettext("{n} hour has no place.", "{n} hours have no place.", lost)
        said = f"{said} {text.format(n=lost)}"
    return said
