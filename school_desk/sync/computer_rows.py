"""The rows of the computers of a school: who they are, who works there, who was withdrawn."""

from dataclasses import dataclass
from datetime import date

from school_desk.storage.engine import Connection


@dataclass(frozen=True, slots=True)
class ComputerRow:
    """A computer as the school knows it.

    Args:
        people: the numbers of the accounts that work there, as they travel.
        withdrawn: since when nothing goes to it and nothing is taken from it.
    """

    row: int
    device: bytes
    name: str
    parts: tuple[str, ...]
    people: frozenset[int]
    since: date | None
    withdrawn: date | None


def computer_rows(db: Connection) -> tuple[ComputerRow, ...]:
    """All computers that were ever admitted, by name."""
    rows = db.execute(
        "SELECT row, device, name, parts, people, since, withdrawn FROM computer "
        "WHERE alive ORDER BY name, device"
    ).fetchall()
    return tuple(_computer(*row) for row in rows)


def computer_row(db: Connection, device: bytes) -> ComputerRow | None:
    """A computer by its id; None: nobody admitted it."""
    return next((one for one in computer_rows(db) if one.device == device), None)


def spelled_people(numbers: frozenset[int]) -> str:
    """Accounts as the row holds them."""
    return " ".join(f"{one:016x}" for one in sorted(numbers))


def partitions_here(db: Connection) -> tuple[str, ...]:
    """The names of all partitions in the file."""
    return tuple(str(name) for (name,) in db.execute("SELECT name FROM part ORDER BY name"))


def _computer(row: int, device: str, *facts: str | None) -> ComputerRow:
    name, parts, people, since, withdrawn = (one or "" for one in facts)
    numbers = frozenset(int(one, 16) for one in people.split())
    days = _day(since), _day(withdrawn)
    return ComputerRow(row, bytes.fromhex(device), name, tuple(parts.split()), numbers, *days)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
