"""The papers of attendance: read through the service, built by the documents, written as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.errors import N_, DeskError
from school_desk.intents import Scope
from school_desk.printing.base import SchoolPapers
from school_desk.school.attendance_model import Unit
from school_desk.school.documents import (
    Roll,
    build_attendance,
    build_attendance_sheet,
)

if TYPE_CHECKING:
    from school_desk.documents.deliver import Target
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.printing.base import Format
    from school_desk.school.attendance_model import Span


class NobodyToCountError(DeskError):
    """A school without classes."""

    sentence = N_("There is nothing to print: the school has no classes yet.")


class AttendancePapers(SchoolPapers):
    """Attendance sheets of a class, and lists of frequent absences of a class or the school."""

    def roll(
        self, class_group: int | None, span: Span, least: int = 0, unit: Unit = Unit.LESSONS
    ) -> Roll:
        """What a sheet is about; None: the whole school."""
        attendance = self._desk.attendance
        if class_group is not None:
            return Roll((attendance.of_class(class_group, span),), least, unit)
        found = attendance.of_school(span)
        if not found:
            raise NobodyToCountError
        return Roll(found, least, unit)

    def sheet(
        self,
        class_group: int | None,
        roll: Roll,
        language: DocumentLanguage,
        fmt: Format,
        out: Target,
    ) -> int:
        """Write an attendance sheet; returns how many pupils stand on it."""
        self._take_out(N_("Print attendance"), Scope(class_group=class_group), fmt, out)
        build = build_attendance if fmt == "pdf" else build_attendance_sheet
        self._build(build, roll, language, out)
        return len(roll.lines)
