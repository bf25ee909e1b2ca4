"""The welcome of a new computer: what lets it in, sealed to its key, signed by who lets it in.

In it: which school, who signs in there (their keys, closed with their passwords), which computers
there are and by which keys they are known, what it may hold, and the log of just that. Nothing of
it opens elsewhere: it is sealed to a key that never leaves the new computer.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from school_desk.errors import N_, DeskError
from school_desk.storage.canonical import canonical
from school_desk.storage.device import Device, signed_by
from school_desk.storage.key_file import encode_ring, parse_ring
from school_desk.storage.keys import KeyRing
from school_desk.storage.sealing import Random, SealBrokenError, seal, unseal
from school_desk.sync.asking import KEY_BYTES, Asking
from school_desk.sync.signing import SIGNATURE_BYTES
from school_desk.sync.varint import read_varint, varint
from school_desk.sync.vectors import taken

MAGIC = b"School Desk welcome 1\n"
PURPOSE = "School Desk welcome 1"
TOP_BYTES = 256 << 20
MOST_ADDRESSES = 16
_TOP_TEXT = 400


class WelcomeFileError(DeskError):
    """Some other file, or a welcome that was changed or cut short."""

    sentence = N_(
        "This is not a welcome file of School Desk, or it was damaged on its way. Nothing was "
        "changed. Let the head write it anew."
    )


class WelcomeElsewhereError(DeskError):
    """Sealed to another computer, or to an earlier asking of this one."""

    sentence = N_(
        "This welcome is for another computer, or it was changed. Nothing was changed here. Take "
        "the welcome that the head wrote for the file of this computer."
    )


@dataclass(frozen=True, slots=True)
class Issuer:
    """The computer that lets the new one in.

    Args:
        addresses: where it can be called, the likeliest first.
    """

    name: str
    key: bytes
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Welcome:
    """All that a new computer is given.

    Args:
        asked: the digest of the asking that it answers.
        issuer: the computer that wrote it; its key is pinned.
        by: who let it in.
        names: of the school, by language.
        ring: the keys of those who sign in there; the key of the file is not among them.
        parts: which partitions it may hold, as beginnings of their names.
        vector: how far the streams go that it begins with.
        log: the entries of all these streams, as `packet` writes them.
    """

    asked: bytes
    issuer: Issuer
    by: str
    names: Mapping[str, str]
    ring: KeyRing
    parts: tuple[str, ...]
    vector: bytes = b""
    log: bytes = b""

    @property
    def said(self) -> bytes:
        """Its contents in one spelling."""
        head = json.dumps(_head(self), ensure_ascii=False, sort_keys=True).encode()
        pieces = (head, encode_ring(self.ring), self.vector, self.log)
        return b"".join(varint(len(one)) + one for one in pieces)


def write_welcome(welcome: Welcome, asking: Asking, device: Device, random: Random) -> bytes:
    """The file: signed by this computer, then sealed to the one that asks."""
    said = welcome.said
    signed = said + device.sign(_message(welcome.asked, said))
    return MAGIC + seal(signed, asking.box, purpose=_purpose(asking), random=random)


def read_welcome(content: bytes, asking: Asking, box: bytes) -> Welcome:
    """Open a welcome with the secret of the asking (`box`), or raise and believe nothing.

    Raises:
        WelcomeFileError: no welcome, or cut, or not signed by who says to have written it.
        WelcomeElsewhereError: for another computer or another asking.
    """
    if not content.startswith(MAGIC) or len(content) > TOP_BYTES:
        raise WelcomeFileError
    try:
        signed = unseal(content[len(MAGIC) :], box, purpose=_purpose(asking))
    except SealBrokenError as error:
        raise WelcomeElsewhereError from error
    said, signature = signed[:-SIGNATURE_BYTES], signed[-SIGNATURE_BYTES:]
    try:
        found = _read(said)
        as_written = found.said == said
    except (ValueError, TypeError, KeyError, AttributeError, DeskError) as error:
        raise WelcomeFileError from error
    if found.asked != asking.digest:
        raise WelcomeElsewhereError
    if not as_written or not signed_by(found.issuer.key, _message(found.asked, said), signature):
        raise WelcomeFileError
    return found


def _purpose(asking: Asking) -> str:
    return f"{PURPOSE} {asking.digest.hex()}"


def _message(asked: bytes, said: bytes) -> bytes:
    return canonical((PURPOSE, asked, hashlib.blake2b(said, digest_size=32).digest()))


def _head(one: Welcome) -> dict[str, object]:
    issuer = one.issuer
    return {
        "asked": one.asked.hex(),
        "issuer": [issuer.name, issuer.key.hex(), *issuer.addresses],
        "by": one.by,
        "names": dict(one.names),
        "parts": list(one.parts),
    }


def _read(said: bytes) -> Welcome:
    pieces, at = [], 0
    while at < len(said):
        length, at = read_varint(said, at)
        piece, at = taken(said, at, length)
        pieces.append(piece)
    head, ring, vector, log = pieces
    read: dict[str, Any] = json.loads(head)
    name, key, *addresses = map(_text, read["issuer"])
    if len(addresses) > MOST_ADDRESSES:
        raise ValueError(addresses)
    return Welcome(
        bytes.fromhex(read["asked"]),
        Issuer(name, _key(key), tuple(addresses)),
        _text(read["by"]),
        {_text(language): _text(called) for language, called in read["names"].items()},
        parse_ring(ring),
        tuple(map(_text, read["parts"])),
        vector,
        log,
    )


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _TOP_TEXT or not value.isprintable():
        raise ValueError(value)
    return value


def _key(value: str) -> bytes:
    key = bytes.fromhex(value)
    if len(key) != KEY_BYTES:
        raise ValueError(value)
    return key
