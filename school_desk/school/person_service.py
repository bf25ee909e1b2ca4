"""All data of one person, for that person: a right of everybody (94-V, art. 24), within 3 days."""

from collections.abc import Mapping

from school_desk.errors import N_
from school_desk.school.consent_model import Subject, SubjectKind
from school_desk.school.consent_service import Staff
from school_desk.school.guardian_store import load_guardians
from school_desk.school.joining_store import load_known
from school_desk.school.model import PersonName
from school_desk.school.names import name_key
from school_desk.school.person_model import FoundPerson, PersonData
from school_desk.school.person_rules import PersonUnknownError
from school_desk.school.person_store import load_kept
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Workplace


class PersonService(Service):
    """Who is known, and what of whom; only for those who answer for personal data."""

    def __init__(self, workplace: Workplace, staff: Staff) -> None:
        super().__init__(workplace)
        self._staff = staff

    def people(self) -> tuple[FoundPerson, ...]:
        """Everybody of whom the file keeps anything, those who left as well, by name."""
        db = self._look(N_("Export personal data"))
        return tuple(sorted(self._people(db).values(), key=lambda one: name_key(one.name)))

    def data(self, subject: Subject) -> PersonData:
        """Everything that the file keeps of a person."""
        db = self._look(N_("Export personal data"))
        person = self._people(db).get(subject)
        if person is None:
            raise PersonUnknownError(name=subject.id, names="—")
        return PersonData(person, load_kept(db, self._at.storage.registry, subject))

    def _people(self, db: Connection) -> Mapping[Subject, FoundPerson]:
        pupils = [
            _found(SubjectKind.PUPIL, one.pupil.id, one.pupil.name, ", ".join(one.classes))
            for one in load_known(db)
        ]
        guardians = [_found(SubjectKind.GUARDIAN, one.id, one.name) for one in load_guardians(db)]
        staff = [_found(SubjectKind.STAFF, *each) for each in self._staff(db).items()]
        return {one.subject: one for one in (*pupils, *guardians, *staff)}


def _found(kind: SubjectKind, row: int, name: PersonName, about: str = "") -> FoundPerson:
    return FoundPerson(Subject(kind, row), name, about)
