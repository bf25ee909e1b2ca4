"""Two computers that never meet have each other's entries through a third, by their grants."""

import pytest

from tests.sync.newcomers import HEAD, NURSE, TEACHER, admitted, asks, room
from tests.sync.test_keys_travel import first, held, join, meets, second, texts, writes

__all__ = ["first", "second"]


@pytest.fixture
def third(tmp_path):
    place = room(tmp_path / "third")
    yield place
    place.entrance.close()


def join_third(first, third, *names):
    head = first.sits_down(HEAD)
    third.newcomer.join(admitted(head, asks(third, "PC 3"), *names).content)
    head.close()


def parts_with_entries(place, name):
    desk = place.sits_down(name)
    rows = desk._storage.db.execute("SELECT DISTINCT name FROM part JOIN vv ON vv.part = part.ord")
    found = {name.split("/")[0] for (name,) in rows}
    desk.close()
    return found


def test_what_one_seals_is_read_at_the_other_and_carried_by_who_cannot_read_it(
    first, second, third
):
    join(first, second, NURSE)
    join_third(first, third, NURSE)
    writes(second, NURSE, "health", "екінші компьютерден")
    meets(first, second, HEAD, NURSE)
    meets(first, third, HEAD, NURSE)
    writes(third, NURSE, "health", "үшіншіден жауап")
    meets(first, third, HEAD, NURSE)
    meets(first, second, HEAD, NURSE)

    both = {"екінші компьютерден", "үшіншіден жауап"}
    assert texts(third, NURSE, "health") == both
    assert texts(second, NURSE, "health") == both
    assert held(first, HEAD, "health") == set()


def test_what_is_carried_by_goes_no_further_than_grants(first, second, third):
    join(first, second, NURSE)
    join_third(first, third, TEACHER)
    writes(second, NURSE, "health", "мейіргер ғана")
    meets(first, second, HEAD, NURSE)
    meets(first, third, HEAD, TEACHER)

    assert "health" in parts_with_entries(first, HEAD)
    assert "health" not in parts_with_entries(third, TEACHER)
