"""The small school with a second class, whose own teacher is its form tutor, and a new person."""

from dataclasses import dataclass

from school_desk.access.model import Role
from school_desk.journal.model import ColumnKey, MarkKind, Work
from school_desk.school.model import NewPupil, PersonName, TimetableSlot
from school_desk.storage.sealing import Argon2Params
from tests.journal.small_desk import HEAD, PASSWORD, SmallDesk, make_small_desk

OTHER, NOBODY = "arman", "dana"


@dataclass
class TwoClasses(SmallDesk):
    """6 «А» with physics of Гүлнар; 7 «Ә» with physics of Арман."""

    other_group: int = 0
    other_class: int = 0
    other_teacher: int = 0

    def other_page(self, desk):
        return desk.journal.open_page(self.other_group, self.subject, 1)


def make_two_classes(folder):
    """Make the school; both pages have a unit summative on the fourth lesson."""
    small = make_small_desk(folder)
    made = TwoClasses(**{name: getattr(small, name) for name in small.__dataclass_fields__})
    with made.taken_by(HEAD) as desk:
        params = Argon2Params(64, 1, 1)
        names = PersonName("Омаров", "Арман"), PersonName("Нұрлан", "Дана")
        made.other_teacher = desk.create_account(
            OTHER, names[0], PASSWORD, [Role.TEACHER], params=params
        )
        desk.create_account(NOBODY, names[1], PASSWORD, [], params=params)
        made.other_class = desk.school.add_class_group(7, "Ә", "kk")
        pupils = [NewPupil(PersonName(name, "Асан"), 7, "Ә") for name in ("Бекет", "Дәрия")]
        desk.school.import_pupils(pupils, made_on(desk))
        groups = desk.school.teaching_groups()
        made.other_group = next(one.id for one in groups if one.class_group == made.other_class)
        for weekday in (1, 3):
            slot = TimetableSlot(0, weekday, 2, made.other_group, made.subject, made.other_teacher)
            desk.school.place(slot)
        desk.school.appoint_form_tutor(made.other_class, made.other_teacher)
    with made.taken_by(OTHER) as desk:
        page = made.other_page(desk)
        planned = Work(ColumnKey(), MarkKind.UNIT_SUMMATIVE, 1, 15, date=page.columns[3].date)
        desk.journal.plan_work(page, planned)
    return made


def made_on(desk):
    """The first day of the year."""
    return desk.school.calendar().terms[0].starts
