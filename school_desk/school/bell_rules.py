"""When lessons begin and end on a day: the usual bells, and sets for some classes or days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from school_desk.errors import N_, DeskError
from school_desk.school.model import Bell, BellSet, Shift
from school_desk.school.timetable import accept_bells

FOREVER = timedelta(days=100_000)


class BellSetEmptyError(DeskError):
    """A set without times."""

    sentence = N_("«{name}» has no times. Write them one to a line, such as «1 08:30 09:05».")


class BellSetDatesError(DeskError):
    """A set that ends before it begins."""

    sentence = N_(
        "«{name}» ends on {ends:short}, before it begins on {starts:short}. Change either."
    )


class BellSetUsualError(DeskError):
    """A set that would count always: those are the usual bells."""

    sentence = N_("«{name}» is for everybody on every day. Change the usual bells instead.")


class BellNeededError(DeskError):
    """A lesson of the timetable would have no times any more."""

    sentence = N_("The timetable has lesson {slot}: write its times, such as «{slot} 08:30–09:15».")


class ShiftsError(DeskError):
    """A shift that ends before it begins, or runs into the next."""

    sentence = N_("Shift {number} has lessons {first} to {last}: they do not fit. Change them.")


class ShiftUnknownError(DeskError):
    """A class in a shift that has no lessons."""

    sentence = N_(
        "The school has no shift {number}. Give it lessons or take its classes out first."
    )


@dataclass(frozen=True, slots=True)
class Bells:
    """All times of lessons of a school."""

    usual: Mapping[int, Bell] = field(default_factory=dict)
    sets: tuple[BellSet, ...] = ()

    def at(self, year_level: int, day: date, slot: int) -> Bell | None:
        """When a lesson of a class begins and ends on a day; None: nobody knows."""
        if not self.sets:
            return self.usual.get(slot)
        return bells_for(self, year_level, day).get(slot)


@dataclass(frozen=True, slots=True)
class ClassBells:
    """The times of lessons of one year level."""

    bells: Bells
    year_level: int

    def at(self, day: date, slot: int) -> Bell | None:
        """When a lesson begins and ends on a day; None: nobody knows."""
        return self.bells.at(self.year_level, day, slot)


def bells_for(bells: Bells, year_level: int, day: date) -> Mapping[int, Bell]:
    """The bells of a class on a day: of the sets that fit, the most specific wins.

    More specific is: narrowed in more ways; then by days, by year levels, by weekdays; then for
    fewer days, fewer year levels, fewer weekdays.
    """
    fitting = [one for one in bells.sets if _fits(one, year_level, day)]
    if not fitting:
        return bells.usual
    best = max(fitting, key=_specific)
    return {**bells.usual, **{bell.slot: bell for bell in best.bells}}


def accept_bell_set(found: BellSet) -> BellSet:
    """Take a set of bells, or raise."""
    if not found.bells:
        raise BellSetEmptyError(name=found.name)
    if found.starts and found.ends and found.ends < found.starts:
        raise BellSetDatesError(name=found.name, starts=found.starts, ends=found.ends)
    if not (found.year_levels or found.weekdays or found.starts or found.ends):
        raise BellSetUsualError(name=found.name)
    accept_bells(found.bells)
    return found


def accept_usual_bells(bells: Iterable[Bell], used: Iterable[int]) -> tuple[Bell, ...]:
    """Take the usual times, or raise; every lesson that the timetable uses needs its own."""
    found = accept_bells(bells)
    missing = set(used) - {bell.slot for bell in found}
    if missing:
        raise BellNeededError(slot=min(missing))
    return found


def accept_shifts(shifts: Iterable[Shift]) -> tuple[Shift, ...]:
    """Take the shifts of a day in their order, or raise: each begins after the one before."""
    found = tuple(sorted(shifts, key=lambda one: one.number))
    last = 0
    for one in found:
        if not last < one.first_slot <= one.last_slot:
            raise ShiftsError(number=one.number, first=one.first_slot, last=one.last_slot)
        last = one.last_slot
    return found


def accept_shift_of(shifts: Iterable[Shift], classes: Mapping[int, int | None]) -> None:
    """Raise where a class is in a shift that there is not (None: in no shift)."""
    numbers = {None, *(one.number for one in shifts)}
    for number in classes.values():
        if number not in numbers:
            raise ShiftUnknownError(number=number)


def _fits(one: BellSet, year_level: int, day: date) -> bool:
    begun = one.starts is None or one.starts <= day
    running = one.ends is None or day <= one.ends
    whom = not one.year_levels or year_level in one.year_levels
    return begun and running and whom and (not one.weekdays or day.weekday() in one.weekdays)


def _specific(one: BellSet) -> tuple[int, int, int, int, int, int, int, str]:
    dated = one.starts is not None or one.ends is not None
    length = (one.ends - one.starts) if one.starts and one.ends else FOREVER
    return (
        dated + bool(one.year_levels) + bool(one.weekdays),
        dated,
        bool(one.year_levels),
        bool(one.weekdays),
        -length.days,
        -len(one.year_levels),
        -len(one.weekdays),
        one.code,
    )
