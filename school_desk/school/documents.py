"""The papers about a school's pupils: the attendance sheet, as PDF and as workbook."""

from school_desk.documents.page import Printed
from school_desk.school.attendance_document import build_attendance
from school_desk.school.attendance_paper import Roll
from school_desk.school.attendance_sheet import build_attendance_sheet
from school_desk.school.movement_document import build_movements
from school_desk.school.movement_sheet import build_movement_sheet

__all__ = (
    "Printed",
    "Roll",
    "build_attendance",
    "build_attendance_sheet",
    "build_movement_sheet",
    "build_movements",
)
