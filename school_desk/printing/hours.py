"""The papers of curriculum and load: read through the services, built as plain tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.documents.plain_table import build_plain, build_plain_sheet
from school_desk.errors import N_
from school_desk.intents import Scope
from school_desk.journal.hours_document import load_table, month_tables
from school_desk.printing.base import SchoolPapers
from school_desk.school.curriculum_document import curriculum_table

if TYPE_CHECKING:
    from datetime import date

    from school_desk.documents.deliver import Target
    from school_desk.documents.plain_table import PlainTable
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.journal.hours_model import MonthHours
    from school_desk.printing.base import Format


class HoursPapers(SchoolPapers):
    """Curriculum, load of teachers, hours of a month."""

    def curriculum(
        self, class_group: int | None, language: DocumentLanguage, fmt: Format, out: Target
    ) -> None:
        """Hours a week of a class; None: of every class."""
        self._require(N_("See curriculum"), Scope(class_group=class_group))
        found = self._desk.curriculum.of_school()
        ours = [one for one in found if class_group in (None, one[0].id)]
        names = {one.id: one.names for one in self._desk.school.subjects()}
        self._write(curriculum_table(ours, names), language, fmt, out)

    def loads(self, language: DocumentLanguage, fmt: Format, out: Target) -> int:
        """Hours a week of teachers; says of how many."""
        self._take_out(N_("Print hours"), Scope(), fmt, out)
        found = self._desk.hours.loads()
        self._write(load_table(found), language, fmt, out)
        return len(found)

    def month(self, day: date, language: DocumentLanguage, fmt: Format, out: Target) -> MonthHours:
        """The pay sheet of a month: in Excel with the substituted hours as a second sheet."""
        self._take_out(N_("Print hours"), Scope(), fmt, out)
        found = self._desk.hours.month(day)
        tables = month_tables(found)
        if fmt == "xlsx":
            self._build(build_plain_sheet, tables, language, out)
        else:
            self._build(build_plain, tables[0], language, out)
        return found

    def _write(
        self, table: PlainTable, language: DocumentLanguage, fmt: Format, out: Target
    ) -> None:
        self._build(build_plain if fmt == "pdf" else build_plain_sheet, table, language, out)
