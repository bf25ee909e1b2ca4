"""Somebody begins to work, or works no more, at a computer that joined the school before."""

import pytest

from school_desk.access.model import NotAllowedError, Role
from school_desk.admitting import NobodyThereError, NoKeysHereError, ThisComputerError
from school_desk.demo.school import DEMO_PASSWORD
from school_desk.errors import DeskError
from school_desk.school.model import PersonName
from school_desk.storage.key_file import open_ring
from school_desk.storage.partitions import Partitions
from school_desk.sync.exchange_service import ComputerUnknownError
from tests.sync.newcomers import CHEAP, HEAD, NURSE, TEACHER
from tests.sync.test_keys_travel import first, join, meets, second, texts, writes

__all__ = ["first", "second"]


def seats(first, second, *names):
    """The head says who works at the second computer."""
    head = first.sits_down(HEAD)
    accounts = {one.sign_in_name: one.id for one in head.access.accounts()}
    head.admission.seat(device_of(second), [accounts[name] for name in names])
    head.close()


def device_of(second, name=TEACHER):
    desk = second.sits_down(name)
    desk.close()
    return desk._storage.device.id


def names_at(place):
    return {one.name for one in open_ring(place.entrance.place.keys).accounts}


def test_a_nurse_signs_in_there_by_her_own_password_and_reads_what_she_may(first, second):
    join(first, second, TEACHER)
    writes(first, NURSE, "health", "бұрынғы")
    seats(first, second, TEACHER, NURSE)
    assert names_at(second) == {TEACHER}

    meets(first, second)
    meets(first, second)

    assert names_at(second) == {TEACHER, NURSE}
    assert texts(second, NURSE, "health") == {"бұрынғы"}
    with pytest.raises(DeskError):
        second.entrance.sign_in(NURSE, "басқа құпия сөз осы")


def test_who_works_there_no_more_opens_nothing_there_and_nothing_goes_for_them(first, second):
    join(first, second, TEACHER, NURSE)
    seats(first, second, TEACHER)
    meets(first, second)
    writes(first, NURSE, "health", "кейінгі")
    meets(first, second)

    assert names_at(second) == {TEACHER}
    desk = second.sits_down(TEACHER)
    assert desk._storage.db.execute("SELECT count(*) FROM health_note").fetchone() == (0,)
    desk.close()
    seats(first, second, TEACHER, NURSE)
    meets(first, second)
    assert names_at(second) == {TEACHER, NURSE}


def test_the_keys_in_the_row_are_for_that_computer_alone(first, second):
    join(first, second, TEACHER)
    seats(first, second, TEACHER, NURSE)
    ring = open_ring(first.entrance.place.keys)
    head = first.sits_down(HEAD)
    ((box,),) = head._storage.db.execute("SELECT box FROM seat").fetchall()
    head.close()

    nurse = ring.account_named(NURSE)
    for secret in (nurse.wrapped.box, nurse.wrapped.salt, nurse.public_key):
        assert secret.hex() not in box
        assert secret not in bytes.fromhex(box)


def test_a_row_that_somebody_made_up_gives_nobody_a_seat(first, second):
    join(first, second, TEACHER)
    desk = second.sits_down(TEACHER)
    device = desk._storage.device.id
    with desk._storage.begin("Admit computer") as work:
        for holder, box in ((11, "00"), (12, "no box"), (13, "ff" * 300)):
            facts = {"device": device.hex(), "holder": holder, "box": box}
            work.born("seat", desk._ground.workplace.partitions.admin, **facts)
    desk.close()

    assert texts(second, TEACHER, "own") == set()
    assert names_at(second) == {TEACHER}


def test_what_it_receives_follows_the_people(first, second):
    join(first, second, TEACHER)
    device = device_of(second)
    seats(first, second, TEACHER, NURSE)
    head = first.sits_down(HEAD)
    numbers = {one.name: one.id for one in open_ring(first.entrance.place.keys).accounts}
    (parts,) = head._storage.db.execute(
        "SELECT parts FROM computer WHERE device = ?", (device.hex(),)
    ).fetchone()
    there = head.admission.at_work(device)
    machine = next(one for one in head.admission.machines() if one.device == device)
    head.close()

    assert {"health/", "class/", Partitions.own(numbers[NURSE])} <= set(parts.split())
    assert Partitions.own(numbers[HEAD]) not in parts.split()
    assert len(there) == len(machine.people) == 2


def test_what_cannot_be_is_refused_and_changes_nothing(first, second):
    join(first, second, TEACHER)
    device = device_of(second)
    head = first.sits_down(HEAD)
    people = [one.id for one in head.access.accounts()]
    for refusal, act in (
        (NobodyThereError, lambda: head.admission.seat(device, [])),
        (ThisComputerError, lambda: head.admission.seat(head._storage.device.id, people)),
        (ComputerUnknownError, lambda: head.admission.seat(b"nowhere!", people)),
    ):
        with pytest.raises(refusal):
            act()
    assert head._storage.db.execute("SELECT count(*) FROM seat").fetchone() == (0,)
    head.close()
    teacher = first.sits_down(TEACHER)
    with pytest.raises(NotAllowedError):
        teacher.admission.seat(device, people)
    teacher.close()


def test_the_keys_of_somebody_who_does_not_sign_in_here_cannot_be_given(first, second):
    join(first, second, HEAD, TEACHER)
    device = device_of(first)
    desk = second.sits_down(HEAD)
    people = {one.sign_in_name: one.id for one in desk.access.accounts()}
    desk.admission.seat(device, [people[HEAD]])

    with pytest.raises(NoKeysHereError):
        desk.admission.seat(device, [people[NURSE]])
    desk.close()


def test_somebody_is_always_left_who_signs_in(first, second):
    join(first, second, HEAD)
    device = device_of(second, HEAD)
    head = first.sits_down(HEAD)
    people = {one.sign_in_name: one.id for one in head.access.accounts()}
    head.admission.seat(device, [people[TEACHER]])
    head.close()
    meets(first, second, HEAD, HEAD)

    assert names_at(second) == {HEAD, TEACHER}
    second.sits_down(TEACHER).close()
    assert names_at(second) == {TEACHER}
    second.sits_down(TEACHER).close()


def test_who_gets_an_account_here_later_is_named_with_this_computer(first, second):
    join(first, second, TEACHER)
    head = first.sits_down(HEAD)
    device = head._storage.device.id
    name = PersonName("Ержанов", "Ержан")
    made = head.create_account("Ержан", name, DEMO_PASSWORD, (Role.TEACHER,), params=CHEAP)
    head.close()
    head = first.sits_down(HEAD)

    assert made in head.admission.at_work(device)
    number = open_ring(first.entrance.place.keys).account_named("Ержан").id
    (parts,) = head._storage.db.execute(
        "SELECT parts FROM computer WHERE device = ?", (device.hex(),)
    ).fetchone()
    assert Partitions.own(number) in parts.split()
    head.close()


def test_who_lost_the_seat_while_signed_in_does_not_come_back_by_that(first, second):
    join(first, second, HEAD, TEACHER)
    device = device_of(second)
    head = first.sits_down(HEAD)
    people = {one.sign_in_name: one.id for one in head.access.accounts()}
    head.admission.seat(device, [people[TEACHER]])
    head.close()
    meets(first, second, HEAD, HEAD)
    second.sits_down(HEAD).close()

    head = first.sits_down(HEAD)
    assert head.admission.at_work(device) == (people[TEACHER],)
    head.close()
