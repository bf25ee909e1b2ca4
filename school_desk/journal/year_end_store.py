"""Rows at the end of a school year: which pages are closed, what the council decided."""

from collections.abc import Mapping
from datetime import date

from school_desk.school.rollover_model import Decided, Settled
from school_desk.storage.engine import Connection

SETTLED = {
    "transferred": Settled.MOVED,
    "summer_work": Settled.CONDITIONAL,
    "extra_work": Settled.CONDITIONAL,
    "repeats": Settled.REPEATS,
    "graduated": Settled.GRADUATED,
}
"""What a decision means for the next year; of an exam to sit again nobody knows it yet."""


def load_closed(db: Connection) -> frozenset[tuple[int, int, str]]:
    """The pages that are closed now: teaching group, subject, key of the period."""
    rows = db.execute(
        "SELECT grp, subject, period FROM closing "
        "WHERE alive AND closed_on NOT NULL AND reopened_on IS NULL"
    )
    return frozenset(rows.fetchall())


def load_decided(db: Connection, year: str) -> Mapping[tuple[int, int], Decided]:
    """The decisions of a school year, by pupil and class group."""
    rows = db.execute(
        "SELECT d.pupil, d.class_group, d.outcome, d.order_number, d.order_date "
        "FROM decision AS d JOIN class_group AS c ON c.row = d.class_group "
        "WHERE d.alive AND d.outcome NOT NULL AND c.year = ?",
        (year,),
    )
    return {
        (pupil, class_group): Decided(
            SETTLED[outcome], number or "", date.fromisoformat(day) if day else None
        )
        for pupil, class_group, outcome, number, day in rows
        if outcome in SETTLED
    }
