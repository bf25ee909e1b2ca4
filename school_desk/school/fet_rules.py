"""From curriculum hours and teachers to the hours that FET places, and what stands in the way."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.school.fet_combining_rules import combine
from school_desk.school.fet_model import FetProblem, Hour, Options, Order, Part, SchoolWeek
from school_desk.school.model import TimetableSlot, Weeks

NOT_HALVES = N_("{place}, {subject}: {hours} hours a week cannot be lessons of every second week.")
NOBODY = N_("{place}, {subject}: nobody teaches it. The lessons get no teacher.")
OVER_PLAN = N_("{place}, {subject}: more lessons stay than the curriculum has hours.")
NO_HOURS = N_("There are no curriculum hours and no lessons to place. Enter the hours first.")


@dataclass(frozen=True, slots=True)
class _Need:
    """How many half hours a week a group needs of a subject, beyond those that stay."""

    group: int
    subject: int
    teacher: int | None
    halves: int


def plan_order(week: SchoolWeek, options: Options = Options()) -> Order:  # noqa: B008  frozen
    """The hours to place, in a fixed order, with everything that is wrong at once."""
    problems: list[FetProblem] = []
    stay = staying(week) if options.keep else ()
    needs = tuple(_needs(week, stay, problems))
    lines = [line for group in _in_order(week) for line in _lines(needs, group)]
    rooms = _usual_rooms(week)
    hours = (*stay, *(_with_room(rooms, hour) for hour in combine(week, lines)))
    if not hours and not problems:
        problems.append(FetProblem(Text(NO_HOURS)))
    return Order(week, hours, tuple(_together(week, hours)), tuple(problems), options)


def staying(week: SchoolWeek) -> tuple[Hour, ...]:
    """The lessons of the timetable as hours: what is by turns or combined is one."""
    at: dict[tuple[int, int], list[list[TimetableSlot]]] = defaultdict(list)
    for slot in week.timetable:
        if slot.group not in week.groups:
            continue
        near = [one for one in at[slot.weekday, slot.slot] if any(_one(slot, o) for o in one)]
        merged = [slot, *(each for one in near for each in one)]
        others = [one for one in at[slot.weekday, slot.slot] if one not in near]
        at[slot.weekday, slot.slot] = [*others, merged]
    return tuple(_fixed(one) for time in sorted(at) for one in at[time])


def _one(first: TimetableSlot, second: TimetableSlot) -> bool:
    """Whether two lessons of a time are one hour: by turns in a class, or one teacher's."""
    if first.group == second.group:
        return True
    return first.teacher is not None and first.teacher == second.teacher


def _fixed(slots: Sequence[TimetableSlot]) -> Hour:
    parts = tuple(sorted(Part(one.group, one.subject, one.teacher, one.weeks) for one in slots))
    rooms = tuple(sorted({one.room for one in slots if one.room}))
    return Hour(parts, rooms, (slots[0].weekday, slots[0].slot))


def _needs(week: SchoolWeek, stay: Iterable[Hour], problems: list[FetProblem]) -> Iterator[_Need]:
    kept: Counter[tuple[int, int]] = Counter()
    for part in (part for hour in stay for part in hour.parts):
        kept[part.group, part.subject] += _halves_of(part.weeks)
    for (group, subject), hours in _wanted(week).items():
        facts = {"place": week.name_of(group), "subject": week.subjects[subject]}
        halves = hours * 2
        if halves != int(halves):
            said = {**facts, "hours": str(hours).replace(".", ",")}
            problems.append(FetProblem(Text(NOT_HALVES, said)))
            continue
        left = int(halves) - kept[group, subject]
        if left < 0:
            problems.append(FetProblem(Text(OVER_PLAN, facts), stops=False))
        if left > 0:
            teacher = _teacher(week, group, subject)
            if teacher is None:
                problems.append(FetProblem(Text(NOBODY, facts), stops=False))
            yield _Need(group, subject, teacher, left)


def _halves_of(weeks: Weeks) -> int:
    return 2 if weeks is Weeks.EVERY else 1


def _wanted(week: SchoolWeek) -> Mapping[tuple[int, int], Decimal]:
    """Hours of each group and subject: the curriculum's, else as many as are in the timetable."""
    found: dict[tuple[int, int], Decimal] = {}
    for (class_group, subject), hours in week.hours.items():
        if hours > 0:
            for group in _learners(week, class_group, subject):
                found[group, subject] = hours
    for slot in week.timetable:
        ours = week.groups.get(slot.group)
        if ours and (ours.class_group, slot.subject) not in week.hours:
            more = Decimal(_halves_of(slot.weeks)) / 2
            found[slot.group, slot.subject] = (
                found.get((slot.group, slot.subject), Decimal(0)) + more
            )
    order = {group: place for place, group in enumerate(_in_order(week))}
    return dict(sorted(found.items(), key=lambda item: (order[item[0][0]], item[0][1])))


def _learners(week: SchoolWeek, class_group: int, subject: int) -> tuple[int, ...]:
    """Who has the lessons of a class: its subgroups where they are taught, else all together."""
    ours = [one for one in week.groups.values() if one.class_group == class_group]
    taught = {one.group for one in week.teachings if one.subject == subject}
    parted = tuple(one.id for one in ours if one.name and one.id in taught)
    return parted or tuple(one.id for one in ours if not one.name)


def _teacher(week: SchoolWeek, group: int, subject: int) -> int | None:
    found = (one.teacher for one in week.teachings if (one.group, one.subject) == (group, subject))
    return next(found, None)


def _in_order(week: SchoolWeek) -> tuple[int, ...]:
    """The groups by year level and name: the same order on every computer."""
    return tuple(
        sorted(week.groups, key=lambda one: (week.class_of(one).year_level, week.name_of(one), one))
    )


def _lines(needs: Iterable[_Need], group: int) -> Iterator[tuple[Part, ...]]:
    """The hours of one group: whole lessons, then halves by turns, a last half alone."""
    ours = [need for need in needs if need.group == group]
    for need in ours:
        for _ in range(need.halves // 2):
            yield (Part(group, need.subject, need.teacher),)
    halves = [need for need in ours if need.halves % 2]
    halves.sort(key=lambda need: (need.teacher or 0, need.subject))
    for first, second in zip(halves[::2], halves[1::2], strict=False):
        yield (_half(first, Weeks.ODD), _half(second, Weeks.EVEN))
    if len(halves) % 2:
        yield (_half(halves[-1], Weeks.ODD),)


def _half(need: _Need, weeks: Weeks) -> Part:
    return Part(need.group, need.subject, need.teacher, weeks)


def _usual_rooms(week: SchoolWeek) -> Mapping[tuple[int, int], set[str]]:
    """Where each group has had each subject until now."""
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for slot in week.timetable:
        found[slot.group, slot.subject].add(slot.room)
    return found


def _with_room(usual: Mapping[tuple[int, int], set[str]], hour: Hour) -> Hour:
    """Lessons should stay in the rooms in which they have been."""
    rooms = {room for part in hour.parts for room in usual.get((part.group, part.subject), ())}
    return Hour(hour.parts, tuple(sorted(rooms - {""})))


def _together(week: SchoolWeek, hours: Sequence[Hour]) -> Iterator[tuple[int, ...]]:
    """Hours of subgroups that begin at once: same subject, as many of them, each its teacher."""
    by_group: dict[tuple[int, int], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, hour in enumerate(hours):
        part = hour.parts[0]
        group = week.groups[part.group]
        if group.name and len(hour.parts) == 1 and hour.at is None:
            by_group[group.class_group, part.subject][part.group].append(number)
    for rows in by_group.values():
        lists = list(rows.values())
        teachers = [hours[numbers[0]].teachers for numbers in lists]
        alike = len({len(numbers) for numbers in lists}) == 1
        if len(lists) > 1 and alike and len(set(teachers)) == len(teachers):
            yield from zip(*lists, strict=True)
