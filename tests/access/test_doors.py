"""What the window asks at the door: words for a password, years, who is still at the keyboard."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from school_desk.access.model import KeysGivenError, LastHeadError, Role
from school_desk.app import (
    Desk,
    Entrance,
    NewSchool,
    check_password,
    offered_password,
    school_year_on,
)
from school_desk.intents import Form
from school_desk.paths import SchoolFolder
from school_desk.school.model import PersonName
from school_desk.storage.sealing import Argon2Params, WrongPasswordError

HEAD = NewSchool(
    {"kk": "Аққайың негізгі орта мектебі", "ru": "Аккайынская основная школа"},
    "2026-27",
    PersonName("Сәрсенов", "Айдос", "Маратұлы"),
    "Айдос",
    "алма бұлт гүл дала",
)
TEACHER = PersonName("Жақсыбек", "Гүлнар", "Серікқызы")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    entrance = Entrance(SchoolFolder(tmp_path), cost=lambda: Argon2Params(64, 1, 1))
    made, _code = entrance.set_up(HEAD)
    yield made
    made.close()
    entrance.close()


def _add_teacher(desk: Desk) -> int:
    return desk.create_account("Гүлнар", TEACHER, "тау қар жел су", (Role.TEACHER,))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_words_offered_are_a_password_that_is_taken(language: str) -> None:
    words = offered_password(language)

    check_password(words)

    assert len(words.split()) == 4


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 5, 1), "2025-26"),
        (date(2026, 7, 1), "2026-27"),
        (date(2040, 1, 1), "2026-27"),
    ],
)
def test_summer_belongs_to_the_coming_year(day: date, year: str) -> None:
    assert school_year_on(day) == year


def test_the_only_head_stays_head(desk: Desk) -> None:
    with pytest.raises(LastHeadError):
        desk.access.change_roles(desk.account.id, (Role.TEACHER,), Form())

    assert desk.person.roles(desk.today()) == (Role.HEAD,)


def test_a_head_may_go_when_there_is_another(desk: Desk) -> None:
    other = _add_teacher(desk)
    desk.access.change_roles(other, (Role.HEAD,), Form())

    desk.access.change_roles(desk.account.id, (Role.TEACHER,), Form())

    assert desk.person.roles(desk.today()) == (Role.TEACHER,)


def test_an_account_is_not_undone_because_its_keys_are_given(desk: Desk) -> None:
    other = _add_teacher(desk)

    with pytest.raises(KeysGivenError):
        desk.undo(Form())

    assert other in {account.id for account in desk.access.accounts()}


def test_who_is_at_the_keyboard_proves_it_by_the_password(desk: Desk) -> None:
    desk.prove(HEAD.password)

    with pytest.raises(WrongPasswordError):
        desk.prove("бұлт алма гүл дала")
