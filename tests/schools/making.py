"""Two invented schools for everybody's tests: a big one and a small one, ready on 1 September.

    desk = make_big(folder)          # a new empty folder; the head is signed in
    desk = make_small(folder)
    ...
    desk.close(); leave(desk)        # `leave` lets go of the folder's lock

What is there, written through the services and units of work:

- big: 24 class groups of year levels 1-11 («А», «Б» taught in Kazakh, «Ә» in Russian), 615 pupils
  with birth date and sex, 40 accounts, two shifts (slots 1-7 and 8-14; 2, 3, 6, 7 come in the
  second), a bell for every slot, 38 rooms, subgroups "1" and "2" with members for foreign language,
  informatics and Kazakh in Russian classes, "Ұлдар" and "Қыздар" for art and craft;
- small: 21 pupils of classes 1-6, 8 and 9 in the combined sets 1-3, 2-4, 5-6, 8-9; 7 accounts;
  the head teaches history;
- both: curriculum hours of every class (with 0.5), who teaches what to whom, form tutors, the
  year 2026-27 (`year=` takes 2025-26). No timetable: that is what FET makes. No marks.

`make_school(folder, plan, …)` makes any other `SchoolPlan`. The same seed makes the same people.
Everybody signs in with DEMO_PASSWORD by the full name; `staff_of(desk)` gives the accounts by the
codes of the plan ("primary1", "history1"; the head is `head_of(plan)`).
A copy of a folder is quicker than another making: shutil.copytree, then Entrance(...).sign_in.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from random import Random

from school_desk.access.model import Role
from school_desk.app import Desk, Entrance
from school_desk.demo.people import People
from school_desk.demo.rows import DEMO_PASSWORD
from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.paths import SchoolFolder
from school_desk.school import shipped
from school_desk.school.curriculum_store import save_hours
from school_desk.school.iin import Sex
from school_desk.school.model import NewPupil, Teaching
from school_desk.school.store import save_bell, save_subject, save_teaching
from school_desk.school_file import NewSchool
from school_desk.storage.sealing import Argon2Params
from school_desk.storage.unit_of_work import Storage, UnitOfWork
from tests.schools.big import big_plan
from tests.schools.plan import PlannedClass, SchoolPlan
from tests.schools.small import small_plan

ZONE = timezone(timedelta(hours=5))
QUICK = Argon2Params(64, 1, 1)
HALVES = ("1", "2")
BY_SEX = ("Ұлдар", "Қыздар")


def make_big(folder: Path, **how: object) -> Desk:
    """The big school, in about two seconds."""
    return make_school(folder, big_plan(), **how)  # type: ignore[arg-type]


def make_small(folder: Path, **how: object) -> Desk:
    """The small school, in half a second."""
    return make_school(folder, small_plan(), **how)  # type: ignore[arg-type]


def make_school(
    folder: Path,
    plan: SchoolPlan,
    *,
    year: str = "2026-27",
    seed: int = 1,
    now: datetime | None = None,
) -> Desk:
    """A school in an empty folder with its head signed in; `now` stands still afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    begins = int(year[:4])
    moment = now or now_of(year)
    entrance = Entrance(SchoolFolder(folder), now=lambda: moment, cost=lambda: QUICK)
    people = People(Random(seed))  # noqa: S311  people, no secrets
    sexes = _sexes(plan)
    head = people.name(sexes[head_of(plan)])
    new = NewSchool(plan.names, year, head, head.full, DEMO_PASSWORD)
    desk = entrance.set_up(new, params=QUICK)[0]
    with _in_haste(desk) as storage:
        _Making(desk, storage, plan, people, begins).make()
    return desk


def now_of(year: str) -> datetime:
    """The moment at which a school is made: the last Friday of the holidays or so."""
    return datetime(int(year[:4]), 8, 28, 9, tzinfo=ZONE)


def leave(desk: Desk) -> None:
    """Let another process (or entrance) open the folder; after `desk.close()`."""
    desk._entrance.close()


def head_of(plan: SchoolPlan) -> str:
    """The code of the head."""
    return next(one.code for one in plan.teachers if "head" in one.roles)


def staff_of(desk: Desk, plan: SchoolPlan) -> Mapping[str, int]:
    """The accounts by the codes of the plan, in a school that was just made from it."""
    ids = sorted(account.id for account in desk.access.accounts())
    others = [one.code for one in plan.teachers if one.code != head_of(plan)]
    return dict(zip((head_of(plan), *others), ids, strict=True))


def _sexes(plan: SchoolPlan) -> Mapping[str, Sex]:
    men = ("sport", "informatics", "physics", "exact")
    return {
        one.code: Sex.MALE if one.code.rstrip("123456789") in men else Sex.FEMALE
        for one in plan.teachers
    }


@contextmanager
def _in_haste(desk: Desk) -> Iterator[Storage]:
    """Nobody misses a test's school that a power cut destroyed: durable only at the end."""
    storage = desk._storage
    storage.db.execute("PRAGMA synchronous = OFF")
    yield storage
    storage.db.execute("PRAGMA synchronous = FULL")
    storage.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class _Making:
    """A school on its way."""

    def __init__(
        self, desk: Desk, storage: Storage, plan: SchoolPlan, people: People, begins: int
    ) -> None:
        self._desk = desk
        self._storage = storage
        self._plan = plan
        self._people = people
        self._begins = begins
        self._parts = desk._ground.workplace.partitions
        self._staff: Mapping[str, int] = {}
        self._subjects: dict[str, int] = {}
        self._sexes: dict[int, Sex] = {}

    def make(self) -> None:
        """Everything in the order in which an office does it."""
        self._staff = self._accounts()
        self._enrol()
        with self._begin(N_("Change timetable")) as work:
            self._places(work)
            names = shipped.subject_names()
            for code in sorted({code for one in self._plan.classes for code in one.hours}):
                self._subjects[code] = save_subject(work, self._parts, code, names[code])
            rows = {
                (one.year_level, one.letter): one.id for one in self._desk.school.class_groups()
            }
            sets = self._class_sets(work)
            for one in self._plan.classes:
                row = rows[one.year_level, one.letter]
                work.put(
                    "class_group",
                    row,
                    form_tutor=self._staff[one.tutor],
                    shift=one.shift,
                    class_set=sets.get(one.class_set),
                )
                self._teach(work, one, row)

    @contextmanager
    def _begin(self, intent: str) -> Iterator[UnitOfWork]:
        head = self._desk.account.id
        with self._storage.begin(intent, actor=head, origin="demo") as work:
            yield work

    def _accounts(self) -> Mapping[str, int]:
        desk, sexes = self._desk, _sexes(self._plan)
        found = {head_of(self._plan): desk.account.id}
        for one in self._plan.teachers:
            roles = tuple(Role(role) for role in one.roles)
            if one.code in found:
                desk.access.change_roles(desk.account.id, roles, Form())
                continue
            name = self._people.name(sexes[one.code])
            found[one.code] = desk.create_account(
                name.full, name, DEMO_PASSWORD, roles, params=QUICK
            )
        return found

    def _enrol(self) -> None:
        drawn: list[NewPupil] = []
        for one in self._plan.classes:
            drawn += (
                self._people.pupil(one.year_level, one.letter, self._begins)
                for _ in range(one.pupils)
            )
        languages = {(one.year_level, one.letter): one.language for one in self._plan.classes}
        starts = self._desk.school.calendar().terms[0].starts
        self._desk.school.import_pupils(drawn, starts, languages=languages)
        rows = self._storage.db.execute("SELECT pupil, sex FROM personal_file WHERE alive")
        self._sexes = {pupil: Sex(sex) for pupil, sex in rows}

    def _places(self, work: UnitOfWork) -> None:
        """Rooms, shifts, bells."""
        parts = self._parts.school_wide
        for name, seats in self._plan.rooms.items():
            work.born("room", parts, name=name, seats=seats)
        for number, (first, last) in self._plan.shifts.items():
            work.born("shift", parts, number=number, first_slot=first, last_slot=last)
        for bell in self._plan.bells:
            save_bell(work, self._parts, bell)

    def _class_sets(self, work: UnitOfWork) -> Mapping[str, int]:
        codes = sorted({one.class_set for one in self._plan.classes if one.class_set})
        return {
            code: work.born(
                "class_set",
                self._parts.school_wide,
                year=self._parts.year,
                code=code,
                name_kk=f"{code}-сыныптар",
                name_ru=f"{code} классы",
            )
            for code in codes
        }

    def _teach(self, work: UnitOfWork, one: PlannedClass, row: int) -> None:
        """The hours of a class and who gives them, to the whole class or to halves."""
        groups = self._groups(work, one, row)
        for code, hours in one.hours.items():
            subject = self._subjects[code]
            save_hours(work, self._parts, row, subject, Decimal(hours), source="tests")
            seats = groups[one.parted.get(code, "")]
            for group, teacher in zip(seats, one.taught[code], strict=True):
                taught = Teaching(group, subject, self._staff[teacher])
                save_teaching(work, self._parts, taught)

    def _groups(
        self, work: UnitOfWork, one: PlannedClass, row: int
    ) -> Mapping[str, tuple[int, ...]]:
        """The teaching groups of a class by how they part it; "" is the whole class."""
        whole = work.born("teaching_group", self._parts.school_wide, class_group=row, name="")
        found: dict[str, tuple[int, ...]] = {"": (whole,)}
        members = [member.pupil.id for member in self._desk.school.pupils(row)]
        middle = (len(members) + 1) // 2
        for how in sorted(set(one.parted.values())):
            halves = (members[:middle], members[middle:])
            names = HALVES
            if how == "sex":
                names = BY_SEX
                boys = [pupil for pupil in members if self._sexes[pupil] is Sex.MALE]
                halves = (boys, [pupil for pupil in members if pupil not in boys])
            found[how] = tuple(
                self._subgroup(work, row, name, half)
                for name, half in zip(names, halves, strict=True)
            )
        return found

    def _subgroup(self, work: UnitOfWork, row: int, name: str, pupils: list[int]) -> int:
        parts = self._parts.school_wide
        group = work.born("teaching_group", parts, class_group=row, name=name, kind="subgroup")
        first = self._desk.school.calendar().terms[0].starts.isoformat()
        for pupil in pupils:
            work.born("group_member", parts, grp=group, pupil=pupil, starts=first)
        return group
