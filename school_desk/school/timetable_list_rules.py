"""Find the classes, subjects and teachers that a file of a timetable means; all unknown at once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.school.model import TimetableSlot, Weeks
from school_desk.school.timetable_list_model import (
    KnownSchool,
    ListProblem,
    SaidLesson,
    SaidTimetable,
)
from school_desk.school.timetable_words import people_names, plain_name, subject_names

NO_CLASS = N_("There is no class «{name}» in this school year.")
NO_SUBJECT = N_("There is no subject «{name}» in this school.")
NO_TEACHER = N_("Nobody of the staff is «{name}».")
MANY_TEACHERS = N_("«{name}» may be several people. Write the name in full.")
NO_SUBGROUP = N_("«{name}» is no subgroup of this class.")
NO_SLOT = N_("There is no lesson {lesson} in the shift of this class.")
NO_DAY = N_("There are no lessons on this weekday in this school.")
TAKEN = N_("The same class has two lessons at this time: see row {row} of the sheet «{sheet}».")


@dataclass(frozen=True, slots=True)
class FoundTimetable:
    """The lessons of a file as places of the timetable, with every problem."""

    slots: tuple[TimetableSlot, ...]
    problems: tuple[ListProblem, ...]


def find_lessons(said: SaidTimetable, school: KnownSchool) -> FoundTimetable:
    """Find everyone and everything named; each unknown name is said once, where it is first."""
    finder = _Finder(school)
    slots: list[TimetableSlot] = []
    problems = list(said.problems)
    seen: dict[str, None] = {}
    taken: dict[tuple[int, int, int, Weeks], SaidLesson] = {}
    for one in said.lessons:
        found = finder.slot(one)
        if isinstance(found, TimetableSlot):
            problems += _doubles(found, one, taken)
            slots.append(found)
        for text in found if isinstance(found, tuple) else ():
            spelled = f"{text.msgid} {sorted(text.facts.items())}"
            if spelled not in seen:
                seen[spelled] = None
                problems.append(ListProblem(one.sheet, one.row, text))
    return FoundTimetable(tuple(slots), tuple(problems))


def _doubles(
    slot: TimetableSlot,
    one: SaidLesson,
    taken: dict[tuple[int, int, int, Weeks], SaidLesson],
) -> Iterator[ListProblem]:
    held = (Weeks.ODD, Weeks.EVEN) if slot.weeks is Weeks.EVERY else (slot.weeks,)
    for weeks in held:
        key = slot.group, slot.weekday, slot.slot, weeks
        if key in taken:
            first = taken[key]
            facts = {"row": first.row, "sheet": first.sheet}
            yield ListProblem(one.sheet, one.row, Text(TAKEN, facts))
            return
    taken |= {(slot.group, slot.weekday, slot.slot, weeks): one for weeks in held}


class _Finder:
    """Looks names up in one school."""

    def __init__(self, school: KnownSchool) -> None:
        self._school = school
        self._subjects = subject_names(school.subjects)
        self._people = people_names(school.teachers)
        self._taught: dict[tuple[int, int], int | None] = {
            (one.group, one.subject): one.teacher for one in school.teachings
        }
        self._rooms = frozenset(map(plain_name, school.rooms))
        self._groups: Mapping[int, dict[str, int]] = _groups(school)

    def slot(self, one: SaidLesson) -> TimetableSlot | tuple[Text, ...]:
        """The place a lesson takes, or everything about it that is unknown."""
        one = self._with_room(one)
        unknown: list[Text] = []
        class_group = self._school.classes.get(one.class_key or (-1, ""))
        subject = self._subjects.get(plain_name(one.subject))
        if class_group is None:
            unknown.append(Text(NO_CLASS, {"name": one.class_text}))
        if subject is None:
            unknown.append(Text(NO_SUBJECT, {"name": one.subject}))
        if one.weekday not in self._school.weekdays:
            unknown.append(Text(NO_DAY))
        group = self._group(class_group, one.subgroup, unknown)
        slot = self._slot(class_group, one.lesson, unknown)
        teacher = self._teacher(one.teacher, group, subject, unknown)
        if unknown or group is None or subject is None:
            return tuple(unknown)
        return TimetableSlot(0, one.weekday, slot, group, subject, teacher, one.room, one.weeks)

    def _with_room(self, one: SaidLesson) -> SaidLesson:
        """What stands in the place of a teacher may be a room of the school."""
        name = plain_name(one.teacher)
        if one.room or name in self._people or name not in self._rooms:
            return one
        return replace(one, teacher="", room=one.teacher)

    def _group(self, class_group: int | None, name: str, unknown: list[Text]) -> int | None:
        if class_group is None:
            return None
        groups = self._groups[class_group]
        wanted = plain_name(name)
        digits = "".join(each for each in wanted if each.isdigit())
        found = groups.get(wanted, groups.get(digits) if digits else None)
        if found is None:
            unknown.append(Text(NO_SUBGROUP, {"name": name}))
        return found

    def _slot(self, class_group: int | None, lesson: int, unknown: list[Text]) -> int:
        """Lessons of a later shift are counted from 1 in files, through the day in the program."""
        first = self._school.first_slots.get(class_group or 0, 1)
        slot = lesson if lesson >= first else first + lesson - 1
        if slot not in self._school.slots:
            unknown.append(Text(NO_SLOT, {"lesson": lesson}))
        return slot

    def _teacher(
        self, name: str, group: int | None, subject: int | None, unknown: list[Text]
    ) -> int | None:
        known = self._taught.get((group or 0, subject or 0))
        if not name:
            return known
        found = self._people.get(plain_name(name), frozenset())
        if known in found:
            return known
        if len(found) != 1:
            unknown.append(Text(MANY_TEACHERS if found else NO_TEACHER, {"name": name}))
            return None
        return next(iter(found))


def _groups(school: KnownSchool) -> Mapping[int, dict[str, int]]:
    """The teaching groups of each class by name; the whole class has none."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for one in school.groups:
        found[one.class_group][plain_name(one.name)] = one.id
    return found
