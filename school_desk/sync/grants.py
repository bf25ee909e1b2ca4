"""Which partitions a computer may hold: what is not granted never leaves for it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from school_desk.storage.unit_of_work import Storage
from school_desk.sync.computer_rows import (
    computer_row,
    other_computers,
    partitions_here,
    was_admitted,
)

EVERYTHING = ("",)
_ALL = ("admin/", "ref", "ref/", "school/", "attend/")
GRANTS = {
    "office": (*_ALL, "class/", "person/", "benefit/", "meals/", "kinder/", "support/", "health/"),
    "teacher": (*_ALL, "class/"),
    "canteen": (*_ALL, "meals/"),
    "support": (*_ALL, "class/", "support/"),
    "health": (*_ALL, "health/", "kinder/", "meals/"),
}
"""What computers are for, and the beginnings of the partitions that they receive.

The office carries what is sealed from one to the other and reads nothing of it.
"""


@dataclass(frozen=True)
class Parts(Collection[str]):
    """The partitions of some beginnings (`class/`, `school/…`), of those that are in the file."""

    named: tuple[str, ...]
    granted: tuple[tuple[str, ...], ...]

    def __contains__(self, part: object) -> bool:
        return isinstance(part, str) and all(
            any(fits(part, one) for one in grant) for grant in self.granted
        )

    def __iter__(self) -> Iterator[str]:
        return (part for part in self.named if part in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def fits(part: str, grant: str) -> bool:
    """Whether a grant covers a partition: all, one by name, or those of a beginning.

    >>> fits("class/01", "class/"), fits("class/012", "class/01"), fits("x/1", "")
    (True, False, True)
    """
    return not grant or part == grant or part.startswith(f"{grant.rstrip('/')}/")


def shared(storage: Storage, peer: bytes) -> Parts:
    """What this computer and another one may both hold; nothing with one whose time is over."""
    own = _granted(storage, storage.device.id)
    granted = (EVERYTHING if own is None else own, _granted(storage, peer) or ())
    return Parts(partitions_here(storage.db), granted)


def others_admitted(storage: Storage) -> bool:
    """Whether another computer than this one is admitted at all."""
    return bool(other_computers(storage.db, storage.device.id))


def offered(storage: Storage, peer: bytes) -> Parts:
    """What may be exchanged with a computer whose key was told from hand to hand.

    A new computer knows of no grants yet: the other side gives what it may have. One whose line
    was taken away is not new.
    """
    found = shared(storage, peer)
    if was_admitted(storage.db, peer):
        return found
    return Parts(found.named, (found.granted[0], EVERYTHING))


def _granted(storage: Storage, device: bytes) -> tuple[str, ...] | None:
    """The grants of a computer today; None: nobody admitted it."""
    one = computer_row(storage.db, device)
    if one is None:
        return None
    over = one.until is not None and one.until < storage.now().date()
    return () if over or one.withdrawn else one.parts
