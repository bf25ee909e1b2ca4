"""Print the analysis of a page or its rubrics: which paper, language and file; saved and opened."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtWidgets import QComboBox, QWidget

from school_desk.errors import DeskError
from school_desk.formats import class_words
from school_desk.i18n import _, current
from school_desk.journal.analysis_words import short_name
from school_desk.journal.model import RegisterPage
from school_desk.ui.messages import Tone
from school_desk.ui.save_place import ask_save_place, open_file
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field
from school_desk.ui.work_place import WorkPlace

ANALYSIS, RUBRIC = "analysis", "rubric"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants on paper: the analysis, or rubrics of a work, of one pupil or of all."""

    paper: str
    language: Literal["kk", "ru", "both"]
    fmt: Literal["pdf", "xlsx"]
    work: int | None = None
    pupil: int | None = None
    per_sheet: Literal[1, 2] = 2


class ResultsPrintDialog(DeskDialog):
    """One question: what to print."""

    def __init__(
        self,
        page: RegisterPage,
        *,
        work: int | None = None,
        pupil: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("What to print?"), _("Save and open"), parent=parent)
        self.paper = QComboBox()
        if pupil is not None:
            self.paper.addItem(_("Rubric of this pupil"), Wish(RUBRIC, "kk", "pdf", work, pupil, 1))
        else:
            self.paper.addItem(_("Analysis of summative results"), Wish(ANALYSIS, "kk", "pdf"))
        self._add_rubrics(page, work)
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
        chosen: Wish = self.paper.currentData()
        return Wish(
            chosen.paper,
            self.language.currentData(),
            self.fmt.currentData(),
            chosen.work,
            chosen.pupil,
            chosen.per_sheet,
        )

    def _add_rubrics(self, page: RegisterPage, first: int | None) -> None:
        """Rubrics of the current work before those of the others."""
        for work in sorted(page.works, key=lambda one: one.key.work != first):
            name = short_name(work, current())
            for words, per_sheet in (
                (_("Rubrics of all pupils, {work}, two to a sheet"), 2),
                (_("Rubrics of all pupils, {work}, one to a sheet"), 1),
            ):
                wish = Wish(RUBRIC, "kk", "pdf", work.key.work, None, 1 if per_sheet == 1 else 2)
                self.paper.addItem(words.format(work=name), wish)


def print_results(
    at: WorkPlace,
    page: RegisterPage,
    parent: QWidget,
    *,
    work: int | None = None,
    pupil: int | None = None,
) -> None:
    """Ask what to print, write it in the background, open it."""
    dialog = ResultsPrintDialog(page, work=work, pupil=pupil, parent=parent)
    if not dialog.exec():
        return
    wish = dialog.wish()
    place = ask_save_place(_proposed(page, wish), parent)
    if place is not None:
        write_in_background(at, lambda: make_paper(at, page, wish, place), place)


def make_paper(at: WorkPlace, page: RegisterPage, wish: Wish, out: Path) -> None:
    """Write the paper; the same call as the command line makes."""
    place = page.head.group, page.head.subject, page.head.period.term
    papers = at.desk.result_papers
    if wish.paper == ANALYSIS:
        papers.analysis(*place, wish.language, wish.fmt, out)
    else:
        papers.rubrics(
            *place,
            wish.language,
            wish.fmt,
            out,
            work=wish.work,
            pupil=wish.pupil,
            per_sheet=wish.per_sheet,
        )


def write_in_background(at: WorkPlace, make: Callable[[], object], out: Path) -> None:
    """Write a file on a worker and open it when it is there, or say why it is not."""

    def done(path: Path) -> None:
        at.messages.say(_("Saved: {file}").format(file=path))
        open_file(path)

    def failed(error: Exception) -> None:
        if isinstance(error, DeskError):
            at.messages.refuse(error)
        else:
            at.messages.say(_("The file {file} cannot be written.").format(file=out), Tone.DANGER)

    def work(_job: object) -> Path:
        make()
        return out

    at.tasks.run(work, success=done, failure=failed, title=_("Making the paper"))


def _proposed(page: RegisterPage, wish: Wish) -> str:
    class_name = class_words(page.head.class_label)
    short = class_name.replace(" «", "").replace("»", "").replace(" ", "-")
    return f"{wish.paper}-{short}-{page.head.period.term}.{wish.fmt}"
