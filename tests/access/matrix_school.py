"""A school in which everybody of the matrices has a place, and one folder each to work in."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from school_desk.access.model import Role, RoleGrant
from school_desk.access.staff_model import NewStaff, StaffFile
from school_desk.access.store import save_grant
from school_desk.app import Desk, Entrance
from school_desk.journal.model import ColumnKey, RegisterPage
from school_desk.paths import SchoolFolder
from school_desk.school.list_model import ListEntry
from school_desk.school.model import NewPupil, PersonName, TimetableSlot
from school_desk.school.substitution_model import Substitution, SubstitutionKind
from school_desk.school_file import NewSchool
from school_desk.storage.sealing import Argon2Params

CHEAP = Argon2Params(64, 1, 1)
PASSWORD = "төрт жаңа сөз керек"
NOW = datetime(2026, 10, 22, 9, 31, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)

HEAD, DEPUTY, TEACHER, TUTOR, OTHER = "head", "deputy", "teacher", "tutor", "other"
NURSE, SPECIALIST = "nurse", "specialist"
LEFT, EARLIER, LATER, NOBODY = "left", "earlier", "later", "nobody"
WITHOUT = (LEFT, EARLIER, LATER, NOBODY)
"""Who left yesterday, who was deputy until yesterday, who will be tomorrow, who holds no role."""


@dataclass
class Clock:
    """A wall clock that a test sets; it goes on by a second at each look."""

    moment: datetime = NOW

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


@dataclass
class MatrixSchool:
    """6 «А» with physics (the teacher's) and chemistry (the tutor's); 7 «А» is another's."""

    folder: Path
    accounts: dict[str, int] = field(default_factory=dict)
    klass: int = 0
    other_class: int = 0
    group: int = 0
    other_group: int = 0
    physics: int = 0
    chemistry: int = 0
    pupil: int = 0
    stranger: int = 0
    club: int = 0
    page: RegisterPage | None = None

    @property
    def column(self) -> ColumnKey:
        """A lesson of physics that has begun."""
        assert self.page is not None
        return self.page.columns[0].key

    @contextmanager
    def taken_by(self, name: str, clock: Clock | None = None) -> Iterator[Desk]:
        entrance = Entrance(SchoolFolder(self.folder), now=clock or Clock())
        desk = entrance.sign_in(name, PASSWORD)
        try:
            yield desk
        finally:
            desk.close()
            entrance.close()

    def copied(self, to: Path) -> "MatrixSchool":
        shutil.copytree(self.folder, to)
        return replace(self, folder=to)


def grant(desk: Desk, wanted: RoleGrant) -> None:
    """A role with dates, which the window does not offer yet."""
    with desk._storage.begin("Change roles") as work:
        save_grant(work, desk.access._at.partitions, wanted)


def leave(desk: Desk, account: int, day: date) -> None:
    """The last day of somebody, as the staff list has it."""
    names = desk.access.people()
    desk.staff.correct(account, NewStaff(names[account], StaffFile(left=day)))


def close(desk: Desk, account: int, day: date) -> None:
    """An account that nobody uses any more."""
    with desk._storage.begin("Close account") as work:
        work.put("account", account, closed=day.isoformat())


def substitute(desk: Desk, teacher: int, group: int, subject: int, day: date) -> None:
    """Somebody gives the first lesson of a class on a day in place of its teacher."""
    kind = SubstitutionKind.SUBSTITUTED
    desk.substitutions.record(Substitution(group, day, 1, kind, subject, teacher))


def make_matrix_school(folder: Path) -> MatrixSchool:
    """Make it once; each person gets a copy."""
    names = {"kk": "Мектеп", "ru": "Школа"}
    new = NewSchool(names, "2026-27", PersonName("Ахметова", "Сәуле"), HEAD, PASSWORD)
    entrance = Entrance(SchoolFolder(folder), now=Clock())
    desk, _code = entrance.set_up(new, params=CHEAP)
    made = MatrixSchool(folder, {HEAD: desk.account.id})
    _people(desk, made)
    _classes(desk, made)
    with_dates = (EARLIER, None, TODAY - DAY), (LATER, TODAY + DAY, None)
    for name, starts, ends in with_dates:
        grant(desk, RoleGrant(made.accounts[name], Role.DEPUTY, starts=starts, ends=ends))
    leave(desk, made.accounts[LEFT], TODAY - DAY)
    made.page = desk.journal.open_page(made.group, made.physics, 1)
    made.club = desk.lists.put(made.klass, ListEntry("club", made.pupil, "Шахмат"))
    desk.close()
    entrance.close()
    return made


def _people(desk: Desk, made: MatrixSchool) -> None:
    given = {DEPUTY: Role.DEPUTY, LEFT: Role.DEPUTY, NURSE: Role.NURSE, SPECIALIST: Role.SUPPORT}
    for number, name in enumerate((DEPUTY, TEACHER, TUTOR, OTHER, NURSE, SPECIALIST, *WITHOUT)):
        roles = (given[name],) if name in given else ()
        person = PersonName(f"Адам{'абвгдежзик'[number]}", name)
        made.accounts[name] = desk.create_account(name, person, PASSWORD, roles, params=CHEAP)


def _classes(desk: Desk, made: MatrixSchool) -> None:
    listed = [NewPupil(PersonName(name, "Дана"), 6, "А") for name in ("Әбіш", "Ермек")]
    listed.append(NewPupil(PersonName("Бөтен", "Бала"), 7, "А"))
    desk.school.import_pupils(listed, date(2026, 9, 1))
    made.klass, made.other_class = (one.id for one in desk.school.class_groups())
    groups = {one.class_group: one.id for one in desk.school.teaching_groups()}
    made.group, made.other_group = groups[made.klass], groups[made.other_class]
    made.physics, made.chemistry = (
        desk.school.add_subject(code, {"kk": code, "ru": code, "en": code})
        for code in ("physics", "chemistry")
    )
    accounts = made.accounts
    for weekday in range(5):
        for slot, group, subject, teacher in (
            (1, made.group, made.physics, TEACHER),
            (2, made.group, made.chemistry, TUTOR),
            (3, made.other_group, made.physics, OTHER),
            (4, made.other_group, made.chemistry, LEFT),
        ):
            place = TimetableSlot(0, weekday, slot, group, subject, accounts[teacher])
            desk.school.place(place)
    desk.school.appoint_form_tutor(made.klass, accounts[TUTOR])
    desk.school.appoint_form_tutor(made.other_class, accounts[OTHER])
    made.pupil = desk.school.pupils(made.klass)[0].pupil.id
    made.stranger = desk.school.pupils(made.other_class)[0].pupil.id
