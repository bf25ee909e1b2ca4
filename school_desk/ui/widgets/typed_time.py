"""Dates and times as people type them, with or without dots, under any keyboard layout."""

import re
from datetime import date, time

KAZAKH_ROW = str.maketrans('"әіңғүұқӘІҢҒҮҰҚ', "123458902345890")
"""The number row of the Kazakh layout without its 6 and 7, which type what divides a date."""

KAZAKH_SIX_SEVEN = str.maketrans(",.", "67")

DIGITS = re.compile(r"\d+")
DAY = (2, 2, 4)
TIME = (2, 2)
CENTURY = 2000
SHORT_YEAR = 100


def parse_day(text: str) -> date | None:
    """Read a day: 5.9.2026, 05/09/26, 05092026.

    >>> parse_day("5.9.2026") == parse_day("05092026") == parse_day("05 09 26")
    True
    >>> parse_day("31.02.2026"), parse_day("")
    (None, None)
    """
    parts = _parts(text, DAY)
    if len(parts) != len(DAY):
        return None
    day, month, year = parts
    try:
        return date(year + CENTURY if year < SHORT_YEAR else year, month, day)
    except ValueError:
        return None


def parse_time(text: str) -> time | None:
    """Read a time: 8:30, 08.30, 0830, 830.

    >>> parse_time("8:30") == parse_time("0830") == parse_time("830")
    True
    >>> parse_time("25:00"), parse_time("")
    (None, None)
    """
    parts = _parts(text.zfill(4) if text.isdecimal() else text, TIME)
    if len(parts) != len(TIME):
        return None
    try:
        return time(parts[0], parts[1])
    except ValueError:
        return None


def _parts(text: str, widths: tuple[int, ...]) -> list[int]:
    """Numbers between whatever divides them; digits alone are cut by the usual widths."""
    found: list[str] = DIGITS.findall(text.translate(KAZAKH_ROW))
    if len(found) == 1 and len(found[0]) == sum(widths):
        ends = [sum(widths[: n + 1]) for n in range(len(widths))]
        return [int(found[0][end - width : end]) for width, end in zip(widths, ends, strict=True)]
    return [int(each) for each in found]
