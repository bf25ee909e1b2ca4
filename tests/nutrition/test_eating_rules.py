"""Who pays for whom on which day, what stands on which paper, and what a portion costs then."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.nutrition import shipped
from school_desk.nutrition.eating_model import (
    Category,
    Diet,
    DietCode,
    Eating,
    Meal,
    Paper,
    Price,
    Source,
)
from school_desk.nutrition.eating_rules import (
    BenefitWithoutCategoryError,
    BenefitWithoutDocumentError,
    DaysTurnedError,
    NoPriceError,
    NotAPriceError,
    NothingExcludedError,
    TwoAtOnceError,
    accept_diet,
    accept_eating,
    accept_price,
    band_of,
    diet_on,
    ending_in,
    giving_way,
    price_from,
    price_on,
    rounded,
    source_on,
)
from school_desk.school.calendar_model import Status

DAY = date(2026, 10, 22)
PAPER = Paper("анықтама", "17", DAY, "45", DAY, "комиссия")
FUND = Eating(1, Source.FUND, date(2026, 9, 1), date(2026, 12, 31), Category.ASP, PAPER)
days = st.dates(date(2026, 9, 1), date(2027, 5, 25))


def price(tenge: str, starts: date, ends: date | None = None, row: int = 0) -> Price:
    return Price("11-14", Source.PARENT, Meal.LUNCH, Decimal(tenge), starts, ends, id=row)


@pytest.mark.parametrize(
    ("year_level", "band", "source"),
    [
        (1, "7-10", Source.PRIMARY),
        (4, "7-10", Source.PRIMARY),
        (5, "11-14", Source.PARENT),
        (9, "11-14", Source.PARENT),
        (10, "15-18", Source.PARENT),
        (11, "15-18", Source.PARENT),
        (0, "7-10", Source.PRIMARY),
    ],
)
def test_a_class_eats_as_its_band_unless_something_is_written(year_level, band, source):
    found = band_of(shipped.bands(), year_level)

    assert found.code == band
    assert source_on((), found, DAY) is source


def test_every_band_and_time_that_comes_with_the_program_is_to_be_checked():
    assert {one.status for one in shipped.bands()} == {Status.TO_CHECK}
    assert {one.status for one in shipped.sittings()} == {Status.TO_CHECK}


@given(days)
def test_a_benefit_counts_from_its_first_day_to_its_last_and_not_a_day_longer(day):
    band = band_of(shipped.bands(), 7)
    expected = Source.FUND if date(2026, 9, 1) <= day <= date(2026, 12, 31) else Source.PARENT

    assert source_on((FUND,), band, day) is expected


def test_the_fund_pays_by_category_and_paper_only():
    for paper in (Paper(), Paper("анықтама", "17"), Paper("", "17", order_no="45")):
        with pytest.raises(BenefitWithoutDocumentError):
            accept_eating(Eating(1, Source.FUND, category=Category.ASP, paper=paper), ())
    with pytest.raises(BenefitWithoutCategoryError):
        accept_eating(Eating(1, Source.FUND, paper=PAPER), ())

    assert accept_eating(FUND, ()) == FUND


def test_parents_need_no_paper_and_keep_no_category():
    paid = accept_eating(Eating(1, Source.PARENT, DAY, category=Category.ASP), ())

    assert paid.category is None


def test_two_ways_of_eating_on_one_day_are_refused_of_two_pupils_not():
    with pytest.raises(TwoAtOnceError):
        accept_eating(Eating(1, Source.PARENT, date(2026, 12, 31)), (FUND,))

    accept_eating(Eating(1, Source.PARENT, date(2027, 1, 1)), (FUND,))
    accept_eating(Eating(2, Source.PARENT, date(2026, 12, 31)), (FUND,))


NOT_EATING = Eating(1, Source.NONE, date(2026, 9, 1), id=1)
FORTNIGHT = Eating(
    1, Source.FUND, date(2026, 10, 5), date(2026, 10, 16), Category.EMERGENCY, PAPER, id=2
)


@given(days)
def test_after_a_benefit_that_ends_what_counted_before_counts_again(day):
    band = band_of(shipped.bands(), 7)
    within = FORTNIGHT.starts <= day <= FORTNIGHT.ends

    assert giving_way(FORTNIGHT, (NOT_EATING,)) == []
    accept_eating(FORTNIGHT, (NOT_EATING,))
    accept_eating(NOT_EATING, (FORTNIGHT,))
    assert source_on((NOT_EATING, FORTNIGHT), band, day) is (Source.FUND if within else Source.NONE)


@pytest.mark.parametrize("ends", [None, FORTNIGHT.ends])
def test_what_does_not_outlast_the_new_one_gives_way_to_it(ends):
    before = replace(NOT_EATING, ends=FORTNIGHT.ends)

    assert giving_way(replace(FORTNIGHT, ends=ends), (before,)) == [before]


def test_of_two_that_overlap_and_neither_outlasts_the_other_nobody_could_say_which_counts():
    later = Eating(1, Source.PARENT, date(2026, 10, 10), date(2026, 11, 1), id=3)
    same_day = Eating(1, Source.PARENT, NOT_EATING.starts, date(2026, 11, 1), id=3)

    for one, other in ((later, FORTNIGHT), (same_day, NOT_EATING)):
        with pytest.raises(TwoAtOnceError):
            accept_eating(one, (other,))
        with pytest.raises(TwoAtOnceError):
            accept_eating(other, (one,))


def test_an_end_before_the_beginning_is_refused():
    with pytest.raises(DaysTurnedError):
        accept_eating(Eating(1, Source.PARENT, DAY, DAY - timedelta(1)), ())


@pytest.mark.parametrize(("day", "left"), [(17, 14), (31, 0)])
def test_a_benefit_that_ends_is_announced_a_fortnight_before(day, left):
    assert ending_in(FUND, date(2026, 12, day)) == left
    assert ending_in(FUND, date(2026, 12, 16)) is None
    assert ending_in(FUND, date(2027, 1, 1)) is None


def test_a_diet_by_allergens_names_them():
    with pytest.raises(NothingExcludedError):
        accept_diet(Diet(1, DietCode.ALLERGY, " "), ())

    assert accept_diet(Diet(1, DietCode.ALLERGY, " жұмыртқа "), ()).excluded == "жұмыртқа"


def test_two_diets_of_one_day_are_both_on_the_plate():
    gluten = Diet(1, DietCode.GLUTEN_FREE, starts=date(2026, 9, 1), id=1)
    allergy = Diet(1, DietCode.ALLERGY, "жаңғақ", date(2026, 10, 1), id=2)

    accept_diet(allergy, (gluten,))
    with pytest.raises(TwoAtOnceError):
        accept_diet(replace(gluten, id=3), (gluten,))
    for there in ((gluten, allergy), (allergy, gluten)):
        assert diet_on(there, DAY) == replace(allergy, also=(gluten,))
        assert diet_on(there, date(2026, 9, 15)) == gluten
    assert diet_on((), DAY) is None


def test_ten_days_at_579_and_eight_at_610_are_10_670_tenge():
    """Nutrition 3: the price is looked up for each day."""
    prices = (
        price("579", date(2026, 9, 1), date(2026, 10, 14)),
        price("610", date(2026, 10, 15)),
    )
    served = [date(2026, 10, day) for day in (*range(1, 11), *range(15, 23))]

    total = sum(price_on(prices, ("11-14", Source.PARENT, Meal.LUNCH), day) for day in served)

    assert (len(served), rounded(total)) == (18, Decimal("10670.00"))


def test_a_day_without_a_price_is_said_never_guessed():
    with pytest.raises(NoPriceError) as refused:
        price_on((price("579", DAY),), ("11-14", Source.PARENT, Meal.LUNCH), DAY - timedelta(1))

    assert refused.value.facts["day"] == DAY - timedelta(1)


@pytest.mark.parametrize("text", ["", "abc", "-5", "0", "1e9", "NaN", "Infinity", "12,3,4"])
def test_what_is_no_price_is_refused(text):
    with pytest.raises(NotAPriceError):
        price_from(text)


def test_two_prices_for_one_day_are_refused():
    with pytest.raises(TwoAtOnceError):
        accept_price(price("610", DAY, row=2), (price("579", date(2026, 9, 1), row=1),))


@pytest.mark.parametrize("text", ["0,001", "0.004", "0,0049"])
def test_a_price_that_rounds_to_nothing_is_no_price(text):
    with pytest.raises(NotAPriceError):
        price_from(text)
    with pytest.raises(NotAPriceError):
        accept_price(replace(price("579", DAY), tenge=Decimal(text.replace(",", "."))), ())


@pytest.mark.parametrize("text", ["1e3", "1_000", "5７9", "+579"])
def test_a_price_is_typed_in_plain_digits(text):
    """What a person did not mean must not become a thousand tenge."""
    with pytest.raises(NotAPriceError):
        price_from(text)
