"""Meals that two computers of the office write of unseen by each other: nothing is lost."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from school_desk.access.model import Role
from school_desk.demo.school import DEMO_PASSWORD
from school_desk.nutrition.eating_model import Price, Source
from school_desk.nutrition.headcount_model import Reason
from school_desk.nutrition.sheet_rules import is_behind, is_held_elsewhere
from school_desk.school.model import LessonKey, NewPupil, PersonName, TimetableSlot
from school_desk.school.store import save_held, save_session
from school_desk.storage.errors import UndoMovedError
from school_desk.storage.verify import verify
from tests.sync.newcomers import CHEAP, HEAD, NURSE, admitted, asks, room, small_school
from tests.sync.test_cards_travel import at
from tests.sync.test_keys_travel import join, meets

OFFICER = "Мәриям"
FIRST = date(2026, 9, 1)
LAST_DAY = timedelta(days=1)
"""From the day of the demo to the last school day before the autumn holidays."""
NAMES = ("Әбіш", "Ермек", "Қайрат", "Нұрлан")


@pytest.fixture
def places(tmp_path):
    """PC 1 of the head and PC 2 of the meals officer, with a class that eats for its own money."""
    first, second = room(tmp_path / "first"), room(tmp_path / "second")
    desk = small_school(first)
    person = PersonName("Омарова", OFFICER)
    desk.create_account(OFFICER, person, DEMO_PASSWORD, (Role.MEALS,), params=CHEAP)
    desk.school.import_pupils([NewPupil(PersonName(one, "Дана"), 6, "А") for one in NAMES], FIRST)
    subject = desk.school.add_subject("physics", {"kk": "Физика", "ru": "Физика", "en": "Physics"})
    group = desk.school.teaching_groups()[0].id
    for weekday in range(5):
        desk.school.place(TimetableSlot(0, weekday, 1, group, subject, desk.account.id))
    meal = desk.headcount.sittings()[0].meal
    desk.eating.write_price(Price("11-14", Source.PARENT, meal, Decimal(600), FIRST))
    desk.close()
    join(first, second, OFFICER)
    yield first, second
    for place in (first, second):
        place.entrance.close()


def noted(desk):
    """The first lesson of the class is held: nobody is missing."""
    group, subject = desk.school.teaching_groups()[0].id, desk.school.subjects()[-1].id
    with desk._storage.begin("Hold lesson", actor=desk.account.id) as work:
        lesson = save_session(
            work, desk.eating._at.partitions, LessonKey(group, subject, desk.today(), 1)
        )
        save_held(work, lesson, desk.account.id, desk.now())


def forecasts(desk):
    return {one.portion.forecast for one in shown(desk).classes[0].pupils if one.portion}


def left_early(name):
    def act(desk):
        who = [named(desk, name)]
        desk.headcount.say_served(shown(desk), who, served=False, reason=Reason.LEFT_EARLY)

    return act


def shown(desk):
    return desk.headcount.day(desk.today(), desk.headcount.sittings()[0])


def named(desk, name):
    return next(one for one in shown(desk).classes[0].pupils if one.name.surname == name).pupil


def handed(desk):
    desk.headcount.hand_over(shown(desk))


def taken_off(name):
    def act(desk):
        who = [named(desk, name)]
        desk.headcount.correct(shown(desk), who, wanted=False, reason=Reason.LEFT_EARLY)

    return act


def refused(name):
    def act(desk):
        who = [named(desk, name)]
        desk.headcount.say_served(shown(desk), who, served=False, reason=Reason.REFUSED)

    return act


def accepted(desk):
    desk.headcount.accept(desk.today(), desk.headcount.sittings()[0])


def both(places, act):
    first, second = places
    return at(first, HEAD, act), at(second, OFFICER, act)


def meet(places):
    for _turn in range(2):
        meets(*places, HEAD, OFFICER)


def numbers(desk):
    """To cook by the portions, and by the sheet that the canteen has."""
    return shown(desk).wanted, shown(desk).order.sheet.portions


def open_conflicts(desk):
    return {(one.table, one.name) for one in desk.conflicts.open()}


def test_corrections_of_two_computers_both_stand_and_the_canteen_is_told_their_sum(places):
    first, second = places
    at(first, HEAD, handed)
    meet(places)
    at(first, HEAD, taken_off("Әбіш"))
    at(second, OFFICER, taken_off("Ермек"))
    meet(places)

    assert both(places, lambda desk: is_behind(shown(desk))) == (True, True)
    at(second, OFFICER, lambda desk: desk.headcount.take_belated(shown(desk)))
    meet(places)

    assert both(places, numbers) == ((2, 2), (2, 2))
    assert both(places, lambda desk: is_behind(shown(desk))) == (False, False)
    assert at(first, HEAD, open_conflicts) == set()


def test_a_computer_without_portions_says_so_and_sends_the_canteen_nothing(places, tmp_path):
    """The nurse's computer gets orders and diets, never who pays, so it has no portion."""
    first, third = places[0], room(tmp_path / "third")
    at(first, HEAD, handed)
    head = first.sits_down(HEAD)
    third.newcomer.join(admitted(head, asks(third, "PC 3"), NURSE).content)
    head.close()

    seen = at(third, NURSE, shown)
    third.entrance.close()
    assert (seen.ordered, seen.order.sheet.portions) == (0, 4)
    assert is_held_elsewhere(seen)
    assert not is_behind(seen)
    assert at(first, HEAD, lambda desk: is_held_elsewhere(shown(desk))) is False


def test_two_different_sheets_of_one_order_are_nobodys_to_decide(places):
    first, second = places
    at(first, HEAD, handed)
    meet(places)
    at(first, HEAD, taken_off("Әбіш"))
    at(second, OFFICER, taken_off("Ермек"))
    at(second, OFFICER, taken_off("Қайрат"))
    meet(places)

    assert at(first, HEAD, open_conflicts) == set()
    assert [one[0] for one in both(places, numbers)] == [1, 1]
    assert both(places, lambda desk: is_behind(shown(desk))) == (True, True)


def test_accepting_and_correcting_meet(places):
    first, second = places
    at(first, HEAD, handed)
    meet(places)
    at(first, HEAD, accepted)
    at(second, OFFICER, taken_off("Ермек"))
    meet(places)

    assert both(places, numbers) == ((3, 3), (3, 3))
    assert both(places, lambda desk: shown(desk).order.accepted) == (True, True)
    assert at(first, HEAD, open_conflicts) == set()


def test_an_order_that_was_accepted_elsewhere_is_not_taken_back(places):
    first, second = places
    at(first, HEAD, handed)
    meet(places)
    at(second, OFFICER, accepted)
    meet(places)

    with pytest.raises(UndoMovedError):
        at(first, HEAD, lambda desk: desk.undo(shown(desk).form))
    assert both(places, numbers) == ((4, 4), (4, 4))


def test_an_order_that_both_handed_over_has_each_portion_once_and_asks_nobody(places):
    both(places, handed)
    meet(places)

    assert both(places, numbers) == ((4, 4), (4, 4))
    hands = both(places, lambda desk: shown(desk).order.handed_by)
    assert hands[0]
    assert len(set(hands)) == 1
    assert both(places, open_conflicts) == (set(), set())
    assert both(places, lambda desk: verify(desk._storage)) == ((), ())


def test_an_order_by_forecast_and_one_by_attendance_make_no_conflict_of_any_portion(places):
    """One has noted the first lesson, the other hands over without having seen it."""
    first, second = places
    at(first, HEAD, handed)
    at(second, OFFICER, noted)
    at(second, OFFICER, handed)
    flags = both(places, forecasts)
    assert flags == ({True}, {False})
    meet(places)

    assert both(places, open_conflicts) == (set(), set())
    assert both(places, forecasts)[0] == both(places, forecasts)[1]
    assert both(places, numbers) == ((4, 4), (4, 4))


def test_what_a_person_said_of_a_portion_still_asks_a_person(places):
    first, second = places
    at(first, HEAD, handed)
    at(first, HEAD, accepted)
    meet(places)
    at(first, HEAD, refused("Ермек"))
    at(second, OFFICER, left_early("Ермек"))
    meet(places)

    assert both(places, open_conflicts) == ({("portion", "served")}, {("portion", "served")})


def settled(desk):
    desk.headcount.settle(shown(desk))


def closed(desk):
    month = desk.meal_month.month(desk.today())
    return month.closing.closed, month.drifted, month.child_days, month.closing.sums[0].child_days


def test_a_month_that_closed_elsewhere_shows_by_how_much_a_late_portion_changes_it(places):
    """The last school day of the month; nothing of it is to come."""
    first, second = places
    for place in places:
        place.later = LAST_DAY
    at(first, HEAD, handed)
    at(first, HEAD, accepted)
    meet(places)
    at(first, HEAD, settled)
    at(first, HEAD, lambda desk: desk.meal_month.close(desk.meal_month.month(desk.today())))
    at(second, OFFICER, refused("Ермек"))
    meet(places)

    assert both(places, closed) == ((True, True, 3, 4), (True, True, 3, 4))
    at(first, HEAD, lambda desk: desk.meal_month.reopen(desk.meal_month.month(desk.today())))
    at(first, HEAD, lambda desk: desk.meal_month.close(desk.meal_month.month(desk.today())))
    meet(places)
    assert both(places, closed) == ((True, False, 3, 3), (True, False, 3, 3))
