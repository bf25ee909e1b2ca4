"""The weekly timetable: move, copy, pair and clear lessons, rooms, hours a teacher cannot come."""

from collections.abc import Sequence
from dataclasses import replace

from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.school.bell_store import load_shifts
from school_desk.school.class_set_store import load_sets_of_groups
from school_desk.school.model import TimetableSlot
from school_desk.school.store import load_timetable
from school_desk.school.texts import as_line
from school_desk.school.timetable_model import Move, Spot
from school_desk.school.timetable_rules import (
    Changed,
    HourEmptyError,
    WholeWeek,
    accept_hour,
    accept_weekday,
    cleared,
    lessons_at,
    moved,
    placed,
    turned,
)
from school_desk.school.timetable_store import (
    load_circumstances,
    load_rooms,
    save_busy,
    save_hour,
    save_room,
)
from school_desk.storage.service import Service
from school_desk.storage.unit_of_work import UnitOfWork


class TimetableService(Service):
    """What the deputy does with the week of the school; each move is one step."""

    def week(self) -> WholeWeek:
        """The timetable of the school and its circumstances."""
        db, year = self._look(N_("See timetable")), self._at.partitions.year
        around = load_circumstances(db, year)
        slots = (one for one in load_timetable(db, year) if one.group in around.class_of)
        return WholeWeek(
            tuple(slots),
            load_sets_of_groups(db, year),
            around,
            load_shifts(db),
            load_rooms(db, year),
        )

    def move(self, move: Move) -> None:
        """Put lessons at another hour; what stood there takes their place."""
        with self._begin(N_("Move lesson"), Form()) as work:
            self._write(work, moved(self._slots(work), move))

    def put(self, lessons: Sequence[TimetableSlot]) -> None:
        """Put lessons where they say they are: copied, or chosen."""
        with self._begin(N_("Change timetable"), Form()) as work:
            for lesson in lessons:
                accept_hour(lesson.slot)
                there = lessons_at(self._slots(work), Spot.of(lesson))
                self._write(work, {Spot.of(lesson): placed(there, lesson)})

    def copy_day(self, groups: Sequence[int], source: int, target: int) -> None:
        """Give groups on one weekday the lessons of another, in place of those they had."""
        with self._begin(N_("Change timetable"), Form()) as work:
            accept_weekday(target)
            slots = self._slots(work)
            ours = [one for one in slots if one.group in groups]
            spots = {Spot.of(one) for one in ours if one.weekday in (source, target)}
            for spot in {Spot(one.group, target, one.slot) for one in spots}:
                lessons = lessons_at(slots, spot.at(source, spot.slot))
                self._write(work, {spot: tuple(replace(one, weekday=target) for one in lessons)})

    def turn_weeks(self, lesson: TimetableSlot) -> None:
        """From every week to odd weeks, to even ones and back; two halves change places."""
        with self._begin(N_("Change timetable"), Form()) as work:
            there = self._there(work, lesson)
            self._write(work, {Spot.of(lesson): turned(there, lesson)})

    def clear(self, lessons: Sequence[TimetableSlot]) -> None:
        """Take lessons out of the timetable; that of the other weeks stays."""
        with self._begin(N_("Change timetable"), Form()) as work:
            for lesson in lessons:
                there = self._there(work, lesson)
                self._write(work, {Spot.of(lesson): cleared(there, lesson.weeks)})

    def set_room(self, lessons: Sequence[TimetableSlot], room: str) -> None:
        """Say in which room lessons are; a room that is not in the list comes into it."""
        with self._begin(N_("Change timetable"), Form()) as work:
            name = as_line(room)
            if name:
                save_room(work, self._at.partitions, name)
            for lesson in lessons:
                there = self._there(work, lesson)
                self._write(work, {Spot.of(lesson): placed(there, replace(lesson, room=name))})

    def mark_busy(self, account: int, weekday: int, slot: int, *, busy: bool) -> None:
        """Whether a teacher cannot come at an hour of the week."""
        with self._begin(N_("Change timetable"), Form()) as work:
            save_busy(
                work,
                self._at.partitions,
                account,
                (accept_weekday(weekday), accept_hour(slot)),
                busy=busy,
            )

    def _there(self, work: UnitOfWork, lesson: TimetableSlot) -> tuple[TimetableSlot, ...]:
        """The lessons of an hour, this one among them, or raise."""
        found = lessons_at(self._slots(work), Spot.of(lesson))
        if all(one.weeks is not lesson.weeks for one in found):
            raise HourEmptyError
        return found

    def _slots(self, work: UnitOfWork) -> tuple[TimetableSlot, ...]:
        return load_timetable(work.db, self._at.partitions.year)

    def _write(self, work: UnitOfWork, changed: Changed) -> None:
        for spot, lessons in changed.items():
            save_hour(work, self._at.partitions, spot, lessons)
