"""Entries of computers that are gone: nobody has their signature, so who lets in vouches for them.

A school that once went back to a backup has a stream of the computer it was before, whose key went
with it. Its entries are here and stand; a new computer takes them by the signature of the computer
whose key it was given from hand to hand. It does not pass them on.
"""

from collections.abc import Collection, Iterator

from school_desk.storage.device import Device
from school_desk.storage.merge import apply
from school_desk.storage.unit_of_work import Storage
from school_desk.sync.batch import Batch
from school_desk.sync.batch_encode import encode
from school_desk.sync.streams import MOST_RUN, Outcome, Streams, Vector


def vouched(
    streams: Streams, device: Device, given: Vector, parts: Collection[str]
) -> Iterator[bytes]:
    """What of these partitions is here and not among what was given: signed by this computer."""
    for (part, author), tip in sorted(streams.vector(parts).items()):
        at = given[part, author].seq if (part, author) in given else 0
        while at < tip.seq:
            run = streams.run_from(part, author, at, MOST_RUN)
            content, _ = encode(streams.position(part, author, at), run, device)
            at = run[-1].seq
            yield content


class Vouched(Streams):
    """Takes entries of any computer by the signature of the one that vouches for them."""

    def __init__(self, storage: Storage, voucher: bytes) -> None:
        super().__init__(storage, storage.device)
        self._voucher = voucher

    def public_key(self, device: bytes) -> bytes | None:
        """Whoever wrote it: the one who vouches has signed it."""
        del device
        return self._voucher

    def _apply(self, batch: Batch, signature: bytes, outcome: Outcome) -> None:
        """The signature is not the author's, so it is not kept to be passed on."""
        del signature
        taken = apply(self._storage, batch.entries)
        outcome.applied += taken.applied + taken.set_aside
        outcome.waiting = taken.waiting
