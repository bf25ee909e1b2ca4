"""The rule of merging: which values of a cell stand, which is shown, when people must decide."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """A value of a cell that nobody who had seen it has replaced.

    Args:
        device: who wrote it (8 bytes).
        seq: its number in that device's stream of the partition.
        hlc: the hybrid clock, only to choose what is shown.
        val: the value, in its travelling form.
        ctx: what its author had seen of other devices: device -> last sequence number.
    """

    device: bytes
    seq: int
    hlc: int
    val: object
    ctx: Mapping[bytes, int]

    def saw(self, other: "Head") -> bool:
        """Whether this value's author had seen the other value (one's own is always seen)."""
        if self.device == other.device:
            return other.seq < self.seq
        return other.seq <= self.ctx.get(other.device, 0)


def install(heads: Iterable[Head], new: Head) -> tuple[Head, ...]:
    """The heads of a cell after a value arrives: what its author had seen is superseded."""
    return (*(head for head in heads if not new.saw(head)), new)


def shown(heads: Iterable[Head]) -> Head:
    """The head to display: the latest by the clock, then by device, the same on every PC."""
    return max(heads, key=lambda head: (head.hlc, head.device))


def differ(heads: Iterable[Head]) -> bool:
    """Whether several different values stand, so that a person must decide."""
    return len({repr(head.val) for head in heads}) > 1


def deleted(existence: Iterable[Head], others: Iterable[Head]) -> bool:
    """Whether a row is gone: someone deleted it having seen every value that stands in it.

    Deleting against an edit the other had not seen never deletes silently: the row stays
    displayed until a person decides.
    """
    ends = [head for head in existence if head.val == 0]
    if not ends or any(head.val == 1 for head in existence):
        return False
    return all(any(end.saw(other) for end in ends) for other in others)
