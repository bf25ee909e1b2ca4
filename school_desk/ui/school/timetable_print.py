"""Print the timetable: of whoever is shown, of all classes or teachers, of the whole school."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from school_desk.i18n import _
from school_desk.school.documents import WeekOf
from school_desk.ui.paper_dialog import Paper, Question, Wish, in_file_name, print_paper
from school_desk.ui.school.timetable_views import View, name_of, room_of
from school_desk.ui.school.week import Planner
from school_desk.ui.work_place import WorkPlace

_KINDS = {View.CLASS: WeekOf.CLASS, View.TEACHER: WeekOf.TEACHER, View.ROOM: WeekOf.ROOM}


def print_timetable(
    at: WorkPlace, planner: Planner, view: View, who: int | None, parent: QWidget
) -> None:
    """Ask which weeks, write them in the background, open them."""

    def paper(
        words: str, kind: WeekOf, of: Iterable[int | str] | None = None, *, wide: bool = False
    ) -> Paper:
        def write(wish: Wish, out: Path) -> object:
            papers = at.desk.timetable_papers
            weeks = papers.weeks(kind, of)
            return papers.timetable(weeks, wish.language, wish.fmt, out, wide=wide)

        return Paper(f"{_('Timetable')}-{in_file_name(words)}", write, words)

    shown = []
    if view is not View.SCHOOL and who is not None:
        key = room_of(planner, who) if view is View.ROOM else who
        shown = [paper(name_of(planner, view, who), _KINDS[view], (key,))]
    papers = (
        *shown,
        paper(_("All classes, a page each"), WeekOf.CLASS),
        paper(_("All teachers, a page each"), WeekOf.TEACHER),
        paper(_("Whole school on a large sheet (A3)"), WeekOf.SCHOOL, wide=True),
        paper(_("Whole school on usual sheets (A4)"), WeekOf.SCHOOL),
    )
    first = len(papers) - 2 if view is View.SCHOOL else 0
    print_paper(at, Question(papers, title=_("Which timetable?"), first=first), parent)
