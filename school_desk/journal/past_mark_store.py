"""Marks of terms and years without a register here: what was typed or imported, and from where."""

from collections.abc import Iterable, Mapping

from school_desk.journal.past_mark_model import (
    FINAL_MARK,
    YEAR_MARK,
    PastKey,
    PastMark,
)
from school_desk.storage.engine import Connection
from school_desk.storage.unit_of_work import UnitOfWork

__all__ = (
    "FINAL_MARK",
    "YEAR_MARK",
    "PastKey",
    "PastMark",
    "load_past_marks",
    "save_past_mark",
)


def load_past_marks(
    db: Connection, pupils: Iterable[int], year: str | None = None
) -> Mapping[PastKey, PastMark]:
    """The marks of pupils from elsewhere, of one year or of all."""
    wanted = ",".join(str(int(pupil)) for pupil in pupils)
    rows = db.execute(
        "SELECT pupil, year, subject, period, mark, passed, source FROM past_mark "
        f"WHERE alive AND pupil IN ({wanted}) AND year = coalesce(?, year) "
        "AND coalesce(mark, passed) IS NOT NULL",
        (year,),
    )
    return {
        PastKey(pupil, of, subject, period): PastMark(
            mark, None if passed is None else bool(passed), source or ""
        )
        for pupil, of, subject, period, mark, passed, source in rows
    }


def save_past_mark(work: UnitOfWork, class_part: str, key: PastKey, past: PastMark) -> int:
    """A mark from elsewhere, kept with the class group in which it was entered."""
    return work.born(
        "past_mark",
        class_part,
        pupil=key.pupil,
        year=key.year,
        subject=key.subject,
        period=key.period,
        mark=past.mark,
        passed=None if past.passed is None else int(past.passed),
        source=past.source or None,
    )
