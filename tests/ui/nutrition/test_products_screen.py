"""Products by keyboard: found in any language, added, corrected, taken away, undone."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from school_desk.nutrition.extra_model import Extra
from school_desk.nutrition.product_model import Allergen
from school_desk.nutrition.product_rules import season_on
from school_desk.school.calendar_model import Status
from school_desk.ui.nutrition.product_dialog import ProductDialog
from school_desk.ui.nutrition.products_screen import NAME, ProductsScreen
from school_desk.ui.nutrition.season_dialog import SeasonDialog
from school_desk.ui.school.sheet_import import SheetImportDialog, ask_import
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.seat import TEACHER, Seat, words


def opened(seat: Seat) -> ProductsScreen:
    assert seat.window is not None
    seat.window.shell.open(Place(NAME))
    settle()
    screen = seat.screen
    assert isinstance(screen, ProductsScreen)
    return screen


def names(screen: ProductsScreen) -> list[str]:
    return [row.texts[0] for row in screen.model.rows]


def product(seat: Seat, code: str):
    return next(one for one in seat.desk.products.products() if one.code == code)


def types_kurt(*figures: str) -> None:
    """Fill the dialog from field to field, as hands do, then press Enter."""

    def answer(dialog: ProductDialog) -> None:
        for text in ("Құрт", "Курт", "", *figures):
            types(text)
            press("Tab")
        dialog.loss.setFocus()
        press("Return")

    answering(ProductDialog, answer)
    press("Ctrl+N")
    settle()


def test_a_product_is_found_by_its_name_in_another_language(qtmodeltester, head_seat: Seat) -> None:
    screen = opened(head_seat)
    qtmodeltester.check(screen.model)
    press("Ctrl+F")
    types("горох")

    assert names(screen) == ["Асбұршақ (кепкен)"]
    press("Esc")
    assert len(names(screen)) == 82


def test_a_product_of_the_school_is_added_and_stands_chosen(head_seat: Seat) -> None:
    screen = opened(head_seat)

    types_kurt("260,5", "25", "16", "2,7")

    row = screen.current_row()
    assert row is not None
    assert row.texts[:5] == ("Құрт", "260,5", "25", "16", "2,7")
    assert product(head_seat, "курт").status is Status.CHECKED
    press("Ctrl+Z")
    assert "Құрт" not in names(screen)


def test_more_than_100_g_in_100_g_keeps_the_dialog_open(head_seat: Seat) -> None:
    screen = opened(head_seat)
    said: list[str] = []

    def answer(dialog: ProductDialog) -> None:
        dialog.kk.setText("Құрт")
        dialog.ru.setText("Курт")
        for line, text in ((dialog.energy, "500"), (dialog.protein, "-5")):
            line.setText(text)
        dialog.energy.setFocus()
        press("Return")
        said.append(dialog.problem.text())
        for line in (dialog.protein, dialog.fat, dialog.carbohydrate):
            line.setText("50")
        press("Return")
        said.append(dialog.problem.text())
        press("Esc")

    answering(ProductDialog, answer)
    press("Ctrl+N")

    assert "«-5»" in said[0]
    assert "Құрт" in said[1]
    assert len(names(screen)) == 82


def test_figures_that_are_typed_over_are_the_school_s_own(head_seat: Seat) -> None:
    screen = opened(head_seat)

    def answer(dialog: ProductDialog) -> None:
        dialog.protein.setFocus()
        press("Ctrl+A")
        types("11\n")

    answering(ProductDialog, answer)
    press("F2")
    settle()

    assert product(head_seat, "flour1").status is Status.CHECKED
    assert screen.model.rows[0].texts[2] == "11"
    press("Ctrl+Delete")
    assert product(head_seat, "flour1").status is Status.FOUND
    assert "Ctrl+Z" in head_seat.said


def test_what_came_with_the_program_is_not_taken_away(head_seat: Seat) -> None:
    screen = opened(head_seat)

    press("Ctrl+Delete")

    assert len(names(screen)) == 82
    assert "Бидай ұны, 1-сұрып" in head_seat.said


def test_allergens_are_ticked_by_space(head_seat: Seat) -> None:
    opened(head_seat)

    def answer(dialog: ProductDialog) -> None:
        dialog.allergens.setFocus()
        press("Space", "Down", "Space")
        dialog.loss.setFocus()
        press("Return")

    answering(ProductDialog, answer)
    press("F2")
    settle()

    assert product(head_seat, "flour1").allergens == {Allergen.MILK}


def test_a_teacher_has_no_kitchen_in_the_office(seat: Seat) -> None:
    with seat.taken_by(TEACHER) as taken:
        assert taken.window is not None
        taken.window.shell.open(Place("office"))
        settle()

        assert "Тағамдар мен өнімдер" not in words(taken.screen)


def test_losses_through_the_year_are_typed_line_by_line(head_seat: Seat) -> None:
    opened(head_seat)
    press("Ctrl+F")
    types("картофель\n")
    press("Down")
    shown: list[str] = []

    def answer(dialog: SeasonDialog) -> None:
        shown.extend(day.text() for day, _loss in dialog.lines)
        day, loss = dialog.lines[1]
        day.setText("31.02")
        day.setFocus()
        press("Return")
        assert "31.02" in dialog.problem.text()
        press("Ctrl+A")
        types("15.10")
        loss.setText("28")
        press("Return")

    answering(SeasonDialog, answer)
    press("F7")
    settle()

    assert shown == ["01.01", "01.03", "01.09", "01.11"]
    found = season_on(head_seat.desk.products.losses(), "potato", head_seat.now.date())
    assert [(one.starts, one.loss) for one in found] == [
        ((1, 1), 35),
        ((9, 1), 25),
        ((10, 15), 28),
        ((11, 1), 30),
    ]


def listed(folder: Path, *rows) -> Path:
    """A list as a person writes it in Excel."""
    book = Workbook()
    for row in (
        ("Атауы қазақша", "Название на русском", "ккал", "Белки", "Жиры", "Углеводы"),
        *rows,
    ):
        book.worksheets[0].append(row)
    book.save(folder / "list.xlsx")
    return folder / "list.xlsx"


def test_products_are_taken_from_excel_as_one_step(head_seat: Seat, tmp_path, qtbot) -> None:
    screen = opened(head_seat)
    before = names(screen)
    path = listed(
        tmp_path, ("Құрт", "Курт", "260,5", 25, 16, 2.7), ("Жент", "Жент", 400, 8, 15, 50)
    )

    def accepts(dialog: SheetImportDialog) -> None:
        assert dialog.verb.isEnabled()
        press("Return")

    answering(SheetImportDialog, accepts)
    ask_import(screen._at, screen.kind(), screen, path)
    qtbot.waitUntil(lambda: {"Құрт", "Жент"} <= set(names(screen)))
    screen.table.setFocus()
    press("Ctrl+Z")

    assert names(screen) == before


def test_a_list_with_a_problem_is_shown_whole_and_not_taken(
    head_seat: Seat, tmp_path, qtbot
) -> None:
    screen = opened(head_seat)
    before = names(screen)
    path = listed(tmp_path, ("Құрт", "Курт", "1e3", 25, 16, 2.7), ("Жент", "", 400, 8, 150, 50))
    seen: list[str] = []

    def looks(dialog: SheetImportDialog) -> None:
        assert not dialog.verb.isEnabled()
        seen.extend(row.texts[-1] for row in dialog.model.rows)
        press("Esc")

    answering(SheetImportDialog, looks)
    ask_import(screen._at, screen.kind(), screen, path)
    qtbot.waitUntil(lambda: bool(seen))

    assert len(seen) == 3
    assert "«1e3»" in seen[0]
    assert names(screen) == before


def test_figures_since_a_day_and_vitamins_are_typed_in_the_dialog(head_seat: Seat) -> None:
    screen = opened(head_seat)
    press("Ctrl+F")
    types("картоп")
    screen.table.setFocus()
    row = next(n for n, one in enumerate(screen.model.rows) if one.texts[0] == "Картоп")
    screen.table.selectRow(row)
    before = product(head_seat, "potato")

    def answer(dialog: ProductDialog) -> None:
        dialog.energy.setFocus()
        press("Ctrl+A")
        types("80")
        dialog.extras[Extra.C].setFocus()
        types("20,5")
        dialog.piece.setFocus()
        types("0")
        dialog.since.setFocus()
        types("01.09.2026\n")
        assert "0" in dialog.problem.text()
        dialog.piece.setText("120")
        dialog.energy.setFocus()
        press("Return")

    answering(ProductDialog, answer)
    press("F2")
    settle()

    after = product(head_seat, "potato")
    assert (after.composition.energy, after.extras, after.piece) == (80, {Extra.C: 20.5}, 120)
    assert [one.since for one in after.versions] == [None, date(2026, 9, 1)]
    assert after.versions[0].composition == before.composition

    def clears(dialog: ProductDialog) -> None:
        dialog.since.setFocus()
        press("Ctrl+A", "Delete", "Return")
        assert "01.09.2026" in dialog.problem.text()
        press("Esc")

    answering(ProductDialog, clears)
    press("F2")
    settle()
    assert product(head_seat, "potato") == after
