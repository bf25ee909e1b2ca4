"""Computers of one school with real device keys, real files and their streams."""

from dataclasses import dataclass
from itertools import count

from school_desk.storage.device import Device
from school_desk.sync.streams import Streams
from tests.storage.computers import PARTS, Peer
from tests.storage.small_school import ADMIN, Clock, open_file, settle

IMAGES = count()
ROOM = 1 << 20


@dataclass
class Station(Peer):
    """One computer with its streams."""

    streams: Streams = None

    def gives(self, other, parts=PARTS, room=ROOM):
        return list(self.streams.batches(other.streams.vector(parts), parts, room))

    def takes(self, contents, parts=PARTS):
        return self.streams.take(contents, parts)

    def admit(self, other, parts="admin/ school/ class/ support/"):
        key = other.storage.device.public_key.hex()
        with self.storage.begin("Admit computer", actor=self.teacher()) as work:
            name = f"PC {other.number}"
            facts = {"device": other.device.hex(), "public": key, "name": name, "parts": parts}
            work.born("computer", ADMIN, **facts)


def opened(folder, empty_file, number, seed=None):
    """A computer with an empty file."""
    path = folder / f"station-{next(IMAGES)}.db"
    path.write_bytes(empty_file)
    clock = Clock()
    device = Device(bytes([number + 1 if seed is None else seed]) * 32)
    storage = open_file(path, device, clock)
    return Station(number, path, clock, storage, streams=Streams(storage, device))


def exchange(*stations, parts=PARTS):
    """Everybody gives to everybody until nothing is owed."""
    moved = True
    while moved:
        moved = False
        for one in stations:
            for other in stations:
                batches = [] if one is other else one.gives(other, parts)
                moved = moved or bool(batches)
                outcome = other.takes(batches, parts)
                assert not outcome.refused
                assert not outcome.unknown


def a_school(folder, empty_file, number):
    """So many computers that know each other and have the same small school."""
    stations = [opened(folder, empty_file, n) for n in range(number)]
    first = stations[0]
    settle(first.storage, first.clock, 3)
    for other in stations:
        first.admit(other)
        other.streams.trust(first.storage.device.public_key)
    exchange(*stations)
    return stations
