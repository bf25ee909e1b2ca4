"""Sealed keys of compartments as rows: what one computer gave out, for the others to take in."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from school_desk.inclusion.model import KeyBox
from school_desk.storage.compartments import AUTHOR
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork

SCHOOL = ("support", "health")
KEY_TABLES = frozenset(("support_key", "health_key", "own_key"))

_SCHOOLS = (
    "SELECT generation, holder, recipient, box FROM {table} "
    "WHERE alive AND holder = ? AND box NOTNULL ORDER BY generation"
)
_OWN = (
    "SELECT generation, holder, recipient, box FROM own_key AS k "
    "JOIN row_key AS r ON r.row = k.row JOIN part ON part.ord = r.part "
    "WHERE k.alive AND holder = ? AND part.name = ? AND box NOTNULL ORDER BY generation"
)


def load_given_out(db: Connection, holder: int) -> Iterator[KeyBox]:
    """What any computer gave out for an account, as far as it has come; nobody has opened it yet.

    A key of own notes counts in the partition of its account only.
    """
    for compartment in SCHOOL:
        yield from _boxes(
            compartment, db.execute(_SCHOOLS.format(table=f"{compartment}_key"), (holder,))
        )
    yield from _boxes(f"{AUTHOR}/{holder}", db.execute(_OWN, (holder, Partitions.own(holder))))


def is_given_out(db: Connection, one: KeyBox) -> bool:
    """Whether a row brings this generation to this public key already."""
    found = db.execute(
        f"SELECT 1 FROM {_table(one)} WHERE generation = ? AND holder = ? AND recipient = ?",
        (one.generation, one.holder, one.recipient.hex()),
    )
    return found.fetchone() is not None


def save_given_out(work: UnitOfWork, parts: Partitions, boxes: Iterable[KeyBox]) -> None:
    """Give out boxes, each in the partition of what it opens."""
    for one in boxes:
        school = one.compartment in SCHOOL
        work.born(
            _table(one),
            parts.sealed(one.compartment) if school else parts.own(one.holder),
            generation=one.generation,
            holder=one.holder,
            recipient=one.recipient.hex(),
            box=one.box.hex(),
        )


def _boxes(compartment: str, rows: Iterable[tuple[int, int, str, str]]) -> Iterator[KeyBox]:
    for generation, holder, recipient, box in rows:
        with suppress(ValueError):  # not as we write it: it would open nothing
            yield KeyBox(
                compartment, generation, holder, bytes.fromhex(recipient), bytes.fromhex(box)
            )


def _table(one: KeyBox) -> str:
    return f"{one.compartment}_key" if one.compartment in SCHOOL else "own_key"
