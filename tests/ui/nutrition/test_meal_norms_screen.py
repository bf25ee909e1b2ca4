"""Norms of meals by keys: another line, written otherwise, confirmed, ended, undone, refused."""

from decimal import Decimal

import pytest

from school_desk.access.model import NotAllowedError
from school_desk.nutrition.meal_norm_model import NormLine, NormOf
from school_desk.school.calendar_model import Status
from school_desk.ui.nutrition.meal_norm_dialog import MealNormDialog, NormEndDialog
from school_desk.ui.nutrition.meal_norms_screen import NAME, MealNormsScreen
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.seat import TEACHER, Seat, words


def opened(seat: Seat, kind: str = "") -> MealNormsScreen:
    assert seat.window is not None
    seat.window.shell.open(Place(NAME, (1, kind)))
    settle()
    screen = seat.screen
    assert isinstance(screen, MealNormsScreen)
    screen.take_focus()
    return screen


def here(seat: Seat, kind: NormOf, code: str) -> NormLine:
    return [one for one in seat.desk.meal_norms.lines() if one.key == (kind, code)][-1]


def test_every_line_that_came_stands_in_the_list_to_be_checked(qtmodeltester, head_seat) -> None:
    screen = opened(head_seat)
    qtmodeltester.check(screen.model)

    assert screen.model.rowCount() == len(head_seat.desk.meal_norms.lines()) > 80
    assert {row.texts[7] for row in screen.model.rows} == {"тексеру қажет"}
    assert {row.texts[6] for row in screen.model.rows} == {"күшінде"}
    assert screen.model.rows[0].texts[:3] == (
        "тәуліктік қажеттілік",
        "7–10 жас",
        "2\xa0400 ккал; А / М / К: 77 / 79 / 335 г",
    )


def test_a_target_is_written_otherwise_from_today_and_taken_back(head_seat) -> None:
    screen = opened(head_seat, "target")

    def answer(dialog: MealNormDialog) -> None:
        dialog.figures[0].setFocus()
        dialog.figures[0].selectAll()
        types("900,5")
        dialog.act.setFocus()
        types("№ 7 бұйрық")
        press("Return")

    answering(MealNormDialog, answer)
    press("Return")

    code = "lunch/7-10"
    found = here(head_seat, NormOf.TARGET, code)
    assert (found.figures, found.act, found.status) == (
        (Decimal("900.5"),),
        "№ 7 бұйрық",
        Status.CHECKED,
    )
    assert found.starts == head_seat.desk.today()
    row = screen.current_row()
    assert row is not None
    assert row.texts[6] == "күшінде"
    assert "ауыстырылған" in {one.texts[6] for one in screen.model.rows}
    press("Ctrl+Z")
    assert here(head_seat, NormOf.TARGET, code).figures == (Decimal(840),)


def test_a_ban_is_typed_with_its_places_and_products(head_seat) -> None:
    opened(head_seat, "ban")

    def answer(dialog: MealNormDialog) -> None:
        dialog.kk.setFocus()
        types("картоп")
        press("Tab")
        types("картофель")
        press("Tab", "Space")
        press("Return")
        assert dialog.isVisible()
        assert dialog.problem.text()
        assert dialog.products is not None
        dialog.products.setFocus()
        press("Space")
        dialog.act.setFocus()
        press("Return")

    answering(MealNormDialog, answer)
    press("Ctrl+N")

    found = here(head_seat, NormOf.BAN, "картоп")
    assert (found.names["ru"], len(found.products), len(found.places)) == ("картофель", 1, 1)


def test_a_line_is_confirmed_and_a_line_of_the_program_ended(head_seat) -> None:
    screen = opened(head_seat, "ban")
    press("F7")
    assert here(head_seat, NormOf.BAN, "curd").status is Status.CHECKED
    press("F7")
    assert any("расталып қойған" in one for one in words(head_seat.window.shell))
    press("Down")

    answering(NormEndDialog, lambda _dialog: press("Return"))
    press("Ctrl+Delete")
    assert here(head_seat, NormOf.BAN, "kefir").ends == head_seat.desk.today()
    press("Ctrl+Delete")
    assert here(head_seat, NormOf.BAN, "kefir").ends is None
    assert screen.model.rows[1].texts[1] == "айран (кефир)"


@pytest.mark.parametrize("kind", list(NormOf))
def test_a_line_of_every_kind_opens_and_is_written_as_it_stands(head_seat, kind: NormOf) -> None:
    screen = opened(head_seat, kind.value)
    line = screen.current_line()
    assert line is not None

    answering(MealNormDialog, lambda dialog: (dialog.act.setFocus(), press("Return")))
    press("F2")

    found = here(head_seat, *line.key)
    assert found.own
    assert found.starts == head_seat.desk.today()
    assert (found.figures, found.places, found.tags, found.products, found.pays) == (
        line.figures,
        line.places,
        line.tags,
        line.products,
        line.pays,
    )


def test_a_teacher_has_no_such_place(seat: Seat) -> None:
    with seat.taken_by(TEACHER) as taken, pytest.raises(NotAllowedError):
        taken.desk.meal_norms.lines()


def test_norms_are_chosen_by_name_among_the_places_of_meals(head_seat) -> None:
    assert head_seat.window is not None
    head_seat.window.shell.open(Place("headcount"))
    settle()
    press("Alt+F1")
    types("Тамақ нормалары")
    press("Return")
    settle()

    assert head_seat.screen.place().name == NAME
