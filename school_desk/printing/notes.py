"""Sealed notes as a paper for who may read them: read through their services, noted as printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.documents.plain_table import build_plain, build_plain_sheet
from school_desk.errors import N_
from school_desk.inclusion.model import Kept, Purpose
from school_desk.inclusion.note_document import NotesPaper, notes_table
from school_desk.intents import Scope
from school_desk.printing.base import SchoolPapers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from school_desk.documents.deliver import Target
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.inclusion.model import Note
    from school_desk.printing.base import Format
    from school_desk.school.model import Pupil

INTENTS: Mapping[Kept, str] = {
    Kept.SUPPORT: N_("See support notes"),
    Kept.HEALTH: N_("See health notes"),
    Kept.OWN: N_("See own notes"),
}


class NotePapers(SchoolPapers):
    """Whoever may read them may print them; nobody else gets a paper."""

    def notes(
        self,
        kept: Kept,
        pupil: Pupil,
        purpose: Purpose | None,
        language: DocumentLanguage,
        fmt: Format,
        out: Target,
    ) -> int:
        """Write the notes of one kind on a pupil; says how many.

        `purpose`: why, asked for before; one's own notes need none.
        """
        scope = Scope(account=self._desk.account.id) if kept is Kept.OWN else Scope()
        found = self._read(kept, pupil, purpose)
        why = purpose.value if purpose and kept is not Kept.OWN else ""
        self._take_out(INTENTS[kept], scope, fmt, out, pupil.id, why)
        account = self._desk.account
        names = self._desk.access.people()
        asked = None if kept is Kept.OWN else purpose
        paper = NotesPaper(kept, pupil.name, account.name, asked, found, names)
        build = build_plain if fmt == "pdf" else build_plain_sheet
        self._build(build, notes_table(paper), language, out)
        return len(found)

    def _read(self, kept: Kept, pupil: Pupil, purpose: Purpose | None) -> tuple[Note, ...]:
        if kept is Kept.OWN:
            return self._desk.own_notes.of_pupil(pupil.id)
        if purpose is None:
            raise ValueError(kept)
        support = kept is Kept.SUPPORT
        service = self._desk.support_notes if support else self._desk.health_notes
        return service.of_pupil(pupil.id, purpose)
