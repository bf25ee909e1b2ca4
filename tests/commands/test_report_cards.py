"""Technological cards and products by the command line, from the demo school."""

import json

from openpyxl import load_workbook


def test_all_cards_are_answered_with_what_they_come_to(reading) -> None:
    found = reading("report", "cards", "--json")

    assert found.exit_code == 0, found.stderr
    cards = json.loads(found.stdout)["cards"]
    assert [one["kcal"] for one in cards] == [
        *("229.7", "167.4", "230.5", "264.2", "146.2", "53.3", "89.1"),
        *("92.4", "40.4"),  # bread, 132.8 together
    ]
    assert {one["in_use_since"] for one in cards} == {"2026-08-25"}


def test_one_card_is_written_to_a_file(reading, tmp_path) -> None:
    out = tmp_path / "card.pdf"
    found = reading("report", "cards", "--number", "3", "--lang", "ru", "-o", str(out))

    assert found.exit_code == 0, found.stderr
    assert out.read_bytes().startswith(b"%PDF")


def test_a_number_that_no_card_has_is_a_sentence(reading) -> None:
    found = reading("report", "cards", "--number", "77")

    assert found.exit_code != 0
    assert "77" in found.stderr


def test_products_are_a_workbook(reading, tmp_path) -> None:
    out = tmp_path / "products.xlsx"
    found = reading("report", "products", "--format", "xlsx", "-o", str(out), "--json")

    assert json.loads(found.stdout)["products"] == 82
    assert load_workbook(out).active.max_row > 82
