"""Undo and redo: a unit of work taken back (or done again) by another one, read from the log."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from school_desk.intents import Scope, Seen
from school_desk.storage.canonical import Value
from school_desk.storage.changelog import Dot
from school_desk.storage.engine import Connection
from school_desk.storage.errors import (
    ForgottenError,
    NothingToRedoError,
    NothingToUndoError,
    UndoMovedError,
)
from school_desk.storage.forgotten import is_forgotten
from school_desk.storage.registry import ALIVE, ALIVE_FIELD, BIRTH, Field
from school_desk.storage.rows import Place, unpack
from school_desk.storage.standing import UNDO, past, root, standing
from school_desk.storage.unit_of_work import LOOK, ORIGINS, Storage

Permit = Callable[[str, Scope], None]
"""Raises a DeskError where a person may not do what a label says in a place."""

LOOK_BACK = 50_000
"""How many units of work, of anybody, are looked through for a person's last steps."""

AT_ONCE = 20
MANY = 10
"""So many rows or pupils of one table are a bulk: a pasted column, a list, a closed page."""
DEMO = "demo"


@dataclass(frozen=True, slots=True)
class Step:
    """A unit of work as undo sees it."""

    work: int
    label: str
    origin: str
    of: int | None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What undo or redo is about to do: which step, and how many rows of each table it touches.

    `many`: whether it is more than one sees at a glance; then a person is asked first. Of marks and
    signs the pupils count: all points of one pupil are no bulk.
    """

    step: Step
    rows: Mapping[str, int]
    many: bool


@dataclass(frozen=True, slots=True)
class CellStep:
    """What a unit of work did to one cell: the head before, its own last change, its value."""

    part: int
    row: int
    field: int
    prev: Dot | None
    dot: Dot
    val: Value


Plan = dict[tuple[int, Field], Value]
"""What is to be written, by row and field, in order."""


STREAMS_WITH = (
    "SELECT vv.part, vv.seq FROM vv CROSS JOIN change_log AS c "
    "ON c.part = vv.part AND c.dev = vv.dev AND c.seq = vv.seq WHERE vv.dev = ? AND c.work >= ?"
)
"""Streams that go on to a unit of work: after ten years there are hundreds that ended before it."""


class History:
    """One person's own steps on this computer, kept across restarts because it is the log."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def undoable(self, actor: int) -> Step | None:
        """The last step of a person that stands and left something to take back.

        What the demo wrote in somebody's name is nobody's step.
        """
        undone: dict[int, bool] = {}
        for step in self._steps(actor):
            if step.origin == DEMO:
                return None
            if step.of is not None:
                undone.setdefault(step.of, step.origin == "undo")
            elif not undone.get(step.work, False) and self._cells(step.work):
                return step
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

    def foresee_undo(self, actor: int, permit: Permit) -> Foreseen:
        """What undo would do, or raise where it would be refused; writes nothing."""
        step = self.undoable(actor)
        if step is None:
            raise NothingToUndoError
        return self._foresee(step, "undo", permit)

    def foresee_redo(self, actor: int, permit: Permit) -> Foreseen:
        """What redo would do, or raise where it would be refused; writes nothing."""
        step = self.redoable(actor)
        if step is None:
            raise NothingToRedoError
        return self._foresee(step, "redo", permit)

    def _foresee(self, step: Step, origin: str, permit: Permit) -> Foreseen:
        cells = self._cells(step.work)
        self._permit(step, cells, permit)
        db, keys = self._storage.db, self._storage.keys
        planner = _Planner(self._storage, db, step.work)
        planner.plan(origin, cells)
        named = {cell.row: keys.place(db, cell.row).table for cell in cells}
        whom = {(table.id, unpack(row)[2] if table.packed else row) for row, table in named.items()}
        many = max(Counter(table for table, _whom in whom).values(), default=0) >= MANY
        return Foreseen(step, Counter(table.name for table in named.values()), many)

    def undo(self, actor: int, seen: Seen, permit: Permit) -> Step:
        """Take the last step back, or raise and change nothing."""
        step = self.undoable(actor)
        if step is None:
            raise NothingToUndoError
        self._write(step, "undo", actor, seen, permit)
        return step

    def redo(self, actor: int, seen: Seen, permit: Permit) -> Step:
        """Do the last step that was taken back again, or raise and change nothing."""
        step = self.redoable(actor)
        if step is None:
            raise NothingToRedoError
        self._write(step, "redo", actor, seen, permit)
        return step

    def _write(self, step: Step, origin: str, actor: int, seen: Seen, permit: Permit) -> None:
        cells = self._cells(step.work)
        self._permit(step, cells, permit)
        with self._storage.begin(
            step.label, actor=actor, context=seen, origin=origin, of=step.work
        ) as work:
            planner = _Planner(self._storage, work.db, step.work)
            plan = planner.plan(origin, cells)
            for (row, field), val in plan.items():
                work.write(row, field, val)

    def _steps(self, actor: int) -> Iterator[Step]:
        """This person's steps on this computer, newest first; a look is none."""
        db = self._storage.db
        below = int(db.execute("SELECT coalesce(max(work), 0) + 1 FROM work").fetchone()[0])
        floor = below - LOOK_BACK
        while rows := db.execute(
            "SELECT work, text, origin, of FROM work JOIN label ON label.ord = work.label "
            "WHERE actor = ? AND chain IS NOT NULL AND work < ? AND work > ? "
            "ORDER BY work DESC LIMIT ?",
            (actor, below, floor, AT_ONCE),
        ).fetchall():
            for work, label, origin, of in rows:
                if ORIGINS[origin or 0] != LOOK:
                    yield Step(work, label, ORIGINS[origin or 0], of)
            below = rows[-1][0]

    def _step(self, work: int) -> Step:
        label, origin, of = self._storage.db.execute(
            "SELECT text, origin, of FROM work JOIN label ON label.ord = work.label WHERE work = ?",
            (work,),
        ).fetchone()
        return Step(work, label, ORIGINS[origin or 0], of)

    def _cells(self, work: int) -> tuple[CellStep, ...]:
        """What a unit of work did, cell by cell; births of rows that exist anyway do not count."""
        keys, registry = self._storage.keys, self._storage.registry
        found: dict[tuple[int, int], CellStep] = {}
        for line in self._lines(work):
            table = keys.place(self._storage.db, line.row).table
            if table.append_only:  # written for good: nothing of it is anybody's to take back
                continue
            if table.kept and registry.field(table, line.field).name == BIRTH:
                continue
            cell = line.row, line.field
            first = found.get(cell, line)
            found[cell] = CellStep(line.part, line.row, line.field, first.prev, line.dot, line.val)
        return tuple(found.values())

    def _lines(self, work: int) -> Iterator[CellStep]:
        """The lines of a unit of work; its streams are sorted by work, so it is found by halves."""
        db, own = self._storage.db, self._storage.log.own
        for part, last in db.execute(STREAMS_WITH, (own, work)).fetchall():
            rows = db.execute(
                "SELECT seq, row, field, val, prev_dev, prev_seq, work FROM change_log "
                "WHERE part = ? AND dev = ? AND seq >= ? ORDER BY seq",
                (part, own, self._first(db, part, own, int(last), work)),
            )
            for seq, row, field, val, prev_dev, prev_seq, line_work in rows:
                if line_work != work:
                    break
                prev = Dot(prev_dev, prev_seq) if prev_dev else None
                yield CellStep(part, row, field, prev, Dot(own, seq), val)

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

    def _permit(self, step: Step, cells: tuple[CellStep, ...], permit: Permit) -> None:
        """What typed by hand would be refused is refused to undo as well."""
        db, keys = self._storage.db, self._storage.keys
        for cell in cells:
            table = keys.place(db, cell.row).table
            tag, parent, pupil = unpack(cell.row)
            where = (parent, pupil) if tag else (cell.row, None)
            permit(step.label, table.scope(db, *where) if table.scope else Scope())
            if table.guard and step.label not in self._storage.unguarded:
                table.guard(db, *where)


class _Planner:
    """Decides what one undo or redo writes; raises where a cell has moved on since."""

    def __init__(self, storage: Storage, db: Connection, work: int) -> None:
        self._storage = storage
        self._db = db
        self._work = work

    def plan(self, origin: str, cells: tuple[CellStep, ...]) -> Plan:
        """What an undo or a redo writes."""
        return self.backwards(cells) if origin == "undo" else self.again(cells)

    def backwards(self, cells: tuple[CellStep, ...]) -> Plan:
        """Each cell as it was before the unit of work; rows that it created cease to exist."""
        plan: Plan = {}
        for cell in reversed(cells):
            place, field = self._at(cell)
            hidden = self._gone(cell, place) and (cell.row, ALIVE_FIELD) not in plan
            if hidden or self._stands(cell, place, field) != cell.dot:
                raise UndoMovedError
            if cell.field != ALIVE and self._created(cell.row, place):
                plan[cell.row, ALIVE_FIELD] = 0
            else:
                plan[cell.row, field] = self._before(cell)
        return plan

    def again(self, cells: tuple[CellStep, ...]) -> Plan:
        """Each cell as the unit of work left it; rows that its undo ended exist again."""
        plan: Plan = {}
        for cell in cells:
            place, field = self._at(cell)
            stands = self._stands(cell, place, field)
            hidden = self._gone(cell, place) and (cell.row, ALIVE_FIELD) not in plan
            if stands == cell.dot and self._ended_by_undo(cell.row, place):
                plan[cell.row, ALIVE_FIELD] = 1
            elif hidden or stands != standing(self._db, cell.part, cell.prev):
                raise UndoMovedError
            else:
                plan[cell.row, field] = self._plain(cell, field, cell.val)
        return plan

    def _at(self, cell: CellStep) -> tuple[Place, Field]:
        place = self._storage.keys.place(self._db, cell.row)
        found = self._storage.registry.field(place.table, cell.field)
        if found.personal and self._is_forgotten(cell.row, place):
            raise ForgottenError
        return place, found

    def _is_forgotten(self, row: int, place: Place) -> bool:
        key = self._storage.keys.key(self._db, row)
        return is_forgotten(self._db, self._storage.registry, place.table, key)

    def _stands(self, cell: CellStep, place: Place, field: Field) -> Dot | None:
        """What stands in the cell now; refused while several values stand."""
        if len(self._storage.log.heads(self._db, place, cell.row, field)) > 1:
            raise UndoMovedError
        dot = self._storage.log.displayed(self._db, place, cell.row, field)
        return standing(self._db, cell.part, dot)

    def _before(self, cell: CellStep) -> Value:
        if cell.prev is not None:
            val = past(self._db, cell.part, cell.prev).val
            return self._plain(cell, self._at(cell)[1], val)
        return 1 if cell.field == ALIVE else None

    def _plain(self, cell: CellStep, field: Field, val: Value) -> Value:
        """A sealed value is sealed anew for the change that brings it back."""
        return self._storage.plain(self._db, cell.row, field, val)

    def _created(self, row: int, place: Place) -> bool:
        """Whether the row came with this unit of work; refused if others have filled it since."""
        if place.table.packed or place.table.kept:
            return False
        dots = [
            self._storage.log.displayed(self._db, place, row, field) for field in place.table.fields
        ]
        roots = [root(self._db, place.part, dot).work for dot in dots if dot is not None]
        if min(roots) < self._work:
            return False
        for dot in dots:
            stands = standing(self._db, place.part, dot)
            if stands and past(self._db, place.part, stands).work != self._work:
                raise UndoMovedError
        return True

    def _gone(self, cell: CellStep, place: Place) -> bool:
        if place.table.packed or cell.field == ALIVE:
            return False
        found = self._db.execute(f"SELECT alive FROM {place.table.name} WHERE row = ?", (cell.row,))
        return bool(found.fetchone() == (0,))

    def _ended_by_undo(self, row: int, place: Place) -> bool:
        dot = self._storage.log.displayed(self._db, place, row, ALIVE_FIELD)
        end = past(self._db, place.part, dot) if dot else None
        return end is not None and (end.origin, end.of) == (UNDO, self._work)
