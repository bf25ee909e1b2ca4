"""How masses and nutrients are reckoned: exact, rounded half up once, when they are shown.

Rules 1 to 11 of our sheet on meals (section 11). The coefficients are from knowledge, to check.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from school_desk.errors import N_, DeskError
from school_desk.nutrition.nutrient_model import Composition, Nutrients, Retention
from school_desk.school.texts import as_quote

HUNDRED = 100
ENERGY_PLACES, NUTRIENT_PLACES, MASS_PLACES = 1, 2, 3
PER_GRAM = {"protein": 4, "fat": 9, "carbohydrate": 4}
"""Kilocalories of a gram (Atwater's round factors)."""

APART = Fraction(12, 100)
"""From how far apart table energy and 4/9/4 are worth a look."""

MOST_ENERGY = 900
_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,4})?")


class NumberWrongError(DeskError):
    """Something that is not a number, or one below zero; facts: `text`."""

    sentence = N_("«{text}» is not a number from 0 up, such as 12,5. Nothing was written.")


class CompositionWrongError(DeskError):
    """More in 100 g than 100 g can hold; facts: `name`."""

    sentence = N_(
        "100 g of «{name}» cannot hold that much: at most 900 kcal, and protein, fat and "
        "carbohydrate together at most 100 g. Nothing was written."
    )


def typed_number(text: str) -> Decimal:
    """A number as people type it, with a comma or a point, or raise NumberWrongError.

    >>> typed_number(" 12,50 ")
    Decimal('12.50')
    """
    found = "".join(text.split())
    if not _NUMBER.fullmatch(found):
        raise NumberWrongError(text=as_quote(text))
    return Decimal(found.replace(",", "."))


def number_text(value: Decimal) -> str:
    """A number as it is kept: one spelling of each.

    >>> number_text(Decimal("12.50")), number_text(Decimal("100"))
    ('12.5', '100')
    """
    return f"{value.normalize():f}"


def rounded(value: Fraction, places: int) -> Decimal:
    """The exact value rounded half up; for what is not negative.

    >>> rounded(Fraction("10.285"), 2), rounded(Fraction("89.05"), 1)
    (Decimal('10.29'), Decimal('89.1'))
    """
    whole = int(value * 10**places + Fraction(1, 2))
    return Decimal(whole).scaleb(-places)


def net_of(gross: Fraction, loss: Decimal) -> Fraction:
    """What is left of a gross mass after a cold loss in percent."""
    return gross * (HUNDRED - Fraction(loss)) / HUNDRED


def gross_of(net: Fraction, loss: Decimal) -> Fraction:
    """How much to take so that so much is left; a loss is below 100 percent."""
    return net * HUNDRED / (HUNDRED - Fraction(loss))


def loss_of(gross: Fraction, net: Fraction) -> Decimal:
    """The cold loss in percent between a gross and a net mass, to a hundredth."""
    return rounded((gross - net) * HUNDRED / gross, 2)


def nutrients_of(net: Fraction, composition: Composition) -> Nutrients:
    """What a net mass in grams holds; energy is that of the table, not 4/9/4."""
    return composition.nutrients.times(net / HUNDRED)


def together(parts: Iterable[Nutrients]) -> Nutrients:
    """The sum of what stands on a plate, in a meal, in a day."""
    return sum(parts, start=Nutrients())


def per_100(portion: Nutrients, yield_g: Decimal) -> Nutrients:
    """What 100 g of the ready dish hold; the yield is weighed, never reckoned."""
    return portion.times(HUNDRED / Fraction(yield_g))


def portion_factor(group_yield: Decimal, card_yield: Decimal) -> Fraction:
    """By what a card is multiplied for an age group that gets a portion of another size."""
    return Fraction(group_yield) / Fraction(card_yield)


def after_cooking(raw: Nutrients, kept: Retention | None) -> Nutrients:
    """What stays after cooking; None: the school does not reckon with it."""
    if kept is None:
        return raw
    return Nutrients(
        raw.energy * Fraction(kept.energy),
        raw.protein * Fraction(kept.protein),
        raw.fat * Fraction(kept.fat),
        raw.carbohydrate * Fraction(kept.carbohydrate),
    )


def by_parts(one: Nutrients) -> Fraction:
    """The energy by 4/9/4, in kcal: to check the table with."""
    return (
        one.protein * PER_GRAM["protein"]
        + one.fat * PER_GRAM["fat"]
        + one.carbohydrate * PER_GRAM["carbohydrate"]
    )


def is_apart(one: Nutrients) -> bool:
    """Whether the table's energy and 4/9/4 differ by more than 12 percent of the former."""
    return abs(by_parts(one) - one.energy) > one.energy * APART


def ratio(one: Nutrients) -> tuple[Fraction, Fraction] | None:
    """Fat and carbohydrate to one gram of protein; None without protein. Wanted: about 1 and 4."""
    if not one.protein:
        return None
    return one.fat / one.protein, one.carbohydrate / one.protein


def energy_shares(one: Nutrients) -> tuple[Fraction, Fraction, Fraction] | None:
    """Percent of the 4/9/4 energy that comes from protein, fat and carbohydrate."""
    whole = by_parts(one)
    if not whole:
        return None
    parts = (
        one.protein * PER_GRAM["protein"],
        one.fat * PER_GRAM["fat"],
        one.carbohydrate * PER_GRAM["carbohydrate"],
    )
    protein, fat, carbohydrate = (part * HUNDRED / whole for part in parts)
    return protein, fat, carbohydrate


def percent_of(fact: Fraction, target: Decimal) -> Fraction:
    """How much of a target was reached, in percent."""
    return fact * HUNDRED / Fraction(target)


def accept_composition(name: str, found: Composition) -> Composition:
    """The composition as it is kept, or raise CompositionWrongError."""
    parts = found.protein + found.fat + found.carbohydrate
    if found.energy > MOST_ENERGY or parts > HUNDRED:
        raise CompositionWrongError(name=name)
    return found
