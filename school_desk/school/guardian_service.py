"""Guardians of pupils: seen and kept by the form tutor of the class and by the office."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from school_desk.errors import N_, DeskError
from school_desk.intents import Form, Scope
from school_desk.school.guardian_model import Guardian, Guardianship, Relation
from school_desk.school.guardian_rules import (
    AlreadyGuardianError,
    GuardianUnknownError,
    NotOfThisClassError,
    accept_guardian,
    with_one_main,
)
from school_desk.school.guardian_store import (
    end_guardianship,
    load_guardianships,
    save_guardian,
    save_guardianship,
)
from school_desk.school.model import ClassGroup
from school_desk.school.names import name_key
from school_desk.school.pupil_data_model import ClassData, PersonalFile, PupilData
from school_desk.school.pupil_data_store import load_files, load_orders
from school_desk.school.store import load_class_groups, load_members
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service
from school_desk.storage.unit_of_work import UnitOfWork


class GuardianService(Service):
    """What a form tutor and the office know of the people behind a pupil."""

    def of_class(self, class_group: int) -> Mapping[int, tuple[Guardianship, ...]]:
        """The guardians of each pupil of a class group."""
        db = self._look(N_("See guardians"), Scope(class_group=class_group))
        return load_guardianships(db, _pupils(db, class_group))

    def of_pupil(self, class_group: int, pupil: int) -> tuple[Guardianship, ...]:
        """The guardians of one pupil of a class group, the main contact first."""
        db = self._look(N_("See guardians"), Scope(class_group=class_group), pupil=pupil)
        _accept_member(db, class_group, pupil)
        return load_guardianships(db, (pupil,)).get(pupil, ())

    def known(self, class_group: int) -> tuple[Guardian, ...]:
        """Guardians of this class, or of the school for who may see all: to find a sibling's."""
        db = self._look(N_("See guardians"), Scope(class_group=class_group))
        return tuple(sorted(self._known(db).values(), key=lambda one: name_key(one.name)))

    def pupil_data(self, class_group: int) -> ClassData:
        """The pupils' data section of the register: files, guardians, orders."""
        db = self._look(N_("See pupil data"), Scope(class_group=class_group))
        groups = load_class_groups(db, self._at.partitions.year)
        group = next((one for one in groups if one.id == class_group), None)
        if group is None:
            raise NotOfThisClassError
        members = sorted(load_members(db, class_group), key=lambda one: name_key(one.pupil.name))
        pupils = [one.pupil.id for one in members]
        files, orders = load_files(db, pupils), load_orders(db, class_group)
        guardians = load_guardianships(db, pupils)
        return ClassData(
            class_group,
            group.label,
            tuple(
                PupilData(
                    one.pupil,
                    one.since,
                    one.until,
                    files.get(one.pupil.id, PersonalFile()),
                    guardians.get(one.pupil.id, ()),
                    orders.get(one.pupil.id, ()),
                )
                for one in members
            ),
        )

    def add(
        self,
        class_group: int,
        pupil: int,
        guardian: Guardian,
        relation: Relation,
        *,
        main: bool = False,
    ) -> int:
        """A guardian of a pupil; with an id it is one who is known, with its details as told."""
        with self._begin(N_("Write guardians"), Form(Scope(class_group=class_group))) as work:
            _accept_member(work.db, class_group, pupil)
            there = load_guardianships(work.db, (pupil,)).get(pupil, ())
            if any(one.guardian.id == guardian.id for one in there):
                raise AlreadyGuardianError(name=guardian.name.listed)
            if guardian.id and guardian.id not in self._known(work.db):
                raise GuardianUnknownError
            accepted = accept_guardian(guardian)
            row = save_guardian(work, self._at.partitions, accepted)
            new = Guardianship(pupil, replace(accepted, id=row), relation, main)
            self._save(work, (*there, new))
        return row

    def correct(
        self, class_group: int, pupil: int, guardian: Guardian, relation: Relation, *, main: bool
    ) -> None:
        """Another spelling, phone or relation; siblings see it as well."""
        with self._begin(N_("Write guardians"), Form(Scope(class_group=class_group))) as work:
            _accept_member(work.db, class_group, pupil)
            there = load_guardianships(work.db, (pupil,)).get(pupil, ())
            _accept_guardian_of(there, guardian.id)
            accepted = accept_guardian(guardian)
            save_guardian(work, self._at.partitions, accepted)
            others = [one for one in there if one.guardian.id != guardian.id]
            self._save(work, (*others, Guardianship(pupil, accepted, relation, main)))

    def release(self, class_group: int, pupil: int, guardian: int) -> Guardian | None:
        """Somebody is no guardian of this pupil any more.

        Returns who is the main contact now, if any.
        """
        with self._begin(N_("Write guardians"), Form(Scope(class_group=class_group))) as work:
            _accept_member(work.db, class_group, pupil)
            _accept_guardian_of(load_guardianships(work.db, (pupil,)).get(pupil, ()), guardian)
            end_guardianship(work, pupil, guardian)
            left = self._save(work, load_guardianships(work.db, (pupil,)).get(pupil, ()))
        return next((one.guardian for one in left if one.main), None)

    def _save(self, work: UnitOfWork, ones: Sequence[Guardianship]) -> tuple[Guardianship, ...]:
        """Write the guardianships of a pupil; there is one main contact."""
        written = with_one_main(ones)
        for one in written:
            save_guardianship(work, self._at.partitions, one)
        return written

    def _known(self, db: Connection) -> Mapping[int, Guardian]:
        """The guardians of every class that this person may see."""
        classes = [group.id for group in self._open_classes(db)]
        pupils = {pupil for one in classes for pupil in _pupils(db, one)}
        return {
            one.guardian.id: one.guardian
            for ones in load_guardianships(db, pupils).values()
            for one in ones
        }

    def _open_classes(self, db: Connection) -> tuple[ClassGroup, ...]:
        """The class groups whose guardians this person may see."""
        groups = load_class_groups(db, self._at.partitions.year)
        return tuple(one for one in groups if self._sees(one.id))

    def _sees(self, class_group: int) -> bool:
        try:
            self._at.permit(N_("See guardians"), Scope(class_group=class_group))
        except DeskError:
            return False
        return True


def _pupils(db: Connection, class_group: int) -> tuple[int, ...]:
    return tuple(member.pupil.id for member in load_members(db, class_group))


def _accept_member(db: Connection, class_group: int, pupil: int) -> None:
    """Who may see one class must not reach a pupil of another through it."""
    if pupil not in _pupils(db, class_group):
        raise NotOfThisClassError


def _accept_guardian_of(there: Iterable[Guardianship], guardian: int) -> None:
    """Who may see one pupil must not reach a guardian of another through it."""
    if guardian not in {one.guardian.id for one in there}:
        raise GuardianUnknownError
