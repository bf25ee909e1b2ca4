"""What the register does for those who cancel lessons of a day: there is one truth, on the page."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from school_desk.journal.page_reader import PageReader
from school_desk.journal.store import load_cancelled, save_lesson
from school_desk.journal.thematic_cancel_rules import accept_cancelling, accept_taking_back
from school_desk.school.model import LessonKey
from school_desk.storage.engine import Connection
from school_desk.storage.unit_of_work import UnitOfWork


class Cancelling:
    """The register's side of cancelled lessons. Whoever asks has asked for permission before."""

    def __init__(self, pages: PageReader, term_of: Callable[[date], int]) -> None:
        self._pages = pages
        self._term_of = term_of

    def cancelled(
        self, db: Connection, groups: Iterable[int], day: date
    ) -> Mapping[LessonKey, str]:
        """The lessons of a day that are cancelled, with the reason."""
        ours = set(groups)
        return {key: why for key, why in load_cancelled(db, day).items() if key.group in ours}

    def cancel(self, work: UnitOfWork, lesson: LessonKey, reason: str) -> None:
        """Let a lesson be cancelled on its page; what was planned for it slides on."""
        plan = self._pages.plan(work.db, lesson.group, lesson.subject, self._term_of(lesson.date))
        said = accept_cancelling(self._pages.load(work.db, plan), lesson, reason)
        save_lesson(work, plan.class_part, lesson, cancelled=said)

    def bring_back(self, work: UnitOfWork, lesson: LessonKey) -> None:
        """Let a lesson not be cancelled."""
        plan = self._pages.plan(work.db, lesson.group, lesson.subject, self._term_of(lesson.date))
        save_lesson(work, plan.class_part, lesson, cancelled=None)

    def accept_taking_back(self, work: UnitOfWork, lesson: LessonKey) -> None:
        """Raise where something stands in a lesson that is given instead of the timetable's."""
        term = self._term_of(lesson.date)
        page = self._pages.open(work.db, lesson.group, lesson.subject, term)
        accept_taking_back(page, lesson)
