"""The demo school's own rows: staff, subjects, classes and their week, read back as pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from school_desk.access.model import Role
from school_desk.app import Desk
from school_desk.demo.pages import Page
from school_desk.demo.people import People
from school_desk.demo.plan import Staff, staff, subject_codes, teacher_of, week
from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.journal.shipped import ruleset
from school_desk.school import shipped
from school_desk.school.class_set_store import save_class_set
from school_desk.school.iin import Sex
from school_desk.school.model import ClassGroup, Teaching, TimetableSlot
from school_desk.school.store import save_slot, save_teaching
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import Storage

DEMO_PASSWORD = "алма құс тау өзен"  # noqa: S105  of invented people, printed in the README
RULES = "kz-2025"
WITHOUT_MARKS = ("class_hour",)
CLASS_SETS = ((1, 3), (2, 4))
"""The year levels of the classes that are taught together."""

Accounts = Mapping[tuple[int, str], int]
"""The accounts of each stream by the name to sign in with in the plan."""


def add_staff(desk: Desk, people: People, streams: int) -> Accounts:
    """An account for each teacher; every stream of classes has teachers of its own."""
    head = staff()[0]
    desk.access.change_roles(desk.account.id, (Role.HEAD, *head.roles), Form())
    accounts = {(0, head.sign_in): desk.account.id}
    for stream in range(streams):
        for one in staff():
            if (stream, one.sign_in) not in accounts:
                accounts[stream, one.sign_in] = _account(desk, people, one, stream)
    return accounts


def _account(desk: Desk, people: People, one: Staff, stream: int) -> int:
    name = one.name if stream == 0 else people.name(Sex.FEMALE)
    # Only whole names are drawn so that each is the only one.
    sign_in = one.sign_in if stream == 0 else name.full
    return desk.create_account(sign_in, name, DEMO_PASSWORD, ())


def add_subjects(desk: Desk) -> Mapping[str, int]:
    """The subjects of the timetable, by code."""
    names = shipped.subject_names()
    return {code: desk.school.add_subject(code, names[code]) for code in subject_codes()}


@dataclass(frozen=True, slots=True)
class ClassRows:
    """A class group in the file."""

    stream: int
    class_group: ClassGroup
    group: int
    part: str

    @property
    def place(self) -> tuple[int, int]:
        """Its stream and year level."""
        return self.stream, self.class_group.year_level


def class_rows(
    storage: Storage, class_groups: Sequence[ClassGroup], streams: Mapping[str, int]
) -> tuple[ClassRows, ...]:
    """The class groups of a year with their teaching groups and partitions."""
    found = storage.db.execute("SELECT class_group, row FROM teaching_group WHERE alive")
    groups = dict(found.fetchall())
    return tuple(
        ClassRows(
            streams[one.letter],
            one,
            groups[one.id],
            Partitions.register(storage.keys.key(storage.db, one.id)),
        )
        for one in class_groups
    )


@dataclass(frozen=True, slots=True)
class Taught:
    """The subjects of the school and who teaches: what makes pages of classes."""

    subjects: Mapping[str, int]
    accounts: Accounts

    def pages(self, classes: Sequence[ClassRows]) -> Iterator[Page]:
        """The register pages of classes, by the weekly timetable."""
        for one in classes:
            hours: dict[str, list[tuple[int, int]]] = {}
            for hour in week():
                if hour.year_level == one.class_group.year_level:
                    hours.setdefault(hour.subject, []).append((hour.weekday, hour.slot))
            for code, places in hours.items():
                yield self._page(one, code, tuple(places))

    def _page(self, one: ClassRows, code: str, hours: tuple[tuple[int, int], ...]) -> Page:
        year_level = one.class_group.year_level
        return Page(
            group=one.group,
            class_group=one.class_group.id,
            part=one.part,
            year_level=year_level,
            letter=one.class_group.letter,
            subject=self.subjects[code],
            code=code,
            teacher=self.accounts[one.stream, teacher_of(year_level, code).sign_in],
            hours=hours,
            marked=is_marked(code, year_level),
        )


@lru_cache
def is_marked(code: str, year_level: int) -> bool:
    """Whether a class is given marks in a subject."""
    rules = ruleset(RULES)
    if rules is None or code in WITHOUT_MARKS:
        return False
    settings = rules.defaults
    return settings.is_marked(year_level, 1) and not settings.is_pass_fail(code, year_level)


def arrange(
    storage: Storage, head: int, parts: Partitions, pages: Sequence[Page], taught: Taught
) -> None:
    """Who teaches what, the weekly timetable, the form tutors: one step of the head."""
    rooms = {account: _room(*place) for place, account in taught.accounts.items()}
    with storage.begin(N_("Change timetable"), actor=head, origin="demo") as work:
        for page in pages:
            save_teaching(work, parts, Teaching(page.group, page.subject, page.teacher))
            for weekday, slot in page.hours:
                args = 0, weekday, slot, page.group, page.subject, page.teacher
                save_slot(work, parts, TimetableSlot(*args, rooms[page.teacher]))


def appoint(storage: Storage, head: int, classes: Sequence[ClassRows], accounts: Accounts) -> None:
    """The form tutors."""
    tutors = {year_level: one.sign_in for one in staff() for year_level in one.tutor_of}
    with storage.begin(N_("Add class group"), actor=head, origin="demo") as work:
        for one in classes:
            tutor = accounts[one.stream, tutors[one.class_group.year_level]]
            work.put("class_group", one.class_group.id, form_tutor=tutor)


def combine(storage: Storage, head: int, parts: Partitions, classes: Sequence[ClassRows]) -> None:
    """The classes that are taught together."""
    by_place = {one.place: one.class_group for one in classes}
    streams = sorted({one.stream for one in classes})
    with storage.begin(N_("Combine classes"), actor=head, origin="demo") as work:
        for stream in streams:
            for years in CLASS_SETS:
                together = tuple(by_place[stream, year] for year in years)
                save_class_set(work, parts, together, {}, None)


def _room(stream: int, sign_in: str) -> str:
    """Combined lessons have two classes in one room; other rooms do not matter."""
    room = next(one.room for one in staff() if one.sign_in == sign_in)
    return f"{room}{stream or ''}" if room else ""
