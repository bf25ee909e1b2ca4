"""After joining: the line to the head's computer, withdrawal, copies of a computer, vouching."""

import shutil
import threading

import pytest

from school_desk.storage.device import FILE_NAME
from school_desk.storage.partitions import Partitions
from school_desk.storage.verify import verify
from school_desk.sync.errors import NotAdmittedError
from school_desk.sync.grants import shared
from school_desk.sync.streams import Streams
from tests.sync.newcomers import HEAD, TEACHER, admitted, asks, room, small_school


@pytest.fixture
def first(tmp_path):
    place = room(tmp_path / "first")
    small_school(place).close()
    yield place
    place.entrance.close()


@pytest.fixture
def head(first):
    desk = first.sits_down(HEAD)
    yield desk
    desk.close()


@pytest.fixture
def new(tmp_path):
    place = room(tmp_path / "second")
    yield place
    place.entrance.close()


@pytest.fixture
def served(head):
    server = head.exchange.serve("127.0.0.1", 0)
    yield f"127.0.0.1:{server.port}"
    server.close()


def calls(desk, address):
    """One exchange with the head's computer, by the key that the welcome pinned."""
    return desk.exchange.exchange(
        address,
        desk.exchange.key_of("PC 1"),
        seconds=20,
        heard=lambda _sent, _received: None,
        stopped=threading.Event(),
    )


def joined(head, place, *names, called="PC 2"):
    place.newcomer.join(admitted(head, asks(place, called), *(names or (TEACHER,))).content)
    return place.sits_down(TEACHER)


def test_a_joined_computer_calls_with_nothing_more_to_set_up(head, new, served):
    desk = joined(head, new)

    done = calls(desk, served)

    assert done.confirmed
    assert desk.exchange.addresses(desk.exchange.key_of("PC 1"))[0] == served
    told = head._storage.db.execute("SELECT count(*) FROM look").fetchone()
    assert desk._storage.db.execute("SELECT count(*) FROM look").fetchone() == told
    desk.close()


def test_own_notes_go_on_between_the_computers_of_their_writer_alone(head, new):
    desk = joined(head, new)
    accounts = {one.sign_in_name: one.id for one in head.access.accounts()}
    key = lambda name: head._storage.keys.key(head._storage.db, accounts[name])  # noqa: E731

    both = shared(head._storage, desk._storage.device.id)

    assert Partitions.own(key(TEACHER)) in both
    assert Partitions.own(key(HEAD)) not in both
    desk.close()


def test_what_was_typed_is_called_before_what_was_reached(head, new, served):
    desk = joined(head, new)
    device = head._storage.device.id
    desk.online.set_address(device, "10.0.0.7")
    calls(desk, served)

    assert [one.address for one in desk.online.peers()] == ["10.0.0.7:8765"]
    desk.online.set_address(device, "")
    assert desk.online.addresses() == {}
    desk.close()


def test_nothing_goes_to_a_withdrawn_computer_and_nothing_is_taken_from_it(head, new, served):
    desk = joined(head, new)
    calls(desk, served)
    device = desk._storage.device.id
    head.admission.withdraw(device)
    before = Streams(head._storage, head._storage.device).vector({head_part(head)})
    desk.look_log.signed_in(3)

    with pytest.raises(NotAdmittedError):
        calls(desk, served)

    after = Streams(head._storage, head._storage.device).vector({head_part(head)})
    assert after == before
    assert list(shared(head._storage, device)) == []
    row = desk._storage.db.execute(
        "SELECT withdrawn FROM computer WHERE device = ?", (device.hex(),)
    ).fetchone()
    assert row == (None,)
    desk.close()


def head_part(head):
    return head._ground.workplace.partitions.admin


def test_a_cloned_disk_is_noticed_and_both_branches_are_kept(head, new, served, tmp_path):
    desk = joined(head, new)
    calls(desk, served)
    desk.close()
    new.entrance.close()
    shutil.copytree(new.entrance.place.folder, tmp_path / "clone")
    one, two = room(new.entrance.place.folder), room(tmp_path / "clone")
    for place, wrong in ((one, 2), (two, 5)):
        found = place.sits_down(TEACHER)
        found.look_log.signed_in(wrong)
        done = calls(found, served)
        found.close()
        place.entrance.close()

    assert done.forked
    assert Streams(head._storage, head._storage.device).forks()


def test_what_a_computer_that_is_gone_has_written_is_vouched_for(first, new):
    """After a restore the first computer is another one; nobody has the old one's signature."""
    first.entrance.close()
    (first.entrance.place.folder / FILE_NAME).unlink()
    again = room(first.entrance.place.folder)
    head = again.sits_down(HEAD)

    desk = joined(head, new, HEAD, TEACHER)

    assert verify(desk._storage) == ()
    authors = "SELECT count(DISTINCT dev) FROM vv"
    assert desk._storage.db.execute(authors).fetchone()[0] >= 2
    signed = desk._storage.db.execute("SELECT count(*) FROM batch_signature").fetchone()[0]
    assert signed < desk._storage.db.execute("SELECT count(*) FROM vv").fetchone()[0]
    desk.close()
    head.close()
    again.entrance.close()


def test_a_third_computer_receives_through_the_second_what_the_first_wrote(head, new, tmp_path):
    """A signature that came in a packet is good for a batch."""
    second = joined(head, new)
    streams = Streams(second._storage, second._storage.device)
    part = head_part(head)

    batches = list(streams.batches({}, {part}, 1 << 20))

    third = room(tmp_path / "third")
    desk = joined(head, third, TEACHER, called="PC 3")
    outcome = Streams(desk._storage, desk._storage.device).take(batches, {part})
    assert (outcome.refused, outcome.forks, outcome.here > 0) == ([], set(), True)
    for one in (desk, second):
        one.close()
    third.entrance.close()
