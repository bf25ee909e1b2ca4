"""The engine half of the timetable: an order for FET, and its result taken in one step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.school.class_set_store import load_sets_of_groups
from school_desk.school.fet_check_rules import checked
from school_desk.school.fet_code_rules import mark_of, signed
from school_desk.school.fet_model import FetProblem, Hour, Options, Order, Result
from school_desk.school.fet_result_rules import PlacedHour, match_result
from school_desk.school.fet_rules import plan_order
from school_desk.school.fet_week_store import load_week
from school_desk.school.model import Calendar, Clash, PersonName, TimetableSlot
from school_desk.school.room_rules import with_rooms
from school_desk.school.timetable import clashes
from school_desk.school.timetable_change_rules import TimetableChange, compare, numbered
from school_desk.school.timetable_change_store import save_timetable
from school_desk.school.timetable_store import load_circumstances
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Workplace

Names = Callable[[Connection], Mapping[int, PersonName]]
Staff = Callable[[Connection], frozenset[int]]


@dataclass(frozen=True, slots=True)
class FetPreview:
    """What a result would do, before anything is written."""

    order: Order
    change: TimetableChange
    unplaced: tuple[Hour, ...]
    problems: tuple[FetProblem, ...]
    clashes: tuple[Clash, ...]

    @property
    def stops(self) -> tuple[FetProblem, ...]:
        """Why it cannot be taken."""
        return tuple(one for one in self.problems if one.stops)


class FetService(Service):
    """Orders for FET and what it answers."""

    def __init__(
        self, workplace: Workplace, calendar: Callable[[], Calendar], names: Names, at_work: Staff
    ) -> None:
        super().__init__(workplace)
        self._calendar = calendar
        self._names = names
        self._at_work = at_work

    def order(self, options: Options = Options()) -> Order:  # noqa: B008  frozen
        """What FET is to place, with everything that stands in the way."""
        db = self._look(N_("Make timetable"))
        return self._signed(db, options)

    def preview(self, result: Result, file: str, options: Options = Options()) -> FetPreview:  # noqa: B008
        """Which lessons a result brings and takes away, or raise when it is not of this school.

        A bare activities.xml is understood by the order it was made of: with the same `options`.
        """
        db = self._look(N_("Make timetable"))
        order = self._signed(db, options)
        read = match_result(order, result, self._rows(db, order), file)
        rooms = with_rooms(order.week, read.hours)
        after = tuple(
            slot for one, room in zip(read.hours, rooms, strict=True) for slot in _slots(one, room)
        )
        groups = order.week.groups
        classes = {groups[part].class_group for one in read.hours for part in one.hour.groups}
        ours = (one.id for one in groups.values() if one.class_group in classes)
        change = compare(order.week.timetable, after, ours)
        kept = tuple(o for o in order.week.timetable if o.group not in change.groups)
        year = self._at.partitions.year
        slots = numbered((*kept, *change.after))
        found = clashes(slots, load_sets_of_groups(db, year), load_circumstances(db, year))
        return FetPreview(order, change, read.unplaced, read.problems, found)

    def take(self, change: TimetableChange) -> None:
        """Replace the timetable of the classes concerned: one step, which undo takes back."""
        with self._begin(N_("Take timetable"), Form(), origin="import") as work:
            save_timetable(work, self._at.partitions, change)

    def _signed(self, db: Connection, options: Options) -> Order:
        staff = self._names(db), self._at_work(db)
        week = load_week(db, self._calendar(), self._at.today(), *staff)
        order = checked(plan_order(week, options))
        parts = self._at.partitions
        rows = {
            row
            for hour in order.hours
            for part in hour.parts
            for row in (part.group, part.subject, part.teacher)
            if row
        }
        keys = {row: self._at.storage.keys.key(db, row) for row in rows}
        return signed(order, mark_of(parts.school, parts.year), keys)

    def _rows(self, db: Connection, order: Order) -> Mapping[int, int]:
        week = order.week
        rows = (*week.groups, *week.subjects, *week.teachers)
        return {self._at.storage.keys.key(db, row): row for row in rows}


def _slots(one: PlacedHour, room: str) -> tuple[TimetableSlot, ...]:
    """The lessons of an hour at its place."""
    if one.at is None:
        return ()
    weekday, slot = one.at
    return tuple(
        TimetableSlot(0, weekday, slot, part.group, part.subject, part.teacher, room, part.weeks)
        for part in one.hour.parts
    )
