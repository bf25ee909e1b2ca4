"""The curriculum of the school: hours a week of each class, beside the timetable and the law."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from school_desk.errors import N_
from school_desk.intents import Form, Scope
from school_desk.school.attendance_rules import ClassUnknownError
from school_desk.school.curriculum_model import (
    FROM_ORDER,
    ClassHours,
    Curriculum,
    PlannedHours,
    StandardPlan,
    SubjectHours,
)
from school_desk.school.curriculum_rules import (
    SubjectGoneError,
    accept_hours,
    hours_of_classes,
    lines_of,
    too_many,
)
from school_desk.school.curriculum_store import clear_hours, load_planned, save_hours
from school_desk.school.model import ClassGroup
from school_desk.school.names import sort_key
from school_desk.school.store import (
    load_class_groups,
    load_subjects,
    load_teaching_groups,
    load_timetable,
    save_subject,
)
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Step, Workplace, no_step
from school_desk.storage.unit_of_work import UnitOfWork

SubjectNames = Mapping[str, Mapping[str, str]]


def _accept_place(one: PlannedHours, classes: Container[int], subjects: Container[int]) -> None:
    """Raise where the class or the subject is there no more: a list may be older than the file."""
    if one.class_group not in classes:
        raise ClassUnknownError
    if one.subject not in subjects:
        raise SubjectGoneError


@dataclass(frozen=True, slots=True)
class _Week:
    """What all classes share: planned hours, those of the timetable, subjects by code."""

    planned: Sequence[PlannedHours]
    timetabled: Mapping[tuple[int, int], Decimal]
    subject_of: Mapping[str, int]


class CurriculumService(Service):
    """What the office does with hours a week; those of the law are proposals until taken."""

    def __init__(
        self,
        workplace: Workplace,
        curriculum: Callable[[], Curriculum],
        subject_names: Callable[[], SubjectNames],
    ) -> None:
        super().__init__(workplace)
        self._curriculum = curriculum
        self._subject_names = subject_names

    def of_class(self, class_group: int) -> ClassHours:
        """The subjects of a class with planned and timetabled hours."""
        db = self._look(N_("See curriculum"), Scope(class_group=class_group))
        return self._hours(self._class(db, class_group), self._week(db))

    def of_school(self) -> tuple[tuple[ClassGroup, ClassHours], ...]:
        """The same of every class of the year, by year level and letter."""
        db = self._look(N_("See curriculum"))
        week = self._week(db)
        return tuple((one, self._hours(one, week)) for one in self._classes(db))

    def standard(self, class_group: int) -> StandardPlan | None:
        """What the law names for a class, if anything."""
        db = self._look(N_("See curriculum"), Scope(class_group=class_group))
        return self._plan(self._class(db, class_group))

    def put_hours(self, class_group: int, subject: int, text: str, form: Form) -> None:
        """Write the hours a week of a class in a subject; blank takes the subject out."""
        with self._begin(N_("Change curriculum"), form) as work:
            self._put(work, class_group, subject, accept_hours(text))

    def take_standard(self, class_groups: Iterable[int]) -> int:
        """Give classes the hours of the law where they have none; says how many were written.

        Subjects that the order names with hours and the school does not have yet are added. One
        step, undone as one.
        """
        with self._begin(N_("Take standard hours"), Form()) as work:
            wanted = set(class_groups)
            plans = [(one, self._plan(one)) for one in self._classes(work.db) if one.id in wanted]
            return sum(self._take(work, one, plan) for one, plan in plans if plan is not None)

    def planned(self) -> tuple[PlannedHours, ...]:
        """All hours that the school has planned this year, as a list writes them."""
        return load_planned(self._look(N_("See curriculum")), self._at.partitions.year)

    def import_hours(self, hours: Sequence[PlannedHours], *, step: Step = no_step) -> int:
        """Write a whole list of hours as one step; `step` may raise to leave off."""
        with self._begin(N_("Import curriculum"), Form(), origin="import") as work:
            classes = {one.id for one in self._classes(work.db)}
            subjects = {one.id for one in load_subjects(work.db)}
            for done, one in enumerate(hours, 1):
                _accept_place(one, classes, subjects)
                self._save(work, one)
                step(done, len(hours))
        return len(hours)

    def _class(self, db: Connection, class_group: int) -> ClassGroup:
        found = next((one for one in self._classes(db) if one.id == class_group), None)
        if found is None:
            raise ClassUnknownError
        return found

    def _put(self, work: UnitOfWork, class_group: int, subject: int, hours: Decimal | None) -> None:
        self._class(work.db, class_group)
        if hours is None:
            clear_hours(work, class_group, subject)
            return
        year = self._at.partitions.year
        known = (
            one
            for one in load_planned(work.db, year)
            if (one.class_group, one.subject) == (class_group, subject)
        )
        fresh = PlannedHours(class_group, subject, hours)
        _accept_place(fresh, {class_group}, {one.id for one in load_subjects(work.db)})
        self._save(work, replace(next(known, fresh), hours=hours, source=""))

    def _take(self, work: UnitOfWork, group: ClassGroup, plan: StandardPlan) -> int:
        year = self._at.partitions.year
        there = {one.subject for one in load_planned(work.db, year) if one.class_group == group.id}
        written = 0
        for one in plan.subjects:
            if one.hours is None:
                continue
            subject = self._subject(work, one)
            if subject not in there:
                facts = group.id, subject, one.hours, one.component, FROM_ORDER
                self._save(work, PlannedHours(*facts))
                written += 1
        return written

    def _save(self, work: UnitOfWork, one: PlannedHours) -> None:
        save_hours(
            work,
            self._at.partitions,
            one.class_group,
            one.subject,
            one.hours,
            component=one.component.value,
            source=one.source or None,
        )

    def _subject(self, work: UnitOfWork, one: SubjectHours) -> int:
        known = {subject.code: subject.id for subject in load_subjects(work.db)}
        if one.code in known:
            return known[one.code]
        names = self._subject_names()[one.code]
        return save_subject(work, self._at.partitions, one.code, names)

    def _plan(self, group: ClassGroup) -> StandardPlan | None:
        return self._curriculum().plan(group.year_level, group.language)

    def _hours(self, group: ClassGroup, week: _Week) -> ClassHours:
        plan = self._plan(group)
        lines = lines_of(week.planned, week.timetabled, plan, week.subject_of, group.id)
        bare = ClassHours(group.id, lines, plan)
        return replace(bare, warned=too_many(bare, group.year_level, self._curriculum().caps))

    def _week(self, db: Connection) -> _Week:
        year = self._at.partitions.year
        return _Week(
            load_planned(db, year),
            hours_of_classes(load_timetable(db, year), load_teaching_groups(db)),
            {one.code: one.id for one in load_subjects(db)},
        )

    def _classes(self, db: Connection) -> Sequence[ClassGroup]:
        found = load_class_groups(db, self._at.partitions.year)
        return sorted(found, key=lambda one: (one.year_level, sort_key(one.letter)))
