"""A copied block of a spreadsheet as lines of cells, those of several lines within a cell too."""

import re
from dataclasses import dataclass

from school_desk.errors import N_, DeskError

MOST_SIGNS = 500_000
CELL = re.compile(r'"((?:[^"]|"")*\n(?:[^"]|"")*)"(?=\t|\n|\Z)|([^\t\n]*)')


@dataclass(frozen=True, slots=True)
class CopiedSheet:
    """A copied block, to be read as the sheet of a file."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    cut: bool = False

    def merged_value(self, _row: int, _column: int, /) -> object:
        """Copied cells have lost what was merged."""
        return None


class PasteTooLongError(DeskError):
    """A text that is no plan."""

    sentence = N_("The copied text is too long to be a plan. Nothing was written.")


def block_of(text: str) -> list[list[str]]:
    r"""The cells of a copied text. Excel puts a cell with several lines in quotes.

    >>> block_of('Бөлшек\t"6.1.2.1\n6.1.2.2"\r\nКүш\t2\r\n')
    [['Бөлшек', '6.1.2.1\n6.1.2.2'], ['Күш', '2']]
    """
    if len(text) > MOST_SIGNS:
        raise PasteTooLongError
    whole = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    lines: list[list[str]] = [[]]
    place = 0
    while place <= len(whole):
        found = CELL.match(whole, place)
        if found is None:
            break
        cell = found[2] if found[1] is None else found[1].replace('""', '"')
        lines[-1].append(cell.strip())
        place = found.end() + 1
        if found.end() < len(whole) and whole[found.end()] == "\n":
            lines.append([])
    return lines
