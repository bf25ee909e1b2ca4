"""From the school's timetable to what the week of a class, a teacher or a room shows, in words."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from school_desk.app import Desk
from school_desk.errors import N_
from school_desk.formats import class_words, set_words, short_name, weekday_short
from school_desk.i18n import _, current
from school_desk.school.model import (
    Bell,
    Clash,
    ClashKind,
    ClassGroup,
    Shift,
    Subject,
    Teaching,
    TimetableSlot,
)
from school_desk.school.timetable_model import Circumstances
from school_desk.school.timetable_rules import WholeWeek
from school_desk.ui.school.week_model import (
    Hour,
    Week,
    WeekCell,
    WeekPart,
    WeekRow,
    week_words,
)

_BRIEF = {
    ClashKind.GROUP: N_("two lessons at once"),
    ClashKind.SHIFT: N_("not of this shift"),
    ClashKind.SUBGROUP: N_("class and subgroup at once"),
    ClashKind.PUPILS: N_("subgroups share pupils"),
}

Words = Callable[[TimetableSlot], tuple[str, str, str]]
"""What stands large in a cell, what under it, which subgroup it is."""


@dataclass(frozen=True, slots=True)
class Planner:
    """Everything of the timetable that one screen needs, read once after each change.

    Args:
        teachers: everybody of the staff; `staff` those who may be chosen.
        groups: the teaching group of each class as a whole.
        subgroups: the names of the teaching groups that are not.
    """

    whole: WholeWeek
    clashes: tuple[Clash, ...]
    subjects: Mapping[int, Subject]
    teachers: Mapping[int, str]
    staff: Mapping[int, str]
    classes: Mapping[int, ClassGroup]
    groups: Mapping[int, int]
    subgroups: Mapping[int, str]
    teachings: Mapping[tuple[int, int], Teaching]
    bells: tuple[Bell, ...]
    weekdays: tuple[int, ...]

    @classmethod
    def of(cls, desk: Desk) -> "Planner":
        """Read it all."""
        school, whole = desk.school, desk.timetable.week()
        classes = {one.id: one for one in school.class_groups()}
        ours = [one for one in school.teaching_groups() if one.class_group in classes]
        own = {one.class_group: one.id for one in ours if not one.name}
        people = {key: short_name(name) for key, name in desk.access.people().items()}
        at_work = desk.access.at_work()
        return cls(
            whole=whole,
            clashes=whole.clashes,
            subjects={one.id: one for one in school.subjects()},
            teachers=people,
            staff={key: name for key, name in people.items() if key in at_work},
            classes={one.id: classes[one.class_group] for one in ours},
            groups={key: own[key] for key in classes if key in own},
            subgroups={one.id: one.name for one in ours if one.name},
            teachings={(one.group, one.subject): one for one in school.teachings()},
            bells=school.bells(),
            weekdays=school.calendar().weekdays,
        )

    @property
    def slots(self) -> tuple[TimetableSlot, ...]:
        """Every lesson of the week."""
        return self.whole.slots

    @property
    def around(self) -> Circumstances:
        """What beside the lessons says who cannot be where."""
        return self.whole.around

    # What the grid shows

    def week_of_class(self, class_group: int | None) -> Week:
        """The week of a class, its subgroups side by side."""
        groups = self.around.groups_of(class_group) if class_group is not None else ()
        ours = [slot for slot in self.slots if slot.group in groups]
        shift = next((self.around.shift[one] for one in groups if one in self.around.shift), None)
        rows = self.rows({slot.slot for slot in ours}, shift)
        order = {group: place for place, group in enumerate(groups)}
        ours.sort(key=lambda slot: (order[slot.group], slot.weeks.value == "even"))
        return Week(rows, self.weekdays, self._cells(ours, self._for_class, by_group=False))

    def week_of_teacher(self, account: int | None) -> Week:
        """The week of a teacher, with the hours at which the teacher cannot come."""
        ours = [slot for slot in self.slots if slot.teacher == account]
        cells = dict(self._cells(ours, self._for_teacher, by_group=False))
        for who, weekday, slot in self.around.busy:
            if who == account and (weekday, slot) not in cells:
                cells[weekday, slot] = WeekCell(closed=_("cannot come"))
        return Week(self.rows({slot.slot for slot in ours}), self.weekdays, cells)

    def week_of_room(self, room: str) -> Week:
        """Who is in a room when."""
        ours = [slot for slot in self.slots if slot.room == room]
        cells = self._cells(ours, self._for_room, by_group=False)
        return Week(self.rows({slot.slot for slot in ours}), self.weekdays, cells)

    def week_of_school(self) -> Week:
        """Every class in a column, every hour of the week in a row."""
        used = {slot.slot for slot in self.slots}
        rows = tuple(
            WeekRow(row.slot, _hour_words(day, row), None, day, first=not place)
            for day in self.weekdays
            for place, row in enumerate(self.rows(used))
            if row.slot in used or row.slot <= max(used, default=0)
        )
        columns = tuple(
            (group, class_words(self.classes[group].label)) for group in self.groups.values()
        )
        cells = self._cells(self.slots, self._for_school, by_group=True)
        return Week(rows, self.weekdays, cells, columns)

    def rows(self, used: Iterable[int], shift: Shift | None = None) -> tuple[WeekRow, ...]:
        """The hours of a day: all that ring, in a shift only its own, and those in use."""
        rings = {bell.slot: bell for bell in self.bells}
        wanted = set(rings)
        if shift is not None:
            wanted = set(shift.slots)
        elif self.whole.shifts:
            wanted = {n for one in self.whole.shifts for n in one.slots}
        slots = sorted(wanted | set(used))
        return tuple(WeekRow(slot, self.hour_words(slot), rings.get(slot)) for slot in slots)

    def hour_words(self, slot: int) -> str:
        """Which lesson of the day an hour is; with shifts, of which shift."""
        shift = next((one for one in self.whole.shifts if one.holds(slot)), None)
        if shift is None or len(self.whole.shifts) < 2:  # noqa: PLR2004  one shift needs no word
            return str(slot)
        return _("shift {shift}: {lesson}").format(shift=shift.number, lesson=shift.ordinal(slot))

    def _cells(
        self, slots: Iterable[TimetableSlot], words: Words, *, by_group: bool
    ) -> Mapping[Hour, WeekCell]:
        clashing = self._clashing()
        parts: dict[Hour, list[WeekPart]] = defaultdict(list)
        for slot in slots:
            own = self.around.class_of.get(slot.group)
            lane = (self.groups.get(own or 0, slot.group),) if by_group else ()
            parts[slot.weekday, slot.slot, *lane].append(WeekPart(slot, *words(slot)))
        return {hour: self._cell(tuple(there), clashing) for hour, there in parts.items()}

    def _cell(
        self, parts: tuple[WeekPart, ...], clashing: Mapping[TimetableSlot, Sequence[Clash]]
    ) -> WeekCell:
        found = [clash for part in parts for clash in clashing.get(part.slot, ())]
        found = list(dict.fromkeys(found))
        mine = [part.slot for part in parts]
        return WeekCell(
            parts,
            "\n".join(map(self.clash_sentence, found)),
            self.brief(found[0], mine) if found else "",
            classes=self._classes(mine),
        )

    def _classes(self, slots: Sequence[TimetableSlot]) -> str:
        """How whole classes that are taught together are called; nothing for one, or subgroups."""
        groups = dict.fromkeys(slot.group for slot in slots)
        if len(groups) == 1 or not groups.keys() <= set(self.groups.values()):
            return ""
        return set_words([self.classes[group].label for group in groups])

    def _for_class(self, slot: TimetableSlot) -> tuple[str, str, str]:
        under = " · ".join(filter(None, (self.teacher(slot), slot.room)))
        return self.subject(slot), under, self.subgroup(slot)

    def _for_teacher(self, slot: TimetableSlot) -> tuple[str, str, str]:
        under = " · ".join(filter(None, (self.subject(slot), slot.room)))
        return self.class_of(slot), under, ""

    def _for_room(self, slot: TimetableSlot) -> tuple[str, str, str]:
        under = " · ".join(filter(None, (self.subject(slot), self.teacher(slot))))
        return self.class_of(slot), under, ""

    def _for_school(self, slot: TimetableSlot) -> tuple[str, str, str]:
        return self.subject(slot), self.teacher(slot), self.subgroup(slot)

    # Words

    def hours(self, slots: Iterable[TimetableSlot]) -> Sequence[tuple[str, str]]:
        """How many hours a week each subject has, the most first; half an hour: every second."""
        found: Counter[str] = Counter()
        for slot in slots:
            found[self.subject(slot)] += 1 if slot.weeks.value else 2
        return [(name, hours_number(n)) for name, n in found.most_common()]

    def half_hours(self, slots: Iterable[TimetableSlot]) -> int:
        """How many half hours a week lessons take: one of every second week takes one."""
        return sum(1 if slot.weeks.value else 2 for slot in slots)

    def of_class(self, class_group: int) -> Sequence[TimetableSlot]:
        """The lessons of a class and its subgroups."""
        groups = self.around.groups_of(class_group)
        return [slot for slot in self.slots if slot.group in groups]

    def hours_of_group(self, group: int | None) -> Mapping[str, int]:
        """How often a week each subject stands in the week of a teaching group."""
        return Counter(self.subject(slot) for slot in self.slots if slot.group == group)

    def teaching(self, group: int, subject: int) -> Teaching:
        """Who teaches a subject to a group, as far as it is known."""
        return self.teachings.get((group, subject), Teaching(group, subject, None))

    def subject(self, slot: TimetableSlot) -> str:
        """The name of a lesson's subject."""
        found = self.subjects.get(slot.subject)
        return found.names[current()] if found else ""

    def teacher(self, slot: TimetableSlot) -> str:
        """The name of a lesson's teacher."""
        return self.teachers.get(slot.teacher or 0, "")

    def class_of(self, slot: TimetableSlot) -> str:
        """The class of a lesson, with the subgroup."""
        group = self.classes.get(slot.group)
        label = class_words(group.label) if group else ""
        return " · ".join(filter(None, (label, self.subgroups.get(slot.group, ""))))

    def subgroup(self, slot: TimetableSlot) -> str:
        """The subgroup of a lesson, if it is not for the whole class."""
        return self.subgroups.get(slot.group, "")

    def clash_sentences(self, slots: Iterable[TimetableSlot]) -> Sequence[str]:
        """Where the timetable meets itself: hour, who, which classes; these lessons first."""
        shown = set(slots)
        mine = [one for one in self.clashes if shown & set(one.slots)]
        others = [one for one in self.clashes if one not in mine]
        return [self.clash_sentence(one) for one in (*mine, *others)]

    def clash_sentence(self, clash: Clash) -> str:
        """One clash in words."""
        first = clash.slots[0]
        lessons = "; ".join(self.lesson(slot) for slot in clash.slots)
        return _("{day}, lesson {slot}. {problem} {lessons}").format(
            day=weekday_short(first.weekday),
            slot=self.hour_words(first.slot),
            lessons=lessons,
            problem=_(clash.kind.value),
        )

    def lesson(self, slot: TimetableSlot) -> str:
        """A lesson in words: class, subject, teacher, room."""
        words = (self.class_of(slot), self.subject(slot), self.teacher(slot), slot.room)
        return " · ".join(filter(None, (*words, week_words(slot.weeks))))

    def lesson_words(self, group: int, subject: int) -> str:
        """Class and subject of a lesson that stands nowhere yet."""
        return self.lesson(TimetableSlot(0, 0, 0, group, subject))

    def elsewhere(self, account: int, hour: tuple[int, int] | None) -> str:
        """Where a teacher is at an hour, or that the teacher cannot come then."""
        there = [
            self.class_of(slot)
            for slot in self.slots
            if slot.teacher == account and (slot.weekday, slot.slot) == hour
        ]
        if there:
            return _("then in {where}").format(where=", ".join(dict.fromkeys(there)))
        busy = hour is not None and (account, *hour) in self.around.busy
        return _("cannot come") if busy else ""

    def brief(self, clash: Clash, mine: Sequence[TimetableSlot]) -> str:
        """A clash in as few words as a cell has room for: who is also where."""
        others = [slot for slot in clash.slots if slot not in mine] or clash.slots[1:]
        also = ", ".join(dict.fromkeys(self.class_of(slot) for slot in others))
        first = clash.slots[0]
        if clash.kind is ClashKind.BUSY:
            return _("{who} cannot come").format(who=self.teacher(first))
        if clash.kind in (ClashKind.TEACHER, ClashKind.ROOM):
            who = first.room if clash.kind is ClashKind.ROOM else self.teacher(first)
            return _("also {where}: {who}").format(who=who, where=also)
        return _(_BRIEF[clash.kind])

    def _clashing(self) -> Mapping[TimetableSlot, Sequence[Clash]]:
        found: dict[TimetableSlot, list[Clash]] = defaultdict(list)
        for clash in self.clashes:
            for slot in clash.slots:
                found[slot].append(clash)
        return found


def hours_number(halves: int) -> str:
    """A number of hours that is counted in halves.

    >>> hours_number(4), hours_number(5)
    ('2', '2,5')
    """
    return f"{halves // 2},5" if halves % 2 else str(halves // 2)


def _hour_words(weekday: int, row: WeekRow) -> str:
    return f"{weekday_short(weekday)} {row.label}"
