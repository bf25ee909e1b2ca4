"""Print the state of a term's pages, and the corrections on closed ones."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from school_desk.i18n import _
from school_desk.journal.closing_model import PageClosing
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.work_place import WorkPlace


def print_closing(at: WorkPlace, pages: Sequence[PageClosing], term: int, parent: QWidget) -> None:
    """The pages of a term as they stand in the list, or the list of corrections."""
    papers = at.desk.closing_papers

    def state(wish: Wish, out: Path) -> object:
        return papers.state(pages, term, wish.language, wish.fmt, out)

    def corrections(wish: Wish, out: Path) -> object:
        return papers.corrections(None, wish.language, wish.fmt, out)

    wishes = (
        Paper(f"closing-{term}", state, _("Pages of the term and what is missing")),
        Paper("corrections", corrections, _("Corrections on closed pages")),
    )
    print_paper(at, Question(wishes), parent)
