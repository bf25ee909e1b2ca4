"""Rows of the register as values: what a page holds, and what its entries write."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from school_desk.journal.entry import Entry, PutMark, PutSign, PutVerdict
from school_desk.journal.model import (
    Column,
    ColumnKey,
    ImportedWork,
    MarkKind,
    MinuteShare,
    Sitting,
    Work,
)
from school_desk.school.model import LessonKey, Period
from school_desk.school.store import save_session, save_sign
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork

Marks = Mapping[int, Mapping[ColumnKey, int]]
"""Points by pupil and column."""


@dataclass(frozen=True, slots=True)
class LessonText:
    """What a teacher has written about a lesson; None: nothing, the plan speaks."""

    topic: str | None
    objective: str | None
    homework: str | None
    cancelled: str | None = None
    teacher_minutes: int | None = None
    teacher_first: int | None = None


def is_cancelled(db: Connection, lesson: LessonKey) -> bool:
    """Whether a lesson was cancelled."""
    found = db.execute(
        "SELECT 1 FROM lesson WHERE grp = ? AND subject = ? AND day = ? AND slot = ? "
        "AND cancelled IS NOT NULL",
        (lesson.group, lesson.subject, lesson.date.isoformat(), lesson.slot),
    )
    return found.fetchone() is not None


def load_cancelled(db: Connection, day: date) -> Mapping[LessonKey, str]:
    """The lessons of a day that were cancelled, with the reason."""
    rows = db.execute(
        "SELECT grp, subject, slot, cancelled FROM lesson WHERE day = ? AND cancelled IS NOT NULL",
        (day.isoformat(),),
    )
    return {LessonKey(grp, subject, day, slot): why for grp, subject, slot, why in rows}


def load_lessons(
    db: Connection, group: int, subject: int, period: Period
) -> Mapping[LessonKey, LessonText]:
    """The lessons of a page in which someone has written."""
    rows = db.execute(
        "SELECT day, slot, topic, objective, homework, cancelled, teacher_minutes, teacher_first "
        "FROM lesson "
        "WHERE grp = ? AND subject = ? AND day BETWEEN ? AND ?",
        (group, subject, period.starts.isoformat(), period.ends.isoformat()),
    )
    return {
        LessonKey(group, subject, date.fromisoformat(day), slot): LessonText(*texts)
        for day, slot, *texts in rows
    }


def load_columns(db: Connection, group: int, subject: int, period: Period) -> tuple[ColumnKey, ...]:
    """The columns of a page that are open or hold marks."""
    rows = db.execute(
        "SELECT l.day, l.slot, c.n FROM lesson AS l JOIN lesson_column AS c ON c.lesson = l.row "
        "WHERE l.grp = ? AND l.subject = ? AND l.day BETWEEN ? AND ? AND (c.open OR EXISTS "
        "(SELECT 1 FROM mark WHERE mark.parent = c.row AND points IS NOT NULL))",
        (group, subject, period.starts.isoformat(), period.ends.isoformat()),
    )
    return tuple(
        ColumnKey(LessonKey(group, subject, date.fromisoformat(day), slot), n)
        for day, slot, n in rows
    )


def load_works(db: Connection, group: int, subject: int, period: Period) -> tuple[Work, ...]:
    """The summative works of a page: units by number, then the term summative."""
    rows = db.execute(
        "SELECT row, kind, number, top, title, day, slot FROM summative "
        f"WHERE alive AND grp = ? AND subject = ? AND term IN {_of_terms(period)} "
        "AND top IS NOT NULL",
        (group, subject, *period.terms),
    )
    works = [
        Work(
            ColumnKey(work=row),
            MarkKind(kind),
            number,
            top,
            title or "",
            date.fromisoformat(day) if day else None,
            slot,
        )
        for row, kind, number, top, title, day, slot in rows
    ]
    return tuple(
        sorted(works, key=lambda work: (work.kind is MarkKind.TERM_SUMMATIVE, work.number))
    )


def load_marks(
    db: Connection,
    group: int,
    subject: int,
    period: Period,
    pupil: int | None = None,
    columns: Iterable[Column] = (),
) -> Marks:
    """The points of a page (of one pupil), under the very keys of its `columns`, if given.

    A key that is the same object is found without being compared, which is half of the time it
    takes to open a page.
    """
    found: dict[int, dict[ColumnKey, int]] = defaultdict(dict)
    same = {column.key: column.key for column in columns}
    keys = _keys(db, group, subject, period)
    rows = db.execute(
        "SELECT m.pupil, m.parent, m.points FROM lesson AS l "
        "JOIN lesson_column AS c ON c.lesson = l.row JOIN mark AS m ON m.parent = c.row "
        "WHERE l.grp = ? AND l.subject = ? AND l.day BETWEEN ? AND ? AND m.points IS NOT NULL"
        + _of(pupil, "m"),
        (group, subject, period.starts.isoformat(), period.ends.isoformat(), *_one(pupil)),
    )
    shared = {row: same.get(key, key) for row, key in keys.items()}
    for who, column, points in rows:
        found[who][shared[column]] = points
    rows = db.execute(
        "SELECT p.pupil, s.row, p.points FROM summative AS s "
        "JOIN work_points AS p ON p.parent = s.row "
        f"WHERE s.alive AND s.grp = ? AND s.subject = ? AND s.term IN {_of_terms(period)} "
        "AND p.points IS NOT NULL" + _of(pupil, "p"),
        (group, subject, *period.terms, *_one(pupil)),
    )
    for who, work, points in rows:
        found[who][ColumnKey(work=work)] = points
    return found


def _keys(db: Connection, group: int, subject: int, period: Period) -> Mapping[int, ColumnKey]:
    """All columns of a page by their rows."""
    rows = db.execute(
        "SELECT c.row, l.day, l.slot, c.n FROM lesson AS l "
        "JOIN lesson_column AS c ON c.lesson = l.row "
        "WHERE l.grp = ? AND l.subject = ? AND l.day BETWEEN ? AND ?",
        (group, subject, period.starts.isoformat(), period.ends.isoformat()),
    )
    return {
        row: ColumnKey(LessonKey(group, subject, date.fromisoformat(day), slot), n)
        for row, day, slot, n in rows
    }


def lesson_of_column(db: Connection, column: int) -> LessonKey | None:
    """The lesson of a column's row."""
    found = db.execute(
        "SELECT l.grp, l.subject, l.day, l.slot FROM lesson_column AS c "
        "JOIN lesson AS l ON l.row = c.lesson WHERE c.row = ?",
        (column,),
    ).fetchone()
    if found is None:
        return None
    group, subject, day, slot = found
    return LessonKey(group, subject, date.fromisoformat(day), slot)


def load_lesson_points(db: Connection, lesson: LessonKey, pupil: int) -> Mapping[int, int | None]:
    """The points of one pupil in each column of a lesson, by its number."""
    rows = db.execute(
        "SELECT c.n, m.points FROM lesson AS l JOIN lesson_column AS c ON c.lesson = l.row "
        "LEFT JOIN mark AS m ON m.parent = c.row AND m.pupil = ? "
        "WHERE l.grp = ? AND l.subject = ? AND l.day = ? AND l.slot = ?",
        (pupil, lesson.group, lesson.subject, lesson.date.isoformat(), lesson.slot),
    )
    return dict(rows)


def load_points(db: Connection, work: int, pupil: int) -> int | None:
    """The points of one pupil in a summative work."""
    found = db.execute(
        "SELECT points FROM work_points WHERE parent = ? AND pupil = ?", (work, pupil)
    ).fetchone()
    return found[0] if found else None


def save_entries(
    work: UnitOfWork, parts: Partitions, class_part: str, entries: Iterable[Entry]
) -> None:
    """Write accepted entries."""
    for entry in entries:
        if isinstance(entry, PutSign):
            save_sign(work, save_session(work, parts, entry.lesson), entry.pupil, entry.sign)
        elif isinstance(entry, PutVerdict):
            _save_verdict(work, class_part, entry)
        else:
            _save_mark(work, class_part, entry)


def _save_mark(work: UnitOfWork, class_part: str, entry: PutMark) -> None:
    key = entry.column
    if key.work is not None:
        work.put_cell("work_points", key.work, entry.pupil, points=entry.points)
    elif key.lesson is not None:
        column = save_column(work, class_part, key.lesson, key.n)
        work.put_cell("mark", column, entry.pupil, points=entry.points)


def _save_verdict(work: UnitOfWork, class_part: str, entry: PutVerdict) -> None:
    work.born(
        "verdict",
        class_part,
        grp=entry.group,
        subject=entry.subject,
        period=entry.period,
        pupil=entry.pupil,
        passed=None if entry.passed is None else int(entry.passed),
    )


def save_lesson(work: UnitOfWork, class_part: str, key: LessonKey, **texts: str | None) -> int:
    """The lesson of a key, made when someone first writes in it; its texts where given."""
    return work.born(
        "lesson",
        class_part,
        grp=key.group,
        subject=key.subject,
        day=key.date.isoformat(),
        slot=key.slot,
        **texts,
    )


def save_minutes(work: UnitOfWork, class_part: str, key: LessonKey, share: MinuteShare) -> None:
    """How long the teacher is with this class in a combined hour, and whether first."""
    work.put(
        "lesson",
        save_lesson(work, class_part, key),
        teacher_minutes=share.minutes,
        teacher_first=None if share.minutes is None else int(share.first),
    )


def save_column(
    work: UnitOfWork, class_part: str, key: LessonKey, n: int, *, opened: bool | None = None
) -> int:
    """The n-th column of a lesson; `opened` shows it (or not) while it holds no mark."""
    lesson = save_lesson(work, class_part, key)
    shown = {} if opened is None else {"open": int(opened)}
    return work.born("lesson_column", class_part, lesson=lesson, n=n, **shown)


def save_work(
    work: UnitOfWork, class_part: str, group: int, subject: int, term: int, planned: Work
) -> int:
    """A summative work of a page: a new one in a term, or another plan for one that is there."""
    if planned.key.work is not None:
        work.put("summative", planned.key.work, **_plan_of(planned))
        return planned.key.work
    return work.born(
        "summative",
        class_part,
        grp=group,
        subject=subject,
        term=term,
        kind=planned.kind.value,
        number=planned.number,
        **_plan_of(planned),
    )


def _plan_of(planned: Work) -> Mapping[str, int | str | None]:
    return {
        "top": planned.top,
        "title": planned.title or None,
        "day": planned.date.isoformat() if planned.date else None,
        "slot": planned.slot,
    }


def load_verdicts(
    db: Connection, group: int, subject: int, period: Period, pupil: int | None = None
) -> Mapping[int, bool]:
    """Who passed and who failed a subject without marks."""
    rows = db.execute(
        "SELECT pupil, passed FROM verdict WHERE alive AND grp = ? AND subject = ? "
        "AND period = ? AND passed IS NOT NULL" + _of(pupil, "verdict"),
        (group, subject, period.key, *_one(pupil)),
    )
    return {who: bool(passed) for who, passed in rows}


def load_sittings(
    db: Connection, group: int, subject: int, period: Period, pupil: int | None = None
) -> Mapping[int, Mapping[int, Sitting]]:
    """Individual schedules by pupil and work."""
    rows = db.execute(
        "SELECT i.pupil, i.summative, i.day, i.reason FROM sitting AS i "
        "JOIN summative AS s ON s.row = i.summative "
        f"WHERE i.alive AND s.grp = ? AND s.subject = ? AND s.term IN {_of_terms(period)} "
        "AND i.day IS NOT NULL" + _of(pupil, "i"),
        (group, subject, *period.terms, *_one(pupil)),
    )
    found: dict[int, dict[int, Sitting]] = defaultdict(dict)
    for who, work, day, reason in rows:
        found[who][work] = Sitting(date.fromisoformat(day), reason or "")
    return found


def load_imported(
    db: Connection, group: int, subject: int, period: Period, pupil: int | None = None
) -> Mapping[int, tuple[ImportedWork, ...]]:
    """Works written at other schools, by pupil."""
    rows = db.execute(
        "SELECT pupil, kind, number, points, top, source, row FROM imported_work "
        f"WHERE alive AND grp = ? AND subject = ? AND term IN {_of_terms(period)} "
        "AND top IS NOT NULL AND points IS NOT NULL"
        + _of(pupil, "imported_work")
        + " ORDER BY kind DESC, number",
        (group, subject, *period.terms, *_one(pupil)),
    )
    found: dict[int, list[ImportedWork]] = defaultdict(list)
    for who, kind, *facts in rows:
        found[who].append(_imported(kind, *facts))
    return {who: tuple(works) for who, works in found.items()}


def works_on(db: Connection, group: int, day: date) -> tuple[tuple[int, MarkKind], ...]:
    """The summative works of a teaching group on a day: subject and kind."""
    rows = db.execute(
        "SELECT subject, kind FROM summative WHERE alive AND grp = ? AND day = ?",
        (group, day.isoformat()),
    )
    return tuple((subject, MarkKind(kind)) for subject, kind in rows)


def _imported(
    kind: str, number: int, points: int, top: int, source: str | None, row: int
) -> ImportedWork:
    return ImportedWork(MarkKind(kind), number, points, top, source or "", row)


def _of_terms(period: Period) -> str:
    return f"({', '.join('?' * len(period.terms))})"


def _of(pupil: int | None, table: str) -> str:
    return "" if pupil is None else f" AND {table}.pupil = ?"


def _one(pupil: int | None) -> tuple[int, ...]:
    return () if pupil is None else (pupil,)
