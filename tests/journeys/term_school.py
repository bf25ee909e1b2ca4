"""A teacher of five lessons a week in six classes: the school of the journey through a term."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from school_desk.access.model import Role
from school_desk.app import Desk, Entrance
from school_desk.demo.rows import DEMO_PASSWORD
from school_desk.paths import SchoolFolder
from school_desk.school.model import PersonName, TimetableSlot
from school_desk.school_file import NewSchool
from school_desk.storage.sealing import Argon2Params

ZONE = timezone(timedelta(hours=5))
BEGINS = datetime(2026, 8, 28, 9, tzinfo=ZONE)
TEACHER = PersonName("Сейіт", "Гүлнар", "Серікқызы")
SIGN_IN = "Гүлнар Серікқызы"
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
QUICK = Argon2Params(64, 1, 1)


@dataclass(frozen=True)
class Taught:
    """A page of the teacher: class, subject, its hours, its works (week, kind key, maximum)."""

    year_level: int
    letter: str
    code: str
    kk: str
    hours: tuple[tuple[int, int], ...]
    works: tuple[tuple[int, str, int], ...] = ()

    @property
    def row_name(self) -> str:
        """How the start screen calls its lessons, in Kazakh."""
        label = f"{self.year_level} «{self.letter}»" if self.letter else f"{self.year_level}-сынып"
        return f"{label} {self.kk}"


UNIT, TERM = "unit", "term"
SIXTH = Taught(
    *(6, "А", "mathematics", "Математика"),
    ((MONDAY, 1), (WEDNESDAY, 1), (THURSDAY, 1)),
    ((3, UNIT, 15), (5, UNIT, 20), (7, TERM, 25)),
)
SEVENTH = Taught(
    *(7, "", "algebra", "Алгебра"),
    ((MONDAY, 2), (THURSDAY, 2)),
    ((4, UNIT, 18), (7, TERM, 30)),
)
FIFTH = Taught(5, "", "informatics", "Информатика", ((TUESDAY, 1),), ((5, UNIT, 12),))
EIGHTH = Taught(8, "", "music", "Музыка", ((TUESDAY, 2),))
FOURTH = Taught(
    *(4, "", "mathematics", "Математика"),
    ((TUESDAY, 3), (FRIDAY, 1)),
    ((4, UNIT, 10), (7, TERM, 20)),
)
THIRD = Taught(
    *(3, "", "natural_science", "Жаратылыстану"),
    ((TUESDAY, 3), (FRIDAY, 1)),
    ((5, UNIT, 12), (7, TERM, 24)),
)
PAGES = (SIXTH, SEVENTH, FIFTH, EIGHTH, FOURTH, THIRD)
"""Term pages, a half-year page, a pass/fail page, and two classes in one room (4 and 3)."""

PUPILS: Mapping[int, tuple[str, ...]] = {
    6: ("Алпысбай Аружан", "Әбіш Ерасыл", "Ғабит Мадина", "Қайрат Інжу"),
    7: ("Дәулет Айсұлтан", "Нұрлан Аяулым", "Ұлан Кәусар"),
    5: ("Бекмұрат Санжар", "Ермек Жансая", "Өмірбек Сезім"),
    8: ("Ибрагим Әмина", "Серікбай Мирас"),
    4: ("Жақсылық Бекарыс", "Тоқтарбай Зере"),
    3: ("Мұратхан Алихан",),
}


@dataclass
class TermSchool:
    """The school's folder, and the rows of what is taught in it."""

    folder: Path
    places: dict[str, tuple[int, int]] = field(default_factory=dict)

    def page_of(self, taught: Taught) -> tuple[int, int]:
        """Teaching group and subject."""
        return self.places[taught.row_name]


def make_school(folder: Path) -> TermSchool:
    """A head, a teacher who is form tutor of 6 «А», classes, subjects and the week."""
    folder.mkdir()
    entrance = Entrance(SchoolFolder(folder), now=lambda: BEGINS, cost=lambda: QUICK)
    names = {"kk": "Аққайың мектебі", "ru": "Аккаинская школа"}
    head = PersonName("Ахметова", "Сәуле", "Бекқызы")
    new = NewSchool(names, "2026-27", head, "Сәуле Бекқызы", DEMO_PASSWORD)
    desk, _code = entrance.set_up(new, params=QUICK)
    made = TermSchool(folder)
    account = desk.create_account(SIGN_IN, TEACHER, DEMO_PASSWORD, (Role.TEACHER,), params=QUICK)
    for taught in PAGES:
        made.places[taught.row_name] = _teach(desk, taught, account)
    desk.close()
    entrance.close()
    return made


def _teach(desk: Desk, taught: Taught, account: int) -> tuple[int, int]:
    row = desk.school.add_class_group(taught.year_level, taught.letter, "kk")
    if taught is SIXTH:
        desk.school.appoint_form_tutor(row, account)
    for name in PUPILS[taught.year_level]:
        desk.school.add_pupil(row, PersonName(*name.split()), None)
    group = next(one.id for one in desk.school.teaching_groups() if one.class_group == row)
    known = {one.code: one.id for one in desk.school.subjects()}
    names = desk.usual_subjects()[taught.code]
    subject = known.get(taught.code) or desk.school.add_subject(taught.code, names)
    for weekday, slot in taught.hours:
        desk.school.place(TimetableSlot(0, weekday, slot, group, subject, account, "1"))
    return group, subject


def moment(day: date, slot: int, desk: Desk) -> datetime:
    """Towards the end of a lesson."""
    bell = next(one for one in desk.school.bells() if one.slot == slot)
    starts = datetime.combine(day, bell.starts, ZONE)
    return starts + timedelta(minutes=35)


def evening(day: date) -> datetime:
    """After the lessons of a day."""
    return datetime.combine(day, time(18), ZONE)
