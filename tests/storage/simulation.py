"""A school's computers and a hub in one process: virtual clock, seeded scheduler, bad network.

Everything that happens is drawn from one seed, so the same seed is the same history: print it.
"""

import random
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from school_desk.errors import DeskError
from school_desk.storage.entry import unspelled
from school_desk.storage.undo import History
from tests.storage import oracle
from tests.storage.computers import IMAGES, PARTS, PUPILS, Computers, Peer, check, check_equal
from tests.storage.small_school import CLASS, Clock, Computer, open_file, quick_folder

LOSS, TWICE, LATE = 0.15, 0.1, 0.3
SKEW = 10_000_000
CHUNK = 6
MOST = 6
CHECK_EVERY = 40


@dataclass
class Parcel:
    """Lines on their way to a computer."""

    due: int
    to: int
    lines: list


@dataclass
class Backup:
    """A copy of a computer's file as it was."""

    content: bytes


@dataclass
class World:
    """All that a simulation knows: computers (the first is the hub), parcels, what was typed."""

    seed: int
    peers: list[Peer]
    chance: random.Random
    now: int = 0
    parcels: list[Parcel] = field(default_factory=list)
    blocked: set[tuple[int, int]] = field(default_factory=set)
    backups: dict[int, Backup] = field(default_factory=dict)
    typed: set = field(default_factory=set)
    gone: set = field(default_factory=set)
    happened: Counter = field(default_factory=Counter)


def simulate(folder: Path, empty_file: bytes, seed: int, steps: int) -> Counter:
    """Run so many steps; everything that must hold is asserted on the way and at the end."""
    chance = random.Random(seed)  # noqa: S311  a game, not a secret
    number = chance.randint(2, 5) + 1
    skews = [0, *(chance.uniform(-SKEW, SKEW) for _ in range(number - 1))]
    with (
        tempfile.TemporaryDirectory(dir=quick_folder() or folder) as place,
        Computers(Path(place), empty_file, number, skews) as peers,
    ):
        world = World(seed, peers, chance)
        for world.now in range(steps):
            _step(world)
            if world.now % CHECK_EVERY == CHECK_EVERY - 1:
                check(chance.choice(peers))
                world.happened["checks"] += 1
        _quiet(world)
    world.happened["steps"] += steps
    return world.happened


def _step(world):
    what, how = zip(*WEIGHTS.items(), strict=True)
    act = world.chance.choices(what, how)[0]
    act(world)
    world.happened[act.__name__.strip("_").replace("_", " ")] += 1
    _deliver(world)


def _typist(world):
    return world.chance.choice(world.peers[1:])


# What people do


def _type_something(world):
    peer = _typist(world)
    old = world.chance.random() < LATE and peer.forms
    form = world.chance.choice(peer.forms) if old else peer.look()
    if world.chance.random() < LATE:
        peer.forms = [*peer.forms[-2:], peer.look()]
    before = {stream: len(peer.sent(stream, peer.device)) for stream in PARTS}
    _write(world, peer, form)
    for part, known in before.items():
        for entry in peer.sent(part, peer.device, known):
            world.typed.add((part, entry.device, entry.seq, entry.field, entry.val))


def _write(world, peer, form):
    pupil, points = world.chance.randrange(PUPILS), world.chance.choice([None, 1, 2, 3])
    row = peer.row("pupil", pupil)
    kind = world.chance.randrange(6)
    with peer.begin(form) as work:
        if kind <= 2:
            work.put_cell("mark", peer.row("lesson_column"), row, points=points)
        elif kind == 3:
            work.put("lesson", peer.row("lesson"), topic=world.chance.choice("абвг"))
        elif kind == 4:
            work.put("pupil", row, surname=world.chance.choice("абвг"))
        else:
            (work.delete if world.chance.random() < TWICE * 4 else work.revive)(row)


def _undo(world):
    peer = _typist(world)
    before = peer.log()
    try:
        History(peer.storage).undo(peer.teacher(), peer.look().context, lambda _label, _scope: None)
    except DeskError:
        assert peer.log() == before
    for entry in peer.log():
        if entry.device == peer.device:
            world.typed.add((entry.part, entry.device, entry.seq, entry.field, entry.val))


# What the network does


def _send(world):
    sender, receiver = world.chance.sample(range(len(world.peers)), 2)
    _send_from(world, sender, receiver)


def _meet_the_hub(world):
    other = world.chance.randrange(1, len(world.peers))
    _send_from(world, other, 0)
    _send_from(world, 0, other)


def _send_from(world, sender, receiver):
    peer, other = world.peers[sender], world.peers[receiver]
    known = {
        (entry.part, entry.device): entry.seq for entry in other.log()
    }  # what the other's vector says
    lines = [one for one in peer.log() if one.seq > known.get((one.part, one.device), 0)]
    for at in range(0, len(lines), CHUNK):
        _post(world, (sender, receiver), lines[at : at + CHUNK])


def _post(world, way, lines):
    if way in world.blocked or world.chance.random() < LOSS:
        world.happened["parcels lost"] += 1
        return
    for _ in range(2 if world.chance.random() < TWICE else 1):
        mixed = world.chance.sample(lines, len(lines)) if world.chance.random() < LATE else lines
        due = world.now + (world.chance.randrange(30) if world.chance.random() < LATE else 0)
        world.parcels.append(Parcel(due, way[1], mixed))


def _deliver(world):
    due = [one for one in world.parcels if one.due <= world.now]
    world.parcels = [one for one in world.parcels if one.due > world.now]
    for one in due:
        world.peers[one.to].receive(one.lines)
        world.happened["lines delivered"] += len(one.lines)


def _cut_one_way(world):
    world.blocked.add(tuple(world.chance.sample(range(len(world.peers)), 2)))


def _mend(world):
    world.blocked.clear()


# What power, disks and clocks do


def _crash(world):
    peer = world.chance.choice(world.peers)
    before, waiting = peer.log(), peer.waiting
    peer.reopen()
    assert (peer.log(), peer.waiting) == (before, waiting)


def _back_up(world):
    peer = _typist(world)
    world.backups[peer.number] = Backup(_content(peer))


def _restore(world):
    """The computer's file is an old one now; it goes on as a new device."""
    if not world.backups:
        return
    number = world.chance.choice(sorted(world.backups))
    peer, backup = world.peers[number], world.backups.pop(number)
    lost = {(one.part, one.device, one.seq) for one in peer.log() if one.device == peer.device}
    peer.storage.database.close()
    _open_as_new(peer, backup.content)
    lost -= {(one.part, one.device, one.seq) for one in peer.log()}
    world.gone |= lost
    world.backups.clear()


def _clone(world):
    """Somebody copies a disk; the copy learns that it is one and goes on as a new device."""
    if len(world.peers) >= MOST:
        return
    origin = _typist(world)
    made = Peer(len(world.peers), origin.path, Clock(origin.clock.moment), origin.storage)
    _open_as_new(made, _content(origin))
    world.peers.append(made)


def _set_a_clock(world):
    _typist(world).clock.set_by(world.chance.uniform(-SKEW, SKEW))


def _content(peer):
    peer.storage.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return peer.path.read_bytes()


def _open_as_new(peer, content):
    peer.path = peer.path.with_name(f"{next(IMAGES)}.db")
    peer.path.write_bytes(content)
    peer.storage = open_file(peer.path, Computer(b"device-n%d" % next(IMAGES)), peer.clock)
    peer.forms = []


def _quiet(world):
    """Everybody receives everything: all are equal, nothing typed is lost, nothing waits.

    But for what can never come: a disk died with lines that others' lines depend on. Such lines
    wait on, visibly.
    """
    everything = [entry for peer in world.peers for entry in (*peer.log(), *waiting_at(peer))]
    everything += [line for parcel in world.parcels for line in parcel.lines]
    for peer in world.peers:
        peer.receive(everything)
        assert peer.waiting == [] or world.gone
    assert len({frozenset(map(oracle.dot, waiting_at(peer))) for peer in world.peers}) == 1
    check(*world.peers)
    check_equal(world.peers)
    log = {(e.part, e.device, e.seq, e.field, e.val) for e in world.peers[0].log()}
    lost = {one for one in world.typed - log if one[:3] not in world.gone}
    assert lost == set()
    world.happened["conflicts at the end"] += world.peers[0].conflicts()
    world.happened["values typed"] += len(world.typed)
    standing = oracle.cells(world.peers[0].log())
    assert all(cell.heads for cell in standing.values())
    assert any(place[0] == CLASS for place in standing)


def waiting_at(peer):
    """The lines that wait at a computer."""
    rows = peer.storage.db.execute("SELECT entry FROM stream_in").fetchall()
    return [unspelled(text) for (text,) in rows]


WEIGHTS = {
    _type_something: 40,
    _undo: 3,
    _send: 14,
    _meet_the_hub: 8,
    _cut_one_way: 3,
    _mend: 2,
    _crash: 2,
    _back_up: 2,
    _restore: 1,
    _clone: 1,
    _set_a_clock: 2,
}
