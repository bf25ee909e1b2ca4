"""A small invented school with everything in it: to try the program, to test it, to measure it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, timezone
from random import Random

from school_desk.app import Desk, Entrance
from school_desk.demo.canteen import live_canteen
from school_desk.demo.classes import ClassPlan, class_plans, new_pupils
from school_desk.demo.drawing import Drawing
from school_desk.demo.earlier import Cohorts, calendar, save_classes
from school_desk.demo.families import Families
from school_desk.demo.holes import leave_holes
from school_desk.demo.kitchen import write_cards, write_meals
from school_desk.demo.kitchen_logs import write_logs
from school_desk.demo.menus import write_menu
from school_desk.demo.office import (
    Pupils,
    enrol_first_classes,
    fill_office,
    substitute,
    told_office,
)
from school_desk.demo.pages import Page, Year
from school_desk.demo.people import People
from school_desk.demo.plan import PREPARED_YEAR, SIXTH, YEAR_LEVELS, Line, prepared_page, staff
from school_desk.demo.privacy import keep_privacy
from school_desk.demo.rows import (
    DEMO_PASSWORD,
    ClassRows,
    Taught,
    add_staff,
    add_subjects,
    appoint,
    arrange,
    class_rows,
    combine,
)
from school_desk.demo.supervision import supervise
from school_desk.demo.tasks import write_tasks
from school_desk.demo.thematic import write_plans
from school_desk.demo.writing import Writer
from school_desk.errors import N_
from school_desk.school import shipped
from school_desk.school.calendar import period_of
from school_desk.school.model import PeriodKind
from school_desk.school.store import load_class_groups
from school_desk.school.year_rules import year_name
from school_desk.school_file import NewSchool
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
    office: bool = True,
    cost: Argon2Params = Argon2Params(),  # noqa: B008  frozen
) -> Desk:
    """Make the demo school in an empty folder and sign its head in.

    Lessons are written up to `now`, or as of DEMO_NOW where that is in another school year.
    The same arguments make the same people and marks (keys are always new). Without `office`
    nobody has written down parents, posts, lists, hours and orders yet. The password is nobody's
    secret: its guess has the least `cost` that is good enough, so that a demo is there at once.
    """
    until = _within_year(now)
    clock, entrance.now = entrance.now, lambda: until
    begun = _Clock(until.replace(month=8, day=25, hour=10, year=BEGINS + 1 - years))
    entrance.now = begun.now
    try:
        desk = _set_up(entrance, cost)
        with _in_haste(desk) as storage:
            chance = Random(seed)  # noqa: S311  people and marks, no secrets
            plans = class_plans(pupils)
            _Building(desk, storage, begun, until, chance, plans, office=office).build(years)
    finally:
        entrance.now = clock
    return desk


def _within_year(now: datetime) -> datetime:
    terms = shipped.calendar(YEAR).terms
    return now if terms[0].starts <= now.date() <= terms[-1].ends else DEMO_NOW


def _set_up(entrance: Entrance, cost: Argon2Params) -> Desk:
    head = staff()[0]
    new = NewSchool(NAMES, YEAR, head.name, head.sign_in, DEMO_PASSWORD)
    return entrance.set_up(new, params=cost)[0]


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
    """The school on its way, and what every step of its making needs."""

    desk: Desk
    storage: Storage
    clock: _Clock
    until: datetime
    chance: Random
    plans: tuple[ClassPlan, ...]
    office: bool

    def build(self, years: int) -> None:
        """Everything, in the order of time where it matters."""
        people = People(self.chance)
        accounts = add_staff(self.desk, people, len(set(self._streams.values())))
        taught = Taught(add_subjects(self.desk), accounts)
        self._enrol(people)
        classes = class_rows(self.storage, self.desk.school.class_groups(), self._streams)
        pages = tuple(taught.pages(classes))
        arrange(self.storage, self.desk.account.id, self._parts(YEAR), pages, taught)
        appoint(self.storage, self.desk.account.id, classes, accounts)
        combine(self.storage, self.desk.account.id, self._parts(YEAR), classes)
        writer = self._writer(classes)
        members = {one.place: self._members(one) for one in classes}
        if self.office:
            self._begin_office(classes, pages, members)
        for year in self._earlier(taught, Cohorts(people, dict(members)), years):
            replace(writer, in_order=False).fill(year)
        now = {one.class_group.id: members[one.place] for one in classes}
        current = shipped.calendar(YEAR)
        year = Year(current, self._parts(YEAR), pages, now, _starts())
        writer.fill(year)
        self._write_tasks(pages)
        supervise(self.storage, self.desk.account.id, pages, self.until)
        leave_holes(self.storage, pages, self.until.date())
        write_plans(self.storage, year)
        if self.office:
            substitute(self.desk, self.until.date())
            keep_privacy(self.desk, self.until.date())
            if writer.in_order:
                live_canteen(self.desk, self.clock.wind, self.until, self.chance)
            write_logs(self.desk, self.storage, self._parts(YEAR), self.until.date())

    def _begin_office(
        self, classes: Sequence[ClassRows], pages: Sequence[Page], members: Pupils
    ) -> None:
        """What the office had written down before the year began."""
        fill_office(self.desk, classes, pages, members)
        head, parts = self.desk.account.id, self._parts(YEAR)
        enrol_first_classes(self.storage, head, parts, classes, members)
        write_cards(self.storage, head, parts, self.desk.today())
        write_menu(self.storage, head, parts, self.desk.today())
        write_meals(self.storage, head, parts, shipped.calendar(YEAR).terms[0].starts)

    def _write_tasks(self, pages: Sequence[Page]) -> None:
        """The prepared works from inside."""
        term = period_of(shipped.calendar(YEAR), PREPARED_YEAR[1], PeriodKind.TERM)
        if term is not None and any(page.prepared for page in pages):
            write_tasks(self.storage, pages, term)

    @property
    def _streams(self) -> Mapping[str, int]:
        return {plan.letter: plan.stream for plan in self.plans}

    def _parts(self, year: str) -> Partitions:
        return Partitions(self.desk._chain.ring.school, year)  # noqa: SLF001  rows of earlier years

    def _writer(self, classes: Sequence[ClassRows]) -> Writer:
        small = len(classes) == len(YEAR_LEVELS)
        share = SHARE if small else BIG_SHARE
        drawing = Drawing(self.chance, share, self._prepared(classes))
        return Writer(self.storage, drawing, self.until, self.clock.wind, in_order=small)

    def _enrol(self, people: People) -> None:
        drawn = [new for plan in self.plans for new in new_pupils(plan, people, BEGINS)]
        if self.office:
            families = Families(told_office())
            drawn = [families.with_parents(new) for new in drawn]
        self.desk.school.import_pupils(drawn, shipped.calendar(YEAR).terms[0].starts)

    def _members(self, one: ClassRows) -> tuple[int, ...]:
        return tuple(member.pupil.id for member in self.desk.school.pupils(one.class_group.id))

    def _earlier(self, taught: Taught, cohorts: Cohorts, years: int) -> Iterator[Year]:
        """The years before this one, the first first: made when the one before is filled."""
        head = self.desk.account.id
        for back in range(years - 1, 0, -1):
            parts = self._parts(year_name(BEGINS - back))
            self.clock.wind(self.until.replace(year=BEGINS - back, month=8, day=25))
            with self.storage.begin(N_("Import pupils"), actor=head, origin="demo") as work:
                pupils = save_classes(work, parts, self.plans, cohorts, back)
            groups = load_class_groups(self.storage.db, parts.year)
            classes = class_rows(self.storage, groups, self._streams)
            pages = tuple(taught.pages(classes))
            arrange(self.storage, head, parts, pages, taught)
            appoint(self.storage, head, classes, taught.accounts)
            yield Year(calendar(BEGINS - back), parts, pages, pupils, _starts())

    def _prepared(self, classes: Sequence[ClassRows]) -> Mapping[int, Line]:
        lines = {line.pupil.name: line for line in prepared_page()}
        sixth = next(one.class_group for one in classes if one.place == (0, SIXTH))
        members = self.desk.school.pupils(sixth.id)
        return {member.pupil.id: lines[member.pupil.name] for member in members}


def _starts() -> Mapping[int, time]:
    return {bell.slot: bell.starts for bell in shipped.bells()}
