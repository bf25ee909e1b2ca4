"""Which records may be of one pupil, and the names of what would move."""

from datetime import date

import pytest

from school_desk.school.joining_model import Collision, Joining, Keep, KnownPupil, Overlap, Where
from school_desk.school.joining_rules import (
    TITLES,
    CollisionsOpenError,
    SamePupilError,
    TwoClassesError,
    accept_joining,
    doubles,
    overlaps,
)
from school_desk.school.joining_store import tables_of_pupils
from school_desk.school.model import PersonName, Pupil
from school_desk.school_file import REGISTRY

BORN, OTHER_DAY = date(2014, 3, 5), date(2014, 5, 3)


def known(number, name, birth=None, iin=""):
    return KnownPupil(Pupil(number, PersonName(*name.split())), birth, iin)


@pytest.mark.parametrize(
    ("one", "other", "sure"),
    [
        (known(1, "Серікұлы Әлихан", BORN), known(2, "Серикулы Алихан", BORN), True),
        (known(1, "Серікұлы Әлихан", BORN), known(2, "Серікулі Алиха", BORN), False),
        (known(1, "Әлихан Серікұлы", BORN), known(2, "Серікұлы Әлихан", BORN), False),
        (known(1, "Серікұлы Әлихан"), known(2, "Серікұлы Әлихан", BORN), False),
        (known(1, "Серікұлы Әлихан", BORN, "1"), known(2, "Мұрат Дана", OTHER_DAY, "1"), True),
        (known(1, "Серікұлы Әлихан", BORN), known(2, "Серікұлы Әлихан", OTHER_DAY), None),
        (known(1, "Серікұлы Әлихан", BORN, "1"), known(2, "Серікұлы Әлихан", BORN, "2"), None),
        (known(1, "Серікұлы Әлихан", BORN), known(2, "Мұрат Дана", BORN), None),
        (known(1, "Ан Ли", BORN), known(2, "Он Ли", BORN), None),
    ],
)
def test_what_may_be_one_person(one, other, sure):
    assert [each.sure for each in doubles((one, other))] == ([] if sure is None else [sure])


def test_sure_doubles_stand_first_and_each_pair_once():
    people = (
        known(1, "Мұрат Дана"),
        known(2, "Мұрат Дана", BORN),
        known(3, "Серікұлы Әлихан", BORN, "9"),
        known(4, "Серікұлы Әлихан", BORN, "9"),
    )

    assert [(each.one.pupil.id, each.other.pupil.id) for each in doubles(people)] == [
        (3, 4),
        (1, 2),
    ]


def test_two_classes_on_one_day_are_an_overlap():
    kept = {1: ((None, date(2026, 10, 9)),)}
    labels = {1: "5", 2: "6"}

    assert overlaps(kept, {2: ((date(2026, 10, 10), None),)}, labels) == ()
    assert overlaps(kept, {1: ((None, None),)}, labels) == ()
    found = overlaps(kept, {2: ((date(2026, 10, 9), None),)}, labels)
    assert found == (Overlap("5", "6", date(2026, 10, 9)),)


def test_joining_waits_until_everything_is_settled():
    one, other = known(1, "Мұрат Дана"), known(2, "Мұрат Дана")
    open_still = Collision(("mark", 7, 1), Where(), (5,), (4,))
    joining = Joining(one, other, {}, (open_still,))

    with pytest.raises(CollisionsOpenError, match="1"):
        accept_joining(joining, {})
    accept_joining(joining, {open_still.key: Keep.KEPT})
    with pytest.raises(TwoClassesError):
        accept_joining(Joining(one, other, {}, (), (Overlap("5", "6", BORN),)), {})
    assert SamePupilError.sentence


def test_every_table_that_names_a_pupil_has_a_title():
    assert {table.name for table in tables_of_pupils(REGISTRY)} == set(TITLES)
