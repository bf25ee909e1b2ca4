"""Print a term summary: of a class or of a teacher, with forecasts or without."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from school_desk.i18n import _
from school_desk.ui.journal.summary_choices import CLASS, Choice
from school_desk.ui.paper_dialog import Paper, Question, Wish, in_file_name, print_paper
from school_desk.ui.work_place import WorkPlace


def print_summary(
    at: WorkPlace, choice: Choice, term: int, language: str, parent: QWidget, *, forecasts: bool
) -> None:
    """Ask how, write the paper in the background, open it."""

    def write(wish: Wish, out: Path) -> object:
        papers = at.desk.summary_papers
        of_whom = papers.of_class if choice.kind == CLASS else papers.of_teacher
        return of_whom(choice.id, term, wish.language, wish.fmt, out, forecasts=wish.ticked)

    question = Question(
        (Paper(f"summary-{in_file_name(choice.label)}-{term}", write),),
        _("How to print?"),
        language=language,
        tick=_("With forecasts (≈)"),
        ticked=forecasts,
    )
    print_paper(at, question, parent)
