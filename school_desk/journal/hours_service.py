"""Hours of teachers and classes: the load of a week, what was held, the pay sheet of a month."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from school_desk.errors import N_
from school_desk.intents import Scope
from school_desk.journal.hours_model import (
    GivenHour,
    HeldHours,
    MonthHours,
    MonthLine,
    Norm,
    TeacherLoad,
)
from school_desk.journal.hours_rules import (
    Planned,
    compared,
    given,
    month_of,
    planned_hours,
    planned_places,
    weekly,
    weeks_gone,
    with_subjects,
)
from school_desk.journal.hours_store import (
    load_held,
    load_norms,
    load_substituted,
)
from school_desk.school.attendance_rules import ClassUnknownError
from school_desk.school.class_set_store import load_sets_of_groups
from school_desk.school.curriculum_store import load_hours
from school_desk.school.model import Calendar, ClassGroup, PersonName
from school_desk.school.names import name_key
from school_desk.school.store import (
    load_class_groups,
    load_subjects,
    load_teaching_groups,
    load_teachings,
    load_timetable,
)
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Workplace

Names = Callable[[Connection], Mapping[int, PersonName]]
NOBODY = PersonName("")


class HoursService(Service):
    """Reads only: hours follow from the timetable, the register and the substitutions."""

    def __init__(
        self, workplace: Workplace, calendar: Callable[[], Calendar], names: Names
    ) -> None:
        super().__init__(workplace)
        self._calendar = calendar
        self._names = names

    def loads(self) -> tuple[TeacherLoad, ...]:
        """Every teacher's hours a week, by name; a combined hour counts once."""
        db = self._look(N_("See hours"))
        names, norms = self._names(db), load_norms(db)
        found = weekly(load_timetable(db, self._year), load_sets_of_groups(db, self._year))
        loads = (
            TeacherLoad(who, names.get(who, NOBODY), hours, lessons, norms.get(who, Norm()))
            for who, (hours, lessons) in found.items()
        )
        return tuple(sorted(loads, key=lambda one: name_key(one.name)))

    def month(self, day: date) -> MonthHours:
        """What every teacher gave in the month of a day, up to its last day."""
        db = self._look(N_("See hours"))
        first, last = month_of(day)
        planned = self._planned(db, first, last)
        hours = self._given(db, planned, first, last)
        return MonthHours(
            first,
            last,
            self._lines(db, planned, hours),
            tuple(one for one in hours if one.instead_of is not None),
            self._names(db),
            {group: one.label for group, one in self._classes(db).items()},
            {one.id: one.names for one in load_subjects(db)},
        )

    def held(self, class_group: int, first: date, last: date) -> tuple[HeldHours, ...]:
        """The subjects of a class from one day to another: planned, timetabled and held hours."""
        db = self._look(N_("See curriculum"), Scope(class_group=class_group))
        groups = self._classes(db)
        ours = {group: one for group, one in groups.items() if one.id == class_group}
        if not ours:
            raise ClassUnknownError
        year_level = next(iter(ours.values())).year_level
        week = {
            subject: hours
            for (group, subject), hours in load_hours(db, self._year).items()
            if group == class_group
        }
        planned = {
            key: slot for key, slot in self._planned(db, first, last).items() if key[2] in ours
        }
        held = with_subjects(load_held(db, self._year, first, last), planned)
        return compared(
            week,
            weeks_gone(self._calendar(), first, last, year_level),
            _most((key[2], slot.subject, Decimal(1)) for key, slot in planned.items()),
            _most((o.group, o.subject, o.hours) for o in held if o.group in ours),
        )

    @property
    def _year(self) -> str:
        return self._at.partitions.year

    def _classes(self, db: Connection) -> Mapping[int, ClassGroup]:
        """The class group of each teaching group of the year."""
        classes = {one.id: one for one in load_class_groups(db, self._year)}
        groups = load_teaching_groups(db)
        return {one.id: classes[one.class_group] for one in groups if one.class_group in classes}

    def _planned(self, db: Connection, first: date, last: date) -> Planned:
        year_level_of = {group: one.year_level for group, one in self._classes(db).items()}
        slots = load_timetable(db, self._year)
        return planned_places(self._calendar(), first, last, slots, year_level_of)

    def _given(
        self, db: Connection, planned: Planned, first: date, last: date
    ) -> tuple[GivenHour, ...]:
        teacher_of = {
            (one.group, one.subject): one.teacher
            for one in load_teachings(db, self._year)
            if one.teacher is not None
        }
        held = with_subjects(load_held(db, self._year, first, last), planned)
        return given(held, planned, load_substituted(db, first, last), teacher_of)

    def _lines(
        self, db: Connection, planned: Planned, hours: Iterable[GivenHour]
    ) -> tuple[MonthLine, ...]:
        names, norms = self._names(db), load_norms(db)
        plan = planned_hours(planned, load_sets_of_groups(db, self._year))
        days: dict[int, dict[date, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        for_others: dict[int, Decimal] = defaultdict(Decimal)
        by_others: dict[int, Decimal] = defaultdict(Decimal)
        for one in hours:
            days[one.teacher][one.day] += one.hours
            if one.instead_of is not None:
                for_others[one.teacher] += one.hours
                by_others[one.instead_of] += one.hours
        lines = (
            MonthLine(
                who,
                names.get(who, NOBODY),
                plan.get(who, Decimal()),
                dict(days.get(who, {})),
                for_others.get(who, Decimal()),
                by_others.get(who, Decimal()),
                norms.get(who, Norm()),
            )
            for who in {*plan, *days, *by_others}
        )
        return tuple(sorted(lines, key=lambda one: name_key(one.name)))


def _most(found: Iterable[tuple[int, int | None, Decimal]]) -> Mapping[int, Decimal]:
    """Hours by subject; subgroups sit side by side, so the one with the most counts."""
    by_group: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for group, subject, hours in found:
        if subject is not None:
            by_group[group, subject] += hours
    most: dict[int, Decimal] = {}
    for (_group, subject), hours in by_group.items():
        most[subject] = max(most.get(subject, Decimal()), hours)
    return most
