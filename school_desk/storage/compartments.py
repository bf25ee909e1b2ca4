"""Values that only some may read: sealed before they reach the file, opened after they leave it.

What stands in a row, in the log and in every backup is the same ciphertext. It carries the
generation of its key and the change that wrote it (device and number), and its key closes over
both, over the table, the row's travelling key and the field: a value that somebody carries to
another row, field or moment does not open.
"""

import json
import os
import struct
from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from school_desk.errors import N_, DeskError
from school_desk.storage.canonical import Value, canonical
from school_desk.storage.keys import Unlocked, label
from school_desk.storage.sealing import NONCE_BYTES, Random

AUTHOR = "author"
"""The compartment that each account has for itself; the others are one for the school."""

_HEAD = struct.Struct(">BQ8sQ")
_FORM = 2
_FIRST_HEAD, _FIRST_FORM = struct.Struct(">BH8sQ"), 1
"""Values from before computers had each their own generations: read, never written."""


class CompartmentClosedError(DeskError):
    """This account holds no key of the generation with which a value was sealed."""

    sentence = N_(
        "This was sealed with a key that your account does not have. "
        "The head opens it for you with the recovery sheet."
    )


class NoCompartmentKeyError(DeskError):
    """Nobody has given this account the key with which it should seal."""

    sentence = N_(
        "Your account does not have the key of these notes yet. "
        "It gets it as soon as the head signs in."
    )


class SealedValueBrokenError(DeskError):
    """A sealed value that its own key does not open: changed, or carried here from elsewhere."""

    sentence = N_("A sealed text was changed from outside and does not open. Restore a backup.")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a sealed value stands: its compartment, table, row (as it travels) and field."""

    compartment: str
    table: int
    row: tuple[int, ...]
    field: int


@dataclass(frozen=True, slots=True)
class SealedHead:
    """What anybody may read of a sealed value: its generation and the change that wrote it."""

    generation: int
    device: bytes
    seq: int


def nobody() -> Unlocked:
    """Who holds nothing: before anybody has signed in, and for what runs beside the window."""
    return Unlocked(0, b"", {})


@dataclass(frozen=True, slots=True)
class Compartments:
    """What the signed-in person may seal and open. `who` is asked each time: keys change."""

    who: Callable[[], Unlocked] = nobody
    random: Random = field(default=os.urandom, repr=False)

    def name(self, compartment: str) -> str:
        """The secret of a compartment; `author` means one's own."""
        return f"{AUTHOR}/{self.who().account_id}" if compartment == AUTHOR else compartment

    def holds(self, compartment: str) -> bool:
        """Whether this person can seal there."""
        return self.who().newest(self.name(compartment)) > 0

    def seal(self, spot: Spot, plain: Value, device: bytes, seq: int) -> bytes:
        """Close a value with the newest generation that this person holds, or raise."""
        name, held = self.name(spot.compartment), self.who()
        generation = held.newest(name)
        if not generation:
            raise NoCompartmentKeyError
        head = _HEAD.pack(_FORM, generation, device, seq)
        nonce = self.random(NONCE_BYTES)
        box = AESGCM(held.secrets[label(name, generation)])
        content = json.dumps(plain, ensure_ascii=False).encode()
        return head + nonce + box.encrypt(nonce, content, _bound(spot, name, head))

    def open(self, spot: Spot, kept: bytes) -> Value:
        """The value again, or raise CompartmentClosedError."""
        name, secrets = self.name(spot.compartment), self.who().secrets
        key = secrets.get(label(name, sealed_head(kept).generation))
        if key is None:
            raise CompartmentClosedError
        return _opened(spot, name, key, kept)

    def same(self, spot: Spot, plain: Value, kept: Value) -> bool:
        """Whether a stored value says the same; what does not open is taken for another."""
        if plain is None or not isinstance(kept, bytes):
            return plain == kept
        try:
            return self.open(spot, kept) == plain
        except (CompartmentClosedError, SealedValueBrokenError):
            return False


def sealed_head(kept: bytes) -> SealedHead:
    """Read what is not secret of a sealed value, or raise SealedValueBrokenError."""
    try:
        _form, generation, device, seq = _head_of(kept).unpack_from(kept)
    except struct.error as error:
        raise SealedValueBrokenError from error
    return SealedHead(generation, device, seq)


def _head_of(kept: bytes) -> struct.Struct:
    forms = {_FORM: _HEAD, _FIRST_FORM: _FIRST_HEAD}
    if not kept or kept[0] not in forms:
        raise SealedValueBrokenError
    return forms[kept[0]]


def _opened(spot: Spot, name: str, key: bytes, kept: bytes) -> Value:
    size = _head_of(kept).size
    head, nonce, box = kept[:size], kept[size:][:NONCE_BYTES], kept[size + NONCE_BYTES :]
    try:
        content: Value = json.loads(AESGCM(key).decrypt(nonce, box, _bound(spot, name, head)))
    except (InvalidTag, ValueError) as error:
        raise SealedValueBrokenError from error
    return content


def _bound(spot: Spot, name: str, head: bytes) -> bytes:
    return canonical(("school-desk sealed value v1", name, spot.table, spot.row, spot.field, head))
