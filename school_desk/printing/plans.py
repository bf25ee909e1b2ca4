"""Plans as files: read from a spreadsheet, its template, printed and as workbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.errors import N_
from school_desk.i18n import translator
from school_desk.journal.lesson_plan_document import build_lesson_plan
from school_desk.journal.lesson_plan_model import USUAL_STAGES
from school_desk.journal.lesson_plan_sheet import build_lesson_plan_sheet
from school_desk.journal.thematic_document import build_thematic_plan
from school_desk.journal.thematic_reading_rules import PlanList, read_plan
from school_desk.journal.thematic_sheet import build_thematic_sheet, build_thematic_template
from school_desk.printing.base import SchoolPapers
from school_desk.school.spreadsheet import read_sheets

if TYPE_CHECKING:
    from pathlib import Path

    from school_desk.documents.voices import DocumentLanguage
    from school_desk.journal.lesson_plan_model import LessonPlan
    from school_desk.journal.thematic_model import ThematicPlan
    from school_desk.printing.base import Format
    from school_desk.school.model import LessonKey


class PlanPapers(SchoolPapers):
    """What a person may print of plans, and how a plan comes from Excel."""

    def read(self, path: Path, plan: ThematicPlan) -> PlanList:
        """The rows of a spreadsheet with all problems; nothing is written. Or raise."""
        room = {fit.term: fit.lessons for fit in plan.binding.fits}
        return read_plan(read_sheets(path), plan.terms, room)

    def template(self, plan: ThematicPlan, language: DocumentLanguage, out: Path) -> None:
        """Write an empty spreadsheet to fill and take in."""
        build_thematic_template(plan, language=language, printed=self._printed(), out=out)

    def thematic_plan(
        self,
        group: int,
        subject: int,
        language: DocumentLanguage,
        fmt: Format,
        out: Path,
        *,
        term: int | None = None,
    ) -> ThematicPlan:
        """Write the thematic plan of a page."""
        plan = self._desk.plans.open(group, subject)
        self._require(N_("Print thematic plan"), plan.form.scope)
        build = build_thematic_plan if fmt == "pdf" else build_thematic_sheet
        self._build(build, plan, language, out, term=term)
        return plan

    def lesson_plan(
        self,
        term: int,
        lesson: LessonKey,
        language: DocumentLanguage,
        fmt: Format,
        out: Path,
    ) -> LessonPlan:
        """Write the short-term plan of a lesson."""
        names = stage_names("ru" if language == "ru" else "kk")
        plan = self._desk.lesson_plans.open(term, lesson, names)
        self._require(N_("Print lesson plan"), plan.form.scope)
        build = build_lesson_plan if fmt == "pdf" else build_lesson_plan_sheet
        self._build(build, plan, language, out)
        return plan


def stage_names(language: str) -> tuple[str, ...]:
    """The usual stages of a lesson in a language."""
    return tuple(translator(language)(name) for name, _minutes in USUAL_STAGES)
