"""A timetable from a file: what it would change, and taking it in one step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.school.bell_store import load_class_shifts, load_shifts
from school_desk.school.class_set_store import load_sets_of_groups
from school_desk.school.fet_store import load_rooms
from school_desk.school.model import Calendar, Clash, PersonName
from school_desk.school.store import (
    load_bells,
    load_class_groups,
    load_subjects,
    load_teaching_groups,
    load_teachings,
    load_timetable,
)
from school_desk.school.timetable import clashes
from school_desk.school.timetable_change_rules import TimetableChange, compare, numbered
from school_desk.school.timetable_change_store import save_timetable
from school_desk.school.timetable_list_model import KnownSchool, ListProblem, SaidTimetable
from school_desk.school.timetable_list_rules import find_lessons
from school_desk.school.timetable_rules import known_teachers
from school_desk.school.timetable_store import load_circumstances
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Workplace

Names = Callable[[Connection], Mapping[int, PersonName]]
Staff = Callable[[Connection], frozenset[int]]


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What a file would do. With problems nothing can be taken."""

    change: TimetableChange
    problems: tuple[ListProblem, ...]
    clashes: tuple[Clash, ...]


class TimetableListService(Service):
    """Timetables of files against the school."""

    def __init__(
        self, workplace: Workplace, calendar: Callable[[], Calendar], names: Names, at_work: Staff
    ) -> None:
        super().__init__(workplace)
        self._calendar = calendar
        self._names = names
        self._at_work = at_work

    def known(self) -> KnownSchool:
        """What the words of a file may mean."""
        return self._known(self._look(N_("Make timetable")))

    def preview(self, said: SaidTimetable) -> ListPreview:
        """Which lessons come, go and stay in the classes that the file names."""
        db = self._look(N_("Make timetable"))
        school = self._known(db)
        found = find_lessons(said, school)
        class_of = {one.id: one.class_group for one in school.groups}
        classes = {class_of[slot.group] for slot in found.slots}
        ours = (one.id for one in school.groups if one.class_group in classes)
        before = load_timetable(db, self._at.partitions.year)
        change = compare(before, found.slots, ours)
        kept = (slot for slot in before if slot.group not in change.groups)
        after = numbered((*kept, *change.after))
        year = self._at.partitions.year
        meetings = clashes(after, load_sets_of_groups(db, year), load_circumstances(db, year))
        return ListPreview(change, found.problems, meetings)

    def take(self, change: TimetableChange) -> None:
        """Replace the timetable of the classes that the file names: one step."""
        with self._begin(N_("Take timetable"), Form(), origin="import") as work:
            save_timetable(work, self._at.partitions, change)

    def _known(self, db: Connection) -> KnownSchool:
        year = self._at.partitions.year
        classes = load_class_groups(db, year)
        shifts = load_class_shifts(db, year)
        first = {one.id: shifts[one.id].first_slot if one.id in shifts else 1 for one in classes}
        slots = {bell.slot for bell in load_bells(db)}
        slots |= {slot for shift in load_shifts(db) for slot in shift.slots}
        return KnownSchool(
            {(one.year_level, one.letter): one.id for one in classes},
            tuple(one for one in load_teaching_groups(db) if one.class_group in first),
            load_subjects(db),
            known_teachers(self._names(db), self._at_work(db), load_timetable(db, year)),
            load_teachings(db, year),
            first,
            tuple(sorted(slots)),
            self._calendar().weekdays,
            frozenset(load_rooms(db)),
        )
