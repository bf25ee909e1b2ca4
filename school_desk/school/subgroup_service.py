"""Split a class into subgroups for some subjects, change who sits where, teach a pupil at home."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from school_desk.errors import N_
from school_desk.intents import Form, Scope
from school_desk.school.attendance_rules import ClassUnknownError
from school_desk.school.model import GroupKind, Member, Teaching
from school_desk.school.movement_rules import PupilGoneError
from school_desk.school.names import name_key
from school_desk.school.pupil_data_store import load_sexes
from school_desk.school.stay_rules import NEVER
from school_desk.school.store import (
    load_class_groups,
    load_group_stays,
    load_groups_of,
    load_members,
    load_teachings,
    load_timetable,
    save_slot,
    save_teaching,
)
from school_desk.school.subgroup_model import ClassSplit, NewSubgroup, Split, Subgroup
from school_desk.school.subgroup_rules import (
    accept_day,
    accept_names,
    accept_parts,
    accept_there,
    by_list,
    by_sex,
    to_leave,
    unplaced,
)
from school_desk.school.subgroup_store import (
    end_seat,
    save_group,
    save_seat,
    teaching_row,
)
from school_desk.school.texts import as_line
from school_desk.school.timetable_model import Spot
from school_desk.school.timetable_rules import lessons_at
from school_desk.school.timetable_store import save_hour
from school_desk.storage.service import Service, Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence
    from datetime import date

    from school_desk.school.attendance_rules import Place
    from school_desk.school.model import Calendar, Pupil, TeachingGroup
    from school_desk.storage.engine import Connection
    from school_desk.storage.unit_of_work import UnitOfWork

    Taught = Callable[[Connection, Iterable[int], date, date], Mapping[Place, tuple[int, bool]]]


class SubgroupService(Service):
    """Subgroups are a decision of the school, never made by a count."""

    def __init__(
        self, workplace: Workplace, calendar: Callable[[], Calendar], taught: Taught
    ) -> None:
        super().__init__(workplace)
        self._calendar = calendar
        self._taught = taught

    def of_class(self, class_group: int, day: date) -> ClassSplit:
        """The subgroups of a class, and who sits in none of them on a day."""
        db = self._look(N_("See subgroups"), Scope(class_group=class_group))
        members = load_members(db, class_group)
        found = self._subgroups(db, class_group, members)
        there = _listed(members, day)
        lacking = unplaced(found, there, day)
        return ClassSplit(class_group, self._label(db, class_group), day, there, found, lacking)

    def propose(self, class_group: int, how: Split, day: date) -> tuple[tuple[Pupil, ...], ...]:
        """Two parts of the class list of a day; by choice the second is empty."""
        db = self._look(N_("See subgroups"), Scope(class_group=class_group))
        there = _listed(load_members(db, class_group), day)
        if how is Split.SEX:
            return by_sex(there, load_sexes(db))
        return by_list(there) if how is Split.LIST else (there, ())

    def split(
        self,
        class_group: int,
        parts: Sequence[NewSubgroup],
        subjects: Sequence[int],
        since: date,
    ) -> tuple[int, ...]:
        """Make subgroups for some subjects from a day on.

        The hours of the whole class in these subjects become hours of each subgroup; a page of
        the whole class on which nothing was written yet is there no more.
        """
        with self._begin(N_("Change subgroups"), _of(class_group)) as work:
            lines = tuple(replace(one, name=as_line(one.name)) for one in parts)
            accept_day(since, self._calendar())
            known = load_groups_of(work.db, class_group)
            accept_names([one.name for one in lines], (one.name for one in known))
            accept_parts(lines, _listed(load_members(work.db, class_group), since), since)
            made = tuple(self._make(work, class_group, one, since) for one in lines)
            for subject in subjects:
                self._hand_over(work, class_group, subject, lines, made)
        return made

    def place(self, class_group: int, pupil: int, group: int | None, since: date) -> None:
        """From a day on a pupil sits in a subgroup and in no other of its subjects, or in none.

        The days before stay, and all that is noted of the other pupils.
        """
        with self._begin(N_("Change subgroups"), _of(class_group)) as work:
            accept_day(since, self._calendar())
            members = load_members(work.db, class_group)
            accept_there((pupil,), _listed(members, since), since)
            found = self._subgroups(work.db, class_group, members)
            for one in to_leave(found, group):
                end_seat(work, one, pupil, since)
            if group is not None:
                save_seat(work, self._at.partitions, group, pupil, since)

    def teach_at_home(
        self, class_group: int, pupil: int, subjects: Sequence[int], since: date
    ) -> int:
        """A pupil of a class is taught at home from a day on, with pages of the own."""
        with self._begin(N_("Change subgroups"), _of(class_group)) as work:
            accept_day(since, self._calendar())
            there = _listed(load_members(work.db, class_group), since)
            one = next((each for each in there if each.id == pupil), None)
            if one is None:
                raise PupilGoneError
            parts = self._at.partitions
            row = save_group(work, parts, class_group, one.name.listed, GroupKind.HOME)
            save_seat(work, parts, row, pupil, since)
            for subject in subjects:
                save_teaching(work, parts, Teaching(row, subject, None))
        return row

    def _make(self, work: UnitOfWork, class_group: int, one: NewSubgroup, since: date) -> int:
        parts = self._at.partitions
        row = save_group(work, parts, class_group, one.name, GroupKind.SUBGROUP)
        for pupil in sorted(one.pupils):
            save_seat(work, parts, row, pupil, since)
        return row

    def _subgroups(
        self, db: Connection, class_group: int, members: Iterable[Member]
    ) -> tuple[Subgroup, ...]:
        own = load_group_stays(db, class_group)
        teachings = load_teachings(db, self._at.partitions.year)
        return tuple(
            _subgroup(one, members, own, teachings)
            for one in load_groups_of(db, class_group)
            if one.kind is not GroupKind.WHOLE
        )

    def _hand_over(
        self,
        work: UnitOfWork,
        class_group: int,
        subject: int,
        parts: Sequence[NewSubgroup],
        made: Sequence[int],
    ) -> None:
        """Give each subgroup the subject with the hours that the whole class had in it."""
        groups = load_groups_of(work.db, class_group)
        whole = {one.id for one in groups if one.kind is GroupKind.WHOLE}
        known = [
            one
            for one in load_teachings(work.db, self._at.partitions.year)
            if one.group in whole and one.subject == subject
        ]
        usual = known[0] if known else Teaching(0, subject, None)
        ours = [
            replace(usual, group=row, teacher=part.teacher)
            for part, row in zip(parts, made, strict=True)
        ]
        for one in ours:
            save_teaching(work, self._at.partitions, one)
        self._hand_over_hours(work, whole, ours)
        for one in known:
            self._end_empty(work, one)

    def _hand_over_hours(
        self, work: UnitOfWork, whole: Container[int], ours: Sequence[Teaching]
    ) -> None:
        """Lessons of the whole class go to its subgroups; what shares an hour by turns stays."""
        place, subjects = self._at.partitions, {one.subject for one in ours}
        there = [one for one in load_timetable(work.db, place.year) if one.group in whole]
        going = [one for one in there if one.subject in subjects]
        for slot, one in itertools.product(going, ours):
            save_slot(work, place, replace(slot, group=one.group, teacher=one.teacher))
        for spot in dict.fromkeys(map(Spot.of, going)):
            left = [one for one in lessons_at(there, spot) if one not in going]
            save_hour(work, place, spot, left)

    def _end_empty(self, work: UnitOfWork, one: Teaching) -> None:
        terms = self._calendar().terms
        written = self._taught(work.db, (one.group,), terms[0].starts, terms[-1].ends)
        row = teaching_row(work.db, one.group, one.subject)
        if row is not None and all(subject != one.subject for subject, _off in written.values()):
            work.delete(row)

    def _label(self, db: Connection, class_group: int) -> str:
        found = load_class_groups(db, self._at.partitions.year)
        label = next((one.label for one in found if one.id == class_group), None)
        if label is None:
            raise ClassUnknownError
        return label


def _of(class_group: int) -> Form:
    return Form(Scope(class_group=class_group))


def _listed(members: Iterable[Member], day: date) -> tuple[Pupil, ...]:
    there = (one.pupil for one in members if one.there_on(day))
    return tuple(sorted(there, key=lambda one: (name_key(one.name), one.id)))


def _subgroup(
    group: TeachingGroup,
    members: Iterable[Member],
    own: Mapping[tuple[int, int], tuple[tuple[date | None, date | None], ...]],
    teachings: Iterable[Teaching],
) -> Subgroup:
    ordered = sorted(members, key=lambda one: (name_key(one.pupil.name), one.pupil.id))
    sitting = {one.pupil: own.get((group.id, one.pupil.id), NEVER) for one in ordered}
    taught = [one for one in teachings if one.group == group.id]
    return Subgroup(
        group,
        {pupil: stays for pupil, stays in sitting.items() if stays},
        tuple(one.subject for one in taught),
        {one.subject: one.teacher for one in taught},
    )
