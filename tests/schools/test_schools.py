"""The two test schools are whole and as big as their task says."""

from decimal import Decimal

import pytest

from school_desk.school.curriculum_store import load_hours
from tests.schools.making import leave, make_big, make_small, staff_of
from tests.schools.small import small_plan

MAXIMUM = {1: "20.5", 2: "24", 3: "26", 4: "27", 5: "29.5", 6: "29.5"}


@pytest.fixture(params=(make_big, make_small), ids=("big", "small"))
def desk(request, tmp_path):
    found = request.param(tmp_path / "school")
    yield found
    found.close()
    leave(found)


def test_school_is_whole(desk):
    assert desk.verify() == ()


def test_no_class_has_more_hours_than_the_order_allows(desk):
    hours = load_hours(desk._storage.db, desk.year)

    for one in desk.school.class_groups():
        total = sum(found for (row, _subject), found in hours.items() if row == one.id)

        assert total <= Decimal(MAXIMUM.get(one.year_level, "34"))


def test_every_hour_of_the_curriculum_has_a_teacher(desk):
    groups = {one.id: one.class_group for one in desk.school.teaching_groups()}
    taught = {(groups[one.group], one.subject) for one in desk.school.teachings() if one.teacher}

    assert taught == set(load_hours(desk._storage.db, desk.year))


def test_big_school_has_24_class_groups_and_40_of_staff(tmp_path):
    desk = make_big(tmp_path / "school")

    assert len(desk.school.class_groups()) == 24
    assert len(desk.school.known_pupils()) == 615
    assert len(desk.access.accounts()) == 40
    desk.close()
    leave(desk)


def test_small_school_has_21_pupils_and_a_head_who_teaches(tmp_path):
    desk = make_small(tmp_path / "school")
    staff = staff_of(desk, small_plan())

    assert len(desk.school.known_pupils()) == 21
    assert len(staff) == 7
    assert any(one.teacher == staff["head"] for one in desk.school.teachings())
    desk.close()
    leave(desk)


def test_same_seed_makes_the_same_people(tmp_path):
    def made(name, seed):
        desk = make_small(tmp_path / name, seed=seed)
        found = sorted(pupil.name.full for pupil in desk.school.known_pupils())
        desk.close()
        leave(desk)
        return found

    assert made("one", 3) == made("two", 3) != made("three", 4)
