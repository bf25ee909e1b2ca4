"""The history of any row in words, phrased from the registry: no feature is known here."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from school_desk.errors import N_, DeskError
from school_desk.i18n import Spelled, Text
from school_desk.intents import Scope
from school_desk.journal.history_model import (
    History,
    HistoryLine,
    RowChange,
    RowPlace,
    RowStory,
    joined,
)
from school_desk.journal.history_store import (
    all_rows,
    born_row,
    class_scope,
    reference,
    rows_about,
    scope_to_be,
    values_of,
)
from school_desk.journal.row_words import (
    CODES,
    NEVER_TOLD,
    OPENS,
    ROW_FIELD_WORDS,
    TABLE_WORDS,
    UNSAID,
    Codes,
)
from school_desk.school.model import Forgotten, PersonName
from school_desk.school.store import load_forgotten
from school_desk.storage.engine import Connection
from school_desk.storage.history import CellPast, PastChange, packed_past, row_past
from school_desk.storage.registry import ALIVE, BIRTH, Field, Table
from school_desk.storage.service import Service, Workplace

Names = Callable[[Connection], Mapping[int, PersonName]]
"""Everybody who ever signed in, by account."""

Value = Callable[[tuple[object, ...]], object]
"""Makes what people read of the columns' values."""

EXISTS = {1: Text(N_("there")), 0: Text(N_("deleted"))}
PARTS = N_("{first}, {rest}")
THING = N_("{thing}: {name}")
ALONE = N_("{thing}")
DAY = N_("{day:short}")
NAME = ("surname", "given", "patronymic")
ABOUT = ("school/", "person/", "admin/")
"""Partitions whose rows belong to a pupil, a class, a person; marks have their own history."""

PERSONAL = {
    "personal_file": N_("See pupil data"),
    "guardian": N_("See guardians"),
    "guardianship": N_("See guardians"),
    "list_entry": N_("See social help"),
    "staff_file": N_("See staff"),
    "consent": N_("See consents"),
    "privacy_case": N_("See privacy journal"),
    "support_note": N_("See support notes"),
    "health_note": N_("See health notes"),
    "own_note": N_("See own notes"),
    "kitchen_checkup": N_("See kitchen health"),
    "eating": N_("See who eats how"),
    "portion": N_("See who eats how"),
    "diet": N_("See headcount"),
    "log_health": N_("See kitchen health"),
}
"""Whose past tells what the present is kept from most for: it is asked for and noted as that.

What a line of a list was before may have been help, so its past is as closed as help is.
"""

KITCHEN = {
    **dict.fromkeys(("log_perishable", "log_dish"), N_("See food logs")),
    **dict.fromkeys(("log_sample", "log_waste"), N_("See food logs")),
    "log_vitamin": N_("See vitamin log"),
    "diet": N_("See headcount"),
    "log_cold": N_("See refrigerator log"),
    **dict.fromkeys(("log_health", "kitchen_checkup"), N_("See kitchen health")),
    **dict.fromkeys(("stock_batch", "stock_issue", "stock_taking"), N_("See stock")),
}
"""Lines of the kitchen: who sees them sees what was corrected in them, and no other history."""


class RowHistoryService(Service):
    """What happened to a pupil, a class, an hour of the timetable, a role: who, when, from what."""

    def __init__(
        self, workplace: Workplace, names: Names, now: Callable[[], datetime], codes: Codes
    ) -> None:
        super().__init__(workplace)
        self._names = names
        self._now = now
        self._codes = {**CODES, **codes}

    def of_row(self, table: str, row: int) -> History:
        """What happened to a row that is kept, field by field."""
        db = self._look(KITCHEN.get(table, N_("See history")), self._scope(table, row))
        self._look_closer(table, row)
        return self._row(db, self._table(table), row)

    def of_place(self, place: RowPlace) -> RowStory:
        """What happened to the row that somebody points at, and to what belongs to it."""
        db = self._look(KITCHEN.get(place.table, N_("See history")), self._scope_of(place))
        told = (self._story(db, place), *map(self.of_place, place.beside))
        changes = sorted(
            (one for story in told for one in story.changes),
            key=lambda one: one.line.work,
            reverse=True,
        )
        return RowStory(tuple(changes), all(story.whole for story in told))

    def _story(self, db: Connection, place: RowPlace) -> RowStory:
        """What happened in one place."""
        table = self._table(place.table)
        if table.packed:
            return self._cell(db, table, place)
        rows = self._rows_of(db, place)
        for row in rows:
            self._look_closer(table.name, row)
        found = [one for row in rows for one in self._with_belonging(db, table, row)]
        changes = (RowChange(thing, line) for thing, past in found for line in past.lines)
        return RowStory(tuple(changes), all(past.whole for _thing, past in found))

    def _cell(self, db: Connection, table: Table, place: RowPlace) -> RowStory:
        """A cell that stands in a row, for a member of it."""
        born = self._born(place)
        if born is None:
            return RowStory()
        parent, member = (int(one) for one in born)
        field = table.fields[0]
        value = self._value(db, table, field, opened=False)
        past = packed_past(self._at.storage, table.name, parent, member)
        found = told(past, ROW_FIELD_WORDS[field.name], value, self._names(db), self._now())
        return RowStory(tuple(RowChange("", one) for one in found.lines), found.whole)

    def _with_belonging(
        self, db: Connection, table: Table, row: int
    ) -> Iterator[tuple[object, History]]:
        """A row's own past, then that of each row which is about it."""
        yield "", self._row(db, table, row)
        for one, number in self._belonging(db, table, row):
            if self._open(one.name, number):
                yield self._thing(db, one, number, table), self._row(db, one, number)

    def _look_closer(self, table: str, row: int) -> None:
        """The past of personal rows is asked for, and noted, as the rows themselves are."""
        if table in PERSONAL:
            self._look(PERSONAL[table], self._scope(table, row))

    def _open(self, table: str, row: int) -> bool:
        """Whether this person may read the past of a row that belongs to another."""
        try:
            self._look_closer(table, row)
        except DeskError:  # not open to this person, or somewhere else
            return False
        return True

    def _table(self, name: str) -> Table:
        return self._at.storage.registry.by_name[name]

    def _rows_of(self, db: Connection, place: RowPlace) -> tuple[int, ...]:
        """The rows that are meant; none where nobody has ever written them."""
        table = self._table(place.table)
        if place.row is None and table.natural and not place.born:
            return all_rows(db, table.name)
        row = self._row_of(place)
        return () if row is None else (row,)

    def _row_of(self, place: RowPlace) -> int | None:
        """The row that is meant; None where nobody has ever written it."""
        db = self._at.storage.db
        if place.row is not None:
            return born_row(db, place.table, ("row",), (place.row,))
        born, natural = self._born(place), self._table(place.table).natural
        return born_row(db, place.table, natural, born) if born else None

    def _born(self, place: RowPlace) -> tuple[int | str, ...] | None:
        """What a row was born with; None where a row among it was never written."""
        found: list[int | str] = []
        for one in place.born:
            known = self._row_of(one) if isinstance(one, RowPlace) else one
            if known is None:
                return None
            found.append(known)
        return tuple(found)

    def _scope_of(self, place: RowPlace) -> Scope:
        """Where a row belongs; one that nobody has written, where it would."""
        table, db = self._table(place.table), self._at.storage.db
        if table.packed:
            born = self._born(place)
            row = int(born[0]) if born else None
        else:
            row = self._row_of(place)
        if row is not None:
            return self._scope(table.name, row)
        within = next((one for one in place.born if isinstance(one, RowPlace)), None)
        if within is not None:
            return self._scope_of(within)
        return scope_to_be(db, dict(zip(table.natural, place.born, strict=False)))

    def _scope(self, name: str, row: int) -> Scope:
        table, db = self._table(name), self._at.storage.db
        return table.scope(db, row, None) if table.scope else class_scope(db, name, row)

    def _belonging(self, db: Connection, table: Table, row: int) -> Iterator[tuple[Table, int]]:
        """Rows of the office that are about a row: their first field points to it.

        A row of a register has its own around it: a work its tasks, a plan its stages.
        """
        about = (*ABOUT, table.partition)
        for one in self._at.storage.registry.tables:
            if one.packed or one.append_only or one is table or not one.partition.startswith(about):
                continue
            for column, target in (one.fields[0].refs or {}).items():
                if target == table.name:
                    yield from ((one, n) for n in rows_about(db, one.name, column, row))

    def _thing(self, db: Connection, table: Table, row: int, base: Table) -> Text:
        """«guardian of a pupil: Серік Айгүл»: what kind of row, and what else it points to."""
        first = table.fields[0]
        others = tuple(column for column in first.columns if table.ref(column) != base.name)
        name = None
        if others and not first.personal:
            name = self._told(db, table, others)(values_of(db, table.name, others, row))
        kind = Text(TABLE_WORDS[table.name])
        return Text(THING, {"thing": kind, "name": name}) if name else Text(ALONE, {"thing": kind})

    def _row(self, db: Connection, table: Table, row: int) -> History:
        names = self._names(db)
        opened = self._opened(table, row)
        gone = load_forgotten(db, (row,)).get(row)
        parts = (
            told(
                past,
                ROW_FIELD_WORDS.get(field.name, field.name),
                deleted(gone)
                if gone and field.personal
                else self._value(db, table, field, opened=opened),
                names,
                self._now(),
            )
            for field, past in row_past(self._at.storage, row).items()
            if field.name != BIRTH
        )
        return joined(*parts)

    def _opened(self, table: Table, row: int) -> bool:
        """Whether the personal fields of a row are open to this person anyway."""
        try:
            self._at.permit(OPENS[table.name], self._scope(table.name, row))
        except (KeyError, DeskError):
            return False
        return True

    def _value(self, db: Connection, table: Table, field: Field, *, opened: bool) -> Value:
        if field.id == ALIVE:
            return _exists
        if field.sealed:
            return sealed
        if field.name in NEVER_TOLD or (field.personal and not opened):
            return secret
        return self._told(db, table, field.columns)

    def _told(self, db: Connection, table: Table, columns: tuple[str, ...]) -> Value:
        """What people read: references by their names, codes by their words, days as days."""
        names = self._names(db)

        def one(column: str, value: object) -> object:
            target = table.ref(column)
            words = self._codes.get((table.name, column), {}).get(value)
            if isinstance(words, Spelled):
                return words
            if target == "account":
                name = names.get(int(str(value)))
                return name.full if name else ""
            if target is not None:
                return reference(db, target, int(str(value)))
            return Text(words) if words else "" if words == "" else _as_day(value)

        def said(values: tuple[object, ...]) -> object:
            pairs = [pair for pair in zip(columns, values, strict=True) if pair[0] not in UNSAID]
            if columns == NAME:
                return " ".join(str(value) for _column, value in pairs if value)
            parts = [one(column, value) for column, value in pairs if value is not None]
            once = [part for n, part in enumerate(parts) if part not in parts[:n]]
            return _in_one([part for part in once if part != ""])

        return said


def told(
    past: CellPast, what: str, value: Value, names: Mapping[int, PersonName], now: datetime
) -> History:
    """The past of a cell in words' parts."""
    lines = (_line(one, what, value, names, now) for one in past.changes)
    return History(tuple(lines), past.whole)


def secret(values: tuple[object, ...]) -> object:  # noqa: ARG001  nothing of it is shown
    """The value of a field that is not open to the reader."""
    return None


def sealed(values: tuple[object, ...]) -> object:  # noqa: ARG001  whoever reads it
    """The value of a sealed field: no history opens it, not even to who may read the note."""
    return None


def deleted(order: Forgotten) -> Value:
    """In place of values that an order of the law has taken away: which one, for every reader."""
    return lambda _values: order.words


def _line(
    one: PastChange, what: str, value: Value, names: Mapping[int, PersonName], now: datetime
) -> HistoryLine:
    who = names.get(one.actor or 0)
    return HistoryLine(
        at=one.at.astimezone(now.tzinfo),
        who=who.full if who else "",
        here=one.here,
        what=what,
        before=None if one.before is None else value(one.before),
        after=value(one.after),
        intent=one.label,
        origin=one.origin,
        reason=one.reason,
        work=one.work,
        secret=value in {secret, sealed},
        sealed=value is sealed,
        beside=one.beside,
        gave_way=one.gave_way,
    )


def _exists(values: tuple[object, ...]) -> object:
    return EXISTS[int(str(values[0] or 0))]


def _as_day(value: object) -> object:
    """A day with its year: a date of birth says little without; a moment with its hour."""
    if not isinstance(value, str):
        return value
    read = datetime if "T" in value else date
    try:
        return Text(DAY, {"day": read.fromisoformat(value)})
    except ValueError:
        return value


def _in_one(parts: list[object]) -> object:
    if not parts:
        return None
    said = parts[-1]
    for part in reversed(parts[:-1]):
        said = Text(PARTS, {"first": part, "rest": said})
    return said
