"""Lines that were set aside: what they are, and applying them once this version can.

Their place in the stream was kept, so nothing came after them out of turn. A cell of theirs may
have got other values meanwhile: it is set from the whole log, by the closed form of merging.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from school_desk.storage.arrivals import Arrivals, Line
from school_desk.storage.changelog import Dot, context_text
from school_desk.storage.clock import moment_of
from school_desk.storage.engine import Connection
from school_desk.storage.entry import Entry, unspelled
from school_desk.storage.heads import Head, shown
from school_desk.storage.incoming import Why
from school_desk.storage.merge import Works
from school_desk.storage.registry import Field
from school_desk.storage.rows import Place
from school_desk.storage.settling import Settling
from school_desk.storage.unit_of_work import Storage
from school_desk.storage.values import travelling


@dataclass(frozen=True, slots=True)
class SetAside:
    """A line that stands in no row here, and why."""

    entry: Entry
    why: Why

    @property
    def at(self) -> datetime:
        """When it was written, by the clock of its computer."""
        return moment_of(self.entry.hlc)


def set_aside(storage: Storage) -> tuple[SetAside, ...]:
    """All lines that stand in no row: what is of a newer version, and what no row can hold."""
    rows = storage.db.execute("SELECT entry, why FROM set_aside ORDER BY part, dev, seq").fetchall()
    return tuple(SetAside(unspelled(text), Why(why)) for text, why in rows)


def replay(storage: Storage) -> int:
    """Apply what was set aside by an older version and can stand now; returns how many lines."""
    if not storage.db.execute("SELECT 1 FROM set_aside LIMIT 1").fetchone():
        return 0
    with storage.database.lock:
        try:
            with storage.database.transaction(guarded=False) as db:
                return _Replay(storage, db).run()
        except BaseException:
            storage.forget_caches()
            raise


class _Replay:
    """One call of replay."""

    def __init__(self, storage: Storage, db: Connection) -> None:
        self._storage = storage
        self._log = storage.log
        self._db = db

    def run(self) -> int:
        """Log what can stand now, then set its cells from the log."""
        lines = self._lines()
        works = Works(self._storage, self._db)
        numbers = [works.number(line) for line in lines]
        works.write()
        Settling(self._storage, self._db).log(lines, numbers)
        self._db.executemany(
            "DELETE FROM set_aside WHERE part = ? AND dev = ? AND seq = ?",
            [(line.part, line.dev, line.entry.seq) for line in lines],
        )
        cells = {(line.row, line.kind.field.id): line for line in lines}
        for line in cells.values():
            self._rebuild(Place(line.part, line.kind.table), line.row, line.kind.field)
        for line in {line.row: line for line in lines if not line.kind.table.packed}.values():
            place = Place(line.part, line.kind.table)
            self._storage.cells.exist(self._db, place, line.row)
        return len(lines)

    def _lines(self) -> list[Line]:
        arrivals = Arrivals(self._storage, self._db, ())
        rows = self._db.execute("SELECT part, dev, entry FROM set_aside").fetchall()
        entries = [(part, dev, unspelled(text)) for part, dev, text in rows]
        entries.sort(key=lambda found: (found[2].hlc, found[2].device, found[2].seq))
        found: list[Line] = []
        for part, dev, entry in entries:
            placed = arrivals.placed(part, entry)
            if not isinstance(placed, Why):
                kind, row = placed
                found.append(Line(part, dev, row, kind, entry, context_text(entry.ctx)))
        return found

    def _rebuild(self, place: Place, row: int, field: Field) -> None:
        """A value is a head if no change of this cell had seen it."""
        every = tuple(self._changes(place, row, field))
        heads = [one for one in every if not any(other.saw(one) for other in every)]
        self._storage.cells.settle(self._db, place, row, field, heads)
        self._tell_what_each_replaced(place, every)
        main = self._reached(place, self._log.displayed(self._db, place, row, field))
        beside = {self._dot(one) for one in every} - main
        self._db.executemany(
            "INSERT OR IGNORE INTO gave_way VALUES (?, ?, ?, ?)",
            [(row, field.id, dot.dev, dot.seq) for dot in sorted(beside, key=_by_place)],
        )

    def _changes(self, place: Place, row: int, field: Field) -> Iterator[Head]:
        """All changes of a cell: a walk through the partition's log; only a replay affords it."""
        rows = self._db.execute(
            "SELECT dev, seq, val, ctx, hlc FROM change_log JOIN work USING(work) "
            "WHERE part = ? AND row = ? AND field = ?",
            (place.part, row, field.id),
        ).fetchall()
        for dev, seq, val, ctx, hlc in rows:
            sent = travelling(self._db, self._storage.keys, field, val)
            context = self._log.context(self._db, ctx)
            yield Head(self._log.identity(self._db, dev), seq, hlc, sent, context)

    def _tell_what_each_replaced(self, place: Place, every: Sequence[Head]) -> None:
        """What its author saw displayed in the cell: the road of its history."""
        for one in every:
            seen = [other for other in every if one.saw(other)]
            before = self._dot(shown(seen)) if seen else None
            dot = self._dot(one)
            if before and dot.dev != self._log.own:  # what was written here says it truly
                self._db.execute(
                    "UPDATE change_log SET prev_dev = ?, prev_seq = ? "
                    "WHERE part = ? AND dev = ? AND seq = ? AND prev_dev IS NULL",
                    (before.dev, before.seq, place.part, dot.dev, dot.seq),
                )

    def _reached(self, place: Place, dot: Dot | None) -> set[Dot]:
        found: set[Dot] = set()
        while dot is not None and dot not in found:
            found.add(dot)
            row = self._db.execute(
                "SELECT prev_dev, prev_seq FROM change_log WHERE part = ? AND dev = ? AND seq = ?",
                (place.part, dot.dev, dot.seq),
            ).fetchone()
            dot = Dot(*row) if row and row[0] is not None else None
        return found

    def _dot(self, head: Head) -> Dot:
        return Dot(self._log.device(self._db, head.device), head.seq)


def _by_place(dot: Dot) -> tuple[int, int]:
    return dot.dev, dot.seq
