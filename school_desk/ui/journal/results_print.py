"""Print the analysis of a page or its rubrics: of a work, of one pupil or of all."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget

from school_desk.formats import class_words
from school_desk.i18n import _, current
from school_desk.journal.analysis_words import short_name
from school_desk.journal.model import RegisterPage
from school_desk.ui.paper_dialog import Paper, Question, Wish, in_file_name, print_paper
from school_desk.ui.work_place import WorkPlace


def print_results(
    at: WorkPlace,
    page: RegisterPage,
    parent: QWidget,
    *,
    work: int | None = None,
    pupil: int | None = None,
) -> None:
    """Ask what to print, write it in the background, open it."""
    first = _analysis(at, page)
    if pupil is not None:
        first = _rubric(at, page, _("Rubric of this pupil"), work=work, pupil=pupil, per_sheet=1)
    papers = (first, *_rubrics(at, page, work))
    print_paper(at, Question(papers, language=page.head.language), parent)


def _analysis(at: WorkPlace, page: RegisterPage) -> Paper:
    def write(wish: Wish, out: Path) -> None:
        at.desk.result_papers.analysis(*_place(page), wish.language, wish.fmt, out)

    return Paper(_file(page, "analysis"), write, _("Analysis of summative results"))


def _rubrics(at: WorkPlace, page: RegisterPage, first: int | None) -> Iterator[Paper]:
    """Rubrics of the current work before those of the others."""
    for work in sorted(page.works, key=lambda one: one.key.work != first):
        name = short_name(work, current())
        for words, per_sheet in (
            (_("Rubrics of all pupils, {work}, two to a sheet"), 2),
            (_("Rubrics of all pupils, {work}, one to a sheet"), 1),
        ):
            shown = words.format(work=name)
            yield _rubric(at, page, shown, work=work.key.work, pupil=None, per_sheet=per_sheet)


def _rubric(
    at: WorkPlace,
    page: RegisterPage,
    words: str,
    *,
    work: int | None,
    pupil: int | None,
    per_sheet: int,
) -> Paper:
    def write(wish: Wish, out: Path) -> object:
        return at.desk.result_papers.rubrics(
            *_place(page),
            wish.language,
            wish.fmt,
            out,
            work=work,
            pupil=pupil,
            per_sheet=1 if per_sheet == 1 else 2,
        )

    return Paper(_file(page, "rubric"), write, words)


def _place(page: RegisterPage) -> tuple[int, int, int]:
    return page.head.group, page.head.subject, page.head.period.term


def _file(page: RegisterPage, kind: str) -> str:
    return f"{kind}-{in_file_name(class_words(page.head.class_label))}-{page.head.period.term}"
