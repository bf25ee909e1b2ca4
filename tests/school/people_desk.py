"""A school with two fifth classes and one page, for who moves, splits and stands twice."""

from contextlib import contextmanager
from datetime import UTC, date, datetime

from school_desk.app import Desk, Entrance
from school_desk.paths import SchoolFolder
from school_desk.school.model import NewPupil, PersonName, TimetableSlot
from school_desk.school.movement_model import MovementKind, NewMovement, Order
from school_desk.school_file import NewSchool
from school_desk.storage.sealing import Argon2Params

SEPTEMBER = date(2026, 9, 1)
MONDAY, TUESDAY = date(2026, 10, 19), date(2026, 10, 20)
NOW = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
ORDER = Order("47", date(2026, 10, 5))
NAMES = ("Әбіш Ерасыл", "Ғабит Мерей", "Қайрат Інжу", "Омар Дана")


@contextmanager
def people_desk(folder):
    """The head teaches algebra to 5 «А» on Mondays (two lessons) and Tuesdays."""
    names = {"kk": "Аққайың", "ru": "Аккайын"}
    head = PersonName("Ахметова", "Сәуле")
    new = NewSchool(names, "2026-27", head, "saule", "төрт жаңа сөз керек")
    entrance = Entrance(SchoolFolder(folder), now=lambda: NOW)
    desk, _code = entrance.set_up(new, params=Argon2Params(8192, 1, 1))
    listed = [NewPupil(PersonName(*name.split()), 5, "А") for name in NAMES]
    listed.append(NewPupil(PersonName("Сейіт", "Арман"), 5, "Ә"))
    desk.school.import_pupils(listed, SEPTEMBER)
    code = desk.school.add_subject("algebra", {"kk": "Алгебра", "ru": "Алгебра", "en": ""})
    for weekday, slot in ((0, 1), (0, 2), (1, 1)):
        group = group_of(desk, "А")
        desk.school.place(TimetableSlot(0, weekday, slot, group, code, desk.account.id))
    desk.school.appoint_form_tutor(class_of(desk, "А"), desk.account.id)
    try:
        yield desk
    finally:
        desk.close()
        entrance.close()


def class_of(desk: Desk, letter: str) -> int:
    return next(one.id for one in desk.school.class_groups() if one.letter == letter)


def group_of(desk: Desk, letter: str) -> int:
    class_group = class_of(desk, letter)
    found = (one for one in desk.school.teaching_groups() if one.class_group == class_group)
    return next(one.id for one in found if not one.name)


def pupil(desk: Desk, surname: str) -> int:
    found = desk.school.find_pupils(surname)
    return found[0][1].id


def listed(desk: Desk, letter: str, day: date) -> list[str]:
    there = desk.movements.class_list(class_of(desk, letter), day)
    return [one.pupil.name.surname for one in there]


def page(desk: Desk, group: int | None = None, term: int = 1):
    subject = desk.school.subjects()[0].id
    return desk.journal.open_page(group or group_of(desk, "А"), subject, term)


def move(desk: Desk, surname: str, day: date, letter: str) -> int:
    wanted = NewMovement(MovementKind.MOVE, day, class_of(desk, letter), ORDER)
    return desk.movements.move(pupil(desk, surname), wanted)


def leave(desk: Desk, surname: str, day: date) -> int:
    wanted = NewMovement(MovementKind.TRANSFER_OUT, day, None, ORDER, "№3 мектеп")
    return desk.movements.leave(pupil(desk, surname), wanted)


def come_back(desk: Desk, one: int, day: date, letter: str) -> int:
    wanted = NewMovement(MovementKind.RETURN, day, class_of(desk, letter), ORDER)
    return desk.movements.arrive(one, wanted)


def snapshot(desk: Desk) -> dict[str, list[tuple]]:
    """Everything that stands in the file but for logs, table by table: what an undo brings back."""
    storage = desk._storage
    found = {}
    for table in storage.registry.tables:
        if table.append_only:
            continue
        first = "parent, pupil" if table.packed else "row"
        where = "" if table.packed else " WHERE alive"
        columns = ", ".join((first, *table.columns))
        rows = storage.db.execute(f"SELECT {columns} FROM {table.name}{where}").fetchall()  # noqa: S608
        held = [row for row in rows if any(v is not None for v in row[2 if table.packed else 1 :])]
        found[table.name] = sorted(held, key=repr)
    return found
