"""From the school's timetable to what the week of one class shows, in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from school_desk.app import Desk
from school_desk.formats import class_words, short_name, weekday_short
from school_desk.i18n import _, current
from school_desk.school.model import Clash, ClassGroup, Subject, Teaching, TimetableSlot
from school_desk.ui.school.week_model import Week, WeekCell


@dataclass(frozen=True, slots=True)
class Planner:
    """Everything of the timetable that one screen needs, read once after each change."""

    slots: tuple[TimetableSlot, ...]
    clashes: tuple[Clash, ...]
    subjects: Mapping[int, Subject]
    teachers: Mapping[int, str]
    classes: Mapping[int, ClassGroup]
    groups: Mapping[int, int]
    teachings: Mapping[tuple[int, int], Teaching]
    week: Week

    @classmethod
    def of(cls, desk: Desk) -> "Planner":
        """Read it all."""
        school = desk.school
        classes = {one.id: one for one in school.class_groups()}
        ours = [one for one in school.teaching_groups() if one.class_group in classes]
        own = {one.class_group: one.id for one in ours if not one.name}
        whole = {key: own[key] for key in classes if key in own}
        named = {one.id: classes[one.class_group] for one in ours}
        people = {key: short_name(name) for key, name in desk.access.people().items()}
        return cls(
            slots=tuple(slot for slot in school.timetable() if slot.group in named),
            clashes=school.clashes(),
            subjects={one.id: one for one in school.subjects()},
            teachers=people,
            classes=named,
            groups=whole,
            teachings={(one.group, one.subject): one for one in school.teachings()},
            week=Week(school.bells(), school.calendar().weekdays),
        )

    def week_of(self, group: int | None) -> Week:
        """The week of a teaching group."""
        clashing = self._clashing()
        cells = {
            (slot.weekday, slot.slot): WeekCell(
                slot, self.subject(slot), self.teacher(slot), clashing.get(slot.id, "")
            )
            for slot in self.slots
            if slot.group == group
        }
        return Week(self.week.bells, self.week.weekdays, cells)

    def hours(self, group: int | None) -> Sequence[tuple[str, int]]:
        """How many hours a week each subject has, the most first."""
        found = Counter(self.subject(slot) for slot in self.slots if slot.group == group)
        return sorted(found.items(), key=lambda pair: -pair[1])

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

    def clash_sentences(self, group: int | None) -> Sequence[str]:
        """Where the timetable meets itself: hour, who, which classes; this class first."""
        mine = [one for one in self.clashes if any(slot.group == group for slot in one.slots)]
        others = [one for one in self.clashes if one not in mine]
        return [self.clash_sentence(one) for one in (*mine, *others)]

    def clash_sentence(self, clash: Clash) -> str:
        """One clash in words."""
        first = clash.slots[0]
        lessons = "; ".join(self._lesson(slot) for slot in clash.slots)
        return _("{day}, lesson {slot}. {problem} {lessons}").format(
            day=weekday_short(first.weekday),
            slot=first.slot,
            lessons=lessons,
            problem=_(clash.kind.value),
        )

    def _lesson(self, slot: TimetableSlot) -> str:
        group = self.classes.get(slot.group)
        class_name = class_words(group.label) if group else ""
        words = (class_name, self.subject(slot), self.teacher(slot), slot.room)
        return " · ".join(filter(None, words))

    def _clashing(self) -> Mapping[int, str]:
        return {
            slot.id: self.clash_sentence(clash) for clash in self.clashes for slot in clash.slots
        }
