"""Timetables and the poster of a day: read through the services, built by the documents."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from school_desk import formats
from school_desk.errors import N_, DeskError
from school_desk.intents import Scope
from school_desk.printing.base import SchoolPapers
from school_desk.school.documents import (
    DayChanges,
    DayLine,
    PaperHour,
    PaperLesson,
    PaperWeek,
    WeekOf,
    build_day_poster,
    build_day_sheet,
    build_timetable,
    build_timetable_sheet,
)
from school_desk.school.substitution_model import SubstitutionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from school_desk.documents.deliver import Target
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.printing.base import Format
    from school_desk.school.model import ClassGroup, TimetableSlot
    from school_desk.school.substitution_model import DayLesson


class NoTimetableError(DeskError):
    """A school whose week is empty."""

    sentence = N_("There is nothing to print: the timetable has no lessons yet.")


class TimetablePapers(SchoolPapers):
    """The week of a class, a teacher, a room, the school; who gives whose lesson on a day."""

    kinds = WeekOf
    """Whose weeks there are."""

    def weeks(self, kind: WeekOf, who: Iterable[int | str] | None = None) -> tuple[PaperWeek, ...]:
        """The weeks of classes, of teachers (by number) or of rooms; None: of all that have any."""
        slots = self._desk.timetable.week().slots
        if not slots:
            raise NoTimetableError
        if kind is WeekOf.SCHOOL:
            return (self._school_week(slots),)
        of = self._keys(kind)
        wanted = list(who) if who is not None else self._all(kind, slots)
        return tuple(
            self._week(kind, self._name(kind, one), [slot for slot in slots if of(slot) == one])
            for one in wanted
        )

    def timetable(
        self,
        weeks: Sequence[PaperWeek],
        language: DocumentLanguage,
        fmt: Format,
        out: Target,
        *,
        wide: bool = False,
    ) -> int:
        """Write weeks; returns how many."""
        self._require(N_("Print timetable"), Scope())
        build = build_timetable if fmt == "pdf" else build_timetable_sheet
        self._build(build, weeks, language, out, wide=wide)
        return len(weeks)

    def changes(self, day: date) -> DayChanges:
        """What is otherwise on a day."""
        plan = self._desk.substitutions.day(day)
        return DayChanges(day, tuple(self._line(one) for one in plan.changes))

    def poster(
        self, changes: DayChanges, language: DocumentLanguage, fmt: Format, out: Target
    ) -> int:
        """Write the poster of a day, or the sheet for the office; returns how many changes."""
        self._require(N_("Print substitutions"), Scope())
        self._build(build_day_poster if fmt == "pdf" else build_day_sheet, changes, language, out)
        return len(changes.lines)

    # A week

    def _week(self, kind: WeekOf, who: str, slots: Sequence[TimetableSlot]) -> PaperWeek:
        cells: dict[tuple[int, int, str], list[PaperLesson]] = defaultdict(list)
        for slot in slots:
            cells[slot.weekday, slot.slot, ""].append(self._lesson(slot))
        return PaperWeek(
            kind,
            who,
            self._year(),
            self._hours({slot.slot for slot in slots}),
            self._desk.school.calendar().weekdays,
            {place: tuple(found) for place, found in cells.items()},
        )

    def _school_week(self, slots: Sequence[TimetableSlot]) -> PaperWeek:
        cells: dict[tuple[int, int, str], list[PaperLesson]] = defaultdict(list)
        for slot in slots:
            lesson = self._lesson(slot)
            cells[slot.weekday, slot.slot, lesson.class_label].append(lesson)
        return PaperWeek(
            WeekOf.SCHOOL,
            "",
            self._year(),
            self._hours({slot.slot for slot in slots}),
            self._desk.school.calendar().weekdays,
            {place: tuple(found) for place, found in cells.items()},
            tuple(one.label for one in self._desk.school.class_groups()),
        )

    def _lesson(self, slot: TimetableSlot) -> PaperLesson:
        group, name = self._class(slot.group)
        return PaperLesson(
            self._subjects[slot.subject],
            group.label if group else "",
            name,
            self._people.get(slot.teacher or 0, ""),
            slot.room,
            slot.weeks,
        )

    def _hours(self, used: set[int]) -> tuple[PaperHour, ...]:
        """From the first hour in use to the last: a gap is seen as one."""
        shifts = self._desk.timetable.week().shifts
        bells = {bell.slot: bell for bell in self._desk.school.bells()}
        slots = range(min(used, default=1), max(used, default=0) + 1)
        found = []
        for slot in slots:
            shift = next((one for one in shifts if one.holds(slot)), None)
            several = shift is not None and len(shifts) > 1
            lesson = shift.ordinal(slot) if shift is not None and several else slot
            number = shift.number if shift is not None and several else None
            found.append(PaperHour(slot, lesson, number, bells.get(slot)))
        return tuple(found)

    def _keys(self, kind: WeekOf) -> Callable[[TimetableSlot], int | str | None]:
        if kind is WeekOf.TEACHER:
            return lambda slot: slot.teacher
        if kind is WeekOf.ROOM:
            return lambda slot: slot.room
        of = {one.id: one.class_group for one in self._desk.school.teaching_groups()}
        return lambda slot: of.get(slot.group)

    def _all(self, kind: WeekOf, slots: Sequence[TimetableSlot]) -> list[int | str]:
        if kind is WeekOf.CLASS:
            return [one.id for one in self._desk.school.class_groups()]
        if kind is WeekOf.ROOM:
            return list(self._desk.timetable.week().rooms)
        teaching = {slot.teacher for slot in slots}
        people = sorted(self._people.items(), key=lambda pair: pair[1])
        return [account for account, _name in people if account in teaching]

    def _name(self, kind: WeekOf, who: int | str) -> str:
        if isinstance(who, str):
            return who
        if kind is WeekOf.TEACHER:
            return self._people.get(who, "")
        labels = (one.label for one in self._desk.school.class_groups() if one.id == who)
        return next(labels, "")

    def _year(self) -> str:
        return self._desk.school.calendar().id

    # A day

    def _line(self, one: DayLesson) -> DayLine:
        group, name = self._class(one.key.group)
        bell = self._desk.school.bells_of([one.key]).get(one.key)
        swap = one.substitution
        kind = swap.kind if swap and not one.cancelled else SubstitutionKind.CANCELLED
        other = swap.subject if swap and swap.subject not in (None, one.key.subject) else None
        return DayLine(
            slot=one.key.slot,
            times=formats.time_range(bell.starts, bell.ends) if bell else "",
            class_label=group.label if group else "",
            subgroup=name,
            subject=self._subjects[one.key.subject],
            absent=self._people.get(one.teacher or 0, ""),
            kind=kind,
            given_by=self._people.get(one.given_by or 0, ""),
            instead=self._subjects[other] if other is not None else None,
            room=(swap.room if swap else "") or one.room,
            reason=one.cancelled or (swap.reason if swap else ""),
        )

    # Names

    def _class(self, group: int) -> tuple[ClassGroup | None, str]:
        return self._classes[group]

    @cached_property
    def _classes(self) -> dict[int, tuple[ClassGroup | None, str]]:
        classes = {one.id: one for one in self._desk.school.class_groups()}
        groups = self._desk.school.teaching_groups()
        return {one.id: (classes.get(one.class_group), one.name) for one in groups}

    @cached_property
    def _subjects(self) -> dict[int, dict[str, str]]:
        return {one.id: dict(one.names) for one in self._desk.school.subjects()}

    @cached_property
    def _people(self) -> dict[int, str]:
        people = self._desk.access.people().items()
        return {account: formats.short_name(name) for account, name in people}
