"""The papers of summative works: a work read through the services, written as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from school_desk import formats
from school_desk.errors import N_, DeskError
from school_desk.journal.documents import Printed, build_work, build_work_sheet

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path
    from typing import Literal

    from school_desk.access.model import Account
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.intents import Scope
    from school_desk.journal.service import JournalService
    from school_desk.journal.work_service import WorkService
    from school_desk.school.service import SchoolService


class WorkPaperDesk(Protocol):
    """What these papers need of the desk."""

    account: Account
    journal: JournalService
    school: SchoolService
    works: WorkService

    def now(self) -> datetime:
        """The wall clock."""

    def why_not(self, intent: str, scope: Scope) -> DeskError | None:
        """The refusal, if this person may not."""


class WorkPapers:
    """What a person may print of works: who may print the page may print its works."""

    def __init__(self, desk: WorkPaperDesk) -> None:
        self._desk = desk

    def work(
        self,
        place: tuple[int, int, int, int],
        language: DocumentLanguage,
        fmt: Literal["pdf", "xlsx"],
        out: Path,
    ) -> None:
        """Write a work; its place: teaching group, subject, term, the row of the work."""
        desk = self._desk
        laid = desk.works.see(*place)
        refusal = desk.why_not(N_("Print register page"), laid.page.form.scope)
        if refusal is not None:
            raise refusal
        school = desk.school.school()
        build = build_work if fmt == "pdf" else build_work_sheet
        build(
            laid,
            school=school.names["ru" if language == "ru" else "kk"] if school else "",
            signs=desk.journal.rules(laid.page)[1].signs,
            language=language,
            printed=Printed(desk.now(), formats.signed_name(desk.account.name)),
            out=out,
        )
