"""Print: which paper, in which language, how many to a sheet; saves a file and opens it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtWidgets import QComboBox, QWidget

from school_desk.errors import DeskError
from school_desk.formats import class_words
from school_desk.i18n import _
from school_desk.intents import Scope
from school_desk.journal.model import RegisterPage
from school_desk.ui.messages import Tone
from school_desk.ui.save_place import ask_save_place, open_file
from school_desk.ui.tasks import Job
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field
from school_desk.ui.work_place import WorkPlace

SLIPS, REGISTER = "slips", "register-page"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants on paper."""

    paper: str
    language: Literal["kk", "ru", "both"]
    fmt: Literal["pdf", "xlsx"]
    per_sheet: Literal[1, 3]


class PrintDialog(DeskDialog):
    """One question: what to print."""

    def __init__(self, page: RegisterPage, *, slips: bool, parent: QWidget | None = None) -> None:
        super().__init__(_("What to print?"), _("Save and open"), parent=parent)
        self.paper = QComboBox()
        self.paper.addItem(_("Slips for parents, this subject, three to a sheet"), (SLIPS, 3))
        self.paper.addItem(_("Slips for parents, this subject, one to a sheet"), (SLIPS, 1))
        if slips:
            self.paper.addItem(_("Slips for parents, all subjects"), ("all-slips", 1))
        self.paper.addItem(_("Register page"), (REGISTER, 1))
        self.language = QComboBox()
        for code, words in (
            ("kk", "Қазақша"),
            ("ru", "Русский"),
            ("both", _("Kazakh and Russian")),
        ):
            self.language.addItem(words, code)
        self.language.setCurrentIndex(max(0, self.language.findData(page.head.language)))
        self.fmt = QComboBox()
        self.fmt.addItem(_("PDF to print"), "pdf")
        self.fmt.addItem(_("Excel spreadsheet"), "xlsx")
        for caption, editor in (
            (_("Paper"), self.paper),
            (_("Language"), self.language),
            (_("File"), self.fmt),
        ):
            self.body.addWidget(Field(caption, editor))

    def wish(self) -> Wish:
        """What is chosen."""
        paper, per_sheet = self.paper.currentData()
        return Wish(paper, self.language.currentData(), self.fmt.currentData(), per_sheet)


def print_page(at: WorkPlace, page: RegisterPage, parent: QWidget) -> None:
    """Ask what to print of a page, write it in the background, open it."""
    scope = Scope(class_group=page.head.class_group)
    dialog = PrintDialog(page, slips=at.desk.may("Print slips", scope), parent=parent)
    if not dialog.exec():
        return
    wish = dialog.wish()
    place = ask_save_place(_proposed(page, wish), parent)
    if place is not None:
        write_paper(at, page, wish, place)


def write_paper(at: WorkPlace, page: RegisterPage, wish: Wish, out: Path) -> None:
    """Write the paper in the background and open it when it is there."""

    def work(_job: Job) -> Path:
        return make_paper(at, page, wish, out)

    def done(path: Path) -> None:
        at.messages.say(_("Saved: {file}").format(file=path))
        open_file(path)

    def failed(error: Exception) -> None:
        if isinstance(error, DeskError):
            at.messages.refuse(error)
        else:
            at.messages.say(_("The file {file} cannot be written.").format(file=out), Tone.DANGER)

    at.tasks.run(work, success=done, failure=failed, title=_("Making the paper"))


def make_paper(at: WorkPlace, page: RegisterPage, wish: Wish, out: Path) -> Path:
    """Write the paper; the same call as the command line makes."""
    head = page.head
    papers = at.desk.papers
    if wish.paper == REGISTER:
        papers.register_page(
            head.group, head.subject, head.period.term, wish.language, wish.fmt, out
        )
    else:
        subject = head.subject if wish.paper == SLIPS else None
        papers.slips(
            head.class_group,
            _term_of_slips(at, page),
            wish.language,
            wish.fmt,
            out,
            subject=subject,
            per_sheet=wish.per_sheet,
        )
    return out


def _term_of_slips(at: WorkPlace, page: RegisterPage) -> int:
    """Slips tell of one term: that of now, where the page runs for longer."""
    now, period = at.desk.term_number(at.desk.today()), page.head.period
    return now if now in period.terms else period.terms[-1]


def _proposed(page: RegisterPage, wish: Wish) -> str:
    head = page.head
    class_name = class_words(head.class_label).replace(" «", "").replace("»", "").replace(" ", "-")
    return f"{wish.paper}-{class_name}-{head.period.term}.{wish.fmt}"
