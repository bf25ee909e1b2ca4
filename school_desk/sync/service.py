"""Conflicts: where two people wrote different values unseen by each other, and who decides."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from school_desk.errors import N_, DeskError
from school_desk.i18n import Text
from school_desk.intents import Form, Scope
from school_desk.storage.canonical import Value
from school_desk.storage.changelog import Dot
from school_desk.storage.clock import moment_of
from school_desk.storage.engine import Connection
from school_desk.storage.heads import Head, shown
from school_desk.storage.incoming import Why
from school_desk.storage.registry import ALIVE, ALIVE_FIELD, Field, Policy, Table
from school_desk.storage.replay import set_aside
from school_desk.storage.rows import unpack
from school_desk.storage.service import Service, Workplace
from school_desk.storage.values import local
from school_desk.sync.model import Aside, Choice, Conflict, Resolved
from school_desk.sync.resolved import changes_of, decisions
from school_desk.sync.words import Codes, RowWords

CLOCK_SLACK = timedelta(minutes=10)
ADMIN = "admin/"
ONCE_SEVERAL = (
    "SELECT DISTINCT row, field FROM gave_way AS g WHERE NOT EXISTS "
    "(SELECT 1 FROM conflict AS c WHERE c.row = g.row AND c.field = g.field)"
)
NAMED = "SELECT name FROM computer WHERE alive AND device = ?"
PREVIOUS = "SELECT prev_dev, prev_seq FROM change_log WHERE part = ? AND dev = ? AND seq = ?"

Names = Callable[[Connection], Mapping[int, object]]
"""Everybody who ever signed in, by account."""

DELETED, EDITED = Text(N_("deleted")), Text(N_("changed elsewhere after that"))
CLOCK_AHEAD = N_("The clock of computer {computer} is ahead by {days} days.")

ASIDE_WORDS = {
    Why.UNKNOWN: N_("of a newer version of the program: it is applied after the update"),
    Why.PLACE: N_("in a part of the school's data where it does not belong"),
    Why.KEY: N_("about a row that cannot be"),
    Why.VALUE: N_("a value that its field cannot hold"),
}


class ConflictMovedError(DeskError):
    """Somebody has decided, or another value has come."""

    sentence = N_(
        "This has been decided or has changed meanwhile. Look again. Nothing was changed."
    )


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where a conflict is, as storage knows it."""

    row: int
    part: int
    table: Table
    field: Field
    scope: Scope
    opened: int = 0


class ConflictService(Service):
    """The list of what somebody must decide, and the decision: a change like any other."""

    def __init__(
        self, workplace: Workplace, names: Names, now: Callable[[], datetime],
        closer: Mapping[str, str], codes: Codes | None = None,
        writers: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(workplace)
        self._codes = codes or {}
        self._names = names
        self._now = now
        self._closer = closer
        self._writers = writers or {}

    def open(self) -> tuple[Conflict, ...]:
        """What this person may decide, the oldest first; at most one for each cell."""
        db = self._look(N_("See conflicts"))
        cells = [cell for cell in self._cells(db) if self._may(cell)]
        names = self._names(db) if cells else {}
        return tuple(self._conflict(db, cell, names) for cell in cells)

    def resolved(self) -> tuple[Resolved, ...]:
        """What was decided of what this person may decide, the latest first; kept for ever."""
        db = self._look(N_("See conflicts"))
        names = self._names(db)
        cells = (self._cell(db, row, field) for row, field in db.execute(ONCE_SEVERAL).fetchall())
        found = [
            one
            for cell in cells
            if cell.field.policy is not Policy.LATEST and self._may(cell)
            for one in self._resolved(db, cell, names)
        ]
        return tuple(sorted(found, key=lambda one: one.decided.at, reverse=True))

    def decide_again(self, resolved: Resolved, choice: Choice) -> None:
        """Let another of the values stand after all, or raise where something came since."""
        with self._begin(self._intent_of(resolved), self._form(resolved)) as work:
            cell = self._cell(work.db, resolved.row, resolved.field)
            heads = self._heads(work.db, cell)
            if [(one.device, one.seq) for one in heads] != [resolved.decided.dot]:
                raise ConflictMovedError
            past = {(one.device, one.seq): one for one in self._past(work.db, cell)}
            work.write(cell.row, cell.field, self._chosen(work.db, cell, past[choice.dot]))

    def set_aside(self) -> tuple[Aside, ...]:
        """What has come and stands in no row: it is kept and goes on to others unchanged."""
        self._look(N_("See what was set aside"))
        return tuple(
            Aside(one.at, one.entry.device.hex()[:4], ASIDE_WORDS[one.why], str(one.entry.trail[0]))
            for one in set_aside(self._at.storage)
        )

    def decide(self, conflict: Conflict, choice: Choice) -> None:
        """Let one of the values stand, or raise: an ordinary change that has seen them all."""
        with self._begin(self._intent_of(conflict), self._form(conflict)) as work:
            cell = self._cell(work.db, conflict.row, conflict.field)
            heads = {(head.device, head.seq): head for head in self._heads(work.db, cell)}
            open_now = work.db.execute(
                "SELECT 1 FROM conflict WHERE row = ? AND field = ?", (cell.row, cell.field.id)
            ).fetchone()
            if not open_now or heads.keys() != {one.dot for one in conflict.choices}:
                raise ConflictMovedError
            work.write(cell.row, cell.field, self._chosen(work.db, cell, heads[choice.dot]))

    # How it is done

    def _past(self, db: Connection, cell: _Cell) -> tuple[Head, ...]:
        place = self._at.storage.keys.place(db, cell.row)
        return changes_of(self._at.storage, db, place, cell.row, cell.field)

    def _resolved(
        self, db: Connection, cell: _Cell, names: Mapping[int, object]
    ) -> Iterator[Resolved]:
        """Every decision about a cell, told as its values and who chose."""
        words, standing = self._words(db), self._heads(db, cell)
        for one, stood in decisions(self._past(db, cell)):
            yield Resolved(
                *(cell.row, cell.field.id, cell.table.name, cell.field.name),
                words.of_row(cell.table, cell.row),
                tuple(self._choice(db, cell, head, names, first=False) for head in stood),
                self._choice(db, cell, one, names, first=one in standing),
                last=len(standing) == 1 and one in standing,
            )

    def _chosen(self, db: Connection, cell: _Cell, head: Head) -> Value:
        if cell.field.id == ALIVE:
            return int(head.val != 0)
        storage = self._at.storage
        return local(db, storage.keys, cell.field, head.val, storage.registry.by_name)  # type: ignore[arg-type]

    def _form(self, conflict: Conflict | Resolved) -> Form:
        """The list shows all values that stand, so whoever decides has seen them."""
        storage = self._at.storage
        cell = self._cell(storage.db, conflict.row, conflict.field)
        name = storage.db.execute("SELECT name FROM part WHERE ord = ?", (cell.part,)).fetchone()[0]
        return Form(cell.scope, storage.context(name))

    def _intent_of(self, conflict: Conflict | Resolved) -> str:
        return self._intent(self._cell(self._at.storage.db, conflict.row, conflict.field))

    def _intent(self, cell: _Cell) -> str:
        """Whose the decision is: by the table's own right where it has one."""
        return self._writers.get(cell.table.name) or _intent(cell)

    def _may(self, cell: _Cell) -> bool:
        """Whether this person may decide, and may see such values at all."""
        try:
            self._at.permit(self._intent(cell), cell.scope)
            if cell.table.name in self._closer:
                self._look(self._closer[cell.table.name], cell.scope)
        except DeskError:  # somebody else's to decide
            return False
        return True

    def _cells(self, db: Connection) -> Iterator[_Cell]:
        for row, number, opened in db.execute(
            "SELECT row, field, opened FROM conflict ORDER BY opened, row, field"
        ).fetchall():
            yield self._cell(db, row, number, opened)

    def _cell(self, db: Connection, row: int, number: int, opened: int = 0) -> _Cell:
        storage = self._at.storage
        place = storage.keys.place(db, row)
        field = storage.registry.field(place.table, number)
        tag, parent, pupil = unpack(row)
        at = (parent, pupil) if tag else (row, None)
        scope = place.table.scope(db, *at) if place.table.scope else Scope()
        return _Cell(row, place.part, place.table, field, scope, opened)

    def _heads(self, db: Connection, cell: _Cell) -> tuple[Head, ...]:
        """The values that stand; where a row was ended, the newest value not seen by that too."""
        storage = self._at.storage
        place = storage.keys.place(db, cell.row)
        heads = storage.log.heads(db, place, cell.row, cell.field)
        if cell.field.id != ALIVE:
            return heads
        ends = [head for head in heads if head.val == 0]
        others = (
            head
            for field in cell.table.fields
            for head in storage.log.heads(db, place, cell.row, field)
        )
        unseen = [head for head in others if not any(end.saw(head) for end in ends)]
        return (*heads, shown(unseen)) if unseen else heads

    def _conflict(self, db: Connection, cell: _Cell, names: Mapping[int, object]) -> Conflict:
        heads = self._heads(db, cell)
        first = shown(heads)
        choices = tuple(self._choice(db, cell, head, names, first=head is first) for head in heads)
        opened = moment_of(cell.opened)
        words = self._words(db)
        what = words.of_row(cell.table, cell.row)
        place = cell.row, cell.field.id, cell.table.name, cell.field.name
        return Conflict(*place, what, opened, choices, self._before(db, words, cell, heads))

    def _words(self, db: Connection) -> RowWords:
        return RowWords(self._at.storage.registry, db, self._codes)

    def _before(
        self, db: Connection, words: RowWords, cell: _Cell, heads: tuple[Head, ...]
    ) -> object:
        """The value that stood before any of those that stand now."""
        log, dots = self._at.storage.log, {(one.device, one.seq) for one in heads}
        for head in heads:
            place = cell.part, log.device(db, head.device), head.seq
            dev, seq = db.execute(PREVIOUS, place).fetchone()
            if dev is not None and (log.identity(db, dev), seq) not in dots:
                kept = log.head(db, cell.part, Dot(dev, seq), cell.field)
                return self._value(db, words, cell, kept) if kept.val is not None else None
        return None

    def _choice(
        self, db: Connection, cell: _Cell, head: Head, names: Mapping[int, object], *, first: bool
    ) -> Choice:
        storage = self._at.storage
        dev = storage.log.device(db, head.device)
        actor = db.execute(
            "SELECT actor FROM change_log JOIN work USING(work) "
            "WHERE part = ? AND dev = ? AND seq = ?",
            (cell.part, dev, head.seq),
        ).fetchone()[0]
        words = self._words(db)
        who, computer = names.get(actor), self._computer(db, head.device)
        value = self._value(db, words, cell, head)
        return Choice(
            dot=(head.device, head.seq),
            text=words.of_cell(cell.table, cell.row, value),
            value=value,
            who=str(getattr(who, "full", "")),
            at=moment_of(head.hlc),
            computer=computer,
            here=dev == storage.log.own,
            shown=first,
            ahead=self._ahead(moment_of(head.hlc), computer),
        )

    def _computer(self, db: Connection, device: bytes) -> str:
        """What the school calls a computer; of an unknown one the beginning of its number."""
        if "computer" in self._at.storage.registry.by_name:
            found = db.execute(NAMED, (device.hex(),)).fetchone()
            if found and found[0]:
                return str(found[0])
        return device.hex()[:4]

    def _value(self, db: Connection, words: RowWords, cell: _Cell, head: Head) -> object:
        if cell.field is ALIVE_FIELD:
            return DELETED if head.val == 0 else EDITED
        storage = self._at.storage
        val = local(db, storage.keys, cell.field, head.val, storage.registry.by_name)  # type: ignore[arg-type]
        return words.of_value(cell.field, val, cell.table.name)

    def _ahead(self, at: datetime, computer: str) -> Text | None:
        ahead = at - self._now()
        if ahead <= CLOCK_SLACK:
            return None
        return Text(
            CLOCK_AHEAD,
            {"computer": computer, "days": max(1, round(ahead.total_seconds() / 86400))},
        )


def _intent(cell: _Cell) -> str:
    """Whose the decision is: the office's, the head's (roles), else the teacher's."""
    if cell.table.partition.startswith(ADMIN):
        return N_("Change roles")
    policies = (
        {cell.field.policy} if cell.field.id != ALIVE else {f.policy for f in cell.table.fields}
    )
    if Policy.ASK_OFFICE in policies or cell.table.scope is None:
        return N_("Decide office conflict")
    return N_("Decide conflict")
