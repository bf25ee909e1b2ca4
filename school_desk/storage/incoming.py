"""What a foreign entry must be like to stand in a row, told from the registry and itself alone.

The order in which entries come must not matter, so nothing here looks at what stands already.
"""

import json
from dataclasses import dataclass
from enum import StrEnum

from school_desk.storage.canonical import Value
from school_desk.storage.entry import Entry
from school_desk.storage.registry import ALIVE, Field, Registry, Table
from school_desk.storage.rows import KEY_BITS

TOP_KEY = 1 << KEY_BITS


class Why(StrEnum):
    """Why an entry is set aside instead of standing in a row. Kept by these words."""

    UNKNOWN = "unknown"
    """A table, a field or an origin of a newer version: it is applied after the upgrade."""
    PLACE = "place"
    """In another partition than its table's, or than its row is in."""
    KEY = "key"
    """A key that no row of its table has."""
    VALUE = "value"
    """A value that its field cannot hold."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Entries of one field in one partition: what they must be like."""

    table: Table
    field: Field
    refs: frozenset[str] = frozenset()

    def reason_against(self, entry: Entry) -> Why | None:
        """Why an entry cannot stand in a row; None: it can."""
        key, only = entry.key, self.field
        if len(key) != (2 if self.table.packed else 1) or not all(map(_is_number, key)):
            return Why.KEY
        if only.id == ALIVE:
            return None if type(entry.val) is int and entry.val in {0, 1} else Why.VALUE
        return None if self._salted_right(entry) and self._fits(entry.val) else Why.VALUE

    def _salted_right(self, entry: Entry) -> bool:
        """A personal value comes with its salt, or forgotten; another one with neither.

        Raises where a personal value is bare: it could never be forgotten, so it is not kept.
        """
        if not self.field.personal:
            return entry.salt is None and entry.digest is None
        if entry.salt is None and (entry.digest is None or entry.val is not None):
            raise ValueError("a personal value travels with its salt")
        return True

    def _fits(self, val: Value) -> bool:
        if val is None:
            return True
        if self.field.sealed:  # what it says is seen when somebody opens it
            return isinstance(val, bytes)
        values = _columns(self.field, val)
        if values is None or not all(_is_plain(one) for one in values):
            return False
        if self.refs:
            named = zip(self.field.columns, values, strict=True)
            if not all(one is None or _is_number(one) for name, one in named if name in self.refs):
                return False
        return self.field.check is None or self.field.check(values)


def kind_of(registry: Registry, table: int, number: int, part: str) -> Kind | Why:
    """What entries of a field in a partition must be like, or why none can stand."""
    found = registry.by_id.get(table)
    if found is None or (number != ALIVE and (table, number) not in registry.fields):
        return Why.UNKNOWN
    if not part.startswith(found.partition):
        return Why.PLACE
    if number == ALIVE and (found.packed or found.append_only):
        return Why.VALUE
    only = registry.field(found, number)
    return Kind(found, only, frozenset(only.refs or ()))


def _columns(only: Field, val: Value) -> tuple[Value, ...] | None:
    """The values of the columns; None where they are not as many."""
    if len(only.columns) == 1:
        return (val,)
    try:
        found = json.loads(val) if isinstance(val, str) else None
    except ValueError:
        return None
    if not isinstance(found, list) or len(found) != len(only.columns):
        return None
    return tuple(found)


def _is_plain(value: object) -> bool:
    return value is None or type(value) in {int, str}


def _is_number(value: object) -> bool:
    return type(value) is int and 0 <= value < TOP_KEY
