"""Two files on disk over a real HTTPS server on this computer, and all that can go wrong."""

import contextlib
import itertools

import pytest

from school_desk.sync.batch_decode import taken_apart
from school_desk.sync.client import Client
from school_desk.sync.errors import (
    LineBusyError,
    LineCutError,
    NoLineError,
    NotAdmittedError,
    OtherComputerError,
    StrangeAnswerError,
    SyncStoppedError,
    TrafficUsedError,
)
from school_desk.sync.grants import shared
from school_desk.sync.line import Line
from school_desk.sync.pace import Allowance, used
from school_desk.sync.patience import exchange
from school_desk.sync.receipts import kept, state_of
from school_desk.sync.server import SyncServer
from school_desk.sync.wire import read_reply, read_request
from tests.storage.computers import check_equal
from tests.sync.stations import a_school, opened
from tests.sync.strange_server import Strange, said
from tests.sync.test_streams import copied

FLAGS = 5
"""Where a reply says whether there is more."""
PORTAL = b"<html><form>Sign in to the network</form></html>"


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


def client_of(station, peer, server, *, stopped=lambda: False, stall=5.0, **more):
    key = peer.storage.device.public_key
    line = Line(f"127.0.0.1:{server.port}", key, stopped=stopped, stall=stall)
    return Client(station.storage, line, key, stopped=stopped, **more)


def state(station, peer):
    return state_of(
        station.storage, station.streams, peer.device, shared(station.storage, peer.device)
    )


def kept_tables(station):
    names = ("change_log", "vv", "stream_in", "batch_signature", "fork", "set_aside", "receipt")
    return {
        name: station.storage.db.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608
        for name in names
    }


def test_both_converge_and_know_what_was_confirmed(pair):
    one, two, server = pair
    one.put_mark(0, 5)
    two.put_mark(1, 7)
    client = client_of(two, one, server)

    done = client.run()

    check_equal((one, two))
    assert (done.confirmed, done.applied) == (True, 1)
    now = state(two, one)
    assert (now.waiting, now.bytes, now.since) == (0, 0, None)
    assert now.last_receipt is not None


def test_one_mark_and_nothing_new_are_one_round_each(pair):
    one, two, server = pair
    client = client_of(two, one, server)
    client.run()
    before = two.clock.moment
    two.put_mark(2, 9)

    waits = state(two, one)
    mark, nothing = client.run(), client.run()

    assert (waits.waiting, waits.since > before) == (1, True)
    assert 130 < waits.bytes < 250
    assert (mark.rounds, mark.confirmed, state(two, one).waiting) == (1, True, 0)
    assert (nothing.rounds, nothing.sent, nothing.received) == (1, 20, 5)
    check_equal((one, two))


def test_a_computer_opened_anew_goes_on_with_one_round(pair):
    one, two, server = pair
    client_of(two, one, server).run()
    two.put_mark(0, 4)

    done = client_of(two, one, server).run()

    assert (done.rounds, done.confirmed) == (1, True)
    check_equal((one, two))


def test_a_server_opened_anew_asks_for_a_signature_and_nothing_is_lost(pair):
    one, two, server = pair
    client = client_of(two, one, server)
    client.run()
    two.put_mark(0, 4)
    server._state.sessions.clear()

    assert client.run().confirmed
    check_equal((one, two))


def test_much_goes_in_bodies_of_the_size_that_the_line_carries(pair):
    one, two, server = pair
    for n in range(1500):
        (one, two)[n % 2].put_mark(n % 3, n * 7 % 11 % 10 + 1)
    client = client_of(two, one, server)
    client.pace.size = 2048

    done = client.run()

    assert done.rounds > 1
    assert done.confirmed
    check_equal((one, two))


def test_a_new_computer_that_knows_only_one_key_receives_the_school(pair, tmp_path, empty_file):
    one, _, server = pair
    new = opened(tmp_path, empty_file, 20)
    new.streams.trust(one.storage.device.public_key)
    with pytest.raises(NotAdmittedError):
        client_of(new, one, server).run()
    one.admit(new)

    client_of(new, one, server).run()

    check_equal((one, new))
    new.storage.database.close()


def test_a_partition_not_granted_is_never_said(pair, tmp_path, empty_file):
    one, _, server = pair
    one.put_mark(0, 5)
    canteen = opened(tmp_path, empty_file, 21)
    canteen.streams.trust(one.storage.device.public_key)
    one.admit(canteen, parts="admin/ school/")
    heard, answered = [], server.answered
    server.answered = lambda content: heard.append(answered(content)) or heard[-1]

    client_of(canteen, one, server).run()

    replies = [read_reply(one) for one in heard]
    told = {part for reply in replies for part, _ in reply.changes}
    sent = {taken_apart(batch)[0].part for reply in replies for batch in reply.batches}
    assert told == sent == {"admin/1", "school/1"}
    assert canteen.storage.db.execute("SELECT count(*) FROM mark").fetchone() == (0,)
    canteen.storage.database.close()


def test_a_computer_whose_time_is_over_receives_nothing(pair):
    one, two, server = pair
    one.put_mark(0, 5)
    client = client_of(two, one, server)
    row = one.storage.db.execute(
        "SELECT row FROM computer WHERE device = ?", (two.device.hex(),)
    ).fetchone()[0]
    with one.begin(label="Admit computer") as work:
        work.put("computer", row, until="2026-10-01")

    with pytest.raises(NotAdmittedError):
        client.run()
    assert two.points(0) is None


def test_a_copied_computer_is_noticed_on_the_line_and_the_rest_goes_on(pair, tmp_path):
    one, two, server = pair
    twin = copied(two, tmp_path)
    two.put_mark(0, 5)
    assert client_of(two, one, server).run().confirmed
    twin.put_mark(0, 6)
    twin.put_mark(1, 7)
    one.put_mark(2, 8)

    done = client_of(twin, one, server).run()

    assert done.forked
    assert done.rounds < 5
    assert (twin.points(2), one.points(0)) == (8, 5)
    assert one.streams.forks() == {("class/1", two.device)}
    assert client_of(twin, one, server).run().forked
    twin.storage.database.close()


# What a line does


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (said(PORTAL), StrangeAnswerError),
        (said(PORTAL, "302 Found"), StrangeAnswerError),
        (said(b"", "503 Busy"), LineBusyError),
        (said(b""), StrangeAnswerError),
        (said(b"\x11\x05", length=400), LineCutError),
        (b"", LineCutError),
        (b"\x00\xff" * 40, LineCutError),
        (said(bytes(3 << 20)), StrangeAnswerError),
    ],
    ids=["portal", "sent on", "busy", "empty", "half", "hung up", "noise", "oversize"],
)
def test_a_strange_answer_changes_nothing_and_it_goes_on_later(pair, raw, error):
    one, two, server = pair
    two.put_mark(0, 6)
    strange = Strange(raw, one.storage.device)
    before = kept_tables(two)

    with pytest.raises(error):
        client_of(two, one, strange).run()
    strange.close()

    assert kept_tables(two) == before
    assert client_of(two, one, server).run().confirmed
    check_equal((one, two))


def test_a_page_of_a_provider_without_encryption_changes_nothing(pair):
    one, two, _ = pair
    two.put_mark(0, 6)
    portal, before = Strange(said(PORTAL)), kept_tables(two)

    with pytest.raises(StrangeAnswerError):
        client_of(two, one, portal).run()
    assert portal.asked == []
    portal.close()
    with pytest.raises(NoLineError):
        client_of(two, one, portal).run()
    assert kept_tables(two) == before


def test_another_computer_at_the_address_is_sent_nothing(pair):
    one, two, _ = pair
    other = Strange(said(b""), two.storage.device)

    with pytest.raises(OtherComputerError):
        client_of(two, one, other).run()
    assert other.asked == []
    assert kept(two.storage, one.device) is None
    other.close()


def test_an_altered_reply_never_changes_what_was_typed(pair):
    one, two, server = pair
    one.put_mark(0, 5)
    client, genuine = client_of(two, one, server), []
    client._line.ask = lambda content: genuine.append(server.answered(content)) or b""
    with pytest.raises(StrangeAnswerError):
        client.run()
    before = kept_tables(two)

    for place, bit in itertools.product(range(len(genuine[0])), (1, 0x40)):
        if (place, bit) == (FLAGS, 1):  # says "there is more", which is no promise
            continue
        spoiled = bytearray(genuine[0])
        spoiled[place] ^= bit
        again = client_of(two, one, server)
        again._line.ask = lambda _content, spoiled=spoiled: bytes(spoiled)
        with contextlib.suppress(StrangeAnswerError, NotAdmittedError):
            again.run(seconds=0.2)
        assert {**kept_tables(two), "receipt": ()} == {**before, "receipt": ()}
        assert two.points(0) is None


def test_a_reply_of_earlier_is_refused(pair):
    one, two, server = pair
    client = client_of(two, one, server)
    client.run()
    two.put_mark(0, 5)
    replies, ask = [], client._line.ask
    client._line.ask = lambda content: replies.append(ask(content)) or replies[-1]
    client.run()
    two.put_mark(0, 6)
    before = kept_tables(two)
    client._line.ask = lambda _content: replies[0]

    with pytest.raises(StrangeAnswerError):
        client.run()
    assert kept_tables(two) == before
    assert state(two, one).waiting == 1


def test_a_request_that_comes_again_or_elsewhere_or_altered_changes_nothing(pair):
    one, two, server = pair
    two.put_mark(0, 5)
    client, asked = client_of(two, one, server), []
    ask = client._line.ask
    client._line.ask = lambda content: asked.append(content) or ask(content)
    client.run()
    before = kept_tables(one)

    assert [read_reply(server.answered(content)).status.name for content in asked] == (
        ["REPLAYED"] * len(asked)
    )
    signed = next(content for content in asked if read_request(content)[0].device)
    server._state.sessions.clear()
    for place in range(len(signed)):
        altered = bytearray(signed)
        altered[place] ^= 0x41
        status = read_reply(server.answered(bytes(altered))).status.name
        assert status in {"STRANGER", "UNREADABLE", "SIGN"}
        cut = read_reply(server.answered(signed[:place])).status.name
        assert cut in {"STRANGER", "UNREADABLE", "SIGN"}
    assert kept_tables(one) == before
    elsewhere = SyncServer(two.storage, ("127.0.0.1", 0))
    assert read_reply(elsewhere.answered(signed)).status.name == "STRANGER"
    elsewhere.server_close()


# Time, bytes, stopping


def test_it_stops_at_any_moment_and_goes_on_where_it_was(pair):
    one, two, server = pair
    for n in range(60):
        (one, two)[n % 2].put_mark(n % 3, n % 10 + 1)
    for patience in range(1, 40):
        looks = iter(range(patience))
        client = client_of(two, one, server, stopped=lambda looks=looks: next(looks, None) is None)
        try:
            done = client.run()
        except SyncStoppedError:
            continue
        assert done.confirmed
        break
    else:
        raise AssertionError("never came to its end")
    assert patience > 3
    check_equal((one, two))


def test_it_ends_when_its_time_is_over(pair):
    one, two, server = pair
    for n in range(900):
        two.put_mark(n % 3, n * 7 % 11 % 10 + 1)
    ticks = iter(range(0, 10_000, 20))
    client = client_of(two, one, server, clock=lambda: next(ticks))
    client.pace.size = 2048

    done = client.run(seconds=60)

    assert not done.confirmed
    assert state(two, one).waiting > 0
    assert client_of(two, one, server).run().confirmed


def test_the_bytes_of_a_day_are_remembered_and_an_end_is_an_end(pair):
    one, two, server = pair
    client_of(two, one, server).run()
    day = two.clock.moment.date()
    today, month = used(two.storage, day)
    assert 300 < today == month < 1000
    two.put_mark(0, 6)

    with pytest.raises(TrafficUsedError):
        client_of(two, one, server, allowance=Allowance(day=today)).run()
    with pytest.raises(TrafficUsedError):
        client_of(two, one, server, allowance=Allowance(month=today)).run()
    assert state(two, one).waiting == 1
    two.clock.set_by(86_400)
    assert client_of(two, one, server, allowance=Allowance(day=today + 200)).run().confirmed


def test_a_line_that_breaks_is_tried_again_after_pauses_by_lot(pair):
    one, two, server = pair
    two.put_mark(0, 6)
    client, waited, left = client_of(two, one, server), [], [3]
    ask = client._line.ask

    def broken(content):
        left[0] -= 1
        if left[0] >= 0:
            raise (LineCutError, NoLineError, LineBusyError)[left[0]](address="", wait=7)
        return ask(content)

    client._line.ask = broken
    done = exchange(client, 60, waited.append, uniform=lambda _low, high: high)

    assert waited == [2 + 7, 4 + 7, 8 + 7]
    assert client.pace.size < 16 << 10
    assert done.confirmed
    check_equal((one, two))


def test_clocks_years_apart_do_not_matter(pair):
    one, two, server = pair
    two.clock.set_by(-3 * 365 * 86_400)
    two.put_mark(0, 6)
    one.put_mark(1, 7)

    assert client_of(two, one, server).run().confirmed
    check_equal((one, two))
