"""The papers of a pack, kind by kind: what each is called and how it is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from school_desk.formats import class_words
from school_desk.i18n import translator
from school_desk.journal.pack_rules import PAPER_NAMES, PackWish, Paper, Split
from school_desk.printing.base import PrintingDesk
from school_desk.school.attendance_rules import term_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from school_desk.documents.deliver import Target
    from school_desk.journal.model import PageName
    from school_desk.journal.slip import Slip
    from school_desk.printing.attendance import AttendancePapers
    from school_desk.printing.registers import Papers
    from school_desk.printing.results import ResultPapers
    from school_desk.printing.summaries import SummaryPapers
    from school_desk.school.model import Pupil


class PackDesk(PrintingDesk, Protocol):
    """What packs need of the desk: what papers need, and the papers themselves."""

    @property
    def papers(self) -> Papers:
        """Single papers."""

    @property
    def result_papers(self) -> ResultPapers:
        """Single papers about results."""

    @property
    def summary_papers(self) -> SummaryPapers:
        """Term summaries."""

    @property
    def attendance_papers(self) -> AttendancePapers:
        """Attendance sheets."""


@dataclass(frozen=True, slots=True)
class Part:
    """One paper of a pack: what it is called, how it is written, for which pupil (if for one)."""

    name: str
    write: Callable[[Target], object]
    pupil: int | None = None
    pupil_name: str = ""

    @property
    def whole_name(self) -> str:
        """What it is, and whose."""
        return f"{self.name} {self.pupil_name}".strip()


def _slips(desk: PackDesk, wish: PackWish) -> Iterator[Part]:
    """The slips of all subjects: one paper of a class, or one for each pupil."""
    if wish.class_group is None:
        return
    papers, facts = desk.papers, (wish.language, wish.fmt)
    slips = papers.slip_values(wish.class_group, wish.term, wish.language)
    name = translator(main_language(wish))(PAPER_NAMES[Paper.SLIPS])
    if wish.split is not Split.PUPIL_EACH:
        yield Part(name, lambda out: papers.write_slips(slips, *facts, out))
        return
    for slip in slips:
        yield Part(
            name,
            _slip_writer(desk, wish, slip),
            slip.pupil_row,
            slip.pupil.full,
        )


def _register_pages(desk: PackDesk, wish: PackWish) -> Iterator[Part]:
    for page in pages_of(desk, wish):
        yield Part(
            page_words(page, wish),
            _page_writer(desk, wish, page),
        )


def _slip_writer(desk: PackDesk, wish: PackWish, slip: Slip) -> Callable[[Target], object]:
    return lambda out: desk.papers.write_slips((slip,), wish.language, wish.fmt, out, per_sheet=1)


def _page_writer(desk: PackDesk, wish: PackWish, page: PageName) -> Callable[[Target], object]:
    return lambda out: desk.papers.register_page(
        page.group, page.subject, wish.term, wish.language, wish.fmt, out
    )


def _analyses(desk: PackDesk, wish: PackWish) -> Iterator[Part]:
    """The analysis of each page that has works."""
    for page in pages_of(desk, wish):
        if desk.result_papers.has_works(page.group, page.subject, wish.term):
            yield Part(_of_page(Paper.ANALYSES, page, wish), _analysis_writer(desk, wish, page))


def _rubrics(desk: PackDesk, wish: PackWish) -> Iterator[Part]:
    """The rubrics of each page with results: of the whole class, or one for each pupil."""
    for page in pages_of(desk, wish):
        told = desk.result_papers.pupils_told(page.group, page.subject, wish.term)
        name = _of_page(Paper.RUBRICS, page, wish)
        if told and wish.split is not Split.PUPIL_EACH:
            yield Part(name, _rubric_writer(desk, wish, page))
            continue
        for pupil in told:
            writer = _rubric_writer(desk, wish, page, pupil)
            yield Part(name, writer, pupil.id, pupil.name.full)


def _of_page(paper: Paper, page: PageName, wish: PackWish) -> str:
    return f"{translator(main_language(wish))(PAPER_NAMES[paper])} {page_words(page, wish)}"


def _analysis_writer(desk: PackDesk, wish: PackWish, page: PageName) -> Callable[[Target], object]:
    return lambda out: desk.result_papers.analysis(
        page.group, page.subject, wish.term, wish.language, wish.fmt, out
    )


def _rubric_writer(
    desk: PackDesk, wish: PackWish, page: PageName, pupil: Pupil | None = None
) -> Callable[[Target], object]:
    return lambda out: desk.result_papers.rubrics(
        page.group,
        page.subject,
        wish.term,
        wish.language,
        wish.fmt,
        out,
        pupil=None if pupil is None else pupil.id,
    )


def _summaries(desk: PackDesk, wish: PackWish) -> Iterator[Part]:
    """The term summary of the class, or of the teacher."""
    papers, name = desk.summary_papers, translator(main_language(wish))(PAPER_NAMES[Paper.SUMMARY])
    if wish.teacher is not None:
        yield Part(name, _summary_writer(papers.of_teacher, wish.teacher, wish))
    elif wish.class_group is not None:
        yield Part(name, _summary_writer(papers.of_class, wish.class_group, wish))


def _summary_writer(
    write: Callable[..., object], whose: int, wish: PackWish
) -> Callable[[Target], object]:
    return partial(write, whose, wish.term, wish.language, wish.fmt, forecasts=True)


def _attendance(desk: PackDesk, wish: PackWish) -> Iterator[Part]:
    """The attendance sheet of the class for the term."""
    if wish.class_group is None:
        return
    papers, name = desk.attendance_papers, PAPER_NAMES[Paper.ATTENDANCE]
    roll = papers.roll(wish.class_group, term_span(desk.school.calendar(), wish.term))
    write = partial(papers.sheet, wish.class_group, roll, wish.language, wish.fmt)
    yield Part(translator(main_language(wish))(name), write)


PRODUCERS: Mapping[Paper, Callable[[PackDesk, PackWish], Iterator[Part]]] = {
    Paper.SLIPS: _slips,
    Paper.REGISTER_PAGES: _register_pages,
    Paper.ANALYSES: _analyses,
    Paper.RUBRICS: _rubrics,
    Paper.SUMMARY: _summaries,
    Paper.ATTENDANCE: _attendance,
}


def pages_of(desk: PackDesk, wish: PackWish) -> tuple[PageName, ...]:
    """The register pages of a pack: those of a class, or those that a teacher teaches."""
    if wish.teacher is not None:
        return desk.journal.pages_of(wish.teacher)
    return desk.journal.pages_of_class(wish.class_group or 0)


def page_words(page: PageName, wish: PackWish) -> str:
    """What a page is called in a pack: class and subject."""
    names, language = page.subject_names, main_language(wish)
    return f"{class_words(page.class_label, language)} {names.get(language) or names['kk']}"


def main_language(wish: PackWish) -> str:
    """The language of names of files and bookmarks."""
    return "kk" if wish.language == "both" else wish.language
