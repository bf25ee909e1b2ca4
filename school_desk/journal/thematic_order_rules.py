"""The order of rows in a thematic plan: insert, move, put behind; few positions change."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from school_desk.journal.thematic_model import PlanRow

STEP = 1024
"""Positions are far apart, so that a row between two others writes no other row."""


def inserted(rows: Sequence[PlanRow], place: int, added: PlanRow) -> tuple[PlanRow, ...]:
    """A row put before the one at a place (at the end: behind all); returns the rows that change.

    >>> [row.position for row in inserted([PlanRow(7, position=1024)], 0, PlanRow())]
    [512]
    """
    mates = [row for row in rows if row.term == added.term]
    before = [row for row in rows[:place] if row.term == added.term]
    low = before[-1].position if before else 0
    after = mates[len(before) :]
    high = after[0].position if after else low + 2 * STEP
    if high - low > 1:
        return (replace(added, position=(low + high) // 2),)
    return tuple(spaced((*before, added, *after)))


def spaced(rows: Iterable[PlanRow]) -> Iterator[PlanRow]:
    """Rows in this order with fresh positions, each term counted by itself."""
    counts: dict[int, int] = {}
    for row in rows:
        counts[row.term] = counts.get(row.term, 0) + STEP
        yield replace(row, position=counts[row.term])


def moved(
    rows: Sequence[PlanRow], place: int, step: int, terms: Sequence[int]
) -> tuple[PlanRow, ...]:
    """The rows that change when one goes up (-1) or down (1), at an edge into the next term."""
    row = rows[place]
    other = place + step
    if 0 <= other < len(rows) and rows[other].term == row.term:
        mate = rows[other]
        here = [one.position for one in rows if one.term == row.term]
        if len(set(here)) < len(here):  # two computers have written rows in one place
            order = list(rows)
            order[place], order[other] = mate, row
            return tuple(spaced(one for one in order if one.term == row.term))
        return replace(row, position=mate.position), replace(mate, position=row.position)
    coming = [term for term in terms if (term - row.term) * step > 0]
    if not coming:
        return ()
    term = min(coming) if step > 0 else max(coming)
    there = [one.position for one in rows if one.term == term]
    edge = min(there, default=2 * STEP) - STEP if step > 0 else max(there, default=0) + STEP
    return (replace(row, term=term, position=edge),)


def behind(rows: Sequence[PlanRow], added: Iterable[PlanRow]) -> Iterator[PlanRow]:
    """Rows put behind those of their term."""
    last = {row.term: row.position for row in rows}
    for row in added:
        last[row.term] = last.get(row.term, 0) + STEP
        yield replace(row, position=last[row.term])
