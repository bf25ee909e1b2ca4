"""A school's computers and a hub in one process: virtual clock, seeded scheduler, bad network.

Everything that happens is drawn from one seed, also keys of rows and salts, so the same seed is the
same history to the last line: print it.
What travels is the wire's: single lines of the log here, signed batches in
`tests.sync.batch_simulation`.
"""

import random
import secrets
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from types import MappingProxyType
from unittest import mock

from school_desk.errors import DeskError
from school_desk.storage.entry import unspelled
from school_desk.storage.registry import ALIVE
from school_desk.storage.undo import History
from school_desk.storage.values import local
from school_desk.storage.verify import verify
from tests.storage import oracle
from tests.storage.computers import (
    IMAGES,
    PARTS,
    PUPILS,
    Computers,
    Form,
    Peer,
    check_equal,
    check_state,
)
from tests.storage.small_school import CLASS, Clock, Computer, quick_folder

LOSS, TWICE, LATE = 0.15, 0.1, 0.3
SKEW = 10_000_000
CHUNK = 6
MOST = 6
CHECK_EVERY, VERIFY_EVERY = 20, 4
TRIP = 200
"""Steps that a stick may be on its way."""


class Lines:
    """Single lines of the log, whose order means nothing."""

    weights: Mapping = MappingProxyType({})
    passes_waiting_on = True

    def computers(self, folder, empty_file, number, skews):
        return Computers(folder, empty_file, number, skews)

    def owed(self, sender, receiver):
        """Parcels of what the sender has and the receiver lacks."""
        known = receiver.kept()
        lines = [
            one
            for stream, kept in sender.kept().items()
            for one in kept[len(known.get(stream, ())) :]
        ]
        return [lines[at : at + CHUNK] for at in range(0, len(lines), CHUNK)]

    def take(self, receiver, lines, _world):
        receiver.receive(lines)
        return len(lines)

    def copied(self, origin, number):
        return Peer(number, origin.path, Clock(origin.clock.moment), None)

    def before_a_copy(self, peer):
        """Nothing: a line needs no signature."""

    def reopened(self, peer, image):
        """The same device goes on from what a kill has left."""
        peer.reopen(image)

    def goes_on(self, peer, path, world):
        """A new device opens a file that was another's."""
        peer.goes_on(path, Computer(b"device-n%d" % next(world.devices)))

    def settle(self, world):
        """Everybody receives everything that is anywhere, also on the way."""
        everything = [entry for peer in world.peers for entry in (*peer.log(), *waiting_at(peer))]
        everything += [line for parcel in world.parcels for line in parcel.content]
        once = list(oracle.set_of(everything).values())
        for peer in world.peers:
            peer.receive(once)


@dataclass
class Parcel:
    """What is on its way to a computer."""

    due: int
    to: int
    content: list


@dataclass
class World:
    """All that a simulation knows: computers (the first is the hub), parcels, what was typed."""

    seed: int
    peers: list[Peer]
    chance: random.Random
    wire: object
    folder: Path
    now: int = 0
    parcels: list[Parcel] = field(default_factory=list)
    blocked: set[tuple[int, int]] = field(default_factory=set)
    backups: dict[int, bytes] = field(default_factory=dict)
    typed: set = field(default_factory=set)
    seen: dict = field(default_factory=dict)
    """Of each change: how far each stream was shown to the person who made it."""
    gone: set = field(default_factory=set)
    devices: Iterator[int] = field(default_factory=lambda: count(1))
    """Numbers of computers that begin anew."""
    happened: Counter = field(default_factory=Counter)


def simulate(folder: Path, empty_file: bytes, seed: int, steps: int, wire=None) -> Counter:
    """Run so many steps; everything that must hold is asserted on the way and at the end."""
    chance = random.Random(seed)  # noqa: S311  a game, not a secret
    number, wire = chance.randint(2, 5) + 1, wire or Lines()
    skews = [0, *(chance.uniform(-SKEW, SKEW) for _ in range(number - 1))]
    with (
        _all_lots_drawn_by(random.Random(chance.random())),  # noqa: S311
        tempfile.TemporaryDirectory(dir=quick_folder() or folder) as place,
        wire.computers(Path(place), empty_file, number, skews) as peers,
    ):
        world = World(seed, peers, chance, wire, Path(place))
        for world.now in range(steps):
            _step(world)
        _quiet(world)
    world.happened["steps"] += steps
    return world.happened


@contextmanager
def _all_lots_drawn_by(lots):
    """What a real school draws by lot comes from the seed here."""
    with mock.patch.multiple(secrets, randbits=lots.getrandbits, token_bytes=lots.randbytes):
        yield


def _step(world):
    acts = {**WEIGHTS, **world.wire.weights}
    what, how = zip(*acts.items(), strict=True)
    act = world.chance.choices(what, how)[0]
    act(world)
    world.happened[act.__name__.strip("_").replace("_", " ")] += 1
    _deliver(world)
    if world.now % CHECK_EVERY == CHECK_EVERY - 1:
        peer = world.chance.choice(world.peers)
        _hold(world, peer)
        if world.now // CHECK_EVERY % VERIFY_EVERY == 0:
            assert verify(peer.storage) == ()


def _hold(world, peer):
    """The state is the oracle's, and the oracle's heads are what nobody who saw them replaced."""
    log = check_state(peer)
    shown = truth = 0
    for changes in oracle.by_cell(log).values():
        standing = oracle.heads(changes)
        seen = _really(world, changes)
        assert {oracle.dot(one) for one in standing} == seen
        shown += len({one.val for one in standing}) > 1
        truth += len({one.val for one in changes if oracle.dot(one) in seen}) > 1
    world.happened["checks"] += 1
    world.happened["conflicts shown"] += shown
    world.happened["conflicts by what people had seen"] += truth


def _really(world, changes):
    """The changes of a cell that nobody has replaced who had them before their eyes."""
    replaced = {}
    for one in changes:
        view = world.seen.get((one.part, *oracle.dot(one)))
        if view is None:  # of the setting up
            view = {(one.part, device): seq for device, seq in one.ctx.items()}
        own = {(one.part, one.device): one.seq - 1}
        for (part, device), seq in (view | own).items():
            if part == one.part:
                replaced[device] = max(replaced.get(device, 0), seq)
    return {oracle.dot(one) for one in changes if one.seq > replaced.get(one.device, 0)}


def _typist(world):
    return world.chance.choice(world.peers[1:])


# What people do


def _look(peer):
    """A form opened now: its context, and how far each stream is shown in it."""
    context = peer.storage.context(*PARTS)
    return Form(context, {name: len(kept) for name, kept in peer.kept().items()})


def _form(world, peer):
    old = world.chance.random() < LATE and peer.forms
    form = world.chance.choice(peer.forms) if old else _look(peer)
    if world.chance.random() < LATE:
        peer.forms = [*peer.forms[-2:], _look(peer)]
    return form


def _writes(world, peer, form, action):
    """One unit of work; what it wrote is remembered with what its author had seen."""
    before = {name: len(kept) for name, kept in peer.kept().items()}
    action(form)
    for (part, device), kept in peer.kept().items():
        for entry in kept[before.get((part, device), 0) :]:
            assert device == peer.device
            world.typed.add((part, device, entry.seq, entry.field, entry.val))
            world.seen[part, device, entry.seq] = form.view


def _edits(world, action):
    peer = _typist(world)

    def unit(form):
        with peer.begin(form) as work:
            action(peer, work)

    _writes(world, peer, _form(world, peer), unit)


def _type_something(world):
    pupil, points = world.chance.randrange(PUPILS), world.chance.choice([None, 1, 2, 3])
    kind, word = world.chance.randrange(5), world.chance.choice("абвг")

    def edit(peer, work):
        row = peer.row("pupil", pupil)
        if kind <= 2:
            work.put_cell("mark", peer.row("lesson_column"), row, points=points)
        elif kind == 3:
            work.put("lesson", peer.row("lesson"), topic=word)
        else:
            work.put("pupil", row, surname=word)

    _edits(world, edit)


def _delete_or_revive(world):
    pupil, dies = world.chance.randrange(PUPILS), world.chance.random() < 0.4

    def end(peer, work):
        (work.delete if dies else work.revive)(peer.row("pupil", pupil))

    _edits(world, end)


def _close_a_term(world):
    """Born by what it is: two who close the same page meet in one row."""
    term, day = world.chance.choice("12"), world.chance.choice(["2026-10-24", "2026-10-25", None])

    def close(peer, work):
        page = {"grp": peer.row("teaching_group"), "subject": peer.row("subject")}
        row = work.born("closing", CLASS, **page, period=f"term/{term}")
        by = peer.teacher() if day else None
        work.put("closing", row, closed_on=day, closed_by=by, ruleset="kz-2025" if day else None)

    _edits(world, close)


def _decide(world):
    """Somebody takes one of the values that stand against each other, having seen them all."""
    peer = _typist(world)
    found = peer.storage.db.execute("SELECT row, field FROM conflict").fetchall()
    if not found:
        return
    row, number = world.chance.choice(sorted(found))

    def unit(form):
        with peer.begin(form) as work:
            place = peer.storage.keys.place(work.db, row)
            if number == ALIVE:
                (work.delete if world.chance.random() < LATE else work.revive)(row)
                return
            one = peer.storage.registry.field(place.table, number)
            heads = peer.storage.log.heads(work.db, place, row, one)
            work.write(row, one, _value(peer, work, one, world.chance.choice(heads)))

    _writes(world, peer, _look(peer), unit)
    assert (row, number) not in peer.storage.db.execute("SELECT row, field FROM conflict")
    world.happened["decided"] += 1


def _value(peer, work, field, head):
    keys, tables = peer.storage.keys, peer.storage.registry.by_name
    return local(work.db, keys, field, head.val, tables)


def _undo(world):
    peer = _typist(world)
    before = lines_at(peer)

    def unit(form):
        try:
            History(peer.storage).undo(peer.teacher(), form.context, lambda _label, _scope: None)
        except DeskError:
            assert lines_at(peer) == before

    _writes(world, peer, _look(peer), unit)


# What the network does


def _send(world):
    sender, receiver = world.chance.sample(range(len(world.peers)), 2)
    _send_from(world, sender, receiver)


def _meet_the_hub(world):
    other = world.chance.randrange(1, len(world.peers))
    _send_from(world, other, 0)
    _send_from(world, 0, other)


def _send_from(world, sender, receiver):
    for content in world.wire.owed(world.peers[sender], world.peers[receiver]):
        _post(world, (sender, receiver), content)


def _post(world, way, content):
    if way in world.blocked or world.chance.random() < LOSS:
        world.happened["parcels lost"] += 1
        return
    for _ in range(2 if world.chance.random() < TWICE else 1):
        late = world.chance.random() < LATE
        mixed = world.chance.sample(content, len(content)) if late else content
        due = world.now + (world.chance.randrange(30) if world.chance.random() < LATE else 0)
        world.parcels.append(Parcel(due, way[1], mixed))


def _usb_trip(world):
    """All that the one has which the other lacks now, there when much else has happened."""
    sender, receiver = world.chance.sample(range(len(world.peers)), 2)
    for content in world.wire.owed(world.peers[sender], world.peers[receiver]):
        due = world.now + world.chance.randrange(TRIP)
        world.parcels.append(Parcel(due, receiver, content))


def _deliver(world):
    due = [one for one in world.parcels if one.due <= world.now]
    world.parcels = [one for one in world.parcels if one.due > world.now]
    for one in due:
        world.happened["delivered"] += world.wire.take(world.peers[one.to], one.content, world)


def _cut_one_way(world):
    world.blocked.add(tuple(world.chance.sample(range(len(world.peers)), 2)))


def _mend(world):
    world.blocked.clear()


# What power, disks and clocks do


def _crash(world):
    peer = world.chance.choice(world.peers)
    before = _every_row(peer)
    world.wire.reopened(peer, peer.image())
    assert _every_row(peer) == before


def _crash_within_a_unit(world):
    """The files as they are while a unit of work is half written: it was never there."""
    peer, image = world.chance.choice(world.peers), None
    before = _every_row(peer)
    try:
        with peer.begin() as work:
            work.new("pupil", "school/1", surname="Болмайды")
            work.put_cell("mark", peer.row("lesson_column"), peer.row("pupil"), points=4)
            image = peer.image()
            raise PowerCut  # noqa: TRY301  that is what the unit is for
    except PowerCut:
        world.wire.reopened(peer, image)
    assert _every_row(peer) == before


def _every_row(peer):
    """All that stands in all tables of a computer's file."""
    db = peer.storage.db
    tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name: db.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables}  # noqa: S608


class PowerCut(Exception):  # noqa: N818  not an error: the power
    """The process ends here."""


def _back_up(world):
    peer = _typist(world)
    world.backups[peer.number] = _content(world, peer)


def _restore(world):
    """The computer's file is an old one now; it goes on as a new device."""
    if not world.backups:
        return
    number = world.chance.choice(sorted(world.backups))
    peer, backup = world.peers[number], world.backups.pop(number)
    lost = {(part, device, one.seq) for (part, device), kept in peer.kept().items() for one in kept}
    lost = {one for one in lost if one[1] == peer.device}
    peer.storage.database.close()
    _open_as_new(world, peer, backup)
    world.gone |= {one for one in lost if one[2] > len(peer.kept().get(one[:2], ()))}
    world.backups.clear()


def _clone(world):
    """Somebody copies a disk; the copy learns that it is one and goes on as a new device."""
    if len(world.peers) >= MOST:
        return
    origin = _typist(world)
    content = _content(world, origin)
    made = world.wire.copied(origin, len(world.peers))
    made.path = origin.path.with_name(f"{next(IMAGES)}.none")
    world.peers.append(made)
    _open_as_new(world, made, content)


def _set_a_clock(world):
    _typist(world).clock.set_by(world.chance.uniform(-SKEW, SKEW))


def _content(world, peer):
    world.wire.before_a_copy(peer)
    peer.storage.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return peer.path.read_bytes()


def _open_as_new(world, peer, content):
    path = world.folder / f"{next(IMAGES)}.db"
    path.write_bytes(content)
    world.wire.goes_on(peer, path, world)


def _quiet(world):
    """Everybody receives everything: all are equal, nothing typed is lost, nothing waits.

    But for what can never come: a disk died with lines that others' lines depend on. Such lines
    wait on, visibly.
    """
    world.wire.settle(world)
    for peer in world.peers:
        assert peer.waiting == [] or world.gone
    if world.wire.passes_waiting_on:
        assert len({frozenset(map(oracle.dot, waiting_at(peer))) for peer in world.peers}) == 1
    check_equal(world.peers)
    for peer in world.chance.sample(world.peers, 2):
        _hold(world, peer)
        assert verify(peer.storage) == ()
    final = world.peers[0].log()
    log = {(e.part, e.device, e.seq, e.field, e.val) for e in final}
    lost = {one for one in world.typed - log if one[:3] not in world.gone}
    assert lost == set()
    world.happened["conflicts at the end"] += world.peers[0].conflicts()
    world.happened["values typed"] += len(world.typed)
    standing = oracle.cells(final)
    assert all(cell.heads for cell in standing.values())
    assert any(place[0] == CLASS for place in standing)


def lines_at(peer):
    return sum(map(len, peer.kept().values()))


def waiting_at(peer):
    """The lines that wait at a computer."""
    rows = peer.storage.db.execute("SELECT entry FROM stream_in").fetchall()
    return [unspelled(text) for (text,) in rows]


WEIGHTS = {
    _type_something: 36,
    _delete_or_revive: 5,
    _close_a_term: 3,
    _decide: 4,
    _undo: 3,
    _send: 14,
    _meet_the_hub: 8,
    _usb_trip: 2,
    _cut_one_way: 3,
    _mend: 2,
    _crash: 1,
    _crash_within_a_unit: 1,
    _back_up: 2,
    _restore: 1,
    _clone: 1,
    _set_a_clock: 2,
}
