"""The kitchen's own computer: it holds orders and no pupil's payer, counts plates, and is heard."""

import pytest

from school_desk.access.model import NotAllowedError, Role
from school_desk.demo.school import DEMO_PASSWORD
from school_desk.nutrition.headcount_rules import KitchenDiffersError
from school_desk.nutrition.kitchen_rules import Cell
from school_desk.school.model import NewPupil, PersonName, TimetableSlot
from tests.sync.newcomers import CHEAP, HEAD, room, small_school
from tests.sync.test_cards_travel import at
from tests.sync.test_keys_travel import join, meets
from tests.sync.test_meals_travel import FIRST, NAMES, handed, shown

COOK = "Роза"


@pytest.fixture
def places(tmp_path):
    """PC 1 of the head, PC 2 of the cook."""
    first, second = room(tmp_path / "first"), room(tmp_path / "second")
    desk = small_school(first)
    person = PersonName("Иманова", COOK)
    desk.create_account(COOK, person, DEMO_PASSWORD, (Role.COOK,), params=CHEAP)
    desk.school.import_pupils([NewPupil(PersonName(one, "Дана"), 6, "А") for one in NAMES], FIRST)
    subject = desk.school.add_subject("physics", {"kk": "Физика", "ru": "Физика", "en": "Physics"})
    group = desk.school.teaching_groups()[0].id
    for weekday in range(5):
        desk.school.place(TimetableSlot(0, weekday, 1, group, subject, desk.account.id))
    desk.close()
    join(first, second, COOK)
    yield first, second
    for place in (first, second):
        place.entrance.close()


def meet(places):
    for _turn in range(2):
        meets(*places, HEAD, COOK)


def accept_and_count(desk):
    sitting = desk.headcount.sittings()[0]
    desk.headcount.accept(desk.today(), sitting)
    (line,) = desk.kitchen.day(desk.today(), sitting).lines
    desk.kitchen.count(desk.today(), sitting, line.class_group, (Cell.EATEN, 3))


def numbers(desk):
    (one,) = shown(desk).classes
    return one.served, one.plates.eaten, one.differs


def explain(desk):
    day = shown(desk)
    desk.kitchen.explain(day, day.classes[0].class_group, "бір порция төгілді")


def test_the_cook_counts_what_the_office_hears(places):
    first, second = places
    at(first, HEAD, handed)
    meet(places)
    at(second, COOK, accept_and_count)
    meet(places)

    assert at(first, HEAD, numbers) == (4, 3, True)
    with pytest.raises(KitchenDiffersError):
        at(first, HEAD, lambda desk: desk.headcount.settle(shown(desk)))
    at(first, HEAD, explain)
    at(first, HEAD, lambda desk: desk.headcount.settle(shown(desk)))
    meet(places)
    sitting = at(first, HEAD, lambda desk: desk.headcount.sittings()[0])
    order = at(second, COOK, lambda desk: desk.kitchen.day(desk.today(), sitting).order)
    assert order.settled


def test_the_kitchens_file_knows_no_payer_and_the_cook_no_pupils(places):
    first, second = places
    at(first, HEAD, handed)
    meet(places)
    at(second, COOK, accept_and_count)

    def rows(desk):
        tables = ("portion", "eating")
        queries = [f"SELECT count(*) FROM {one}" for one in tables]  # noqa: S608
        return [desk._storage.db.execute(one).fetchone()[0] for one in queries]

    assert at(second, COOK, rows) == [0, 0]
    with pytest.raises(NotAllowedError):
        at(second, COOK, shown)
    with pytest.raises(NotAllowedError):
        at(second, COOK, lambda desk: desk.eating.written())
