"""The simulated school with what really travels: signed batches, grants, receipts, sticks."""

from contextlib import contextmanager

from school_desk.storage.device import Device
from school_desk.sync.batch_decode import taken_apart
from school_desk.sync.courier import Courier
from school_desk.sync.courier_folder import Shelf
from school_desk.sync.grants import offered
from school_desk.sync.own_signatures import sign_own
from school_desk.sync.streams import Streams
from tests.storage.computers import PARTS
from tests.storage.small_school import Clock
from tests.sync.stations import Station, a_school

ALL = "admin/ school/ class/ support/"
GRANTS = (ALL, ALL, "admin/ school/ support/", "admin/ school/")
ROOM = 600
"""Small batches, so that a school's few hundred lines are many of them."""


class OnceSpelled(Streams):
    """Spells each run once while a file is open, to however many it goes: a log does not change."""

    def __init__(self, peer):
        super().__init__(peer.storage, peer.storage.device)
        self._spelled = {}

    def own_batch(self, part, run):
        return self._once((part, run[0].seq, run[-1].seq), super().own_batch, part, run)

    def foreign_batch(self, part, device, signed):
        return self._once((part, device, signed), super().foreign_batch, part, device, signed)

    def _once(self, name, spell, *facts):
        if name not in self._spelled:
            self._spelled[name] = spell(*facts)
        return self._spelled[name]


class Batches:
    """Signed batches as `Streams` gives and takes them, each a parcel of its own."""

    passes_waiting_on = False
    """What waits for lines that died with a disk stays where it is: it is not verified as whole."""

    def __init__(self):
        self.weights = {_change_a_grant: 1, _write_a_stick: 1, _read_a_stick: 2}

    @contextmanager
    def computers(self, folder, empty_file, number, skews):
        made = a_school(folder, empty_file, number)
        for peer, skew in zip(made, skews, strict=True):
            peer.clock.set_by(skew)
            peer.streams = OnceSpelled(peer)
        try:
            yield made
        finally:
            for peer in made:
                peer.storage.database.close()

    def owed(self, sender, receiver):
        parts = offered(sender.storage, receiver.device)
        found = list(sender.gives(receiver, parts, ROOM))
        assert all(taken_apart(content)[0].part in parts for content in found)
        return [[content] for content in found]

    def take(self, receiver, contents, world):
        parts = [part for part in PARTS if part in own_parts(receiver)]
        outcome = receiver.takes(contents, parts)
        assert not outcome.refused, outcome.refused
        assert not outcome.forks
        world.happened["batches"] += len(contents)
        return outcome.applied

    def copied(self, origin, number):
        return Station(number, origin.path, Clock(origin.clock.moment), None)

    def before_a_copy(self, peer):
        """As the program does before a backup."""
        sign_own(peer.storage)

    def reopened(self, peer, image):
        peer.reopen(image)
        peer.streams = OnceSpelled(peer)

    def goes_on(self, peer, path, world):
        """A new device opens a file that was another's; the hub admits it."""
        peer.goes_on(path, Device(next(world.devices).to_bytes(32, "big")))
        peer.streams = OnceSpelled(peer)
        hub = world.peers[0]
        hub.admit(peer, parts=ALL)
        peer.streams.trust(hub.storage.device.public_key)

    def settle(self, world):
        """The hub grants everything to everybody; all give to all until nothing is owed."""
        for parcel in world.parcels:
            self.take(world.peers[parcel.to], parcel.content, world)
        for peer in world.peers:
            _grant(world, peer, ALL)
        moved = True
        while moved:
            moved = False
            for one in world.peers:
                for other in world.peers:
                    if one is not other:
                        given = list(one.gives(other))
                        before = other.streams.vector(PARTS)
                        outcome = other.takes(given)
                        assert not outcome.refused
                        moved = moved or other.streams.vector(PARTS) != before


def own_parts(peer):
    """What a computer may hold, as its own file says."""
    return offered(peer.storage, peer.device)


def _change_a_grant(world):
    _grant(world, world.chance.choice(world.peers[1:]), world.chance.choice(GRANTS))


def _grant(world, peer, parts):
    hub = world.peers[0]
    row = hub.storage.db.execute(
        "SELECT row FROM computer WHERE device = ? AND alive", (peer.device.hex(),)
    ).fetchone()[0]
    with hub.begin(hub.look()) as work:
        work.put("computer", row, parts=parts)


def _stick(world):
    shelf = Shelf(world.folder / "stick")
    shelf.folder.mkdir(exist_ok=True)
    return shelf


def _no_step(_done, _total):
    """Nobody watches."""


def _write_a_stick(world):
    Courier(world.chance.choice(world.peers).storage).write(_stick(world), _no_step)


def _read_a_stick(world):
    peer, stick = world.chance.choice(world.peers), _stick(world)
    if not any(stick.folder.iterdir()):
        return
    brought = Courier(peer.storage).read(stick, _no_step)
    assert not brought.damaged
    world.happened["brought by stick"] += brought.applied
