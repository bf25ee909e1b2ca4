"""A school of 500 pupils and its September of meals, written day by day through the service."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from random import Random

from school_desk.app import Desk, Entrance
from school_desk.demo.people import People
from school_desk.nutrition.eating_model import Category, Eating, Meal, Paper, Price, Source
from school_desk.nutrition.headcount_model import DayCount, PupilCount, Reason
from school_desk.paths import SchoolFolder
from school_desk.school.model import Absence, LessonKey, PersonName, TimetableSlot
from school_desk.school.store import save_session, save_sign
from school_desk.school_file import NewSchool
from school_desk.storage.sealing import Argon2Params

ZONE = timezone(timedelta(hours=5))
YEAR, FIRST, CHANGES = "2026-27", date(2026, 9, 1), date(2026, 9, 16)
PUPILS, CLASS_SIZE = 500, 25
AFTER = datetime(2026, 10, 2, 17, tzinfo=ZONE)
MEAL = Meal.BREAKFAST
PRICES = {
    ("7-10", Source.PRIMARY): ("579.00", "610.00"),
    ("7-10", Source.PARENT): ("579.00", "610.00"),
    ("11-14", Source.FUND): ("633.50", "671.35"),
    ("11-14", Source.PARENT): ("633.50", "671.35"),
    ("15-18", Source.FUND): ("702.25", "702.25"),
    ("15-18", Source.PARENT): ("702.25", "744.40"),
}


@dataclass
class Month:
    """The school in its month: who draws, and what day it is."""

    random: Random
    moment: datetime = datetime(2026, 9, 1, 9, 5, tzinfo=ZONE)
    groups: dict[int, int] = field(default_factory=dict)
    """The teaching group of each class."""
    subject: int = 0

    def now(self) -> datetime:
        return self.moment


@contextmanager
def school_of(folder: Path, pupils: int = PUPILS, seed: int = 7) -> Iterator[tuple[Desk, Month]]:
    """The head of the school on the first day of September."""
    month = Month(Random(seed))  # noqa: S311
    folder.mkdir(exist_ok=True)
    entrance = Entrance(SchoolFolder(folder), now=month.now, cost=lambda: Argon2Params(64, 1, 1))
    head = PersonName("Ахметова", "Сәуле", "Бекқызы")
    new = NewSchool({"kk": "Мектеп", "ru": "Школа"}, YEAR, head, "head", "алма құс тау өзен")
    desk, _code = entrance.set_up(new, params=Argon2Params(64, 1, 1))
    _enrol(desk, month, pupils)
    _pay(desk, month)
    yield desk, month
    desk.close()
    entrance.close()


def school_days(desk: Desk) -> list[date]:
    """The school days of September."""
    days = [FIRST + timedelta(n) for n in range(30)]
    return [day for day in days if desk.school.is_school_day(day, 5)]


def live(
    desk: Desk, month: Month, day: date, cook: Callable[[date], object] = lambda _day: None
) -> None:
    """A day of the canteen from the first lesson to the reconciliation; `cook`: once accepted."""
    month.moment = datetime.combine(day, datetime.min.time(), ZONE) + timedelta(hours=9, minutes=5)
    late = _take_attendance(desk, month, day)
    service, sitting = desk.headcount, desk.headcount.sittings()[0]
    shown = service.day(day, sitting)
    service.say_eats(shown, _some(month, _eating(shown), 4), eats=False)
    service.hand_over(shown)
    service.accept(day, sitting)
    cook(day)
    _note_lessons(desk, month, day, late)
    service.take_belated(shown)
    drawn = _some(month, _eating(service.day(day, sitting)), 7)
    service.correct(shown, drawn[:2], wanted=False, reason=Reason.LEFT_EARLY)
    service.say_served(shown, drawn[2:5], served=False, reason=Reason.REFUSED)
    _sign(desk, month, day, drawn[5:])  # who fell ill after the order
    service.settle(service.day(day, sitting))


def _enrol(desk: Desk, month: Month, pupils: int) -> None:
    people = People(month.random)
    levels = (n // CLASS_SIZE for n in range(pupils))
    drawn = [people.pupil(level % 11 + 1, "АӘБ"[level // 11], 2026) for level in levels]
    desk.school.import_pupils(drawn, FIRST)
    names = desk.usual_subjects()["mathematics"]
    month.subject = desk.school.add_subject("mathematics", names)
    for group in desk.school.teaching_groups():
        month.groups[group.class_group] = group.id
        for weekday in range(5):
            slot = TimetableSlot(0, weekday, 1, group.id, month.subject, desk.account.id)
            desk.school.place(slot)


def _pay(desk: Desk, month: Month) -> None:
    for (band, source), (old, new) in PRICES.items():
        for tenge, starts in ((old, FIRST), (new, CHANGES)):
            desk.eating.write_price(Price(band, source, MEAL, Decimal(tenge), starts))
    older = [one for one in desk.eating.eaters(FIRST) if one.year_level > 4]
    paper = Paper("АӘК анықтамасы", "77", None, "15-н")
    written = []
    for one in month.random.sample(older, len(older) // 4):
        starts = month.random.choice((FIRST, CHANGES, date(2026, 9, 10)))
        ends = month.random.choice((None, date(2026, 9, 24)))
        written.append(Eating(one.pupil, Source.FUND, starts, ends, Category.ASP, paper))
    fed = {one.pupil for one in written}
    others = [one.pupil for one in older if one.pupil not in fed]
    written += [Eating(one, Source.NONE, FIRST) for one in month.random.sample(others, 12)]
    desk.eating.write(written)


def _take_attendance(desk: Desk, month: Month, day: date) -> list[int]:
    """Every class but two notes its first lesson; those two do it after the order."""
    classes = sorted(month.groups)
    late = month.random.sample(classes, 2)
    _note_lessons(desk, month, day, [one for one in classes if one not in late])
    return late


def _note_lessons(desk: Desk, month: Month, day: date, classes: list[int]) -> None:
    parts = desk.eating._at.partitions
    listed = {
        group: [one.pupil for one in desk.eating.eaters(day) if one.class_group == group]
        for group in classes
    }
    with desk._storage.begin("Mark absence") as work:
        for group in classes:
            key = LessonKey(month.groups[group], month.subject, day, 1)
            row = save_session(work, parts, key)
            work.put("session", row, held_by=desk.account.id, held_at=month.moment.isoformat())
            for pupil in listed[group]:
                if month.random.random() < 0.05:
                    save_sign(work, row, pupil, month.random.choice(tuple(Absence)))


def _sign(desk: Desk, month: Month, day: date, pupils: list[int]) -> None:
    group_of = {one.pupil: one.class_group for one in desk.eating.eaters(day)}
    with desk._storage.begin("Mark absence") as work:
        for pupil in pupils:
            key = LessonKey(month.groups[group_of[pupil]], month.subject, day, 1)
            row = save_session(work, desk.eating._at.partitions, key)
            save_sign(work, row, pupil, Absence.ILL)


def _eating(shown: DayCount) -> list[PupilCount]:
    """Who has a portion and has eaten, as far as is known."""
    handed = shown.order.handed
    return [one for group in shown.classes for one in group.eating if one.served or not handed]


def _some(month: Month, found: list[PupilCount], n: int) -> list[int]:
    return [one.pupil for one in month.random.sample(found, n)]
