"""The papers of summative works: a work read through the services, written as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.errors import N_
from school_desk.journal.documents import build_work, build_work_sheet
from school_desk.printing.base import SchoolPapers

if TYPE_CHECKING:
    from pathlib import Path

    from school_desk.documents.voices import DocumentLanguage
    from school_desk.printing.base import Format


class WorkPapers(SchoolPapers):
    """What a person may print of works: who may print the page may print its works."""

    def work(
        self,
        place: tuple[int, int, int, int],
        language: DocumentLanguage,
        fmt: Format,
        out: Path,
    ) -> None:
        """Write a work; its place: teaching group, subject, term, the row of the work."""
        laid = self._desk.works.see(*place)
        self._take_out(N_("Print register page"), laid.page.form.scope, fmt, out)
        build = build_work if fmt == "pdf" else build_work_sheet
        signs = self._desk.journal.rules(laid.page)[1].signs
        self._build(build, laid, language, out, signs=signs)
