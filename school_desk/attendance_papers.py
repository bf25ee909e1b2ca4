"""The papers of attendance: read through the service, built by the documents, written as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from school_desk import formats
from school_desk.errors import N_, DeskError
from school_desk.intents import Scope
from school_desk.school.attendance_model import Unit
from school_desk.school.documents import (
    Printed,
    Roll,
    build_attendance,
    build_attendance_sheet,
)

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Literal

    from school_desk.access.model import Account
    from school_desk.documents.deliver import Target
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.school.attendance_model import Span
    from school_desk.school.attendance_service import AttendanceService
    from school_desk.school.service import SchoolService

    Format = Literal["pdf", "xlsx"]


class AttendanceDesk(Protocol):
    """What these papers need of the desk."""

    account: Account
    attendance: AttendanceService
    school: SchoolService

    def now(self) -> datetime:
        """The wall clock."""

    def why_not(self, intent: str, scope: Scope) -> DeskError | None:
        """The refusal, if this person may not."""


class NobodyToCountError(DeskError):
    """A school without classes."""

    sentence = N_("There is nothing to print: the school has no classes yet.")


class AttendancePapers:
    """Attendance sheets of a class, and lists of frequent absences of a class or the school."""

    def __init__(self, desk: AttendanceDesk) -> None:
        self._desk = desk

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
        refusal = self._desk.why_not(N_("Print attendance"), Scope(class_group=class_group))
        if refusal is not None:
            raise refusal
        build = build_attendance if fmt == "pdf" else build_attendance_sheet
        printed = Printed(self._desk.now(), formats.signed_name(self._desk.account.name))
        build(roll, school=self._school(language), language=language, printed=printed, out=out)
        return len(roll.lines)

    def _school(self, language: DocumentLanguage) -> str:
        school = self._desk.school.school()
        return school.names["ru" if language == "ru" else "kk"] if school else ""
