"""The month against a few plain lines: who ate what at which price, counted from the facts alone.

Pupils change class (and so the band) and payer in mid month, prices and what contracts pay change,
there are two meals a day, days are open, pupils are away.
"""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from school_desk.nutrition import shipped
from school_desk.nutrition.eating_model import Meal, Price, Source
from school_desk.nutrition.headcount_model import Portion
from school_desk.nutrition.month_document import (
    ReportPaper,
    classes_table,
    report_table,
    summary_table,
)
from school_desk.nutrition.month_model import DayPortion, MealContract, MonthFacts, PayBy
from school_desk.nutrition.month_rules import reckon
from school_desk.school.attendance_model import ClassMornings, Morning
from school_desk.school.model import ClassGroup, PersonName

FIRST = date(2028, 2, 1)
DAYS = [FIRST + timedelta(n) for n in (0, 1, 14, 28)]
"""To the 29 February of a leap year."""
CLASSES = {1: ("7-10", ClassGroup(1, 3, "А")), 2: ("11-14", ClassGroup(2, 6, "Б"))}
MEALS = (Meal.BREAKFAST, Meal.LUNCH)
PAYERS = (Source.PRIMARY, Source.FUND, Source.PARENT)

truth = st.sampled_from((None, True, False))
portions = st.lists(
    st.tuples(
        *(st.sampled_from(DAYS), st.sampled_from(MEALS), st.integers(1, 4)),
        *(st.sampled_from((1, 2)), st.sampled_from(PAYERS), st.booleans(), truth, truth),
    ),
    max_size=40,
    unique_by=lambda one: one[:3],
)
prices = st.dictionaries(
    st.tuples(st.sampled_from(("7-10", "11-14")), st.sampled_from(PAYERS), st.sampled_from(MEALS)),
    st.tuples(
        *(st.integers(1, 99_999), st.integers(1, 99_999), st.sampled_from(DAYS)),
        st.sampled_from(("", "7", "8")),
    ),
)
contracts = st.lists(
    st.tuples(
        st.sampled_from(DAYS), st.sampled_from(("", "7", "8")), st.sampled_from(tuple(PayBy))
    ),
    max_size=3,
    unique_by=lambda one: one[:2],
)
away = st.sets(st.tuples(st.sampled_from(DAYS), st.integers(1, 4)))
open_ = st.sets(st.tuples(st.sampled_from(DAYS), st.sampled_from(MEALS)))


def price_rows(drawn):
    """The first price to the day before it changes, the second from that day on."""
    for (band, source, meal), (old, new, changes, contract) in drawn.items():
        place = band, source, meal
        if changes > FIRST:
            day = changes - timedelta(1)
            yield Price(*place, Decimal(old) / 100, FIRST, day, contract)
        yield Price(*place, Decimal(new) / 100, changes, None, contract)


def plainly(found, drawn, pays, absent, unsettled):
    """Child-days, paid portions and tiyn by class, payer and price, from the facts as drawn."""
    eaten, paid, tiyn = Counter(), Counter(), Counter()
    for day, meal, pupil, group, source, ordered, amended, served in found:
        cooked = ordered if amended is None else amended
        if (day, meal) in unsettled:
            continue
        ate = cooked and (day, pupil) not in absent and served is not False
        place = drawn.get((CLASSES[group][0], source, meal))
        old, new, changes, contract = place or (None, None, FIRST, "")
        each = new if day >= changes else old
        own = [one for one in pays if one[0] <= day and one[1] == contract]
        all_of_them = [one for one in pays if one[0] <= day and one[1] == ""]
        by = max(own or all_of_them, default=(None, None, PayBy.SERVED))[2]
        counts = cooked if by is PayBy.ORDERED else ate
        eaten[group, source] += ate
        paid[group, source] += counts
        tiyn[group, source] += counts * (each or 0)
    return eaten, paid, tiyn


def facts_of(found, drawn, pays, absent, unsettled):
    mornings = {
        group: ClassMornings(
            group,
            {},
            {
                day: Morning(group, day, 1, True, (), frozenset(n for d, n in absent if d == day))
                for day in DAYS
            },
        )
        for group in CLASSES
    }
    return MonthFacts(
        FIRST,
        tuple(
            DayPortion(
                day, meal, Portion(n, group, ordered=yes, source=who, amended=then, served=ate)
            )
            for day, meal, n, group, who, yes, then, ate in found
        ),
        {(day, meal): (day, meal) not in unsettled for day in DAYS for meal in MEALS},
        tuple(group for _band, group in CLASSES.values()),
        mornings,
        {n: PersonName(f"Оқушы{n}") for n in range(1, 5)},
        lambda _day: shipped.bands(),
        {},
        tuple(price_rows(drawn)),
        tuple(MealContract(day, by, contract) for day, contract, by in pays),
    )


def last_sum(table):
    return table.rows[-1][-1] if table.rows else 0


@given(portions, prices, contracts, away, open_)
def test_the_month_is_what_a_few_plain_lines_make_of_the_same_facts(
    found, drawn, pays, absent, unsettled
):
    eaten, paid, tiyn = plainly(found, drawn, pays, absent, unsettled)

    month = reckon(facts_of(found, drawn, pays, absent, unsettled))

    for sheet in month.sheets:
        assert (sheet.child_days, sheet.paid) == (eaten[sheet.key], paid[sheet.key])
        assert Fraction(sheet.total) * 100 == tiyn[sheet.key]
        assert sheet.total == sum(one.total for one in sheet.pupils)
    assert (month.child_days, month.paid) == (eaten.total(), paid.total())
    assert Fraction(month.total) * 100 == tiyn.total()
    tables = summary_table(month), classes_table(month), report_table(ReportPaper((month,), FIRST))
    assert {last_sum(one) for one in tables} <= {month.total, 0}
