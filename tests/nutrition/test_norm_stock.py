"""The control of norms takes its kilograms from the store-room; what is typed stands beside it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.nutrition.card_model import CardHead, Ingredient
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.log_norm_model import NormKind, Span
from school_desk.nutrition.log_shipped import groups, norms
from school_desk.nutrition.menu_model import CycleMenu, Season
from school_desk.nutrition.norm_stock_rules import by_lines, share_of
from school_desk.nutrition.product_shipped import starter
from school_desk.nutrition.requisition_model import MenuRequisition, RequisitionLine, Taken
from school_desk.nutrition.stock_model import StockBatch

FIRST = date(2026, 9, 1)
BANDS = ("7-10", "11-14", "15-18")


def needed(grams: dict[str, int], eaters: dict[str, int]) -> MenuRequisition:
    """A requisition of rice alone, so many grams a person."""
    per = {band: Fraction(each) for band, each in grams.items()}
    whole = sum((each * eaters.get(band, 0) for band, each in per.items()), start=Fraction())
    line = RequisitionLine(SimpleNamespace(code="rice"), {0: Taken(per, whole)}, whole)
    return MenuRequisition(FIRST, eaters, (), (line,))


def test_a_product_is_shared_by_grams_and_what_is_in_no_dish_by_eaters() -> None:
    found = needed({"7-10": 40, "11-14": 60}, {"7-10": 30, "11-14": 20})

    assert share_of("rice", "7-10", found) == Fraction(1, 2)
    assert share_of("millet", "7-10", found) == Fraction(3, 5)
    assert share_of("rice", "15-18", found) == 0
    assert share_of("rice", "7-10", needed({}, {})) == 0


@given(
    st.fixed_dictionaries(dict.fromkeys(BANDS, st.integers(0, 300))),
    st.fixed_dictionaries(dict.fromkeys(BANDS, st.integers(0, 300))),
)
def test_nothing_of_what_was_issued_is_lost_between_the_bands(grams, eaters) -> None:
    found = needed(grams, eaters)
    shares = [share_of("rice", band, found) for band in BANDS]

    assert sum(shares) == (1 if sum(eaters.values()) else 0)
    assert all(one >= 0 for one in shares)


def test_every_product_of_a_line_is_in_the_directory_and_every_line_in_the_norms() -> None:
    known = {one.code for one in starter().products}
    lines = {one.code for one in norms() if one.kind is NormKind.FOOD}

    assert set(groups()) <= known
    assert set(groups().values()) == lines
    assert known - set(groups()) <= {"water", "cocoa", "yeast"}


def test_masses_are_summed_exactly_and_rounded_once() -> None:
    thirds = [("rice", Fraction(1, 3)), ("pasta", Fraction(1, 3)), ("cocoa", Fraction(9))]

    assert by_lines(thirds, groups(), ["groats"]) == {"groats": Decimal("0.667")}


@pytest.fixture
def day(head) -> date:
    """Rice for lunch, 50 g a portion, for 40 and 20 eaters; three kilograms were issued."""
    card = head.cards.add(1, CardHead({"kk": "Күріш", "ru": "Рис"}, yield_g=Decimal(150)))
    head.cards.put_line(card, Ingredient("rice", Decimal(50)))
    head.cards.put_line(card, Ingredient("water", Decimal(100)))
    head.cards.approve(card)
    menu = head.menus.write_menu(CycleMenu(Season.SUMMER_AUTUMN, 10, FIRST))
    for number in range(1, 11):
        head.menus.put_meal(menu, number, Meal.LUNCH, [head.cards.card(card).dish])
    found = head.today()
    while head.menus.day(found).number is None:
        found -= timedelta(1)
    head.requisitions.type_eaters(found, Meal.LUNCH, {"7-10": 40, "11-14": 20})
    came = found - timedelta(3)
    head.stock.receive(StockBatch("rice", came, Decimal(5), Decimal(400)))
    head.stock.issue(found, Meal.LUNCH)
    return found


def groats(head, day: date, band: str = "7-10"):
    sheet = head.log_norms.control(day, band)
    return next(one for one in sheet.lines if one.norm.code == "groats"), sheet


def test_the_store_room_fills_the_sheet_of_each_band(head, day) -> None:
    line, sheet = groats(head, day)
    assert (line.by_day, sheet.portions) == ({day: Decimal(2)}, {day: 40})
    assert line.outcomes[Span.MONTH].average == 50

    line, sheet = groats(head, day, "11-14")
    assert (line.by_day, sheet.portions) == ({day: Decimal(1)}, {day: 20})


def test_what_is_typed_counts_and_both_are_shown_where_they_differ(head, day) -> None:
    shown = head.log_norms.issued(day, "7-10")
    assert (shown.counted, shown.portions) == ({"groats": Decimal(2)}, 40)
    head.log_norms.put_issued(replace(shown, masses=shown.counted))
    line, _sheet = groats(head, day)
    assert (line.by_day, line.differs) == ({day: Decimal(2)}, {})

    shown = head.log_norms.issued(day, "7-10")
    assert shown.masses == {}
    head.log_norms.put_issued(replace(shown, masses={"groats": Decimal("1.9")}), "тартылды")
    line, _sheet = groats(head, day)
    assert line.by_day == {day: Decimal("1.9")}
    assert line.differs == {day: (Decimal("1.9"), Decimal(2))}


def test_what_goes_back_to_the_store_room_leaves_the_sheet(head, day) -> None:
    head.stock.take_back(day, Meal.LUNCH)

    line, sheet = groats(head, day)
    assert (line.by_day, sheet.portions) == ({}, {})
