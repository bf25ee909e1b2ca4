"""The papers of supervision: read through the services, written as PDF or as a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.documents.voices import voices_of
from school_desk.errors import N_
from school_desk.intents import Scope
from school_desk.journal.documents import (
    build_observations,
    build_table_paper,
    build_table_sheet,
    changes_table,
    history_table,
    observations_table,
    remarks_table,
)
from school_desk.printing.base import SchoolPapers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
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
        self._note(N_("See history"), page.form.scope, fmt, out, pupil)
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

    def changes(
        self,
        pages: Sequence[RegisterPage],
        day: date,
        language: DocumentLanguage,
        fmt: Format,
        out: Path,
    ) -> int:
        """Write what changed on pages of one class from a day on, in the order of time."""
        found = [(page.head, one) for page in pages for one in self._desk.history.since(page, day)]
        found.sort(key=lambda pair: pair[1].line.work)
        if pages:
            self._note(N_("See history"), pages[0].form.scope, fmt, out)
        label = pages[0].head.class_label if pages else ""
        self._write(changes_table(label, day, found, voices_of(language)), language, fmt, out)
        return len(found)

    def changes_of_class(
        self,
        class_group: int,
        term: int,
        day: date,
        language: DocumentLanguage,
        fmt: Format,
        out: Path,
    ) -> int:
        """Write what changed in the whole register of a class in a term from a day on."""
        journal = self._desk.journal
        names = journal.pages_of_class(class_group)
        pages = [journal.open_page(one.group, one.subject, term) for one in names]
        return self.changes(pages, day, language, fmt, out)

    def remarks(self, class_group: int, language: DocumentLanguage, fmt: Format, out: Path) -> int:
        """Write the sheet of remarks of a class."""
        found = self._desk.remarks.of_class(class_group)
        self._note(N_("See remarks"), Scope(class_group=class_group), fmt, out)
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
        self._note(N_("See observations"), Scope(), fmt, out)
        if fmt == "xlsx":
            self._write(observations_table(found), language, fmt, out)
            return len(found)
        self._build(build_observations, found, language, out)
        return len(found)

    def _write(self, table: PaperTable, language: DocumentLanguage, fmt: Format, out: Path) -> None:
        build = build_table_paper if fmt == "pdf" else build_table_sheet
        self._build(build, table, language, out)
