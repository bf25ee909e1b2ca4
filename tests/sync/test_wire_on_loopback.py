"""Two files on disk over a real HTTPS server on this computer."""

import pytest

from school_desk.sync.client import Client
from school_desk.sync.errors import OtherComputerError
from school_desk.sync.line import Line
from school_desk.sync.receipts import kept, state_of
from school_desk.sync.grants import shared
from school_desk.sync.server import SyncServer
from tests.storage.computers import check_equal
from tests.sync.stations import a_school


@pytest.fixture
def pair(tmp_path, empty_file):
    """Two computers, a server for the first, a client of the second."""
    one, two = a_school(tmp_path, empty_file, 2)
    server = SyncServer(one.storage, ("127.0.0.1", 0))
    server.start()
    yield one, two, server
    server.close()
    for station in (one, two):
        station.storage.database.close()


def client_of(station, peer, server, **more):
    key = peer.storage.device.public_key
    line = Line(f"127.0.0.1:{server.port}", key, **more)
    return Client(station.storage, line, key)


def test_both_converge_over_the_line(pair):
    one, two, server = pair
    one.put_mark(0, 5)
    two.put_mark(1, 7)
    client = client_of(two, one, server)

    done = client.run()

    check_equal((one, two))
    assert done.confirmed
    assert done.applied == 1
    state = state_of(two.storage, two.streams, one.device, shared(two.storage, one.device))
    assert (state.waiting, state.bytes, state.since) == (0, 0, None)
    assert state.last_receipt is not None
    two.put_mark(2, 9)
    state = state_of(two.storage, two.streams, one.device, shared(two.storage, one.device))
    assert (state.waiting, state.bytes > 0) == (1, True)
    assert client.run().rounds == 1
    done = client.run()
    assert (done.rounds, done.sent < 40, done.received) == (1, True, 5)
    check_equal((one, two))


def test_another_computer_at_the_address_is_sent_nothing(pair):
    one, two, server = pair
    key = two.storage.device.public_key
    client = Client(two.storage, Line(f"127.0.0.1:{server.port}", key), key)

    with pytest.raises(OtherComputerError):
        client.run()
    assert kept(two.storage, one.device) is None
