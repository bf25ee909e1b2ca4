"""What the kitchen may say of its plates, and what follows for the other numbers of the class."""

from dataclasses import replace
from enum import StrEnum

from school_desk.errors import N_, DeskError
from school_desk.nutrition.headcount_model import Order
from school_desk.nutrition.headcount_rules import (
    NotAcceptedError,
    OrderNotHandedError,
    SettledError,
)
from school_desk.nutrition.plates_model import PlateLine, Plates


class TooManyPlatesError(DeskError):
    """More plates than were cooked; facts: cooked."""

    sentence = N_("{cooked} plates were cooked for this class. There cannot be more.")


class ClassNotOrderedError(DeskError):
    """Plates of a class that the order does not name."""

    sentence = N_("This class is not in the order any more. Nothing was written.")


class WhyMissingError(DeskError):
    """A difference without a word on it."""

    sentence = N_("Write why the kitchen counted another number.")


class Cell(StrEnum):
    """Which number of a class is typed."""

    EATEN = "eaten"
    SECONDS = "seconds"
    WRITTEN_OFF = "written_off"


def typed(line: PlateLine, cell: Cell, number: int) -> Plates:
    """All three numbers of a class after one was typed, or raise.

    They come to what was cooked. What is not eaten is written off until seconds are typed; seconds
    and written off take from each other, and from the eaten only what they lack.
    """
    if not 0 <= number <= line.cooked:
        raise TooManyPlatesError(cooked=line.cooked)
    before = line.shown
    if cell is Cell.EATEN:
        seconds = min(before.seconds, line.cooked - number)
        return _plates(before, number, seconds, line.cooked - number - seconds)
    left = max(0, line.cooked - before.eaten - number)
    eaten = line.cooked - number - left
    if cell is Cell.SECONDS:
        return _plates(before, eaten, number, left)
    return _plates(before, eaten, left, number)


def accept_plates(order: Order) -> None:
    """The kitchen counts between acceptance and reconciliation, or raise."""
    if not order.accepted:
        raise NotAcceptedError if order.handed else OrderNotHandedError
    if order.settled:
        raise SettledError


def accept_why(plates: Plates, why: str, numbers: tuple[int, int]) -> Plates:
    """What the officer says of a difference between the kitchen's and the own number, or raise."""
    if not why.strip():
        raise WhyMissingError
    of_kitchen, of_office = numbers
    return replace(plates, why=why.strip(), of_kitchen=of_kitchen, of_office=of_office)


def is_as_ordered(line: PlateLine, plates: Plates) -> bool:
    """Whether nothing has to be kept: everything was eaten, as ordered."""
    return line.plates is None and plates.eaten == line.cooked


def _plates(before: Plates, eaten: int, seconds: int, written_off: int) -> Plates:
    return replace(before, eaten=eaten, seconds=seconds, written_off=written_off)
