"""Masses and nutrients: the worked dishes to the last digit, and what holds for all numbers."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.nutrition.card_model import Ingredient, TechCard
from school_desk.nutrition.card_reckon_rules import Kitchen, for_group, reckon, seasonal_gross
from school_desk.nutrition.nutrient_model import Composition, Nutrients
from school_desk.nutrition.nutrient_rules import (
    CompositionWrongError,
    NumberWrongError,
    accept_composition,
    energy_shares,
    gross_of,
    is_apart,
    loss_of,
    net_of,
    nutrients_of,
    percent_of,
    portion_factor,
    ratio,
    rounded,
    together,
    typed_number,
)
from school_desk.nutrition.product_model import SeasonLoss
from school_desk.nutrition.product_rules import loss_on
from school_desk.nutrition.product_shipped import retention, sample_cards, starter
from tests.nutrition.worked_dishes import WORKED

PRODUCTS = {one.code: one for one in starter().products}
CARDS = {card.number: card for card in sample_cards()}
RAW = Kitchen(PRODUCTS)
grams = st.decimals(Decimal("0.1"), Decimal(2000), places=1)
losses = st.decimals(Decimal(0), Decimal("99.9"), places=1)
parts = st.decimals(Decimal(0), Decimal(30), places=2)
compositions = st.builds(Composition, st.decimals(0, 900, places=1), parts, parts, parts)
factors = st.fractions(Fraction(1, 10), Fraction(3))
dish = pytest.mark.parametrize("number", sorted(WORKED))


def shown(one: Nutrients) -> tuple[str, ...]:
    """As people see it: kcal to a tenth, grams to a hundredth."""
    return str(rounded(one.energy, 1)), *thirds(one, 2)[1:]


def thirds(one: Nutrients, places: int = 3) -> tuple[str, ...]:
    found = (one.energy, one.protein, one.fat, one.carbohydrate)
    return tuple(str(rounded(value, places)) for value in found)


@dish
def test_every_line_of_a_worked_dish_comes_to_its_figures(number: int) -> None:
    found = {
        one.product.code: (str(rounded(one.net, 3)), *thirds(one.nutrients))
        for one in reckon(CARDS[number], RAW).lines
    }

    assert found == WORKED[number].lines


@dish
def test_a_worked_dish_comes_to_its_totals_exactly_and_as_shown(number: int) -> None:
    found, wanted = reckon(CARDS[number], RAW), WORKED[number]

    assert thirds(found.portion) == wanted.exact
    assert shown(found.portion) == wanted.shown
    assert shown(found.per_100) == wanted.per_100
    assert str(rounded(found.check, 1)) == wanted.check


@dish
def test_a_school_that_reckons_with_cooking_sees_what_stays(number: int) -> None:
    found = reckon(CARDS[number], Kitchen(PRODUCTS, kept=retention()))

    assert shown(found.portion) == WORKED[number].retained
    assert found.retained


@dish
def test_added_salt_and_sugar_are_those_of_100_g_of_the_ready_dish(number: int) -> None:
    found, wanted = reckon(CARDS[number], RAW), WORKED[number]

    assert str(rounded(found.added_salt, 3)) == wanted.salt
    assert str(rounded(found.added_sugar, 3)) == wanted.sugar


def test_what_lies_on_the_limit_is_exactly_on_it() -> None:
    assert reckon(CARDS[7], RAW).added_sugar == 5
    assert reckon(CARDS[3], RAW).added_salt == Fraction(3, 10)


def test_no_worked_dish_warns() -> None:
    assert [card.number for card in CARDS.values() if reckon(card, RAW).warnings] == []


def lunch(soup_and_goulash: Fraction = Fraction(1)) -> Nutrients:
    reckoned = {number: reckon(CARDS[number], RAW) for number in (2, 3, 4, 6, 7)}
    dishes = (
        for_group(found, soup_and_goulash if number in (2, 3) else Fraction(1))
        for number, found in reckoned.items()
    )
    return together((*dishes, bread()))


def bread() -> Nutrients:
    slices = {"bread_w": 40, "bread_r": 20}
    found = (PRODUCTS[code].composition for code in slices)
    return together(
        nutrients_of(Fraction(g), one)
        for g, one in zip(slices.values(), found, strict=True)
        if one is not None
    )


def test_a_lunch_is_the_sum_of_its_dishes_and_bread() -> None:
    assert thirds(bread()) == ("132.800", "4.360", "0.600", "26.980")
    assert thirds(lunch()) == ("937.247", "36.564", "33.803", "120.994")


def test_a_lunch_has_its_ratio_and_its_shares_of_energy() -> None:
    found, shares = ratio(lunch()), energy_shares(lunch())

    assert found is not None
    assert shares is not None
    assert [str(rounded(one, 2)) for one in found] == ["0.92", "3.31"]
    assert [str(rounded(one, 1)) for one in shares] == ["15.7", "32.6", "51.8"]


@pytest.mark.parametrize(
    ("target", "percent"), [(840, "111.6"), (951, "98.6"), (1020, "91.9")], ids=str
)
def test_a_lunch_reaches_so_much_of_the_target_of_a_band(target: int, percent: str) -> None:
    assert str(rounded(percent_of(lunch().energy, Decimal(target)), 1)) == percent


def test_a_smaller_soup_and_goulash_suit_the_youngest() -> None:
    factor = portion_factor(Decimal(200), Decimal(250))
    found = lunch(factor)

    assert factor == portion_factor(Decimal(80), Decimal(100)) == Fraction(4, 5)
    assert thirds(found) == ("857.663", "32.099", "28.976", "116.452")
    assert str(rounded(percent_of(found.energy, Decimal(840)), 1)) == "102.1"


@pytest.mark.parametrize(
    ("day", "gross"),
    [
        (date(2026, 9, 1), "67.00"),
        (date(2026, 10, 31), "67.00"),
        (date(2026, 11, 1), "71.79"),
        (date(2026, 12, 31), "71.79"),
        (date(2027, 1, 1), "77.31"),
        (date(2028, 2, 29), "77.31"),
        (date(2027, 3, 1), "83.75"),
        (date(2027, 5, 25), "83.75"),
    ],
    ids=str,
)
def test_a_potato_loses_more_towards_spring_and_its_net_stays(day: date, gross: str) -> None:
    line = next(one for one in CARDS[2].ingredients if one.product == "potato")
    kitchen = Kitchen(PRODUCTS, starter().losses, day)
    found, loss = seasonal_gross(line, kitchen)

    assert net_of(Fraction(line.gross), line.loss) == Fraction("50.25")
    assert str(rounded(found, 2)) == gross
    assert net_of(found, loss) == Fraction("50.25")


def test_a_beet_that_is_boiled_first_does_not_follow_the_season() -> None:
    beet = CARDS[6].ingredients[0]

    assert seasonal_gross(beet, Kitchen(PRODUCTS, starter().losses, date(2027, 3, 1))) == (52, 25)


def test_losses_that_came_into_force_later_count_all_together() -> None:
    since = date(2026, 12, 1)
    later = SeasonLoss("potato", (9, 1), Decimal(20), since)
    known = (*starter().losses, later)

    assert loss_on(known, "potato", date(2026, 11, 30)) == 30
    assert loss_on(known, "potato", date(2026, 12, 1)) == 20
    assert loss_on(known, "onion", date(2026, 12, 1)) is None


def test_only_acids_and_fibre_keep_energy_apart_from_its_parts() -> None:
    found = {
        one.code
        for one in starter().products
        if one.composition and is_apart(one.composition.nutrients)
    }

    assert found >= {"lemon", "orange", "sauerkraut", "rosehip"}
    assert found == HONESTLY_APART


HONESTLY_APART = {"lemon", "orange", "sauerkraut", "rosehip"}


@given(grams, losses)
def test_net_of_the_gross_of_a_net_is_that_net(net: Decimal, loss: Decimal) -> None:
    assert net_of(gross_of(Fraction(net), loss), loss) == net


@given(grams, losses)
def test_a_loss_is_found_again_from_gross_and_net(gross: Decimal, loss: Decimal) -> None:
    assert loss_of(Fraction(gross), net_of(Fraction(gross), loss)) == loss


@given(grams, grams, compositions)
def test_nutrients_of_two_masses_are_those_of_both_together(
    one: Decimal, other: Decimal, found: Composition
) -> None:
    apart = nutrients_of(Fraction(one), found) + nutrients_of(Fraction(other), found)

    assert apart == nutrients_of(Fraction(one) + Fraction(other), found)


@given(st.lists(st.tuples(grams, compositions), max_size=6), factors)
def test_a_factor_scales_the_whole_as_it_scales_each_part(
    plate: list[tuple[Decimal, Composition]], factor: Fraction
) -> None:
    all_of = [nutrients_of(Fraction(g), found) for g, found in plate]

    scaled = together(one.times(factor) for one in all_of)

    assert scaled == together(all_of).times(factor)


@given(st.sampled_from(sorted(CARDS)), st.randoms())
def test_the_order_of_lines_changes_nothing(number: int, chance) -> None:
    card = CARDS[number]
    lines = list(card.ingredients)
    chance.shuffle(lines)
    other = TechCard(0, number, 1, card.head, tuple(lines))

    assert reckon(other, RAW).portion == reckon(card, RAW).portion


@given(st.fractions(0, 1000), st.integers(0, 3))
def test_rounding_is_half_up_and_never_further_than_half(value: Fraction, places: int) -> None:
    found = Fraction(rounded(value, places))
    half = Fraction(1, 2 * 10**places)

    assert -half < found - value <= half


@pytest.mark.parametrize("text", ["", "-5", "абв", "1e3", "NaN", "٥", "1,2,3", "0.00001", "9" * 20])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NumberWrongError):
        typed_number(text)


def test_a_number_is_typed_with_a_comma_or_a_point() -> None:
    assert typed_number("12,5") == typed_number(" 12.5 ") == Decimal("12.5")


@pytest.mark.parametrize("figures", [("901", "0", "0", "0"), ("100", "50", "50", "1")], ids=str)
def test_100_g_hold_no_more_than_100_g(figures: tuple[str, ...]) -> None:
    with pytest.raises(CompositionWrongError):
        accept_composition("Құм", Composition(*map(Decimal, figures)))


def test_a_line_without_season_keeps_its_gross() -> None:
    line = Ingredient("potato", Decimal(67), Decimal(25))

    assert seasonal_gross(line, Kitchen(PRODUCTS, starter().losses, date(2027, 3, 1))) == (67, 25)
