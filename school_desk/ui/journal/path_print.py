"""Print a pupil's way through the years."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from school_desk.i18n import _
from school_desk.school.model import PersonName
from school_desk.ui.paper_dialog import Paper, Question, Wish, in_file_name, print_paper
from school_desk.ui.work_place import WorkPlace


def print_path(
    at: WorkPlace, class_group: int, pupil: int, name: PersonName, parent: QWidget
) -> None:
    """The paper of one pupil."""
    papers = at.desk.report_papers

    def write(wish: Wish, out: Path) -> object:
        return papers.path(class_group, pupil, wish.language, wish.fmt, out)

    paper = Paper(f"path-{in_file_name(name.listed)}", write)
    question = Question((paper,), title=_("Print the path?"), sentence=name.full)
    print_paper(at, question, parent)
