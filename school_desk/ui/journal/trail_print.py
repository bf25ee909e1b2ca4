"""Print history, remarks and observed lessons."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from school_desk.formats import class_words
from school_desk.i18n import _, fill
from school_desk.intents import Scope
from school_desk.journal.model import RegisterPage
from school_desk.journal.remark_model import Observation
from school_desk.ui.paper_dialog import Paper, Question, Wish, in_file_name, print_paper
from school_desk.ui.work_place import WorkPlace

LATELY = (1, 7, 30)
"""Days back, from which changes are offered on paper; the command takes any day."""


def print_history(at: WorkPlace, page: RegisterPage, pupil: int, parent: QWidget) -> None:
    """The history of a pupil's cells, of the whole page, or its corrections alone."""
    papers, row = at.desk.trail_papers, page.row_of(pupil)
    name = row.pupil.name.listed if row else ""
    end = in_file_name(class_words(page.head.class_label))

    def paper(words: str, file: str, one: int | None, *, only: bool) -> Paper:
        def write(wish: Wish, out: Path) -> object:
            return papers.history(page, wish.language, wish.fmt, out, pupil=one, corrections=only)

        return Paper(file, write, words)

    wishes = (
        paper(_("History: {name}").format(name=name), f"history-{end}", pupil, only=False),
        paper(_("History of the whole page"), f"history-page-{end}", None, only=False),
        paper(_("Corrections of the whole page"), f"corrections-{end}", None, only=True),
    )
    print_paper(at, Question((*wishes, *_changes(at, page, end))), parent)


def _changes(at: WorkPlace, page: RegisterPage, end: str) -> Iterator[Paper]:
    """What changed lately: on the page, and in the whole register of the class."""
    papers, head, today = at.desk.trail_papers, page.head, at.desk.today()

    def of_page(day: date, wish: Wish, out: Path) -> object:
        return papers.changes((page,), day, wish.language, wish.fmt, out)

    def of_class(day: date, wish: Wish, out: Path) -> object:
        facts = head.class_group, head.period.term, day
        return papers.changes_of_class(*facts, wish.language, wish.fmt, out)

    for days in LATELY:
        day = today - timedelta(days=days)
        words = fill(_("Changes of the page from {day} on"), {"day": day})
        yield Paper(f"changes-page-{end}", partial(of_page, day), words)
        if at.desk.may("Open register page", Scope(class_group=head.class_group)):
            words = fill(_("Changes of the whole class from {day} on"), {"day": day})
            yield Paper(f"changes-{end}", partial(of_class, day), words)


def print_remarks(at: WorkPlace, class_group: int, label: str, parent: QWidget) -> None:
    """The sheet of remarks of a class."""
    papers = at.desk.trail_papers
    words = _("Remarks: {class_group}").format(class_group=class_words(label))

    def write(wish: Wish, out: Path) -> object:
        return papers.remarks(class_group, wish.language, wish.fmt, out)

    paper = Paper(f"remarks-{in_file_name(class_words(label))}", write, words)
    print_paper(at, Question((paper,)), parent)


def print_observations(
    at: WorkPlace,
    current_one: Observation | None,
    found: tuple[Observation, ...],
    parent: QWidget,
) -> None:
    """The record of one observed lesson, or of all in the list."""
    papers = at.desk.trail_papers

    def paper(words: str, some: tuple[Observation, ...]) -> Paper:
        def write(wish: Wish, out: Path) -> object:
            return papers.observations(some, wish.language, wish.fmt, out)

        return Paper("observations", write, words)

    every = paper(_("All in the list"), found)
    one = (paper(_("The current record"), (current_one,)),) if current_one is not None else ()
    print_paper(at, Question((*one, every)), parent)
