"""Texts, byte by byte: each by the bytes before it, six of them or else three.

A Kazakh letter is two bytes. The tables have a fixed size, so no text costs more memory than
another; two runs of bytes that meet in a place share it, which costs bytes and never truth.
"""

from functools import cache
from zlib import crc32

from school_desk.sync.models import sample
from school_desk.sync.range_coder import RATE, UNKNOWN, Coder, Encoder, Model

LONG, SHORT = 6, 3
TABLE = 1 << 16
SPREAD = 40503
"""A bit's place: checksum of the bytes before, plus so much for each bit of the byte so far."""


class Texts:
    """What the texts of a batch have taught so far."""

    def __init__(self, preset: int) -> None:
        long, short = primed(preset)
        self._long, self._short = long.copy(), short.copy()

    def code(self, coder: Coder, length: int, told: bytes) -> bytes:
        """Say or read a text of so many bytes."""
        done = bytearray()
        for place in range(length):
            far, near = crc32(done[-LONG:]), crc32(done[-SHORT:])
            done.append(self._byte(coder, far, near, told[place] if told else 0))
        return bytes(done)

    def _byte(self, coder: Coder, far: int, near: int, told: int) -> int:
        long, short, node = self._long, self._short, 1
        for shift in range(7, -1, -1):
            at = far + node * SPREAD & TABLE - 1
            by = near + node * SPREAD & TABLE - 1
            if long[at] & 255:
                bit = coder.bit(long, at, told >> shift & 1)
            else:
                bit = coder.bit(short, by, told >> shift & 1)
                long[at] = learnt(short[by], bit)
            node = node << 1 | bit
        return node & 255


def learnt(state: int, bit: int) -> int:
    """A place met for the first time begins near what the shorter run of bytes says."""
    chance = state >> 8
    chance += (65536 - chance) * RATE[1] >> 16 if bit else -(chance * RATE[1] >> 16)
    return chance << 8 | 1


@cache
def primed(preset: int) -> tuple[Model, Model]:
    """The tables after the preset's sample has been read."""
    begun = Texts.__new__(Texts)
    begun._long, begun._short = [UNKNOWN] * TABLE, [UNKNOWN] * TABLE  # noqa: SLF001  our own
    for line in sample(preset).splitlines():
        begun.code(Encoder(), len(line), line)
    return begun._long, begun._short  # noqa: SLF001
