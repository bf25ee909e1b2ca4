"""A school at the end of 2025-26: every class there is, pages to close, decisions to make."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from school_desk.access.model import Role
from school_desk.app import Desk, Entrance
from school_desk.paths import SchoolFolder
from school_desk.school.model import PersonName, TimetableSlot
from school_desk.school_file import NewSchool
from school_desk.storage.partitions import Partitions
from school_desk.storage.sealing import Argon2Params

PASSWORD = "төрт жаңа сөз керек"
HEAD, TEACHER = "saule", "gulnar"
NEW_PUPILS = date(2025, 9, 1)
IN_TERM, SUMMER = datetime(2025, 9, 16, 9, tzinfo=UTC), datetime(2026, 6, 20, 9, tzinfo=UTC)
QUICK = Argon2Params(64, 1, 1)
CLASSES = {
    (1, "А"): ("Айбек", "Балжан"),
    (4, ""): ("Гауһар",),
    (6, "А"): ("Дана", "Ерасыл"),
    (9, "А"): ("Жібек", "Заңғар"),
    (11, ""): ("Инжу",),
}


@dataclass
class EndingYear:
    """The folder, and who sits down at it when."""

    folder: Path
    moment: datetime = SUMMER
    rows: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def taken_by(self, name: str) -> Iterator[Desk]:
        entrance = Entrance(SchoolFolder(self.folder), now=lambda: self.moment)
        desk = entrance.sign_in(name, PASSWORD)
        try:
            yield desk
        finally:
            desk.close()
            entrance.close()

    def close_all(self, desk: Desk, but: Callable[[str], bool] = lambda _key: False) -> None:
        """Every page of the year is closed, but for these periods."""
        places = [
            (page.group, page.subject, period.term)
            for page in desk.journal.pages()
            for period in page.periods
            if not but(period.key)
        ]
        desk.closing.close(places, "the year is over")

    def decide(self, desk: Desk, **outcomes: str) -> None:
        """The council moves everyone, finishes the ends of stages, but for those named."""
        with _written(desk, "Decide") as (work, part):
            for one in desk.school.class_groups():
                usual = "graduated" if one.year_level in (9, 11) else "transferred"
                for member in desk.school.pupils(one.id):
                    name = member.pupil.name.given
                    work.born(
                        "decision",
                        part(one.id),
                        pupil=member.pupil.id,
                        class_group=one.id,
                        outcome=outcomes.get(name, usual),
                        order_number="17",
                        order_date="2026-06-05",
                    )

    def ready(self, desk: Desk, **outcomes: str) -> None:
        """Nothing stands against the next year."""
        self.close_all(desk)
        self.decide(desk, **outcomes)


@contextmanager
def _written(desk: Desk, label: str):
    """Rows as the closing of terms writes them."""
    storage = desk._storage
    part = lambda row: Partitions.register(storage.keys.key(storage.db, row))  # noqa: E731
    with storage.begin(label, actor=desk.account.id) as work:
        yield work, part


def make_ending_year(folder: Path) -> EndingYear:
    """Classes 1 «А», 4, 6 «А», 9 «А» and 11; mathematics and music; a form tutor; a subgroup."""
    head = PersonName("Ахметова", "Сәуле")
    new = NewSchool({"kk": "Мектеп", "ru": "Школа"}, "2025-26", head, HEAD, PASSWORD)
    made = EndingYear(folder, IN_TERM)
    entrance = Entrance(SchoolFolder(folder), now=lambda: IN_TERM)
    desk, _code = entrance.set_up(new, params=QUICK)
    name = PersonName("Сейіт", "Гүлнар")
    teacher = desk.create_account(TEACHER, name, PASSWORD, [Role.TEACHER], params=QUICK)
    made.rows["teacher"] = teacher
    for code in ("mathematics", "music"):
        made.rows[code] = desk.school.add_subject(code, desk.usual_subjects()[code])
    for (year_level, letter), pupils in CLASSES.items():
        row = desk.school.add_class_group(year_level, letter, "kk")
        made.rows[f"{year_level}{letter}"] = row
        desk.school.appoint_form_tutor(row, teacher)
        for given in pupils:
            pupil = desk.school.add_pupil(row, PersonName("Әлі", given), NEW_PUPILS)
            made.rows[given] = pupil
        group = next(one.id for one in desk.school.teaching_groups() if one.class_group == row)
        made.rows[f"group {year_level}{letter}"] = group
        for weekday, code in ((1, "mathematics"), (3, "mathematics"), (4, "music")):
            hour = TimetableSlot(0, weekday, year_level, group, made.rows[code], teacher)
            desk.school.place(hour)
    desk.close()
    entrance.close()
    _put_marks(made)
    return made


def _put_marks(made: EndingYear) -> None:
    """One mark and one absence in the mathematics of 6 «А»."""
    with made.taken_by(TEACHER) as teacher:
        page = teacher.journal.open_page(made.rows["group 6А"], made.rows["mathematics"], 1)
        for row, text in zip(page.rows, ("9", "А"), strict=True):
            teacher.journal.put(page, page.columns[0].key, row.pupil.id, text)
