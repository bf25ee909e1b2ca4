"""Movements: enrol, transfer, move, leave, return, by order; class lists of any day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.errors import N_
from school_desk.intents import Form, Scope
from school_desk.school.attendance_rules import ClassUnknownError
from school_desk.school.model import Member, Pupil
from school_desk.school.movement_model import Movement, MovementKind, NewMovement, PupilCard
from school_desk.school.movement_rules import (
    MovementGoneError,
    PupilGoneError,
    accept_movement,
    accept_order,
    accept_taking_back,
    possible_kinds,
    year_days,
)
from school_desk.school.movement_sheet_rules import MovementSheet, sheet_of
from school_desk.school.movement_store import (
    load_joined,
    load_movement,
    load_movements,
    load_movements_of,
    load_pupil,
    load_stretches,
    save_movement,
    save_order,
    save_taken_back,
    was_here,
)
from school_desk.school.names import accept_name, name_key, sort_key
from school_desk.school.pupil_data_model import PersonalFile
from school_desk.school.pupil_data_store import fill_file
from school_desk.school.store import (
    load_class_groups,
    load_members,
    load_school,
    save_pupil,
)
from school_desk.storage.service import Service, Workplace

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from school_desk.school.model import Calendar, ClassGroup, NewPupil
    from school_desk.school.movement_model import Order, Placing
    from school_desk.storage.engine import Connection
    from school_desk.storage.unit_of_work import UnitOfWork


class MovementService(Service):
    """What the office notes when a pupil comes, moves or leaves."""

    def __init__(self, workplace: Workplace, calendar: Callable[[], Calendar]) -> None:
        super().__init__(workplace)
        self._calendar = calendar

    def year_days(self) -> tuple[date, date]:
        """The first and the last day on which pupils move in this school year."""
        self._look(N_("See timetable"))
        return year_days(self._calendar())

    def usual_days(self) -> tuple[date, date]:
        """The days that a sheet is asked for most: from the first of the year to today."""
        self._look(N_("See timetable"))
        first, last = year_days(self._calendar())
        return first, min(max(self._at.today(), first), last)

    def class_list(self, class_group: int, day: date) -> tuple[Member, ...]:
        """Who was in a class group on a day, in the order of the Kazakh alphabet."""
        db = self._look(N_("See class list"), Scope(class_group=class_group))
        there = (one for one in load_members(db, class_group) if one.there_on(day))
        return tuple(sorted(there, key=lambda one: (name_key(one.pupil.name), one.pupil.id)))

    def card(self, pupil: int) -> PupilCard:
        """A pupil with every stay of this year and every movement."""
        db = self._look(N_("See movements"), self._scope(pupil))
        return PupilCard(
            _pupil(db, pupil),
            load_stretches(db, pupil, self._year),
            load_movements_of(db, pupil),
            load_joined(db, pupil),
        )

    def possible(self, pupil: int, day: date) -> tuple[MovementKind, ...]:
        """Which movements of a pupil make sense on a day."""
        db = self._look(N_("See movements"), self._scope(pupil))
        stretches = load_stretches(db, pupil, self._year)
        return possible_kinds(stretches, day, here_before=was_here(db, pupil, self._year))

    def sheet(self, class_group: int | None, first: date, last: date) -> MovementSheet:
        """Arrivals and departures of a class, or of the school, between two days."""
        db = self._look(N_("See movements"), Scope(class_group=class_group))
        classes = [one for one in self._classes(db) if class_group in (None, one.id)]
        if not classes and class_group is not None:
            raise ClassUnknownError
        school = load_school(db)
        people = {
            one.id: {member.pupil.id: member.stays for member in load_members(db, one.id)}
            for one in classes
        }
        moved = load_movements(db, first, last)
        names = school.names if school else {}
        whole = class_group is None
        labels = {one.id: one.label for one in self._classes(db)}
        return sheet_of(classes, people, moved, (first, last), labels, names, whole=whole)

    def check(self, pupil: int, wanted: NewMovement) -> Placing:
        """What a movement would do, or the reason against it; writes nothing."""
        db = self._look(N_("See movements"), self._scope(pupil))
        return self._accepted(db, _pupil(db, pupil), accept_order(wanted))

    def check_new(self, new: NewPupil, wanted: NewMovement) -> Placing:
        """What enrolling somebody new would do, or the reason against it; writes nothing."""
        db = self._look(N_("See movements"), Scope(class_group=wanted.to_class))
        return self._accepted(db, Pupil(0, accept_name(new.name)), accept_order(wanted))

    def enrol(self, new: NewPupil, wanted: NewMovement) -> int:
        """A pupil who is not in the file yet: enrolled, or come from another school."""
        with self._begin(N_("Enrol pupil"), Form(Scope(class_group=wanted.to_class))) as work:
            row = save_pupil(work, self._at.partitions, accept_name(new.name))
            if new.birth_date or new.sex or new.iin:
                file = PersonalFile(new.birth_date, new.sex, new.iin)
                fill_file(work, self._at.partitions, row, file)
            self._write(work, row, wanted)
        return row

    def arrive(self, pupil: int, wanted: NewMovement) -> int:
        """A pupil who was here before comes again."""
        with self._begin(N_("Take pupil in again"), Form(self._scope(pupil))) as work:
            return self._write(work, pupil, wanted)

    def move(self, pupil: int, wanted: NewMovement) -> int:
        """A pupil moves to another class of this school."""
        with self._begin(N_("Move pupil"), Form(self._scope(pupil))) as work:
            return self._write(work, pupil, wanted)

    def leave(self, pupil: int, wanted: NewMovement) -> int:
        """A pupil leaves, for another school or for another reason."""
        with self._begin(N_("Note departure"), Form(self._scope(pupil))) as work:
            return self._write(work, pupil, wanted)

    def complete_order(self, movement: int, order: Order) -> None:
        """The number and the date of an order that was written later, or written wrong."""
        with self._begin(N_("Complete order"), Form()) as work:
            found = _movement(work.db, movement)
            wanted = accept_order(_as_wanted(found, order))
            save_order(work, movement, wanted.order)

    def take_back(self, movement: int) -> None:
        """Forget a movement that was noted by mistake: the class lists are as before it.

        Refused in a school year that is over: its class lists stand.
        """
        with self._begin(N_("Take back movement"), Form(self._place(movement))) as work:
            found = _movement(work.db, movement)
            accept_taking_back(found, load_movements_of(work.db, found.pupil.id))
            stretches = load_stretches(work.db, found.pupil.id, self._year)
            save_taken_back(work, found, stretches)

    @property
    def _year(self) -> str:
        return self._at.partitions.year

    def _scope(self, pupil: int) -> Scope:
        """Where a pupil belongs: the class of now, or the last one."""
        stretches = load_stretches(self._at.storage.db, pupil, self._year)
        return Scope(class_group=stretches[-1].class_group if stretches else None)

    def _place(self, movement: int) -> Scope:
        """The class that a movement is of, in whatever school year."""
        found = load_movement(self._at.storage.db, movement)
        return Scope(class_group=(found.to_class or found.from_class) if found else None)

    def _classes(self, db: Connection) -> list[ClassGroup]:
        found = load_class_groups(db, self._year)
        return sorted(found, key=lambda one: (one.year_level, sort_key(one.letter)))

    def _write(self, work: UnitOfWork, pupil: int, wanted: NewMovement) -> int:
        accepted = accept_order(wanted)
        placing = self._accepted(work.db, _pupil(work.db, pupil), accepted)
        return save_movement(work, self._at.partitions, pupil, accepted, placing)

    def _accepted(self, db: Connection, pupil: Pupil, wanted: NewMovement) -> Placing:
        return accept_movement(
            pupil.name.listed,
            load_stretches(db, pupil.id, self._year),
            wanted,
            self._calendar(),
            {one.id: one.label for one in load_class_groups(db, self._year)},
            here_before=was_here(db, pupil.id, self._year),
        )


def _pupil(db: Connection, pupil: int) -> Pupil:
    found = load_pupil(db, pupil)
    if found is None:
        raise PupilGoneError
    return found


def _movement(db: Connection, row: int) -> Movement:
    found = load_movement(db, row)
    if found is None:
        raise MovementGoneError
    return found


def _as_wanted(one: Movement, order: Order) -> NewMovement:
    from_now = one.day, one.to_class, order, one.other_school, one.reason
    return NewMovement(one.kind, *from_now)
