"""Undo and redo: a unit of work taken back (or done again) by another one, read from the log."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from school_desk.intents import Scope, Seen
from school_desk.storage.canonical import Value
from school_desk.storage.changelog import Dot
from school_desk.storage.engine import Connection
from school_desk.storage.errors import (
    NothingToRedoError,
    NothingToUndoError,
    UndoMovedError,
)
from school_desk.storage.registry import ALIVE, ALIVE_FIELD, BIRTH
from school_desk.storage.rows import Place, unpack
from school_desk.storage.unit_of_work import ORIGINS, Storage, UnitOfWork

Permit = Callable[[str, Scope], None]
"""Raises a DeskError where a person may not do what a label says in a place."""

LOOK_BACK = 1000


@dataclass(frozen=True, slots=True)
class Step:
    """A unit of work as undo sees it."""

    work: int
    label: str
    origin: str
    of: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One logged change of a unit of work."""

    part: int
    dot: Dot
    row: int
    field: int
    val: Value
    prev: Dot | None


class History:
    """One person's own steps on this computer, kept across restarts because it is the log."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def undoable(self, actor: int) -> Step | None:
        """The last step of a person that stands."""
        undone: dict[int, bool] = {}
        for step in self._steps(actor):
            if step.of is None:
                if not undone.get(step.work, False):
                    return step
            else:
                undone.setdefault(step.of, step.origin == "undo")
        return None

    def redoable(self, actor: int) -> Step | None:
        """The last step that a person has taken back and not followed by another."""
        again: set[int] = set()
        for step in self._steps(actor):
            if step.of is None:
                return None
            if step.of in again:
                continue
            if step.origin == "undo":
                return self._step(step.of)
            again.add(step.of)
        return None

    def undo(self, actor: int, seen: Seen, permit: Permit) -> Step:
        """Take the last step back, or raise and change nothing."""
        step = self.undoable(actor)
        if step is None:
            raise NothingToUndoError
        lines = self._lines(step.work)
        self._permit(step, lines, permit)
        with self._begin(step, "undo", actor, seen) as work:
            for line in reversed(lines):
                self._take_back(work, line)
        return step

    def redo(self, actor: int, seen: Seen, permit: Permit) -> Step:
        """Do the last step that was taken back again, or raise and change nothing."""
        step = self.redoable(actor)
        if step is None:
            raise NothingToRedoError
        lines = self._lines(step.work)
        self._permit(step, lines, permit)
        with self._begin(step, "redo", actor, seen) as work:
            for line in lines:
                self._do_again(work, line)
        return step

    def _begin(self, step: Step, origin: str, actor: int, seen: Seen):  # type: ignore[no-untyped-def]  # noqa: ANN202, E501  the context manager of Storage.begin
        return self._storage.begin(
            step.label, actor=actor, context=seen, origin=origin, of=step.work
        )

    def _steps(self, actor: int) -> Iterator[Step]:
        """This person's steps on this computer, newest first."""
        rows = self._storage.db.execute(
            "SELECT work, text, origin, of FROM work JOIN label ON label.ord = work.label "
            "WHERE actor = ? AND chain IS NOT NULL ORDER BY work DESC LIMIT ?",
            (actor, LOOK_BACK),
        ).fetchall()
        for work, label, origin, of in rows:
            yield Step(work, label, ORIGINS[origin or 0], of)

    def _step(self, work: int) -> Step:
        label, origin, of = self._storage.db.execute(
            "SELECT text, origin, of FROM work JOIN label ON label.ord = work.label WHERE work = ?",
            (work,),
        ).fetchone()
        return Step(work, label, ORIGINS[origin or 0], of)

    def _lines(self, work: int) -> list[Line]:
        """The changes of a unit of work; its streams are sorted by work, so it is found by halves."""
        db, own = self._storage.db, self._storage.log.own
        found: list[Line] = []
        for part, last in db.execute("SELECT part, seq FROM vv WHERE dev = ?", (own,)).fetchall():
            first = self._first(db, part, own, int(last), work)
            rows = db.execute(
                "SELECT seq, row, field, val, prev_dev, prev_seq, work FROM change_log "
                "WHERE part = ? AND dev = ? AND seq >= ? ORDER BY seq",
                (part, own, first),
            )
            for seq, row, field, val, prev_dev, prev_seq, line_work in rows:
                if line_work != work:
                    break
                prev = Dot(prev_dev, prev_seq) if prev_dev else None
                found.append(Line(part, Dot(own, seq), row, field, val, prev))
        return found

    @staticmethod
    def _first(db: Connection, part: int, dev: int, last: int, work: int) -> int:
        """The first line of a stream whose unit of work is not before this one."""
        low, high = 1, last + 1
        while low < high:
            middle = (low + high) // 2
            found = db.execute(
                "SELECT work FROM change_log WHERE part = ? AND dev = ? AND seq = ?",
                (part, dev, middle),
            ).fetchone()
            low, high = (middle + 1, high) if found[0] < work else (low, middle)
        return low

    def _permit(self, step: Step, lines: list[Line], permit: Permit) -> None:
        """What typed by hand would be refused is refused to undo as well."""
        db, keys = self._storage.db, self._storage.keys
        for line in lines:
            table = keys.place(db, line.row).table
            tag, parent, pupil = unpack(line.row)
            where = (parent, pupil) if tag else (line.row, None)
            permit(step.label, table.scope(db, *where) if table.scope else Scope())
            if table.guard:
                table.guard(db, *where)

    def _take_back(self, work: UnitOfWork, line: Line) -> None:
        storage = self._storage
        place = storage.keys.place(work.db, line.row)
        table, field = place.table, storage.registry.field(place.table, line.field)
        if table.kept and field.name == BIRTH:
            return
        self._unmoved(work, place, line)
        if line.prev is not None:
            work.write(line.row, field, self._value(work.db, line.part, line.prev))
        elif line.field == ALIVE:
            work.revive(line.row)
        elif not table.packed and not table.kept and self._begun_by(work.db, place, line):
            self._end(work, line.row)
        else:
            work.write(line.row, field, None)

    def _do_again(self, work: UnitOfWork, line: Line) -> None:
        place = self._storage.keys.place(work.db, line.row)
        field = self._storage.registry.field(place.table, line.field)
        if place.table.packed is None and line.field != ALIVE and self._gone(work.db, line.row):
            work.revive(line.row)
        before = self._log_value(work.db, line)
        if before != line.val:
            work.write(line.row, field, line.val)

    def _unmoved(self, work: UnitOfWork, place: Place, line: Line) -> None:
        """The cell's only head must be the change being undone, or what a redo made of it."""
        storage = self._storage
        field = storage.registry.field(place.table, line.field)
        heads = storage.log.heads(work.db, place, line.row, field)
        dot = storage.log.displayed(work.db, place, line.row, field)
        if len(heads) != 1 or dot is None:
            raise UndoMovedError
        head, of = self._work_of(work.db, line.part, dot)
        mine = self._work_of(work.db, line.part, line.dot)[0]
        if mine not in (head, of):
            raise UndoMovedError

    def _log_value(self, db: Connection, line: Line) -> Value:
        """What the cell's displayed head says, in its local form."""
        storage = self._storage
        place = storage.keys.place(db, line.row)
        field = storage.registry.field(place.table, line.field)
        dot = storage.log.displayed(db, place, line.row, field)
        return self._value(db, line.part, dot) if dot else None

    @staticmethod
    def _work_of(db: Connection, part: int, dot: Dot) -> tuple[int, int | None]:
        """The unit of work of a change, and the one it undoes or does again."""
        found = db.execute(
            "SELECT work, of FROM change_log JOIN work USING(work) "
            "WHERE part = ? AND dev = ? AND seq = ?",
            (part, dot.dev, dot.seq),
        ).fetchone()
        return int(found[0]), found[1]

    @staticmethod
    def _value(db: Connection, part: int, dot: Dot) -> Value:
        found = db.execute(
            "SELECT val FROM change_log WHERE part = ? AND dev = ? AND seq = ?",
            (part, dot.dev, dot.seq),
        ).fetchone()
        return found[0]  # type: ignore[no-any-return]

    def _begun_by(self, db: Connection, place: Place, line: Line) -> bool:
        """Whether the row itself came into being with this change's unit of work."""
        mine = self._work_of(db, line.part, line.dot)[0]
        for field in place.table.fields:
            dot = self._storage.log.displayed(db, place, line.row, field)
            while dot is not None:
                root, dot = dot, self._before(db, line.part, dot)
                if dot is None and self._work_of(db, line.part, root)[0] != mine:
                    return False
        return True

    @staticmethod
    def _before(db: Connection, part: int, dot: Dot) -> Dot | None:
        found = db.execute(
            "SELECT prev_dev, prev_seq FROM change_log WHERE part = ? AND dev = ? AND seq = ?",
            (part, dot.dev, dot.seq),
        ).fetchone()
        return Dot(found[0], found[1]) if found and found[0] else None

    def _end(self, work: UnitOfWork, row: int) -> None:
        if not self._gone(work.db, row):
            work.write(row, ALIVE_FIELD, 0)

    def _gone(self, db: Connection, row: int) -> bool:
        table = self._storage.keys.place(db, row).table
        found = db.execute(f"SELECT alive FROM {table.name} WHERE row = ?", (row,)).fetchone()
        return bool(found) and not found[0]
