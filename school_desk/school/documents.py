"""The papers of the school: attendance, timetable, substitutions, as PDF and as workbook."""

from school_desk.documents.page import Printed
from school_desk.school.attendance_document import build_attendance
from school_desk.school.attendance_paper import Roll
from school_desk.school.attendance_sheet import build_attendance_sheet
from school_desk.school.movement_document import build_movements
from school_desk.school.movement_sheet import build_movement_sheet
from school_desk.school.substitution_document import build_day_poster
from school_desk.school.substitution_paper import DayChanges, DayLine
from school_desk.school.substitution_sheet import build_day_sheet
from school_desk.school.timetable_document import build_timetable
from school_desk.school.timetable_paper import PaperHour, PaperLesson, PaperWeek, WeekOf
from school_desk.school.timetable_sheet import build_timetable_sheet

__all__ = (
    "DayChanges",
    "DayLine",
    "PaperHour",
    "PaperLesson",
    "PaperWeek",
    "Printed",
    "Roll",
    "WeekOf",
    "build_attendance",
    "build_attendance_sheet",
    "build_day_poster",
    "build_day_sheet",
    "build_movement_sheet",
    "build_movements",
    "build_timetable",
    "build_timetable_sheet",
)
