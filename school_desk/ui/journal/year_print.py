"""Print the summary of marks of a class for the year, and what is proposed to the council."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from school_desk.formats import class_words
from school_desk.i18n import _
from school_desk.journal.year_model import ClassYear
from school_desk.ui.paper_dialog import Paper, Question, Wish, in_file_name, print_paper
from school_desk.ui.work_place import WorkPlace


def print_year(at: WorkPlace, year: ClassYear, first: int, parent: QWidget) -> None:
    """The summary of marks, or the proposals; `first`: which of them is offered."""
    papers, end = at.desk.closing_papers, in_file_name(class_words(year.label))

    def marks(wish: Wish, out: Path) -> object:
        return papers.year(year.class_group, wish.language, wish.fmt, out)

    def proposals(wish: Wish, out: Path) -> object:
        return papers.proposals(year.class_group, wish.language, wish.fmt, out)

    wishes = (
        Paper(f"year-{end}", marks, _("Summary of marks for the year")),
        Paper(f"proposals-{end}", proposals, _("Proposals to the pedagogical council")),
    )
    print_paper(at, Question(wishes, first=first), parent)
