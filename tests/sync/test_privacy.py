"""A computer receives no byte of a partition that it has no grant for: all traffic is searched.

Three computers (office, teacher, canteen) exchange over real HTTPS through a proxy that looks
inside. Each partition holds a canary; batches are packed, so they are also unpacked and searched.
"""

from collections import defaultdict
from dataclasses import dataclass, field

import pytest

from school_desk.storage.compartments import Compartments
from school_desk.storage.keys import Unlocked
from school_desk.sync.batch_decode import read_body, taken_apart
from school_desk.sync.client import Client
from school_desk.sync.grants import GRANTS
from school_desk.sync.line import Line
from school_desk.sync.position import after, start
from school_desk.sync.server import SyncServer
from school_desk.sync.wire import read_reply, read_request
from tests.storage.small_school import settle
from tests.sync.recording import Recording
from tests.sync.stations import opened

ATTEND = "attend/1/2026-27"
CANARIES = {
    "admin/1": "CANARY-ADMIN",
    "school/1": "CANARY-SCHOOL",
    "class/1": "CANARY-CLASS",
    "person/1": "CANARY-PERSON",
    "benefit/1": "CANARY-BENEFIT",
    "meals/1": "CANARY-MEALS",
    "support/1": "CANARY-SUPPORT",
    "health/1": "CANARY-HEALTH",
    "own/1": "CANARY-OWN",
}
NAMES = ("office", "teacher", "canteen", "support")
SEALED_PARTS = ("support/", "health/", "own/")
SEALED = ("support", "health", "own")
SECRETS = {"support/1": b"1" * 32, "health/1": b"2" * 32, "author/5/1": b"3" * 32}
POST, SIGNS = "CANARY-POST", '[false, "CANARY-SIGNS"]'
SHEET = f'[[["{CANARIES["meals/1"]}","7-10",1,0,1,0]],[]]'
MARK = 77077
"""Points that no other number of the test equals."""


@dataclass
class Traffic:
    """What went between a computer and one that answers: as said on the line, and unpacked."""

    said: bytes = b""
    sent: list = field(default_factory=list)
    received: list = field(default_factory=list)

    def parts(self):
        return {header.part for header, _ in (*self.sent, *self.received)}

    def values(self):
        return [entry.val for _, run in (*self.sent, *self.received) for entry in run]


def fill(station):
    """A row with a canary in every partition, a mark and an absence."""
    made = settle(station.storage, station.clock, 3)
    pupil = made.pupils[0]
    station.storage.compartments = Compartments(lambda: Unlocked(5, b"", SECRETS))
    group = station.storage.db.execute("SELECT row FROM teaching_group").fetchone()[0]
    with station.storage.begin("Fill", actor=made.teacher) as work:
        work.put("account", made.other, surname=CANARIES["admin/1"])
        work.put("pupil", pupil, surname=CANARIES["school/1"])
        work.put("lesson", made.lesson, topic=CANARIES["class/1"])
        work.put_cell("mark", made.column, pupil, points=MARK)
        work.born("personal_file", "person/1", pupil=pupil, iin=CANARIES["person/1"])
        paid = {"source": "fund", "category": "orphan", "number": CANARIES["benefit/1"]}
        work.new("eating", "benefit/1", pupil=pupil, **paid)
        day = {"day": "2026-10-22", "meal": "lunch"}
        work.born("portion", "benefit/1", **day, pupil=pupil, ordered=1, source="fund")
        work.born("meal_order", "meals/1", **day, shift=1, sheet=SHEET)
        hour = work.born("session", ATTEND, grp=group, day="2026-10-22", slot=2)
        work.put_cell("attendance", hour, pupil, sign="ill")
        for name in SEALED:
            facts = {"pupil": pupil, "author": made.teacher, "body": CANARIES[f"{name}/1"]}
            work.new(f"{name}_note", f"{name}/1", **facts)
        seen = {"day": "2026-10-22", "worker": made.other, "post": POST, "admitted": 0}
        work.born("kitchen_checkup", "health/1", **seen, signs=SIGNS)
    station.storage.compartments = Compartments()


def ciphertext(station, name):
    """What stands sealed in the file of the office."""
    sql = f"SELECT body FROM {name}_note"  # noqa: S608  one of three
    return bytes(station.storage.db.execute(sql).fetchone()[0])


@pytest.fixture
def school(tmp_path, empty_file):
    """The office with everything, and two computers that know only its key."""
    stations = {name: opened(tmp_path, empty_file, n) for n, name in enumerate(NAMES)}
    office = stations["office"]
    fill(office)
    for name, station in stations.items():
        everything = SEALED_PARTS if name == "office" else ()  # the head's own computer
        office.admit(station, parts=" ".join((*GRANTS[name], *everything)))
        station.streams.trust(office.storage.device.public_key)
    yield stations
    for station in stations.values():
        station.storage.database.close()


def exchanged(station, peer):
    """One exchange through the proxy; everything that was said."""
    server = SyncServer(peer.storage, ("127.0.0.1", 0))
    pairs, answered = [], server.answered

    def heard(content):
        pairs.append((content, answered(content)))
        return pairs[-1][1]

    server.answered = heard
    server.start()
    proxy = Recording(server.port, peer.storage.device)
    line = Line(f"127.0.0.1:{proxy.port}", peer.storage.device.public_key, stall=5.0)
    try:
        Client(station.storage, line, peer.storage.device.public_key).run()
    finally:
        line.close()
        proxy.close()
        server.close()
    traffic = Traffic(bytes(proxy.asked + proxy.answered))
    assert pairs, "nothing was said"
    for asked, told in pairs:
        assert told in traffic.said
        traffic.sent += read_request(asked)[0].batches
        traffic.received += read_reply(told).batches
    unpack(traffic)
    return traffic


def unpack(traffic):
    """The entries of all batches, stream by stream."""
    positions = {}
    for batches in (traffic.sent, traffic.received):
        for n, content in enumerate(batches):
            header, body, _, _ = taken_apart(content)
            stream = header.device, header.part
            position = positions.get(stream) or start(*stream)
            entries = read_body(position, header, body)
            positions[stream] = after(position, entries)
            batches[n] = header, entries


def kept_parts(station):
    """In which partitions the log of a computer has anything."""
    return {
        name
        for (name,) in station.storage.db.execute(
            "SELECT DISTINCT name FROM change_log JOIN part ON part.ord = change_log.part"
        )
    }


def all_texts(station):
    """Everything in a computer's file that is a text or bytes, of every table."""
    db = station.storage.db
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = bytearray()
    for name in names:
        for row in db.execute(f"SELECT * FROM {name}"):  # noqa: S608  our own tables
            for value in row:
                if isinstance(value, str | bytes):
                    found += value.encode() if isinstance(value, str) else bytes(value)
    return bytes(found)


def granted(kind, part):
    return any(part.startswith(one) for one in GRANTS[kind])


def _as_bytes(value):
    return bytes(value) if isinstance(value, bytes | memoryview) else b""


@pytest.mark.parametrize("name", ["teacher", "canteen", "support"])
def test_nothing_of_another_partition_is_on_the_line_or_in_the_file(school, name):
    station, office = school[name], school["office"]

    first, again = exchanged(station, office), exchanged(station, office)

    may = {part for part in (*CANARIES, ATTEND) if granted(name, part)}
    assert first.parts() == may
    assert kept_parts(station) == may
    values, texts = defaultdict(int), all_texts(station)
    for value in first.values():
        values[str(value)] += 1
    told = "\n".join(values)
    for part, canary in CANARIES.items():
        if granted(name, part):
            continue
        said = first.said + again.said
        assert canary not in told
        assert canary.encode() not in said
        assert part.encode() not in said
        assert canary.encode() not in texts
    for one in SEALED:
        sealed = ciphertext(office, one)
        assert len(sealed) > len(CANARIES[f"{one}/1"])
        assert (sealed in texts) == granted(name, f"{one}/1")
        assert (sealed in map(_as_bytes, first.values())) == granted(name, f"{one}/1")
    for part in may & {"admin/1", "school/1"}:  # the search finds what is there
        assert CANARIES[part] in told
        assert CANARIES[part].encode() in texts


def test_the_canteen_gets_attendance_and_no_mark(school):
    canteen, office = school["canteen"], school["office"]

    traffic = exchanged(canteen, office)

    assert ("ill",) in canteen.storage.db.execute("SELECT sign FROM attendance").fetchall()
    assert canteen.storage.db.execute("SELECT count(*) FROM mark").fetchone() == (0,)
    assert "ill" in traffic.values()
    assert MARK not in traffic.values()
    assert MARK in exchanged(school["teacher"], office).values()


def test_the_canteen_gets_the_order_and_never_who_pays_for_whom(school):
    canteen, office = school["canteen"], school["office"]

    traffic = exchanged(canteen, office)

    db = canteen.storage.db
    assert db.execute("SELECT sheet FROM meal_order").fetchone() == (SHEET,)
    for table in ("eating", "portion"):
        assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608
    assert not {"fund", "orphan"} & set(map(str, traffic.values()))
    assert "benefit/1" not in traffic.parts()


def test_the_canteen_gets_no_line_on_the_health_of_who_cooks(school):
    canteen, office = school["canteen"], school["office"]

    traffic = exchanged(canteen, office)

    sealed = bytes(office.storage.db.execute("SELECT signs FROM kitchen_checkup").fetchone()[0])
    assert canteen.storage.db.execute("SELECT count(*) FROM kitchen_checkup").fetchone() == (0,)
    told = [*map(_as_bytes, traffic.values()), traffic.said, all_texts(canteen)]
    for secret in (POST.encode(), b"CANARY-SIGNS", sealed):
        assert not any(secret in one for one in told)
    assert b"CANARY-SIGNS" not in all_texts(office)
    assert POST.encode() in all_texts(office)  # the search finds what is there


def test_a_peer_that_holds_more_passes_on_only_what_is_granted(school):
    """The teacher's computer answers the canteen's: the office is not even there."""
    office, teacher, canteen = school["office"], school["teacher"], school["canteen"]
    exchanged(teacher, office)
    canteen.streams.trust(teacher.storage.device.public_key)

    traffic = exchanged(canteen, teacher)

    assert traffic.parts() == {"admin/1", "school/1", ATTEND}
    assert MARK not in traffic.values()
    assert canteen.storage.db.execute("SELECT count(*) FROM mark").fetchone() == (0,)


def test_what_is_pushed_without_a_grant_is_not_taken(school):
    """Even from a computer that speaks wrongly."""
    office, canteen = school["office"], school["canteen"]
    exchanged(canteen, office)
    own = [part for part in (*CANARIES, ATTEND) if granted("canteen", part)]
    wrong = list(office.streams.batches({}, ["class/1", "person/1"], 1 << 20))
    assert wrong

    canteen.streams.take(wrong, own)

    assert kept_parts(canteen) == set(own)
    texts = all_texts(canteen)
    assert CANARIES["class/1"].encode() not in texts
    assert CANARIES["person/1"].encode() not in texts


def test_sealed_notes_travel_sealed_to_whom_they_are_granted(school):
    support, office = school["support"], school["office"]

    traffic = exchanged(support, office)

    assert ciphertext(office, "support") in map(_as_bytes, traffic.values())
    assert CANARIES["support/1"].encode() not in traffic.said
    assert CANARIES["support/1"] not in "\n".join(map(str, traffic.values()))
    assert "health/1" not in traffic.parts()
    assert "own/1" not in traffic.parts()
