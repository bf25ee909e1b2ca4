"""Large bodies over a real server: cut at any byte, only the rest goes; wrong ones leave none."""

import random

import pytest

from school_desk.sync.client import Client
from school_desk.sync.errors import LineCutError, StrangeAnswerError
from school_desk.sync.large import OtherContentError, Shelf, WrongPlaceError, name_of
from school_desk.sync.large_line import fetch, send
from school_desk.sync.line import Line
from school_desk.sync.server import SyncServer
from tests.storage.small_school import ADMIN
from tests.sync.cutting import Cutting
from tests.sync.stations import a_school, opened
from tests.sync.strange_server import Strange, said

SIZE = 60_000
HANDSHAKE = 13_000
"""Bytes of new connections, of heads and of TLS, and of what was on its way in a cut."""
NEVER = 1 << 40
SECRET = "health/0000000000000001"


@pytest.fixture
def pair(tmp_path, empty_file):
    one, two = a_school(tmp_path, empty_file, 2)
    server = SyncServer(one.storage, ("127.0.0.1", 0))
    server.start()
    lines = []
    yield one, two, server, lines
    for line in lines:
        line.close()
    server.close()
    for station in (one, two):
        station.storage.database.close()


@pytest.fixture
def content(tmp_path):
    path = tmp_path / "body"
    path.write_bytes(random.Random(1).randbytes(SIZE))  # noqa: S311
    return path


def called(pair, after=NEVER):
    """A line that is cut after so many bytes, and the session of an exchange before it."""
    one, two, server, lines = pair
    key = one.storage.device.public_key
    straight = Line(f"127.0.0.1:{server.port}", key)
    client = Client(two.storage, straight, key)
    client.run()
    straight.close()
    cutting = Cutting(server.port, after)
    line = Line(f"127.0.0.1:{cutting.port}", key, stall=10.0)
    lines += [line, cutting]
    return line, client.session, cutting


def through(act):
    """Again until it is done; how often."""
    for times in range(1, 10):
        try:
            act()
        except LineCutError:
            continue
        return times
    raise AssertionError


@pytest.mark.parametrize("seed", range(4))
def test_an_upload_that_is_cut_goes_on_from_the_very_byte(pair, content, seed):
    after = random.Random(seed).randrange(4000, SIZE)  # noqa: S311
    line, session, cutting = called(pair, after)
    name, shelf = name_of(content.read_bytes()), pair[2].shelf

    assert through(lambda: send(line, session, ADMIN, name, content)) == 2

    assert shelf.whole(ADMIN, name).read_bytes() == content.read_bytes()
    assert cutting.count < SIZE + HANDSHAKE
    assert send(line, session, ADMIN, name, content) == 0


@pytest.mark.parametrize("seed", range(4))
def test_a_download_that_is_cut_goes_on_from_the_very_byte(pair, content, tmp_path, seed):
    after = random.Random(seed).randrange(4000, SIZE)  # noqa: S311
    line, session, cutting = called(pair, after)
    name = pair[2].shelf.put(ADMIN, content.read_bytes())
    mine = Shelf(tmp_path / "mine")

    assert through(lambda: fetch(line, session, ADMIN, name, mine)) == 2

    assert mine.whole(ADMIN, name).read_bytes() == content.read_bytes()
    assert cutting.count < SIZE + HANDSHAKE


def test_what_is_not_what_it_is_called_is_thrown_away(pair, content):
    line, session, _ = called(pair)
    other = name_of(b"something else")

    with pytest.raises(OtherContentError):
        send(line, session, ADMIN, other, content)

    assert pair[2].shelf.begun(ADMIN, other) == 0


def test_who_has_no_grant_or_no_session_is_told_nothing(pair, content, tmp_path, empty_file):
    line, session, _ = called(pair)
    shelf = pair[2].shelf
    kept = shelf.put(SECRET, content.read_bytes())
    mine = Shelf(tmp_path / "mine")
    for part, who in ((SECRET, session), (ADMIN, b"no one!!"), (ADMIN, b"")):
        with pytest.raises(StrangeAnswerError):
            fetch(line, who, part, kept, mine)
        with pytest.raises(StrangeAnswerError):
            send(line, who, part, kept, content)
    assert not (tmp_path / "mine").exists()
    assert opened(tmp_path, empty_file, 9).device != pair[0].device


def test_a_piece_that_goes_on_from_elsewhere_is_refused(tmp_path):
    shelf, content = Shelf(tmp_path / "shelf"), b"abcdef"
    name = name_of(content)

    assert shelf.add(ADMIN, name, 0, (b"abc",), 6) == 3
    with pytest.raises(WrongPlaceError) as refused:
        shelf.add(ADMIN, name, 2, (b"cdef",), 6)
    assert refused.value.facts["at"] == 3
    assert shelf.add(ADMIN, name, 3, (b"def",), 6) == 6
    assert shelf.whole(ADMIN, name).read_bytes() == content


@pytest.mark.parametrize(
    "answer",
    [
        said(b"<html>Sign in to the network</html>"),
        said(b"", "206 Partial Content"),
        b"HTTP/1.1 206 OK\r\nContent-Range: bytes 5-9/10\r\nContent-Length: 5\r\n\r\nabcde",
        b"HTTP/1.1 206 OK\r\nContent-Range: bytes 0-9/x\r\nContent-Length: 5\r\n\r\nabcde",
    ],
)
def test_strange_answers_leave_nothing(pair, tmp_path, answer):
    strange = Strange(answer, pair[0].storage.device)
    line = Line(f"127.0.0.1:{strange.port}", pair[0].storage.device.public_key)
    mine = Shelf(tmp_path / "mine")

    with pytest.raises(StrangeAnswerError):
        fetch(line, b"12345678", ADMIN, name_of(b"x"), mine)

    assert not (tmp_path / "mine").exists()
    strange.close()
    line.close()
