"""Desk: one person at one school, with everything that the window and the command line can do."""

from __future__ import annotations

import importlib
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from time import monotonic
from typing import TYPE_CHECKING, cast

from filelock import FileLock, Timeout

from school_desk.access.look_service import LookLog
from school_desk.access.model import (
    Account,
    KeysGivenError,
    NotAllowedError,
    Role,
    SignedIn,
)
from school_desk.access.password_rules import accept_password, offer_words
from school_desk.access.rules import accept_keyless, leaves_year_alone
from school_desk.access.service import AccessService
from school_desk.access.shipped import password_words, permissions
from school_desk.access.store import load_accounts, load_grants, load_names
from school_desk.errors import N_, DeskError
from school_desk.events import Committed, GoingBack
from school_desk.i18n import Text
from school_desk.inclusion.key_store import KEY_TABLES
from school_desk.intents import Form, Scope
from school_desk.journal.page_reader import PageReader
from school_desk.journal.plan import Plans
from school_desk.journal.service import JournalService
from school_desk.journal.shipped import rulesets
from school_desk.journal.thematic_topics_service import PlannedTopics
from school_desk.journal.work_checks import WorkChecks
from school_desk.key_keeping import KeyKeeping
from school_desk.last_run import BrokenOff, LastRun
from school_desk.late_services import Ground, LateServices
from school_desk.pin import Pin
from school_desk.recovering import Recovery
from school_desk.school import shipped
from school_desk.school.calendar import term_on
from school_desk.school.calendar_cache_service import KeptCalendars
from school_desk.school.calendar_store import load_own_year
from school_desk.school.model import Calendar, PersonName
from school_desk.school.names import accept_name, sort_key
from school_desk.school.service import SchoolService
from school_desk.school.store import load_school
from school_desk.school.year_rules import (
    DayOverError,
    NoPastDayError,
    YearOverError,
    accept_year,
)
from school_desk.school.year_store import year_of
from school_desk.school_file import NewSchool, make_file, open_storage, swap_files
from school_desk.storage.as_of import storage_as_of
from school_desk.storage.backup_swap import carry_through
from school_desk.storage.cells import any_open
from school_desk.storage.clock import moment_of, stamp
from school_desk.storage.coming_key import is_coming
from school_desk.storage.compartments import Compartments
from school_desk.storage.errors import (
    DiskFullError,
    FileDamagedError,
    FileUnwritableError,
    FolderReadOnlyError,
    KeysUnsettledError,
    SchoolFileMissingError,
    SchoolMissingError,
    SecondWindowError,
    TailChangedError,
)
from school_desk.storage.key_changes import (
    add_account,
    change_password,
    create_school,
    remove_account,
    reset_password,
)
from school_desk.storage.key_file import (
    KeyFileDamagedError,
    KeyFileForeignError,
    KeyFileMissingError,
    open_ring,
    save_ring,
)
from school_desk.storage.keychain import Keychain
from school_desk.storage.keys import (
    RECOVERY,
    KeyRingForgedError,
    NotAdmittedError,
    UnknownAccountError,
)
from school_desk.storage.partitions import Partitions
from school_desk.storage.recovery_code import parse_recovery_code
from school_desk.storage.renewal import Files, Opened, settle
from school_desk.storage.sealing import Argon2Params, WrongPasswordError, measure
from school_desk.storage.service import Workplace
from school_desk.storage.sign_in_limit import SignInLimit, TooManyTriesError
from school_desk.storage.undo import Foreseen, History, Step
from school_desk.storage.verify import Fault, tail_fits, verify
from school_desk.storage.waiting import WaitingLines
from school_desk.sync.grants import others_admitted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from school_desk.admitting import Admission
    from school_desk.backups import Backups
    from school_desk.calendar_files import CalendarFiles
    from school_desk.fet_files import FetFiles
    from school_desk.kitchen_files import KitchenFiles
    from school_desk.list_files import ListFiles
    from school_desk.paths import SchoolFolder
    from school_desk.printing.archive import ArchivePapers
    from school_desk.printing.attendance import AttendancePapers
    from school_desk.printing.cards import CardPapers
    from school_desk.printing.closing import ClosingPapers
    from school_desk.printing.hours import HoursPapers
    from school_desk.printing.logs import LogPapers
    from school_desk.printing.looks import LookPapers
    from school_desk.printing.meal_months import MonthPapers
    from school_desk.printing.meals import MealPapers
    from school_desk.printing.menus import MenuPapers
    from school_desk.printing.movements import MovementPapers
    from school_desk.printing.notes import NotePapers
    from school_desk.printing.pack import PaperPack
    from school_desk.printing.persons import PersonPapers
    from school_desk.printing.plans import PlanPapers
    from school_desk.printing.records import RecordPapers
    from school_desk.printing.registers import Papers
    from school_desk.printing.reports import ReportPapers
    from school_desk.printing.results import ResultPapers
    from school_desk.printing.summaries import SummaryPapers
    from school_desk.printing.timetables import TimetablePapers
    from school_desk.printing.trail import TrailPapers
    from school_desk.printing.works import WorkPapers
    from school_desk.printing.years import YearPapers
    from school_desk.pupil_files import PupilFiles
    from school_desk.restoring import Restoring
    from school_desk.storage.keys import KeyRing, Unlocked
    from school_desk.storage.recovery_code import RecoveryCode
    from school_desk.storage.unit_of_work import Storage
    from school_desk.timetable_files import TimetableFiles

CLOCK_SLACK = timedelta(days=1)
MENDED_BY_BACKUP = (
    FileDamagedError,
    SchoolFileMissingError,
    KeyFileMissingError,
    KeyFileDamagedError,
    KeyFileForeignError,
    KeyRingForgedError,
)
"""What keeps a school shut that a backup opens again."""

EVENING = time(23, 59, 59)
SIGN_IN_REFUSALS = (
    WrongPasswordError,
    TooManyTriesError,
    UnknownAccountError,
    NotAdmittedError,
)
"""What a person mends by name and password; any other refusal at the door is about the folder."""

GIVES_KEYS = (
    *(N_("Create account"), N_("Reset password"), N_("Close account")),
    *(N_("Renew keys"),),
)
"""Steps that also changed the key file, which undo cannot follow."""


Admitted = Opened
"""Somebody whose password was right, before the school is opened for them."""


def local_now() -> datetime:
    """The wall clock with its zone."""
    return datetime.now(UTC).astimezone()


class SchoolThereError(DeskError):
    """A new school (or a demo) never takes the place of a school."""

    sentence = N_("There is a school in the folder {folder} already. Choose an empty folder.")


class Entrance:
    """A school's folder before anyone has signed in: names to choose from, the writer's lock.

    `mending` opens a folder whose file is missing, to restore a backup in it.
    """

    def __init__(
        self,
        place: SchoolFolder,
        *,
        now: Callable[[], datetime] = local_now,
        reading: bool = False,
        mending: bool = False,
        cost: Callable[[], Argon2Params] = measure,
        ticks: Callable[[], float] = monotonic,
    ) -> None:
        place.check(mending=mending)
        self.place = place
        self.now = now
        self.cost = cost
        self.ticks = ticks
        self.reading = reading
        self._lock = FileLock(place.lock)
        self._limit = SignInLimit(place.folder)
        self.in_use: set[str] = set()
        """Backups that are being restored: nobody removes them."""
        self.wrong = 0
        """How many wrong passwords came before the last right one."""
        if not reading or place.swap.exists():
            _take(self._lock, place)
            self.settle()
        if reading:
            self._lock.release()
        self.last_run = None if reading else LastRun(place.folder)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that people sign in with, in Kazakh order."""
        return tuple(sorted((one.name for one in self._ring().accounts), key=sort_key))

    def account_id(self, name: str) -> int:
        """The number of an account that may be remembered without remembering a name."""
        return self._ring().account_named(name).id

    def set_up(
        self, new: NewSchool, *, params: Argon2Params | None = None
    ) -> tuple[Desk, RecoveryCode]:
        """Make a new school: keys, file, the head's account; the code is for the paper sheet."""
        if self.place.is_set_up:
            raise SchoolThereError(folder=self.place.folder)
        head = accept_name(new.head)
        new = replace(new, head=head)
        accept_password(new.password, (new.sign_in, head.surname, head.given))
        ring, _file_key, code = create_school(
            new.sign_in, new.password, random=os.urandom, params=params or self.cost()
        )
        temporary = self.place.fresh_database
        for left in ("", "-wal", "-shm"):  # of a set-up that broke off
            temporary.with_name(temporary.name + left).unlink(missing_ok=True)
        unlocked = ring.unlock(new.sign_in, new.password)
        make_file(self, temporary, ring, unlocked, new)
        save_ring(self.place.keys, ring)
        temporary.replace(self.place.database)
        return self.open(Opened(ring, unlocked)), code

    def sign_in(self, name: str, password: str) -> Desk:
        """Open the school for a person, or raise."""
        return self.open(self.admit(name, password))

    def admit(self, name: str, password: str) -> Admitted:
        """Whether a person may come in, or raise; nothing is opened yet."""
        if not self.place.is_set_up:
            raise SchoolMissingError(folder=self.place.folder)
        ring = self._ring()
        return self._dearer(Opened(ring, self.unlock(ring, name, password)), password)

    def open(self, admitted: Admitted) -> Desk:
        """Open the school for somebody who was admitted, after the one before has closed it."""
        found = self._settled(admitted)
        return Desk(self, found.ring, found.unlocked)

    def unlock(self, ring: KeyRing, name: str, password: str) -> Unlocked:
        """Try a password, counted, or raise."""
        account = ring.account_named(name)
        self._limit.admit(account.id, int(self.ticks()))
        unlocked = ring.unlock(name, password)
        self.wrong = self._limit.clear(account.id)
        return unlocked

    def settle(self) -> None:
        """Carry a restore through that was decided; tidy up after one that was not."""
        if self.place.swap.exists():
            carry_through(swap_files(self.place))
        if not self.in_use:
            self.place.remove_side_copies()
        if self.place.has_unmade:
            shelf = importlib.import_module("school_desk.backup_shelf").Shelf
            shelf(self.place.backups).tidy()

    def restoring(self, backup: Path) -> Restoring:
        """A backup on its way back, to be opened with the password of its day."""
        module = importlib.import_module("school_desk.restoring")
        return cast("Restoring", module.Restoring(self, backup))

    def open_with_sheet(self, code: str) -> Recovery:
        """Open the school with the code of the recovery sheet as it was typed, or raise.

        The tries are not counted: nobody guesses 160 bits, and each group checks itself.
        """
        if not self.place.is_set_up:
            raise SchoolMissingError(folder=self.place.folder)
        ring = self._ring()
        found = self._settled(Opened(ring, ring.unlock_with_recovery(parse_recovery_code(code))))
        chain = Keychain(self.place.keys, found.ring, found.unlocked)
        storage = open_storage(self, found.unlocked)
        return Recovery(storage, chain, self.place.settings, self.now().date())

    @property
    def files(self) -> Files:
        """The files that keys open, and the keys."""
        return Files(self.place.database, self.place.next_database, self.place.keys)

    def close(self) -> None:
        """Let another process open the school."""
        self._lock.release()

    def _ring(self) -> KeyRing:
        return open_ring(self.place.keys)

    def _settled(self, found: Opened) -> Opened:
        """With one key of the file: a renewal that was broken off comes to an end."""
        if not self.reading:
            return settle(self.files, found)
        if is_coming(found.ring):
            raise KeysUnsettledError
        return found

    def _dearer(self, found: Opened, password: str) -> Opened:
        """A password that is far cheaper to guess than measured since is closed anew with it.

        Who signs in has typed it just now; nobody else has it. Where the disk takes nothing it
        stays as it is until the next time.
        """
        ring, unlocked = found.ring, found.unlocked
        if self.reading or not ring.is_cheap(unlocked.account_id):
            return found
        ring = change_password(ring, unlocked, password, random=os.urandom, params=ring.cost)
        with suppress(DiskFullError, FileUnwritableError):
            save_ring(self.place.keys, ring)
            return Opened(ring, unlocked)
        return found


def _take(lock: FileLock, place: SchoolFolder) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise SecondWindowError from error
    except OSError as error:
        raise FolderReadOnlyError(folder=place.folder) from error


@dataclass(frozen=True, slots=True)
class PastDay:
    """A day of the past that a desk shows, by the rights that its person has now."""

    day: date
    account: Account
    permit: Callable[[str, Scope], None]
    look_log: LookLog


class Desk(LateServices):
    """One signed-in person: its services, `undo`, `redo`, `events`.

    `access`, `school`, `journal`, `works`, `rules`, `analysis`, `rubrics`; beside the register
    `history` (what happened), `remarks` (and observed lessons), `carry` (what was typed over into
    another register).
    """

    def __init__(
        self,
        entrance: Entrance,
        ring: KeyRing,
        unlocked: Unlocked,
        *,
        storage: Storage | None = None,
        year: str = "",
        past: PastDay | None = None,
    ) -> None:
        self._entrance = entrance
        self._chain = Keychain(entrance.place.keys, ring, unlocked)
        self._own_file = storage is None
        self._storage = storage or open_storage(entrance, unlocked)
        self._looked_at = year
        self._past = past
        self._signed_in: SignedIn | None = None
        self._permissions = permissions()
        self.place = entrance.place
        self.events = self._storage.events
        self.account = self._account()
        self.pin = Pin(self.place.settings, self.account.id, unlocked.private_key)
        self._history = History(self._storage)
        if self._own_file or past is not None:
            self._storage.compartments = Compartments(lambda: self._chain.unlocked)
        self._build()
        self._unsubscribe = self.events.subscribe(Committed, self._on_commit)
        if self._own_file and entrance.last_run is not None:
            entrance.last_run.opened(self._storage)
        if self._own_file:
            self.look_log.signed_in(entrance.wrong)
            self._settle_keys()
        self.damage: DeskError | None = None
        """What the quick check has found."""

    def _build(self) -> None:
        """The services of the year that one looks at; a year that begins makes them anew."""
        storage = self._storage
        self.year = self._looked_at or self.current_year
        workplace = Workplace(
            storage=storage,
            partitions=Partitions(self._chain.ring.school, self.year),
            permit=self._permit,
            today=self._shown_today,
            actor=self.account.id,
        )
        self.look_log = self._past.look_log if self._past else self._own_look_log(workplace)
        workplace.seen = self.look_log.seen
        self._calendars = KeptCalendars(
            lambda: storage.db, shipped.school_year, shipped.calendar_ids()
        )
        plans = Plans(rulesets(), self._calendar, storage.keys.key, self._person)
        self.access = AccessService(workplace)
        self.keys = KeyKeeping(workplace, self._chain, self._entrance, self.access)
        self.school = SchoolService(workplace, self._calendar)
        topics = PlannedTopics(self.term_number)
        pages = PageReader(workplace, plans.plan, plans.name, topics)
        checks = WorkChecks(pages, self._calendar)
        self.journal = JournalService(workplace, pages, self.term_number, checks)
        self._ground = Ground(
            workplace=workplace,
            pages=pages,
            plans=plans,
            topics=topics,
            checks=checks,
            calendar=self._calendar,
            now=self._shown_now,
            term_on=self.term_number,
            person=self._person,
            calendar_of=self._known_calendar,
            calendars=self._calendars,
            begin_own=self.keys.begin_own,
            caches=[self._calendars.on_change, topics.on_change, plans.on_change],
        )
        self.forget_late()

    def _own_look_log(self, workplace: Workplace) -> LookLog:
        return LookLog(
            self._storage,
            workplace.partitions,
            self._permissions.looked,
            lambda: self.person,
            self._real_today,
            WaitingLines(self.place.folder, self._chain.unlocked.file_key),
        )

    def _calendar(self) -> Calendar:
        return self._calendars.calendar(self.year)

    def _known_calendar(self, year: str) -> Calendar | None:
        """The calendar of any year that ships or that the school has made; else None."""
        own = load_own_year(self._storage.db, year) is not None
        return self._calendars.calendar(year) if own or year in shipped.calendar_ids() else None

    @property
    def current_year(self) -> str:
        """The school year in which the school works."""
        school = load_school(self._storage.db)
        return school.year if school and school.year else shipped.calendar_ids()[-1]

    @property
    def has_conflicts(self) -> bool:
        """Whether several values stand in some cell of the school; whose they are is told later."""
        return any_open(self._storage.db)

    @property
    def exchanges(self) -> bool:
        """Whether there are other computers to exchange with, and this one may write."""
        writes = not self._entrance.reading and not self.looks_back
        return writes and others_admitted(self._storage)

    @property
    def looks_back(self) -> bool:
        """Whether these are the services of a year that is over: to read only."""
        return bool(self._looked_at) or self._past is not None

    @property
    def as_it_stood(self) -> date | None:
        """The past day whose evening this desk shows; None: now."""
        return self._past.day if self._past else None

    def as_of(self, day: date) -> Desk:
        """The same person with everything as it stood on the evening of a past day, to read."""
        self._permit(N_("See past days"), Scope())
        if day >= self._real_today():
            raise NoPastDayError(day=day)
        midnight = datetime.combine(day + timedelta(days=1), time(), self.now().tzinfo)
        storage = storage_as_of(self._storage, stamp(midnight.astimezone(UTC)))
        past = PastDay(day, self.account, self._permit, self.look_log)
        ring, unlocked = self._chain.ring, self._chain.unlocked
        return Desk(self._entrance, ring, unlocked, storage=storage, past=past)

    def in_year(self, year: str) -> Desk:
        """The same person with the services of another year of this file, which only read."""
        if year == self.current_year:
            return self
        self.years.accept_past(year)
        return Desk(
            self._entrance,
            self._chain.ring,
            self._chain.unlocked,
            storage=self._storage,
            year=year,
        )

    def now(self) -> datetime:
        """The wall clock."""
        return self._entrance.now()

    def today(self) -> date:
        """The day by the wall clock; looking back, the last day of the terms of that year."""
        return self._calendar().terms[-1].ends if self._looked_at else self._shown_today()

    def _shown_now(self) -> datetime:
        """The wall clock; on a past day its evening."""
        if self._past is None:
            return self.now()
        return datetime.combine(self._past.day, EVENING, self.now().tzinfo)

    def _shown_today(self) -> date:
        return self._shown_now().date()

    def _real_today(self) -> date:
        return self.now().date()

    @property
    def person(self) -> SignedIn:
        """The person at the keyboard with every role that counts."""
        if self._signed_in is None:
            grants = load_grants(self._storage.db, self.account.id)
            self._signed_in = SignedIn(self.account, grants)
        return self._signed_in

    @property
    def papers(self) -> Papers:
        """Printed documents and spreadsheets; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.registers")
        return cast("Papers", module.Papers(self))

    @property
    def result_papers(self) -> ResultPapers:
        """Analyses and rubrics on paper; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.results")
        return cast("ResultPapers", module.ResultPapers(self))

    @property
    def paper_pack(self) -> PaperPack:
        """Many papers in one go; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.pack")
        return cast("PaperPack", module.PaperPack(self))

    @property
    def work_papers(self) -> WorkPapers:
        """Printed summative works; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.works")
        return cast("WorkPapers", module.WorkPapers(self))

    @property
    def trail_papers(self) -> TrailPapers:
        """Papers of history, remarks and observed lessons; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.trail")
        return cast("TrailPapers", module.TrailPapers(self))

    @property
    def closing_papers(self) -> ClosingPapers:
        """Papers of closing and of the end of the year; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.closing")
        return cast("ClosingPapers", module.ClosingPapers(self))

    @property
    def summary_papers(self) -> SummaryPapers:
        """Term summaries as papers and charts; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.summaries")
        return cast("SummaryPapers", module.SummaryPapers(self))

    @property
    def month_papers(self) -> MonthPapers:
        """Papers of a month of meals."""
        module = importlib.import_module("school_desk.printing.meal_months")
        return cast("MonthPapers", module.MonthPapers(self))

    @property
    def meal_papers(self) -> MealPapers:
        """Papers of hot meals."""
        module = importlib.import_module("school_desk.printing.meals")
        return cast("MealPapers", module.MealPapers(self))

    @property
    def attendance_papers(self) -> AttendancePapers:
        """Attendance sheets; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.attendance")
        return cast("AttendancePapers", module.AttendancePapers(self))

    @property
    def timetable_papers(self) -> TimetablePapers:
        """Timetables and the poster of a day; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.timetables")
        return cast("TimetablePapers", module.TimetablePapers(self))

    @property
    def movement_papers(self) -> MovementPapers:
        """Who came and left, on paper; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.movements")
        return cast("MovementPapers", module.MovementPapers(self))

    @property
    def plan_papers(self) -> PlanPapers:
        """Plans as papers and spreadsheets, there and back; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.plans")
        return cast("PlanPapers", module.PlanPapers(self))

    @property
    def year_papers(self) -> YearPapers:
        """The list of a rollover; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.years")
        return cast("YearPapers", module.YearPapers(self))

    @property
    def record_papers(self) -> RecordPapers:
        """Pupils' data and lists on paper; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.records")
        return cast("RecordPapers", module.RecordPapers(self))

    @property
    def card_papers(self) -> CardPapers:
        """Technological cards and products on paper; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.cards")
        return cast("CardPapers", module.CardPapers(self))

    @property
    def log_papers(self) -> LogPapers:
        """The kitchen's logs on paper; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.logs")
        return cast("LogPapers", module.LogPapers(self))

    @property
    def menu_papers(self) -> MenuPapers:
        """Menus and requisitions on paper; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.menus")
        return cast("MenuPapers", module.MenuPapers(self))

    @property
    def person_papers(self) -> PersonPapers:
        """Consents and other papers about persons; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.persons")
        return cast("PersonPapers", module.PersonPapers(self))

    @property
    def report_papers(self) -> ReportPapers:
        """The papers of the deputy's desk; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.reports")
        return cast("ReportPapers", module.ReportPapers(self))

    @property
    def archive_papers(self) -> ArchivePapers:
        """The archive of a year; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.archive")
        return cast("ArchivePapers", module.ArchivePapers(self))

    @property
    def look_papers(self) -> LookPapers:
        """The log of looks on paper; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.looks")
        return cast("LookPapers", module.LookPapers(self))

    @property
    def note_papers(self) -> NotePapers:
        """Sealed notes on paper, for who may read them; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.notes")
        return cast("NotePapers", module.NotePapers(self))

    @property
    def hours_papers(self) -> HoursPapers:
        """Curriculum, load and pay sheets; loads its libraries at first use."""
        module = importlib.import_module("school_desk.printing.hours")
        return cast("HoursPapers", module.HoursPapers(self))

    @property
    def backups(self) -> Backups:
        """Backups of the file; loaded at first use."""
        module = importlib.import_module("school_desk.backups")
        ground = module.Ground(
            place=self.place,
            storage=self._storage,
            unlocked=self._chain.unlocked,
            school=self._chain.ring.school,
            now=self.now,
            permit=self._permit,
            in_use=self._entrance.in_use,
            reading=self._entrance.reading,
        )
        return cast("Backups", module.Backups(ground))

    def restoring(self, backup: Path) -> Restoring:
        """A backup on its way back: see there; only the head may."""
        self._permit(N_("Restore backup"), Scope())
        return self._entrance.restoring(backup)

    def go_back(self, restoring: Restoring) -> None:
        """Let a backup that was prepared become the file as soon as this desk has closed."""
        self._permit(N_("Restore backup"), Scope())
        restoring.decide()
        self.events.publish(GoingBack())

    @property
    def admission(self) -> Admission:
        """New computers of the school, and lost ones; loads its libraries at first use."""
        module = importlib.import_module("school_desk.admitting")
        return cast("Admission", module.Admission(self._ground.workplace, self._chain))

    @property
    def calendar_files(self) -> CalendarFiles:
        """School years as files; loaded at first use."""
        module = importlib.import_module("school_desk.calendar_files")
        return cast("CalendarFiles", module.CalendarFiles(self.calendars))

    @property
    def pupil_files(self) -> PupilFiles:
        """Lists of pupils as spreadsheets; loads its libraries at first use."""
        module = importlib.import_module("school_desk.pupil_files")
        return cast("PupilFiles", module.PupilFiles(self.school, self.today))

    @property
    def list_files(self) -> ListFiles:
        """Other lists as spreadsheets; loads its libraries at first use."""
        module = importlib.import_module("school_desk.list_files")
        return cast("ListFiles", module.ListFiles(self))

    @property
    def kitchen_files(self) -> KitchenFiles:
        """Products and cards as spreadsheets; loads its libraries at first use."""
        module = importlib.import_module("school_desk.kitchen_files")
        return cast("KitchenFiles", module.KitchenFiles(self))

    @property
    def fet_files(self) -> FetFiles:
        """The timetable engine FET: its files, and running it; loads at first use."""
        module = importlib.import_module("school_desk.fet_files")
        names = lambda: found.names["kk"] if (found := self.school.school()) else ""  # noqa: E731
        return cast("FetFiles", module.FetFiles(self.fet, names, self.place.settings))

    @property
    def timetable_files(self) -> TimetableFiles:
        """The timetable as spreadsheets; loads its libraries at first use."""
        module = importlib.import_module("school_desk.timetable_files")
        printing = importlib.import_module("school_desk.printing.base")
        printed = lambda: printing.printed_by(self)  # noqa: E731
        made = module.TimetableFiles(self.timetable_lists, self.school.timetable, printed)
        return cast("TimetableFiles", made)

    def write_recovery_sheet(self, groups: Sequence[str], check_word: str, out: Path) -> None:
        """Print the sheet of a code that was just made; nothing keeps it."""
        paper = importlib.import_module("school_desk.access.documents")
        school = self.school.school()
        paper.build_recovery_sheet(
            groups,
            check_word,
            school=school.names.get("kk", "") if school else "",
            printed=paper.Printed(self.now(), self.account.name.full),
            out=out,
        )

    def term_number(self, day: date) -> int:
        """The term of a day; between terms the one that comes next, after the year the last."""
        terms = self._calendar().terms
        found = term_on(self._calendar(), day)
        coming = (term for term in terms if term.starts > day)
        return (found or next(coming, terms[-1])).number

    def may(self, intent: str, scope: Scope) -> bool:
        """Whether this person may do something somewhere (for what the window offers)."""
        return self.why_not(intent, scope) is None

    def may_somewhere(self, intent: str) -> bool:
        """Whether this person's roles have anything to do with it, wherever that is."""
        return self._permissions.somewhere(self.person, intent, self._real_today())

    def usual_subjects(self) -> Mapping[str, Mapping[str, str]]:
        """The names of the usual subjects in each language, by code, to add them from."""
        return shipped.subject_names()

    def why_not(self, intent: str, scope: Scope) -> DeskError | None:
        """The sentence that says who may do something, if this person may not."""
        try:
            self._permit(intent, scope)
        except (NotAllowedError, YearOverError, DayOverError) as refusal:
            return refusal
        return None

    def prove(self, password: str) -> None:
        """Make sure that the person who signed in is still at the keyboard, or raise."""
        self._entrance.unlock(self._chain.ring, self.account.sign_in_name, password)
        self.look_log.signed_in(self._entrance.wrong)

    def undoable(self) -> Step | None:
        """The step that undo would take back."""
        return self._history.undoable(self.account.id)

    def redoable(self) -> Step | None:
        """The step that redo would do again."""
        return self._history.redoable(self.account.id)

    def foresee_undo(self) -> Foreseen:
        """What undo is about to do, or raise where it would be refused; changes nothing."""
        self._permit(N_("Undo"), Scope())
        self._accept_undo()
        return self._history.foresee_undo(self.account.id, self._permit)

    def foresee_redo(self) -> Foreseen:
        """What redo is about to do, or raise where it would be refused; changes nothing."""
        self._permit(N_("Redo"), Scope())
        return self._history.foresee_redo(self.account.id, self._permit)

    def _accept_undo(self) -> None:
        step = self.undoable()
        if step is not None and step.label in GIVES_KEYS:
            raise KeysGivenError(step=Text(step.label))

    def undo(self, form: Form) -> Step:
        """Take back this person's last step, or raise and change nothing."""
        self._permit(N_("Undo"), form.scope)
        self._accept_undo()
        return self._history.undo(self.account.id, form.context, self._permit)

    def redo(self, form: Form) -> Step:
        """Do the step that was taken back again, or raise and change nothing."""
        self._permit(N_("Redo"), form.scope)
        return self._history.redo(self.account.id, form.context, self._permit)

    def create_account(
        self,
        sign_in: str,
        name: PersonName,
        password: str,
        roles: Iterable[Role],
        *,
        staff: int | None = None,
        params: Argon2Params | None = None,
    ) -> int:
        """Make an account: its keys in the key file, its row and roles in the school's file.

        `staff`: somebody of the staff list who does not sign in yet, and keeps the same row.
        """
        self._permit(N_("Create account"), Scope())
        accept_password(password, (sign_in, name.surname, name.given))
        accept_keyless(load_accounts(self._storage.db), staff)
        known = None if staff is None else self._storage.keys.key(self._storage.db, staff)
        ring, key = add_account(
            self._without_strays(),
            self._chain.unlocked,
            sign_in,
            password,
            account_id=known,
            random=os.urandom,
            params=params or self._chain.ring.cost,
        )
        with self._chain.changed(ring):
            public = ring.account(key).public_key
            return self.access.create(key, sign_in, name, public, tuple(roles))

    def _without_strays(self) -> KeyRing:
        """The key ring without accounts that have no row: the power went while they were made."""
        db, ring = self._storage.db, self._chain.ring
        known = {self._storage.keys.key(db, one.id) for one in load_accounts(db)}
        for stray in [one.id for one in ring.accounts if one.id not in known]:
            ring = remove_account(ring, self._chain.unlocked, stray)
        return ring

    def change_password(self, password: str) -> None:
        """Close this person's own key with another password; what a guess costs is measured anew.

        It never becomes cheaper than what was measured before (`KeyRing.cost`).
        """
        self._permit(N_("Change password"), Scope(account=self.account.id))
        accept_password(password, (self.account.sign_in_name,))
        ring = self._chain.ring
        params = max(ring.cost, self._entrance.cost(), key=lambda one: one.work)
        ring = change_password(
            ring, self._chain.unlocked, password, random=os.urandom, params=params
        )
        with self._chain.changed(ring):
            pass

    def reset_password(self, account: int, password: str) -> None:
        """Give another person a new password and key pair."""
        self._permit(N_("Reset password"), Scope(account=account))
        accept_password(password)
        key = self._storage.keys.key(self._storage.db, account)
        ring = reset_password(
            self._chain.ring,
            self._chain.unlocked,
            key,
            password,
            random=os.urandom,
            params=self._chain.ring.cost,
        )
        with self._chain.changed(ring):
            self.access.renew(account, ring.account(key).public_key)

    def verify(self) -> tuple[Fault, ...]:
        """Check the whole file against its log, in words; raises where it cannot be read."""
        self._permit(N_("Verify file"), Scope())
        self._storage.database.quick_check()
        found = verify(self._storage)
        words = importlib.import_module("school_desk.fault_words")
        told = words.in_words(found, load_names(self._storage.db), self.now().tzinfo)
        return cast("tuple[Fault, ...]", told)

    def quick_check(self, stopped: Callable[[], bool]) -> None:
        """Look for damage, or raise. Slow: in a worker; it tells nothing, so anybody may."""
        try:
            complete = self._storage.database.quick_check(stopped)
            if not tail_fits(self._storage):
                raise TailChangedError(file=self.place.database.name)
        except DeskError as error:
            self.damage = error
            raise
        if complete and self._entrance.last_run is not None:
            self._entrance.last_run.found_whole()

    def broken_off(self) -> BrokenOff | None:
        """The rough end of the run before, if there was one."""
        last = self._entrance.last_run
        return last.broken_off(self._storage, self.account.id, self.now().tzinfo) if last else None

    def forget_broken_off(self) -> None:
        """This person has read about it."""
        if self._entrance.last_run is not None:
            self._entrance.last_run.told.add(self.account.id)

    def clock_behind(self) -> datetime | None:
        """The moment of the last entry, if the wall clock says that it has yet to come."""
        last = moment_of(self._storage.last_hlc)
        behind = last - self.now().astimezone(UTC) > CLOCK_SLACK
        return last.astimezone() if behind else None

    def close(self) -> None:
        """End the sign-in; the entrance stays open for the next person."""
        if not self._own_file:
            self._unsubscribe()
            if self._past is not None:
                self._storage.database.close()
            return
        self._storage.database.close()
        if not self._entrance.reading:
            self._entrance.settle()
        if self._entrance.last_run is not None:
            self._entrance.last_run.left()

    def _permit(self, intent: str, scope: Scope) -> None:
        if self._past is not None:
            if not leaves_year_alone(intent):
                raise DayOverError(day=self._past.day)
            self._past.permit(intent, scope)
            return
        self._permissions.require(self.person, intent, scope, self._real_today())
        if not leaves_year_alone(intent):
            here = year_of(self._storage.db, scope.class_group, scope.group)
            accept_year(self._looked_at or here or self.year, self.current_year)

    def _account(self) -> Account:
        if self._past is not None:
            return self._past.account
        unlocked, keys, db = self._chain.unlocked, self._storage.keys, self._storage.db
        if unlocked.account_id == RECOVERY:
            return Account(0, "", PersonName(""))
        for account in load_accounts(db):
            if keys.key(db, account.id) == unlocked.account_id:
                return account
        # The power went after the key file and before the row.
        self._storage.database.close()
        raise NotAdmittedError(name=self._chain.ring.account(unlocked.account_id).name)

    def _person(self, db: object, account: int) -> PersonName | None:  # noqa: ARG002  asked by plans
        return load_names(self._storage.db).get(account)

    def _on_commit(self, change: Committed) -> None:
        """Before any screen hears of it: forget what is out of date, follow to another year."""
        self._ground.on_change(change)
        begun = any(one.table == "school" for one in change.changes)
        if begun and self.year != (self._looked_at or self.current_year):
            self._build()
        roles = {
            *("role_grant", "teaching", "class_group", "account", "teaching_group"),
            *("substitution", "staff_file", "seat"),
        }
        if any(one.table in roles for one in change.changes):
            self._signed_in = None
            self.account = self._account()
        # The first note of one's own begins a key; others come from another computer.
        keys = {*roles, *KEY_TABLES, "own_note"}
        if self._own_file and any(one.table in keys for one in change.changes):
            self._settle_keys()

    def _settle_keys(self) -> None:
        """Keys and the row of this computer follow roles, accounts and what came from others."""
        self.keys.settle()
        if others_admitted(self._storage) and self.may("Admit computer", Scope()):
            self.admission.follow_here()


def check_password(password: str, own_names: Iterable[str] = ()) -> None:
    """Refuse a password before the slow work that closes a key with it."""
    accept_password(password, own_names)


def offered_password(language: str) -> str:
    """Four words drawn for this moment; Kazakh ones unless the reader's language is Russian."""
    return offer_words(password_words(language), secrets.randbelow)


def school_years() -> tuple[str, ...]:
    """The school years whose calendars come with the program, the earliest first."""
    return shipped.calendar_ids()


def school_year_on(day: date) -> str:
    """The school year of a day; in summer the coming one, past the last calendar that one."""
    years = school_years()
    open_years = (year for year in years if shipped.calendar(year).terms[-1].ends >= day)
    return next(open_years, years[-1])
