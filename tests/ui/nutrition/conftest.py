"""The head at the demo school, whose kitchen has the cards of the program."""

from collections.abc import Iterator

import pytest

from school_desk.nutrition.product_shipped import sample_cards
from tests.ui.seat import HEAD, Seat


@pytest.fixture
def head_seat(seat: Seat) -> Iterator[Seat]:
    with seat.taken_by(HEAD) as taken:
        yield taken


@pytest.fixture
def kitchen(head_seat: Seat) -> Seat:
    """The head, with cards No. 2 (a draft) and No. 3 (in use) in the file."""
    cards = head_seat.desk.cards
    for sample in sample_cards()[1:3]:
        row = cards.add(sample.number, sample.head)
        for one in sample.ingredients:
            cards.put_line(row, one)
    cards.approve(row)
    return head_seat
