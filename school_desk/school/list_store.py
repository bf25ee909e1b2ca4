"""Rows of lists as values."""

from datetime import date

from school_desk.school.list_model import ListEntry
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def load_entries(db: Connection) -> tuple[ListEntry, ...]:
    """Every line of every list."""
    rows = db.execute(
        "SELECT kind, pupil, title, place, starts, ends, outcome, note, order_number, order_date, "
        "row FROM list_entry WHERE alive ORDER BY row"
    )
    return tuple(
        ListEntry(
            kind or "",
            pupil,
            title or "",
            place or "",
            _day(starts),
            _day(ends),
            outcome or "",
            note or "",
            number or "",
            _day(order_day),
            row,
        )
        for kind, pupil, title, place, starts, ends, outcome, note, number, order_day, row in rows
    )


def save_entry(work: UnitOfWork, parts: Partitions, entry: ListEntry) -> int:
    """A line of a list, new or as it is from now on."""
    facts: dict[str, int | str | None] = {
        "kind": entry.kind,
        "pupil": entry.pupil,
        "title": entry.title,
        "place": entry.place or None,
        "starts": _text(entry.starts),
        "ends": _text(entry.ends),
        "outcome": entry.outcome or None,
        "note": entry.note or None,
        "order_number": entry.order_number or None,
        "order_date": _text(entry.order_day),
    }
    if not entry.id:
        return work.new("list_entry", parts.person, **facts)
    work.put("list_entry", entry.id, **facts)
    return entry.id


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
