"""A conflict of meals is read as a person says it: who, which day and meal, both values."""

import pytest

from school_desk.i18n import translator
from school_desk.nutrition.eating_model import Category, Eating, Paper, Source
from school_desk.nutrition.headcount_model import Reason
from school_desk.nutrition.kitchen_rules import Cell
from tests.sync.newcomers import HEAD
from tests.sync.test_cards_travel import at
from tests.sync.test_meals_travel import (  # noqa: F401  places is a fixture
    OFFICER,
    accepted,
    handed,
    meet,
    named,
    places,
    shown,
)


def not_eaten(name, reason):
    def act(desk):
        who = [named(desk, name)]
        desk.headcount.say_served(shown(desk), who, served=False, reason=reason)

    return act


def counted(number):
    def act(desk):
        one = shown(desk).classes[0].class_group
        desk.kitchen.count(desk.today(), shown(desk).sitting, one, (Cell.EATEN, number))

    return act


def told(language):
    """Of each conflict: what it is about, and its values, in a language."""

    def read(desk):
        voice = translator(language)
        return {
            one.name: (voice.tell(one.what), {voice.tell(each.text) for each in one.choices})
            for one in desk.conflicts.open()
        }

    return read


@pytest.fixture
def differing(places):  # noqa: F811
    first, second = places
    at(first, HEAD, handed)
    at(first, HEAD, accepted)
    meet(places)
    at(first, HEAD, not_eaten("Әбіш", Reason.REFUSED))
    at(second, OFFICER, not_eaten("Әбіш", Reason.LEFT_EARLY))
    at(first, HEAD, counted(3))
    at(second, OFFICER, counted(2))
    meet(places)
    return places


def test_a_portion_names_pupil_day_and_meal_and_says_both_reasons(differing):
    what, values = at(differing[0], HEAD, told("kk"))["served"]

    assert what == "22 қазан, таңғы ас, Әбіш Дана"
    assert values == {f"{what}: жоқ: бас тартты", f"{what}: жоқ: ерте кетті"}


def test_plates_of_a_class_say_which_number_is_which(differing):
    what, values = at(differing[0], HEAD, told("ru"))["plates"]

    assert what.startswith("22 октября, завтрак")
    ends = {value.removeprefix(f"{what}: ") for value in values}
    assert ends == {
        "съедено 3, добавкой 0, списано 1",
        "съедено 2, добавкой 0, списано 2",
    }


def test_what_one_decides_stands_on_both(differing):
    first, _second = differing

    def decide(desk):
        for one in desk.conflicts.open():
            desk.conflicts.decide(one, one.choices[0])

    at(first, HEAD, decide)
    meet(differing)
    plates = [
        at(place, who, lambda desk: shown(desk).classes[0].plates.eaten)
        for place, who in zip(differing, (HEAD, OFFICER), strict=True)
    ]

    assert len(set(plates)) == 1
    assert at(first, HEAD, told("kk")) == {}


def test_the_meals_officer_finds_and_decides_them(differing):
    first, second = differing
    assert set(at(second, OFFICER, told("kk"))) == {"served", "plates"}

    def decide(desk):
        for one in desk.conflicts.open():
            desk.conflicts.decide(one, one.choices[0])
        return desk.conflicts.open(), len(desk.conflicts.resolved())

    assert at(second, OFFICER, decide) == ((), 2)
    meet(differing)
    assert at(first, HEAD, told("kk")) == {}


def test_who_pays_names_the_pupil_and_the_category_in_words(places):  # noqa: F811
    first, second = places
    paper = Paper("Анықтама", "1", None, "1")
    pupil = at(first, HEAD, lambda desk: named(desk, "Ермек"))
    one = Eating(pupil, Source.FUND, None, None, Category.ASP, paper)
    at(first, HEAD, lambda desk: desk.eating.write([one]))
    meet(places)

    def change(category):
        def act(desk):
            (own,) = desk.eating.written()[named(desk, "Ермек")]
            desk.eating.write([Eating(own.pupil, own.source, None, None, category, paper, own.id)])

        return act

    at(first, HEAD, change(Category.ORPHAN))
    at(second, OFFICER, change(Category.OTHER))
    meet(places)

    what, values = at(first, HEAD, told("ru"))["pays"]

    assert what == "Ермек Дана"
    assert all(one.startswith("Ермек Дана: фонд всеобуча: ") for one in values)
    assert len(values) == 2
