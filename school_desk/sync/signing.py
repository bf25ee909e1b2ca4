"""What the signature of a batch covers: which run of which stream, and its chain values.

Not the bytes between: when a person is forgotten, kept batches are spelled anew without the
values, and what stood there is still covered by the chain.
"""

from typing import Protocol

from school_desk.storage.canonical import canonical
from school_desk.storage.device import signed_by
from school_desk.sync.errors import BatchRefusedError
from school_desk.sync.header import Header

SIGNATURE_BYTES = 64
PURPOSE = "School Desk batch 1"


class Signer(Protocol):
    """What can sign: this computer's device key."""

    def sign(self, message: bytes) -> bytes:
        """An Ed25519 signature."""


def message(header: Header, before: bytes, chain: bytes) -> bytes:
    """What is signed: device, partition, first number, count; the chain before and after."""
    head = header.device, header.part, header.seq_from, header.count
    return canonical((PURPOSE, *head, before, chain))


def check_signature(public_key: bytes, said: bytes, signature: bytes) -> None:
    """See that the owner of a key signed this.

    Raises:
        BatchRefusedError: it is somebody else's, or of something else.
    """
    if not signed_by(public_key, said, signature):
        raise BatchRefusedError(why="signature")
