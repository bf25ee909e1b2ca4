"""Lists of the school: seen and kept by form tutors for their classes, by the office for all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from school_desk.errors import N_, DeskError
from school_desk.intents import Form, Scope
from school_desk.school.guardian_rules import NotOfThisClassError
from school_desk.school.list_model import ListedEntry, ListEntry, ListKind
from school_desk.school.list_rules import (
    HARDSHIP,
    EntryGoneError,
    accept_entry,
    identity,
    with_own,
)
from school_desk.school.list_store import load_entries, save_entry
from school_desk.school.model import ClassGroup, Pupil
from school_desk.school.names import name_key, sort_key
from school_desk.school.pupil_data_store import load_sexes
from school_desk.school.store import load_class_groups, load_members
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Step, Workplace, no_step


class ListService(Service):
    """What clubs, transport, boarding, help and contests are written down in."""

    def __init__(self, workplace: Workplace, kinds: Sequence[ListKind]) -> None:
        super().__init__(workplace)
        self._kinds = tuple(kinds)

    def kinds(self) -> tuple[ListKind, ...]:
        """The lists of the program and those that this school keeps under its own names."""
        db = self._look(N_("See timetable"))
        return with_own(self._kinds, (one.kind for one in load_entries(db)))

    def open_kinds(self) -> tuple[ListKind, ...]:
        """The lists that this person may see."""
        self._look(N_("See timetable"))
        return tuple(one for one in self.kinds() if self._sees_kind(one.code))

    def entries(self, kind: str | None = None) -> tuple[ListedEntry, ...]:
        """The lines of a list (or of all) for the classes that one may see, by class and name."""
        db = self._look(N_("See timetable"))
        places, sexes = self._places(db), load_sexes(db)
        self._note_look(group.id for _pupil, group in places.values())
        found = [
            ListedEntry(one, *places[one.pupil], sexes.get(one.pupil, ""))
            for one in load_entries(db)
            if one.pupil in places and kind in (None, one.kind) and self._sees_kind(one.kind)
        ]
        return tuple(sorted(found, key=_in_order))

    def pupils(self) -> tuple[tuple[ClassGroup, Pupil], ...]:
        """Whom one may put on a list, by class and name."""
        db = self._look(N_("See timetable"))
        found = [(group, pupil) for pupil, group in self._places(db).values()]
        return tuple(sorted(found, key=lambda one: (_by_class(one[0]), name_key(one[1].name))))

    def put(self, class_group: int, entry: ListEntry) -> int:
        """A line of a list for a pupil of a class; with an id it is put right."""
        with self._begin(N_("Write lists"), Form(Scope(class_group=class_group))) as work:
            _accept_member(work.db, class_group, entry.pupil)
            found = _of_pupils(work.db, class_group).get(entry.id)
            if entry.id and found is None:
                raise EntryGoneError
            self._accept_kinds(entry, found)
            return save_entry(work, self._at.partitions, accept_entry(entry))

    def end(self, class_group: int, entry: int, day: date) -> None:
        """The last day of a line; it stays in the list of the days before."""
        with self._begin(N_("Write lists"), Form(Scope(class_group=class_group))) as work:
            found = _of_pupils(work.db, class_group).get(entry)
            if found is None:
                raise EntryGoneError
            self._accept_kinds(found)
            save_entry(work, self._at.partitions, accept_entry(replace(found, ends=day)))

    def remove(self, class_group: int, entry: int) -> None:
        """A line that should never have been there."""
        with self._begin(N_("Write lists"), Form(Scope(class_group=class_group))) as work:
            found = _of_pupils(work.db, class_group).get(entry)
            if found is None:
                raise EntryGoneError
            self._accept_kinds(found)
            work.delete(entry)

    def import_entries(self, entries: Sequence[ListEntry], *, step: Step = no_step) -> int:
        """A whole file as one step; a line that is there already gets what the file tells."""
        with self._begin(N_("Import lists"), Form(), origin="import") as work:
            known = {identity(one): one.id for one in load_entries(work.db)}
            for done, entry in enumerate(entries, 1):
                accepted = accept_entry(entry)
                self._accept_kinds(accepted)
                row = known.get(identity(accepted), 0)
                save_entry(work, self._at.partitions, replace(accepted, id=row))
                step(done, len(entries))
        return len(entries)

    def _places(self, db: Connection) -> Mapping[int, tuple[Pupil, ClassGroup]]:
        """The pupils of the classes that this person may see."""
        today = self._at.today()
        found: dict[int, tuple[Pupil, ClassGroup]] = {}
        for group in load_class_groups(db, self._at.partitions.year):
            if self._sees(group.id):
                for one in load_members(db, group.id):
                    if one.until is None or one.until >= today or one.pupil.id not in found:
                        found[one.pupil.id] = (one.pupil, group)
        return found

    def _note_look(self, class_groups: Iterable[int]) -> None:
        """Lists of a class were seen, or those of the school."""
        seen = set(class_groups)
        if seen:
            scope = Scope(class_group=seen.pop()) if len(seen) == 1 else Scope()
            self._at.seen("See lists", scope, None, "")

    def _accept_kinds(self, *entries: ListEntry | None) -> None:
        """Lists that tell of hardship are written by those who may see them."""
        if any(one is not None and one.kind in HARDSHIP for one in entries):
            self._at.permit(N_("Write social help"), Scope())

    def _sees(self, class_group: int) -> bool:
        return self._permitted(N_("See lists"), Scope(class_group=class_group))

    def _sees_kind(self, kind: str) -> bool:
        return kind not in HARDSHIP or self._permitted(N_("See social help"), Scope())

    def _permitted(self, intent: str, scope: Scope) -> bool:
        try:
            self._at.permit(intent, scope)
        except DeskError:
            return False
        return True


def _of_pupils(db: Connection, class_group: int) -> Mapping[int, ListEntry]:
    members = {one.pupil.id for one in load_members(db, class_group)}
    return {one.id: one for one in load_entries(db) if one.pupil in members}


def _accept_member(db: Connection, class_group: int, pupil: int) -> None:
    if pupil not in {one.pupil.id for one in load_members(db, class_group)}:
        raise NotOfThisClassError


def _by_class(one: ClassGroup) -> tuple[int, tuple[int, ...]]:
    return one.year_level, sort_key(one.letter)


def _in_order(one: ListedEntry) -> tuple[object, ...]:
    return one.entry.kind, _by_class(one.class_group), name_key(one.pupil.name), one.entry.id
