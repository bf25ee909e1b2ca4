"""Notes that are sealed on one computer are read on the others by whoever may read them there."""

import threading
from dataclasses import replace

import pytest

from school_desk.access.model import Role, RoleGrant
from school_desk.demo.school import DEMO_PASSWORD
from school_desk.inclusion.model import NewNote, NoteKind, Purpose
from school_desk.intents import Form
from school_desk.school.model import NewPupil, PersonName
from school_desk.storage.key_file import open_ring, save_ring
from school_desk.storage.keys import split_label
from school_desk.storage.partitions import Partitions
from tests.access.matrix_school import grant
from tests.sync.newcomers import HEAD, NURSE, TEACHER, admitted, asks, room, small_school

WHY = Purpose.HELP


@pytest.fixture
def first(tmp_path):
    place = room(tmp_path / "first")
    desk = small_school(place)
    desk.school.import_pupils([NewPupil(PersonName("Әбіш", "Дана"), 6, "А")], desk._real_today())
    people = {one.sign_in_name: one.id for one in desk.access.accounts()}
    klass = desk.school.class_groups()[0].id
    grant(desk, RoleGrant(people[TEACHER], Role.FORM_TUTOR, klass))
    desk.close()
    yield place
    place.entrance.close()


@pytest.fixture
def second(tmp_path):
    place = room(tmp_path / "second")
    yield place
    place.entrance.close()


def join(first, second, *names):
    head = first.sits_down(HEAD)
    second.newcomer.join(admitted(head, asks(second), *names).content)
    head.close()


def meets(first, second, one=HEAD, two=TEACHER):
    """Both computers exchange while one person sits at each; then both have gone."""
    here, there = first.sits_down(one), second.sits_down(two)
    server = here.exchange.serve("127.0.0.1", 0)
    for _turn in range(2):
        done = there.exchange.exchange(
            f"127.0.0.1:{server.port}",
            there.exchange.key_of("PC 1"),
            seconds=20,
            heard=lambda _sent, _received: None,
            stopped=threading.Event(),
        )
    server.close()
    there.close()
    here.close()
    assert done.confirmed


def pupil_of(desk):
    return desk.school.pupils(desk.school.class_groups()[0].id)[0].pupil.id


def writes(place, name, kept, text):
    desk = place.sits_down(name)
    note = NewNote(desk._real_today(), NoteKind.PARENTS, text)
    getattr(desk, f"{kept}_notes").add(pupil_of(desk), note)
    desk.close()


def texts(place, name, kept):
    desk = place.sits_down(name)
    pupil = pupil_of(desk)
    asked = (pupil,) if kept == "own" else (pupil, WHY)
    found = getattr(desk, f"{kept}_notes").of_pupil(*asked)
    desk.close()
    return {one.said.text if one.said else None for one in found}


def held(place, name, kept):
    secrets = open_ring(place.entrance.place.keys).unlock(name, DEMO_PASSWORD).secrets
    return {one for one in secrets if split_label(one)[0] == kept}


def test_own_notes_begun_on_both_computers_are_read_on_both(first, second):
    join(first, second, TEACHER)
    writes(first, TEACHER, "own", "бірінші компьютерде")
    writes(second, TEACHER, "own", "екінші компьютерде")
    meets(first, second, TEACHER, TEACHER)

    both = {"бірінші компьютерде", "екінші компьютерде"}
    assert texts(second, TEACHER, "own") == both
    meets(first, second, TEACHER, TEACHER)
    assert texts(first, TEACHER, "own") == both


def test_a_note_waits_closed_until_its_key_has_come(first, second):
    join(first, second, TEACHER)
    writes(second, TEACHER, "own", "екінші компьютерде")
    meets(first, second, HEAD, TEACHER)
    desk = first.entrance.sign_in(TEACHER, DEMO_PASSWORD)
    with desk._storage.database.transaction(guarded=False) as db:
        db.execute("DELETE FROM own_key")
    ring = open_ring(first.entrance.place.keys)
    desk.close()
    assert {one for one in ring.unlock(TEACHER, DEMO_PASSWORD).secrets if "author" in one}

    without = tuple(one for one in ring.secrets if "author" not in one.name)
    file_key = ring.unlock(TEACHER, DEMO_PASSWORD).file_key
    save_ring(first.entrance.place.keys, replace(ring, secrets=without).proved(file_key))
    assert texts(first, TEACHER, "own") == {None}


def test_a_nurse_of_two_computers_reads_what_was_sealed_on_either_after_keys_were_renewed(
    first, second
):
    join(first, second, NURSE)
    writes(first, NURSE, "health", "бұрынғы")
    meets(first, second, HEAD, NURSE)
    head = first.sits_down(HEAD)
    head.keys.end_renewal(head.keys.begin_renewal())
    head.close()
    writes(first, NURSE, "health", "кейінгі")
    writes(second, NURSE, "health", "сол кезде")
    meets(first, second, NURSE, NURSE)

    every = {"бұрынғы", "кейінгі", "сол кезде"}
    assert texts(second, NURSE, "health") == every
    assert texts(first, NURSE, "health") == every


def test_who_has_lost_the_role_does_not_get_the_key_back_from_a_row(first, second):
    join(first, second, NURSE)
    meets(first, second, HEAD, NURSE)
    head = first.sits_down(HEAD)
    nurse = next(one.id for one in head.access.accounts() if one.sign_in_name == NURSE)
    assert held(first, NURSE, "health")
    head.access.change_roles(nurse, [Role.TEACHER], Form())
    head.close()
    meets(first, second, HEAD, NURSE)

    for place in (first, second):
        place.sits_down(NURSE).close()
    assert held(first, NURSE, "health") == set()


def test_whose_account_was_closed_there_has_no_key_of_the_file_here_either(first, second):
    join(first, second, HEAD, NURSE)
    head = first.sits_down(HEAD)
    nurse = next(one.id for one in head.access.accounts() if one.sign_in_name == NURSE)
    head.keys.close_account(nurse)
    head.close()
    meets(first, second, HEAD, HEAD)

    names = {one.name for one in open_ring(second.entrance.place.keys).accounts}
    assert names == {HEAD}


def test_a_box_that_opens_nothing_shuts_nobody_out(first, second):
    join(first, second, TEACHER)
    writes(second, TEACHER, "own", "екінші компьютерде")
    desk = second.sits_down(TEACHER)
    me = desk._chain.unlocked.account_id
    with desk._storage.begin("Give keys to other computers") as work:
        for generation, box in ((7, "00" * 81), (8, "no box")):
            facts = {"generation": generation, "holder": me, "recipient": "", "box": box}
            work.born("own_key", Partitions.own(me), **facts)
    desk.close()

    assert texts(second, TEACHER, "own") == {"екінші компьютерде"}


def test_one_computer_alone_gives_nothing_out(first):
    writes(first, TEACHER, "own", "жалғыз")
    desk = first.sits_down(TEACHER)
    assert desk._storage.db.execute("SELECT count(*) FROM own_key").fetchone() == (0,)
    desk.close()
