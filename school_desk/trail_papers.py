"""The papers of supervision: read through the services, written as PDF or as a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from school_desk import formats
from school_desk.documents.voices import voices_of
from school_desk.journal.documents import (
    Printed,
    build_observations,
    build_table_paper,
    build_table_sheet,
    history_table,
    observations_table,
    remarks_table,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path
    from typing import Literal

    from school_desk.access.model import Account
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.journal.history_service import HistoryService
    from school_desk.journal.model import RegisterPage
    from school_desk.journal.remark_model import Observation
    from school_desk.journal.remark_service import RemarkService
    from school_desk.journal.service import JournalService
    from school_desk.journal.trail_paper import PaperTable
    from school_desk.school.service import SchoolService

    Format = Literal["pdf", "xlsx"]


class TrailDesk(Protocol):
    """What these papers need of the desk."""

    account: Account
    history: HistoryService
    journal: JournalService
    remarks: RemarkService
    school: SchoolService

    def now(self) -> datetime:
        """The wall clock."""


class TrailPapers:
    """History of a page, remarks of a class, observed lessons; each method says how many lines."""

    def __init__(self, desk: TrailDesk) -> None:
        self._desk = desk

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
        build_observations(
            found,
            school=self._school(language),
            language=language,
            printed=self._printed(),
            out=out,
        )
        return len(found)

    def _write(self, table: PaperTable, language: DocumentLanguage, fmt: Format, out: Path) -> None:
        build = build_table_paper if fmt == "pdf" else build_table_sheet
        build(
            table,
            school=self._school(language),
            language=language,
            printed=self._printed(),
            out=out,
        )

    def _school(self, language: DocumentLanguage) -> str:
        school = self._desk.school.school()
        return school.names["ru" if language == "ru" else "kk"] if school else ""

    def _printed(self) -> Printed:
        return Printed(self._desk.now(), formats.signed_name(self._desk.account.name))
