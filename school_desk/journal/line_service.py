"""Read again what a change touched of a pupil's line: small queries instead of a whole page."""

from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import replace
from typing import TypeVar

from school_desk.events import Changed
from school_desk.journal.model import ColumnKey, PupilRow, RegisterPage
from school_desk.journal.store import lesson_of_column, load_lesson_points, load_points
from school_desk.school.model import LessonKey
from school_desk.school.store import hour_of_session, load_sign
from school_desk.storage.engine import Connection

K = TypeVar("K")
V = TypeVar("V")

Place = LessonKey | int
"""What a cell stands in: a lesson, or the row of a summative work."""

FEW = 8
"""Up to so many changed cells are read one by one; for more, whole lines are read."""


def places_of(page: RegisterPage, key: ColumnKey) -> tuple[Place, ...]:
    """Everything that decides what a cell of a column takes: its lesson, its work."""
    work = next((one for one in page.works if one.key == key), None)
    lesson = key.lesson if work is None else page.lesson_of(work)
    places = (lesson, key.work)
    return tuple(place for place in places if place is not None)


def touched(
    db: Connection, page: RegisterPage, changes: Sequence[Changed]
) -> Mapping[int, set[Place]]:
    """The places of a page whose cells changed, by pupil."""
    found: dict[int, set[Place]] = {}
    for one in changes:
        place = _place(db, page, one)
        if place is not None and one.pupil is not None:
            found.setdefault(one.pupil, set()).add(place)
    return found


def renewed(db: Connection, row: PupilRow, places: Iterable[Place]) -> PupilRow:
    """A pupil's line with what the file holds now of some places; the result is not reckoned."""
    marks, signs, pupil = dict(row.marks), dict(row.signs), row.pupil.id
    for place in places:
        if isinstance(place, int):
            _set(marks, ColumnKey(work=place), load_points(db, place, pupil))
            continue
        for n, points in load_lesson_points(db, place, pupil).items():
            _set(marks, ColumnKey(place, n), points)
        _set(signs, place, load_sign(db, place, pupil))
    return replace(row, marks=marks, signs=signs)


def _place(db: Connection, page: RegisterPage, changed: Changed) -> Place | None:
    if changed.table == "work_points":
        rows = (work.key.work for work in page.works)
        return next((row for row in rows if row == changed.row), None)
    if changed.table == "mark":
        lesson = lesson_of_column(db, changed.row)
    else:
        hour = hour_of_session(db, changed.row)
        same = (c.key.lesson for c in page.columns if (page.head.group, c.date, c.slot) == hour)
        lesson = next(same, None)
    return lesson if lesson is not None and _holds(page, lesson) else None


def _holds(page: RegisterPage, lesson: LessonKey) -> bool:
    head = page.head
    here = (lesson.group, lesson.subject) == (head.group, head.subject)
    return here and head.period.starts <= lesson.date <= head.period.ends


def _set(values: MutableMapping[K, V], key: K, value: V | None) -> None:
    if value is None:
        values.pop(key, None)
    else:
        values[key] = value
