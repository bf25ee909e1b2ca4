"""The list of a rollover: read through the service, built by the documents, written as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.errors import N_
from school_desk.intents import Scope
from school_desk.printing.base import SchoolPapers
from school_desk.school.rollover_document import build_rollover
from school_desk.school.rollover_paper import RolloverList
from school_desk.school.rollover_sheet import build_rollover_sheet

if TYPE_CHECKING:
    from school_desk.documents.deliver import Target
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.printing.base import Format
    from school_desk.school.rollover_model import RolloverPlan


class YearPapers(SchoolPapers):
    """What will happen to whom when the next year begins."""

    def rollover(
        self, plan: RolloverPlan, language: DocumentLanguage, fmt: Format, out: Target
    ) -> None:
        """Write the list of a plan."""
        self._take_out(N_("Print next year"), Scope(), fmt, out)
        build = build_rollover if fmt == "pdf" else build_rollover_sheet
        self._build(build, RolloverList(plan, self._desk.access.people()), language, out)
