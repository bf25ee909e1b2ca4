"""Whole numbers in as few bytes as they need, each with one spelling only."""

from school_desk.sync.errors import BatchRefusedError

GOES_ON = 0x80
MOST_BYTES = 9
"""Nine groups of seven bits: every number below 2^63."""


def varint(number: int) -> bytes:
    r"""A number's only spelling: seven bits a byte, the lowest first, the top bit means "goes on".

    >>> varint(0), varint(300)
    (b'\x00', b'\xac\x02')
    """
    if not 0 <= number < 1 << 7 * MOST_BYTES:
        raise ValueError(number)
    spelled = bytearray()
    while number >= GOES_ON:
        spelled.append(number & 0x7F | GOES_ON)
        number >>= 7
    spelled.append(number)
    return bytes(spelled)


def read_varint(content: bytes, at: int) -> tuple[int, int]:
    r"""The number that begins at a place, and the place after it.

    >>> read_varint(b"\xac\x02", 0)
    (300, 2)

    Raises:
        BatchRefusedError: it ends too early, is too long, or has zeros at its end.
    """
    number = 0
    for place in range(MOST_BYTES):
        if at + place >= len(content):
            raise BatchRefusedError(why="number cut short")
        byte = content[at + place]
        number |= (byte & 0x7F) << 7 * place
        if byte < GOES_ON:
            if place and not byte:
                raise BatchRefusedError(why="number spelled too long")
            return number, at + place + 1
    raise BatchRefusedError(why="number too large")
