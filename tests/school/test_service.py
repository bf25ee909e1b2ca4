"""What the office does at a real school's file: each is one step, or nothing at all."""

from datetime import UTC, date, datetime, time

import pytest

from school_desk.app import Desk, Entrance
from school_desk.intents import Form
from school_desk.paths import SchoolFolder
from school_desk.school.model import Bell, NewPupil, PersonName, Teaching, TimetableSlot, Weeks
from school_desk.school.service import NameMissingError
from school_desk.school.store import save_class_group, save_slot, save_teaching
from school_desk.school.timetable import BellError
from school_desk.school_file import NewSchool
from school_desk.storage.partitions import Partitions
from school_desk.storage.sealing import Argon2Params

SEPTEMBER = date(2026, 9, 1)
OLD_GROUP = (
    "SELECT g.row FROM teaching_group AS g JOIN class_group AS c ON c.row = g.class_group "
    "WHERE c.year = ?"
)
LIST = (
    NewPupil(PersonName("Ілияс", "Эльдар"), 6, "А", date(2015, 3, 31)),
    NewPupil(PersonName("Әбіш", "Ерасыл"), 6, "А"),
    NewPupil(PersonName("Ёлкина", "Анна"), 7, "Б"),
)


class StoppedHereError(Exception):
    """What a step raises when the person stops an import."""


@pytest.fixture
def desk(tmp_path):
    new = NewSchool(
        {"kk": "Аққайың", "ru": "Аккайын"},
        "2026-27",
        PersonName("Ахметова", "Сәуле"),
        "saule",
        "төрт жаңа сөз керек",
    )
    now = datetime(2026, 10, 22, 9, 31, tzinfo=UTC)
    entrance = Entrance(SchoolFolder(tmp_path), now=lambda: now)
    made, _code = entrance.set_up(new, params=Argon2Params(8192, 1, 1))
    yield made
    made.close()
    entrance.close()


@pytest.fixture
def group(desk: Desk) -> int:
    """The teaching group of 6 «А»."""
    desk.school.import_pupils(LIST, SEPTEMBER, languages={(7, "Б"): "ru"})
    return desk.school.teaching_groups()[0].id


def subject(desk: Desk, code: str = "algebra") -> int:
    return desk.school.add_subject(code, {"kk": code, "ru": code, "en": code})


def hours(desk: Desk) -> list[tuple[int, int]]:
    return [(slot.weekday, slot.slot) for slot in desk.school.timetable()]


def test_new_class_groups_take_their_own_languages(desk, group):
    assert group

    assert [(one.label, one.language) for one in desk.school.class_groups()] == [
        ("6 «А»", "kk"),
        ("7 «Б»", "ru"),
    ]


def test_a_stopped_import_leaves_nothing_behind(desk):
    def step(done, _total):
        if done == 2:
            raise StoppedHereError

    with pytest.raises(StoppedHereError):
        desk.school.import_pupils(LIST, SEPTEMBER, step=step)

    assert desk.school.class_groups() == ()
    assert desk.verify() == ()


def test_an_import_is_one_step_back(desk, group):
    assert group

    desk.undo(Form())

    assert desk.school.class_groups() == ()


def test_a_corrected_pupil_keeps_the_rest_of_the_file(desk, group):
    assert group
    six = desk.school.class_groups()[0].id
    last = desk.school.pupils(six)[-1].pupil.id

    desk.school.correct_pupil(six, last, PersonName("Ілиясов", "Эльдар"), date(2015, 4, 1))

    assert desk.school.pupils(six)[-1].pupil.name == PersonName("Ілиясов", "Эльдар")
    assert desk.school.birth_dates(six) == {last: date(2015, 4, 1)}


def test_a_pupil_without_a_surname_is_refused(desk, group):
    assert group
    six = desk.school.class_groups()[0].id

    with pytest.raises(NameMissingError):
        desk.school.add_pupil(six, PersonName(" ", "Эльдар"), SEPTEMBER)

    assert len(desk.school.pupils(six)) == 2


def test_another_teacher_takes_over_in_the_whole_timetable(desk, group):
    algebra = subject(desk)
    for weekday in (0, 2):
        desk.school.place(TimetableSlot(0, weekday, 1, group, algebra))

    desk.school.assign(Teaching(group, algebra, desk.account.id))

    assert {slot.teacher for slot in desk.school.timetable()} == {desk.account.id}


def test_placing_a_lesson_keeps_pass_or_fail(desk, group):
    algebra = subject(desk)
    desk.school.assign(Teaching(group, algebra, None, pass_fail=True))

    desk.school.place(TimetableSlot(0, 0, 1, group, algebra, desk.account.id))

    assert desk.school.teachings() == (Teaching(group, algebra, desk.account.id, True),)


def test_a_copied_day_replaces_the_other_in_one_step(desk, group):
    algebra, physics = subject(desk), subject(desk, "physics")
    desk.school.place(TimetableSlot(0, 0, 1, group, algebra))
    desk.school.place(TimetableSlot(0, 4, 6, group, physics))

    desk.timetable.copy_day((group,), 0, 4)
    copied = hours(desk)
    desk.undo(Form())

    assert copied == [(0, 1), (4, 1)]
    assert hours(desk) == [(0, 1), (4, 6)]


def test_bells_that_meet_are_refused_whole(desk):
    bells = list(desk.school.bells())
    bells[1] = Bell(2, time(9, 10), time(9, 55))

    with pytest.raises(BellError):
        desk.school.save_bells(bells)

    assert desk.school.bells()[1].starts == time(9, 25)


def test_a_bell_that_is_not_named_is_gone_until_undo(desk):
    desk.school.save_bells(desk.school.bells()[:-1])
    fewer = len(desk.school.bells())
    desk.undo(Form())

    assert (fewer, len(desk.school.bells())) == (7, 8)


def test_pupils_are_found_without_the_letters_of_a_kazakh_keyboard(desk, group):
    assert group

    found = desk.school.find_pupils("абиш")

    assert [(one.label, pupil.name.listed) for one, pupil in found] == [("6 «А»", "Әбіш Ерасыл")]


def test_timetable_of_an_earlier_year_does_not_count(desk: Desk, group: int) -> None:
    subject = desk.school.add_subject("physics", {"kk": "Физика", "ru": "Физика", "en": "Physics"})
    teacher = desk.account.id
    desk.school.place(TimetableSlot(0, 1, 2, group, subject, teacher))
    earlier = Partitions(1, "2025-26")
    with desk._storage.begin("Change timetable") as work:
        save_class_group(work, earlier, 6, "А", "kk")
        (old,) = work.db.execute(OLD_GROUP, ("2025-26",)).fetchone()
        save_slot(work, earlier, TimetableSlot(0, 1, 2, old, subject, teacher))
        save_teaching(work, earlier, Teaching(old, subject, teacher))

    assert [slot.group for slot in desk.school.timetable()] == [group]
    assert [page.group for page in desk.journal.pages_of(teacher)] == [group]


def test_a_lesson_of_every_second_week_leaves_the_other_weeks(desk: Desk, group: int) -> None:
    algebra, music = subject(desk), subject(desk, "music")
    desk.school.place(TimetableSlot(0, 0, 1, group, algebra))

    desk.school.place(TimetableSlot(0, 0, 1, group, music, weeks=Weeks.EVEN))

    found = {(one.subject, one.weeks) for one in desk.school.timetable()}
    assert found == {(algebra, Weeks.ODD), (music, Weeks.EVEN)}
    desk.school.place(TimetableSlot(0, 0, 1, group, algebra))
    assert [(one.subject, one.weeks) for one in desk.school.timetable()] == [(algebra, Weeks.EVERY)]
