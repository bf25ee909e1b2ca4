"""Quality, progress, average mark and level of learning: the sheet's vectors and what must hold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.journal.facts import RuleSetFactError
from school_desk.journal.indicators import Counts, IndicatorRules, indicators
from school_desk.journal.shipped import rulesets
from tests.journal.kz2025 import DEFAULTS, RULES

USUAL = IndicatorRules()

# 5, 4, 3, 2, not attested: quality, progress, level of learning, exact.
VECTORS = [
    ([3, 7, 8, 2, 0], "50", "90", "267/5"),
    ([1, 7, 6, 0, 0], "400/7", "100", "382/7"),
    ([3, 7, 8, 2, 1], "50", "90", "1075/21"),
    ([0, 2, 1, 0, 0], "200/3", "100", "164/3"),
]

some = st.integers(0, 30)
counts = st.builds(Counts, some, some, some, some, some)
rules = st.builds(IndicatorRules, st.booleans(), st.booleans(), st.integers(0, 100))


@pytest.mark.parametrize(("n", "quality", "progress", "sou"), VECTORS)
def test_indicators_are_exact(n, quality, progress, sou) -> None:
    found = indicators(Counts(*n), USUAL)

    assert (found.quality, found.progress, found.sou) == (
        Fraction(quality),
        Fraction(progress),
        Fraction(sou),
    )


def test_average_is_that_of_the_marks_alone() -> None:
    found = indicators(Counts(3, 7, 8, 2, 5), USUAL)

    assert found.average == Fraction(15 + 28 + 24 + 4, 20)


def test_nothing_has_no_share_and_never_zero() -> None:
    found = indicators(Counts(), USUAL)

    assert (found.quality, found.progress, found.average, found.sou) == (None, None, None, None)


def test_a_school_may_count_those_not_attested_among_all() -> None:
    found = indicators(Counts(3, 7, 8, 2, 5), IndicatorRules(include_not_attested=True))

    assert (found.n, found.quality, found.progress) == (25, Fraction(40), Fraction(72))
    assert found.average == indicators(Counts(3, 7, 8, 2), USUAL).average


def test_a_school_may_drop_those_not_attested_from_the_level_of_learning() -> None:
    found = indicators(Counts(3, 7, 8, 2, 1), IndicatorRules(sou_weight=0))

    assert found.sou == Fraction("267/5")


def test_a_school_may_do_without_the_level_of_learning() -> None:
    assert indicators(Counts(3, 7, 8, 2), IndicatorRules(sou_shown=False)).sou is None


@given(counts, rules)
def test_shares_lie_between_nothing_and_all(these, as_here) -> None:
    found = indicators(these, as_here)

    for share in (found.quality, found.progress, found.sou):
        assert share is None or 0 <= share <= 100
    assert found.average is None or 2 <= found.average <= 5
    if found.quality is not None:
        assert found.quality <= found.progress


@given(counts, counts)
def test_indicators_of_a_sum_lie_between_those_of_its_parts(one, other) -> None:
    """A total is made of counts; it is not the mean of the means, but it never leaves them."""
    parts = [indicators(each, USUAL).quality for each in (one, other)]
    total = indicators(one + other, USUAL).quality
    known = [part for part in parts if part is not None]

    if known:
        assert min(known) <= total <= max(known)
    else:
        assert total is None


@given(counts)
def test_a_better_mark_never_lowers_an_indicator(these) -> None:
    better = Counts(these.five + 1, these.four, these.three, these.two, these.not_attested)
    before, after = indicators(these, USUAL), indicators(better, USUAL)

    for name in ("quality", "progress", "average", "sou"):
        old, new = getattr(before, name), getattr(after, name)
        assert old is None or old <= new


def test_every_rule_set_leaves_the_indicators_to_the_school() -> None:
    names = {"indicators_include_not_attested", "sou_shown", "sou_weight_not_attested"}

    for one in rulesets():
        assert names <= {fact.key for fact in one.to_check}, one.id
        assert IndicatorRules.of(one.defaults) == USUAL
    assert IndicatorRules.of(DEFAULTS) == USUAL


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("sou_shown", "yes"),
        ("sou_weight_not_attested", 101),
        ("sou_weight_not_attested", -1),
        ("indicators_include_not_attested", 1),
    ],
)
def test_senseless_choice_is_refused(key, value) -> None:
    with pytest.raises(RuleSetFactError):
        RULES.with_changes({key: value})
