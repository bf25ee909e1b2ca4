"""The act and the state's totals of a month from and to Excel; papers of the month."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from school_desk.i18n import _
from school_desk.ui.actions import Handler
from school_desk.ui.nutrition.month_lines import ACTS, CLASSES, DAYS, PRICES
from school_desk.ui.nutrition.month_supply import WRITE_ACT, WRITE_TOTALS
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.school.sheet_import import SheetKind, ask_export, ask_import, ask_template
from school_desk.ui.work_place import WorkPlace


def file_handlers(
    screen: SchoolScreen, at: WorkPlace, tab: int, first: Callable[[], date]
) -> dict[str, Handler]:
    """What can be done with a file in a tab: nothing where the tab has none."""
    if tab not in (ACTS, DAYS):
        return {}
    return {
        "import_pupils": lambda: _import(screen, at, tab, first()),
        "template": lambda: ask_template(at, _kind(at, tab, first()), _name(tab, first()), screen),
        "export": lambda: ask_export(at, _kind(at, tab, first()), _name(tab, first()), screen),
    }


def print_month(screen: SchoolScreen, at: WorkPlace, tab: int, first: date) -> None:
    """One of the papers of the month: that of the tab is offered first."""
    papers = at.desk.month_papers
    found = tuple(
        Paper(name, partial(_write, writer, first), words)
        for name, words, writer in (
            ("meal-sheets", _("Month sheets of all classes"), papers.sheets),
            ("meal-sums", _("Sums by price and class"), papers.summary),
            ("meal-act", _("Agreement with the supplier's act"), papers.agreement),
            ("meal-state", _("Agreement with the state's meal system"), papers.state_days),
            ("meal-month", _("Report on meals of the month"), papers.report),
            ("meal-quarter", _("Report on meals of the quarter"), papers.three_months),
        )
    )
    shown = {CLASSES: 0, PRICES: 1, ACTS: 2, DAYS: 3}[tab]
    print_paper(at, Question(found, _("Month of meals"), first=shown), screen.window())


def _import(screen: SchoolScreen, at: WorkPlace, tab: int, first: date) -> None:
    if screen.allowed(WRITE_ACT if tab == ACTS else WRITE_TOTALS):
        ask_import(at, _kind(at, tab, first), screen.window())


def _kind(at: WorkPlace, tab: int, first: date) -> SheetKind:
    files = at.desk.list_files
    return files.meal_acts(first) if tab == ACTS else files.state_totals(first)


def _name(tab: int, first: date) -> str:
    return f"{'meal-act' if tab == ACTS else 'state-meals'}-{first:%Y-%m}.xlsx"


def _write(writer: Callable[..., int], first: date, wish: Wish, out: Path) -> object:
    return writer(first, wish.language, wish.fmt, out)
