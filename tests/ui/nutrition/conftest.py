"""The head of the school at the window."""

from collections.abc import Iterator

import pytest

from tests.ui.seat import HEAD, Seat


@pytest.fixture
def head_seat(seat: Seat) -> Iterator[Seat]:
    with seat.taken_by(HEAD) as taken:
        yield taken
