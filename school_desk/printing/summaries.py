"""Term summaries on paper, as spreadsheets and as charts: the same numbers everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.errors import N_
from school_desk.i18n import translator
from school_desk.intents import Scope
from school_desk.journal.summary_document import build_class_summary, build_teacher_summary
from school_desk.journal.summary_paper import class_chart, teacher_chart
from school_desk.journal.summary_sheet import (
    build_class_summary_sheet,
    build_teacher_summary_sheet,
)
from school_desk.printing.base import SchoolPapers

if TYPE_CHECKING:
    from school_desk.documents.deliver import Target
    from school_desk.documents.drawing import Drawing
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.journal.summary_model import ClassSummary, TeacherSummary
    from school_desk.printing.base import Format


class SummaryPapers(SchoolPapers):
    """What a person may see of a term, that person may print."""

    def of_class(
        self,
        class_group: int,
        term: int,
        language: DocumentLanguage,
        fmt: Format,
        out: Target,
        *,
        forecasts: bool = False,
    ) -> ClassSummary:
        """Write the summary sheet of a class; returns the numbers on it."""
        summary = self._desk.summaries.with_terms(class_group, term)
        self._note(N_("See class summary"), Scope(class_group=class_group), fmt, out)
        build = build_class_summary if fmt == "pdf" else build_class_summary_sheet
        self._build(build, summary, language, out, forecasts=forecasts)
        return summary

    def of_teacher(
        self,
        teacher: int,
        term: int,
        language: DocumentLanguage,
        fmt: Format,
        out: Target,
        *,
        forecasts: bool = False,
    ) -> TeacherSummary:
        """Write the summary of a teacher; returns the numbers on it."""
        summary = self._desk.summaries.of_teacher(teacher, term)
        build = build_teacher_summary if fmt == "pdf" else build_teacher_summary_sheet
        self._build(build, summary, language, out, forecasts=forecasts)
        return summary

    def class_chart(self, summary: ClassSummary, language: str) -> Drawing:
        """The chart of a class, the one that the paper has, in the reader's language."""
        return class_chart(summary, (translator(language),))

    def teacher_chart(self, summary: TeacherSummary, language: str) -> Drawing:
        """The chart of a teacher."""
        return teacher_chart(summary, (translator(language),))
