"""Make the timetable: by FET or its files, from Excel and to it; seen before it is taken."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHeaderView, QVBoxLayout, QWidget

from school_desk.errors import DeskError
from school_desk.i18n import _, current, ngettext, say
from school_desk.school.fet_model import FetProblem
from school_desk.ui.busy_dialog import BusyDialog
from school_desk.ui.school.fet_start import FetStart
from school_desk.ui.school.fet_words import HEADS, LessonWords, Outcome, problem_lines
from school_desk.ui.tasks import Job
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.card import Card
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import LineTable
from school_desk.ui.work_place import WorkPlace

FET_FILES, EXCEL_FILES = "*.xml *.fet", "*.xlsx"
_WIDE, _HIGH = 980, 600
_WIDTHS = (110, 140, 170)


class FetDialog(BusyDialog):
    """`ask(...)` returns whether a timetable was taken."""

    def __init__(self, at: WorkPlace, parent: QWidget | None = None) -> None:
        super().__init__(at, _("Make the timetable"), _("Make the timetable"), parent)
        self.outcome: Outcome | None = None
        self.start = FetStart(has_fet=at.desk.fet_files.command is not None)
        self.summary = label(weight="bold", wrap=True)
        self.model = RowsModel(HEADS, self)
        self.table = LineTable(_("What changes"))
        self._checked = self._lay_out_check()
        for page in (self.start, self._checked):
            self.pages.addWidget(page)
        self._join()
        self.fit(_WIDE, _HIGH)
        self._look_at_order()

    @classmethod
    def ask(cls, at: WorkPlace, parent: QWidget | None = None) -> bool:
        """Let a person make, see and take a timetable."""
        dialog = cls(at, parent)
        taken = bool(dialog.exec())
        dialog.deleteLater()
        return taken

    # What is done

    def make(self) -> None:
        """Let FET look for a timetable in the background."""
        options, seconds = self.start.options(), self.start.seconds()
        files = self._at.desk.fet_files

        def work(job: Job) -> Outcome:
            found = files.solve(options, seconds=seconds, step=job.step)
            return Outcome(found.change, found.problems, found.unplaced, found.clashes)

        self._work(work, _("FET is looking for a timetable…"), _seconds)

    def read_fet(self, path: Path) -> None:
        """Read what FET has made elsewhere."""
        options = self.start.options()

        def work(_job: Job) -> Outcome:
            found = self._at.desk.fet_files.read(path, options)
            return Outcome(found.change, found.problems, found.unplaced, found.clashes)

        self._work(work, _("Reading {file}…").format(file=path.name))

    def read_excel(self, path: Path) -> None:
        """Read a timetable from a spreadsheet."""

        def work(_job: Job) -> Outcome:
            found = self._at.desk.timetable_files.read(path)
            problems = tuple(FetProblem(one.placed) for one in found.problems)
            return Outcome(found.change, problems, (), found.clashes)

        self._work(work, _("Reading {file}…").format(file=path.name))

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
        self.show_page(self.start)

    def show_page(self, page: QWidget) -> None:
        super().show_page(page)
        if page is self.start:
            self.verb.set_words(_("Make the timetable"))
            self.verb.setEnabled(self._can_make)
        elif page is self._checked and self.outcome is not None:
            self.verb.set_words(_("Take the timetable"))
            self.verb.setEnabled(not (self.outcome.stops or self.outcome.same))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_refusal(self, sentence: str) -> None:
        self.start.show_problem(sentence)
        self.show_page(self.start)

    def _show_outcome(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.model.show_rows(LessonWords(self._at.desk).rows(outcome))
        self.summary.setText(_summary(outcome))
        self.table.selectRow(0)
        self.show_page(self._checked)

    def go_on(self) -> None:
        if self.pages.currentWidget() is self.start:
            self.make()
        elif self.pages.currentWidget() is self._checked:
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

    def _work(
        self,
        work: Callable[[Job], Outcome],
        title: str,
        progress: Callable[[int, int], str] | None = None,
    ) -> None:
        self.start.show_problem("")
        self.run(work, title, self._show_outcome, progress)

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


def _seconds(done: int, total: int) -> str:
    words = _("FET is looking for a timetable: second {done} of {total}.")
    return words.format(done=done, total=total)


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
