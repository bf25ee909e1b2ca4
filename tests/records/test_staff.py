"""Staff: people who do not sign in yet teach all the same, and get keys on the same row later."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from school_desk.access.model import HasKeysError, NotAllowedError, Role
from school_desk.access.staff_model import NewStaff, StaffFile
from school_desk.access.staff_reading_rules import CELLS, FORM, read_staff
from school_desk.access.staff_rules import StaffDatesError, StaffNumberError, StaffTwiceError
from school_desk.documents.page import Printed
from school_desk.errors import DeskError
from school_desk.intents import Form
from school_desk.list_files import write_form
from school_desk.school.fet_model import Options
from school_desk.school.model import PersonName, TimetableSlot
from school_desk.school.names import ALPHABET
from school_desk.school.spreadsheet import read_sheets
from school_desk.school.texts import as_line
from school_desk.storage.sealing import Argon2Params
from tests.journal.small_desk import HEAD, NOW, PASSWORD, TEACHER

YESTERDAY = date(2026, 10, 21)
ERLAN = NewStaff(
    PersonName("Оразов", "Ерлан", "Маратұлы"),
    StaffFile("математика мұғалімі", Decimal("1.25"), Decimal(16), date(2020, 9, 1)),
)


@pytest.fixture
def head(school):
    with school.taken_by(HEAD) as desk:
        yield desk


def written(path, *rows):
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def test_somebody_without_an_account_is_form_tutor_and_teaches(head, school) -> None:
    row = head.staff.add(ERLAN)
    slot = head.school.timetable()[0]

    head.school.appoint_form_tutor(school.class_group, row)
    head.school.place(replace(slot, weekday=4, subject=school.other_subject, teacher=row))

    assert head.access.people()[row] == ERLAN.name
    assert row not in {one.id for one in head.access.accounts()}
    page = head.journal.open_page(school.group, school.other_subject, 1)
    assert page.head.teacher_name.startswith("Оразов")
    roles = {grant.role for one in head.staff.staff() if one.id == row for grant in one.grants}
    assert roles == {Role.TEACHER, Role.FORM_TUTOR}


def test_who_does_not_sign_in_is_offered_as_a_substitute_and_who_left_is_not(head) -> None:
    row = head.staff.add(ERLAN)
    coming = replace(ERLAN.file, hired=date(2026, 10, 29))
    late = head.staff.add(NewStaff(PersonName("Сәкен", "Дана"), coming))
    gone = head.staff.add(NewStaff(PersonName("Омар", "Асан"), replace(ERLAN.file, left=YESTERDAY)))
    plan = head.substitutions.day(date(2026, 10, 22))

    offered = {one.account for one in head.substitutions.colleagues(plan, plan.lessons[0])}

    assert row in offered
    assert offered.isdisjoint({late, gone})
    assert {row, late} <= head.access.at_work()
    assert gone not in head.access.at_work()


def test_the_timetable_of_who_does_not_sign_in_goes_to_files_and_comes_back(
    head, school, tmp_path
) -> None:
    row = head.staff.add(ERLAN)
    slot = TimetableSlot(0, 4, 3, school.group, school.other_subject, row)
    head.school.place(slot)
    path = tmp_path / "week.xlsx"

    order = head.fet.order(Options())
    head.timetable_files.write(path)
    preview = head.timetable_files.read(path)

    assert order.week.teachers[row] == ERLAN.name.full
    assert preview.problems == ()
    assert row in {one.teacher for one in preview.change.after}


def test_who_left_keeps_the_name_in_the_timetable_but_gets_no_new_hours(head, school) -> None:
    row = head.staff.add(ERLAN)
    head.school.place(TimetableSlot(0, 4, 3, school.group, school.other_subject, row))
    head.staff.correct(row, replace(ERLAN, file=replace(ERLAN.file, left=YESTERDAY)))

    order = head.fet.order(Options(keep=True))

    assert order.week.teachers[row] == ERLAN.name.full
    assert row not in {one.teacher for one in order.week.teachings}


@pytest.mark.parametrize("gone", ["closed", "deleted"])
def test_a_page_names_its_teacher_whatever_became_of_the_account(head, school, gone) -> None:
    row = head.staff.add(ERLAN)
    head.school.place(TimetableSlot(0, 4, 3, school.group, school.other_subject, row))

    with head._storage.begin("Leave") as work:
        if gone == "closed":
            work.put("account", row, closed="2026-10-21")
        else:
            work.delete(row)

    page = head.journal.open_page(school.group, school.other_subject, 1)
    assert page.head.teacher_name.startswith("Оразов")
    assert row not in head.access.at_work()


def test_keys_are_given_on_the_same_row(head, school) -> None:
    row = head.staff.add(ERLAN)
    head.school.appoint_form_tutor(school.class_group, row)

    made = head.create_account(
        "erlan", ERLAN.name, PASSWORD, [Role.TEACHER], staff=row, params=Argon2Params(64, 1, 1)
    )

    assert made == row
    with pytest.raises(HasKeysError):
        head.create_account(
            "two", ERLAN.name, PASSWORD, [], staff=row, params=Argon2Params(64, 1, 1)
        )
    head.close()
    head._entrance.close()
    with school.taken_by("erlan") as desk:
        assert desk.account.id == row
        assert desk.guardians.of_class(school.class_group) == {}


def test_refused_keys_leave_no_account(head) -> None:
    row = head.staff.add(ERLAN)

    with pytest.raises(DeskError):
        head.create_account(
            TEACHER, ERLAN.name, PASSWORD, [], staff=row, params=Argon2Params(64, 1, 1)
        )

    assert next(one for one in head.staff.staff() if one.id == row).sign_in_name == ""


@pytest.mark.parametrize(
    ("file", "refusal"),
    [
        (StaffFile(rate=Decimal(4)), StaffNumberError),
        (StaffFile(norm_hours=Decimal(-1)), StaffNumberError),
        (StaffFile(hired=date(2026, 9, 1), left=date(2025, 9, 1)), StaffDatesError),
    ],
)
def test_what_nobody_has_is_refused(head, file, refusal) -> None:
    before = head.staff.staff()

    with pytest.raises(refusal):
        head.staff.add(NewStaff(ERLAN.name, file))

    assert head.staff.staff() == before


def test_the_same_name_twice_is_refused_and_undo_takes_a_person_away(head) -> None:
    head.staff.add(ERLAN)
    with pytest.raises(StaffTwiceError):
        head.staff.add(ERLAN)

    head.undo(Form())

    assert ERLAN.name not in head.access.people().values()


def test_a_teacher_sees_no_staff_file(school) -> None:
    with school.taken_by(TEACHER) as desk:
        for look in (desk.staff.staff, lambda: desk.staff.add(ERLAN)):
            with pytest.raises(NotAllowedError):
                look()


def test_all_problems_of_a_file_at_once(head, tmp_path) -> None:
    path = written(
        tmp_path / "staff.xlsx",
        ("Мектеп қызметкерлері",),
        ("Фамилия", "Имя", "Отчество", "Должность", "Ставка", "Дата приёма", "Дата увольнения"),
        ("Оразов", "Ерлан", None, "учитель", "1,25", "01.09.2020", None),
        (None, "Айгүл", None, None, None, None, None),
        ("Сейіт2", "Гүлнар", None, None, "көп", "32.09.2020", None),
        ("Оразов", "Ерлан", None, None, 1, None, None),
        ("=1+1", "Асан", None, None, 99, date(2026, 9, 1), date(2020, 9, 1)),
    )

    read = head.list_files.staff.read(path)

    places = {(one.row, one.column) for one in read.errors}
    assert places == {
        *((4, "A"), (5, "A"), (5, "E"), (5, "F"), (6, "")),
        *((7, "A"), (7, "E"), (7, "G")),
    }
    assert [one.name.given for one in read.values] == ["Ерлан"]


def test_an_import_is_one_step_and_taken_again_changes_nothing(head, tmp_path) -> None:
    path, again = tmp_path / "staff.xlsx", tmp_path / "again.xlsx"
    before = head.staff.staff()
    written(
        path,
        ("Тегі", "Аты", "Әкесінің аты", "Лауазымы", "Ставка"),
        ("Оразов", "Ерлан", "Маратұлы", "мұғалім", 1.25),
        ("Сейіт", "Гүлнар", None, "физика мұғалімі", 1),
    )
    files = head.list_files.staff

    assert files.take(files.read(path), lambda _done, _all: None) == 2
    taken = {one.name.surname: one.file for one in head.staff.staff()}
    files.export(again, "ru")
    read = files.read(again)

    assert taken["Сейіт"].position == "физика мұғалімі"
    assert taken["Оразов"].rate == Decimal("1.25")
    assert read.values == ()
    assert read.errors == ()
    head.undo(Form())
    assert head.staff.staff() == before


WORDS = st.text(ALPHABET, min_size=2, max_size=10).map(str.capitalize)
TEXTS = st.text(f"{ALPHABET}+-@«»., 0123456789", max_size=20).map(as_line)
NUMBERS = st.none() | st.integers(0, 12).map(lambda n: Decimal(n) / 4)
DAYS = st.none() | st.dates(date(1980, 1, 1), date(2000, 1, 1))
LATER = st.none() | st.dates(date(2000, 1, 2), date(2030, 1, 1))
PEOPLE = st.builds(
    NewStaff,
    st.builds(PersonName, WORDS, WORDS, WORDS | st.just("")),
    st.builds(StaffFile, TEXTS, NUMBERS, NUMBERS, DAYS, LATER, TEXTS, TEXTS, TEXTS, TEXTS),
)


@settings(max_examples=25)
@given(st.lists(PEOPLE, min_size=1, max_size=5, unique_by=lambda one: one.name.full.casefold()))
def test_what_is_written_is_read_back(people: list[NewStaff]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "staff.xlsx"
        write_form(FORM, CELLS, people, Printed(NOW, ""), path)
        read = read_staff(read_sheets(path))

    assert read.values == tuple(people)
    assert read.problems == ()
