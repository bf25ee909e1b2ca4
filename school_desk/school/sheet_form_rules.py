"""The columns of a list that is read from and written to a spreadsheet, found by their headings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from school_desk.school.names import fold

ROWS_SEARCHED = 20
LONGEST_HEADING = 80
SIGNS = re.compile(r"[^\w\s]|_")
FIRST_LETTER = ord("A")
LETTERS = 26


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the program, its heading, and what else may stand over it.

    Args:
        heading: what the program writes, Kazakh and Russian.
        words: a pattern for headings folded by `fold` (small, қ = к, ә = а, і = и, no signs).
        english: English headings, small.
        day: whether its cells are days.
    """

    name: str
    heading: str
    words: str = ""
    english: tuple[str, ...] = ()
    width: float = 18.0
    day: bool = False

    def fits(self, heading: str) -> bool:
        """Whether this heading, as it stands in a file, means this column.

        >>> Column("phone", "Телефоны / Телефон", "телефон", ("phone",)).fits("Тел. (телефон)")
        True
        """
        if " ".join(heading.split()) == self.heading:
            return True
        seen = SIGNS.sub(" ", heading)
        if " ".join(seen.casefold().split()) in self.english:
            return True
        pattern = _compiled(self.words)
        return bool(pattern and pattern.search(fold(seen)))


@dataclass(frozen=True, slots=True)
class SheetForm:
    """A kind of list: the title of its sheet, its columns, those that a list must have.

    Of each tuple in `needed` one column is enough.
    """

    title: str
    columns: tuple[Column, ...]
    needed: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> Column:
        """The column of this name."""
        return next(one for one in self.columns if one.name == name)

    @property
    def needed_words(self) -> str:
        """The headings that must be there, as a sentence names them."""
        first = (self.column(names[0]).heading for names in self.needed)
        return ", ".join(f"«{heading}»" for heading in first)


@dataclass(frozen=True, slots=True)
class Heads:
    """Where the headings are (row from 1) and which column (from 0) tells what."""

    row: int
    columns: Mapping[str, int]


def find_heads(rows: Sequence[Sequence[object]], form: SheetForm) -> Heads | None:
    """Find the first row that has every heading which the list needs."""
    for number, row in enumerate(rows[:ROWS_SEARCHED], 1):
        found = columns_of(row, form)
        if all(any(name in found for name in names) for names in form.needed):
            return Heads(number, found)
    return None


def columns_of(row: Sequence[object], form: SheetForm) -> dict[str, int]:
    """Tell which columns a row names; of two alike the first counts.

    What is written exactly as the program writes it counts before what only sounds like it.
    """
    found: dict[str, int] = {}
    exact = {column.heading: column.name for column in form.columns}
    texts = [(place, text) for place, text in enumerate(row) if _may_be_heading(text)]
    for place, text in texts:
        name = exact.get(" ".join(str(text).split()))
        if name:
            found.setdefault(name, place)
    taken = set(found.values())
    for place, text in texts:
        if place in taken:
            continue
        fits = (one.name for one in form.columns if one.fits(str(text)))
        name = next(fits, "")
        if name:
            found.setdefault(name, place)
    return found


def column_letters(place: int) -> str:
    """How Excel calls a column (from 0).

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    letters, rest = "", place + 1
    while rest:
        rest, sign = divmod(rest - 1, LETTERS)
        letters = chr(FIRST_LETTER + sign) + letters
    return letters


def _may_be_heading(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_HEADING


@lru_cache(maxsize=256)
def _compiled(words: str) -> re.Pattern[str] | None:
    return re.compile(words) if words else None
