"""Who sits where, how a class is split, and which groups cannot share an hour."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.school.model import (
    GroupKind,
    PersonName,
    Pupil,
    TeachingGroup,
    TimetableSlot,
)
from school_desk.school.stay_rules import ALWAYS, there_on
from school_desk.school.subgroup_model import NewSubgroup
from school_desk.school.subgroup_rules import (
    NotOfClassError,
    SexUnknownError,
    SubgroupEmptyError,
    SubgroupNameError,
    SubgroupNamelessError,
    TwoSubgroupsError,
    accept_names,
    accept_parts,
    by_list,
    by_sex,
    sittings,
)
from school_desk.school.timetable import clashes
from school_desk.school.timetable_model import Circumstances

DAY = date(2026, 10, 19)
WHOLE = TeachingGroup(1, 5)
FIRST = TeachingGroup(2, 5, "1", GroupKind.SUBGROUP)
SECOND = TeachingGroup(3, 5, "2", GroupKind.SUBGROUP)
HOME = TeachingGroup(4, 5, "Әбіш", GroupKind.HOME)
OTHER = TeachingGroup(5, 6)
PUPILS = tuple(Pupil(n, PersonName(name)) for n, name in enumerate(("Омар", "Әбіш", "Ілияс")))
APART = {(2, 0): ALWAYS, (3, 1): ALWAYS, (4, 2): ALWAYS}


@pytest.mark.parametrize(
    ("one", "other", "members", "clash"),
    [
        (WHOLE, FIRST, {}, True),
        (FIRST, SECOND, {2: {0}, 3: {1}}, False),
        (FIRST, SECOND, {2: {0, 1}, 3: {1}}, True),
        (WHOLE, HOME, {4: {2}}, False),
        (FIRST, HOME, {2: {0}, 4: {2}}, False),
        (FIRST, HOME, {2: {0}, 4: {0}}, True),
        (WHOLE, OTHER, {}, False),
    ],
)
def test_what_cannot_share_an_hour(one, other, members, clash):
    groups = (WHOLE, FIRST, SECOND, HOME, OTHER)
    around = Circumstances(
        class_of={group.id: group.class_group for group in groups},
        whole=frozenset({WHOLE.id, OTHER.id}),
        kind={group.id: group.kind.value for group in groups if group.name},
        members={group: frozenset(pupils) for group, pupils in members.items()},
    )
    slots = [TimetableSlot(n, 0, 1, group.id, n) for n, group in enumerate((one, other), 1)]

    assert bool(clashes(slots, around=around)) is clash
    assert bool(clashes(slots[::-1], around=around)) is clash


@given(st.lists(st.text("аәбв", min_size=1, max_size=3), max_size=9), st.integers(1, 3))
def test_the_parts_of_a_list_are_the_list_and_of_one_size(names, parts):
    pupils = [Pupil(n, PersonName(name)) for n, name in enumerate(names)]

    found = by_list(pupils, parts)

    joined = [pupil for part in found for pupil in part]
    assert sorted(one.id for one in joined) == [one.id for one in pupils]
    assert max(map(len, found)) - min(map(len, found)) <= 1


def test_halves_follow_the_kazakh_alphabet():
    assert [[one.name.surname for one in part] for part in by_list(PUPILS)] == [
        ["Әбіш", "Омар"],
        ["Ілияс"],
    ]


def test_girls_and_boys_and_a_pupil_of_whom_it_is_not_noted():
    girls, boys = by_sex(PUPILS, {0: "male", 1: "female", 2: "male"})

    assert [one.id for one in girls] == [1]
    assert [one.id for one in boys] == [0, 2]
    with pytest.raises(SexUnknownError, match="Ілияс"):
        by_sex(PUPILS, {0: "male", 1: "female"})


def test_who_is_at_home_sits_neither_with_the_class_nor_elsewhere():
    sits = sittings(APART, (WHOLE, FIRST, SECOND, HOME))

    assert there_on(sits(0)[WHOLE.id], DAY)
    assert there_on(sits(0)[FIRST.id], DAY)
    assert not there_on(sits(0)[SECOND.id], DAY)
    assert not there_on(sits(2)[WHOLE.id], DAY)
    assert there_on(sits(2)[HOME.id], DAY)


@pytest.mark.parametrize(
    ("parts", "refusal"),
    [
        ((NewSubgroup("1", (0, 1)), NewSubgroup("2", (1, 2))), TwoSubgroupsError),
        ((NewSubgroup("1", (0, 1)), NewSubgroup("2", ())), SubgroupEmptyError),
        ((NewSubgroup("1", (0, 9)),), NotOfClassError),
    ],
)
def test_parts_that_cannot_be(parts, refusal):
    with pytest.raises(refusal):
        accept_parts(parts, PUPILS, DAY)


def test_names_of_subgroups_are_there_and_differ():
    assert accept_names(("1", "2"), ("3",)) == ("1", "2")
    with pytest.raises(SubgroupNameError):
        accept_names(("1",), ("1",))
    with pytest.raises(SubgroupNameError):
        accept_names(("а", "А"), ())
    with pytest.raises(SubgroupNamelessError):
        accept_names(("",), ())
