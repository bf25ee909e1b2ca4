"""The rows of the computers of a school: who they are, who works there, who was withdrawn."""

from dataclasses import dataclass
from datetime import date

from school_desk.storage.engine import Connection


@dataclass(frozen=True, slots=True)
class ComputerRow:
    """A computer as the school knows it.

    Args:
        key: its public key; empty: only its name has come so far.
        parts: the beginnings of the partitions that it may hold.
        people: the numbers of the accounts that work there, as they travel.
        until: the last day of its admission; None: no end.
        withdrawn: since when nothing goes to it and nothing is taken from it.
    """

    row: int
    device: bytes
    name: str
    key: bytes
    parts: tuple[str, ...]
    people: frozenset[int]
    since: date | None
    until: date | None
    withdrawn: date | None


def computer_rows(db: Connection) -> tuple[ComputerRow, ...]:
    """All computers that were ever admitted, by name."""
    rows = db.execute(
        "SELECT row, device, name, public, parts, people, since, until, withdrawn FROM computer "
        "WHERE alive ORDER BY name, device, row"
    ).fetchall()
    return tuple(_computer(*row) for row in rows)


def computer_row(db: Connection, device: bytes) -> ComputerRow | None:
    """A computer by its id; None: nobody admitted it."""
    return next((one for one in computer_rows(db) if one.device == device), None)


def other_computers(db: Connection, own: bytes) -> tuple[ComputerRow, ...]:
    """All admitted computers but this one, by name; those that were withdrawn among them."""
    return tuple(one for one in computer_rows(db) if one.device != own)


def was_admitted(db: Connection, device: bytes) -> bool:
    """Whether a computer has ever had a row here, be it taken away since."""
    told = "SELECT 1 FROM computer WHERE device = ? LIMIT 1"
    return db.execute(told, (device.hex(),)).fetchone() is not None


def spelled_people(numbers: frozenset[int]) -> str:
    """Accounts as the row holds them."""
    return " ".join(f"{one:016x}" for one in sorted(numbers))


def partitions_here(db: Connection) -> tuple[str, ...]:
    """The names of all partitions in the file."""
    return tuple(str(name) for (name,) in db.execute("SELECT name FROM part ORDER BY name"))


def _computer(row: int, device: str, *facts: str | None) -> ComputerRow:
    name, key, parts, people, *days = (one or "" for one in facts)
    numbers = frozenset(int(one, 16) for one in people.split())
    said = name, bytes.fromhex(key), tuple(parts.split()), numbers
    return ComputerRow(row, bytes.fromhex(device), *said, *map(_day, days))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
