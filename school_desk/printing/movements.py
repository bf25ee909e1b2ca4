"""The papers of movements: read through the service, built by the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.errors import N_
from school_desk.intents import Scope
from school_desk.printing.base import SchoolPapers
from school_desk.school.documents import build_movement_sheet, build_movements

if TYPE_CHECKING:
    from datetime import date

    from school_desk.documents.deliver import Target
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.printing.base import Format
    from school_desk.school.movement_sheet_rules import MovementSheet


class MovementPapers(SchoolPapers):
    """Who came and who left, of a class or of the school."""

    def movements(
        self,
        class_group: int | None,
        days: tuple[date, date],
        language: DocumentLanguage,
        fmt: Format,
        out: Target,
    ) -> MovementSheet:
        """Write the movement of pupils between two days."""
        self._take_out(N_("Print movements"), Scope(class_group=class_group), fmt, out)
        sheet = self._desk.movements.sheet(class_group, *days)
        build = build_movements if fmt == "pdf" else build_movement_sheet
        self._build(build, sheet, language, out)
        return sheet
