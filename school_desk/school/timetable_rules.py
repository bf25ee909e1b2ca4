"""What placing, moving and pairing lessons makes of the week: the grid tries it first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from school_desk.errors import N_, DeskError
from school_desk.school.combined_rules import ClassSets
from school_desk.school.model import Clash, PersonName, Shift, Teaching, TimetableSlot, Weeks
from school_desk.school.timetable import clashes
from school_desk.school.timetable_model import Circumstances, Move, Spot

HOURS_OF_A_DAY = range(1, 17)

SUNDAY = 6


class WeekdayUnknownError(DeskError):
    """A weekday that there is not."""

    sentence = N_("A week has weekdays from Monday to Sunday. Nothing was written.")


class HourUnknownError(DeskError):
    """A slot that no day has."""

    sentence = N_("A day has lessons 1 to 16, not {slot}. Nothing was written.")


class HourEmptyError(DeskError):
    """Nothing stands where a lesson should be taken from."""

    sentence = N_("There is no lesson in this hour any more. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class WholeWeek:
    """The timetable of the school with all that says where it cannot be true."""

    slots: tuple[TimetableSlot, ...]
    sets: ClassSets
    around: Circumstances
    shifts: tuple[Shift, ...]
    rooms: tuple[str, ...]

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """Where it meets itself."""
        return clashes(self.slots, self.sets, self.around)


Changed = Mapping[Spot, tuple[TimetableSlot, ...]]
"""What each hour that changes has afterwards."""


def lessons_at(slots: Iterable[TimetableSlot], spot: Spot) -> tuple[TimetableSlot, ...]:
    """The lessons of an hour of a group, that of odd weeks first."""
    found = [one for one in slots if Spot.of(one) == spot]
    return tuple(sorted(found, key=lambda one: one.weeks is Weeks.EVEN))


def placed(there: Sequence[TimetableSlot], lesson: TimetableSlot) -> tuple[TimetableSlot, ...]:
    """An hour when a lesson is put in it.

    One of every week takes the whole hour; one of every second week leaves the other, and what
    stood there in every week keeps the weeks between.
    """
    if lesson.weeks is Weeks.EVERY:
        return (lesson,)
    kept = (
        replace(one, weeks=lesson.weeks.other) if one.weeks is Weeks.EVERY else one
        for one in there
        if one.weeks is not lesson.weeks
    )
    return tuple(sorted((lesson, *kept), key=lambda one: one.weeks is Weeks.EVEN))


def cleared(there: Sequence[TimetableSlot], weeks: Weeks) -> tuple[TimetableSlot, ...]:
    """An hour when the lesson of these weeks goes; `EVERY` takes all that stands there."""
    return tuple(one for one in there if weeks is not Weeks.EVERY and one.weeks is not weeks)


def turned(there: Sequence[TimetableSlot], lesson: TimetableSlot) -> tuple[TimetableSlot, ...]:
    """An hour when a lesson goes from every week to odd, to even, and back to every week.

    Where both halves are taken, the two change places.
    """
    if len(there) > 1:
        return tuple(replace(one, weeks=one.weeks.other) for one in reversed(there))
    following = {Weeks.EVERY: Weeks.ODD, Weeks.ODD: Weeks.EVEN, Weeks.EVEN: Weeks.EVERY}
    return (replace(lesson, weeks=following[lesson.weeks]),)


def moved(slots: Sequence[TimetableSlot], move: Move) -> Changed:
    """What the two hours have after a move: the lessons of the groups change places."""
    accept_hour(move.target[1])
    found: dict[Spot, tuple[TimetableSlot, ...]] = {}
    for group in move.groups:
        source, target = Spot(group, *move.source), Spot(group, *move.target)
        going, coming = lessons_at(slots, source), lessons_at(slots, target)
        found[target] = tuple(_at(one, move.target) for one in going)
        found[source] = tuple(_at(one, move.source) for one in coming)
    if move.source == move.target or not any(
        found[Spot(group, *move.target)] for group in move.groups
    ):
        raise HourEmptyError
    return found


def applied(slots: Iterable[TimetableSlot], changed: Changed) -> tuple[TimetableSlot, ...]:
    """The whole timetable after a change."""
    kept = (one for one in slots if Spot.of(one) not in changed)
    return (*kept, *(one for lessons in changed.values() for one in lessons))


def clashes_of(
    slots: Sequence[TimetableSlot],
    changed: Changed,
    sets: ClassSets,
    around: Circumstances,
) -> tuple[Clash, ...]:
    """The clashes that lessons would be in after a change, looked for only where it changes."""
    hours = {(spot.weekday, spot.slot) for spot in changed}
    near = [one for one in slots if (one.weekday, one.slot) in hours]
    after = applied(near, changed)
    return tuple(
        clash
        for clash in clashes(after, sets, around)
        if any(Spot.of(one) in changed for one in clash.slots)
    )


def accept_weekday(weekday: int) -> int:
    """A day of a week, or raise."""
    if not 0 <= weekday <= SUNDAY:
        raise WeekdayUnknownError
    return weekday


def accept_hour(slot: int) -> int:
    """An hour of a day, or raise."""
    if slot not in HOURS_OF_A_DAY:
        raise HourUnknownError(slot=slot)
    return slot


def _at(lesson: TimetableSlot, hour: tuple[int, int]) -> TimetableSlot:
    return replace(lesson, weekday=hour[0], slot=hour[1])


def known_teachers(
    names: Mapping[int, PersonName], at_work: frozenset[int], slots: Iterable[TimetableSlot]
) -> dict[int, PersonName]:
    """Whom a timetable may name: who works here, and who left but still stands in it."""
    placed = {slot.teacher for slot in slots}
    return {who: name for who, name in names.items() if who in at_work or who in placed}


def of_staff(teaching: Teaching, at_work: frozenset[int]) -> Teaching:
    """A teaching for which new hours are placed: of nobody where its teacher has left."""
    return teaching if teaching.teacher in at_work else replace(teaching, teacher=None)
