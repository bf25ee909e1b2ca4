"""Values of fields: as the row holds them, as the log keeps them, as they travel."""

import json
from collections.abc import Mapping, Sequence

from school_desk.storage.canonical import Value, canonical
from school_desk.storage.engine import Connection
from school_desk.storage.registry import Field, Table
from school_desk.storage.rows import RowKeys


def to_log(field: Field, values: Sequence[Value]) -> Value:
    """One column is kept as it is; a group of columns as one text."""
    if len(field.columns) == 1:
        return values[0]
    if all(value is None for value in values):
        return None
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


def from_log(field: Field, kept: Value) -> tuple[Value, ...]:
    """The columns' values again."""
    if len(field.columns) == 1:
        return (kept,)
    if kept is None:
        return (None,) * len(field.columns)
    return tuple(json.loads(str(kept)))


def travelling(db: Connection, keys: RowKeys, field: Field, kept: Value) -> Value:
    """A logged value with local ordinals replaced by the keys that travel."""
    if not field.refs or kept is None:
        return kept
    values = zip(field.columns, from_log(field, kept), strict=True)
    return to_log(field, [_out(db, keys, field.refs, name, value) for name, value in values])


def local(
    db: Connection, keys: RowKeys, field: Field, sent: Value, tables: Mapping[str, Table]
) -> Value:
    """A travelled value with keys replaced by local ordinals."""
    if not field.refs or sent is None:
        return sent
    values = zip(field.columns, from_log(field, sent), strict=True)
    refs = field.refs
    return to_log(field, [_in(db, keys, refs, tables, name, value) for name, value in values])


def digest_of(value: Value) -> bytes:
    """What the chain covers of an ordinary value: the value itself, spelled canonically."""
    return canonical(value)


def _out(db: Connection, keys: RowKeys, refs: Mapping[str, str], name: str, value: Value) -> Value:
    return keys.key(db, int(str(value))) if name in refs and value is not None else value


def _in(
    db: Connection,
    keys: RowKeys,
    refs: Mapping[str, str],
    tables: Mapping[str, Table],
    name: str,
    value: Value,
) -> Value:
    if name not in refs or value is None:
        return value
    return keys.ordinal(db, tables[refs[name]], int(str(value)))
