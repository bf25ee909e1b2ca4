"""The line is cut at any byte: what arrived stays, only the rest is sent, nothing comes twice."""

import random
import ssl

import pytest
from requests.adapters import BaseAdapter
from requests.exceptions import SSLError

from school_desk.sync.client import Client
from school_desk.sync.errors import LineCutError, NoLineError
from school_desk.sync.line import Line
from school_desk.sync.patience import exchange
from school_desk.sync.server import SyncServer
from tests.storage.computers import check_equal
from tests.sync.cutting import Cutting
from tests.sync.stations import a_school

BODY, HANDSHAKE = 2048, 2600
"""Bytes of a body here, with batch and receipt; of a new connection and a vector that is told."""
MARKS = 100
NEVER = 1 << 40


class Broken(BaseAdapter):
    """A way to the other computer on which TLS ends before or after the first piece went."""

    def __init__(self, *, begun):
        super().__init__()
        self.begun = begun

    def send(self, request, **_options):
        if self.begun:
            request.body.read()
        raise SSLError(ssl.SSLEOFError())

    def close(self):
        """Nothing is open."""


@pytest.mark.parametrize(("begun", "said"), [(True, LineCutError), (False, NoLineError)])
def test_a_line_that_ends_is_cut_once_something_went_over_it(begun, said):
    line = Line("10.0.0.7:8765", b"k" * 32)
    line._web.mount("https://", Broken(begun=begun))

    with pytest.raises(said):
        line.ask(b"content")


def converged(tmp_path, empty_file, after):
    """Both have the same over a line that is cut after so many bytes; the line."""
    one, two = a_school(tmp_path, empty_file, 2)
    server = SyncServer(one.storage, ("127.0.0.1", 0))
    server.start()
    line = Cutting(server.port, after)
    key = one.storage.device.public_key
    client = Client(two.storage, Line(f"127.0.0.1:{line.port}", key, stall=10.0), key)
    client.pace.size = BODY
    try:
        for n in range(MARKS):
            two.put_mark(n % 3, n * 7 % 11 % 10 + 1)
        pauses = []
        done = exchange(client, 120, pauses.append)
        assert done.confirmed
        check_equal((one, two))
        return line, len(pauses)
    finally:
        line.close()
        server.close()
        for station in (one, two):
            station.storage.database.close()


@pytest.fixture(scope="module")
def clean(tmp_path_factory, empty_file):
    """Bytes of a run that nothing cuts."""
    line, _ = converged(tmp_path_factory.mktemp("clean"), empty_file, NEVER)
    assert line.connections == 1
    return line.count


@pytest.mark.parametrize("seed", range(3))
def test_wherever_the_line_is_cut_only_the_rest_is_sent(tmp_path, empty_file, clean, seed):
    after = random.Random(seed).randrange(1, clean)  # noqa: S311

    line, pauses = converged(tmp_path, empty_file, after)

    assert line.cut
    assert (line.connections, pauses) == (2, 1)
    assert line.count - clean <= 2 * BODY + HANDSHAKE
