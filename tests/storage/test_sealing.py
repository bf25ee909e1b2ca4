import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.storage.sealing import (
    Argon2Params,
    SealBrokenError,
    Wrap,
    WrongPasswordError,
    choose_params,
    measure,
    public_key_of,
    seal,
    unseal,
    unwrap,
    wrap,
)
from tests.storage.keys_for_tests import CHEAP, series

MINE = bytes(range(32))
OTHER = bytes(range(1, 33))


@given(st.binary(max_size=100))
def test_only_the_right_key_pair_opens_a_sealed_secret(plain):
    sealed = seal(plain, public_key_of(MINE), purpose="file/1", random=series(1))

    assert unseal(sealed, MINE, purpose="file/1") == plain
    with pytest.raises(SealBrokenError):
        unseal(sealed, OTHER, purpose="file/1")


def test_a_sealed_secret_opens_for_its_own_purpose_only():
    sealed = seal(b"key", public_key_of(MINE), purpose="file/1 for 5", random=series(1))

    with pytest.raises(SealBrokenError):
        unseal(sealed, MINE, purpose="file/1 for 6")


@given(st.integers(0, 63), st.integers(1, 255))
def test_a_sealed_secret_with_any_byte_changed_is_refused(place, change):
    sealed = bytearray(seal(bytes(15), public_key_of(MINE), purpose="x", random=series(1)))
    sealed[place] ^= change

    with pytest.raises(SealBrokenError):
        unseal(bytes(sealed), MINE, purpose="x")


@given(st.binary(max_size=64))
def test_bytes_that_were_never_sealed_are_refused(sealed):
    with pytest.raises(SealBrokenError):
        unseal(sealed, MINE, purpose="x")


def test_a_password_opens_its_wrap_and_no_other_does():
    wrapped = wrap(MINE, "төрт жылы күз", CHEAP, purpose="a", random=series(1))

    assert unwrap(wrapped, "төрт жылы күз", purpose="a") == MINE
    with pytest.raises(WrongPasswordError):
        unwrap(wrapped, "төрт жылы кұз", purpose="a")
    with pytest.raises(WrongPasswordError):
        unwrap(wrapped, "төрт жылы күз", purpose="b")


def test_a_password_typed_with_combining_signs_is_the_same_password():
    wrapped = wrap(MINE, "йод және ёлка", CHEAP, purpose="a", random=series(1))

    typed = unicodedata.normalize("NFD", "йод және ёлка")

    assert unwrap(wrapped, typed, purpose="a") == MINE


@given(st.integers(0, 59), st.integers(1, 255))
def test_a_wrap_with_any_byte_changed_is_refused(place, change):
    wrapped = wrap(MINE, "password", CHEAP, purpose="a", random=series(1))
    box = bytearray(wrapped.box)
    box[place] ^= change

    with pytest.raises(WrongPasswordError):
        unwrap(Wrap(CHEAP, wrapped.salt, bytes(box)), "password", purpose="a")


@pytest.mark.parametrize(
    ("seconds_per_mib_and_pass", "seconds"),
    [(0.00005, 0.1), (0.0005, 0.18), (0.002, 0.18)],
)
def test_the_cost_of_a_guess_comes_near_a_quarter_second(seconds_per_mib_and_pass, seconds):
    def seconds_of(params: Argon2Params) -> float:
        return params.memory_kib / 1024 * params.passes * seconds_per_mib_and_pass

    chosen = choose_params(seconds_of)

    assert seconds <= seconds_of(chosen) <= 0.25


def test_a_slow_pc_still_gets_the_floor():
    assert choose_params(lambda _: 3.0) == Argon2Params(19 * 1024, 2)


def test_this_pc_can_be_measured():
    chosen = measure()

    assert chosen.memory_kib >= 19 * 1024
    assert chosen.passes >= 2


def test_secrets_do_not_show_in_a_repr():
    wrapped = wrap(MINE, "password", CHEAP, purpose="a", random=series(1))

    assert repr(wrapped) == f"Wrap(params={CHEAP!r})"
