"""Closings and closed marks as the file holds them."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from school_desk.journal.closing_model import ClosedMark, ClosedMarks, Closing
from school_desk.journal.model import Standing
from school_desk.school.model import PersonName
from school_desk.storage.engine import Connection
from school_desk.storage.unit_of_work import UnitOfWork

Closings = Mapping[tuple[int, int], tuple[Closing, ...]]
"""The closings of pages, by teaching group and subject."""

_NAMES = "{0}.surname, {0}.given, {0}.patronymic"
_CLOSING = (
    "SELECT c.row, c.grp, c.subject, c.period, c.closed_on, c.ruleset, c.reopened_on, c.reason, "
    f"{_NAMES.format('a')}, {_NAMES.format('b')} FROM closing AS c "
    "LEFT JOIN account AS a ON a.row = c.closed_by LEFT JOIN account AS b ON b.row = c.reopened_by "
    "WHERE c.alive AND c.closed_on IS NOT NULL "
)


def load_closings(db: Connection, year: str) -> Closings:
    """The closings of a school year."""
    rows = db.execute(
        _CLOSING + "AND c.grp IN (SELECT g.row FROM teaching_group AS g "
        "JOIN class_group AS k ON k.row = g.class_group WHERE k.year = ?) ORDER BY c.row",
        (year,),
    )
    found: dict[tuple[int, int], list[Closing]] = {}
    for row in rows:
        one = _closing(row)
        found.setdefault((one.group, one.subject), []).append(one)
    return {place: tuple(ones) for place, ones in found.items()}


def load_page_closing(db: Connection, group: int, subject: int, period: str) -> Closing | None:
    """The closing of one page, open again or not."""
    sql = _CLOSING + "AND c.grp = ? AND c.subject = ? AND c.period = ?"
    found = db.execute(sql, (group, subject, period)).fetchone()
    return _closing(found) if found else None


def load_closed_marks(db: Connection, closing: int) -> ClosedMarks:
    """What a page came to, by pupil."""
    rows = db.execute(
        "SELECT pupil, standing, mark, passed, percent FROM closed_mark "
        "WHERE parent = ? AND standing IS NOT NULL",
        (closing,),
    )
    return {
        pupil: ClosedMark(
            Standing(standing),
            mark,
            None if passed is None else bool(passed),
            None if percent is None else Fraction(percent),
        )
        for pupil, standing, mark, passed, percent in rows
    }


def save_closing(work: UnitOfWork, class_part: str, closing: Closing, by: int | None) -> int:
    """Close a page; whoever had opened it again has no say any more."""
    return work.born(
        "closing",
        class_part,
        grp=closing.group,
        subject=closing.subject,
        period=closing.period,
        closed_on=closing.closed_on.isoformat(),
        closed_by=by,
        ruleset=closing.ruleset,
        reopened_on=None,
        reopened_by=None,
        reason=None,
    )


def save_reopening(work: UnitOfWork, closing: int, on: date, by: int | None, reason: str) -> None:
    """Open a closed page again."""
    work.put("closing", closing, reopened_on=on.isoformat(), reopened_by=by, reason=reason)


def save_declining(work: UnitOfWork, closing: int, on: date, by: int | None, reason: str) -> None:
    """Say that what was typed late does not count; what comes after this is asked about anew."""
    work.put("closing", closing, declined_on=on.isoformat(), declined_by=by, declined_for=reason)


def page_of_cell(db: Connection, table: str, parent: int) -> tuple[int, int] | None:
    """Teaching group and subject of a column, a work or a descriptor; None for anything else."""
    sql = _PAGE_OF.get(table)
    found = db.execute(sql, (parent,)).fetchone() if sql else None
    return (found[0], found[1]) if found else None


_PAGE_OF = {
    "mark": "SELECT l.grp, l.subject FROM lesson_column AS c JOIN lesson AS l ON l.row = c.lesson "
    "WHERE c.row = ?",
    "work_points": "SELECT grp, subject FROM summative WHERE row = ?",
    "descriptor_points": "SELECT s.grp, s.subject FROM descriptor AS d "
    "JOIN work_task AS t ON t.row = d.task JOIN summative AS s ON s.row = t.summative "
    "WHERE d.row = ?",
    "verdict": "SELECT grp, subject FROM verdict WHERE row = ?",
}


def save_closed_marks(work: UnitOfWork, closing: int, marks: ClosedMarks) -> None:
    """Store what a page came to; who is no longer on it has nothing."""
    stale = set(load_closed_marks(work.db, closing)) - set(marks)
    for pupil, mark in marks.items():
        save_closed_mark(work, closing, pupil, mark)
    for pupil in stale:
        work.put_cell(
            "closed_mark", closing, pupil, standing=None, mark=None, passed=None, percent=None
        )


def save_closed_mark(work: UnitOfWork, closing: int, pupil: int, mark: ClosedMark) -> None:
    """Store what a page came to for one pupil."""
    work.put_cell(
        "closed_mark",
        closing,
        pupil,
        standing=mark.standing.value,
        mark=mark.mark,
        passed=None if mark.passed is None else int(mark.passed),
        percent=None if mark.percent is None else str(mark.percent),
    )


def _closing(row: tuple[object, ...]) -> Closing:
    number, group, subject, period, on, ruleset, reopened, reason = row[:8]
    return Closing(
        row=_whole(number),
        group=_whole(group),
        subject=_whole(subject),
        period=str(period),
        closed_on=date.fromisoformat(str(on)),
        closed_by=_name(row[8:11]),
        ruleset=str(ruleset or ""),
        reopened_on=date.fromisoformat(str(reopened)) if reopened else None,
        reopened_by=_name(row[11:14]) if reopened else None,
        reason=str(reason or ""),
    )


def _whole(value: object) -> int:
    return int(str(value))


def _name(parts: Iterable[object]) -> PersonName:
    return PersonName(*(str(part or "") for part in parts))
