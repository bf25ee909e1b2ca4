"""Print a plan: of a subject for the year, or of one lesson."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from school_desk.formats import class_words
from school_desk.i18n import _
from school_desk.journal.lesson_plan_model import LessonPlan
from school_desk.journal.thematic_model import ThematicPlan
from school_desk.ui.paper_dialog import Paper, Question, Wish, in_file_name, print_paper
from school_desk.ui.work_place import WorkPlace


def print_thematic_plan(at: WorkPlace, plan: ThematicPlan, parent: QWidget) -> None:
    """A thematic plan; its spreadsheet can be taken in again."""
    head = plan.head

    def write(wish: Wish, out: Path) -> object:
        papers = at.desk.plan_papers
        return papers.thematic_plan(head.group, head.subject, wish.language, wish.fmt, out)

    paper = Paper(f"thematic-plan-{in_file_name(class_words(head.class_label))}", write)
    question = Question((paper,), _("Print the thematic plan?"), language=head.language)
    print_paper(at, question, parent)


def print_lesson_plan(at: WorkPlace, plan: LessonPlan, parent: QWidget) -> None:
    """The plan of a lesson."""
    head = plan.head

    def write(wish: Wish, out: Path) -> object:
        papers = at.desk.plan_papers
        return papers.lesson_plan(head.period.term, plan.lesson, wish.language, wish.fmt, out)

    class_name = in_file_name(class_words(head.class_label))
    paper = Paper(f"lesson-plan-{class_name}-{plan.day:%d-%m}", write)
    question = Question((paper,), _("Print the plan of the lesson?"), language=head.language)
    print_paper(at, question, parent)
