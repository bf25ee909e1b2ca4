"""A small invented school with everything in it: to try the program, to test it, to measure it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from random import Random

from school_desk.app import Desk, Entrance, NewSchool
from school_desk.demo.classes import ClassPlan, class_plans, new_pupils
from school_desk.demo.drawing import Drawing
from school_desk.demo.pages import Year
from school_desk.demo.people import People
from school_desk.demo.plan import SIXTH, Line, prepared_page, staff
from school_desk.demo.rows import (
    DEMO_PASSWORD,
    ClassRows,
    add_staff,
    add_subjects,
    appoint,
    arrange,
    class_rows,
    pages_of,
)
from school_desk.demo.writing import Writer
from school_desk.school import shipped
from school_desk.storage.partitions import Partitions
from school_desk.storage.sealing import Argon2Params
from school_desk.storage.unit_of_work import Storage

DEMO_NOW = datetime(2026, 10, 22, 9, 31, tzinfo=timezone(timedelta(hours=5)))
"""The moment of the pictures: the second lesson of a Thursday near the end of term 1."""

NAMES = {"kk": "Аққайың негізгі орта мектебі", "ru": "Аккаинская основная средняя школа"}
YEAR, BEGINS = "2026-27", 2026
USUAL_PUPILS = 90
SHARE, BIG_SHARE = 0.32, 0.5
"""How many of those present get points in a lesson: as people see it; as it must be measured."""


@dataclass(slots=True)
class _Clock:
    """The clock of the demo while it is made: lessons are written at their hours."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment

    def wind(self, moment: datetime) -> None:
        self.moment = moment


def make_demo(
    entrance: Entrance,
    *,
    pupils: int = USUAL_PUPILS,
    years: int = 1,
    seed: int = 1,
    now: datetime = DEMO_NOW,
) -> Desk:
    """Make the demo school in an empty folder and sign its head in.

    Lessons are written up to `now`, or as of DEMO_NOW where that is in another school year.
    The same arguments make the same people and marks (keys are always new).
    """
    until = _within_year(now)
    clock, entrance.now = entrance.now, lambda: until
    begun = _Clock(until.replace(month=8, day=25, hour=10, year=BEGINS + 1 - years))
    entrance.now = begun.now
    try:
        desk = _set_up(entrance)
        with _in_haste(desk) as storage:
            _Building(desk, storage, begun, until, Random(seed)).build(pupils, years)  # noqa: S311
    finally:
        entrance.now = clock
    return desk


def _within_year(now: datetime) -> datetime:
    terms = shipped.calendar(YEAR).terms
    return now if terms[0].starts <= now.date() <= terms[-1].ends else DEMO_NOW


def _set_up(entrance: Entrance) -> Desk:
    head = staff()[0]
    new = NewSchool(NAMES, YEAR, head.name, head.sign_in, DEMO_PASSWORD)
    return entrance.set_up(new, params=Argon2Params())[0]


@contextmanager
def _in_haste(desk: Desk) -> Iterator[Storage]:
    """Nobody misses a demo that a power cut destroyed: durable only at the end."""
    storage = desk._storage  # noqa: SLF001  the demo writes as several people
    storage.db.execute("PRAGMA synchronous = OFF")
    yield storage
    storage.db.execute("PRAGMA synchronous = FULL")
    storage.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@dataclass(slots=True)
class _Building:
    desk: Desk
    storage: Storage
    clock: _Clock
    until: datetime
    chance: Random

    def build(self, pupils: int, years: int) -> None:
        desk, storage, people = self.desk, self.storage, People(self.chance)
        plans = class_plans(pupils)
        streams = {plan.letter: plan.stream for plan in plans}
        accounts = add_staff(desk, people, len(set(streams.values())))
        subjects = add_subjects(desk)
        self._enrol(plans, people)
        classes = class_rows(storage, desk.school.class_groups(), streams)
        parts = Partitions(desk._ring.school, YEAR)  # noqa: SLF001
        pages = tuple(pages_of(classes, subjects, accounts))
        arrange(storage, desk.account.id, parts, pages, accounts)
        appoint(storage, desk.account.id, classes, accounts)
        drawing = Drawing(self.chance, SHARE, self._prepared(classes))
        year = Year(shipped.calendar(YEAR), parts, pages, self._members(classes), _starts())
        Writer(storage, drawing, self.until, self.clock.wind).fill(year)

    def _enrol(self, plans: tuple[ClassPlan, ...], people: People) -> None:
        drawn = [new for plan in plans for new in new_pupils(plan, people, BEGINS)]
        self.desk.school.import_pupils(drawn, shipped.calendar(YEAR).terms[0].starts)

    def _members(self, classes: tuple[ClassRows, ...]) -> Mapping[int, tuple[int, ...]]:
        ids = [one.class_group.id for one in classes]
        return {
            one: tuple(member.pupil.id for member in self.desk.school.pupils(one)) for one in ids
        }

    def _prepared(self, classes: tuple[ClassRows, ...]) -> Mapping[int, Line]:
        lines = {line.pupil.name: line for line in prepared_page()}
        sixth = next(
            one for one in classes if one.stream == 0 and one.class_group.year_level == SIXTH
        )
        members = self.desk.school.pupils(sixth.class_group.id)
        return {member.pupil.id: lines[member.pupil.name] for member in members}


def _starts() -> Mapping[int, time]:
    return {bell.slot: bell.starts for bell in shipped.bells()}
