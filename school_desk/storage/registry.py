"""What the features keep: tables, fields and keys as data, for storage and sync to read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b

from school_desk.intents import Scope
from school_desk.storage.canonical import Value, canonical
from school_desk.storage.engine import Connection

ALIVE = 0
"""Field id of existence, the same in every table."""

Values = tuple[Value, ...]
"""What the columns of a field hold, in their order."""

BIRTH = "birth"
"""Name of the field that holds what a natural row is born with; it never changes."""


class Policy(StrEnum):
    """Who decides when two people wrote different values unseen by each other."""

    ASK = "ask"
    LATEST = "latest"
    ASK_OFFICE = "ask-office"


@dataclass(frozen=True, slots=True)
class Field:
    """A group of columns that merges as one. Its id is never reused and never changes meaning.

    Args:
        sealed: the compartment whose key closes the value; then it is one text in one column. It
            never changes either: what was sealed there stays there.
    """

    id: int
    name: str
    columns: tuple[str, ...]
    policy: Policy = Policy.ASK
    personal: bool = False
    refs: Mapping[str, str] | None = field(default=None, hash=False)
    sealed: str = ""
    check: Callable[[Values], bool] | None = field(default=None, hash=False)
    """Whether columns that came from elsewhere hold something; asked unless all are empty."""
    said: tuple[str, ...] = ()
    """How people read its columns together: the first sentence whose columns are all filled."""


@dataclass(frozen=True, slots=True)
class Table:
    """A synchronised table.

    Args:
        natural: what a row is born with; two PCs that enter the same thing meet in one row.
        packed: the table's rows are cells (parent, pupil), kept by ordinals: marks, attendance.
            The number (1 to 31) is the table's sign in the packed row number; `parent` and
            `member` name the tables of the two.
        kept: rows are shells that exist anyway (a lesson of the timetable): undo leaves them.
        scope: where a row belongs, for the permission to change it by hand (undo asks).
        guard: raises a DeskError where a row may not be changed now (a closed page); asked after
            each write, so that nothing on a closed page changes whichever way it was reached.
        told_by: the columns by which people tell a row; else what it is born with.
        append_only: a row that stands is never written again nor deleted: a log of its own.
    """

    id: int
    name: str
    partition: str
    fields: tuple[Field, ...]
    natural: tuple[str, ...] = ()
    packed: int | None = None
    parent: str = ""
    member: str = ""
    kept: bool = False
    scope: Callable[[Connection, int, int | None], Scope] | None = None
    guard: Callable[[Connection, int, int | None], None] | None = None
    append_only: bool = False
    sentence: str = ""
    told_by: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns a person can change, in order."""
        return tuple(column for field in self.fields for column in field.columns)

    def ref(self, column: str) -> str | None:
        """The table a column points to, if it is a reference."""
        for one in self.fields:
            if one.refs and column in one.refs:
                return one.refs[column]
        return None


class Registry:
    """All tables of the program, by name and by number."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self.tables = tuple(tables)
        self.by_name = {table.name: table for table in self.tables}
        self.by_id = {table.id: table for table in self.tables}
        self.by_tag = {table.packed: table for table in self.tables if table.packed}
        self.fields = {
            (table.id, field.id): field for table in self.tables for field in table.fields
        }
        self._check()

    def field(self, table: Table, number: int) -> Field:
        """The field of a number; number 0 is the row's existence."""
        if number == ALIVE:
            return ALIVE_FIELD
        return self.fields[table.id, number]

    def _check(self) -> None:
        if not len(self.tables) == len(self.by_name) == len(self.by_id):
            raise ValueError("two tables share a name or a number")
        for table in self.tables:
            numbers = [field.id for field in table.fields]
            if len(set(numbers)) != len(numbers) or ALIVE in numbers:
                raise ValueError(f"field numbers of {table.name}")
            if table.packed and len(table.fields) != 1:
                raise ValueError(f"{table.name}: a cell has one field")
            for one in table.fields:
                if one.sealed and (table.packed or one.refs or len(one.columns) != 1):
                    raise ValueError(f"{table.name}: a sealed field is one text of a row")


ALIVE_FIELD = Field(ALIVE, "alive", ("alive",))


def natural_key(table: int, parts: Iterable[int | str]) -> int:
    """The travelling key (63 bits) of a row born with these parts (references as their keys)."""
    digest = blake2b(canonical((table, *parts)), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
