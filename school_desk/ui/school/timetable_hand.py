"""What one has in hand while the timetable is arranged: a lesson to move, lessons to copy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from school_desk.errors import DeskError
from school_desk.school.model import Clash, TimetableSlot
from school_desk.school.timetable_model import Move
from school_desk.school.timetable_rules import clashes_of, moved
from school_desk.ui.school.week import Planner
from school_desk.ui.school.week_model import BELLS, Hour, WeekModel

HourOfWeek = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Carried:
    """Lessons that were taken up at an hour; they move with all that stands there of the groups."""

    lessons: tuple[TimetableSlot, ...]
    source: HourOfWeek

    @property
    def groups(self) -> tuple[int, ...]:
        """Whose lessons they are."""
        return tuple(dict.fromkeys(slot.group for slot in self.lessons))

    def move(self, target: HourOfWeek) -> Move:
        """To another hour."""
        return Move(self.groups, self.source, target)


@dataclass(slots=True)
class Hand:
    """What is carried (by cut or by the mouse) and what was copied."""

    carried: Carried | None = None
    copied: tuple[TimetableSlot, ...] = field(default=())


def would_clash(planner: Planner, carried: Carried, target: HourOfWeek) -> tuple[Clash, ...]:
    """What could not be true if the lessons stood at another hour."""
    whole = planner.whole
    try:
        changed = moved(whole.slots, carried.move(target))
    except DeskError:
        return ()
    return clashes_of(whole.slots, changed, whole.sets, whole.around)


def forecast(planner: Planner, model: WeekModel, carried: Carried) -> Mapping[Hour, str]:
    """What each hour of the grid would say to the lessons: nothing, or who is elsewhere."""
    found: dict[Hour, str] = {}
    for row in range(model.rowCount()):
        for column in range(BELLS + 1, model.columnCount()):
            key, hour = model.key(row, column), model.hour(row, column)
            if hour != carried.source and in_lane(planner, carried, key):
                clashes = would_clash(planner, carried, hour)
                found[key] = _brief(planner, clashes, carried)
    return found


def in_lane(planner: Planner, carried: Carried, key: Hour) -> bool:
    """Whether a place of the grid is of the class that is carried; a week has only one class."""
    if len(key) < len(("weekday", "slot", "class")):
        return True
    own = planner.around.class_of
    return all(own.get(group) == own.get(key[-1]) for group in carried.groups)


def copies(
    planner: Planner, copied: Sequence[TimetableSlot], hour: HourOfWeek, group: int | None
) -> tuple[TimetableSlot, ...]:
    """Copied lessons for an hour; in another class whoever teaches the subject there."""
    own = planner.around.class_of
    made = []
    for lesson in copied:
        at = replace(lesson, weekday=hour[0], slot=hour[1])
        if group is not None and own.get(lesson.group) != own.get(group):
            known = planner.teaching(group, lesson.subject).teacher
            at = replace(at, group=group, teacher=known, room="")
        made.append(at)
    return tuple(made)


def _brief(planner: Planner, clashes: Sequence[Clash], carried: Carried) -> str:
    if not clashes:
        return ""
    mine = [slot for clash in clashes for slot in clash.slots if slot.group in carried.groups]
    return planner.brief(clashes[0], mine)
