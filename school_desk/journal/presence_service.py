"""What the register tells those who count attendance: letters, lessons, points in the way."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from school_desk.errors import DeskError
from school_desk.journal.entry import PointsInTheWayError
from school_desk.journal.presence_store import Place, load_taught
from school_desk.journal.ruleset import RuleSettings
from school_desk.journal.store import load_lesson_points
from school_desk.school.model import Absence, LessonKey
from school_desk.storage.engine import Connection

Letters = Mapping[str, Mapping[Absence, str]]


class Presence:
    """The register's side of attendance. Whoever asks has asked for permission before."""

    def __init__(
        self,
        settings: Callable[[Connection, int, int], RuleSettings],
        term_of: Callable[[date], int],
        closed: Callable[[Connection, LessonKey], DeskError | None],
    ) -> None:
        self._settings = settings
        self._term_of = term_of
        self._closed = closed

    def letters(
        self, db: Connection, class_group: int, day: date
    ) -> tuple[Letters, Mapping[str, Absence]]:
        """The letters of absence of a class: as they are shown, as they may be typed."""
        settings = self._settings(db, class_group, self._term_of(day))
        return settings.signs, settings.letters

    def taught(
        self, db: Connection, groups: Iterable[int], first: date, last: date
    ) -> Mapping[Place, tuple[int, bool]]:
        """The lessons in which somebody has written: subject, and whether it was cancelled."""
        return load_taught(db, groups, first, last)

    def objection(
        self, db: Connection, lesson: LessonKey, pupil: int, sign: Absence | None
    ) -> DeskError | None:
        """A closed page, or points of the same lesson where the pupil is said to have been away."""
        closed = self._closed(db, lesson)
        if closed is not None:
            return closed
        if sign is None or not sign.away:
            return None
        found = load_lesson_points(db, lesson, pupil).values()
        points = next((one for one in found if one is not None), None)
        return None if points is None else PointsInTheWayError(points=points)
