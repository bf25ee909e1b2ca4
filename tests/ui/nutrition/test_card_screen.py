"""A technological card by keyboard: typed, reckoned at once, approved, renewed, printed."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from school_desk.nutrition.extra_model import Extra
from school_desk.nutrition.product_model import Product
from school_desk.ui.nutrition.card_cells import GROSS, HEAT, LOSS, NET, NEW, PRODUCT, SEASON
from school_desk.ui.nutrition.card_dialog import CardDialog
from school_desk.ui.nutrition.card_screen import NAME, CardScreen
from school_desk.ui.nutrition.cards_screen import CardsScreen
from school_desk.ui.paper_dialog import PaperDialog
from school_desk.ui.screen import Place
from tests.ui.keyboard import answering, press, settle, types
from tests.ui.opening import Opened, choose
from tests.ui.seat import Seat

SOUP, GOULASH = 2, 3


def open_card(seat: Seat, number: int = SOUP) -> CardScreen:
    """The card of a number, opened from the list by Enter."""
    assert seat.window is not None
    seat.window.shell.open(Place("cards"))
    settle()
    press(*["Down"] * (number - SOUP), "Return")
    screen = seat.screen
    assert isinstance(screen, CardScreen)
    return screen


def card(seat: Seat):
    """The card as the file has it."""
    screen = seat.screen
    assert isinstance(screen, CardScreen)
    return seat.desk.cards.card(screen.card.id)


def figure(screen: CardScreen) -> str:
    """The energy of a portion, as the panel shows it."""
    labels = screen.panel.findChildren(QLabel)
    return next(one.text() for one in labels if one.property("step") == "figure")


def types_at(screen: CardScreen, row: int, column: str, text: str) -> None:
    screen.grid.go_to(row, column)
    press("F2", "Ctrl+A")
    types(text)
    press("Return")


def test_a_dish_is_written_from_its_name_to_its_energy(head_seat: Seat) -> None:
    assert head_seat.window is not None
    head_seat.window.shell.open(Place("cards"))
    settle()

    def answer(dialog: CardDialog) -> None:
        types("Картоп езбесі")
        press("Tab")
        types("Картофельное пюре")
        dialog.yield_g.setFocus()
        press("Ctrl+A")
        types("150\n")

    answering(CardDialog, answer)
    press("Return")
    settle()
    press("Ctrl+N")
    for line in ("картоп\n171\n", "сүт 3,2\n24\n", "сары май 72\n5\n", "йод\n0,4\n"):
        types(line)

    screen = head_seat.screen
    assert isinstance(screen, CardScreen)
    assert figure(screen) == "146,2"
    assert [row.texts[8:] for row in screen.model.rows[-2:]] == [
        ("146,2", "3,30", "4,91", "22,10"),
        ("97,5", "2,20", "3,27", "14,73"),
    ]
    assert [
        (one.product, str(one.gross), str(one.loss)) for one in card(head_seat).ingredients
    ] == [
        ("potato", "171", "25"),
        ("milk32", "24", "0"),
        ("butter725", "5", "0"),
        ("salt", "0.4", "0"),
    ]


def test_a_mass_that_is_typed_over_is_reckoned_at_once(qtmodeltester, kitchen: Seat) -> None:
    screen = open_card(kitchen)
    qtmodeltester.check(screen.model)
    rice = screen.card.ingredients[1].id

    types_at(screen, rice, GROSS, "24")

    assert figure(screen) == "207,0"
    assert screen.grid.row_id == screen.card.ingredients[2].id
    press("Ctrl+Z")
    assert figure(screen) == "167,4"


def test_a_net_that_is_typed_says_what_is_lost(kitchen: Seat) -> None:
    screen = open_card(kitchen)
    potato = screen.card.ingredients[2].id

    types_at(screen, potato, NET, "33,5")

    line = card(kitchen).ingredients[2]
    assert (line.loss, line.seasonal) == (50, False)


def refused(seat: Seat, screen: CardScreen, row: int, column: str, text: str) -> str:
    """What is said, with the cell still open and the file as it was."""
    before = card(seat)
    types_at(screen, row, column, text)
    assert screen.grid.editing
    assert card(seat) == before
    said = seat.said
    press("Esc")
    return said


def test_bad_input_is_a_sentence_and_nothing_is_lost(kitchen: Seat) -> None:
    screen = open_card(kitchen)
    beef = screen.card.ingredients[0].id

    assert "«-5»" in refused(kitchen, screen, beef, GROSS, "-5")
    assert "2000" in refused(kitchen, screen, beef, GROSS, "90000")
    assert "«100»" in refused(kitchen, screen, beef, LOSS, "100")
    assert "34" in refused(kitchen, screen, beef, NET, "34,1")
    assert "құмырсқа" in refused(kitchen, screen, NEW, PRODUCT, "құмырсқа")
    assert "Сүт 2,5 %" in refused(kitchen, screen, NEW, PRODUCT, "сүт")


def test_a_product_without_composition_is_not_taken(kitchen: Seat) -> None:
    kitchen.desk.products.put(Product("", {"kk": "Құрт", "ru": "Курт"}))
    screen = open_card(kitchen)

    assert "Құрт" in refused(kitchen, screen, NEW, PRODUCT, "құрт")


def test_a_line_is_taken_out_and_the_season_turned_off(kitchen: Seat) -> None:
    screen = open_card(kitchen)
    potato, carrot = (one.id for one in screen.card.ingredients[2:4])
    screen.grid.go_to(potato, SEASON)
    press("Delete")
    screen.grid.go_to(carrot, PRODUCT)
    press("Ctrl+Delete")

    found = card(kitchen).ingredients
    assert [one.seasonal for one in found] == [False] * 7
    assert carrot not in {one.id for one in found}


def test_gross_masses_of_the_season_are_shown_and_not_written(kitchen: Seat) -> None:
    kitchen.now += timedelta(days=14)
    screen = open_card(kitchen)
    before = card(kitchen)
    press("F7")

    potato = screen.model.rows[2]
    assert (potato.texts[2], potato.texts[3], potato.texts[5]) == ("71,79", "30", "50,25")
    assert figure(screen) == "167,4"
    press("F7")
    assert screen.model.rows[2].texts[2] == "67"
    assert card(kitchen) == before


def test_a_card_in_use_is_locked_until_a_new_version_is_made(kitchen: Seat) -> None:
    screen = open_card(kitchen, GOULASH)
    press("F2")
    assert not screen.grid.editing
    press("Ctrl+Return")
    assert "нұсқа" in kitchen.said

    press("Ctrl+Shift+N")
    renewed = kitchen.screen
    assert isinstance(renewed, CardScreen)
    assert renewed.card.version == 2
    types_at(renewed, renewed.card.ingredients[0].id, GROSS, "110")
    press("Ctrl+Return")

    assert card(kitchen).in_use
    assert [
        str(one.ingredients[0].gross) for one in kitchen.desk.cards.versions(renewed.card.dish)
    ] == [
        "108",
        "110",
    ]


def test_what_the_card_says_is_corrected_in_a_dialog(kitchen: Seat) -> None:
    screen = open_card(kitchen)

    def answer(dialog: CardDialog) -> None:
        dialog.yield_g.setFocus()
        press("Ctrl+A")
        types("0\n")
        assert dialog.isVisible()
        assert "0" in dialog.problem.text()
        press("Ctrl+A")
        types("200\n")

    answering(CardDialog, answer)
    press("Ctrl+T")
    settle()

    assert card(kitchen).head.yield_g == 200
    assert screen.model.rows[-1].texts[8] == "83,7"


def test_esc_goes_back_to_the_card_in_the_list(kitchen: Seat) -> None:
    screen = open_card(kitchen, GOULASH)
    row = screen.card.id
    press("Esc")

    shown = kitchen.screen
    assert isinstance(shown, CardsScreen)
    assert shown.current_id() == row


def test_a_draft_is_taken_away_in_the_list_and_undone(kitchen: Seat) -> None:
    open_card(kitchen)
    press("Esc", "Ctrl+Delete")
    shown = kitchen.screen
    assert isinstance(shown, CardsScreen)
    left = [row.texts[0] for row in shown.model.rows]
    press("Ctrl+Z")

    assert left == ["3"]
    assert [row.texts[0] for row in shown.model.rows] == ["2", "3"]


def test_a_card_is_printed(kitchen: Seat, opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    open_card(kitchen)

    def answer(_dialog: PaperDialog) -> None:
        answering(QFileDialog, lambda dialog: choose(dialog, tmp_path / "card.pdf"))
        press("Return")

    answering(PaperDialog, answer)
    press("Ctrl+P")

    qtbot.waitUntil(lambda: opened.files == [tmp_path / "card.pdf"])
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")


def test_the_place_of_a_card_is_found_again(kitchen: Seat) -> None:
    screen = open_card(kitchen)
    screen.grid.go_to(screen.card.ingredients[3].id, GROSS)

    assert screen.place() == Place(NAME, (screen.card.id, screen.card.ingredients[3].id))
    press("Ctrl+Shift+L")
    again = kitchen.screen
    assert isinstance(again, CardScreen)
    assert again.grid.row_id == screen.card.ingredients[3].id


def test_losses_of_cooking_count_everywhere_or_nowhere(kitchen: Seat) -> None:
    open_card(kitchen)
    press("Esc", "Ctrl+Shift+F")
    shown = kitchen.screen
    assert isinstance(shown, CardsScreen)
    reckoned = [row.texts[4] for row in shown.model.rows]
    press("Ctrl+Z")

    assert reckoned == ["150,7", "207,4"]
    assert [row.texts[4] for row in shown.model.rows] == ["167,4", "230,5"]


def test_an_empty_kitchen_begins_with_sample_dishes(head_seat: Seat) -> None:
    assert head_seat.window is not None
    head_seat.window.shell.open(Place("cards"))
    settle()
    press("Ctrl+Shift+U")

    shown = head_seat.screen
    assert isinstance(shown, CardsScreen)
    assert [row.texts[0] for row in shown.model.rows] == ["1", "2", "3", "4", "5", "6", "7"]
    assert "7" in head_seat.said
    press("Down", "Return")
    opened_card = head_seat.screen
    assert isinstance(opened_card, CardScreen)
    assert opened_card.card.number == 2


def test_what_cooking_takes_away_is_typed_and_shown(kitchen: Seat) -> None:
    screen = open_card(kitchen)
    beef = screen.card.ingredients[0].id

    assert "«100»" in refused(kitchen, screen, beef, HEAT, "100")
    types_at(screen, beef, HEAT, "38")

    assert card(kitchen).ingredients[0].heat == 38
    # 25.024 g net, of which 62 % are left
    assert screen.model.rows[0].texts[6:8] == ("38", "15,5")
    press("Ctrl+Z")
    assert card(kitchen).ingredients[0].heat == 0


def test_a_product_stands_in_a_card_once(kitchen: Seat) -> None:
    screen = open_card(kitchen)
    screen.grid.go_to(NEW, PRODUCT)
    press("F2")
    types("картоп\n20\n")

    assert "3" in kitchen.said
    assert "Картоп" in kitchen.said
    assert len(card(kitchen).ingredients) == 8


def test_portions_by_age_and_the_recipe_are_typed_in_the_dialog(kitchen: Seat) -> None:
    screen = open_card(kitchen)

    def answer(dialog: CardDialog) -> None:
        dialog.yields["7-10"].setFocus()
        types("200")
        dialog.recipe.setFocus()
        types("245")
        dialog.year.setFocus()
        types("96\n")
        assert "1900" in dialog.problem.text()
        press("Ctrl+A")
        types("1996\n")

    answering(CardDialog, answer)
    press("Ctrl+T")
    settle()

    head = card(kitchen).head
    assert (head.yields, head.recipe_no, head.recipe_year) == ({"7-10": 200}, "245", 1996)
    said = " ".join(one.text() for one in screen.panel.findChildren(QLabel))
    assert "7–10: 200" in said
    assert "№ 245, 1996" in said


def test_a_vitamin_that_nobody_knows_is_said_to_be_unknown(kitchen: Seat) -> None:
    potato = next(one for one in kitchen.desk.products.products() if one.code == "potato")
    kitchen.desk.products.put(replace(potato, extras={Extra.C: Decimal(20)}))
    screen = open_card(kitchen)

    said = [one.text() for one in screen.panel.findChildren(QLabel)]
    # 50.25 g of potato hold 10.05 mg; of the other seven products nobody knows.
    assert said[said.index("C, мг") + 1] == "10,05 (1/8)"
    assert said[said.index("Темір, мг") + 1] == "белгісіз"
