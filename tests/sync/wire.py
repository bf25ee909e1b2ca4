"""Streams sent as batches in tests: any cut, by any peer, and what arrives."""

from collections import defaultdict
from itertools import pairwise

from school_desk.storage.device import Device
from school_desk.sync.batch_decode import decode
from school_desk.sync.batch_encode import encode
from school_desk.sync.position import start

SENDER = Device(bytes(range(32)))
"""Signs in all tests; nobody's key."""


def streams(entries):
    """Entries by stream, each in order."""
    found = defaultdict(dict)
    for entry in entries:
        found[entry.device, entry.part][entry.seq] = entry
    return {stream: [run[seq] for seq in sorted(run)] for stream, run in found.items()}


def runs(entries, cuts):
    """A stream cut at these places."""
    places = sorted({0, len(entries), *(cut % len(entries) for cut in cuts)})
    return [entries[begin:end] for begin, end in pairwise(places)]


def spelled(entries, cuts=(), position=None):
    """The batches of a stream cut at these places, and the position after them."""
    position = position or start(entries[0].device, entries[0].part)
    batches = []
    for run in runs(entries, cuts):
        batch, position = encode(position, run, SENDER)
        batches.append(batch)
    return batches, position


def read(batches, position):
    """What batches say, one after the other, and the position after them."""
    found = []
    for content in batches:
        batch, position = decode(position, content, SENDER.public_key)
        found += batch.entries
    return found, position


def carried(entries, cuts=()):
    """Whole streams through batches: what the other side reads."""
    found = []
    for (device, part), run in streams(entries).items():
        batches, sent = spelled(run, cuts)
        arrived, reached = read(batches, start(device, part))
        assert (reached.seq, reached.chain, reached.stream) == (sent.seq, sent.chain, sent.stream)
        found += arrived
    return found
