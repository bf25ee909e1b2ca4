"""The control of norms: sums over sums to the last digit, and dated data."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.formats import number
from school_desk.nutrition import log_norm_rules as rules
from school_desk.nutrition.log_norm_model import Issued, Norm, NormKind, Span, Unit
from school_desk.nutrition.log_shipped import norms as shipped
from school_desk.school.calendar_model import Status

# The vector of section 13.3: the norms are invented for the test.
CHILD_DAYS = (118, 121, 119, 120, 117, 116, 122, 120, 119, 118)
VECTOR = {
    "milk": ("198.730", 180, "167.0", "-7.2"),
    "meat": ("83.300", 77, "70.0", "-9.1"),
    "vegetables": ("268.940", 250, "226.0", "-9.6"),
    "fish": ("28.560", 30, "24.0", "-20.0"),
}
NORMS = tuple(
    Norm(NormKind.FOOD, code, "7-10", value=Decimal(norm))
    for code, (_kg, norm, *_) in VECTOR.items()
)
MONTH = date(2026, 11, 1)


def decade() -> list[Issued]:
    """The vector's decade: all of a product on one day, children on every day."""
    first = {code: Decimal(kg) for code, (kg, *_) in VECTOR.items()}
    return [
        Issued(date(2026, 11, day), "7-10", portions, first if day == 1 else {})
        for day, portions in enumerate(CHILD_DAYS, 1)
    ]


def test_the_decade_of_the_vector_comes_out_to_the_last_digit() -> None:
    sheet = rules.control(NORMS, decade(), MONTH, "7-10")

    assert sheet.child_days[Span.FIRST] == sheet.child_days[Span.MONTH] == 1190
    for line in sheet.lines:
        _kg, _norm, average, deviation = VECTOR[line.norm.code]
        found = line.outcomes[Span.FIRST]
        assert found.average == Fraction(average)
        assert number(found.deviation, 1, "en") == deviation.replace("-", "−")
        assert line.outcomes[Span.SECOND].average is None


def test_the_mean_of_means_is_never_taken() -> None:
    days = [
        Issued(date(2026, 11, 3), "7-10", 10, {"milk": Decimal(3)}),
        Issued(date(2026, 11, 4), "7-10", 90, {"milk": Decimal(9)}),
    ]
    (milk, *_) = rules.control(NORMS, days, MONTH, "7-10").lines

    assert milk.outcomes[Span.FIRST].average == 120  # the mean of 300 g and 100 g would be 200


@given(
    st.lists(
        st.tuples(st.integers(1, 30), st.integers(0, 500), st.decimals(0, 99, places=3)),
        unique_by=lambda told: told[0],
    )
)
def test_the_decades_together_are_the_month(days) -> None:
    issued = [Issued(date(2026, 11, d), "7-10", n, {"milk": kg}) for d, n, kg in days]
    sheet = rules.control(NORMS, issued, MONTH, "7-10")
    decades = [one for one in Span if one is not Span.MONTH]

    assert sum(sheet.child_days[one] for one in decades) == sheet.child_days[Span.MONTH]
    parts = [(sheet.lines[0].outcomes[one].average, sheet.child_days[one]) for one in decades]
    whole = sheet.lines[0].outcomes[Span.MONTH].average
    lonely = [kg for d, n, kg in days if kg and not n]
    if whole is not None and not lonely:
        assert whole * sheet.child_days[Span.MONTH] == sum(
            average * n for average, n in parts if average is not None
        )


def test_a_decade_begins_on_the_1st_the_11th_and_the_21st() -> None:
    spans = [rules.span_of(date(2026, 11, day)) for day in (1, 10, 11, 20, 21, 30)]

    assert spans == [Span.FIRST] * 2 + [Span.SECOND] * 2 + [Span.THIRD] * 2


def test_eggs_are_counted_in_pieces() -> None:
    egg = Norm(NormKind.FOOD, "egg", value=Decimal("0.5"), unit=Unit.PIECES)

    found = rules.outcome(egg, [Decimal(60)], 120)

    assert (found.average, found.deviation) == (Fraction(1, 2), 0)


def test_a_day_without_children_is_told() -> None:
    days = [Issued(date(2026, 11, 3), "7-10", 0, {"milk": Decimal(3)})]

    assert rules.control(NORMS, days, MONTH, "7-10").without_children == (date(2026, 11, 3),)


def test_everything_that_came_with_the_program_is_to_be_checked() -> None:
    assert {one.status for one in shipped()} == {Status.TO_CHECK}
    day = date(2026, 11, 1)
    assert rules.doses_on(shipped(), day)["7-10"] == 60
    assert rules.keep_hours_on(shipped(), day) == 48
    fridge, freezer = rules.units_on(shipped(), day).values()
    assert fridge.takes(Decimal(6))
    assert not fridge.takes(Decimal("6.1"))
    assert not freezer.takes(Decimal("-17.9"))


def test_a_norm_counts_from_its_day_and_the_school_s_own_goes_before() -> None:
    own = Norm(NormKind.DOSE, "", "7-10", date(2026, 11, 10), value=Decimal(50), own=True)
    norms = rules.all_norms(shipped(), [own])

    assert rules.doses_on(norms, date(2026, 11, 9))["7-10"] == 60
    assert rules.doses_on(norms, date(2026, 11, 10))["7-10"] == 50


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (Norm(NormKind.FOOD, names={"kk": "Сүт"}, value=Decimal(1)), rules.NormNamelessError),
        (Norm(NormKind.DOSE, value=Decimal(0)), rules.NormValueError),
        (Norm(NormKind.COLD, names={"kk": "А", "ru": "А"}), rules.LimitsTurnedError),
        (
            Norm(NormKind.COLD, names={"kk": "А", "ru": "А"}, least=Decimal(6), most=Decimal(2)),
            rules.LimitsTurnedError,
        ),
    ],
)
def test_a_wrong_norm_is_refused(wrong, error) -> None:
    with pytest.raises(error):
        rules.accept_norm(wrong)


def test_absurd_amounts_are_refused() -> None:
    with pytest.raises(rules.PortionsWrongError):
        rules.accept_issued(Issued(MONTH, "7-10", -1), NORMS)
    with pytest.raises(rules.MassWrongError):
        rules.accept_issued(Issued(MONTH, "7-10", 1, {"milk": Decimal(200_000)}), NORMS)
