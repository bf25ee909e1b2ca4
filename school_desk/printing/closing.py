"""The papers of closing and of the year's end: read through the services, as PDF or as a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.documents.voices import voices_of
from school_desk.errors import N_
from school_desk.intents import Scope
from school_desk.journal.documents import (
    build_table_paper,
    build_table_sheet,
    closing_table,
    corrections_table,
    proposals_table,
    year_table,
)
from school_desk.printing.base import SchoolPapers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from school_desk.documents.voices import DocumentLanguage
    from school_desk.journal.closing_model import PageClosing
    from school_desk.journal.trail_paper import PaperTable
    from school_desk.printing.base import Format


class ClosingPapers(SchoolPapers):
    """Each method says how many lines its paper has."""

    def state(
        self,
        pages: Sequence[PageClosing],
        term: int,
        language: DocumentLanguage,
        fmt: Format,
        out: Path,
    ) -> int:
        """Write pages of a term that the service has given, with what they lack."""
        return self._write(closing_table(pages, term, voices_of(language)), language, fmt, out)

    def corrections(
        self, class_group: int | None, language: DocumentLanguage, fmt: Format, out: Path
    ) -> int:
        """Write what was corrected on closed pages (of a class)."""
        found = self._desk.closing.corrections(class_group)
        self._note(N_("See corrections"), Scope(class_group=class_group), fmt, out)
        table = corrections_table(found)
        return self._write(table, language, fmt, out)

    def year(self, class_group: int, language: DocumentLanguage, fmt: Format, out: Path) -> int:
        """Write the summary of marks of a class: terms, year, exam, final, council's decision."""
        self._take_out(N_("Print slips"), Scope(class_group=class_group), fmt, out)
        found = self._desk.year_end.of_class(class_group)
        return self._write(year_table(found, voices_of(language)), language, fmt, out)

    def proposals(
        self, class_group: int, language: DocumentLanguage, fmt: Format, out: Path
    ) -> int:
        """Write what is proposed to the council for the pupils of a class."""
        self._take_out(N_("Print slips"), Scope(class_group=class_group), fmt, out)
        found = self._desk.year_end.of_class(class_group)
        return self._write(proposals_table(found, voices_of(language)), language, fmt, out)

    def _write(self, table: PaperTable, language: DocumentLanguage, fmt: Format, out: Path) -> int:
        build = build_table_paper if fmt == "pdf" else build_table_sheet
        self._build(build, table, language, out)
        return len(table.rows)
