"""The tabs of the timetable: by class, by teacher, by room, the whole school; what each lists."""

from collections.abc import Sequence
from enum import StrEnum

from school_desk.errors import N_
from school_desk.formats import class_words
from school_desk.i18n import _
from school_desk.school.model import TimetableSlot
from school_desk.ui.school.class_list import ClassLine
from school_desk.ui.school.lesson_choice import half_hours_in_words
from school_desk.ui.school.week import Planner
from school_desk.ui.school.week_model import Week


class View(StrEnum):
    """Whose week is shown."""

    CLASS = "class"
    TEACHER = "teacher"
    ROOM = "room"
    SCHOOL = "school"


VIEWS = tuple(View)
TABS = (N_("By class"), N_("By teacher"), N_("By room"), N_("Whole school"))
EMPTY = {
    View.CLASS: N_("Without classes there is no timetable."),
    View.TEACHER: N_("Nobody who teaches signs in yet."),
    View.ROOM: N_("No lesson has a room yet. Choose one by Ctrl+O in the week of a class."),
    View.SCHOOL: N_("Without classes there is no timetable."),
}


def lines(planner: Planner, view: View) -> Sequence[ClassLine]:
    """What one can choose at the left."""
    if view is View.CLASS:
        return [
            _line(planner, key, class_words(planner.classes[group].label), planner.of_class(key))
            for key, group in planner.groups.items()
        ]
    if view is View.TEACHER:
        placed = {slot.teacher for slot in planner.slots}
        found = [
            _line(planner, key, name, [one for one in planner.slots if one.teacher == key])
            for key, name in planner.teachers.items()
            if key in planner.staff or key in placed
        ]
        return sorted(found, key=lambda line: line.note == half_hours_in_words(0))
    if view is View.ROOM:
        return [
            _line(planner, number, room, [one for one in planner.slots if one.room == room])
            for number, room in enumerate(planner.whole.rooms, 1)
        ]
    return ()


def week_of(planner: Planner, view: View, who: int | None) -> Week:
    """The week of whoever is chosen."""
    if view is View.TEACHER:
        return planner.week_of_teacher(who)
    if view is View.ROOM:
        return planner.week_of_room(room_of(planner, who))
    if view is View.SCHOOL:
        return planner.week_of_school()
    return planner.week_of_class(who)


def slots_of(planner: Planner, view: View, who: int | None) -> Sequence[TimetableSlot]:
    """The lessons of whoever is chosen."""
    if view is View.TEACHER:
        return [one for one in planner.slots if one.teacher == who]
    if view is View.ROOM:
        room = room_of(planner, who)
        return [one for one in planner.slots if one.room == room]
    if view is View.SCHOOL:
        return planner.slots
    return planner.of_class(who or 0)


def name_of(planner: Planner, view: View, who: int | None) -> str:
    """Whose week it is, in words."""
    if view is View.TEACHER:
        return planner.teachers.get(who or 0, "")
    if view is View.ROOM:
        room = room_of(planner, who)
        return _("Room {room}").format(room=room) if room else ""
    if view is View.SCHOOL:
        return _("Whole school")
    group = planner.groups.get(who or 0)
    return class_words(planner.classes[group].label) if group is not None else ""


def room_of(planner: Planner, number: int | None) -> str:
    """The room of a line."""
    rooms = planner.whole.rooms
    return rooms[number - 1] if number and number <= len(rooms) else ""


def _line(planner: Planner, key: int, words: str, slots: Sequence[TimetableSlot]) -> ClassLine:
    return ClassLine(key, words, half_hours_in_words(planner.half_hours(slots)))
