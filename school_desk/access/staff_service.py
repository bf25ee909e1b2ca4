"""The staff of a school: who works here, as what and how much; keys are given elsewhere."""

from collections.abc import Sequence

from school_desk.access.rules import accept_lasting_head
from school_desk.access.staff_model import NewStaff, StaffMember
from school_desk.access.staff_rules import (
    StaffGoneError,
    accept_other,
    accept_staff,
    spelling,
    updated,
)
from school_desk.access.staff_store import load_staff, save_person, save_staff_file
from school_desk.access.store import load_grants
from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.school.names import name_key
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Step, no_step


class StaffService(Service):
    """What the office does with the staff list."""

    def staff(self) -> tuple[StaffMember, ...]:
        """Everybody, in the order of names."""
        db = self._look(N_("See staff"))
        return tuple(sorted(load_staff(db), key=lambda one: name_key(one.name)))

    def add(self, new: NewStaff) -> int:
        """A person who works here and does not sign in yet."""
        with self._begin(N_("Write staff"), Form()) as work:
            accepted = accept_staff(new)
            accept_other(load_staff(work.db), accepted.name)
            row = save_person(work, self._at.partitions, accepted.name)
            save_staff_file(work, self._at.partitions, row, accepted.file)
        return row

    def correct(self, account: int, new: NewStaff) -> None:
        """Another spelling, post or phone of a person."""
        with self._begin(N_("Write staff"), Form()) as work:
            accepted = accept_staff(new)
            _known(work.db, account)
            accept_other(load_staff(work.db), accepted.name, account)
            save_person(work, self._at.partitions, accepted.name, account)
            save_staff_file(work, self._at.partitions, account, accepted.file)
            accept_lasting_head(load_grants(work.db), accepted.name.listed)

    def import_staff(self, people: Sequence[NewStaff], *, step: Step = no_step) -> int:
        """A whole list as one step; who is known by name gets what the list tells."""
        with self._begin(N_("Import staff"), Form(), origin="import") as work:
            known = {spelling(one.name): one for one in load_staff(work.db)}
            for done, new in enumerate(people, 1):
                accepted = accept_staff(new)
                there = known.get(spelling(accepted.name))
                file = updated(there.file, accepted.file) if there else accepted.file
                row = there.id if there else save_person(work, self._at.partitions, accepted.name)
                save_staff_file(work, self._at.partitions, row, file)
                accept_lasting_head(load_grants(work.db), accepted.name.listed)
                step(done, len(people))
        return len(people)


def _known(db: Connection, account: int) -> StaffMember:
    found = next((one for one in load_staff(db) if one.id == account), None)
    if found is None:
        raise StaffGoneError
    return found
