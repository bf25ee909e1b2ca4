from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.documents.ink import Block, Ink, Words, text_row
from school_desk.documents.leaves import Leaf, PerSheet, build_leaves
from school_desk.documents.page import Face
from school_desk.documents.voices import voices_of
from tests.documents.pages import PRINTED
from tests.documents.reading import needs_pdftotext, pages_of, words_of

FACE = Face("Парақ", voices_of("kk"), PRINTED)


def _leaf(rows: int, name: str = "жол") -> Leaf:
    body = tuple(_row(f"{name}{n}") for n in range(rows))
    return Leaf((_row("басы"),), body, (_row("соңы"),))


def _row(text: str) -> Block:
    return text_row((Words((text,), Ink(10)),), (400.0,))


def _built(leaves: list[Leaf], per_sheet: PerSheet = 3) -> bytes:
    out = BytesIO()
    assert build_leaves(leaves, FACE, per_sheet, out) == pages_of(out.getvalue())
    return out.getvalue()


@pytest.mark.parametrize(
    ("rows", "sheets"),
    [([1] * 3, 1), ([1] * 4, 2), ([1, 20, 1], 2), ([40, 1, 1], 2), ([100], 2), ([20, 20, 20], 2)],
)
def test_leaves_come_by_three_by_two_or_alone(rows: list[int], sheets: int) -> None:
    assert pages_of(_built([_leaf(count) for count in rows])) == sheets


def test_one_to_a_sheet_stays_one() -> None:
    assert pages_of(_built([_leaf(1)] * 5, per_sheet=1)) == 5


@needs_pdftotext
def test_long_leaf_repeats_its_head_and_ends_once() -> None:
    words = words_of(_built([_leaf(130)]))

    assert words.count("басы") == 3
    assert words.count("соңы") == 1


@needs_pdftotext
@given(st.lists(st.integers(0, 90), min_size=1, max_size=6))
def test_no_line_of_any_leaf_is_lost(rows: list[int]) -> None:
    names = [chr(ord("а") + place) for place in range(len(rows))]
    leaves = [_leaf(count, name) for count, name in zip(rows, names, strict=True)]

    found = words_of(_built(leaves)).split()

    lines = [f"{name}{n}" for name, count in zip(names, rows, strict=True) for n in range(count)]
    assert [word for word in found if word in set(lines)] == lines
