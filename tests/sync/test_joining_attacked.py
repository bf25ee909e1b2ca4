"""What else may lie on a stick: foreign, altered, replayed, late, of another school, forged."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from school_desk.admitting import NobodyThereError, ThisComputerError, WithdrawnComputerError
from school_desk.app import SchoolThereError
from school_desk.errors import DeskError
from school_desk.joining import (
    AskingExpiredError,
    NotAskedError,
    WelcomeIncompleteError,
    WrongSchoolError,
)
from school_desk.storage.device import Device
from school_desk.sync.asking import AskingFileError, check_number, read_asking
from school_desk.sync.packet import pack
from school_desk.sync.welcome import (
    WelcomeElsewhereError,
    WelcomeFileError,
    read_welcome,
    write_welcome,
)
from tests.sync.newcomers import HEAD, NURSE, TEACHER, admitted, asks, room, small_school

ALTERED = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def head(tmp_path_factory):
    place = room(tmp_path_factory.mktemp("first"))
    desk = small_school(place)
    yield desk
    desk.close()
    place.entrance.close()


@pytest.fixture
def new(tmp_path):
    place = room(tmp_path / "second")
    yield place
    place.entrance.close()


@pytest.fixture
def invited(head, new):
    """The new computer, its asking and its welcome."""
    asking = asks(new)
    return new, asking, admitted(head, asking, TEACHER).content


def rewritten(head, new, asking, content, **changes):
    """A welcome that the head's computer itself has written otherwise."""
    welcome = read_welcome(content, asking, new.newcomer.pending.box)
    return write_welcome(replace(welcome, **changes), asking, head._storage.device, os.urandom)


def refused(new, content, error):
    before = new.files()
    with pytest.raises(error):
        new.newcomer.join(content)
    assert new.files() == before


@pytest.mark.parametrize(
    "content", [b"", b"School Desk welcome 1\n", b"%PDF-1.7 ...", b"\x00" * 5000]
)
def test_a_foreign_file_is_no_welcome_and_no_asking(invited, content):
    new, _asking, _content = invited

    refused(new, content, (WelcomeFileError, WelcomeElsewhereError))
    with pytest.raises(AskingFileError):
        read_asking(content)


@ALTERED
@given(where=st.floats(0, 0.999), bit=st.integers(0, 7))
def test_an_altered_welcome_changes_nothing(invited, where, bit):
    new, _asking, content = invited
    spoiled = bytearray(content)
    spoiled[int(where * len(content))] ^= 1 << bit

    refused(new, bytes(spoiled), (WelcomeFileError, WelcomeElsewhereError))


@ALTERED
@given(where=st.floats(0, 0.999))
def test_half_a_welcome_changes_nothing(invited, where):
    new, _asking, content = invited

    cut = content[: int(where * len(content))]

    refused(new, cut, (WelcomeFileError, WelcomeElsewhereError))


@ALTERED
@given(where=st.floats(0, 0.999), bit=st.integers(0, 7))
def test_an_altered_asking_is_refused(invited, where, bit):
    _new, asking, _content = invited
    spoiled = bytearray(asking.spelled().encode())
    spoiled[int(where * len(spoiled))] ^= 1 << bit

    with pytest.raises(AskingFileError):
        read_asking(bytes(spoiled))


def test_another_asking_under_the_same_name_has_another_number(invited, tmp_path):
    new, asking, _content = invited
    other = room(tmp_path / "thief")

    swapped = asks(other, asking.name)

    assert asking.name == swapped.name
    assert check_number(asking.digest) != check_number(swapped.digest)
    assert check_number(asks(new).digest) == check_number(asking.digest)
    other.entrance.close()


def test_a_welcome_opens_on_no_other_computer(invited, tmp_path):
    _new, _asking, content = invited
    other = room(tmp_path / "thief")

    refused(other, content, NotAskedError)
    asks(other)
    refused(other, content, WelcomeElsewhereError)
    other.entrance.close()


def test_a_welcome_counts_once(invited):
    new, _asking, content = invited
    new.newcomer.join(content)

    refused(new, content, SchoolThereError)
    with pytest.raises(SchoolThereError):
        new.newcomer.ask("PC 2")


def test_a_welcome_of_an_earlier_asking_is_over(invited):
    new, asking, content = invited
    new.later = timedelta(days=31)

    refused(new, content, AskingExpiredError)
    again = asks(new)

    assert again.digest != asking.digest
    refused(new, content, WelcomeElsewhereError)


def test_a_clock_that_fell_back_keeps_nobody_out(invited):
    new, _asking, content = invited
    new.later = timedelta(days=-4000)

    assert new.newcomer.join(content) == (TEACHER,)


def test_entries_of_another_school_are_refused(head, invited):
    new, asking, content = invited
    ring = read_welcome(content, asking, new.newcomer.pending.box).ring

    other = rewritten(head, new, asking, content, ring=replace(ring, school=ring.school ^ 1))

    refused(new, other, WrongSchoolError)


def test_a_packet_with_something_missing_is_refused(head, invited):
    new, asking, content = invited
    welcome = read_welcome(content, asking, new.newcomer.pending.box)
    parts = {part for part in ("admin",) if part in welcome.parts}

    empty = rewritten(head, new, asking, content, log=pack(head._storage, parts))

    refused(new, empty, WelcomeIncompleteError)


def test_a_packet_with_more_than_is_granted_is_refused(head, invited):
    new, asking, content = invited
    parts = [name for (name,) in head._storage.db.execute("SELECT name FROM part")]

    fewer = rewritten(head, new, asking, content, parts=("admin/",), log=pack(head._storage, parts))

    refused(new, fewer, (WelcomeFileError, WelcomeIncompleteError))


def test_a_welcome_signed_by_another_computer_is_refused(invited):
    new, asking, content = invited
    welcome = read_welcome(content, asking, new.newcomer.pending.box)

    forged = write_welcome(welcome, asking, Device(b"\x07" * 32), os.urandom)

    refused(new, forged, WelcomeFileError)


def test_what_the_issuer_did_not_sign_is_refused(invited):
    """Whoever swaps the pinned key has to sign all entries anew, and cannot."""
    new, asking, content = invited
    welcome = read_welcome(content, asking, new.newcomer.pending.box)
    thief = Device(b"\x07" * 32)
    issuer = replace(welcome.issuer, key=thief.public_key)

    forged = write_welcome(replace(welcome, issuer=issuer), asking, thief, os.urandom)

    refused(new, forged, WelcomeIncompleteError)


def test_the_head_admits_no_nonsense(head, new):
    asking = asks(new)
    own = replace(asking, key=head._storage.device.public_key)

    with pytest.raises(NobodyThereError):
        admitted(head, asking)
    with pytest.raises(ThisComputerError):
        admitted(head, own, TEACHER)
    assert asking.device.hex() not in str(head.exchange.computers())


def test_a_withdrawn_computer_is_not_admitted_by_its_old_asking(head, new):
    asking = asks(new)
    admitted(head, asking, TEACHER)
    head.admission.withdraw(asking.device)

    with pytest.raises(WithdrawnComputerError):
        admitted(head, asking, TEACHER)


def test_only_a_head_admits_and_withdraws(head, invited):
    new, asking, content = invited
    new.newcomer.join(content)
    desk = new.sits_down(TEACHER)

    for act in (
        lambda: admitted(desk, asking, TEACHER),
        lambda: desk.admission.withdraw(head._storage.device.id),
        desk.admission.people,
    ):
        with pytest.raises(DeskError) as raised:
            act()
        assert type(raised.value).__name__ == "NotAllowedError"
    desk.close()


def test_keys_of_others_do_not_travel(head, invited):
    new, asking, content = invited

    ring = read_welcome(content, asking, new.newcomer.pending.box).ring

    ours = {one.name: one.id for one in head._chain.ring.accounts}
    assert [one.name for one in ring.accounts] == [TEACHER]
    assert {one.holder for one in ring.secrets} <= {0, ours[TEACHER]}
    assert all(one.name != "file" for one in ring.secrets)
    assert ours.keys() == {HEAD, TEACHER, NURSE}
