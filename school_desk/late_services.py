"""The services beside the register, each loaded when it is first asked for.

A start opens one page: what plans, summaries, rubrics and the like are made of is read from the
disk when somebody goes there.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from school_desk.access.store import load_names
from school_desk.journal.shipped import rulesets

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from school_desk.events import Committed
    from school_desk.journal.analysis_service import AnalysisService
    from school_desk.journal.carry_service import CarryService
    from school_desk.journal.history_service import HistoryService
    from school_desk.journal.hours_service import HoursService
    from school_desk.journal.lesson_plan_service import LessonPlanService
    from school_desk.journal.page_reader import PageReader
    from school_desk.journal.plan import Plans
    from school_desk.journal.remark_service import RemarkService
    from school_desk.journal.rubric_service import RubricService
    from school_desk.journal.rules_service import RulesService
    from school_desk.journal.summary_service import SummaryService
    from school_desk.journal.thematic_service import PlanService
    from school_desk.journal.thematic_topics_service import PlannedTopics
    from school_desk.journal.todo_service import TodoService
    from school_desk.journal.work_checks import WorkChecks
    from school_desk.journal.work_service import WorkService
    from school_desk.school.archive_service import ArchiveService
    from school_desk.school.attendance_service import AttendanceService
    from school_desk.school.curriculum_service import CurriculumService
    from school_desk.school.joining_service import JoiningService
    from school_desk.school.model import Calendar, PersonName
    from school_desk.school.movement_service import MovementService
    from school_desk.school.subgroup_service import SubgroupService
    from school_desk.storage.engine import Connection
    from school_desk.storage.service import Workplace


@dataclass(frozen=True, slots=True)
class Ground:
    """What the services of one signed-in person stand on."""

    workplace: Workplace
    pages: PageReader
    plans: Plans
    topics: PlannedTopics
    checks: WorkChecks
    calendar: Callable[[], Calendar]
    now: Callable[[], datetime]
    term_on: Callable[[date], int]
    person: Callable[[Connection, int], PersonName | None]
    caches: list[Callable[[Committed], None]] = field(default_factory=list)
    """What must forget before any screen hears of a change, however late it was made."""

    def on_change(self, change: Committed) -> None:
        """Let everything that is kept forget what may be out of date."""
        for forget in self.caches:
            forget(change)

    def today(self) -> date:
        """The day by the wall clock."""
        return self.now().date()


class LateServices:
    """Services of the journal and of attendance that a start does without."""

    _ground: Ground

    @cached_property
    def works(self) -> WorkService:
        """Summative works: tasks, points by descriptor, own days, moderation."""
        ground, module = self._ground, _load("journal.work_service")
        made = module.WorkService(ground.workplace, ground.pages, ground.checks)
        return cast("WorkService", made)

    @cached_property
    def rules(self) -> RulesService:
        """Which rules count in each term, and what the school has put in place of open facts."""
        ground, module = self._ground, _load("journal.rules_service")
        made = module.RulesService(
            ground.workplace, rulesets(), ground.calendar, ground.plans, ground.term_on
        )
        return cast("RulesService", made)

    @cached_property
    def analysis(self) -> AnalysisService:
        """The analysis of summative results of a page."""
        ground, module = (
            self._ground,
            _load("journal.analysis_service"),
        )
        return cast("AnalysisService", module.AnalysisService(ground.workplace, ground.pages))

    @cached_property
    def rubrics(self) -> RubricService:
        """The rubrics for parents."""
        ground, module = self._ground, _load("journal.rubric_service")
        return cast("RubricService", module.RubricService(ground.workplace, ground.pages))

    @cached_property
    def history(self) -> HistoryService:
        """What happened to a mark or a row, in words."""
        ground, module = (
            self._ground,
            _load("journal.history_service"),
        )
        made = module.HistoryService(ground.workplace, ground.pages, load_names, ground.now)
        return cast("HistoryService", made)

    @cached_property
    def remarks(self) -> RemarkService:
        """Remarks on the register, and observed lessons."""
        ground, module = self._ground, _load("journal.remark_service")
        made = module.RemarkService(ground.workplace, ground.pages, load_names)
        return cast("RemarkService", made)

    @cached_property
    def carry(self) -> CarryService:
        """What was typed over into another register."""
        ground, module = self._ground, _load("journal.carry_service")
        return cast("CarryService", module.CarryService(ground.workplace, ground.pages))

    @cached_property
    def plans(self) -> PlanService:
        """Thematic plans, and lessons that are cancelled."""
        ground, module = (
            self._ground,
            _load("journal.thematic_service"),
        )
        made = module.PlanService(ground.workplace, ground.pages, ground.topics, ground.calendar)
        return cast("PlanService", made)

    @cached_property
    def lesson_plans(self) -> LessonPlanService:
        """Short-term plans of single lessons."""
        ground, module = (
            self._ground,
            _load("journal.lesson_plan_service"),
        )
        return cast("LessonPlanService", module.LessonPlanService(ground.workplace, ground.pages))

    @cached_property
    def summaries(self) -> SummaryService:
        """Term summaries of classes and teachers."""
        ground, module = (
            self._ground,
            _load("journal.summary_service"),
        )
        reading = _load("journal.summary_reader")
        reader = reading.SummaryReader(ground.pages, ground.calendar, ground.today, ground.person)
        ground.caches.append(reader.on_change)
        return cast("SummaryService", module.SummaryService(ground.workplace, reader))

    @cached_property
    def attendance(self) -> AttendanceService:
        """Who was where, by class."""
        ground = self._ground
        module = _load("school.attendance_service")
        known = _load("journal.presence_service")
        presence = known.Presence(ground.plans.settings, ground.term_on)
        facts = ground.calendar, ground.now, presence, ground.person
        return cast("AttendanceService", module.AttendanceService(ground.workplace, *facts))

    @cached_property
    def movements(self) -> MovementService:
        """Who came, moved and left, by which order."""
        ground, module = self._ground, _load("school.movement_service")
        made = module.MovementService(ground.workplace, ground.calendar)
        return cast("MovementService", made)

    @cached_property
    def subgroups(self) -> SubgroupService:
        """Subgroups of classes, and pupils who are taught at home."""
        ground, module = self._ground, _load("school.subgroup_service")
        known = _load("journal.presence_service")
        presence = known.Presence(ground.plans.settings, ground.term_on)
        made = module.SubgroupService(ground.workplace, ground.calendar, presence.taught)
        return cast("SubgroupService", made)

    @cached_property
    def joining(self) -> JoiningService:
        """Two records of one pupil made one."""
        ground, module = self._ground, _load("school.joining_service")
        return cast("JoiningService", module.JoiningService(ground.workplace))

    @cached_property
    def archives(self) -> ArchiveService:
        """The log of archives that left the file."""
        module = _load("school.archive_service")
        return cast("ArchiveService", module.ArchiveService(self._ground.workplace))

    @cached_property
    def curriculum(self) -> CurriculumService:
        """Hours a week of each class, beside the timetable and the law."""
        module, shipped = _load("school.curriculum_service"), _load("school.shipped")
        facts = shipped.curriculum, shipped.subject_names
        return cast("CurriculumService", module.CurriculumService(self._ground.workplace, *facts))

    @cached_property
    def hours(self) -> HoursService:
        """The load of teachers, what was held, the pay sheet of a month."""
        ground, module = self._ground, _load("journal.hours_service")
        made = module.HoursService(ground.workplace, ground.calendar, load_names)
        return cast("HoursService", made)

    @cached_property
    def todo(self) -> TodoService:
        """What is still to fill."""
        ground, module = self._ground, _load("journal.todo_service")
        kept = _load("journal.page_cache_service")
        cache = kept.PageCache(ground.workplace, ground.pages)
        ground.caches.append(cache.on_change)
        facts = ground.calendar, ground.now, self.attendance.not_taken, ground.term_on
        return cast("TodoService", module.TodoService(ground.workplace, cache, *facts))


def _load(name: str) -> Any:  # noqa: ANN401  a module, whose class the caller names
    return importlib.import_module(f"school_desk.{name}")
