"""Print the timetable."""

from PySide6.QtWidgets import QWidget

from school_desk.ui.school.timetable_views import View
from school_desk.ui.school.week import Planner
from school_desk.ui.work_place import WorkPlace


def print_timetable(
    at: WorkPlace, planner: Planner, view: View, who: int | None, parent: QWidget
) -> None:
    """Ask which week."""
