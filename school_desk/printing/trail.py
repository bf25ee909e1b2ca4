"""The papers of supervision: read through the services, written as PDF or as a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.documents.voices import voices_of
from school_desk.journal.documents import (
    build_observations,
    build_table_paper,
    build_table_sheet,
    history_table,
    observations_table,
    remarks_table,
)
from school_desk.printing.base import SchoolPapers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from school_desk.documents.voices import DocumentLanguage
    from school_desk.journal.model import RegisterPage
    from school_desk.journal.remark_model import Observation
    from school_desk.journal.trail_paper import PaperTable
    from school_desk.printing.base import Format


class TrailPapers(SchoolPapers):
    """History of a page, remarks of a class, observed lessons; each method says how many lines."""

    def history(
        self,
        page: RegisterPage,
        language: DocumentLanguage,
        fmt: Format,
        out: Path,
        *,
        pupil: int | None = None,
        corrections: bool = False,
    ) -> int:
        """Write the changes of a page (of one pupil); of corrections only those that replaced."""
        changes = self._desk.history.of_page(page, pupil=pupil, corrections=corrections)
        row = page.row_of(pupil) if pupil is not None else None
        table = history_table(
            page.head,
            changes,
            voices_of(language),
            pupil=row.pupil.name.full if row else "",
            corrections=corrections,
        )
        self._write(table, language, fmt, out)
        return len(changes)

    def remarks(self, class_group: int, language: DocumentLanguage, fmt: Format, out: Path) -> int:
        """Write the sheet of remarks of a class."""
        found = self._desk.remarks.of_class(class_group)
        labels = {one.id: one.label for one in self._desk.school.class_groups()}
        table = remarks_table(labels.get(class_group, ""), found, voices_of(language))
        self._write(table, language, fmt, out)
        return len(found)

    def observations(
        self,
        found: Sequence[Observation],
        language: DocumentLanguage,
        fmt: Format,
        out: Path,
    ) -> int:
        """Write observed lessons that a service has given: records as PDF, a list as a sheet."""
        if fmt == "xlsx":
            self._write(observations_table(found), language, fmt, out)
            return len(found)
        self._build(build_observations, found, language, out)
        return len(found)

    def _write(self, table: PaperTable, language: DocumentLanguage, fmt: Format, out: Path) -> None:
        build = build_table_paper if fmt == "pdf" else build_table_sheet
        self._build(build, table, language, out)
