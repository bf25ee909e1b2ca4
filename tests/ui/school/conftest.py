"""The head at the demo school, and lists of pupils as real spreadsheets."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.ui.seat import HEAD, Seat

HEADINGS = ("Сынып", "Тегі", "Аты", "Әкесінің аты", "Туған күні")
Book = Callable[..., Path]


@pytest.fixture
def head_seat(seat: Seat) -> Iterator[Seat]:
    with seat.taken_by(HEAD) as taken:
        yield taken


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Write rows under the usual headings."""

    def write(*rows: Sequence[object], name: str = "тізім.xlsx") -> Path:
        made = Workbook()
        sheet = made.worksheets[0]
        sheet.title = "Тізім"
        for row in (HEADINGS, *rows):
            sheet.append(row)
        made.save(tmp_path / name)
        return tmp_path / name

    return write
