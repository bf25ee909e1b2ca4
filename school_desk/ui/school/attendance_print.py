"""Print attendance of what is shown: of all pupils, or of those who are often absent."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from school_desk.i18n import _
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.school.attendance_period import Wanted
from school_desk.ui.school.attendance_words import span_words
from school_desk.ui.work_place import WorkPlace


def print_attendance(at: WorkPlace, class_group: int, wanted: Wanted, parent: QWidget) -> None:
    """Ask which sheet, write it in the background, open it; class 0 is the whole school."""

    def paper(words: str, least: int) -> Paper:
        def write(wish: Wish, out: Path) -> object:
            papers = at.desk.attendance_papers
            roll = papers.roll(class_group or None, wanted.span, least, wanted.unit)
            return papers.sheet(class_group or None, roll, wish.language, wish.fmt, out)

        return Paper("attendance", write, words)

    sheets = [paper(_("Attendance of all pupils"), 0)]
    if wanted.least:
        words = _("Frequent absences only: {n} and more").format(n=wanted.least)
        sheets.append(paper(words, wanted.least))
    sentence = span_words(wanted.span)
    print_paper(at, Question(tuple(sheets), sentence=sentence, first=len(sheets) - 1), parent)
