"""Print history, remarks and observed lessons: which file, then in the background, then open it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtWidgets import QComboBox, QWidget

from school_desk.errors import DeskError
from school_desk.formats import class_words
from school_desk.i18n import _, current
from school_desk.journal.model import RegisterPage
from school_desk.journal.remark_model import Observation
from school_desk.ui.messages import Tone
from school_desk.ui.save_place import ask_save_place, open_file
from school_desk.ui.tasks import Job
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field
from school_desk.ui.work_place import WorkPlace

Language = Literal["kk", "ru", "both"]
Format = Literal["pdf", "xlsx"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to choose: its words, the name of its file, and what writes it."""

    words: str
    name: str
    write: Callable[[Language, Format, Path], object]


class TrailPrintDialog(DeskDialog):
    """One question: what to print, in which language, as which file."""

    def __init__(self, papers: tuple[Paper, ...], parent: QWidget | None = None) -> None:
        super().__init__(_("What to print?"), _("Save and open"), parent=parent)
        self.papers = papers
        self.paper = QComboBox()
        for one in papers:
            self.paper.addItem(one.words)
        self.language = QComboBox()
        both = _("Kazakh and Russian")
        for code, words in (("kk", "Қазақша"), ("ru", "Русский"), ("both", both)):
            self.language.addItem(words, code)
        self.language.setCurrentIndex(max(0, self.language.findData(current())))
        self.fmt = QComboBox()
        self.fmt.addItem(_("PDF to print"), "pdf")
        self.fmt.addItem(_("Excel spreadsheet"), "xlsx")
        for caption, editor in (
            (_("Paper"), self.paper),
            (_("Language"), self.language),
            (_("File"), self.fmt),
        ):
            self.body.addWidget(Field(caption, editor))


def ask_and_print(at: WorkPlace, papers: tuple[Paper, ...], parent: QWidget) -> None:
    """Ask what to print and where it should lie, write it in the background, open it."""
    dialog = TrailPrintDialog(papers, parent)
    if not dialog.exec():
        return
    paper = papers[dialog.paper.currentIndex()]
    language, fmt = dialog.language.currentData(), dialog.fmt.currentData()
    out = ask_save_place(f"{paper.name}.{fmt}", parent)
    if out is not None:
        write_paper(at, paper, language, fmt, out)


def write_paper(at: WorkPlace, paper: Paper, language: Language, fmt: Format, out: Path) -> None:
    """Write a paper in the background and open it when it is there."""

    def work(_job: Job) -> Path:
        paper.write(language, fmt, out)
        return out

    def done(path: Path) -> None:
        at.messages.say(_("Saved: {file}").format(file=path))
        open_file(path)

    def failed(error: Exception) -> None:
        if isinstance(error, DeskError):
            at.messages.refuse(error)
        else:
            at.messages.say(_("The file {file} cannot be written.").format(file=out), Tone.DANGER)

    at.tasks.run(work, success=done, failure=failed, title=_("Making the paper"))


def print_history(at: WorkPlace, page: RegisterPage, pupil: int, parent: QWidget) -> None:
    """The history of a pupil's cells, of the whole page, or its corrections alone."""
    papers, row = at.desk.trail_papers, page.row_of(pupil)
    name = row.pupil.name.listed if row else ""
    end = file_name(page.head.class_label)

    def paper(words: str, file: str, one: int | None, *, only: bool) -> Paper:
        def write(language: Language, fmt: Format, out: Path) -> object:
            return papers.history(page, language, fmt, out, pupil=one, corrections=only)

        return Paper(words, file, write)

    wishes = (
        paper(_("History: {name}").format(name=name), f"history-{end}", pupil, only=False),
        paper(_("History of the whole page"), f"history-page-{end}", None, only=False),
        paper(_("Corrections of the whole page"), f"corrections-{end}", None, only=True),
    )
    ask_and_print(at, wishes, parent)


def print_remarks(at: WorkPlace, class_group: int, label: str, parent: QWidget) -> None:
    """The sheet of remarks of a class."""
    papers = at.desk.trail_papers
    words = _("Remarks: {class_group}").format(class_group=class_words(label))
    paper = Paper(
        words,
        f"remarks-{file_name(label)}",
        lambda language, fmt, out: papers.remarks(class_group, language, fmt, out),
    )
    ask_and_print(at, (paper,), parent)


def print_observations(
    at: WorkPlace,
    current_one: Observation | None,
    found: tuple[Observation, ...],
    parent: QWidget,
) -> None:
    """The record of one observed lesson, or of all in the list."""
    papers = at.desk.trail_papers

    def paper(words: str, some: tuple[Observation, ...]) -> Paper:
        def write(language: Language, fmt: Format, out: Path) -> object:
            return papers.observations(some, language, fmt, out)

        return Paper(words, "observations", write)

    every = paper(_("All in the list"), found)
    one = (paper(_("The current record"), (current_one,)),) if current_one is not None else ()
    ask_and_print(at, (*one, every), parent)


def file_name(label: str) -> str:
    """A class in the name of a file."""
    return class_words(label).replace(" «", "").replace("»", "").replace(" ", "-")
