"""A combined hour as one act: all its classes noted as held, its minutes shared, in one step."""

from collections.abc import Sequence
from datetime import datetime

from school_desk.errors import N_
from school_desk.journal.combined_rules import form_of, shared
from school_desk.journal.model import NOT_PLANNED, MinuteShare, RegisterPage
from school_desk.journal.page_reader import PageReader
from school_desk.journal.service import accept_lesson, taught
from school_desk.journal.store import load_lessons, save_lesson, save_minutes
from school_desk.school.model import LessonKey
from school_desk.school.store import save_held, save_session
from school_desk.storage.service import Service, Workplace
from school_desk.storage.unit_of_work import UnitOfWork

Part = tuple[RegisterPage, LessonKey]
"""A page and its lesson in the hour."""


class CombinedService(Service):
    """What a teacher does with all classes of an hour at once."""

    def __init__(self, workplace: Workplace, pages: PageReader) -> None:
        super().__init__(workplace)
        self._pages = pages

    def hold(self, hour: Sequence[Part], at: datetime) -> None:
        """Say that the lesson of each class was held, as one step; or of none."""
        with self._begin(N_("Hold combined hour"), form_of(hour)) as work:
            self._permit_all("Hold combined hour", hour)
            for page, lesson in hour:
                self._hold(work, page, lesson, at)

    def plan_minutes(self, hour: Sequence[Part], own: int, new: MinuteShare, whole: int) -> None:
        """So many minutes with the teacher for one class; of two, the other gets the rest."""
        with self._begin(N_("Plan minutes"), form_of(hour)) as work:
            self._permit_all("Plan minutes", hour)
            plans = [self._pages.plan_of(work.db, page) for page, _lesson in hour]
            shares = [self._share(work, *part) for part in hour]
            for place, share in shared(shares, own, new, whole).items():
                save_minutes(work, plans[place].class_part, hour[place][1], share)

    def _permit_all(self, intent: str, hour: Sequence[Part]) -> None:
        """One step over several pages needs the right to each of them."""
        for page, _lesson in hour:
            self._at.permit(intent, page.form.scope)

    def _hold(self, work: UnitOfWork, page: RegisterPage, lesson: LessonKey, at: datetime) -> None:
        plan = self._pages.plan_of(work.db, page)
        column = accept_lesson(self._pages.columns(work.db, plan), lesson, at)
        written = load_lessons(work.db, lesson.group, lesson.subject, plan.head.period)
        save_lesson(work, plan.class_part, lesson, **taught(column, written.get(lesson)))
        save_held(work, save_session(work, self._at.partitions, lesson), self._at.actor, at)

    def _share(self, work: UnitOfWork, page: RegisterPage, lesson: LessonKey) -> MinuteShare:
        plan = self._pages.plan_of(work.db, page)
        columns = self._pages.columns(work.db, plan)
        found = (one.share for one in columns if one.key.lesson == lesson)
        return next(found, NOT_PLANNED)
