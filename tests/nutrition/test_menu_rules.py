"""Menus against norms: the worked lunch, limits, forbidden lists, repeats, replacements, days."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.i18n import Text
from school_desk.nutrition.card_model import DishTag, Ingredient, TechCard
from school_desk.nutrition.card_reckon_rules import reckon
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.menu_ban_rules import DishForbiddenError, accept_dish, bans_of
from school_desk.nutrition.menu_day_rules import cycle_on, number_on, season_on
from school_desk.nutrition.menu_model import (
    Allowed,
    CheckedDay,
    CycleMenu,
    Eatery,
    Mark,
    Season,
)
from school_desk.nutrition.menu_replacement_rules import (
    NotInDishError,
    NotInTableError,
    ReplacedTwiceError,
    Swap,
    WhyMissingError,
    accept_swap,
    replaced,
)
from school_desk.nutrition.menu_rules import (
    Checks,
    MenuDayError,
    MenuLengthError,
    PortionWrongError,
    accept_day,
    accept_menu,
    accept_portion,
    checked,
    meal_need,
    meal_sum,
    with_repeats,
)
from school_desk.nutrition.menu_shipped import bans, norms, replacements
from school_desk.nutrition.nutrient_model import Nutrients
from school_desk.nutrition.nutrient_rules import rounded
from school_desk.nutrition.product_shipped import starter
from tests.nutrition.menu_samples import KITCHEN, card, lunch, plain, serving

if TYPE_CHECKING:
    from collections.abc import Mapping

DAY = date(2026, 10, 22)
BANDS = ("7-10", "11-14", "15-18")
PRODUCTS = {one.code: one for one in starter().products}


def checks(*bands: str, allowed: tuple[Allowed, ...] = (), day: date = DAY) -> Checks:
    return Checks(norms(), bans(), allowed, bands or BANDS, day)


def marks(day: CheckedDay) -> list[Mark]:
    return [one.mark for one in day.findings]


def named(day: CheckedDay) -> set[str]:
    """What is out of range."""
    facts = [one.text.facts.get("what") for one in day.findings]
    return {one.msgid for one in facts if isinstance(one, Text)}


def shown(one: Nutrients) -> tuple[Decimal, ...]:
    parts = (one.energy, one.protein, one.fat, one.carbohydrate)
    return tuple(rounded(part, 3) for part in parts)


def test_the_worked_lunch_comes_to_its_figures() -> None:
    fact = meal_sum(lunch(), "11-14", Meal.LUNCH, None).fact
    assert shown(fact) == tuple(map(Decimal, ("937.247", "36.564", "33.803", "120.994")))


@pytest.mark.parametrize(
    ("band", "target", "percent", "in_range"),
    [("7-10", 840, "111.6", False), ("11-14", 951, "98.6", True), ("15-18", 1020, "91.9", True)],
)
def test_a_lunch_is_compared_with_the_target_of_each_band(
    band: str, target: int, percent: str, in_range: bool
) -> None:
    need = meal_need(norms(), band, Meal.LUNCH)
    assert need is not None
    found = meal_sum(lunch(), band, Meal.LUNCH, need)
    assert need.energy == target
    assert rounded(found.percent or Fraction(), 1) == Decimal(percent)
    assert ("energy" in named(checked(lunch(), checks(band)))) is not in_range


def test_smaller_portions_bring_the_lunch_of_the_small_into_range() -> None:
    found = meal_sum(lunch("7-10"), "7-10", Meal.LUNCH, meal_need(norms(), "7-10", Meal.LUNCH))
    assert shown(found.fact) == tuple(map(Decimal, ("857.663", "32.099", "28.976", "116.452")))
    assert rounded(found.percent or Fraction(), 1) == Decimal("102.1")


def test_ten_percent_away_is_still_in_range() -> None:
    ten = replace(norms(), targets={("7-10", Meal.LUNCH): Decimal(231)})
    for grams, in_range in ((110, True), (111, False), (90, True), (89, False)):
        found = checked((serving(plain(1, "bread_w", grams)),), replace(checks("7-10"), norms=ten))
        assert ("energy" not in named(found)) is in_range


def test_a_band_that_nobody_described_is_said() -> None:
    assert Mark.NO_TARGET in marks(checked(lunch(), checks("3-7")))


def test_a_day_without_dishes_is_said() -> None:
    assert marks(checked((), checks())) == [Mark.EMPTY]


@pytest.mark.parametrize(
    ("salt", "sugar", "expected"),
    [
        ("0.3", "5", set()),
        ("0.301", "5", {Mark.SALT}),
        ("0.3", "5.001", {Mark.SUGAR}),
        ("0.301", "5.001", {Mark.SALT, Mark.SUGAR}),
    ],
)
def test_a_limit_itself_passes_and_a_thousandth_more_does_not(
    salt: str, sugar: str, expected: set[Mark]
) -> None:
    made = plain(1, "potato", 100)
    lines = (Ingredient("salt", Decimal(salt)), Ingredient("sugar", Decimal(sugar)))
    dish = replace(made, ingredients=(*made.ingredients, *lines))
    found = checked((serving(dish),), checks())
    assert set(marks(found)) & {Mark.SALT, Mark.SUGAR} == expected
    assert found.grave is bool(expected)


def test_goulash_and_compote_stand_exactly_at_their_limits() -> None:
    found = checked((serving(card(3)), serving(card(7))), checks())
    assert not found.grave


def test_a_forbidden_product_or_mark_keeps_a_dish_out_of_its_place_and_dates() -> None:
    curd = plain(1, "tvorog9", 100)
    fried = plain(2, "potato", 100, tags=frozenset((DishTag.FRIED,)))

    def codes(one: TechCard, eatery: Eatery, day: date) -> list[str]:
        products = [line.product for line in one.ingredients]
        return [ban.code for ban in bans_of(one, products, bans(), eatery, day)]

    assert codes(curd, Eatery.SCHOOL, DAY) == ["curd"]
    assert codes(curd, Eatery.KINDERGARTEN, DAY) == []
    assert codes(curd, Eatery.SCHOOL, date(2025, 8, 31)) == []
    assert codes(fried, Eatery.SCHOOL, date(2026, 2, 11)) == []
    assert codes(fried, Eatery.SCHOOL, date(2026, 2, 12)) == ["fried"]


def test_the_head_lets_a_forbidden_dish_through_with_a_reason() -> None:
    curd = plain(1, "tvorog9", 100)
    ban = bans_of(curd, ["tvorog9"], bans(), Eatery.SCHOOL, DAY)
    with pytest.raises(DishForbiddenError):
        accept_dish(curd, ban, ())
    let = Allowed(1, "curd", "дәрігердің ұсынысы", 1, DAY)
    accept_dish(curd, ban, (let,))
    assert checked((serving(curd),), checks()).grave
    found = checked((serving(curd),), checks(allowed=(let,)))
    assert not found.grave
    assert Mark.ALLOWED in marks(found)
    with pytest.raises(DishForbiddenError):
        accept_dish(curd, ban, (replace(let, dish=2),))


def test_a_dish_twice_on_a_day_or_again_on_the_next_is_said() -> None:
    soup, porridge = serving(card(2)), serving(card(4))
    twice = checked((soup, serving(card(2), Meal.BREAKFAST)), checks())
    assert Mark.REPEAT in marks(twice)
    days = {n: checked((one,), checks()) for n, one in enumerate((soup, soup, porridge), 1)}
    told = {n: Mark.REPEAT in marks(one) for n, one in with_repeats(days, 3).items()}
    assert told == {1: True, 2: False, 3: False}


def test_bread_may_stand_on_every_day() -> None:
    day = checked((serving(plain(1, "bread_w", 40)),), checks())
    assert Mark.REPEAT not in marks(with_repeats({1: day, 2: day}, 2)[1])


def test_after_the_last_day_of_a_cycle_comes_the_first() -> None:
    soup, porridge = serving(card(2)), serving(card(4))
    days = {n: checked((one,), checks()) for n, one in enumerate((soup, porridge, soup), 1)}
    assert Mark.REPEAT in marks(with_repeats(days, 3)[3])


# Replacements


def swap(product: str, substitute: str, reason: str = "жеткізілмеді") -> Swap:
    return Swap(DAY, 3, product, substitute, reason)


def accepted(one: Swap, *others: Swap) -> Swap:
    return accept_swap(one, card(3), others, replacements(), PRODUCTS)


def test_meat_is_replaced_by_the_table_and_everything_is_reckoned_again() -> None:
    goulash = card(3)
    found = replaced(
        goulash, reckon(goulash, KITCHEN), [swap("beef1", "liver")], replacements(), KITCHEN
    )
    line = found.lines[0]
    assert (line.product.code, line.gross) == ("liver", Fraction(108) * 116 / 100)
    assert found.lines[1:] == reckon(goulash, KITCHEN).lines[1:]
    raw = sum(one.nutrients.energy for one in found.lines)
    assert found.portion.energy == raw


def test_an_egg_is_replaced_by_the_piece() -> None:
    eggs = plain(3, "egg", 82)
    one = Swap(DAY, 3, "egg", "milk32", "жоқ")
    found = replaced(eggs, reckon(eggs, KITCHEN), [one], replacements(), KITCHEN)
    assert found.lines[0].gross == 2 * 186
    assert [one.value for one in found.allergens] == ["milk"]


def test_only_what_the_card_has_is_replaced_and_only_by_the_table() -> None:
    assert accepted(swap("beef1", "liver")).reason == "жеткізілмеді"
    with pytest.raises(NotInDishError):
        accepted(swap("rice", "liver"))
    with pytest.raises(NotInTableError):
        accepted(swap("beef1", "rice"))
    with pytest.raises(WhyMissingError):
        accepted(swap("beef1", "liver", "  "))


def test_a_replacement_is_never_replaced() -> None:
    with pytest.raises(ReplacedTwiceError):
        accepted(swap("cod", "beef2"), swap("beef1", "cod"))
    both = replace(card(3), ingredients=(*card(3).ingredients, Ingredient("milk32", Decimal(50))))
    with pytest.raises(ReplacedTwiceError):
        accept_swap(
            swap("milk32", "beef1"), both, [swap("beef1", "liver")], replacements(), PRODUCTS
        )
    other_day = replace(swap("beef1", "cod"), day=DAY + timedelta(1))
    with pytest.raises(NotInDishError):
        accepted(swap("cod", "beef1"), other_day)


# Which day of the cycle a date is


def workdays(day: date) -> bool:
    return day.weekday() < 5


def test_a_season_begins_on_its_day_and_lasts_until_the_other() -> None:
    seasons = norms().seasons
    assert season_on(seasons, date(2026, 11, 30)) == (Season.SUMMER_AUTUMN, date(2026, 6, 1))
    assert season_on(seasons, date(2026, 12, 1))[0] is Season.WINTER_SPRING
    assert season_on(seasons, date(2027, 5, 31)) == (Season.WINTER_SPRING, date(2026, 12, 1))


def test_the_cycle_of_the_season_that_began_last_is_cooked() -> None:
    menus = (
        CycleMenu(Season.SUMMER_AUTUMN, 20, date(2026, 9, 1), id=1),
        CycleMenu(Season.SUMMER_AUTUMN, 10, date(2026, 10, 1), id=2),
        CycleMenu(Season.WINTER_SPRING, 20, date(2026, 9, 1), id=3),
    )
    found = {
        day: cycle_on(menus, norms().seasons, day)
        for day in (date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 1), date(2026, 12, 1))
    }
    assert [one.id if one else None for one in found.values()] == [None, 1, 2, 3]


def test_only_school_days_are_counted_and_a_holiday_shifts_the_cycle() -> None:
    menu = CycleMenu(Season.SUMMER_AUTUMN, 10, date(2026, 9, 1))
    seasons, holiday = norms().seasons, date(2026, 9, 3)

    def is_school_day(day: date) -> bool:
        return workdays(day) and day != holiday

    days = [date(2026, 9, n) for n in (1, 2, 3, 4, 5, 7, 15, 16)]
    assert [number_on(menu, seasons, day, is_school_day) for day in days] == [
        *(1, 2, None, 3, None, 4, 10, 1),
    ]


def test_a_menu_written_in_autumn_begins_with_day_1_when_its_season_does() -> None:
    menu = CycleMenu(Season.WINTER_SPRING, 10, date(2026, 9, 1))
    days = [date(2026, 12, 1), date(2026, 12, 2), date(2027, 1, 4)]
    found = [number_on(menu, norms().seasons, day, workdays) for day in days]
    assert found == [1, 2, 5]


@given(st.integers(0, 300), st.sampled_from((10, 20, 24)))
def test_a_school_day_is_followed_by_the_next_day_of_the_cycle(ahead: int, length: int) -> None:
    menu = CycleMenu(Season.SUMMER_AUTUMN, length, date(2026, 9, 1))
    day = date(2026, 9, 1) + timedelta(days=ahead % 85)
    after = next(d for n in range(1, 5) if workdays(d := day + timedelta(days=n)))
    seasons = norms().seasons
    if not workdays(day):
        return
    one, two = (number_on(menu, seasons, each, workdays) for each in (day, after))
    assert one is not None
    assert two is not None
    if season_on(seasons, after)[0] is menu.season:
        assert two == one % length + 1


def test_bad_menus_are_refused_with_a_sentence() -> None:
    menu = CycleMenu(Season.SUMMER_AUTUMN, 12, DAY)
    with pytest.raises(MenuLengthError):
        accept_menu(menu)
    for day in (0, 11):
        with pytest.raises(MenuDayError):
            accept_day(replace(menu, length=10), day)
    for grams in ("0", "1000.1"):
        with pytest.raises(PortionWrongError):
            accept_portion(Decimal(grams))


def test_all_shipped_data_name_what_exists_and_wait_to_be_checked() -> None:
    codes: Mapping[str, object] = PRODUCTS
    for ban in bans():
        assert ban.status == "to_check"
        assert ban.tags or ban.products
        assert ban.products <= set(codes)
    for one in replacements():
        assert {one.product, one.substitute} <= set(codes)
        assert one.product != one.substitute
        assert one.status == "to_check"
    assert norms().status == "to_check"
