"""Vitamins and minerals: read, kept as one text, summed as far as they are known."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from school_desk.errors import N_, DeskError
from school_desk.nutrition.extra_model import EXTRA_WORDS, Extra, Extras, Known
from school_desk.nutrition.nutrient_rules import HUNDRED, number_text

EXTRA_PLACES = 2
MOST = Decimal(10_000)
"""More than this no food has in 100 g, in the units of the words: a slip of the finger."""


class ExtraWrongError(DeskError):
    """More of a vitamin than any food has; facts: `name`, `text`."""

    sentence = N_("«{name}»: {text} in 100 g is not possible, at most {top}. Nothing was written.")


def accept_extras(extras: Extras) -> Extras:
    """What is known, in the usual order, or raise ExtraWrongError."""
    for one, amount in extras.items():
        if not 0 <= amount <= MOST:
            text = number_text(amount).replace(".", ",")
            raise ExtraWrongError(name=EXTRA_WORDS[one], text=text, top=int(MOST))
    return {one: extras[one] for one in Extra if one in extras}


def extras_text(extras: Extras) -> str:
    """As they are kept in one text.

    >>> extras_text({Extra.C: Decimal("20.0"), Extra.B1: Decimal("0.12")})
    'b1=0.12 c=20'
    """
    return " ".join(f"{one}={number_text(extras[one])}" for one in Extra if one in extras)


def read_extras(text: str) -> Extras:
    """The same again; what a newer program knows besides is left out.

    >>> read_extras("b1=0.12 zn=3")
    {<Extra.B1: 'b1'>: Decimal('0.12')}
    """
    pairs = (one.partition("=") for one in text.split())
    return {Extra(code): Decimal(amount) for code, _sign, amount in pairs if code in set(Extra)}


def sum_of(parts: Iterable[tuple[Fraction, Extras]]) -> Mapping[Extra, Known]:
    """What net masses in grams hold together; one that nobody knows of is not told at all."""
    all_of = tuple(parts)
    found: dict[Extra, Known] = {}
    for one in Extra:
        known = [(net, extras[one]) for net, extras in all_of if one in extras]
        if known:
            amount = sum((net * Fraction(per) / HUNDRED for net, per in known), start=Fraction())
            found[one] = Known(amount, len(known), len(all_of))
    return found
