from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.access.password_rules import (
    PasswordLongError,
    PasswordOwnNameError,
    PasswordPlainError,
    PasswordShortError,
    accept_password,
    offer_words,
    parse_words,
)

NAMES = ("Серікова", "Айнұр", "Маратқызы", "айнұр.с")
LISTS = {
    language: parse_words(
        resources.files("school_desk.access").joinpath(f"words_{language}.txt").read_text("utf-8")
    )
    for language in ("kk", "ru")
}


@pytest.mark.parametrize(
    "text",
    [
        "алма көше кітап дала",
        "снег лампа орёл мост",
        "correct horse battery",
        "tR7-wq2!zP",
        "Менің Айнұр деген құрбым бар",
        "password бұлттан түскен тиін",
    ],
)
def test_a_good_password_is_taken_as_typed(text):
    assert accept_password(text, NAMES) == text


@pytest.mark.parametrize("text", ["", "а", "tR7-wq2!z", "   tR7-wq2   "])
def test_a_short_password_is_refused(text):
    with pytest.raises(PasswordShortError):
        accept_password(text)


def test_a_pasted_page_is_refused():
    with pytest.raises(PasswordLongError):
        accept_password("бір екі үш " * 20)


@pytest.mark.parametrize(
    "text",
    [
        "1234567890",
        "9876543210",
        "aaaaaaaaaaaaaaa",
        "ababababab",
        "Password123",
        "qwertyuiop",
        "йцукенгшщз",
        "Құпиясөз2026",
        "мектеп12345",
        "әіңғүұқөһәіңғ",
        "Qwerty123456",
    ],
)
def test_a_password_that_others_try_first_is_refused(text):
    with pytest.raises(PasswordPlainError):
        accept_password(text, NAMES)


@pytest.mark.parametrize("text", ["Серікова Айнұр", "айнұр12345", "СЕРІКОВА2026", "Маратқызы_1"])
def test_a_password_made_of_the_own_name_is_refused(text):
    with pytest.raises(PasswordOwnNameError):
        accept_password(text, NAMES)


@pytest.mark.parametrize("language", LISTS)
def test_a_word_list_has_enough_simple_words(language):
    words = LISTS[language]

    assert len(words) >= 512
    assert len(set(words)) == len(words)
    assert all(4 <= len(word) <= 8 and word.isalpha() and word.islower() for word in words)


@pytest.mark.parametrize("language", LISTS)
@given(drawn=st.integers(0))
def test_offered_words_are_four_and_accepted(language, drawn):
    offered = offer_words(LISTS[language], lambda n: drawn % n)

    assert len(set(offered.split())) == 4
    assert accept_password(offered, NAMES) == offered
