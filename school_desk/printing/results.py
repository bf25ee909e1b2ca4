"""Papers about results: the analysis of a page, and rubrics for the parents of each pupil."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from school_desk.errors import N_, DeskError
from school_desk.journal.documents import (
    build_analysis,
    build_analysis_sheet,
    build_rubric_sheet,
    build_rubrics,
)
from school_desk.printing.base import SchoolPapers

if TYPE_CHECKING:
    from school_desk.documents.deliver import Target
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.journal.model import RegisterPage
    from school_desk.journal.rubric import Rubric
    from school_desk.printing.base import Format
    from school_desk.school.model import Pupil


class NoRubricError(DeskError):
    """Nobody wrote the work, so there is nothing to tell parents."""

    sentence = N_("There are no results to print a rubric of. Type the points of the work first.")


class ResultPapers(SchoolPapers):
    """What a person may print about results; each paper is asked for as such."""

    def analysis(
        self,
        group: int,
        subject: int,
        term: int,
        language: DocumentLanguage,
        fmt: Format,
        out: Target,
    ) -> None:
        """Write the analysis of a page."""
        page = self._desk.journal.open_page(group, subject, term)
        self._take_out(N_("Print analysis"), page.form.scope, fmt, out)
        build = build_analysis if fmt == "pdf" else build_analysis_sheet
        self._build(build, self._desk.analysis.of_page(page), language, out)

    def rubrics(
        self,
        group: int,
        subject: int,
        term: int,
        language: DocumentLanguage,
        fmt: Format,
        out: Target,
        *,
        work: int | None = None,
        pupil: int | None = None,
        per_sheet: Literal[1, 2] = 2,
    ) -> int:
        """Write the rubrics of a work (its row) or of all, of a pupil or of all; says how many."""
        page = self._desk.journal.open_page(group, subject, term)
        self._take_out(N_("Print rubric"), page.form.scope, fmt, out, pupil)
        found = [_only(one, pupil) for one in self._rubrics(page, work)]
        told = [one for one in found if any(each.told for each in one.pupils)]
        if not told:
            raise NoRubricError
        if fmt == "pdf":
            self._build(build_rubrics, told, language, out, per_sheet=per_sheet)
        else:
            self._build(build_rubric_sheet, told, language, out)
        return sum(each.told for one in told for each in one.pupils)

    def has_works(self, group: int, subject: int, term: int) -> bool:
        """Whether a page has works whose results could be told."""
        return bool(self._desk.journal.open_page(group, subject, term).works)

    def pupils_told(self, group: int, subject: int, term: int) -> tuple[Pupil, ...]:
        """The pupils of a page of whom rubrics have something to tell, in their order."""
        page = self._desk.journal.open_page(group, subject, term)
        found = [one for rubric in self._rubrics(page, None) for one in rubric.pupils if one.told]
        told = {one.pupil.id for one in found}
        return tuple(row.pupil for row in page.rows if row.pupil.id in told)

    def _rubrics(self, page: RegisterPage, work: int | None) -> list[Rubric]:
        rows = [one.key.work for one in page.works if one.key.work is not None]
        wanted = rows if work is None else [work]
        return [self._desk.rubrics.of_work(page, row) for row in wanted]


def _only(rubric: Rubric, pupil: int | None) -> Rubric:
    """The rubric of one pupil alone, or of all."""
    if pupil is None:
        return rubric
    return replace(rubric, pupils=tuple(one for one in rubric.pupils if one.pupil.id == pupil))
