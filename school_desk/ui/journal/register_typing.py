"""What digits become while they are typed: which wait for more, and which are ready to be put."""

from dataclasses import dataclass

ONE_OR_TEN = 10
MOST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Typed:
    """What waits in the cell, and the texts that are ready, in the order they were typed."""

    waiting: str = ""
    ready: tuple[str, ...] = ()


def type_digit(waiting: str, digit: int, *, top: int, collects: bool) -> Typed:
    """Add one digit to what waits.

    In a work every digit waits for the next; in a lesson only a 1 does, for it may become 10.

    >>> type_digit("", 1, top=10, collects=False)
    Typed(waiting='1', ready=())
    >>> type_digit("1", 0, top=10, collects=False).ready
    ('10',)
    >>> type_digit("1", 5, top=10, collects=False).ready
    ('1', '5')
    >>> type_digit("1", 8, top=20, collects=True)
    Typed(waiting='18', ready=())
    """
    text = str(digit)
    if collects and top >= ONE_OR_TEN:
        return Typed(waiting=(waiting + text)[:MOST_DIGITS])
    if waiting and digit == 0:
        return Typed(ready=(waiting + text,))
    ready = (waiting,) if waiting else ()
    if digit == 1 and top >= ONE_OR_TEN:
        return Typed(waiting=text, ready=ready)
    return Typed(ready=(*ready, text))
