"""Rows put between others or moved: their order is what was asked for, and nothing else moves."""

from hypothesis import given
from hypothesis import strategies as st

from school_desk.journal.thematic_model import PlanRow
from school_desk.journal.thematic_order_rules import behind, inserted, moved, spaced

PLANS = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 4)), min_size=1, max_size=8).map(
    lambda drawn: sorted(
        (PlanRow(id=n, term=term, position=at) for n, (term, at) in enumerate(drawn, 1)),
        key=lambda row: (row.term, row.position, row.id),
    )
)


def after(rows, changed):
    """The ids in order, as the file would give them."""
    now = {row.id: row for row in rows} | {row.id: row for row in changed}
    ordered = sorted(now.values(), key=lambda row: (row.term, row.position, row.id))
    return [row.id for row in ordered]


@given(PLANS, st.data())
def test_a_row_stands_where_it_was_inserted(rows, data):
    place = data.draw(st.integers(0, len(rows) - 1))
    new = PlanRow(id=99, term=rows[place].term)

    changed = inserted(rows, place, new)

    ids = [row.id for row in rows]
    assert after(rows, changed) == [*ids[:place], 99, *ids[place:]]


@given(PLANS, st.data(), st.sampled_from([-1, 1]))
def test_a_row_changes_places_with_its_neighbour_or_enters_the_next_term(rows, data, step):
    place = data.draw(st.integers(0, len(rows) - 1))

    changed = moved(rows, place, step, (1, 2, 3))

    row, ids = rows[place], [row.id for row in rows]
    other = place + step
    if 0 <= other < len(rows) and rows[other].term == row.term:
        ids[place], ids[other] = ids[other], ids[place]
    assert after(rows, changed) == ids


@given(PLANS)
def test_rows_with_fresh_positions_keep_their_order(rows):
    assert after([], spaced(rows)) == [row.id for row in rows]


@given(PLANS, st.integers(1, 3))
def test_rows_put_behind_come_last_in_their_term(rows, term):
    new = list(behind(rows, [PlanRow(id=98, term=term), PlanRow(id=99, term=term)]))

    here = [row.id for row in rows if row.term <= term]
    assert after(rows, new)[: len(here) + 2] == [*here, 98, 99]
