"""The log of looks as a paper: read through its service, built as a plain table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.access.look_document import looks_table
from school_desk.documents.plain_table import build_plain, build_plain_sheet
from school_desk.errors import N_
from school_desk.intents import Scope
from school_desk.printing.base import SchoolPapers

if TYPE_CHECKING:
    from school_desk.access.look_model import LookWish
    from school_desk.documents.deliver import Target
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.printing.base import Format


class LookPapers(SchoolPapers):
    """Who looked at what: taking it out is a look as well."""

    def looks(self, wish: LookWish, language: DocumentLanguage, fmt: Format, out: Target) -> int:
        """Write the looks of some days; says how many."""
        self._take_out(N_("See looks"), Scope(), fmt, out)
        found = self._desk.looks.find(wish)
        build = build_plain if fmt == "pdf" else build_plain_sheet
        self._build(build, looks_table(found, wish), language, out)
        return len(found)
