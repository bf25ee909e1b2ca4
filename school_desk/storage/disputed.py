"""The cells in which several values stand until a person decides, for those who show them."""

from dataclasses import dataclass

from school_desk.storage.rows import unpack
from school_desk.storage.unit_of_work import Storage


@dataclass(frozen=True, slots=True)
class DisputedCell:
    """A cell in which several values stand: `parent` is the row itself where it has no pupil."""

    row: int
    field: int
    table: str
    parent: int
    pupil: int | None


def disputed_cells(storage: Storage) -> tuple[DisputedCell, ...]:
    """All of them, the oldest first; a cell is never there twice."""
    found = storage.db.execute("SELECT row, field FROM conflict ORDER BY opened, row, field")
    return tuple(cell_at(storage, row, field) for row, field in found.fetchall())


def cell_at(storage: Storage, row: int, field: int) -> DisputedCell:
    """Whose cell a row is, disputed or not."""
    tag, parent, pupil = unpack(row)
    table = storage.keys.place(storage.db, row).table.name
    return DisputedCell(row, field, table, *((parent, pupil) if tag else (row, None)))
