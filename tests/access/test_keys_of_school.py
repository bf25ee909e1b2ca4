"""People leave, keys are renewed, passwords are lost: what then opens the school, and what not."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_bytes

import pytest

from school_desk.access.model import (
    KeysGivenError,
    LastHeadError,
    NotAllowedError,
    OwnAccountError,
    Role,
)
from school_desk.app import Desk, Entrance
from school_desk.i18n import Text
from school_desk.intents import Form
from school_desk.paths import SchoolFolder
from school_desk.recovering import NotHeadError
from school_desk.school.model import PersonName
from school_desk.school_file import NewSchool
from school_desk.storage.database import opens
from school_desk.storage.errors import KeysUnsettledError
from school_desk.storage.key_changes import add_account
from school_desk.storage.key_file import open_ring, save_ring
from school_desk.storage.keys import NotAdmittedError, RecoveryForeignError, UnknownAccountError
from school_desk.storage.recovery_code import RecoveryCode, RecoveryGroupError
from school_desk.storage.sealing import Argon2Params, WrongPasswordError

NOON = datetime(2026, 10, 22, 12, tzinfo=UTC)
CHEAP, DEAR = Argon2Params(64, 1, 1), Argon2Params(128, 2, 1)
HEAD = NewSchool(
    {"kk": "Аққайың негізгі орта мектебі", "ru": "Аккайынская основная школа"},
    "2026-27",
    PersonName("Сәрсенов", "Айдос", "Маратұлы"),
    "Айдос",
    "алма бұлт гүл дала",
)
TEACHER, WORDS = PersonName("Жақсыбек", "Гүлнар", "Серікқызы"), "тау қар жел су"
NEW_WORDS = "өзен тас жол күн"


def door(folder: Path, *, reading: bool = False, cost: Argon2Params = CHEAP) -> Entrance:
    return Entrance(SchoolFolder(folder), now=lambda: NOON, reading=reading, cost=lambda: cost)


class School:
    """A school with a head and a teacher; the head is signed in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entrance = door(folder)
        self.desk, self.code = self.entrance.set_up(HEAD)
        self.teacher = self.desk.create_account("Гүлнар", TEACHER, WORDS, (Role.TEACHER,))

    def signs_in(self, name: str, password: str) -> Desk:
        """Somebody else sits down."""
        self.desk.close()
        self.desk = self.entrance.sign_in(name, password)
        return self.desk

    def renews(self) -> None:
        self.desk.keys.end_renewal(self.desk.keys.begin_renewal())

    def file_key(self) -> bytes:
        return open_ring(self.entrance.place.keys).unlock(HEAD.sign_in, HEAD.password).file_key

    def close(self) -> None:
        self.desk.close()
        self.entrance.close()


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    made = School(tmp_path / "school.d")
    yield made
    made.close()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> None:
    (tmp_path / "school.d").mkdir()


# Somebody leaves


def test_who_left_signs_in_no_more_and_stays_in_the_log(school: School) -> None:
    school.desk.keys.close_account(school.teacher)

    with pytest.raises(UnknownAccountError):
        school.entrance.sign_in("Гүлнар", WORDS)
    assert school.teacher not in {one.id for one in school.desk.access.accounts()}
    assert school.desk.keys.left() == 1
    assert school.entrance.names == ("Айдос",)
    with pytest.raises(KeysGivenError) as refused:
        school.desk.undo(Form())
    assert refused.value.facts["step"] == Text("Close account")


def test_after_a_renewal_nobody_who_left_is_left_to_think_of(school: School) -> None:
    before = school.file_key()
    school.desk.keys.close_account(school.teacher)

    school.renews()

    assert school.desk.keys.left() == 0
    assert school.file_key() != before
    assert not opens(school.entrance.place.database, before)
    assert school.desk.verify() == ()


def test_work_goes_on_after_a_renewal_and_everybody_signs_in(school: School) -> None:
    device = school.desk._storage.device.id

    school.renews()
    group = school.desk.school.add_class_group(6, "А", "kk")
    school.renews()
    teacher = school.signs_in("Гүлнар", WORDS)

    assert group in {one.id for one in teacher.school.class_groups()}
    assert teacher._storage.device.id == device
    school.signs_in(HEAD.sign_in, HEAD.password)
    assert school.desk.verify() == ()


def test_the_only_head_does_not_leave_and_nobody_leaves_themselves(school: School) -> None:
    with pytest.raises(OwnAccountError):
        school.desk.keys.close_account(school.desk.account.id)
    school.desk.access.change_roles(school.teacher, (Role.DEPUTY, Role.HEAD), Form())
    school.signs_in("Гүлнар", WORDS)
    head = next(one.id for one in school.desk.access.accounts() if one.sign_in_name == "Айдос")
    school.desk.access.change_roles(school.teacher, (Role.DEPUTY,), Form())

    with pytest.raises((LastHeadError, NotAllowedError)):
        school.desk.keys.close_account(head)
    assert head in {one.id for one in school.desk.access.accounts()}


def test_a_teacher_does_nothing_with_the_keys_of_others(school: School) -> None:
    desk = school.signs_in("Гүлнар", WORDS)
    before = (school.folder / "school.keys").read_bytes()

    for act in (
        desk.keys.begin_renewal,
        desk.keys.new_sheet,
        desk.keys.left,
        lambda: desk.keys.close_account(1),
        lambda: desk.keys.take_sheet(school.code),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert (school.folder / "school.keys").read_bytes() == before


def test_a_renewal_that_the_window_leaves_behind_is_ended_by_the_next_who_signs_in(
    school: School,
) -> None:
    before = school.file_key()
    school.desk.keys.begin_renewal()

    with pytest.raises(KeysUnsettledError):
        door(school.folder, reading=True).sign_in("Гүлнар", WORDS)
    teacher = school.signs_in("Гүлнар", WORDS)

    assert teacher.account.sign_in_name == "Гүлнар"
    assert school.file_key() == before
    assert not (school.folder / "school.next").exists()
    door(school.folder, reading=True).sign_in("Гүлнар", WORDS).close()


def test_an_account_that_was_made_by_half_is_not_let_in_and_can_be_made_anew(
    school: School,
) -> None:
    """The power went after the key file and before the row."""
    chain, name = school.desk._chain, "Ерлан"
    half, _ = add_account(
        *(chain.ring, chain.unlocked, name, WORDS), random=token_bytes, params=CHEAP
    )
    save_ring(school.entrance.place.keys, half)
    school.desk.close()
    with pytest.raises(NotAdmittedError):
        school.entrance.sign_in(name, WORDS)

    school.desk = school.entrance.sign_in(HEAD.sign_in, HEAD.password)
    school.desk.create_account(name, PersonName("Сәбит", "Ерлан"), NEW_WORDS, (Role.TEACHER,))

    assert school.signs_in(name, NEW_WORDS).account.name.given == "Ерлан"
    school.signs_in("Гүлнар", WORDS)


# The recovery sheet


def test_the_sheet_gives_a_head_a_new_password_and_the_log_says_so(school: School) -> None:
    school.close()
    school.entrance = door(school.folder)

    recovery = school.entrance.open_with_sheet(school.code.text.lower())
    heads = recovery.heads
    recovery.give_password("Айдос", NEW_WORDS)
    recovery.close()

    assert heads == ("Айдос",)
    with pytest.raises(WrongPasswordError):
        school.entrance.sign_in("Айдос", HEAD.password)
    school.desk = school.entrance.sign_in("Айдос", NEW_WORDS)
    assert school.desk.verify() == ()
    labels = school.desk._storage.db.execute("SELECT text FROM label").fetchall()
    assert ("Open with the recovery sheet",) in labels


def test_the_sheet_gives_no_password_to_a_teacher(school: School) -> None:
    school.desk.close()
    recovery = school.entrance.open_with_sheet(school.code.text)

    with pytest.raises(NotHeadError):
        recovery.give_password("Гүлнар", NEW_WORDS)
    recovery.close()

    school.desk = school.entrance.sign_in("Гүлнар", WORDS)


def test_a_code_that_is_mistyped_or_of_another_school_opens_nothing(school: School) -> None:
    school.desk.close()
    wrong = "2" if school.code.text[0] != "2" else "3"

    with pytest.raises(RecoveryGroupError) as refused:
        school.entrance.open_with_sheet(wrong + school.code.text[1:])
    with pytest.raises(RecoveryForeignError):
        school.entrance.open_with_sheet(RecoveryCode(bytes(20)).text)

    assert refused.value.facts["group"] == 1
    school.desk = school.entrance.sign_in("Айдос", HEAD.password)


def test_a_new_sheet_takes_the_place_of_the_old_one(school: School) -> None:
    code = school.desk.keys.new_sheet()
    school.desk.keys.take_sheet(code)
    school.renews()
    school.desk.close()

    with pytest.raises(RecoveryForeignError):
        school.entrance.open_with_sheet(school.code.text)
    recovery = school.entrance.open_with_sheet(code.text)
    recovery.give_password("Айдос", NEW_WORDS)
    recovery.close()

    school.desk = school.entrance.sign_in("Айдос", NEW_WORDS)


def test_the_old_sheet_with_a_copy_of_the_old_keys_opens_nothing_written_after_a_renewal(
    school: School, tmp_path: Path
) -> None:
    kept = Path(shutil.copytree(school.folder, tmp_path / "copy"))
    school.desk.keys.take_sheet(school.desk.keys.new_sheet())
    school.renews()

    old = open_ring(kept / "school.keys").unlock_with_recovery(school.code)

    assert not opens(school.entrance.place.database, old.file_key)


# What a guess of a password costs


def test_the_cost_is_measured_at_the_set_up_kept_and_used_for_everybody(tmp_path: Path) -> None:
    measured = []

    def cost() -> Argon2Params:
        measured.append(DEAR)
        return DEAR

    entrance = Entrance(SchoolFolder(tmp_path / "school.d"), now=lambda: NOON, cost=cost)
    desk, _code = entrance.set_up(HEAD)
    teacher = desk.create_account("Гүлнар", TEACHER, WORDS, (Role.TEACHER,))
    desk.reset_password(teacher, NEW_WORDS)
    desk.close()
    entrance.close()

    params = {one.wrapped.params for one in open_ring(entrance.place.keys).accounts}
    assert params == {DEAR}
    assert len(measured) == 1


def test_a_password_that_became_cheap_to_guess_is_closed_anew_at_the_next_sign_in(
    school: School,
) -> None:
    school.entrance.cost = lambda: DEAR
    school.desk.change_password(NEW_WORDS)
    before = open_ring(school.entrance.place.keys).account_named("Гүлнар")

    teacher = school.signs_in("Гүлнар", WORDS)
    after = open_ring(school.entrance.place.keys).account_named("Гүлнар")
    teacher.prove(WORDS)

    assert (before.wrapped.params, after.wrapped.params) == (CHEAP, DEAR)
    assert before.public_key == after.public_key
    school.signs_in("Гүлнар", WORDS)


def test_a_slower_computer_makes_no_password_cheaper(school: School) -> None:
    school.entrance.cost = lambda: DEAR
    school.desk.change_password(NEW_WORDS)
    school.entrance.cost = lambda: CHEAP
    school.desk.change_password(HEAD.password)

    assert open_ring(school.entrance.place.keys).account_named("Айдос").wrapped.params == DEAR
