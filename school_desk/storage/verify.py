"""Check the file against its log: chains, heads, rows, guards; name what was touched from outside."""

from collections.abc import Iterator
from dataclasses import dataclass

from school_desk.errors import N_
from school_desk.storage.changelog import (
    EMPTY_CHAIN,
    Dot,
    Tip,
    Trail,
    head_bytes,
    link,
    salted,
)
from school_desk.storage.clock import moment_of
from school_desk.storage.engine import Row
from school_desk.storage.migrate import guards_missing
from school_desk.storage.registry import Field, Table
from school_desk.storage.rows import Place, pack
from school_desk.storage.unit_of_work import ORIGINS, Storage, work_chain
from school_desk.storage.values import digest_of, from_log, travelling


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not fit: a sentence with its facts; `work` where the log names one."""

    sentence: str
    facts: dict[str, object]
    work: int | None = None


def verify(storage: Storage) -> tuple[Fault, ...]:
    """All faults of the file, the first bad unit of work first. Reads everything: slow."""
    found = sorted(_log_faults(storage), key=lambda fault: fault.work or 0)
    return (*found, *_row_faults(storage), *_guard_faults(storage))


def tail_fits(storage: Storage) -> bool:
    """Whether the newest unit of work of this computer fits its chain: quick, at every start."""
    row = storage.db.execute(
        "SELECT work, chain FROM work WHERE chain IS NOT NULL ORDER BY work DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return True
    work, chain = row
    own = storage.log.own
    parts = storage.db.execute("SELECT part, seq, chain FROM vv WHERE dev = ?", (own,)).fetchall()
    tips = {
        part: Tip(seq, bytes(link_value))
        for part, seq, link_value in parts
        if _work_at(storage, part, seq) == work
    }
    return bool(work_chain(tips) == bytes(chain))


def _work_at(storage: Storage, part: int, seq: int) -> int | None:
    found = storage.db.execute(
        "SELECT work FROM change_log WHERE part = ? AND dev = ? AND seq = ?",
        (part, storage.log.own, seq),
    ).fetchone()
    return int(found[0]) if found else None


def _log_faults(storage: Storage) -> Iterator[Fault]:
    """Streams whose lines do not lead to their chains."""
    tips: dict[int, dict[int, Tip]] = {}
    for part, dev, seq, chain in storage.db.execute("SELECT part, dev, seq, chain FROM vv"):
        end = yield from _stream_faults(storage, part, dev, tips)
        if end != Tip(seq, bytes(chain)):
            yield _bad_work(storage, _last_work(storage, part, dev))
    for work, chain in storage.db.execute("SELECT work, chain FROM work WHERE chain IS NOT NULL"):
        if work_chain(tips.get(work, {})) != bytes(chain):
            yield _bad_work(storage, work)


def _stream_faults(storage: Storage, part: int, dev: int, tips: dict[int, dict[int, Tip]]):  # type: ignore[no-untyped-def]  # noqa: ANN202, E501  a generator with an answer
    tip = Tip(0, EMPTY_CHAIN)
    rows = storage.db.execute(
        "SELECT c.seq, c.row, c.field, c.val, c.ctx, c.work, w.hlc, l.text, w.actor, w.origin, "
        "w.reason, p.salt, p.digest FROM change_log AS c LEFT JOIN work AS w USING(work) "
        "LEFT JOIN label AS l ON l.ord = w.label "
        "LEFT JOIN personal_salt AS p USING(part, dev, seq) "
        "WHERE c.part = ? AND c.dev = ? ORDER BY c.seq",
        (part, dev),
    )
    for line in rows:
        if line[0] != tip.seq + 1 or line[6] is None:
            yield _bad_work(storage, line[5])
        tip = Tip(line[0], _next(storage, tip.chain, line))
        tips.setdefault(line[5], {})[part] = tip
    return tip


def _next(storage: Storage, chain: bytes, line: Row) -> bytes:
    """The chain after a line of the log as it stands in the file."""
    seq, row, number, val, ctx, _, hlc, label, actor, origin, reason, salt, digest = line
    db, log = storage.db, storage.log
    table = storage.keys.place(db, row).table
    field = storage.registry.field(table, number)
    trail = log.trail_value(db, Trail(label, actor, ORIGINS[origin or 0], reason or ""))
    keys = storage.keys.travelling(db, row)
    head = head_bytes(table, keys, number, seq, hlc, log.context_text(db, ctx), trail)
    sent = travelling(db, storage.keys, field, val)
    if not field.personal:
        return link(chain, head, digest_of(sent))
    return link(chain, head, salted(sent, salt) if salt is not None else bytes(digest or b""))


def _last_work(storage: Storage, part: int, dev: int) -> int:
    found = storage.db.execute(
        "SELECT max(work) FROM change_log WHERE part = ? AND dev = ?", (part, dev)
    ).fetchone()
    return int(found[0] or 0)


def _bad_work(storage: Storage, work: int) -> Fault:
    found = storage.db.execute(
        "SELECT text, hlc FROM work JOIN label ON label.ord = work.label WHERE work = ?", (work,)
    ).fetchone()
    facts: dict[str, object] = {"work": work}
    if found is None:
        return Fault(N_("Unit of work {work} has no line in the log."), facts, work)
    facts |= {"label": found[0], "moment": moment_of(found[1])}
    sentence = N_("Unit of work {work} ({label}, {moment}) was changed from outside.")
    return Fault(sentence, facts, work)


def _row_faults(storage: Storage) -> Iterator[Fault]:
    """Rows that do not show what their heads say."""
    for table in storage.registry.tables:
        yield from (_packed_faults if table.packed else _plain_faults)(storage, table)


def _plain_faults(storage: Storage, table: Table) -> Iterator[Fault]:
    rows = storage.db.execute(f"SELECT row, {', '.join(table.columns)} FROM {table.name}")
    for row, *values in rows.fetchall():
        place = storage.keys.place(storage.db, row)
        stored = dict(zip(table.columns, values, strict=True))
        for field in table.fields:
            if not _shows(storage, place, row, field, [stored[name] for name in field.columns]):
                yield _bad_row(table, field, row)


def _packed_faults(storage: Storage, table: Table) -> Iterator[Fault]:
    field = table.fields[0]
    rows = storage.db.execute(f"SELECT parent, pupil, {', '.join(field.columns)} FROM {table.name}")
    for parent, pupil, *values in rows.fetchall():
        row = pack(table.packed or 0, parent, pupil)
        if not _shows(storage, storage.keys.place(storage.db, row), row, field, values):
            yield _bad_row(table, field, row)


def _shows(storage: Storage, place: Place, row: int, field: Field, values: list[object]) -> bool:
    dot = storage.log.displayed(storage.db, place, row, field)
    if dot is None:
        return all(value is None for value in values)
    return list(from_log(field, _logged(storage, place, dot))) == values


def _logged(storage: Storage, place: Place, dot: Dot):  # type: ignore[no-untyped-def]  # noqa: ANN202
    found = storage.db.execute(
        "SELECT val FROM change_log WHERE part = ? AND dev = ? AND seq = ?",
        (place.part, dot.dev, dot.seq),
    ).fetchone()
    return found[0] if found else object()


def _bad_row(table: Table, field: Field, row: int) -> Fault:
    sentence = N_("Row {row} of {table} ({field}) does not show what the log says.")
    return Fault(sentence, {"row": row, "table": table.name, "field": field.name})


def _guard_faults(storage: Storage) -> Iterator[Fault]:
    for name in sorted(guards_missing(storage.database, storage.registry)):
        yield Fault(N_("The guard {name} is missing."), {"name": name})
