"""Guardians: one of siblings is one person; seen by the form tutor, not by subject teachers."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from school_desk.access.model import NotAllowedError, Role
from school_desk.i18n import translator
from school_desk.intents import Form
from school_desk.school.guardian_headings import GuardianField, classify_guardian, guardian_columns
from school_desk.school.guardian_model import RELATION_WORDS, Guardian, NewGuardian, Relation
from school_desk.school.guardian_rules import (
    RELATIONS,
    AlreadyGuardianError,
    GuardianUnknownError,
    NotOfThisClassError,
    PhoneError,
    same_person,
)
from school_desk.school.model import NewPupil, PersonName
from school_desk.school.names import fold
from school_desk.storage.sealing import Argon2Params
from tests.journal.small_desk import HEAD, PASSWORD, TEACHER

MOTHER = Guardian(PersonName("Әбішева", "Дана", "Қайратқызы"), "8 701 000 00 01")


@contextmanager
def head_of(school):
    with school.taken_by(HEAD) as desk:
        yield desk


def pupils(desk, school):
    return [member.pupil.id for member in desk.school.pupils(school.class_group)]


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("Анасының аты-жөні / ФИО матери", ("mother", GuardianField.NAME)),
        ("Әкесінің аты / Отчество", None),
        ("Әкесінің аты-жөні", ("father", GuardianField.NAME)),
        ("Телефон отца", ("father", GuardianField.PHONE)),
        ("Место работы матери", ("mother", GuardianField.WORKPLACE)),
        ("2-өкіл: кім болады / Представитель 2: кем приходится", ("2", GuardianField.RELATION)),
        ("Ата-анасының телефоны", ("parent", GuardianField.PHONE)),
        ("Guardian 1 name", ("1", GuardianField.NAME)),
        ("Mother", ("mother", GuardianField.NAME)),
        ("Аты / Имя", None),
        ("Сынып жетекшісі", None),
    ],
)
def test_headings_of_guardians_are_told_apart(heading, told) -> None:
    assert classify_guardian(heading) == told


def test_a_heading_without_a_name_is_no_guardian() -> None:
    assert guardian_columns([("Телефон матери", "ФИО отца")])[0].relation is Relation.FATHER


def test_every_relation_is_read_back_in_each_language() -> None:
    for relation, words in RELATION_WORDS.items():
        for language in ("kk", "ru", "en"):
            assert RELATIONS[fold(translator(language)(words))] is relation


@pytest.mark.parametrize(
    ("kazakh", "russian"), [("қорғаншысы", "опекун"), ("қамқоршысы", "попечитель")]
)
def test_the_two_kinds_of_guardian_are_not_swapped(kazakh, russian) -> None:
    relation = RELATIONS[fold(kazakh)]

    assert relation is RELATIONS[fold(russian)]
    assert translator("kk")(RELATION_WORDS[relation]) == kazakh


def test_the_same_name_with_another_phone_is_another_person() -> None:
    assert same_person(MOTHER, replace(MOTHER, phone="+7 (701) 000-00-01"))
    assert same_person(MOTHER, replace(MOTHER, phone=""))
    assert not same_person(MOTHER, replace(MOTHER, phone="8 702 000 00 01"))
    nameless = replace(MOTHER, name=PersonName("Әбішева", "Дана"), phone="")
    assert not same_person(nameless, nameless)


def test_a_guardian_of_siblings_is_one_row(school) -> None:
    with head_of(school) as desk:
        told = (NewGuardian(MOTHER, Relation.MOTHER, main=True),)
        later = replace(MOTHER, phone="+7 701 000 00 01", workplace="Мектеп")
        listed = [
            NewPupil(PersonName("Әбіш", "Алия"), 3, guardians=told),
            NewPupil(
                PersonName("Әбіш", "Болат"), 5, guardians=(NewGuardian(later, Relation.MOTHER),)
            ),
        ]
        desk.school.import_pupils(listed, date(2026, 9, 1))
        classes = {one.label: one.id for one in desk.school.class_groups()}

        (alia,) = desk.guardians.of_class(classes["3"]).values()
        (bolat,) = desk.guardians.of_class(classes["5"]).values()

        assert alia[0].guardian == bolat[0].guardian
        assert alia[0].guardian.workplace == "Мектеп"
        assert alia[0].main

        desk.undo(Form())
        assert {one.label for one in desk.school.class_groups()} == {"6 «А»"}


def test_a_guardian_is_added_put_right_and_taken_away(school) -> None:
    with head_of(school) as desk:
        one, other = pupils(desk, school)[:2]
        row = desk.guardians.add(school.class_group, one, MOTHER, Relation.MOTHER)
        known = desk.guardians.known(school.class_group)
        desk.guardians.add(school.class_group, other, known[0], Relation.GUARDIAN, main=True)
        changed = replace(known[0], phone="8 701 000 00 02")
        desk.guardians.correct(school.class_group, one, changed, Relation.MOTHER, main=True)

        (seen,) = desk.guardians.of_pupil(school.class_group, other)
        desk.guardians.release(school.class_group, one, row)

        assert seen.guardian.phone == "8 701 000 00 02"
        assert desk.guardians.of_pupil(school.class_group, one) == ()
        assert desk.guardians.of_pupil(school.class_group, other) == (seen,)


def test_there_is_one_main_contact(school) -> None:
    father = Guardian(PersonName("Әбішев", "Қайрат", "Маратұлы"))
    with head_of(school) as desk:
        one = pupils(desk, school)[0]
        desk.guardians.add(school.class_group, one, MOTHER, Relation.MOTHER)
        desk.guardians.add(school.class_group, one, father, Relation.FATHER, main=True)

        found = desk.guardians.of_pupil(school.class_group, one)

    assert [(each.relation, each.main) for each in found] == [
        (Relation.FATHER, True),
        (Relation.MOTHER, False),
    ]


def test_when_the_main_contact_goes_the_next_one_is_called_first(school) -> None:
    father = Guardian(PersonName("Әбішев", "Қайрат", "Маратұлы"))
    with head_of(school) as desk:
        where = school.class_group, pupils(desk, school)[0]
        mother = desk.guardians.add(*where, MOTHER, Relation.MOTHER)
        desk.guardians.add(*where, father, Relation.FATHER)
        first = desk.guardians.release(*where, mother)
        alone = desk.guardians.of_pupil(*where)
        desk.undo(Form())
        again = desk.guardians.of_pupil(*where)

    assert first == alone[0].guardian
    assert [(each.relation, each.main) for each in alone] == [(Relation.FATHER, True)]
    assert [(each.relation, each.main) for each in again] == [
        (Relation.MOTHER, True),
        (Relation.FATHER, False),
    ]


def test_somebody_is_called_first_whatever_is_unticked(school) -> None:
    father = Guardian(PersonName("Әбішев", "Қайрат", "Маратұлы"))
    with head_of(school) as desk:
        where = school.class_group, pupils(desk, school)[0]
        row = desk.guardians.add(*where, MOTHER, Relation.MOTHER)
        mother = replace(MOTHER, id=row)
        desk.guardians.correct(*where, mother, Relation.MOTHER, main=False)
        alone = desk.guardians.of_pupil(*where)
        desk.guardians.add(*where, father, Relation.FATHER)
        desk.guardians.correct(*where, mother, Relation.MOTHER, main=False)
        both = desk.guardians.of_pupil(*where)

    assert [each.main for each in alone] == [True]
    assert [(each.relation, each.main) for each in both] == [
        (Relation.FATHER, True),
        (Relation.MOTHER, False),
    ]


@pytest.mark.parametrize(
    ("guardian", "refusal"),
    [
        (replace(MOTHER, phone="кейін айтады"), PhoneError),
        (replace(MOTHER, name=PersonName("Әбіш 2")), Exception),
    ],
)
def test_a_refused_guardian_leaves_nothing_behind(school, guardian, refusal) -> None:
    with head_of(school) as desk:
        one = pupils(desk, school)[0]
        with pytest.raises(refusal):
            desk.guardians.add(school.class_group, one, guardian, Relation.MOTHER)

        assert desk.guardians.of_pupil(school.class_group, one) == ()


def test_twice_the_same_guardian_is_refused(school) -> None:
    with head_of(school) as desk:
        one = pupils(desk, school)[0]
        desk.guardians.add(school.class_group, one, MOTHER, Relation.MOTHER)
        known = desk.guardians.known(school.class_group)[0]

        with pytest.raises(AlreadyGuardianError):
            desk.guardians.add(school.class_group, one, known, Relation.RELATIVE)


def test_a_form_tutor_keeps_the_own_class_and_undoes_it(school, teacher) -> None:
    one = pupils(teacher, school)[0]
    teacher.guardians.add(school.class_group, one, MOTHER, Relation.MOTHER)

    teacher.undo(Form())

    assert teacher.guardians.of_pupil(school.class_group, one) == ()


def test_a_subject_teacher_sees_no_guardian(school) -> None:
    with head_of(school) as desk:
        name = PersonName("Оразов", "Ерлан")
        other = desk.create_account(
            "erlan", name, PASSWORD, [Role.TEACHER], params=Argon2Params(64, 1, 1)
        )
        slot = desk.school.timetable()[0]
        desk.school.place(replace(slot, weekday=4, subject=school.other_subject, teacher=other))
        one = pupils(desk, school)[0]
    with school.taken_by("erlan") as desk:
        assert desk.school.pupils(school.class_group)
        for look in (
            lambda: desk.guardians.of_pupil(school.class_group, one),
            lambda: desk.guardians.of_class(school.class_group),
            lambda: desk.guardians.pupil_data(school.class_group),
            lambda: desk.guardians.release(school.class_group, one, 1),
        ):
            with pytest.raises(NotAllowedError):
                look()


def test_the_own_class_opens_no_pupil_of_another(school) -> None:
    with head_of(school) as desk:
        desk.school.import_pupils([NewPupil(PersonName("Бөтен", "Бала"), 9)], date(2026, 9, 1))
        ninth = next(one.id for one in desk.school.class_groups() if one.year_level == 9)
        stranger = desk.school.pupils(ninth)[0].pupil.id
    with school.taken_by(TEACHER) as desk, pytest.raises(NotOfThisClassError):
        desk.guardians.of_pupil(school.class_group, stranger)


def test_a_form_tutor_writes_over_no_guardian_of_another_class(school) -> None:
    with head_of(school) as desk:
        desk.school.import_pupils([NewPupil(PersonName("Бөтен", "Бала"), 9)], date(2026, 9, 1))
        ninth = next(one.id for one in desk.school.class_groups() if one.year_level == 9)
        stranger = desk.school.pupils(ninth)[0].pupil.id
        row = desk.guardians.add(ninth, stranger, MOTHER, Relation.MOTHER)
    with school.taken_by(TEACHER) as desk:
        mine = pupils(desk, school)[0]
        taken = Guardian(PersonName("Басқа", "Адам"), id=row)
        with pytest.raises(GuardianUnknownError):
            desk.guardians.add(school.class_group, mine, taken, Relation.MOTHER)
        with pytest.raises(GuardianUnknownError):
            desk.guardians.release(school.class_group, mine, school.other_subject)
        assert school.other_subject in {one.id for one in desk.school.subjects()}
    with head_of(school) as desk:
        (seen,) = desk.guardians.of_pupil(ninth, stranger)
        assert seen.guardian.name == MOTHER.name
        desk.guardians.add(school.class_group, mine, seen.guardian, Relation.RELATIVE)


def test_an_export_taken_again_changes_nothing(school, tmp_path) -> None:
    path = tmp_path / "list.xlsx"
    with head_of(school) as desk:
        one = pupils(desk, school)[0]
        desk.guardians.add(school.class_group, one, MOTHER, Relation.MOTHER)

        assert desk.pupil_files.export(path, "ru") == 3
        read = desk.pupil_files.read(path)

    assert read.pupils == ()
    assert not read.errors


def test_guardians_are_added_to_pupils_who_are_there(school, tmp_path) -> None:
    path = tmp_path / "list.xlsx"
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(("Сынып", "Тегі", "Аты", "Анасы", "Телефон матери", "Адрес"))
    sheet.append(("6А", "Әбіш", "Дана", "Әбішева Дана Қайратқызы", 87010000001, "Абай, 5"))
    sheet.append(("6А", "Ермек", "Дана", None, "=1+1", None))
    sheet.append(("6А", "Қайрат", "Дана", "Қайрат 2", "жоқ", None))
    book.save(path)
    with head_of(school) as desk:
        bad = desk.pupil_files.read(path)
        sheet["D4"], sheet["E3"] = "Қайратова Әсел Маратқызы", None
        book.save(path)
        read = desk.pupil_files.read(path)
        desk.school.import_pupils(
            [
                NewPupil(
                    each.name,
                    each.year_level,
                    each.letter,
                    address=each.address,
                    guardians=each.guardians,
                    known_as=each.known_as,
                )
                for each in read.pupils
            ],
            date(2026, 9, 1),
        )
        found = desk.guardians.of_class(school.class_group)
        data = desk.guardians.pupil_data(school.class_group)

    assert {(problem.row, problem.column) for problem in bad.errors} == {(3, "E"), (4, "D")}
    assert len(data.pupils) == 3
    assert [one.file.address for one in data.pupils] == ["Абай, 5", "", ""]
    assert sorted(one.guardian.phone for ones in found.values() for one in ones) == [
        "",
        "87010000001",
    ]


@pytest.mark.parametrize("language", ["kk", "ru", "both"])
def test_the_section_is_printed_and_written(school, tmp_path, language) -> None:
    with head_of(school) as desk:
        one = pupils(desk, school)[0]
        desk.guardians.add(school.class_group, one, MOTHER, Relation.MOTHER)
        for fmt in ("pdf", "xlsx"):
            out = tmp_path / f"data.{fmt}"
            assert desk.record_papers.pupil_data(school.class_group, language, fmt, out) == 3

    cells = [
        cell.value for row in load_workbook(tmp_path / "data.xlsx").worksheets[0] for cell in row
    ]
    assert any("Әбішева Дана Қайратқызы" in str(value) for value in cells)


def test_two_thousand_pupils_stop_half_way_and_nothing_is_written(school, tmp_path) -> None:
    path = tmp_path / "many.xlsx"
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Тізім")
    sheet.append(("Сынып", "Тегі", "Аты", "Анасы", "Анасының телефоны"))
    letters = "АӘБВГҒДЕЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХЦ"
    for number in range(2000):
        first, second = letters[number % 30], letters[number // 30 % 30]
        name = f"Әбіш{first}{second}{letters[number // 900]}".capitalize()
        sheet.append((f"{number % 11 + 1}Б", name, "Дана", f"{name} Айгүл Маратқызы", 87010000000))
    book.save(path)

    def stops(done: int, _all: int) -> None:
        if done == 1500:
            raise InterruptedError

    with head_of(school) as desk:
        read = desk.pupil_files.read(path)
        listed = [
            NewPupil(one.name, one.year_level, one.letter, guardians=one.guardians)
            for one in read.pupils
        ]
        assert len(listed) == 2000
        with pytest.raises(InterruptedError):
            desk.school.import_pupils(listed, date(2026, 9, 1), step=stops)

        assert len(desk.school.class_groups()) == 1
        assert desk.guardians.known(school.class_group) == ()
