"""No screen of the office opens empty in the demo."""

from collections import Counter

import pytest

from school_desk.app import Entrance
from school_desk.demo.office import told_office
from school_desk.demo.rows import DEMO_PASSWORD
from school_desk.demo.school import DEMO_NOW, make_demo
from school_desk.paths import SchoolFolder
from school_desk.school.consent_model import Standing
from school_desk.school.privacy_model import CaseKind


@pytest.fixture(scope="module")
def head(tmp_path_factory):
    entrance = Entrance(SchoolFolder(tmp_path_factory.mktemp("office")), now=lambda: DEMO_NOW)
    make_demo(entrance).close()
    desk = entrance.sign_in("Сәуле Бекқызы", DEMO_PASSWORD)
    yield desk
    desk.close()
    entrance.close()


def test_everybody_of_the_staff_has_a_post(head):
    staff = head.staff.staff()

    assert all(one.file.position and one.file.rate and one.file.hired for one in staff)
    assert [one.name.surname for one in staff if not one.sign_in_name] == ["Қасенова", "Омаров"]


def test_every_pupil_has_a_mother_to_call_first(head):
    for group in head.school.class_groups():
        guardians = head.guardians.of_class(group.id)
        for member in head.school.pupils(group.id):
            mains = [one.guardian for one in guardians[member.pupil.id] if one.main]
            assert len(mains) == 1
            assert mains[0].phone.startswith("8 700 000 ")


def test_a_father_has_the_name_that_the_patronymic_tells(head):
    group = next(one for one in head.school.class_groups() if one.year_level == 6)
    guardians = head.guardians.of_class(group.id)
    pupil = next(
        one.pupil for one in head.school.pupils(group.id) if len(guardians[one.pupil.id]) > 1
    )

    father = guardians[pupil.id][1].guardian

    assert pupil.name.patronymic.startswith(father.name.given)
    assert father.name.surname == pupil.name.surname


def test_each_list_that_is_told_has_its_pupils(head):
    titles = {one.entry.title for one in head.lists.entries()}

    assert titles == {one["title"] for one in told_office()["lists"]}


def test_one_lesson_of_today_is_given_by_a_free_colleague(head):
    (change,) = head.substitutions.day(head.today()).changes

    assert change.substitution is not None
    assert change.given_by != change.teacher
    assert not change.held
    assert head.school.clashes() == ()


def test_those_of_class_1_came_by_an_order(head):
    sheet = head.movements.sheet(None, *head.movements.year_days())

    assert {line.to_label for line in sheet.lines} == {"1"}
    assert sheet.open_orders == 0
    assert sheet.total.others == 0


def test_classes_have_the_hours_of_their_timetable(head):
    for group in head.school.class_groups():
        lines = head.curriculum.of_class(group.id).lines
        assert all(one.planned == one.timetabled for one in lines if one.timetabled)


def test_consents_stand_in_every_way_and_some_are_missing(head):
    found = Counter(one.standing for one in head.consents.lines())

    assert found[Standing.WITHDRAWN] == 1
    assert found[Standing.ENDING] == 3
    assert found[Standing.ENDED] == 1
    assert found[Standing.VALID] > 30
    assert found[Standing.MISSING] > 30


def test_requests_and_a_breach_have_their_terms_running(head):
    cases = head.privacy.cases()

    assert [(one.case.kind, one.left) for one in cases if one.is_open] == [
        (CaseKind.BREACH, 1),
        (CaseKind.INFORMATION, 2),
        (CaseKind.WITHDRAWAL, 11),
    ]
    assert [one.case.kind for one in cases if not one.is_open] == [CaseKind.CORRECTION]
    withdrawn = next(one for one in head.consents.lines() if one.standing is Standing.WITHDRAWN)
    asked = next(one.case for one in cases if one.case.kind is CaseKind.WITHDRAWAL)
    assert asked.applicant == withdrawn.consent.giver
