"""B18: a month of meals is closed, B19: a day's order is made; beside an SQL aggregate each."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.figure import Figure, Plan
from benchmarks.samples import in_words, interleaved, median, timed
from school_desk.app import Desk, Entrance
from school_desk.demo.people import People
from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.nutrition.eating_model import Meal, Price, Source
from school_desk.nutrition.headcount_model import Order, Portion
from school_desk.nutrition.headcount_store import save_order, save_portion
from school_desk.paths import SchoolFolder
from school_desk.school.model import Absence, LessonKey, PersonName, TimetableSlot
from school_desk.school.store import save_held, save_session, save_sign
from school_desk.school_file import NewSchool
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.sealing import Argon2Params
from school_desk.storage.unit_of_work import UnitOfWork

YEAR, BEGINS, FIRST = "2026-27", 2026, date(2026, 9, 1)
NOW = datetime(2026, 10, 2, 17, tzinfo=timezone(timedelta(hours=5)))
YEAR_LEVELS, LETTERS, CLASS_SIZE = 11, "АӘБВГҒДЕЖЗ", 24
AWAY = 0.04
BANDS = (("7-10", Source.PRIMARY), ("11-14", Source.PARENT), ("15-18", Source.PARENT))
FLOOR = """
    SELECT p.source, m.tenge, count(*), sum(CAST(m.tenge AS NUMERIC))
    FROM portion AS p
    JOIN class_group AS c ON c.row = p.class_group
    JOIN teaching_group AS g ON g.class_group = c.row
    JOIN meal_price AS m ON m.source = p.source AND m.alive AND m.starts <= p.day
        AND coalesce(m.ends, '9999') >= p.day
        AND m.band = CASE WHEN c.year_level < 5 THEN '7-10' WHEN c.year_level < 10 THEN '11-14'
            ELSE '15-18' END
    LEFT JOIN session AS s ON s.grp = g.row AND s.day = p.day AND s.slot = 1
    LEFT JOIN attendance AS a ON a.parent = s.row AND a.pupil = p.pupil
    WHERE p.alive AND p.day BETWEEN '2026-09-01' AND '2026-09-30'
        AND coalesce(p.amended, p.ordered) AND coalesce(p.served, 1)
        AND coalesce(a.sign, 'late') = 'late'
    GROUP BY p.source, m.tenge
"""
COUNTED = date(2026, 9, 30)
MORNING_FLOOR = """
    SELECT m.class_group, count(*) - count(a.pupil) FROM membership AS m
    JOIN teaching_group AS g ON g.class_group = m.class_group
    LEFT JOIN session AS s ON s.grp = g.row AND s.day = '2026-09-30' AND s.slot = 1
    LEFT JOIN attendance AS a ON a.parent = s.row AND a.pupil = m.pupil AND a.sign <> 'late'
    WHERE m.alive GROUP BY m.class_group
"""
GOAL_S = 2.0


def measure(plan: Plan) -> tuple[Figure, ...]:
    """The month closes and opens again, in turn with its reckoning and the floor."""
    with TemporaryDirectory(dir=plan.cache) as folder, _school(Path(folder), plan) as desk:
        month, sitting = desk.meal_month.month(FIRST), desk.headcount.sittings()[0]
        today = NOW.date()
        found = _db(desk).execute(FLOOR).fetchall()
        if sum(count for _source, _tenge, count, _sum in found) != month.child_days:
            raise RuntimeError("the floor counts other portions than the month")
        tasks = {
            "floor": timed(lambda: _db(desk).execute(FLOOR).fetchall()),
            "month": timed(partial(desk.meal_month.month, FIRST)),
            "close": timed(lambda: desk.meal_month.close(month)),
            "undo": timed(partial(desk.undo, Form())),
            "morning floor": timed(lambda: _db(desk).execute(MORNING_FLOOR).fetchall()),
            "count": timed(partial(desk.headcount.day, COUNTED, sitting)),
            "order": timed(lambda: desk.headcount.hand_over(desk.headcount.day(today, sitting))),
            "order back": timed(partial(desk.undo, Form())),
        }
        times = interleaved(tasks, max(5, plan.repeats // 10))
    size = f"{plan.pupils:,} pupils, {len(month.by_day)} days, {month.child_days:,} portions"
    floor, read, closed = times["floor"], times["month"], times["close"]
    return (
        Figure(
            "B18",
            f"a month of meals is closed ({size}): reckoned, checked, one durable step",
            median(closed) / 1e3,
            "s",
            GOAL_S,
            in_words(closed),
        ),
        Figure(
            "B18",
            "the month with all sheets and day cells ÷ one SQL aggregate of its sums (floor)",
            median(read) / median(floor),
            "×",
            None,
            f"{in_words(read)} ÷ {in_words(floor)}",
        ),
        *_morning(plan.pupils, times),
    )


def _morning(pupils: int, times: Mapping[str, Sequence[float]]) -> tuple[Figure, ...]:
    """The count of a day from attendance, and the order of all its portions."""
    floor, count, order = times["morning floor"], times["count"], times["order"]
    return (
        Figure(
            "B19",
            f"the order of a day ({pupils:,} pupils): counted and handed over, one durable step",
            median(order) / 1e3,
            "s",
            None,
            in_words(order),
        ),
        Figure(
            "B19",
            "the day's count with every pupil ÷ one SQL count of who is there (floor)",
            median(count) / median(floor),
            "×",
            None,
            f"{in_words(count)} ÷ {in_words(floor)}",
        ),
    )


def _db(desk: Desk) -> Connection:
    return desk._storage.db  # noqa: SLF001  raw rows, beside which the service is measured


@contextmanager
def _school(folder: Path, plan: Plan) -> Iterator[Desk]:
    """The head of a school after its September."""
    place = folder / "school"
    place.mkdir()
    entrance = Entrance(SchoolFolder(place), now=lambda: NOW, cost=Argon2Params)
    head = PersonName("Ахметова", "Сәуле", "Бекқызы")
    new = NewSchool({"kk": "Мектеп", "ru": "Школа"}, YEAR, head, "head", "алма құс тау өзен")
    desk, _code = entrance.set_up(new, params=Argon2Params())
    subject = _enrol(desk, plan)
    _live(desk, subject, Random(plan.seed))  # noqa: S311
    yield desk
    desk.close()
    entrance.close()


def _enrol(desk: Desk, plan: Plan) -> int:
    people = People(Random(plan.seed))  # noqa: S311
    places = (divmod(n // CLASS_SIZE, YEAR_LEVELS) for n in range(plan.pupils))
    drawn = [people.pupil(level + 1, LETTERS[letter], BEGINS) for letter, level in places]
    desk.school.import_pupils(drawn, FIRST)
    subject = desk.school.add_subject("mathematics", desk.usual_subjects()["mathematics"])
    for group in desk.school.teaching_groups():
        for weekday in range(5):
            slot = TimetableSlot(0, weekday, 1, group.id, subject, desk.account.id)
            desk.school.place(slot)
    for band, source in BANDS:
        for tenge, starts in (("579.00", FIRST), ("610.50", date(2026, 9, 16))):
            desk.eating.write_price(Price(band, source, Meal.BREAKFAST, Decimal(tenge), starts))
    return subject


def _live(desk: Desk, subject: int, random: Random) -> None:
    """Every school day ordered, eaten and reconciled, a few pupils away."""
    sitting = desk.headcount.sittings()[0]
    eaters = desk.eating.eaters(FIRST)
    groups = {one.class_group: one.id for one in desk.school.teaching_groups()}
    storage = desk._storage  # noqa: SLF001  rows that the services write one by one
    parts = Partitions(desk.eating._at.partitions.school, YEAR)  # noqa: SLF001
    actor = desk.account.id
    for day in (FIRST + timedelta(n) for n in range(30)):
        if not desk.school.is_school_day(day, 5):
            continue
        with storage.begin(N_("Hand over meal order"), actor=actor) as work:
            sessions = {
                group: _held(work, parts, LessonKey(row, subject, day, 1), actor)
                for group, row in groups.items()
            }
            for one in eaters:
                portion = Portion(one.pupil, one.class_group, ordered=True, source=one.source)
                save_portion(work, parts, (day, sitting), portion)
                if random.random() < AWAY:
                    save_sign(work, sessions[one.class_group], one.pupil, Absence.ILL)
            moments = actor, NOW, actor, NOW, actor, NOW
            save_order(work, parts, (day, sitting), Order(*moments))


def _held(work: UnitOfWork, parts: Partitions, key: LessonKey, actor: int) -> int:
    row = save_session(work, parts, key)
    save_held(work, row, actor, NOW)
    return row
