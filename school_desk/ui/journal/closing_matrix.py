"""The pages of a term in one square: classes down, subjects across, a sign where each stands."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from school_desk.formats import class_words
from school_desk.i18n import _, current
from school_desk.journal.closing_model import STATE_WORDS, PageClosing, PageState
from school_desk.school.names import sort_key
from school_desk.ui.journal.closing_words import DOT, SIGNS, gaps_words, page_words
from school_desk.ui.journal.summary_cells import Grid, GridCell, GridHead, GridRow, Tone

TONES: Mapping[PageState, Tone] = {
    PageState.GAPS: "warn",
    PageState.REOPENED: "warn",
    PageState.READY: "text",
    PageState.OPEN: "muted",
    PageState.CLOSED: "muted",
}
_WIDE, _HIGH, _NAMES = 28, 26, 100
_Row = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class Square:
    """The grid, and which page stands in a cell; both ways."""

    grid: Grid
    pages: Mapping[tuple[int, int], PageClosing]

    def cell_of(self, group: int, subject: int) -> tuple[int, int] | None:
        """The row and the column of a page."""
        here = group, subject
        found = (at for at, one in self.pages.items() if (one.group, one.subject) == here)
        return next(found, None)


def square_of(pages: Sequence[PageClosing]) -> Square:
    """Classes by year and letter, subjects by the alphabet of the window's language.

    Two groups of one class in one subject stand on two lines.
    """
    names = {one.subject: one.subject_names[current()] for one in pages}
    subjects = sorted(names, key=lambda subject: sort_key(names[subject]))
    placed = _placed(pages)
    rows = sorted({row for row, _subject in placed}, key=lambda row: (*_order(row), row[2]))
    found = {
        (rows.index(row), subjects.index(subject)): one for (row, subject), one in placed.items()
    }
    heads = tuple(GridHead(names[subject], _WIDE) for subject in subjects)
    lines = tuple(
        GridRow(class_words(row[1]), tuple(_cell(found.get((n, m))) for m in range(len(heads))))
        for n, row in enumerate(rows)
    )
    grid = Grid(_("Class"), heads, lines, upright=True, row_height=_HIGH, names_width=_NAMES)
    return Square(grid, found)


def _placed(pages: Sequence[PageClosing]) -> dict[tuple[_Row, int], PageClosing]:
    """Each page by its line and its subject."""
    seen: Counter[tuple[int, str, int]] = Counter()
    placed = {}
    for one in pages:
        key = one.year_level, one.class_label, one.subject
        placed[(one.year_level, one.class_label, seen[key]), one.subject] = one
        seen[key] += 1
    return placed


def _order(row: _Row) -> tuple[int, tuple[int, ...]]:
    return row[0], sort_key(row[1])


def _cell(one: PageClosing | None) -> GridCell:
    if one is None:
        return GridCell("")
    lacking = one.state is PageState.GAPS
    text = str(sum(gap.n for gap in one.gaps)) if lacking else SIGNS[one.state]
    told = f"{page_words(one)}: {_(STATE_WORDS[one.state])}"
    if one.gaps:
        told = f"{told} {DOT} {gaps_words(one.gaps)}"
    strong = one.state in (PageState.READY, PageState.GAPS, PageState.REOPENED)
    return GridCell(text, told=told, tone=TONES[one.state], strong=strong)
