"""Print a summative work: its specification, then the points of the pupils."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from school_desk.formats import class_words
from school_desk.i18n import _
from school_desk.journal.work_page_model import WorkPage
from school_desk.ui.journal.work_dialog import work_name
from school_desk.ui.paper_dialog import Paper, Question, Wish, in_file_name, print_paper
from school_desk.ui.work_place import WorkPlace


def print_work(at: WorkPlace, laid: WorkPage, parent: QWidget) -> None:
    """Ask, write in the background, open."""
    head = laid.page.head

    def write(wish: Wish, out: Path) -> None:
        place = head.group, head.subject, head.period.term, laid.work.key.work or 0
        at.desk.work_papers.work(place, wish.language, wish.fmt, out)

    class_name = in_file_name(class_words(head.class_label))
    question = Question(
        (Paper(f"{in_file_name(work_name(laid.work))}-{class_name}", write),),
        _("Print the work?"),
        _("Tasks, objectives and descriptors, then the points of the pupils."),
        language=head.language,
    )
    print_paper(at, question, parent)
