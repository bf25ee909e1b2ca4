"""What cannot be a mark, typed and pasted in the real window: nothing written, all of it said."""

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import press, types
from tests.ui.seat import Seat, words


@pytest.fixture
def page(teacher_seat: Seat) -> Seat:
    """The lesson of this hour, at its second pupil."""
    teacher_seat.opens_lesson()
    teacher_seat.stands_on(2)
    return teacher_seat


@pytest.mark.parametrize(
    "typed", ["0", "ы", "z", "?", "😀", "\u0301", "½", "٣", "-", "+", "=", "/"]
)
def test_what_means_nothing_is_refused_and_changes_nothing(
    page: Seat, qtbot: QtBot, typed: str
) -> None:
    before = page.kept()

    with qtbot.captureExceptions() as bugs:
        types(typed)
        press("Return")

    assert bugs == []
    assert page.said
    assert page.kept().rows == before.rows


def test_a_letter_that_means_nothing_is_named_in_the_sentence(page: Seat) -> None:
    types("ы")

    assert "ы" in page.said


BLOCKS = {
    "one bad cell": "9\n8\n11\n7",
    "a word": "9\nтоғыз\n8",
    "a formula": "=1+1\n9",
    "a negative number": "-5",
    "a share": "8,5\n9",
    "a very long number": "9" * 5000,
    "a sign for null": "9\x00\n8",
    "more lines than pupils": "\n".join(["9"] * 500),
    "more columns than the page": "\t".join(["9"] * 500),
    "a table of web": "<table><tr><td>9</td></tr></table>",
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
def test_a_block_with_a_bad_cell_is_not_pasted_at_all(page: Seat, qtbot: QtBot, block: str) -> None:
    before = page.kept()
    QGuiApplication.clipboard().setText(block)

    with qtbot.captureExceptions() as bugs:
        press("Ctrl+V")

    assert bugs == []
    assert page.said
    assert page.kept().rows == before.rows


def test_every_bad_cell_of_a_block_is_named(page: Seat) -> None:
    QGuiApplication.clipboard().setText("11\n9\nы\n12")

    press("Ctrl+V")

    assert page.register.pasted.isVisible()
    assert "3" in page.said
    told = " ".join(words(page.register.pasted))
    assert all(bad in told for bad in ("11", "ы", "12"))


def test_after_a_refused_block_typing_goes_on(page: Seat) -> None:
    QGuiApplication.clipboard().setText("9\n11")

    press("Ctrl+V", "Escape")
    page.stands_on(2)
    types("7")

    assert page.points(2) == 7
