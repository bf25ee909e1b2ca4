"""The papers of the deputy's desk: read through the services, built as plain tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.documents.plain_table import build_plain, build_plain_sheet
from school_desk.errors import N_
from school_desk.intents import Scope
from school_desk.journal.desk_document import (
    compared_table,
    report_tables,
    works_table,
)
from school_desk.journal.desk_model import By
from school_desk.journal.path_document import path_table
from school_desk.journal.year_report_document import years_table
from school_desk.printing.base import SchoolPapers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from school_desk.documents.deliver import Target
    from school_desk.documents.plain_table import PlainTable
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.journal.desk_model import SchoolReport
    from school_desk.journal.path_model import Path
    from school_desk.printing.base import Format


class ReportPapers(SchoolPapers):
    """Results of the school, terms and years compared, works ahead, a pupil's path."""

    def term(
        self, number: int, by: By, language: DocumentLanguage, fmt: Format, out: Target
    ) -> SchoolReport:
        """A term by one way of counting; a workbook has every way, a sheet each."""
        self._require(N_("See school report"), Scope())
        report = self._desk.reports.term(number)
        tables = report_tables(report)
        if fmt == "xlsx":
            self._build(build_plain_sheet, tables, language, out)
        else:
            self._build(build_plain, tables[list(By).index(by)], language, out)
        return report

    def compared(
        self,
        numbers: Sequence[int],
        by: By,
        language: DocumentLanguage,
        fmt: Format,
        out: Target,
    ) -> None:
        """Several terms side by side."""
        self._require(N_("See school report"), Scope())
        self._write(compared_table(self._desk.reports.compare(numbers, by), by), language, fmt, out)

    def years(self, by: By, language: DocumentLanguage, fmt: Format, out: Target) -> None:
        """The latest school years beside each other."""
        self._require(N_("See school report"), Scope())
        self._write(years_table(self._desk.reports.compare_years(by), by), language, fmt, out)

    def works(self, number: int, language: DocumentLanguage, fmt: Format, out: Target) -> None:
        """The summative works of a term by class and week."""
        self._require(N_("See school report"), Scope())
        self._write(works_table(self._desk.reports.works(number), number), language, fmt, out)

    def path(
        self,
        class_group: int,
        pupil: int,
        language: DocumentLanguage,
        fmt: Format,
        out: Target,
    ) -> Path:
        """A pupil's way over the years."""
        path = self._desk.reports.path(class_group, pupil)
        self._note(N_("See pupil's path"), Scope(class_group=class_group), fmt, out, pupil)
        self._write(path_table(path), language, fmt, out)
        return path

    def _write(
        self, table: PlainTable, language: DocumentLanguage, fmt: Format, out: Target
    ) -> None:
        self._build(build_plain if fmt == "pdf" else build_plain_sheet, table, language, out)
