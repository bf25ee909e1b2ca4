"""A binary range coder in whole numbers: likely decisions cost little, and bytes come out alike.

Every decision is said with a chance of 65,536 that it is "yes". Encoder and decoder have the same
methods and give the same answers, so that one description of a batch (`grammar.py`) does for both.
"""

from typing import Protocol

from school_desk.sync.errors import BatchRefusedError

FRAME = 32
WHOLE = 1 << 30
"""The range at the start: no number that is often reckoned with is larger, which Python likes."""
FLOOR = 1 << 22
LOW = (1 << FRAME - 8) - 1
FULL = (1 << FRAME) - 1
FINE, COARSE = 16, 12
"""Bits of a chance as it is kept, and as it divides the range."""

Model = list[int]
"""Decisions in one place of the format: chance of "yes" times 256, plus how often it was asked."""

UNKNOWN = (1 << 15) << 8
SURE = 127
"""After so many decisions a chance moves by the same share each time."""
RATE = tuple((2 << 16) // (2 * n + 3) for n in range(SURE + 1))
NEXT = tuple(min(n + 1, SURE) for n in range(SURE + 1))
MOST_BITS = 64


class Coder(Protocol):
    """What encoder and decoder have in common; the decoder does not look at what is told."""

    def bit(self, model: Model, node: int, told: int) -> int:
        """One decision by the chance at `model[node]`, which learns from it."""

    def tree(self, model: Model, bits: int, told: int) -> int:
        """A number below 2^bits, from the top bit down; the bits before choose the chance."""

    def number(self, model: Model, told: int) -> int:
        """A number from 0: how many bits it has, the three under the top, the rest as they are."""

    def direct(self, bits: int, told: int) -> int:
        """A number below 2^bits (at most 8) of which nothing is known."""

    def uniform(self, count: int, told: int) -> int:
        """A number below `count` (at most 2^8), all alike."""


NUMBER_NODES = MOST_BITS + 1 + (MOST_BITS + 1) * 8


class Encoder:
    """Writes decisions."""

    def __init__(self) -> None:
        self._low = 0
        self._range = WHOLE
        self._out = bytearray()

    def bit(self, model: Model, node: int, told: int) -> int:
        """Say a decision."""
        state = model[node]
        chance, rate = state >> 8, RATE[state & 255]
        bound = (self._range >> COARSE) * (chance >> FINE - COARSE)
        if told:
            self._range = bound
            chance += (65536 - chance) * rate >> 16
        else:
            self._low += bound
            self._range -= bound
            chance -= chance * rate >> 16
        model[node] = chance << 8 | NEXT[state & 255]
        if self._range < FLOOR:
            self._shift()
        return told

    def tree(self, model: Model, bits: int, told: int) -> int:
        """Say a small number."""
        node = 1
        for place in range(bits - 1, -1, -1):
            node = node << 1 | self.bit(model, node, told >> place & 1)
        return told

    def number(self, model: Model, told: int) -> int:
        """Say a number."""
        bit = self.bit
        size = (told + 1).bit_length() - 1
        for length in range(size):
            bit(model, length, 1)
        bit(model, size, 0)
        node, base = 1, MOST_BITS + 1 + (size << 3)
        rest = size - 3 if size > 3 else 0  # noqa: PLR2004  three bits by their chances
        for place in range(size - 1, rest - 1, -1):
            node = node << 1 | bit(model, base + node, told + 1 >> place & 1)
        self._rest(rest, told + 1)
        return told

    def direct(self, bits: int, told: int) -> int:
        """Say so many bits as they are."""
        self._range >>= bits
        self._low += self._range * told
        if self._range < FLOOR:
            self._shift()
        return told

    def uniform(self, count: int, told: int) -> int:
        """Say one of so many."""
        self._range //= count
        self._low += self._range * told
        if self._range < FLOOR:
            self._shift()
        return told

    def end(self) -> bytes:
        """Everything said so far, and of the last number only the bytes before its noughts."""
        settled = len(self._out)
        for zeros in range(FRAME, -1, -8):
            value = (self._low + (1 << zeros) - 1) >> zeros << zeros
            if value < self._low + self._range:
                self._low, self._range = value, 1
                break
        for _ in range(FRAME // 8):
            self._shift()
        rest = bytes(self._out[settled:]).rstrip(b"\0")
        return bytes(self._out[:settled]) + rest

    def _rest(self, bits: int, told: int) -> None:
        for place in range(bits, 0, -8):
            taken = min(place, 8)
            self.direct(taken, told >> place - taken & (1 << taken) - 1)

    def _shift(self) -> None:
        low, out = self._low, self._out
        if low > FULL:
            low &= FULL
            place = len(out) - 1
            while out[place] == 0xFF:  # noqa: PLR2004  nine and one is ten
                out[place] = 0
                place -= 1
            out[place] += 1
        out.append(low >> FRAME - 8)
        self._low = (low & LOW) << 8
        self._range <<= 8


class Decoder:
    """Reads decisions."""

    def __init__(self, body: bytes) -> None:
        self._body = body + bytes(FRAME // 8)
        self._at = FRAME // 8
        self._code = int.from_bytes(self._body[: self._at], "big")
        self._range = WHOLE
        if self._code >= WHOLE:
            raise BatchRefusedError(why="out of range")

    def bit(self, model: Model, node: int, told: int = 0) -> int:  # noqa: ARG002
        """Read a decision."""
        state = model[node]
        chance, rate = state >> 8, RATE[state & 255]
        bound = (self._range >> COARSE) * (chance >> FINE - COARSE)
        if self._code < bound:
            self._range = bound
            chance += (65536 - chance) * rate >> 16
            found = 1
        else:
            self._code -= bound
            self._range -= bound
            chance -= chance * rate >> 16
            found = 0
        model[node] = chance << 8 | NEXT[state & 255]
        if self._range < FLOOR:
            self._shift()
        return found

    def tree(self, model: Model, bits: int, told: int = 0) -> int:  # noqa: ARG002
        """Read a small number."""
        node = 1
        for _ in range(bits):
            node = node << 1 | self.bit(model, node)
        return node - (1 << bits)

    def number(self, model: Model, told: int = 0) -> int:  # noqa: ARG002
        """Read a number."""
        bit, size = self.bit, 0
        while bit(model, size):
            size += 1
            if size == MOST_BITS:
                raise BatchRefusedError(why="number too large")
        node, base = 1, MOST_BITS + 1 + (size << 3)
        rest = size - 3 if size > 3 else 0  # noqa: PLR2004  three bits by their chances
        for _ in range(size - rest):
            node = node << 1 | bit(model, base + node)
        for place in range(rest, 0, -8):
            taken = min(place, 8)
            node = node << taken | self.direct(taken)
        return node - 1

    def direct(self, bits: int, told: int = 0) -> int:  # noqa: ARG002
        """Read so many bits as they are."""
        self._range >>= bits
        found = self._code // self._range
        if found >> bits:
            raise BatchRefusedError(why="out of range")
        self._code -= found * self._range
        if self._range < FLOOR:
            self._shift()
        return found

    def uniform(self, count: int, told: int = 0) -> int:  # noqa: ARG002
        """Read one of so many."""
        self._range //= count
        found = self._code // self._range
        if found >= count:
            raise BatchRefusedError(why="out of range")
        self._code -= found * self._range
        if self._range < FLOOR:
            self._shift()
        return found

    def _shift(self) -> None:
        if self._at == len(self._body):
            raise BatchRefusedError(why="cut short")
        self._code = self._code << 8 | self._body[self._at]
        self._at += 1
        self._range <<= 8
