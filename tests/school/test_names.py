import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.school.model import PersonName
from school_desk.school.names import (
    ALPHABET,
    clean,
    fold,
    latin_lookalikes,
    matches,
    mended,
    name_key,
    parse_full_name,
    sort_key,
)

IN_ORDER = [
    "Алия",
    "Әлия",
    "Галым",
    "Гүлнар",
    "Ғалым",
    "Елкин",
    "Ёлкин",
    "Жұмабай",
    "Зере",
    "Игілік",
    "Иманғали",
    "Кайрат",
    "Қайрат",
    "Нұр",
    "Омар",
    "Өмір",
    "Уәли",
    "Ұлан",
    "Үміт",
    "Хадиша",
    "Һадиша",
    "Шамиль",
    "Щербак",
    "Ыбырай",
    "Ілияс",
    "Эльмира",
    "Юсуп",
    "Яна",
]
TEXTS = st.text(ALPHABET + ALPHABET.upper() + "abcxyzi -'0ßй", max_size=12)


def test_alphabet_has_its_42_letters() -> None:
    assert len(set(ALPHABET)) == 42


def test_names_stand_in_kazakh_order() -> None:
    backwards = IN_ORDER[::-1]

    assert sorted(backwards, key=sort_key) == IN_ORDER


def test_space_and_hyphen_come_before_letters_and_latin_after() -> None:
    mixed = ["Zoe", "Әлия", "Ал ия", "Алия", "Ал-ия"]

    assert sorted(mixed, key=sort_key) == ["Ал ия", "Ал-ия", "Алия", "Әлия", "Zoe"]


def test_decomposed_letters_sort_as_whole_ones() -> None:
    assert sort_key(unicodedata.normalize("NFD", "Ёлкин Сергей")) == sort_key("Ёлкин Сергей")


def test_people_stand_by_surname_then_given_name_then_patronymic() -> None:
    people = [
        PersonName("Әбіш", "Ерасыл"),
        PersonName("Абай", "Інжу"),
        PersonName("Абай", "Ержан", "Серікұлы"),
        PersonName("Абай", "Ержан"),
    ]

    assert [person.full for person in sorted(people, key=name_key)] == [
        "Абай Ержан",
        "Абай Ержан Серікұлы",
        "Абай Інжу",
        "Әбіш Ерасыл",
    ]


@given(st.lists(TEXTS))
def test_order_never_depends_on_where_it_began(names: list[str]) -> None:
    backwards = names[::-1]

    keys = [sort_key(name) for name in sorted(backwards, key=sort_key)]

    assert keys == [sort_key(name) for name in sorted(names, key=sort_key)]


@given(TEXTS, TEXTS)
def test_order_is_total_and_sees_letters_only(one: str, other: str) -> None:
    assert (sort_key(one) < sort_key(other)) + (sort_key(one) > sort_key(other)) + (
        one.casefold() == other.casefold()
    ) == 1


@given(TEXTS)
def test_fold_of_a_fold_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_clean_of_a_clean_text_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    "query",
    ["кайрат", "ҚАЙ", "инж", "Інжу Қайрат", "Kaйрaт", "маратк", "кызы", ""],
)
def test_search_forgives_letters_that_sound_or_look_alike(query: str) -> None:
    name = PersonName("Қайрат-Қызы", "Інжу", "Маратқызы")

    assert matches(query, name)


@pytest.mark.parametrize("query", ["айрат", "қайрат серік", "к я"])
def test_search_finds_beginnings_only(query: str) -> None:
    assert not matches(query, PersonName("Қайрат", "Інжу", "Маратқызы"))


def test_latin_letters_among_cyrillic_are_named_and_mended() -> None:
    assert latin_lookalikes("Kaйрaт") == "Ka"
    assert mended("Kaйрaт") == "Кайрат"
    assert latin_lookalikes("Əлия") == "Ə"
    assert mended("Əлия Yміт") == "Әлия Үміт"


def test_name_wholly_latin_is_a_name_of_its_own() -> None:
    assert latin_lookalikes("Anna Schmidt") == ""


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Қайрат Інжу Маратқызы", ("Қайрат", "Інжу", "Маратқызы")),
        ("Қайрат Інжу", ("Қайрат", "Інжу", "")),
        ("  Қайрат   Інжу ", ("Қайрат", "Інжу", "")),
        ("Қайрат Інжу Марат қызы", ("Қайрат", "Інжу", "Марат қызы")),
        ("Әбіш Ерасыл Серік Ұлы", ("Әбіш", "Ерасыл", "Серік Ұлы")),
        ("Мамедов Али Гасан оглы", ("Мамедов", "Али", "Гасан оглы")),
        ("Гүлнар Серікқызы", ("Серікқызы", "Гүлнар", "")),
        ("Дәурен Серік ұлы", ("Серік ұлы", "Дәурен", "")),
        ("Серікұлы Дәурен", ("Серікұлы", "Дәурен", "")),
        ("Пётр Ильич", ("", "Пётр", "Ильич")),
        ("Ким Анна Мария Сергеевна", ("Ким", "Анна Мария", "Сергеевна")),
        ("Ким Ан На Ри", ("Ким", "Ан", "На Ри")),
        ("Қайрат", ("Қайрат", "", "")),
        ("", ("", "", "")),
        ("Әбіш – Ерғали Мадина", ("Әбіш-Ерғали", "Мадина", "")),
    ],
)
def test_name_of_one_cell_is_parted(text: str, parts: tuple[str, str, str]) -> None:
    assert parse_full_name(text) == PersonName(*parts)
