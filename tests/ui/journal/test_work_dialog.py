"""Which work, out of how many points, on which day: asked by keys, refused and warned in words."""

from datetime import date

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QMenu

from school_desk.i18n import _
from school_desk.journal.model import MarkKind
from school_desk.journal.works import SAME_DAY, TOO_MANY_UNITS
from school_desk.ui.journal.work_dialog import WorkDialog
from tests.ui.keyboard import answering, press, types
from tests.ui.seat import Seat, words

DAY = date(2026, 10, 22)


@pytest.fixture
def page(teacher_seat: Seat) -> Seat:
    """The page of 6 «А», with two unit works and the term work."""
    teacher_seat.opens_lesson()
    return teacher_seat


@pytest.fixture
def empty(teacher_seat: Seat) -> Seat:
    """The next term of the same page: no works yet."""
    press("Ctrl+2", "Down", "Down", "Tab", "Return")
    assert teacher_seat.register.page.works == ()
    return teacher_seat


def plan(*keys: str, top: str = "") -> None:
    def answer(_dialog: WorkDialog) -> None:
        press(*keys)
        types(top)
        press("Return")

    answering(WorkDialog, answer)
    press("Ctrl+G")


def change(page: Seat, place: int, top: str) -> None:
    """From the menu of the column of a work: another maximum."""

    def retype(_dialog: WorkDialog) -> None:
        press("Ctrl+A")
        types(top, "\n")

    def choose(_menu: QMenu) -> None:
        answering(WorkDialog, retype)
        press("Down", "Return")

    page.stands_on(1, page.register.page.works[place].key)
    answering(QMenu, choose)
    press("Shift+F10")


def test_a_page_with_its_term_work_is_offered_no_second_one(page: Seat) -> None:
    dialog = WorkDialog(page.register.page, DAY, None)

    offered = [dialog.kind.itemText(n) for n in range(dialog.kind.count())]

    assert len(offered) == 1
    assert offered[0].startswith("БЖБ 3")


def test_the_term_work_is_chosen_with_the_arrow_and_has_its_usual_maximum(empty: Seat) -> None:
    plan("Down")

    work = empty.kept().works[0]
    assert (work.kind, work.top) == (MarkKind.TERM_SUMMATIVE, 25)


def test_a_work_is_planned_on_a_day_of_its_own_term(empty: Seat) -> None:
    dialog = WorkDialog(empty.register.page, DAY, None)
    term = empty.register.page.head.period

    assert term.starts <= dialog.work().date <= term.ends


def test_a_planned_work_is_undone(empty: Seat) -> None:
    plan("Tab", top="20")
    planned = len(empty.kept().works)
    press("Ctrl+Z")

    assert planned == 1
    assert empty.kept().works == ()


def test_a_maximum_below_given_points_is_refused_and_changes_nothing(page: Seat) -> None:
    change(page, 1, "5")

    assert page.kept().works[1].top == 20
    assert page.said.startswith("Бір оқушыда 20 балл бар")


def test_a_fourth_unit_work_is_planned_with_a_warning(page: Seat) -> None:
    plan("Tab", top="20")
    plan("Tab", top="20")

    assert len(page.kept().works) == 5
    assert page.said == _(TOO_MANY_UNITS)


def test_the_order_warns_while_the_day_is_chosen_and_holds_nobody_up(page: Seat) -> None:
    shown: list[str] = []

    def look(dialog: WorkDialog) -> None:
        for day in (QDate(2026, 10, 20), QDate(2026, 10, 22)):
            dialog.day.setDate(day)
            shown.append(" ".join(words(dialog)))
        dialog.name.setFocus()
        types("Қайталау")
        press("Return")

    answering(WorkDialog, look)
    press("Ctrl+G")

    assert [_(SAME_DAY) in text for text in shown] == [True, False]
    assert page.kept().works[2].title == "Қайталау"


def test_it_speaks_kazakh(page: Seat) -> None:
    dialog = WorkDialog(page.register.page, DAY, page.register.page.works[0])
    dialog.show()

    shown = words(dialog)
    assert any("БЖБ 1" in text for text in shown)
    assert "Өзгерту" in shown
    assert dialog.work() == page.register.page.works[0]
    dialog.close()
