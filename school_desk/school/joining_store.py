"""Every row and cell that names a pupil, found by the registry, and given to another pupil."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from school_desk.school.joining_model import Cell, Collision, Keep, KnownPupil, Settled, Where
from school_desk.school.model import ClassGroup, PersonName, Pupil
from school_desk.school.stay_rules import Stays, ordered
from school_desk.storage.engine import Connection
from school_desk.storage.registry import BIRTH, Field, Registry, Table
from school_desk.storage.rows import RowKeys
from school_desk.storage.unit_of_work import UnitOfWork

PUPIL = "pupil"
DATED = ("membership", "group_member")
"""Tables of stays: those of both records count, and a second stay is a row of its own."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The record that stays, the one that goes into it, and how rows are found."""

    kept: int
    dropped: int
    registry: Registry
    keys: RowKeys


def tables_of_pupils(registry: Registry) -> tuple[Table, ...]:
    """The tables that name a pupil, in cells or in a column; a log says what was then."""
    return tuple(
        table
        for table in registry.tables
        if not table.append_only
        and (table.member == PUPIL or any(table.ref(one) == PUPIL for one in table.columns))
    )


def load_known(db: Connection) -> tuple[KnownPupil, ...]:
    """Every pupil of the file with birth date, IIN and classes, to find doubles."""
    classes: dict[int, list[str]] = {}
    rows = db.execute(
        "SELECT m.pupil, c.year_level, c.letter FROM membership AS m "
        "JOIN class_group AS c ON c.row = m.class_group WHERE m.alive ORDER BY c.year, m.starts"
    )
    for pupil, year_level, letter in rows:
        label = ClassGroup(0, year_level, letter or "").label
        classes.setdefault(pupil, []).append(label)
    found = db.execute(
        "SELECT p.row, p.surname, p.given, p.patronymic, f.birth_date, f.iin FROM pupil AS p "
        "LEFT JOIN personal_file AS f ON f.pupil = p.row AND f.alive WHERE p.alive"
    )
    return tuple(
        KnownPupil(
            Pupil(row, PersonName(*(part or "" for part in name))),
            date.fromisoformat(birth) if birth else None,
            iin or "",
            tuple(dict.fromkeys(classes.get(row, ()))),
        )
        for row, *name, birth, iin in found
    )


def load_stays(db: Connection, pupil: int) -> Mapping[int, Stays]:
    """The stays of a pupil in each class of any year."""
    rows = db.execute(
        "SELECT class_group, starts, ends FROM membership WHERE alive AND pupil = ?", (pupil,)
    )
    found: dict[int, list[tuple[date | None, date | None]]] = {}
    for at, starts, ends in rows:
        found.setdefault(at, []).append((_day(starts), _day(ends)))
    return {at: ordered(stays) for at, stays in found.items()}


def load_labels(db: Connection) -> Mapping[int, str]:
    """How people call every class group there ever was."""
    rows = db.execute("SELECT row, year_level, letter FROM class_group")
    return {
        row: ClassGroup(row, year_level, letter or "").label for row, year_level, letter in rows
    }


def moves(db: Connection, pair: Pair) -> Mapping[str, int]:
    """How many rows and cells name the dropped record, by table."""
    counts = {one.name: len(_rows(db, one, pair.dropped)) for one in _plain(pair)}
    counts |= {one.name: len(_cells(db, one, pair.dropped)) for one in _packed(pair)}
    return {name: n for name, n in counts.items() if n}


def collisions(db: Connection, pair: Pair) -> tuple[Collision, ...]:
    """Where both records hold a value and the values differ."""
    return (
        *(one for table in _packed(pair) for one in _cell_collisions(db, table, pair)),
        *(one for table in _plain(pair) for one in _row_collisions(db, table, pair)),
    )


def save_joined(work: UnitOfWork, pair: Pair, settled: Settled) -> None:
    """Give everything of the dropped record to the kept one, and end the dropped."""
    for table in _packed(pair):
        _give_cells(work, table, pair, settled)
    for table in _plain(pair):
        if table.name in DATED:
            _give_stays(work, table, pair)
        else:
            _give_rows(work, table, pair, settled)
    work.put(PUPIL, pair.dropped, merged_into=pair.kept)
    work.delete(pair.dropped)


def _packed(pair: Pair) -> tuple[Table, ...]:
    return tuple(one for one in tables_of_pupils(pair.registry) if one.packed)


def _plain(pair: Pair) -> tuple[Table, ...]:
    return tuple(one for one in tables_of_pupils(pair.registry) if not one.packed)


def _cells(db: Connection, table: Table, pupil: int) -> dict[int, tuple[Cell, ...]]:
    """The cells of a pupil that hold something, by parent."""
    columns = table.fields[0].columns
    rows = db.execute(
        f"SELECT parent, {', '.join(columns)} FROM {table.name} WHERE pupil = ?", (pupil,)
    )
    return {parent: tuple(found) for parent, *found in rows if any(v is not None for v in found)}


def _cell_collisions(db: Connection, table: Table, pair: Pair) -> Iterator[Collision]:
    kept = _cells(db, table, pair.kept)
    for parent, theirs in _cells(db, table, pair.dropped).items():
        ours = kept.get(parent)
        if ours is not None and ours != theirs:
            where = described(db, pair.registry, table.parent, parent)
            key = table.name, parent, table.fields[0].id
            yield Collision(key, where, ours, theirs, table.fields[0].columns)


def _give_cells(work: UnitOfWork, table: Table, pair: Pair, settled: Settled) -> None:
    field = table.fields[0]
    kept = _cells(work.db, table, pair.kept)
    for parent, theirs in _cells(work.db, table, pair.dropped).items():
        chosen = settled.get((table.name, parent, field.id), Keep.KEPT)
        if parent not in kept or chosen is Keep.DROPPED:
            values = dict(zip(field.columns, theirs, strict=True))
            work.put_cell(table.name, parent, pair.kept, **values)
        work.put_cell(table.name, parent, pair.dropped, **dict.fromkeys(field.columns))


def _rows(db: Connection, table: Table, pupil: int) -> dict[int, dict[str, Any]]:
    """The rows that name a pupil, by row."""
    refs = [column for column in table.columns if table.ref(column) == PUPIL]
    where = " OR ".join(f"{column} = ?" for column in refs)
    alive = "" if table.name == PUPIL else "alive AND "
    found = db.execute(
        f"SELECT row, {', '.join(table.columns)} FROM {table.name} WHERE {alive}({where})",
        (pupil,) * len(refs),
    )
    return {row: dict(zip(table.columns, rest, strict=True)) for row, *rest in found}


def _renamed(table: Table, values: Mapping[str, Any], pair: Pair) -> dict[str, Any]:
    """The values of a row with the one pupil in place of the other."""
    return {
        name: pair.kept if table.ref(name) == PUPIL and value == pair.dropped else value
        for name, value in values.items()
    }


def _twin(
    db: Connection, table: Table, values: Mapping[str, Any], pair: Pair
) -> tuple[int, dict[str, Any]] | None:
    """The kept pupil's own row of the same place, if the table has one row for a place."""
    if not table.natural:
        return None
    parts = {name: _renamed(table, values, pair)[name] for name in table.natural}
    for row, found in _rows(db, table, pair.kept).items():
        if all(found[name] == value for name, value in parts.items()):
            return row, found
    return None


def _filled(table: Table, values: Mapping[str, Any]) -> Iterator[tuple[Field, tuple[Cell, ...]]]:
    """The fields of a row that hold something, without those it is born with."""
    for field in table.fields:
        found = tuple(values[name] for name in field.columns)
        if field.name != BIRTH and any(value is not None for value in found):
            yield field, found


def _row_collisions(db: Connection, table: Table, pair: Pair) -> Iterator[Collision]:
    if table.name in DATED:
        return
    for row, theirs in _rows(db, table, pair.dropped).items():
        twin = _twin(db, table, theirs, pair)
        if twin is None:
            continue
        ours = dict(_filled(table, twin[1]))
        for field, found in _filled(table, theirs):
            if field in ours and ours[field] != found:
                where = described(db, pair.registry, table.name, row)
                kept, dropped = _told(db, field, ours[field]), _told(db, field, found)
                key = table.name, twin[0], field.id
                yield Collision(key, where, kept, dropped, field.columns)


def _told(db: Connection, field: Field, values: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The values of a field; a class by its label, since its row says nothing to people."""
    refs = field.refs or {}
    labels = load_labels(db) if "class_group" in refs.values() else {}
    return tuple(
        labels.get(value, value)
        if refs.get(name) == "class_group" and isinstance(value, int)
        else value
        for name, value in zip(field.columns, values, strict=True)
    )


def _give_rows(work: UnitOfWork, table: Table, pair: Pair, settled: Settled) -> None:
    for row, theirs in _rows(work.db, table, pair.dropped).items():
        if not table.natural:
            work.put(table.name, row, **_renamed(table, theirs, pair))
            continue
        twin = _twin(work.db, table, theirs, pair)
        if twin is None:
            part = _part(work.db, pair.keys.place(work.db, row).part)
            work.born(table.name, part, **_renamed(table, theirs, pair))
        else:
            _fill(work, table, twin, theirs, settled)
        work.delete(row)


def _fill(
    work: UnitOfWork,
    table: Table,
    twin: tuple[int, Mapping[str, Any]],
    theirs: Mapping[str, Any],
    settled: Settled,
) -> None:
    """Complete the kept row with what only the other says, or with what counts by decision."""
    row, values = twin
    ours = dict(_filled(table, values))
    for field, found in _filled(table, theirs):
        if field not in ours or settled.get((table.name, row, field.id)) is Keep.DROPPED:
            work.put(table.name, row, **dict(zip(field.columns, found, strict=True)))


def _give_stays(work: UnitOfWork, table: Table, pair: Pair) -> None:
    """The stays of both records in each class; those that touch become one."""
    place = next(name for name in table.natural if table.ref(name) != PUPIL)
    ours, theirs = (_rows(work.db, table, one) for one in (pair.kept, pair.dropped))
    for at in sorted({values[place] for values in theirs.values()}):
        both = [row for row in (*ours.items(), *theirs.items()) if row[1][place] == at]
        stays = ordered((_day(one["starts"]), _day(one["ends"])) for _row, one in both)
        own = sorted(row for row, values in ours.items() if values[place] == at)
        part = _part(work.db, pair.keys.place(work.db, both[0][0]).part)
        _save_stays(work, table, {place: at, PUPIL: pair.kept}, own, stays, part)
    for row in theirs:
        work.delete(row)


def _save_stays(
    work: UnitOfWork,
    table: Table,
    birth: Mapping[str, int],
    own: Sequence[int],
    stays: Stays,
    part: str,
) -> None:
    for n, (since, until) in enumerate(stays):
        days = {"starts": _text(since), "ends": _text(until)}
        if n < len(own):
            work.put(table.name, own[n], **days)
        elif n == 0:
            work.born(table.name, part, **birth, **days)
        else:
            work.new(table.name, part, **birth, **days)
    for row in own[len(stays) :]:
        work.delete(row)


def described(db: Connection, registry: Registry, table: str, row: int) -> Where:
    """Where a row is, gathered along its references."""
    facts: dict[str, Any] = {}
    _gather(db, registry, registry.by_name[table], row, facts)
    return Where(
        day=_day(facts.get("day")),
        slot=facts.get("slot"),
        subject=facts.get("subject", {}),
        class_label=facts.get("class_group", ""),
        words=tuple(
            str(facts[name]) for name in ("year", "period", "title", "number") if facts.get(name)
        ),
    )


def _gather(
    db: Connection, registry: Registry, table: Table, row: int, facts: dict[str, Any]
) -> None:
    found = db.execute(
        f"SELECT {', '.join(table.columns)} FROM {table.name} WHERE row = ?", (row,)
    ).fetchone()
    if found is None:
        return
    values = dict(zip(table.columns, found, strict=True))
    if table.name == "subject":
        facts.setdefault("subject", {"kk": values["name_kk"] or "", "ru": values["name_ru"] or ""})
        return
    if table.name == "class_group":
        label = ClassGroup(row, values["year_level"], values["letter"] or "").label
        facts.setdefault("class_group", label)
        return
    for name, value in values.items():
        target = table.ref(name)
        if target in (PUPIL, "account") or value is None:
            continue
        if target is None:
            facts.setdefault(name, value)
        else:
            _gather(db, registry, registry.by_name[target], value, facts)


def _part(db: Connection, ordinal: int) -> str:
    found = db.execute("SELECT name FROM part WHERE ord = ?", (ordinal,)).fetchone()
    return str(found[0])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
