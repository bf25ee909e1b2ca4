"""What a set of log entries means, said as shortly as possible and without the program's merge."""

from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Cell:
    """What stands in one cell: the dots of its heads, the one shown, its value, open or not."""

    heads: frozenset
    shown: tuple
    val: object
    conflict: bool


def dot(entry):
    return entry.device, entry.seq


def saw(entry, other):
    """What this device wrote before is always seen; of others, what the form had loaded."""
    if entry.device == other.device:
        return other.seq < entry.seq
    return other.seq <= entry.ctx.get(other.device, 0)


def heads(entries):
    """A change is a head if no change of the same cell had seen it."""
    return [one for one in entries if not any(saw(other, one) for other in entries)]


def cell_of(entry):
    return entry.part, entry.table, entry.key, entry.field


def by_cell(entries):
    ordered = sorted(set_of(entries).values(), key=lambda entry: (cell_of(entry), dot(entry)))
    return {cell: list(group) for cell, group in groupby(ordered, key=cell_of)}


def set_of(entries):
    """Entries by partition, device and number: order and repetition mean nothing."""
    return {(entry.part, *dot(entry)): entry for entry in entries}


def cells(entries, latest=()):
    """Every cell of the log; of fields in `latest` (table, field) the latest value is chosen."""
    found = {}
    for cell, changes in by_cell(entries).items():
        standing = heads(changes)
        first = max(standing, key=lambda entry: (entry.hlc, entry.device))
        asked = cell[1:4:2] not in latest
        conflict = asked and len({entry.val for entry in standing}) > 1
        found[cell] = Cell(frozenset(map(dot, standing)), dot(first), first.val, conflict)
    return found


def existence(entries):
    """Rows that someone has deleted or revived: (gone?, must a person decide?).

    A row is gone when all who spoke of its existence last ended it, and every value that stands
    in it was seen by one of those who ended it.
    """
    standing = {cell: heads(changes) for cell, changes in by_cell(entries).items()}
    found = {}
    for (part, table, key, field), spoken in standing.items():
        if field == 0:
            values = [
                entry
                for (_, *row, other), entries_ in standing.items()
                if row == [table, key] and other != 0
                for entry in entries_
            ]
            ends = [entry for entry in spoken if entry.val == 0]
            gone = len(ends) == len(spoken) and all(
                any(saw(end, value) for end in ends) for value in values
            )
            found[part, table, key] = gone, bool(ends) and not gone
    return found
