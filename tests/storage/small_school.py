"""A school small enough for tests: an encrypted file, a computer, a clock that obeys."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

from school_desk.access import schema as access
from school_desk.events import Events
from school_desk.inclusion import schema as inclusion
from school_desk.journal import schema as journal
from school_desk.nutrition import card_schema as cards
from school_desk.nutrition import kitchen_schema as kitchen
from school_desk.nutrition import log_schema as logs
from school_desk.nutrition import meal_norm_schema as meal_norms
from school_desk.nutrition import menu_schema as menus
from school_desk.nutrition import month_schema as month
from school_desk.nutrition import schema as nutrition
from school_desk.school import schema as school
from school_desk.storage import engine
from school_desk.storage.database import Database
from school_desk.storage.migrate import migrate, steps_of
from school_desk.storage.registry import Registry
from school_desk.storage.unit_of_work import Storage

if TYPE_CHECKING:
    from school_desk.storage.device import Device

KEY = bytes(range(32))
PACKAGES = tuple(
    f"school_desk.{name}"
    for name in ("storage", "access", "school", "journal", "inclusion", "nutrition")
)
REGISTRY = Registry(
    (
        *access.TABLES,
        *school.TABLES,
        *journal.TABLES,
        *inclusion.TABLES,
        *nutrition.TABLES,
        *cards.TABLES,
        *month.TABLES,
        *logs.TABLES,
        *menus.TABLES,
        *meal_norms.TABLES,
        *kitchen.TABLES,
    )
)
SCHOOL, CLASS, ADMIN, PERSON = "school/1", "class/1", "admin/1", "person/1"


@dataclass(frozen=True)
class Computer:
    """A device as storage sees it: who it is."""

    id: bytes = b"computer"
    public_key: bytes = b"public"


@dataclass
class Clock:
    """A wall clock that goes on by a second at each look, and can be set."""

    moment: datetime = datetime(2026, 10, 22, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def set_by(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@dataclass
class SmallSchool:
    """A storage and the rows that most tests write to."""

    storage: Storage
    clock: Clock
    teacher: int
    other: int
    lesson: int
    column: int
    pupils: list[int] = field(default_factory=list)

    def put_mark(self, points: int | None, pupil: int = 0, actor: int | None = None) -> None:
        with self.storage.begin("Put mark", actor=actor or self.teacher) as work:
            work.put_cell("mark", self.column, self.pupils[pupil], points=points)

    def points(self, pupil: int = 0) -> int | None:
        found = self.storage.db.execute(
            "SELECT points FROM mark WHERE parent = ? AND pupil = ?",
            (self.column, self.pupils[pupil]),
        ).fetchone()
        return cast("int", found[0]) if found else None

    def count(self, table: str) -> int:
        found = self.storage.db.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
        return cast("int", found[0])


def quick_folder() -> Path | None:
    """Where files are quick because they are in memory, for proofs that are not about the disk."""
    memory = Path("/dev/shm")  # noqa: S108  invented schools
    return memory if memory.is_dir() else None


def make_file(path: Path, key: bytes = KEY) -> None:
    """Create an empty school's file."""
    database = Database(path, key, create=True)
    migrate(database, steps_of(PACKAGES), REGISTRY)
    database.close()


def open_file(
    path: Path, computer: object = None, now: Clock | None = None, key: bytes = KEY
) -> Storage:
    """Open a school's file as the program does."""
    device = cast("Device", computer or Computer())
    return Storage(Database(path, key), REGISTRY, device, now or Clock(), Events())


def settle(storage: Storage, clock: Clock, pupils: int = 25) -> SmallSchool:
    """Two accounts, a class of pupils, one lesson with one column."""
    with storage.begin("Set up") as work:
        teacher = work.new("account", ADMIN, sign_in="aigul", surname="Әлиева", given="Айгүл")
        other = work.new("account", ADMIN, sign_in="serik", surname="Омаров", given="Серік")
        class_group = work.born(
            "class_group", SCHOOL, year="2026-27", year_level=7, letter="А", language="kk"
        )
        group = work.born("teaching_group", SCHOOL, class_group=class_group, name="")
        subject = work.born("subject", SCHOOL, code="math", name_kk="Математика")
        rows = [
            work.new("pupil", SCHOOL, surname=f"Қайрат{n}", given="Дана") for n in range(pupils)
        ]
        lesson = work.born("lesson", CLASS, grp=group, subject=subject, day="2026-10-22", slot=2)
        column = work.born("lesson_column", CLASS, lesson=lesson, n=1)
    return SmallSchool(storage, clock, teacher, other, lesson, column, rows)


def from_outside(path: Path, *statements: str, key: bytes = KEY, posing: bool = True) -> None:
    """Write to the file as another tool would that has the key (and poses as a unit of work)."""
    connection = engine.connect(str(path), isolation_level=None)
    try:
        connection.set_key(f"x'{key.hex()}'")
        if posing:
            connection.create_function("sd_uow", 0, lambda: 1)
        for statement in statements:
            connection.execute(statement)
    finally:
        connection.close()
