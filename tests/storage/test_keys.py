from dataclasses import replace

import pytest

from school_desk.storage.key_changes import (
    LastAccountError,
    SecretNotHeldError,
    SignInNameError,
    SignInNameTakenError,
    add_account,
    add_generation,
    change_password,
    create_school,
    remove_account,
    reset_password,
)
from school_desk.storage.keys import (
    RECOVERY,
    KeyRingForgedError,
    NotAdmittedError,
    RecoveryForeignError,
    UnknownAccountError,
    label,
)
from school_desk.storage.recovery_code import make_recovery_code
from school_desk.storage.sealing import SealBrokenError, WrongPasswordError, public_key_of
from tests.storage.keys_for_tests import CHEAP, HEAD, PASSWORD, a_school, series

TEACHER = "Ерлан Сәбитұлы"
FOUR_WORDS = "алма көше кітап дала"
NEW_WORDS = "бұлт өзен тас жол"


@pytest.fixture
def school():
    return a_school()


@pytest.fixture
def staffed(school):
    ring, _, code = school
    head = ring.unlock(HEAD, PASSWORD)
    ring, teacher = add_account(ring, head, TEACHER, FOUR_WORDS, random=series(8), params=CHEAP)
    return ring, head, teacher, code


def test_the_head_opens_the_file_with_the_password(school):
    ring, file_key, _ = school

    unlocked = ring.unlock(HEAD, PASSWORD)

    assert unlocked.file_key == file_key
    assert unlocked.account_id == ring.accounts[0].id
    assert len(file_key) == 32


def test_a_name_is_found_however_it_is_typed(school):
    ring, file_key, _ = school

    assert ring.unlock("  әсел   ТОҚТАРҚЫЗЫ ", PASSWORD).file_key == file_key


def test_a_wrong_password_and_a_wrong_name_are_told_apart(school):
    ring, _, _ = school

    with pytest.raises(WrongPasswordError):
        ring.unlock(HEAD, PASSWORD + " ")
    with pytest.raises(UnknownAccountError):
        ring.unlock("Басқа", PASSWORD)


def test_two_schools_share_nothing():
    one = create_school(HEAD, PASSWORD, random=series(1), params=CHEAP)
    other = create_school(HEAD, PASSWORD, random=series(2), params=CHEAP)

    assert one[0].school != other[0].school
    assert one[1] != other[1]
    assert one[2] != other[2]


def test_a_new_account_opens_the_same_file(staffed):
    ring, head, teacher, _ = staffed

    unlocked = ring.unlock(TEACHER, FOUR_WORDS)

    assert unlocked.account_id == teacher
    assert unlocked.secrets == {"file/1": head.file_key}


def test_the_recovery_code_opens_everything(staffed):
    ring, head, _, code = staffed
    ring, head = add_generation(
        ring, head, "support", b"s" * 32, holders=[head.account_id], random=series(9)
    )

    unlocked = ring.unlock_with_recovery(code)

    assert unlocked.secrets == head.secrets
    assert set(unlocked.secrets) == {"file/1", label("support", ring.newest("support"))}


def test_the_code_of_another_school_is_refused(school):
    ring, _, _ = school

    with pytest.raises(RecoveryForeignError):
        ring.unlock_with_recovery(make_recovery_code(series(99)))


def test_an_account_gets_only_the_secrets_it_was_given(staffed):
    ring, head, teacher, _ = staffed
    ring, head = add_generation(
        ring, head, "support", b"s" * 32, holders=[head.account_id], random=series(9)
    )
    ring, _ = add_account(
        ring, head, "Маман", NEW_WORDS, secrets=["file", "support"], random=series(10), params=CHEAP
    )

    assert (
        ring.unlock("Маман", NEW_WORDS).secrets[label("support", ring.newest("support"))]
        == b"s" * 32
    )
    assert set(ring.unlock(TEACHER, FOUR_WORDS).secrets) == {"file/1"}
    assert ring.account(teacher).name == TEACHER


def test_nobody_passes_on_a_secret_that_is_not_held(staffed):
    ring, head, _, _ = staffed
    ring, _ = add_generation(
        ring, head, "support", b"s" * 32, holders=[head.account_id], random=series(9)
    )
    teacher = ring.unlock(TEACHER, FOUR_WORDS)

    with pytest.raises(SecretNotHeldError):
        add_account(
            ring, teacher, "Дос", NEW_WORDS, secrets=["support"], random=series(1), params=CHEAP
        )
    changed = reset_password(
        ring, teacher, head.account_id, NEW_WORDS, random=series(1), params=CHEAP
    )
    assert set(changed.unlock(HEAD, NEW_WORDS).secrets) == {"file/1"}
    assert "support" in {one.name for one in changed.secrets if one.holder == RECOVERY}


def test_a_changed_password_replaces_the_old_one(staffed):
    ring, head, teacher, _ = staffed
    unlocked = ring.unlock(TEACHER, FOUR_WORDS)

    changed = change_password(ring, unlocked, NEW_WORDS, random=series(3), params=CHEAP)

    assert changed.unlock(TEACHER, NEW_WORDS).file_key == head.file_key
    assert changed.account(teacher).public_key == ring.account(teacher).public_key
    with pytest.raises(WrongPasswordError):
        changed.unlock(TEACHER, FOUR_WORDS)


def test_a_reset_gives_a_new_key_pair_and_the_same_secrets(staffed):
    ring, head, teacher, _ = staffed

    changed = reset_password(ring, head, teacher, NEW_WORDS, random=series(3), params=CHEAP)

    assert changed.unlock(TEACHER, NEW_WORDS).secrets == ring.unlock(TEACHER, FOUR_WORDS).secrets
    assert changed.account(teacher).public_key != ring.account(teacher).public_key
    with pytest.raises(WrongPasswordError):
        changed.unlock(TEACHER, FOUR_WORDS)


def test_the_recovery_code_resets_the_heads_password(staffed):
    ring, head, _, code = staffed
    found = ring.unlock_with_recovery(code)

    changed = reset_password(
        ring, found, head.account_id, NEW_WORDS, random=series(3), params=CHEAP
    )

    assert changed.unlock(HEAD, NEW_WORDS).secrets == head.secrets


def test_a_removed_account_leaves_no_sealed_secret_behind(staffed):
    ring, head, teacher, _ = staffed

    changed = remove_account(ring, head, teacher)

    assert all(secret.holder != teacher for secret in changed.secrets)
    with pytest.raises(UnknownAccountError):
        changed.unlock(TEACHER, FOUR_WORDS)


def test_the_last_account_stays(school):
    ring, _, _ = school
    head = ring.unlock(HEAD, PASSWORD)

    with pytest.raises(LastAccountError):
        remove_account(ring, head, head.account_id)


def test_a_new_file_key_keeps_out_who_did_not_get_it(staffed):
    ring, head, _, code = staffed
    rotated, head = add_generation(
        ring, head, "file", b"n" * 32, holders=[head.account_id], random=series(4)
    )

    assert rotated.unlock(HEAD, PASSWORD).file_key == b"n" * 32
    assert set(rotated.unlock_with_recovery(code).secrets) == {"file/1", "file/2"}
    with pytest.raises(NotAdmittedError):
        rotated.unlock(TEACHER, FOUR_WORDS)


def test_an_account_added_after_a_rotation_gets_all_generations(staffed):
    ring, head, teacher, _ = staffed
    ring, head = add_generation(
        ring, head, "file", b"n" * 32, holders=[head.account_id, teacher], random=series(4)
    )

    ring, _ = add_account(ring, head, "Жаңа", NEW_WORDS, random=series(5), params=CHEAP)

    assert set(ring.unlock("Жаңа", NEW_WORDS).secrets) == {"file/1", "file/2"}
    assert ring.unlock(TEACHER, FOUR_WORDS).file_key == b"n" * 32


@pytest.mark.parametrize("name", ["", "   ", "Ә" * 81])
def test_a_name_must_be_a_name(school, name):
    ring, _, _ = school
    head = ring.unlock(HEAD, PASSWORD)

    with pytest.raises(SignInNameError):
        add_account(ring, head, name, FOUR_WORDS, random=series(1), params=CHEAP)


def test_two_people_do_not_share_a_name(school):
    ring, _, _ = school
    head = ring.unlock(HEAD, PASSWORD)

    with pytest.raises(SignInNameTakenError):
        add_account(ring, head, HEAD.upper(), FOUR_WORDS, random=series(1), params=CHEAP)


def test_a_public_key_slipped_in_from_outside_is_found(staffed):
    ring, head, teacher, code = staffed
    mine = replace(ring.account(teacher), public_key=public_key_of(b"i" * 32))
    forged = replace(ring, accounts=(ring.accounts[0], mine))

    with pytest.raises(KeyRingForgedError):
        forged.unlock(HEAD, PASSWORD)
    with pytest.raises(KeyRingForgedError):
        forged.unlock_with_recovery(code)
    with pytest.raises(KeyRingForgedError):
        add_generation(forged, head, "file", b"n" * 32, holders=[teacher], random=series(1))


def test_a_secret_of_one_account_does_not_open_for_another(staffed):
    ring, _, teacher, _ = staffed
    moved = tuple(replace(secret, holder=teacher) for secret in ring.secrets)

    with pytest.raises(SealBrokenError):
        replace(ring, secrets=moved).unlock(TEACHER, FOUR_WORDS)


def test_opened_keys_do_not_show_in_a_repr(school):
    ring, file_key, _ = school
    unlocked = ring.unlock(HEAD, PASSWORD)

    assert repr(unlocked) == f"Unlocked(account_id={unlocked.account_id})"
    assert file_key.hex() not in repr(ring)
