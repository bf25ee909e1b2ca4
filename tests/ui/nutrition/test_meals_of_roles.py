"""Meals as whoever is not the head sees them: the rail of many places, keys, who only looks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QScrollArea

from school_desk.access.model import Role
from school_desk.demo.school import DEMO_NOW, DEMO_PASSWORD
from school_desk.school.model import PersonName
from school_desk.ui.nutrition.headcount_screen import PLACE, HeadcountScreen
from school_desk.ui.nutrition.kitchen_screen import KitchenScreen
from school_desk.ui.nutrition.month_screen import PLACE as MONTH
from school_desk.ui.nutrition.pupils_dialog import PupilsDialog
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, focused, press, press_on, settle
from tests.ui.seat import HEAD, TEACHER, Seat, words

OFFICER, NURSE, COOK = "Бағила", "Ләззат", "Зәуре"
PEOPLE = {
    OFFICER: (PersonName("Оспанова", "Бағила", "Ерланқызы"), Role.MEALS),
    NURSE: (PersonName("Иманова", "Ләззат", "Дәуренқызы"), Role.NURSE),
    COOK: (PersonName("Қасымова", "Зәуре", "Маратқызы"), Role.COOK),
}


@pytest.fixture
def staffed(seat: Seat) -> Seat:
    """The head has let a meals officer, a nurse and a cook in."""
    with seat.taken_by(HEAD):
        for sign_in, (name, role) in PEOPLE.items():
            seat.desk.create_account(sign_in, name, DEMO_PASSWORD, (role,))
    return seat


@pytest.fixture
def officer(staffed: Seat) -> Iterator[Seat]:
    with staffed.taken_by(OFFICER) as taken:
        yield taken


def counted(seat: Seat) -> HeadcountScreen:
    assert seat.window is not None
    seat.window.shell.open(Place(PLACE))
    settle()
    assert isinstance(seat.screen, HeadcountScreen)
    return seat.screen


def in_reasons(dialog: PupilsDialog, *keys: str) -> None:
    """Keys for the open list of reasons, which Qt hands to the view in it."""
    assert dialog.reason.view().isVisible()
    for key in keys:
        press_on(dialog.reason.view(), key, "latin")
        settle()
    assert not dialog.reason.view().isVisible()


def hinted(seat: Seat) -> list[str]:
    assert seat.window is not None
    return words(seat.window.shell.status)


def test_no_row_of_a_long_rail_is_cut(officer: Seat) -> None:
    assert officer.window is not None
    rail = officer.window.shell.rail

    (area,) = rail.findChildren(QScrollArea)
    inner = area.widget()

    assert len(rail.rows) > 12
    assert inner.minimumSizeHint().width() <= area.viewport().width()
    assert inner.width() <= area.viewport().width()
    cards = next(row for row in rail.rows if row.accessibleName() == "Технологиялық карталар")
    assert "Ctrl+Shift+" in cards.toolTip()
    assert not any("Ctrl+" in text for text in words(cards))


def test_the_keys_below_are_those_of_the_tab_that_is_shown(officer: Seat) -> None:
    assert officer.window is not None
    officer.window.shell.open(Place(MONTH))
    settle()
    assert "Excel-ден алу" not in hinted(officer)

    press("Alt+3")
    assert {"Excel-ден алу", "Актінің тағы бір жолы"} <= set(hinted(officer))

    press("Alt+1")
    assert "Excel-ден алу" not in hinted(officer)


def test_who_only_looks_is_told_who_does_the_next_step(staffed: Seat) -> None:
    with staffed.taken_by(NURSE) as nurse:
        screen = counted(nurse)

        assert screen.panel.verb.isVisible()
        assert not screen.panel.verb.isEnabled()
        assert "тамақтану жауаптысы" in screen.panel.verb.toolTip()
    with staffed.taken_by(OFFICER) as officer:
        assert counted(officer).panel.verb.isEnabled()


def test_a_missing_reason_is_asked_and_then_does_what_was_asked(officer: Seat) -> None:
    screen = counted(officer)
    press("Ctrl+S")

    def correct(dialog: PupilsDialog) -> None:
        press("F2")
        assert dialog.problem.isVisible()
        in_reasons(dialog, "Down", "Return")
        assert focused() is dialog.table
        assert dialog.model.index(0, 2).data() == "жоқ, түзетілді"
        assert not dialog.problem.isVisible()
        press("Esc")

    answering(PupilsDialog, correct)
    press("Return")
    settle()

    assert screen.count is not None
    assert screen.count.wanted == screen.count.ordered - 1
    portion = screen.count.classes[0].pupils[0].portion
    assert portion is not None
    assert portion.amended is False


def test_who_leaves_the_reasons_has_changed_nothing(officer: Seat) -> None:
    screen = counted(officer)
    press("Ctrl+S")

    def leave(dialog: PupilsDialog) -> None:
        press("F2")
        in_reasons(dialog, "Esc")
        assert dialog.isVisible()
        dialog.table.setFocus()
        press("Down")
        dialog.reason.setFocus()
        press("Down")  # a reason that is chosen for somebody else

    answering(PupilsDialog, leave)
    press("Return")
    settle()

    assert screen.count is not None
    assert screen.count.wanted == screen.count.ordered


def test_who_does_not_teach_begins_with_the_meals_of_today(staffed: Seat) -> None:
    with staffed.taken_by(OFFICER) as officer:
        shown = words(officer.screen)
        assert any("Тапсырыс әлі жоқ. Мерзімі: 09:15" in text for text in shown)
        assert not any("Менің журнал беттерім" in text for text in shown)
        press("Return")
        assert isinstance(officer.screen, HeadcountScreen)
        press("Ctrl+S")
    with staffed.taken_by(COOK) as cook:
        assert any("83 порция. 09:31" in text for text in words(cook.screen))
        press("Return")
        assert isinstance(cook.screen, KitchenScreen)
        press("Ctrl+S")
    with staffed.taken_by(NURSE) as nurse:
        assert any("83 порция. 09:31 қабылданды." in text for text in words(nurse.screen))
        press("Return")
        assert isinstance(nurse.screen, HeadcountScreen)


def test_on_a_day_without_lessons_nothing_is_due(staffed: Seat) -> None:
    staffed.now = DEMO_NOW.replace(day=25)  # a Sunday
    with staffed.taken_by(OFFICER) as officer:
        shown = words(officer.screen)
        assert "Бұл күні ешбір сыныпта сабақ жоқ." in shown
        assert not any("09:15" in text for text in shown)


def test_a_teacher_begins_with_lessons(staffed: Seat) -> None:
    with staffed.taken_by(TEACHER) as teacher:
        assert "Бүгінгі сабақтар" in words(teacher.screen)
        assert not any("Тапсырыс" in text for text in words(teacher.screen))


def test_the_order_names_age_groups_as_the_screen_does(officer: Seat, tmp_path: Path) -> None:
    screen = counted(officer)
    press("Ctrl+S")

    out = tmp_path / "order.xlsx"
    officer.desk.meal_papers.order(screen.day, screen.sitting, "kk", "xlsx", out)

    cells = [cell for row in load_workbook(out).active.iter_rows(values_only=True) for cell in row]
    assert "7–10 жас" in cells
    assert "7–10 жас" in words(screen.panel)


def test_a_day_without_lessons_does_not_give_the_focus_to_the_rail(staffed: Seat) -> None:
    staffed.now = DEMO_NOW.replace(day=25)  # a Sunday
    with staffed.taken_by(OFFICER) as officer:
        screen = counted(officer)
        assert screen.count is not None
        assert not screen.count.classes
        assert screen.isAncestorOf(focused())

        press("Return")
        assert officer.screen is screen
        press("Ctrl+Left")
        assert screen.count.classes
        assert focused() is screen.table
