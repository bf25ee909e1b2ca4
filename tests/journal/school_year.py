"""A small school whose clock a test can move: class 1, 2 and 6 «А» with a few subjects."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from school_desk.app import Desk, Entrance, NewSchool
from school_desk.journal.model import ColumnKey, MarkKind, RegisterPage, Work
from school_desk.paths import SchoolFolder
from school_desk.school.model import NewPupil, PersonName, TimetableSlot
from school_desk.storage.sealing import Argon2Params

OCTOBER = datetime(2026, 10, 22, 9, 31, tzinfo=UTC)
NEW_YEAR = datetime(2026, 12, 27, 9, 0, tzinfo=UTC)
SEPTEMBER = date(2026, 9, 1)
HOURS = {"history": 1, "music": 1, "algebra": 2, "class_hour": 1}
CLASSES = ((1, ""), (2, ""), (6, "А"))
PUPILS = ("Әбіш", "Ермек", "Қайрат")


@dataclass
class SchoolYear:
    """A desk of a head who teaches everything."""

    desk: Desk
    entrance: Entrance
    clock: list[datetime]
    subjects: dict[str, int] = field(default_factory=dict)
    groups: dict[int, int] = field(default_factory=dict)

    def page(self, code: str, term: int = 1, year_level: int = 6) -> RegisterPage:
        return self.desk.journal.open_page(self.groups[year_level], self.subjects[code], term)

    def plan(self, page: RegisterPage, kind: MarkKind, number: int, top: int, day: date) -> None:
        self.desk.journal.plan_work(page, Work(ColumnKey(), kind, number, top, date=day))

    def types(self, page: RegisterPage, key: ColumnKey, *texts: str) -> None:
        for row, text in zip(page.rows, texts, strict=False):
            self.desk.journal.put(page, key, row.pupil.id, text)

    def now(self, moment: datetime) -> None:
        self.clock[0] = moment


@contextmanager
def school_year(folder: Path) -> Iterator[SchoolYear]:
    """Set the school up; each subject has its hours on different weekdays."""
    clock = [OCTOBER]
    names = {"kk": "Мектеп", "ru": "Школа"}
    new = NewSchool(names, "2026-27", PersonName("Ахметова"), "saule", "төрт жаңа сөз керек")
    entrance = Entrance(SchoolFolder(folder), now=lambda: clock[0])
    desk, _code = entrance.set_up(new, params=Argon2Params(64, 1, 1))
    made = SchoolYear(desk, entrance, clock)
    pupils = [NewPupil(PersonName(name), *place) for place in CLASSES for name in PUPILS]
    desk.school.import_pupils(pupils, SEPTEMBER)
    classes = {one.id: one.year_level for one in desk.school.class_groups()}
    made.groups = {classes[one.class_group]: one.id for one in desk.school.teaching_groups()}
    for code in HOURS:
        names = {"kk": code, "ru": code, "en": code}
        made.subjects[code] = desk.school.add_subject(code, names)
    for slot, (code, hours) in enumerate(HOURS.items(), start=1):
        for weekday in range(hours):
            for number, group in enumerate(made.groups.values()):
                place = TimetableSlot(
                    *(0, weekday, slot + 10 * number, group),
                    made.subjects[code],
                    desk.account.id,
                )
                desk.school.place(place)
    yield made
    desk.close()
    entrance.close()
