"""The history of any row: in words, with what belongs to it, only what is open to the reader."""

from dataclasses import replace
from datetime import date

import pytest

from school_desk.access.model import NotAllowedError, Role
from school_desk.access.store import load_names
from school_desk.i18n import translator
from school_desk.intents import Form, Scope
from school_desk.journal.history_model import RowPlace
from school_desk.journal.history_rules import CHANGED, change_words
from school_desk.journal.row_history_service import RowHistoryService
from school_desk.journal.row_words import OPENS, ROW_FIELD_WORDS, TABLE_WORDS
from school_desk.school.guardian_model import Guardian, Relation
from school_desk.school.model import NewPupil, PersonName, TimetableSlot
from school_desk.school_file import REGISTRY
from school_desk.storage.registry import BIRTH
from school_desk.storage.sealing import Argon2Params
from tests.journal.small_desk import HEAD, PASSWORD, TEACHER

ENGLISH = translator("en")
MOTHER = Guardian(PersonName("Әбішева", "Дана"), "8 701 000 00 01")


def told(story):
    """What changed, of which row, into what: as people read it."""
    return [
        (
            ENGLISH.fill("{thing}", {"thing": change.thing}) if change.thing else "",
            ENGLISH(change.line.what),
            change_words(change.line, ENGLISH),
        )
        for change in story.changes
    ]


def test_every_table_and_field_of_the_registry_has_words():
    fields = {field.name for table in REGISTRY.tables for field in table.fields} - {BIRTH}

    assert set(TABLE_WORDS) == set(REGISTRY.by_name)
    assert fields <= set(ROW_FIELD_WORDS)
    personal = {one.name for one in REGISTRY.tables if any(f.personal for f in one.fields)}
    assert set(OPENS) >= personal


def test_a_pupil_is_told_with_what_belongs_to_the_pupil(school):
    with school.taken_by(HEAD) as head:
        pupil = head.school.pupils(school.class_group)[0].pupil.id
        head.guardians.add(school.class_group, pupil, MOTHER, Relation.MOTHER, main=True)
        name = PersonName("Әбішев", "Дана")
        head.school.correct_pupil(school.class_group, pupil, name, None)
        story = told(head.row_history.of_place(RowPlace("pupil", pupil)))

    assert story[0] == ("", "Name", "Әбіш Дана → Әбішев Дана")
    assert ("guardian of a pupil: Әбішева Дана", "Relation", "mother, called first") in story
    assert any(thing == "place in a class: 6 «А»" for thing, _what, _change in story)


def test_a_form_tutor_reads_own_pupils_and_no_other_teacher_does(school):
    with school.taken_by(HEAD) as head:
        pupil = head.school.pupils(school.class_group)[0].pupil.id
        name = PersonName("Бөтен", "Мұғалім")
        head.create_account("boten", name, PASSWORD, [Role.TEACHER], params=Argon2Params(64, 1, 1))
    place = RowPlace("pupil", pupil)
    with school.taken_by(TEACHER) as tutor:
        assert ("", "Name", "Әбіш Дана") in told(tutor.row_history.of_place(place))
    with school.taken_by("boten") as other:
        for one in (place, RowPlace("class_group", school.class_group)):
            with pytest.raises(NotAllowedError):
                other.row_history.of_place(one)


def test_a_personal_value_is_only_said_to_have_changed_where_it_is_not_open(school):
    def permit(intent, _scope):
        if intent != "See history":
            raise NotAllowedError(intent=intent, who="")

    with school.taken_by(HEAD) as head:
        pupil = head.school.pupils(school.class_group)[0].pupil.id
        ground = head._ground
        service = RowHistoryService(
            replace(ground.workplace, permit=permit), load_names, ground.now, {}
        )
        (line,) = service.of_row("pupil", pupil).lines

    assert change_words(line, ENGLISH) == CHANGED


def test_the_identity_number_is_told_to_nobody(school):
    with school.taken_by(HEAD) as head:
        new = NewPupil(PersonName("Үсен", "Айгүл"), 6, "А", iin="550317100014")
        head.school.import_pupils([new], date(2026, 9, 1))
        pupil = next(
            one.pupil.id
            for one in head.school.pupils(school.class_group)
            if one.pupil.name.surname == "Үсен"
        )
        story = told(head.row_history.of_place(RowPlace("pupil", pupil)))

    assert ("personal data", "IIN", CHANGED) in story
    assert "550317100014" not in str(story)


def test_an_hour_of_the_timetable_is_found_by_what_it_was_born_with(school):
    with school.taken_by(HEAD) as head:
        place = RowPlace("timetable_slot", born=(school.group, 4, 3))
        assert head.row_history.of_place(place).changes == ()
        head.school.place(TimetableSlot(0, 4, 3, school.group, school.subject, school.teacher))
        head.undo(Form(Scope()))
        story = told(head.row_history.of_place(place))

    assert ("", "Lesson", "physics, Сейіт Гүлнар") in story
    assert "deleted" in {change for _thing, _what, change in story}


def test_a_person_who_signs_in_is_told_with_roles_and_never_with_keys(school):
    with school.taken_by(HEAD) as head:
        story = told(head.row_history.of_place(RowPlace("account", school.teacher)))

    assert "teacher of the subject" in str(story)
    assert [change for _thing, what, change in story if what == "Keys"] == [CHANGED]
