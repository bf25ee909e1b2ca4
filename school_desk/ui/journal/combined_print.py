"""Print a combined hour: the register pages of all its classes, or of one of them."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from school_desk.formats import class_words
from school_desk.i18n import _, current
from school_desk.journal.model import RegisterPage
from school_desk.ui.paper_dialog import Paper, Question, Wish, in_file_name, print_paper
from school_desk.ui.work_place import WorkPlace

PAIR = 2


def print_pages(at: WorkPlace, pages: Sequence[RegisterPage], parent: QWidget) -> None:
    """Ask what to print of an hour, write it in the background, open it."""
    print_paper(at, pages_question(at, pages), parent)


def pages_question(at: WorkPlace, pages: Sequence[RegisterPage]) -> Question:
    """All pages one behind the other first, then each on its own."""
    words = _("Both register pages, one after the other")
    if len(pages) > PAIR:
        words = _("All register pages, one after the other")
    every = Paper(_file(pages), partial(_write, at, pages), words)
    single = (Paper(_file([page]), partial(_write, at, [page]), _name(page)) for page in pages)
    return Question((every, *single), language=pages[0].head.language)


def _write(at: WorkPlace, pages: Sequence[RegisterPage], wish: Wish, out: Path) -> None:
    places = [(page.head.group, page.head.subject, page.head.period.term) for page in pages]
    at.desk.papers.register_pages(places, wish.language, wish.fmt, out)


def _name(page: RegisterPage) -> str:
    words = f"{class_words(page.head.class_label)} · {page.head.subject_names[current()]}"
    return _("Register page: {page}").format(page=words)


def _file(pages: Sequence[RegisterPage]) -> str:
    classes = "-".join(in_file_name(page.head.class_label) for page in pages)
    return f"register-page-{classes}-{pages[0].head.period.term}"
