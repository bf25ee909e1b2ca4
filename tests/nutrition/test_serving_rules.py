"""Nothing is served before permission: what form 3 says of the dishes of a meal."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.i18n import Spelled
from school_desk.nutrition.card_model import CardHead, Ingredient, TechCard
from school_desk.nutrition.log_forms_rules import DISHES
from school_desk.nutrition.log_rules import blank
from school_desk.nutrition.serving_rules import (
    NotPermittedError,
    Permit,
    RefusedDishError,
    accept_serving,
    dish_permit,
    may_serve,
    meal_permits,
)

NOON = datetime.fromisoformat("2026-11-12T12:00")
GOULASH = Spelled({"kk": "Сиыр етінен гуляш", "ru": "Гуляш из говядины"})


def entry(name: str = "Гуляш из говядины", at: datetime = NOON, row: int = 0, **other: object):
    values = {"made_at": at, "dish": name, "quality": "good", "ready": True, **other}
    return replace(blank(DISHES, values), id=row)


def permit(*entries, at: datetime = NOON) -> Permit:
    return dish_permit(GOULASH, entries, at).permit


def card(names: Spelled, *products: str) -> TechCard:
    lines = tuple(Ingredient(one, 10) for one in products)
    return TechCard(0, 1, 1, CardHead(names.by_language), lines)


@pytest.mark.parametrize("name", ["Сиыр етінен гуляш", " гуляш из  ГОВЯДИНЫ "])
def test_a_dish_is_known_by_either_of_its_names(name: str) -> None:
    assert permit(entry(name, permitted_at=time(11, 40))) is Permit.GIVEN


def test_a_permission_counts_from_its_minute_on() -> None:
    one = entry(permitted_at=time(11, 40))

    assert permit(one, at=NOON.replace(hour=11, minute=39)) is Permit.WAITING
    assert permit(one, at=NOON.replace(hour=11, minute=40)) is Permit.GIVEN
    assert may_serve([one], "Гуляш из говядины", NOON)
    assert not may_serve([one], "Пюре", NOON)


def test_without_permission_a_dish_waits_and_a_bad_one_is_refused() -> None:
    assert permit() is Permit.UNWRITTEN
    assert permit(entry()) is Permit.WAITING
    assert permit(entry(quality="bad")) is Permit.REFUSED
    assert permit(entry(ready=False)) is Permit.REFUSED


def test_what_was_cooked_anew_is_judged_by_its_own_entry() -> None:
    bad = entry(row=1, quality="bad")
    again = entry(row=2, at=NOON + timedelta(minutes=40), permitted_at=time(12, 45))

    assert permit(bad, again, at=NOON + timedelta(hours=1)) is Permit.GIVEN
    assert permit(again, bad, at=NOON + timedelta(hours=1)) is Permit.GIVEN
    later = replace(bad, values={**bad.values, "made_at": NOON + timedelta(minutes=50)})
    assert permit(later, again, at=NOON + timedelta(hours=1)) is Permit.REFUSED


def test_what_is_handed_out_as_it_is_is_asked_for_only_when_it_is_written() -> None:
    bread = Spelled({"kk": "Нан", "ru": "Хлеб"})
    meal = (card(GOULASH, "beef1", "oil"), card(bread, "bread_w"))

    assert [one.dish for one in meal_permits(meal, [], NOON)] == [GOULASH]
    found = meal_permits(meal, [entry("Хлеб")], NOON)
    assert [one.permit for one in found] == [Permit.UNWRITTEN, Permit.WAITING]


@given(
    st.lists(st.sampled_from(["given", "waiting", "refused", "unwritten"]), max_size=5),
)
def test_a_meal_is_served_when_nothing_of_it_waits_or_is_refused(states: list[str]) -> None:
    facts = {"given": {"permitted_at": time(11)}, "waiting": {}, "refused": {"quality": "bad"}}
    entries = [entry(f"{n}", **facts[one]) for n, one in enumerate(states) if one in facts]
    meal = [card(Spelled({"kk": str(n)}), "oil", "salt") for n in range(len(states))]
    permits = meal_permits(meal, entries, NOON)

    first = next((one for one in states if one in ("waiting", "refused")), None)
    if first is None:
        accept_serving(permits)
    else:
        wrong = NotPermittedError if first == "waiting" else RefusedDishError
        with pytest.raises(wrong):
            accept_serving(permits)
