"""The kitchen's logs and the control of norms as papers, read through their services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.documents.plain_table import build_plain, build_plain_sheet
from school_desk.errors import N_
from school_desk.intents import Scope
from school_desk.nutrition.log_document import control_tables, log_table
from school_desk.printing.base import SchoolPapers

if TYPE_CHECKING:
    from datetime import date

    from school_desk.documents.deliver import Target
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.printing.base import Format


class LogPapers(SchoolPapers):
    """Names of staff are on them: each is noted as taken out."""

    def log(
        self, code: str, month: date, language: DocumentLanguage, fmt: Format, out: Target
    ) -> int:
        """Write a month of a log in the layout of its form; says how many entries."""
        self._take_out(N_("Print meal logs"), Scope(), fmt, out)
        shown = self._desk.meal_logs.month(code, month)
        build = build_plain if fmt == "pdf" else build_plain_sheet
        self._build(build, log_table(shown), language, out)
        return len(shown.entries)

    def control(
        self, month: date, band: str, language: DocumentLanguage, fmt: Format, out: Target
    ) -> int:
        """Write the control of norms: each decade and the month; says how many products."""
        self._require(N_("Print meal logs"), Scope())
        sheet = self._desk.log_norms.control(month, band)
        build = build_plain if fmt == "pdf" else build_plain_sheet
        self._build(build, control_tables(sheet), language, out)
        return len(sheet.lines)
