import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.storage.sign_in_limit import (
    SignInLimit,
    TooManyTriesError,
    Tries,
    seconds_left,
    settled,
    waiting_seconds,
)

NOON = 1_800_000_000
TEACHER, OTHER = 5, 6


def tried(folder, times, now=NOON):
    for _ in range(times):
        SignInLimit(folder).admit(TEACHER, now)


def test_five_tries_are_free_and_the_sixth_waits_a_second(tmp_path):
    tried(tmp_path, 5)

    with pytest.raises(TooManyTriesError) as refused:
        SignInLimit(tmp_path).admit(TEACHER, NOON)
    SignInLimit(tmp_path).admit(TEACHER, NOON + 1)

    assert refused.value.facts == {"seconds": 1}


def test_waiting_grows_to_five_minutes(tmp_path):
    now, waits = NOON, []
    tried(tmp_path, 5)
    for _ in range(11):
        with pytest.raises(TooManyTriesError) as refused:
            SignInLimit(tmp_path).admit(TEACHER, now)
        waits.append(refused.value.facts["seconds"])
        now += waits[-1]
        SignInLimit(tmp_path).admit(TEACHER, now)

    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


def test_one_account_does_not_slow_another(tmp_path):
    tried(tmp_path, 5)

    SignInLimit(tmp_path).admit(OTHER, NOON)

    with pytest.raises(TooManyTriesError):
        SignInLimit(tmp_path).admit(TEACHER, NOON)


def test_a_right_password_forgets_the_tries(tmp_path):
    tried(tmp_path, 5)

    SignInLimit(tmp_path).clear(TEACHER)

    tried(tmp_path, 5)
    with pytest.raises(TooManyTriesError):
        SignInLimit(tmp_path).admit(TEACHER, NOON)


@pytest.mark.parametrize("since", [0, 100])
def test_a_computer_switched_on_again_begins_the_wait_anew(tmp_path, since):
    tried(tmp_path, 5)
    for moment in (NOON + 1, NOON + 3):
        SignInLimit(tmp_path).admit(TEACHER, moment)

    with pytest.raises(TooManyTriesError) as refused:
        SignInLimit(tmp_path).admit(TEACHER, since)
    SignInLimit(tmp_path).admit(TEACHER, since + 4)

    assert refused.value.facts == {"seconds": 4}


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"x":[1,2]}', b'{"5":7}', b'{"5":["a","b"]}', b"[" * 99_999]
)
def test_a_damaged_file_counts_as_no_try(tmp_path, content):
    (tmp_path / "signin.json").write_bytes(content)

    SignInLimit(tmp_path).admit(TEACHER, NOON)

    assert (tmp_path / "signin.json").read_bytes() == b'{"5": [1, 1800000000]}'


@given(st.integers(0, 10**6), st.integers(0, 10**12), st.integers(0, 10**12))
def test_nobody_ever_waits_longer_than_five_minutes(count, last, now):
    left = seconds_left(settled(Tries(count, last), now), now)

    assert 0 <= left <= 300


@given(st.integers(0, 10**6))
def test_more_tries_never_wait_less(count):
    assert waiting_seconds(count) <= waiting_seconds(count + 1)
