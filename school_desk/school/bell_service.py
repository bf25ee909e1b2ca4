"""Bells for some classes or days beside the usual ones, shifts, and who is in which."""

import secrets
from collections.abc import Iterable, Mapping

from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.school.attendance_rules import ClassUnknownError
from school_desk.school.bell_rules import Bells, accept_bell_set, accept_shift_of, accept_shifts
from school_desk.school.bell_store import (
    delete_bell_set,
    load_all_bells,
    load_shift_of_classes,
    load_shifts,
    save_bell_set,
    save_shift_of_class,
    save_shifts,
)
from school_desk.school.model import BellSet, Shift
from school_desk.school.store import load_class_groups
from school_desk.storage.service import Service

CODE_BYTES = 4


class BellService(Service):
    """What the deputy arranges about the times of lessons."""

    def bells(self) -> Bells:
        """The usual bells and every set beside them."""
        return load_all_bells(self._look(N_("See timetable")))

    def shifts(self) -> tuple[Shift, ...]:
        """The shifts of the school, by number."""
        return load_shifts(self._look(N_("See timetable")))

    def shift_of(self) -> Mapping[int, int]:
        """The shift of each class group that has one."""
        return load_shift_of_classes(self._look(N_("See timetable")), self._at.partitions.year)

    def fresh_code(self) -> str:
        """A name for a set that nobody else will give."""
        self._look(N_("Change bells"))
        return secrets.token_hex(CODE_BYTES)

    def save_set(self, found: BellSet) -> None:
        """Times of lessons for some classes, weekdays or days, in place of those of its code."""
        with self._begin(N_("Change bells"), Form()) as work:
            save_bell_set(work, self._at.partitions, accept_bell_set(found))

    def delete_set(self, code: str) -> None:
        """Let a set go: its classes and days have the usual bells again."""
        with self._begin(N_("Change bells"), Form()) as work:
            delete_bell_set(work, code)

    def save_shifts(self, shifts: Iterable[Shift], classes: Mapping[int, int | None]) -> None:
        """Which lessons each shift has, and the shift of class groups (None: no shift)."""
        with self._begin(N_("Change bells"), Form()) as work:
            year, accepted = self._at.partitions.year, accept_shifts(shifts)
            if not classes.keys() <= {one.id for one in load_class_groups(work.db, year)}:
                raise ClassUnknownError
            accept_shift_of(accepted, {**load_shift_of_classes(work.db, year), **classes})
            save_shifts(work, self._at.partitions, accepted)
            for class_group, shift in classes.items():
                save_shift_of_class(work, class_group, shift)
