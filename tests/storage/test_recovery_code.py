import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.storage.recovery_code import (
    SIGNS,
    RecoveryCheckError,
    RecoveryCode,
    RecoveryCodeLengthError,
    RecoveryGroupError,
    make_recovery_code,
    parse_recovery_code,
)
from tests.storage.keys_for_tests import series

CODES = st.binary(min_size=20, max_size=20).map(RecoveryCode)
CYRILLIC = str.maketrans("AEHKMPTX", "АЕНКМРТХ")
KAZAKH_NUMBER_ROW = str.maketrans("23456789", "әіңғ,.үұ")


@given(CODES)
def test_a_code_reads_back_as_printed(code):
    assert parse_recovery_code(code.text) == code
    assert {len(group) for group in (*code.groups, code.check_word)} == {6}
    assert set(code.text) <= {*SIGNS, " "}


@given(CODES)
def test_a_code_reads_back_in_any_layout_and_case(code):
    for typed in (
        code.text.lower(),
        code.text.translate(CYRILLIC),
        code.text.translate(CYRILLIC).lower(),
        code.text.translate(CYRILLIC).translate(KAZAKH_NUMBER_ROW).lower(),
        code.text.replace(" ", ""),
        f"  {code.text.replace(' ', ' - ')}\n",
        code.text.replace("8", "В"),
    ):
        assert parse_recovery_code(typed) == code


@given(CODES, st.integers(0, 47), st.integers(1, 15))
def test_one_wrong_sign_names_its_group(code, place, shift):
    signs = list("".join(code.groups))
    signs[place] = SIGNS[(SIGNS.index(signs[place]) + shift) % 16]

    with pytest.raises(RecoveryGroupError) as refused:
        parse_recovery_code("".join(signs) + code.check_word)

    assert refused.value.facts == {"group": place // 6 + 1}


@given(CODES, st.integers(0, 7), st.integers(0, 5), st.integers(0, 5))
def test_two_swapped_signs_of_a_group_name_it(code, group, one, other):
    groups = [list(signs) for signs in code.groups]
    signs = groups[group]
    if signs[one] == signs[other]:
        return
    signs[one], signs[other] = signs[other], signs[one]

    with pytest.raises(RecoveryGroupError) as refused:
        parse_recovery_code(" ".join("".join(part) for part in groups) + " " + code.check_word)

    assert refused.value.facts == {"group": group + 1}


@given(CODES)
def test_two_swapped_groups_are_found(code):
    first, second, *rest = code.groups

    with pytest.raises(RecoveryGroupError) as refused:
        parse_recovery_code(" ".join((second, first, *rest, code.check_word)))

    assert refused.value.facts == {"group": 1}


def test_the_check_word_of_another_code_is_refused():
    one, other = make_recovery_code(series(1)), make_recovery_code(series(2))

    with pytest.raises(RecoveryCheckError):
        parse_recovery_code(" ".join((*one.groups, other.check_word)))


def test_a_group_with_a_sign_too_few_is_named():
    code = make_recovery_code(series(1))
    groups = list(code.groups)
    groups[4] = groups[4][:5]

    with pytest.raises(RecoveryGroupError) as refused:
        parse_recovery_code(" ".join((*groups, code.check_word)))

    assert refused.value.facts == {"group": 5}


def test_a_sign_that_no_code_has_names_its_group():
    code = make_recovery_code(series(1))
    typed = code.text[:7] + "0" + code.text[8:]

    with pytest.raises(RecoveryGroupError) as refused:
        parse_recovery_code(typed)

    assert refused.value.facts == {"group": 2}


@pytest.mark.parametrize("typed", ["", "   ", "HELLO", "23456"])
def test_half_a_code_is_told_how_long_it_should_be(typed):
    with pytest.raises(RecoveryCodeLengthError) as refused:
        parse_recovery_code(typed)

    assert refused.value.facts == {"needed": 54, "typed": len(typed.strip())}


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_in_words(typed):
    with pytest.raises((RecoveryCodeLengthError, RecoveryGroupError, RecoveryCheckError)):
        parse_recovery_code(typed)


def test_a_code_does_not_show_in_its_repr():
    assert repr(make_recovery_code(series(1))) == "RecoveryCode()"


def test_a_group_typed_back_is_known_in_any_alphabet() -> None:
    code = RecoveryCode(bytes(range(20)))
    group = code.groups[3]
    kazakh = group.translate(str.maketrans("AEHKMPTX23456789", "АЕНКМРТХӘІҢҒ,.ҮҰ"))

    assert code.has_group(3, f" {kazakh[:3].lower()} {kazakh[3:]} ")
    assert not code.has_group(4, group)
