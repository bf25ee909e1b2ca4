"""Print a register page: itself, or the slips for the parents of its pupils."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from school_desk.formats import class_words
from school_desk.i18n import _
from school_desk.intents import Scope
from school_desk.journal.model import RegisterPage
from school_desk.ui.paper_dialog import Paper, Question, Wish, in_file_name, print_paper
from school_desk.ui.work_place import WorkPlace


def print_page(at: WorkPlace, page: RegisterPage, parent: QWidget) -> None:
    """Ask what to print of a page, write it in the background, open it."""
    print_paper(at, page_question(at, page), parent)


def page_question(at: WorkPlace, page: RegisterPage) -> Question:
    """Slips of the subject first; of all subjects where one may print them; the page itself."""
    head = page.head
    papers = [
        _slips(at, page, "slips", _("Slips for parents, this subject, three to a sheet"), 3),
        _slips(at, page, "slips", _("Slips for parents, this subject, one to a sheet"), 1),
    ]
    if at.desk.may("Print slips", Scope(class_group=head.class_group)):
        papers.append(_slips(at, page, "all-slips", _("Slips for parents, all subjects"), 1))

    def write(wish: Wish, out: Path) -> None:
        place = head.group, head.subject, head.period.term
        at.desk.papers.register_page(*place, wish.language, wish.fmt, out)

    papers.append(Paper(_file(page, "register-page"), write, _("Register page")))
    return Question(tuple(papers), language=head.language)


def _slips(at: WorkPlace, page: RegisterPage, kind: str, words: str, per_sheet: int) -> Paper:
    head, term = page.head, _term_of_slips(at, page)

    def write(wish: Wish, out: Path) -> object:
        return at.desk.papers.slips(
            head.class_group,
            term,
            wish.language,
            wish.fmt,
            out,
            subject=head.subject if kind == "slips" else None,
            per_sheet=1 if per_sheet == 1 else 3,
        )

    return Paper(_file(page, kind), write, words)


def _term_of_slips(at: WorkPlace, page: RegisterPage) -> int:
    """Slips tell of one term: that of now, where the page runs for longer."""
    now, period = at.desk.term_number(at.desk.today()), page.head.period
    return now if now in period.terms else period.terms[-1]


def _file(page: RegisterPage, kind: str) -> str:
    return f"{kind}-{in_file_name(class_words(page.head.class_label))}-{page.head.period.term}"
