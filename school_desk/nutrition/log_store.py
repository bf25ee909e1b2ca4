"""Rows of the logs, of what was issued and of their dated data, as values."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal

from school_desk.nutrition.log_forms_rules import LOGS
from school_desk.nutrition.log_model import Entry, Kind, Log, Value
from school_desk.nutrition.log_norm_model import Issued, Norm, NormKind, Unit
from school_desk.nutrition.log_rules import with_shown
from school_desk.nutrition.log_text_rules import uses_of
from school_desk.nutrition.nutrient_rules import number_text
from school_desk.nutrition.sheet_rules import read_sheet
from school_desk.school.calendar_model import Status
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork

Kept = str | int | None
_AFTER = "~"
"""Stands after every moment of a day in the order of texts."""


# Entries


def load_entries(db: Connection, log: Log, first: date, last: date) -> tuple[Entry, ...]:
    """The entries of a log between two days, both included, in the order of their moments."""
    names = ", ".join(one.name for one in log.kept)
    rows = db.execute(
        f"SELECT row, {names} FROM {log.table} WHERE alive AND {log.day} >= ? AND {log.day} <= ? "
        f"ORDER BY {log.day}, row",
        (first.isoformat(), last.isoformat() + _AFTER),
    ).fetchall()
    return tuple(_entry(log, row, kept) for row, *kept in rows)


def load_entry(db: Connection, log: Log, row: int) -> Entry | None:
    """One entry, if it is there."""
    names = ", ".join(one.name for one in log.kept)
    found = db.execute(
        f"SELECT {names} FROM {log.table} WHERE alive AND row = ?", (row,)
    ).fetchone()
    return _entry(log, row, found) if found else None


def load_last(db: Connection, log: Log) -> Entry | None:
    """The entry that was written last: what it says often holds again."""
    names = ", ".join(one.name for one in log.kept)
    found = db.execute(
        f"SELECT row, {names} FROM {log.table} WHERE alive AND {log.day} IS NOT NULL "
        f"ORDER BY {log.day} DESC, row DESC LIMIT 1"
    ).fetchone()
    return _entry(log, found[0], found[1:]) if found else None


def load_words(db: Connection, column: str, tables: Iterable[Log] = LOGS) -> tuple[str, ...]:
    """What was written in a column of words before, in any log that has it."""
    found: set[str] = set()
    for log in tables:
        if any(one.name == column for one in log.kept):
            rows = db.execute(f"SELECT DISTINCT {column} FROM {log.table} WHERE alive")
            found |= {text for (text,) in rows if text}
    return tuple(sorted(found))


def save_entry(work: UnitOfWork, parts: Partitions, entry: Entry) -> int:
    """An entry, new or as it is from now on; returns its id."""
    log = entry.log
    facts = {one.name: _kept(entry[one.name]) for one in log.kept}
    if log.born:
        return work.born(log.table, parts.meals, **facts)
    if entry.id:
        work.put(log.table, entry.id, **facts)
        return entry.id
    return work.new(log.table, parts.meals, **facts)


# What was issued


def load_issued(db: Connection, band: str, first: date, last: date) -> tuple[Issued, ...]:
    """What was issued for a band, and child-days, of each day with something written."""
    between = (band, first.isoformat(), last.isoformat())
    where = "WHERE alive AND band = ? AND day >= ? AND day <= ?"
    masses: dict[date, dict[str, Decimal]] = {}
    for day, product, mass in db.execute(
        f"SELECT day, product, mass FROM log_issued {where}", between
    ):
        if mass is not None:
            masses.setdefault(date.fromisoformat(day), {})[product] = Decimal(mass)
    fed = {
        date.fromisoformat(day): portions or 0
        for day, portions in db.execute(f"SELECT day, portions FROM log_fed {where}", between)
    }
    days = sorted({*masses, *fed})
    return tuple(Issued(day, band, fed.get(day, 0), masses.get(day, {})) for day in days)


def save_issued(work: UnitOfWork, parts: Partitions, one: Issued, codes: Iterable[str]) -> None:
    """What was issued on a day, as it is from now on; a product left out is issued no more."""
    day = one.day.isoformat()
    before = load_issued(work.db, one.band, one.day, one.day)
    written = before[0].masses if before else {}
    for code in codes:
        mass = one.masses.get(code)
        if mass is not None or code in written:
            kept = number_text(mass) if mass is not None else None
            work.born("log_issued", parts.meals, day=day, band=one.band, product=code, mass=kept)
    work.born("log_fed", parts.meals, day=day, band=one.band, portions=one.portions)


def load_ordered(db: Connection, day: date) -> Mapping[str, int]:
    """Portions of the orders of a day by band, as the canteen has them."""
    found: dict[str, int] = {}
    rows = db.execute("SELECT sheet FROM meal_order WHERE alive AND day = ?", (day.isoformat(),))
    for (text,) in rows.fetchall():
        for band, portions in read_sheet(text).by_band.items():
            found[band] = found.get(band, 0) + portions
    return found


# Dated data


def load_norms(db: Connection) -> tuple[Norm, ...]:
    """The school's own norms, doses and refrigerators."""
    rows = db.execute(
        "SELECT kind, code, band, starts, name_kk, name_ru, value, unit, least, most, status, row "
        "FROM log_norm WHERE alive ORDER BY starts, row"
    ).fetchall()
    return tuple(_norm(*columns) for columns in rows if columns[0] in set(NormKind))


def save_norm(work: UnitOfWork, parts: Partitions, one: Norm) -> int:
    """A fact of the school's own, as it is from now on."""
    return work.born(
        "log_norm",
        parts.meals,
        kind=one.kind.value,
        code=one.code,
        band=one.band,
        starts=one.starts.isoformat(),
        name_kk=one.names.get("kk") or None,
        name_ru=one.names.get("ru") or None,
        value=_number(one.value),
        unit=one.unit.value,
        least=_number(one.least),
        most=_number(one.most),
        status=one.status.value,
    )


def _norm(*told: Kept) -> Norm:
    kind, code, band, starts, kk, ru, value, unit, least, most, status, row = told
    return Norm(
        NormKind(str(kind)),
        str(code or ""),
        str(band or ""),
        date.fromisoformat(str(starts)),
        {"kk": str(kk), "ru": str(ru or kk)} if kk else {},
        Decimal(str(value)) if value else None,
        Unit(str(unit)) if unit in set(Unit) else Unit.GRAMS,
        Decimal(str(least)) if least else None,
        Decimal(str(most)) if most else None,
        Status(str(status)) if status in set(Status) else Status.TO_CHECK,
        own=True,
        id=int(row or 0),
    )


def _number(value: Decimal | None) -> str | None:
    return None if value is None else number_text(value)


# Values in columns


def _entry(log: Log, row: int, kept: Iterable[Kept]) -> Entry:
    read = {
        one.name: _READ[one.kind](value) if value is not None else None
        for one, value in zip(log.kept, kept, strict=True)
    }
    return with_shown(Entry(log, read, row))


def _kept(value: Value) -> Kept:
    match value:
        case None | ():
            return None
        case bool():
            return int(value)
        case Decimal():
            return number_text(value)
        case datetime() | time():
            return value.isoformat(timespec="minutes")
        case _:
            return _joined(value)


def _joined(value: Value) -> str:
    """Several things in one column, one spelling of each."""
    if isinstance(value, tuple):
        return ";".join(f"{one.at:%Y-%m-%dT%H:%M} {number_text(one.amount)}" for one in value)
    if isinstance(value, Mapping):
        return ";".join(f"{band}:{count}" for band, count in value.items())
    return str(value)


def _portions(kept: Kept) -> Mapping[str, int]:
    parts = (one.partition(":") for one in str(kept).split(";"))
    return {band: int(count) for band, _colon, count in parts}


_READ: Mapping[Kind, Callable[[Kept], Value]] = {
    Kind.TEXT: str,
    Kind.CHOICE: str,
    Kind.DAY: lambda kept: date.fromisoformat(str(kept)),
    Kind.MOMENT: lambda kept: datetime.fromisoformat(str(kept)),
    Kind.TIME: lambda kept: time.fromisoformat(str(kept)),
    Kind.AMOUNT: lambda kept: Decimal(str(kept)),
    Kind.DEGREES: lambda kept: Decimal(str(kept)),
    Kind.CHECK: bool,
    Kind.USES: lambda kept: uses_of(str(kept)),
    Kind.PORTIONS: _portions,
}
