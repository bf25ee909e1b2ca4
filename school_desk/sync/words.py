"""What people call a row and a value that sync meets: from the registry, with no feature known."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from string import Formatter
from typing import Any

from school_desk.errors import N_
from school_desk.i18n import Spelled, Text
from school_desk.storage.canonical import Value
from school_desk.storage.engine import Connection
from school_desk.storage.registry import Field, Registry, Table
from school_desk.storage.rows import unpack
from school_desk.storage.values import from_log

ALONE = "{name}"
FARTHEST = 4
"""From a mark over its column to the lesson and on to its class."""

CALLED = {"work": "summative"}
"""What sentences call a table by another word than its name."""

SEALED = Text(N_("a sealed text"))
"""What stands for a value that no list of conflicts opens."""

SPAN = "starts", "ends"
FROM_TO = N_("from {starts} to {ends}")
SINCE, UNTIL = N_("since {starts}"), N_("until {ends}")

Row = Mapping[str, Value]
Codes = Mapping[tuple[str, str], Mapping[Any, "str | Spelled | Text"]]
"""Words of the codes that stand in columns, by table and column."""


class RowWords:
    """Phrases rows by the sentences of their tables."""

    def __init__(self, registry: Registry, db: Connection, codes: Codes | None = None) -> None:
        self._registry = registry
        self._db = db
        self._codes = codes or {}

    def of_cell(self, table: Table, row: int, value: object) -> Text:
        """«12.10, Серік Айгүл: 8», by the table's sentence."""
        sentence = table.sentence or "{name}: {value}"
        names = [name for _, name, _, _ in Formatter().parse(sentence) if name]
        facts = {name: self._fact(table, row, name) for name in names if name != "value"}
        return Text(sentence, {**facts, "value": value})

    def of_row(self, table: Table, row: int) -> Text:
        """The same without the value: «12.10, Серік Айгүл»."""
        sentence = (table.sentence or "{name}").replace("{value}", "").strip(" :,–—")
        names = [name for _, name, _, _ in Formatter().parse(sentence) if name]
        if not names:
            return Text(ALONE, {"name": self._fact(table, row, "name")})
        return Text(sentence, {name: self._fact(table, row, name) for name in names})

    def of_value(self, field: Field, val: Value, table: str = "") -> object:
        """The value of a field: what it points to by name, days as days; a dash for nothing."""
        if field.sealed:
            return SEALED
        values = dict(zip(field.columns, from_log(field, val), strict=True))
        if field.columns == SPAN:
            return _span(*map(_plain, values.values()))
        told_so = next((one for one in field.said if _is_filled(one, values)), None)
        if told_so is not None:
            facts = {name: self._value(field, table, name, one) for name, one in values.items()}
            return Text(told_so, facts)
        known = self._named_by(table) if len(values) > 1 else ()
        told = [
            self._value(field, table, name, one)
            for name, one in values.items()
            if (field.refs or {}).get(name) not in known
        ]
        return joined([one for one in told if one is not None])

    def _value(self, field: Field, table: str, name: str, value: Value) -> object:
        if field.refs and name in field.refs and value is not None:
            return self.called(self._registry.by_name[field.refs[name]], int(str(value)))
        return self._coded(table, name, value)

    def _named_by(self, table: str) -> tuple[str, ...]:
        """The tables whose row the sentence of this table names already."""
        sentence = self._registry.by_name[table].sentence if table else ""
        return tuple(name for _, name, _, _ in Formatter().parse(sentence) if name)

    def _coded(self, table: str, name: str, value: Value) -> object:
        """A code by its word; anything else as it is."""
        words = self._codes.get((table, name), {}).get(value)
        return _plain(value) if words is None else Text(words) if isinstance(words, str) else words

    def called(self, table: Table, row: int, far: int = 0) -> object:
        """What a row is called: by the columns that tell it, else by what it is born with."""
        values = self._row(table, row)
        told = [
            self.called(self._registry.by_name[target], int(str(values[name])), far + 1)
            if (target := table.ref(name)) and values.get(name) is not None and far < FARTHEST
            else self._coded(table.name, name, values.get(name))
            for name in table.told_by or self._born_with(table)
        ]
        return joined([one for one in told if one is not None])

    @staticmethod
    def _born_with(table: Table) -> tuple[str, ...]:
        return table.natural or table.fields[0].columns

    def _fact(self, table: Table, row: int, name: str) -> object:
        if name == "name":
            return self.called(table, row)
        if not table.packed and name in table.columns and not table.ref(name):
            return self._coded(table.name, name, self._row(table, row).get(name)) or "—"
        for target, number in self._around(table, row):
            if target.name == CALLED.get(name, name):
                return self.called(target, number)
        return "—"

    def _around(self, table: Table, row: int) -> Iterator[tuple[Table, int]]:
        """What a row points to, the nearest first."""
        near = [(table, row)]
        for _ in range(FARTHEST):
            near = [found for one in near for found in self._next(*one)]
            yield from near

    def _next(self, table: Table, row: int) -> Iterator[tuple[Table, int]]:
        tables = self._registry.by_name
        tag, parent, pupil = unpack(row)
        if table.packed and tag:
            yield from ((tables[table.parent], parent), (tables[table.member], pupil))
            return
        for name, value in self._row(table, row).items():
            target = table.ref(name)
            if target and value is not None:
                yield tables[target], int(str(value))

    def _row(self, table: Table, row: int) -> Row:
        names = table.columns
        found = self._db.execute(
            f"SELECT {', '.join(names)} FROM {table.name} WHERE row = ?",  # noqa: S608  the registry's
            (row,),
        ).fetchone()
        return dict(zip(names, found, strict=True)) if found else {}


def _is_filled(sentence: str, values: Mapping[str, Value]) -> bool:
    """Whether every column that a sentence names has something to say."""
    named = [name for _, name, _, _ in Formatter().parse(sentence) if name]
    return all(values.get(name) is not None for name in named)


def _span(starts: object, ends: object) -> object:
    """From when to when, in words; a dash for neither."""
    facts = {"starts": starts, "ends": ends}
    if starts is not None and ends is not None:
        return Text(FROM_TO, facts)
    if starts is None and ends is None:
        return joined([])
    return Text(SINCE if ends is None else UNTIL, facts)


def joined(told: list[object]) -> object:
    """Several words in a row; one stays what it is; a dash for none."""
    if not told:
        return "—"
    if len(told) == 1:
        return told[0]
    places = " ".join(f"{{w{n}}}" for n in range(len(told)))
    return Text(places, {f"w{n}": one for n, one in enumerate(told)})


def _plain(value: Value) -> object:
    """A day as a day, everything else as it is; nothing for an empty text."""
    if isinstance(value, str):
        for read in (date.fromisoformat, datetime.fromisoformat):
            try:
                return read(value)
            except ValueError:
                continue
        return value or None
    return value
