"""What a value is made of, told from the value alone: a reader needs no list of tables for it.

Old programs read batches with tables they do not know; so nothing here asks the registry.
"""

import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from school_desk.storage.canonical import Value

NONE, NUMBER, NEGATIVE, KEY, TEXT, DAY, BYTES, LIST = range(8)
SMALLEST_KEY = 1 << 31
LARGEST = 1 << 63
MOST_LIST = 64
DAY_LENGTH = 10

LIST_TEXT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Element = tuple[int, Value]
"""A sort and a value."""


def elements(value: Value) -> Sequence[Element]:
    """The one element of a plain value, or those of a list in a text."""
    if type(value) is str and value[:1] == "[":
        found = _list(value)
        if found is not None:
            return found
    return (plain(value),)


def is_list(value: Value) -> bool:
    """Whether a value is a list in a text, as a group of columns travels."""
    return type(value) is str and value[:1] == "[" and _list(value) is not None


def plain(value: Value) -> Element:
    """A value that is no list."""
    if value is None:
        return NONE, None
    if type(value) is int:
        if value < 0:
            return NEGATIVE, value
        return (KEY if value >= SMALLEST_KEY else NUMBER), value
    if type(value) is str:
        return (DAY if _is_day(value) else TEXT), value
    return BYTES, value


def listed(values: Sequence[Value]) -> str:
    """The text of a list.

    >>> listed([1, None, "а"])
    '[1,null,"а"]'
    """
    return LIST_TEXT(list(values))


@lru_cache(8)  # asked several times for each entry
def _list(text: str) -> list[Element] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not 1 <= len(found) <= MOST_LIST or not all(map(_fits, found)) or listed(found) != text:
        return None
    return [plain(value) for value in found]


def _fits(value: object) -> bool:
    if type(value) is int:
        return -LARGEST <= value < LARGEST
    return value is None or type(value) is str


def _is_day(text: str) -> bool:
    if len(text) != DAY_LENGTH or text[4] != "-":
        return False
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
