"""Rows of bells and shifts: the usual times, sets for some classes or days, who is in a shift."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, time

from school_desk.school.bell_rules import Bells
from school_desk.school.calendar_store import numbers_of, text_of
from school_desk.school.model import Bell, BellSet, Shift
from school_desk.school.store import load_bells
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def load_all_bells(db: Connection) -> Bells:
    """The usual bells and every set beside them."""
    return Bells({bell.slot: bell for bell in load_bells(db)}, load_bell_sets(db))


def load_bell_sets(db: Connection) -> tuple[BellSet, ...]:
    """The sets of bells for some classes, weekdays or days."""
    rows = db.execute(
        "SELECT row, code, name, year_levels, weekdays, starts, ends FROM bell_set WHERE alive "
        "ORDER BY name, code"
    ).fetchall()
    times = _times(db) if rows else {}
    return tuple(
        BellSet(
            code,
            name or "",
            tuple(times.get(row, ())),
            numbers_of(whom),
            numbers_of(weekdays),
            date.fromisoformat(starts) if starts else None,
            date.fromisoformat(ends) if ends else None,
        )
        for row, code, name, whom, weekdays, starts, ends in rows
    )


def load_bell_set_row(db: Connection, code: str) -> int | None:
    """The row of a set of bells."""
    found = db.execute("SELECT row FROM bell_set WHERE alive AND code = ?", (code,)).fetchone()
    return found[0] if found else None


def load_shifts(db: Connection) -> tuple[Shift, ...]:
    """The shifts of the school, by number."""
    rows = db.execute(
        "SELECT number, first_slot, last_slot FROM shift WHERE alive "
        "AND first_slot IS NOT NULL AND last_slot IS NOT NULL ORDER BY number"
    )
    return tuple(Shift(*row) for row in rows)


def load_shift_of_classes(db: Connection, year: str) -> Mapping[int, int]:
    """The number of the shift of each class group that has one."""
    rows = db.execute(
        "SELECT row, shift FROM class_group WHERE alive AND year = ? AND shift IS NOT NULL",
        (year,),
    )
    return dict(rows)


def load_class_shifts(db: Connection, year: str) -> Mapping[int, Shift]:
    """The shift of each class group that has one, with its lessons."""
    shifts = {one.number: one for one in load_shifts(db)}
    of_classes = load_shift_of_classes(db, year).items()
    return {row: shifts[number] for row, number in of_classes if number in shifts}


def save_bell_set(work: UnitOfWork, parts: Partitions, found: BellSet) -> None:
    """A set of bells with its times; a slot that it does not name has none in it."""
    row = work.born(
        "bell_set",
        parts.school_wide,
        code=found.code,
        name=found.name or None,
        year_levels=text_of(found.year_levels),
        weekdays=text_of(found.weekdays),
        starts=found.starts.isoformat() if found.starts else None,
        ends=found.ends.isoformat() if found.ends else None,
    )
    for bell in found.bells:
        starts, ends = bell.starts.isoformat("minutes"), bell.ends.isoformat("minutes")
        work.born(
            "bell_time", parts.school_wide, bell_set=row, slot=bell.slot, starts=starts, ends=ends
        )
    kept = {bell.slot for bell in found.bells}
    for slot, time_row in _time_rows(work.db, row).items():
        if slot not in kept:
            work.delete(time_row)


def delete_bell_set(work: UnitOfWork, code: str) -> None:
    """Let a set of bells go with its times."""
    row = load_bell_set_row(work.db, code)
    if row is not None:
        for time_row in _time_rows(work.db, row).values():
            work.delete(time_row)
        work.delete(row)


def save_shifts(work: UnitOfWork, parts: Partitions, shifts: tuple[Shift, ...]) -> None:
    """The shifts of the school; one that is not named goes."""
    for one in shifts:
        work.born(
            "shift",
            parts.school_wide,
            number=one.number,
            first_slot=one.first_slot,
            last_slot=one.last_slot,
        )
    kept = {one.number for one in shifts}
    for number, row in work.db.execute("SELECT number, row FROM shift WHERE alive").fetchall():
        if number not in kept:
            work.delete(row)


def save_shift_of_class(work: UnitOfWork, class_group: int, shift: int | None) -> None:
    """The shift of a class group; None: it is in none."""
    work.put("class_group", class_group, shift=shift)


def _times(db: Connection) -> Mapping[int, list[Bell]]:
    found: dict[int, list[Bell]] = defaultdict(list)
    rows = db.execute(
        "SELECT bell_set, slot, starts, ends FROM bell_time WHERE alive ORDER BY slot"
    )
    for of, slot, starts, ends in rows:
        found[of].append(Bell(slot, time.fromisoformat(starts), time.fromisoformat(ends)))
    return found


def _time_rows(db: Connection, bell_set: int) -> Mapping[int, int]:
    rows = db.execute("SELECT slot, row FROM bell_time WHERE alive AND bell_set = ?", (bell_set,))
    return dict(rows)
