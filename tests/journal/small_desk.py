"""A small school with a deputy (its head), a teacher who is a form tutor, and one page."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from school_desk.access.model import Role
from school_desk.app import Desk, Entrance
from school_desk.journal.model import ColumnKey, MarkKind, RegisterPage, Work
from school_desk.paths import SchoolFolder
from school_desk.school.model import NewPupil, PersonName, TimetableSlot
from school_desk.school_file import NewSchool
from school_desk.storage.sealing import Argon2Params

NOW = datetime(2026, 10, 22, 9, 31, tzinfo=UTC)
PASSWORD = "төрт жаңа сөз керек"
PUPILS = ("Әбіш", "Ермек", "Қайрат")
HEAD, TEACHER = "saule", "gulnar"


@dataclass
class Clock:
    """A wall clock that goes on by a minute at each look."""

    moment: datetime = NOW

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


@dataclass
class SmallDesk:
    """The folder, and who sits down at it."""

    folder: Path
    group: int = 0
    subject: int = 0
    other_subject: int = 0
    class_group: int = 0
    teacher: int = 0

    @contextmanager
    def taken_by(self, name: str):
        entrance = Entrance(SchoolFolder(self.folder), now=Clock())
        desk = entrance.sign_in(name, PASSWORD)
        try:
            yield desk
        finally:
            desk.close()
            entrance.close()

    def page(self, desk: Desk) -> RegisterPage:
        return desk.journal.open_page(self.group, self.subject, 1)


def make_small_desk(folder: Path) -> SmallDesk:
    """Make the school: 6 «А», physics twice a week with a unit summative, and chemistry."""
    new = NewSchool(
        {"kk": "Мектеп", "ru": "Школа"}, "2026-27", PersonName("Ахметова", "Сәуле"), HEAD, PASSWORD
    )
    entrance = Entrance(SchoolFolder(folder), now=Clock())
    desk, _code = entrance.set_up(new, params=Argon2Params(64, 1, 1))
    listed = [NewPupil(PersonName(name, "Дана"), 6, "А") for name in PUPILS]
    desk.school.import_pupils(listed, date(2026, 9, 1))
    name = PersonName("Сейіт", "Гүлнар")
    made = SmallDesk(folder)
    made.teacher = desk.create_account(
        TEACHER, name, PASSWORD, [Role.TEACHER], params=Argon2Params(64, 1, 1)
    )
    made.group = desk.school.teaching_groups()[0].id
    made.class_group = desk.school.class_groups()[0].id
    for code in ("physics", "chemistry"):
        names = {"kk": code, "ru": code, "en": code}
        made.other_subject, made.subject = made.subject, desk.school.add_subject(code, names)
    made.other_subject, made.subject = made.subject, made.other_subject
    for weekday in (1, 3):
        slot = TimetableSlot(0, weekday, 2, made.group, made.subject, made.teacher)
        desk.school.place(slot)
    desk.school.appoint_form_tutor(made.class_group, made.teacher)
    desk.close()
    entrance.close()
    with made.taken_by(TEACHER) as teacher:
        page = made.page(teacher)
        planned = Work(ColumnKey(), MarkKind.UNIT_SUMMATIVE, 1, 15, date=page.columns[3].date)
        teacher.journal.plan_work(page, planned)
    return made
