"""What comes from another computer is a number, a code, a day, or is set aside."""

import pytest

from school_desk.nutrition.card_schema import TABLES

CHECKED = {
    (table.name, field.name): field.check
    for table in TABLES
    for field in table.fields
    if field.check
}
GOOD = {
    ("product", "composition"): ("331", "10.6", "1.3", "73.2"),
    ("product", "composition_status"): ("to_check",),
    ("product", "allergens"): ("gluten milk",),
    ("product", "cold_loss"): ("26.4",),
    ("product", "adds"): ("salt",),
    ("product", "extras"): ("b1=0.12 c=20",),
    ("product", "piece"): ("50",),
    ("product_composition", "composition"): ("331", "10.6", "1.3", "73.2"),
    ("product_composition", "extras"): ("ca=120",),
    ("product_composition", "composition_status"): ("checked",),
    ("tech_card", "band_yields"): ("7-10=200 11-14=250",),
    ("tech_card", "cooking_method"): ("boiled",),
    ("tech_card", "recipe"): (1996, "245"),
    ("ingredient", "heat_loss"): ("38",),
    ("card_approval", "approved_figures"): ("0af1" * 8,),
    ("season_loss", "cold_loss"): ("25",),
    ("dish", "card_number"): (12,),
    ("tech_card", "meal"): ("lunch",),
    ("tech_card", "portion_yield"): ("205",),
    ("tech_card", "serving"): (65, "2 сағат"),
    ("tech_card", "dish_tags"): ("fried",),
    ("ingredient", "gross"): ("0.3",),
    ("ingredient", "cold_loss"): ("25", 1),
    ("card_approval", "approved"): ("2026-10-22", 1, "0af1"),
}


def test_every_field_that_is_checked_is_tried_here() -> None:
    assert set(GOOD) == set(CHECKED)


@pytest.mark.parametrize("field", GOOD)
def test_what_a_computer_writes_is_let_in(field) -> None:
    assert CHECKED[field](GOOD[field])


@pytest.mark.parametrize("field", GOOD)
@pytest.mark.parametrize("nonsense", ["-5", "1e9", "ЕТ", b"\x00", 2.5, "9" * 40, "<b>"])
def test_nonsense_is_not_let_in(field, nonsense) -> None:
    assert not CHECKED[field]((nonsense, *GOOD[field][1:]))
