"""Dishes as people type them into a menu: numbers of cards or names, several at once."""

import re
from collections.abc import Iterable, Sequence

from school_desk.nutrition.card_model import TechCard
from school_desk.nutrition.menu_rules import MOST_DISHES, DishManyError, DishUnknownError
from school_desk.nutrition.menu_rules import TooManyDishesError as TooManyError
from school_desk.school.names import fold
from school_desk.school.texts import as_quote

SHOWN = 4
_NUMBERS = re.compile(r"(№?\s*[0-9]+[\s,;]*)+")
_CUT = re.compile(r"[;\n]")
KAZAKH_ROW = str.maketrans('"әіңғ,.үұқ', "1234567890")
"""What the number row of the Kazakh layout types, by the digits that stand on its keys."""
_ROW = re.compile(r'["әіңғ,.үұқ\s;]+')


def typed_dishes(text: str, cards: Sequence[TechCard]) -> tuple[int, ...]:
    """The dishes that a text names, each once, or raise.

    Numbers stand apart by spaces, commas or semicolons; names by semicolons. A name may be begun.
    """
    digits = as_digits(text)
    if _NUMBERS.fullmatch(digits):
        parts = re.findall(r"[0-9]+", digits)
    else:
        parts = [one.strip() for one in _CUT.split(text) if one.strip()]
    found = tuple(dict.fromkeys(dish_named(one, cards) for one in parts))
    if len(found) > MOST_DISHES:
        raise TooManyError(top=MOST_DISHES)
    return found


def as_digits(text: str) -> str:
    """What was meant with the number row while the Kazakh layout was on.

    >>> as_digits("ә і ."), as_digits("2, 3"), as_digits("Қызылша")
    ('2 3 7', '2, 3', 'Қызылша')
    """
    plain = text.strip()
    return plain.translate(KAZAKH_ROW) if _ROW.fullmatch(plain) else plain


def dish_named(text: str, cards: Sequence[TechCard]) -> int:
    """The dish of a number or a name, or raise DishUnknownError, DishManyError."""
    number = as_digits(text).removeprefix("№").strip()
    if number.isdecimal():
        same = [one for one in cards if str(one.number) == number]
    else:
        wanted = fold(text)
        same = _whole(wanted, cards) or [one for one in cards if _holds(one, wanted)]
    if not same:
        raise DishUnknownError(text=as_quote(text))
    if len({one.dish for one in same}) > 1:
        names = ", ".join(f"№ {one.number} {one.head.name}" for one in same[:SHOWN])
        raise DishManyError(text=as_quote(text), names=names)
    return same[0].dish


def dish_numbers(dishes: Iterable[int], cards: Sequence[TechCard]) -> str:
    """Dishes as they are typed: the numbers of their cards."""
    numbers = {one.dish: one.number for one in cards}
    return " ".join(str(numbers[one]) for one in dishes if one in numbers)


def _whole(wanted: str, cards: Iterable[TechCard]) -> list[TechCard]:
    return [one for one in cards if wanted in {fold(name) for name in one.head.names.values()}]


def _holds(one: TechCard, wanted: str) -> bool:
    return bool(wanted) and any(wanted in fold(name) for name in one.head.names.values())
