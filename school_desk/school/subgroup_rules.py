"""Subgroups of a class: who sits where and when, how a class is split, what may be parallel."""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from school_desk.errors import N_, DeskError
from school_desk.school.attendance_rules import ClassUnknownError
from school_desk.school.iin import Sex
from school_desk.school.model import Calendar, GroupKind, Pupil, TeachingGroup
from school_desk.school.movement_rules import DayOutsideYearError, year_days
from school_desk.school.names import name_key
from school_desk.school.stay_rules import ALWAYS, NEVER, Stays, without
from school_desk.school.subgroup_model import NewSubgroup, Subgroup

GroupStays = Mapping[tuple[int, int], Stays]
"""The days of each pupil in each subgroup, by teaching group and pupil."""


class SexUnknownError(DeskError):
    """A class cannot be split by sex while some pupils have none noted."""

    sentence = N_("Whether these are boys or girls is not noted: {names}. Note it, or choose.")


class SubgroupEmptyError(DeskError):
    """A subgroup without anybody."""

    sentence = N_("Nobody is in “{name}”. Choose who sits in it. Nothing was written.")


class SubgroupNameError(DeskError):
    """Two subgroups of one class with one name, or one without a name."""

    sentence = N_("The class has “{name}” already. Give another name. Nothing was written.")


class SubgroupNamelessError(DeskError):
    """A subgroup without a name."""

    sentence = N_("A subgroup needs a name, such as “1”. Nothing was written.")


class TwoSubgroupsError(DeskError):
    """A pupil in two subgroups of one subject."""

    sentence = N_("{names} would sit in two subgroups of one subject. Nothing was written.")


class NotOfClassError(DeskError):
    """Pupils who are not in the class of the subgroup."""

    sentence = N_("Of those chosen, {count} were not in this class on {date}. Nothing was written.")


def sittings(own: GroupStays, groups: Iterable[TeachingGroup]) -> Callable[[int], dict[int, Stays]]:
    """For a pupil of a class: the days in each teaching group of the class."""
    of_class = tuple(groups)

    def of_pupil(pupil: int) -> dict[int, Stays]:
        home = [own.get((one.id, pupil), NEVER) for one in of_class if one.kind is GroupKind.HOME]
        away = tuple(stay for stays in home for stay in stays)
        whole = without(ALWAYS, away) if away else ALWAYS
        return {
            one.id: whole if one.kind is GroupKind.WHOLE else own.get((one.id, pupil), NEVER)
            for one in of_class
        }

    return of_pupil


def by_list(pupils: Iterable[Pupil], parts: int = 2) -> tuple[tuple[Pupil, ...], ...]:
    """The class list in parts of the same size; the first take who is left over.

    >>> [len(part) for part in by_list([], 2)]
    [0, 0]
    """
    listed = sorted(pupils, key=lambda one: (name_key(one.name), one.id))
    size, over = divmod(len(listed), parts)
    ends = [size * n + min(n, over) for n in range(parts + 1)]
    return tuple(tuple(listed[a:b]) for a, b in itertools.pairwise(ends))


def by_sex(pupils: Iterable[Pupil], sexes: Mapping[int, str]) -> tuple[tuple[Pupil, ...], ...]:
    """Girls and boys, or raise where it is not noted of somebody."""
    listed = sorted(pupils, key=lambda one: (name_key(one.name), one.id))
    unknown = [one for one in listed if sexes.get(one.id) not in (Sex.MALE, Sex.FEMALE)]
    if unknown:
        raise SexUnknownError(names=", ".join(one.name.listed for one in unknown))
    return tuple(tuple(p for p in listed if sexes[p.id] == sex) for sex in (Sex.FEMALE, Sex.MALE))


def accept_names(names: Sequence[str], taken: Iterable[str]) -> tuple[str, ...]:
    """Names of subgroups that the class does not have yet, or raise."""
    seen = {name.casefold() for name in taken}
    for name in names:
        if not name:
            raise SubgroupNamelessError
        if name.casefold() in seen:
            raise SubgroupNameError(name=name)
        seen.add(name.casefold())
    return tuple(names)


def accept_day(since: date, calendar: Calendar) -> None:
    """Let subgroups change from a day of the school year on, or raise."""
    first, last = year_days(calendar)
    if not first <= since <= last:
        raise DayOutsideYearError(date=since, first=first, last=last)


def accept_parts(parts: Sequence[NewSubgroup], there: Sequence[Pupil], since: date) -> None:
    """Let subgroups be made of the class list of a day: nobody twice, none empty, or raise."""
    names = {one.id: one.name.listed for one in there}
    seats = [pupil for part in parts for pupil in part.pupils]
    accept_there(seats, there, since)
    twice = sorted({pupil for pupil in seats if seats.count(pupil) > 1})
    if twice:
        raise TwoSubgroupsError(names=", ".join(names[pupil] for pupil in twice))
    lacking = next((part.name for part in parts if not part.pupils), None)
    if lacking is not None:
        raise SubgroupEmptyError(name=lacking)


def accept_there(pupils: Iterable[int], there: Iterable[Pupil], day: date) -> None:
    """Let pupils be seated who are on the class list of a day, or raise."""
    strange = set(pupils) - {one.id for one in there}
    if strange:
        raise NotOfClassError(count=len(strange), date=day)


def to_leave(subgroups: Sequence[Subgroup], group: int | None) -> tuple[int, ...]:
    """The subgroups which a pupil leaves for one: those of its subjects; for none, all. Or raise.

    >>> to_leave((), None)
    ()
    """
    if group is None:
        return tuple(one.group.id for one in subgroups)
    wanted = next((one for one in subgroups if one.group.id == group), None)
    if wanted is None:
        raise ClassUnknownError
    subjects = set(wanted.subjects)
    rivals = (one.group.id for one in subgroups if not subjects.isdisjoint(one.subjects))
    return tuple(one for one in rivals if one != group)


def unplaced(
    subgroups: Iterable[Subgroup], there: Sequence[Pupil], day: date
) -> dict[int, tuple[Pupil, ...]]:
    """Who sits in none of the subgroups of a subject on a day, by subject; nobody: no line."""
    seated: dict[int, set[int]] = {}
    home: set[int] = set()
    for one in subgroups:
        on = {pupil.id for pupil in one.on(day)}
        if one.group.kind is GroupKind.HOME:
            home |= on
            continue
        for subject in one.subjects:
            seated.setdefault(subject, set()).update(on)
    lacking = {
        subject: tuple(pupil for pupil in there if pupil.id not in on | home)
        for subject, on in seated.items()
    }
    return {subject: pupils for subject, pupils in lacking.items() if pupils}
