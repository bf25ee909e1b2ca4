"""A computer joins by a code over a real line; who does not know it changes nothing."""

import http.client
import socket
import threading

import pytest

from school_desk.access.model import NotAllowedError
from school_desk.admitting import NobodyThereError
from school_desk.storage.certificate import answering_context, asking_context
from school_desk.storage.device import Device
from school_desk.storage.verify import verify
from school_desk.sync import enrol_door
from school_desk.sync.enrol import (
    ASKS,
    CodeFormError,
    CodeOverError,
    CodeWrongError,
    EnrolMessageError,
    Side,
    closed,
    opened,
    read_code,
)
from school_desk.sync.enrol_door import ASK, GREET, LASTS, SESSION_BYTES, Door
from school_desk.sync.enrol_line import EnrolCutError, HeadRefusedError
from school_desk.sync.errors import NoLineError
from tests.sync.newcomers import HEAD, TEACHER, asks, room, small_school

HOST = ("127.0.0.1", 0)


@pytest.fixture
def first(tmp_path):
    place = room(tmp_path / "first")
    yield place
    place.entrance.close()


@pytest.fixture
def head(first):
    desk = small_school(first)
    yield desk
    desk.close()


@pytest.fixture
def new(tmp_path):
    place = room(tmp_path / "second")
    yield place
    place.entrance.close()


@pytest.fixture
def server(head):
    people = [one.id for one in head.access.accounts() if one.sign_in_name == TEACHER]
    made = head.admission.open_door(people, "PC 1", HOST)
    yield made
    made.close()


def at(server):
    return f"127.0.0.1:{server.port}"


def call(new, server, code=None, heard=lambda _done, _all: None):
    return new.newcomer.call(at(server), code or server.door.code, "PC 2", heard)


def wrong(code):
    return f"{(int(code) + 1) % 10**9:09}"


def machines(head):
    return [one.name for one in head.admission.machines()]


def rows(head):
    return tuple(head._storage.db.execute("SELECT count(*) FROM change_log").fetchone())


def test_a_computer_joins_by_a_code_and_ends_as_with_files(head, new, server):
    heard = []

    offer = call(new, server, heard=lambda done, of: heard.append((done, of)))
    names = new.newcomer.join(offer.content)

    assert names == offer.people == (TEACHER,)
    assert (offer.computer, offer.number) == ("PC 1", "")
    assert heard[-1][0] == heard[-1][1] > 1000
    assert machines(head) == ["PC 1", "PC 2"]
    assert (server.door.name, server.door.received) == ("PC 2", True)
    desk = new.sits_down(TEACHER)
    assert verify(desk._storage) == ()
    desk.close()


@pytest.mark.parametrize("typed", ["123456789", "123 456 789", " 123-456-789\n", "123.456.789"])
def test_a_code_is_read_however_it_is_grouped(typed):
    assert read_code(typed) == "123456789"


@pytest.mark.parametrize("typed", ["", "12345678", "1234567890", "12345678O", "१२३४५६७८९"])
def test_what_is_no_code_costs_no_try(new, server, typed):
    with pytest.raises(CodeFormError):
        new.newcomer.call(at(server), typed, "PC 2", print)
    assert server.door.tries == 3


def test_a_wrong_code_says_how_many_tries_are_left_and_the_fourth_try_is_dead(head, new, server):
    before = rows(head)
    for left in (2, 1):
        with pytest.raises(CodeWrongError) as refused:
            call(new, server, wrong(server.door.code))
        assert refused.value.facts["left"] == left
    for code in (wrong(server.door.code), server.door.code):
        with pytest.raises(CodeOverError):
            call(new, server, code)
    assert rows(head) == before
    assert not new.newcomer._folder.place.is_set_up
    assert sorted(new.files()) == ["joining.key"]


def test_after_a_wrong_code_the_right_one_counts(new, server):
    with pytest.raises(CodeWrongError):
        call(new, server, wrong(server.door.code))
    assert call(new, server).people == (TEACHER,)


def door_of(admitted, clock=lambda: 0.0):
    def admit(asking):
        admitted.append(asking.name)
        return b"welcome"

    return Door(b"k" * 32, admit, clock=clock)


def begun(door, code=None):
    side = Side(code or door.code, b"k" * 32, new=True)
    greeting = door.greet(side.message)
    return greeting[:SESSION_BYTES], side.agreed(greeting[SESSION_BYTES:])


def test_the_minutes_of_a_code_end(new):
    now, admitted = [0.0], []
    door = door_of(admitted, lambda: now[0])
    session, key = begun(door)
    said = session + closed(key, ASKS, asks(new).spelled().encode())

    now[0] = LASTS

    for act, content in ((door.let_in, said), (door.greet, said[:33])):
        with pytest.raises(CodeOverError):
            act(content)
    assert admitted == []


def test_a_message_said_twice_is_taken_once(new):
    admitted = []
    door = door_of(admitted)
    session, key = begun(door)
    said = session + closed(key, ASKS, asks(new).spelled().encode())

    first = door.let_in(said)

    with pytest.raises(EnrolMessageError):
        door.let_in(said)
    other, _key = begun(door)
    with pytest.raises(CodeWrongError):
        door.let_in(other + said[SESSION_BYTES:])
    assert admitted == ["PC 2"]
    assert b"welcome" not in first


def test_a_code_lets_in_one_computer_which_may_fetch_its_welcome_again(new, tmp_path):
    admitted = []
    door, third = door_of(admitted), room(tmp_path / "third")
    for _again in range(2):
        session, key = begun(door)
        door.let_in(session + closed(key, ASKS, asks(new).spelled().encode()))
    session, key = begun(door)
    with pytest.raises(CodeOverError):
        door.let_in(session + closed(key, ASKS, asks(third, "PC 3").spelled().encode()))
    assert admitted == ["PC 2"]
    third.entrance.close()


def test_tries_begun_side_by_side_are_counted_too():
    door = door_of([])
    tries = [begun(door, wrong(door.code)) for _one in range(4)]
    ends = []
    for session, key in tries:
        try:
            door.let_in(session + closed(key, ASKS, b"x"))
        except (CodeWrongError, CodeOverError) as refusal:
            ends.append(type(refusal))
    assert ends == [CodeWrongError, CodeWrongError, CodeOverError, CodeOverError]


@pytest.mark.parametrize("at_byte", [0, 20, -1])
def test_an_altered_asking_is_a_wrong_try_and_an_altered_welcome_is_refused(new, at_byte):
    door = door_of([])
    session, key = begun(door)
    said = bytearray(closed(key, ASKS, asks(new).spelled().encode()))
    answer = bytearray(closed(key, b"answers", b"welcome" * 9))
    said[at_byte] ^= 1
    answer[at_byte] ^= 1
    with pytest.raises(CodeWrongError):
        door.let_in(session + bytes(said))
    with pytest.raises(EnrolMessageError):
        opened(key, b"answers", bytes(answer))


@pytest.mark.parametrize(
    "message",
    [b"", b"A" * 33, b"A" + bytes(32), b"A" + b"\x01" + bytes(31), b"B" + b"\x02" * 32, b"A" * 99],
)
def test_no_greeting_is_answered_that_is_no_point_of_the_curve(message):
    door = door_of([])
    with pytest.raises(EnrolMessageError):
        door.greet(message)
    assert door.tries == 3


def whole(line):
    """A request or a reply with its body; nothing when the other end hung up."""
    found = b""
    while b"\r\n\r\n" not in found:
        piece = line.recv(65536)
        if not piece:
            return b""
        found += piece
    head, body = found.split(b"\r\n\r\n", 1)
    length = int(head.split(b"Content-Length: ")[1].split(b"\r\n")[0])
    while len(body) < length:
        body += line.recv(65536)
    return head + b"\r\n\r\n" + body


class Between:
    """Ends the TLS of both sides, with a key of its own, and passes on what each says."""

    def __init__(self, there):
        self.heard, self._there = [], there
        self._tls = answering_context(Device(b"m" * 32))
        self._listening = socket.create_server(HOST)
        self.port = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self):
        raw, _address = self._listening.accept()
        far = asking_context().wrap_socket(socket.create_connection(("127.0.0.1", self._there)))
        with self._tls.wrap_socket(raw, server_side=True) as near, far:
            for one in (near, far):
                one.settimeout(20)
            while said := whole(near):
                self.heard.append(said)
                far.sendall(said)
                self.heard.append(whole(far))
                near.sendall(self.heard[-1])

    def close(self):
        self._listening.close()
        self._thread.join(20)


def test_who_stands_in_between_learns_nothing_and_changes_nothing(head, new, server):
    before, between = rows(head), Between(server.port)

    with pytest.raises(CodeWrongError):
        new.newcomer.call(f"127.0.0.1:{between.port}", server.door.code, "Класс 7", print)

    between.close()
    heard = b"".join(between.heard)
    asking = new.newcomer.pending.asking
    secret = ("Класс 7".encode(), server.door.code.encode(), asking.key.hex().encode())
    assert len(heard) > 300
    assert [one for one in secret if one in heard] == []
    assert rows(head) == before
    assert server.door.tries == 2


def test_who_plays_the_head_with_a_guessed_code_learns_not_even_the_name(new):
    """The new computer says its name only to who has the same code."""
    admitted = []
    false = enrol_door.EnrolServer(door_of(admitted), Device(b"m" * 32), HOST)
    false.start()
    with pytest.raises(CodeWrongError):
        call(new, false, wrong(false.door.code))
    false.close()
    assert admitted == []
    assert not new.newcomer._folder.place.is_set_up


def test_a_line_that_breaks_off_changes_nothing_and_the_next_try_has_the_same_welcome(
    head, new, server
):
    class CutError(OSError):
        pass

    def cut(_done, _all):
        raise CutError

    with pytest.raises(EnrolCutError):
        call(new, server, heard=cut)
    assert sorted(new.files()) == ["joining.key"]
    lines = rows(head)

    offer = call(new, server)

    assert rows(head) == lines
    assert new.newcomer.join(offer.content) == (TEACHER,)
    assert machines(head) == ["PC 1", "PC 2"]


def test_nobody_there_and_something_else_there(new, server):
    port = server.port
    with socket.create_server(HOST) as deaf:
        deaf.settimeout(0.1)
        gone = deaf.getsockname()[1]
    with pytest.raises(NoLineError):
        new.newcomer.call(f"127.0.0.1:{gone}", server.door.code, "PC 2", print)
    server.close()
    with pytest.raises(NoLineError):
        new.newcomer.call(f"127.0.0.1:{port}", server.door.code, "PC 2", print)


def post(server, path, content=b"", length=None):
    line = http.client.HTTPSConnection(
        "127.0.0.1", server.port, context=asking_context(), timeout=20
    )
    line.putrequest("POST", path)
    line.putheader("Content-Length", str(len(content) if length is None else length))
    line.endheaders(content)
    found = line.getresponse().status
    line.close()
    return found


@pytest.mark.parametrize(
    ("path", "content", "length", "status"),
    [
        (GREET, b"", 8193, 413),
        (ASK, b"", 10**12, 413),
        (GREET, b"x", None, 422),
        (ASK, b"x" * 8192, None, 422),
        ("/v1/enrol/got", b"x" * 99, None, 422),
        ("/v1/sync", b"x", None, 404),
        (GREET, b"", "-1", 404),
        (GREET, b"", "three", 404),
    ],
)
def test_nonsense_and_too_much_is_refused_and_costs_no_try(server, path, content, length, status):
    assert post(server, path, content, length) == status
    assert server.door.tries == 3


def test_a_withdrawn_computer_does_not_come_back_by_a_code(head, new, server):
    new.newcomer.ask("PC 2")
    asking = new.newcomer.pending.asking
    people = [one.id for one in head.access.accounts() if one.sign_in_name == TEACHER]
    head.admission.admit(asking, people, "PC 1")
    head.admission.withdraw(asking.device)

    with pytest.raises(HeadRefusedError):
        call(new, server)

    assert server.door.problem is not None
    assert (server.door.name, server.door.received) == ("", False)


def test_two_codes_at_once_have_two_ports(head, server):
    people = [one.id for one in head.access.accounts() if one.sign_in_name == HEAD]
    second = head.admission.open_door(people, "PC 1", ("127.0.0.1", server.port))
    assert second.port != server.port
    assert second.door.code != server.door.code
    second.close()


def test_only_a_head_opens_the_door(first):
    small_school(first).close()
    teacher = first.sits_down(TEACHER)
    with pytest.raises(NotAllowedError):
        teacher.admission.open_door([1], "PC 1", HOST)
    teacher.close()


def test_nobody_chosen_opens_no_door(head):
    with pytest.raises(NobodyThereError):
        head.admission.open_door([], "PC 1", HOST)
