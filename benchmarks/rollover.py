"""B12: the next school year begins for 1,000 pupils, and a page of the year that is over."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.figure import Figure, Plan
from benchmarks.plain_inserts import INSERT, TABLE, bare_file
from benchmarks.samples import in_words, interleaved, median, timed
from school_desk.app import Desk, Entrance
from school_desk.demo.people import People
from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.paths import SchoolFolder
from school_desk.school.model import PersonName, TimetableSlot
from school_desk.school_file import NewSchool
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.sealing import Argon2Params

YEAR, NEXT, BEGINS = "2025-26", "2026-27", 2025
NOW = datetime(2026, 6, 20, 9, tzinfo=timezone(timedelta(hours=5)))
SUBJECTS = ("mathematics", "physics", "chemistry", "biology", "geography", "music")
YEAR_LEVELS, LETTERS = 11, "АӘБВГҒДЕЖЗ"
CLASS_SIZE = 24
ENDS = (9, 11)
LINES = "SELECT count(*) FROM change_log WHERE work = (SELECT max(work) FROM change_log)"
GOAL_S = 5.0


def measure(plan: Plan) -> tuple[Figure, ...]:
    """The year begins and is taken back, in turn with bare rows; pages before and after."""
    repeats = max(3, plan.repeats // 40)
    with TemporaryDirectory(dir=plan.cache) as folder, _school(Path(folder), plan) as desk:
        group, subject = _first_page(desk)
        before = timed(lambda: desk.journal.open_page(group, subject, 1))
        pages = {"before": interleaved({"page": before}, plan.repeats)["page"]}
        looked = interleaved({"plan": timed(desk.rollover.plan)}, repeats)["plan"]
        desk.rollover.begin(NEXT)
        lines = _db(desk).execute(LINES).fetchone()[0]
        past = desk.in_year(YEAR)
        after = timed(lambda: past.journal.open_page(group, subject, 1))
        pages["after"] = interleaved({"page": after}, plan.repeats)["page"]
        past.close()
        floor = _Floor(Path(folder), lines)
        tasks = {
            "floor": timed(floor),
            "undo": timed(partial(desk.undo, Form())),
            "begin": timed(lambda: desk.rollover.begin(NEXT)),
        }
        times = interleaved(tasks, repeats, warm_up=1)
        floor.close()
    size = f"{plan.pupils:,} pupils, {lines:,} lines of the log"
    begun = times["begin"]
    return (
        Figure(
            "B12",
            f"the next school year begins ({size}), one durable step",
            median(begun) / 1e3,
            "s",
            GOAL_S,
            in_words(begun),
        ),
        Figure(
            "B12",
            "the same ÷ as many bare rows in one durable transaction",
            median(begun) / median(times["floor"]),
            "×",
            None,
            f"{in_words(begun)} ÷ {in_words(times['floor'])}",
        ),
        Figure(
            "B12", "taken back", median(times["undo"]) / 1e3, "s", None, in_words(times["undo"])
        ),
        Figure("B12", "looked at before", median(looked), "ms", None, in_words(looked)),
        Figure(
            "B12",
            "a page of the year that is over ÷ the same page while it was the current one",
            median(pages["after"]) / median(pages["before"]),
            "×",
            1.1,
            f"{in_words(pages['after'])} ÷ {in_words(pages['before'])}",
        ),
    )


class _Floor:
    """So many rows in a bare table of an encrypted file, committed once."""

    def __init__(self, folder: Path, rows: int) -> None:
        self._database = bare_file(folder)
        self._rows = rows
        self._numbers = count()
        self._database.connection.execute(TABLE)

    def __call__(self) -> None:
        parent = next(self._numbers)
        connection = self._database.connection
        connection.execute("BEGIN IMMEDIATE")
        for row in range(self._rows):
            connection.execute(INSERT, (parent, row, 7))
        connection.execute("COMMIT")

    def close(self) -> None:
        """Let the file go."""
        self._database.close()


@contextmanager
def _school(folder: Path, plan: Plan) -> Iterator[Desk]:
    """The head of a school at the end of its year: pages closed, everyone decided."""
    place = folder / "school"
    place.mkdir()
    entrance = Entrance(SchoolFolder(place), now=lambda: NOW, cost=Argon2Params)
    head = PersonName("Ахметова", "Сәуле", "Бекқызы")
    new = NewSchool({"kk": "Мектеп", "ru": "Школа"}, YEAR, head, "head", "алма құс тау өзен")
    desk, _code = entrance.set_up(new, params=Argon2Params())
    _enrol(desk, plan)
    _teach(desk)
    _finish(desk)
    yield desk
    desk.close()
    entrance.close()


def _enrol(desk: Desk, plan: Plan) -> None:
    people = People(Random(plan.seed))  # noqa: S311
    places = (divmod(n // CLASS_SIZE, YEAR_LEVELS) for n in range(plan.pupils))
    drawn = [people.pupil(level + 1, LETTERS[letter], BEGINS) for letter, level in places]
    desk.school.import_pupils(drawn, date(BEGINS, 9, 1))


def _teach(desk: Desk) -> None:
    names = desk.usual_subjects()
    subjects = [desk.school.add_subject(code, names[code]) for code in SUBJECTS]
    for group in desk.school.teaching_groups():
        for slot, subject in enumerate(subjects, 1):
            teacher = desk.account.id
            desk.school.place(TimetableSlot(0, slot % 5, slot, group.id, subject, teacher))


def _finish(desk: Desk) -> None:
    """Every page closed, every pupil decided, as the closing of the year leaves them."""
    storage = desk._storage  # noqa: SLF001  rows that other services write
    with storage.begin(N_("Close page"), actor=desk.account.id) as work:
        for page in desk.journal.pages():
            part = Partitions.register(storage.keys.key(work.db, page.class_group))
            for period in page.periods:
                born = {"grp": page.group, "subject": page.subject, "period": period.key}
                work.born("closing", part, **born, closed_on="2026-05-25")
        for one in desk.school.class_groups():
            part = Partitions.register(storage.keys.key(work.db, one.id))
            usual = "graduated" if one.year_level in ENDS else "transferred"
            for member in desk.school.pupils(one.id):
                born = {"pupil": member.pupil.id, "class_group": one.id}
                work.born("decision", part, **born, outcome=usual)


def _first_page(desk: Desk) -> tuple[int, int]:
    page = desk.journal.pages()[0]
    return page.group, page.subject


def _db(desk: Desk) -> Connection:
    return desk._storage.db  # noqa: SLF001  how much was written
