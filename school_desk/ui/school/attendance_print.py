"""Print attendance: of what is shown, in which language, as PDF or as a spreadsheet."""

from pathlib import Path
from typing import Literal

from PySide6.QtWidgets import QComboBox, QWidget

from school_desk.errors import DeskError
from school_desk.i18n import _, current
from school_desk.ui.messages import Tone
from school_desk.ui.save_place import ask_save_place, open_file
from school_desk.ui.school.attendance_period import Wanted
from school_desk.ui.school.attendance_words import span_words
from school_desk.ui.tasks import Job
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field
from school_desk.ui.work_place import WorkPlace

Language = Literal["kk", "ru", "both"]
Format = Literal["pdf", "xlsx"]
ALL, FREQUENT = "all", "frequent"


class AttendanceDialog(DeskDialog):
    """One question: which sheet."""

    def __init__(self, wanted: Wanted, parent: QWidget | None = None) -> None:
        super().__init__(
            _("What to print?"),
            _("Save and open"),
            sentence=span_words(wanted.span),
            parent=parent,
        )
        self.paper, self.language, self.fmt = QComboBox(), QComboBox(), QComboBox()
        self.paper.addItem(_("Attendance of all pupils"), ALL)
        if wanted.least:
            words = _("Frequent absences only: {n} and more").format(n=wanted.least)
            self.paper.addItem(words, FREQUENT)
            self.paper.setCurrentIndex(1)
        for code, words in (
            ("kk", "Қазақша"),
            ("ru", "Русский"),
            ("both", _("Kazakh and Russian")),
        ):
            self.language.addItem(words, code)
        self.language.setCurrentIndex(max(0, self.language.findData(current())))
        self.fmt.addItem(_("PDF to print"), "pdf")
        self.fmt.addItem(_("Excel spreadsheet"), "xlsx")
        for caption, editor in (
            (_("Paper"), self.paper),
            (_("Language"), self.language),
            (_("File"), self.fmt),
        ):
            self.body.addWidget(Field(caption, editor))


def print_attendance(at: WorkPlace, class_group: int, wanted: Wanted, parent: QWidget) -> None:
    """Ask which sheet, write it in the background, open it; class 0 is the whole school."""
    dialog = AttendanceDialog(wanted, parent)
    if not dialog.exec():
        return
    least = wanted.least if dialog.paper.currentData() == FREQUENT else 0
    fmt: Format = dialog.fmt.currentData()
    language: Language = dialog.language.currentData()
    place = ask_save_place(f"attendance.{fmt}", parent)
    if place is None:
        return

    def work(_job: Job) -> Path:
        papers = at.desk.attendance_papers
        roll = papers.roll(class_group or None, wanted.span, least, wanted.unit)
        papers.sheet(class_group or None, roll, language, fmt, place)
        return place

    def done(path: Path) -> None:
        at.messages.say(_("Saved: {file}").format(file=path))
        open_file(path)

    def failed(error: Exception) -> None:
        if isinstance(error, DeskError):
            at.messages.refuse(error)
        else:
            at.messages.say(_("The file {file} cannot be written.").format(file=place), Tone.DANGER)

    at.tasks.run(work, success=done, failure=failed, title=_("Making the paper"))
