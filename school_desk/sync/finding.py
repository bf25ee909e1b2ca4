"""How computers of a school find each other: one small packet, known again by those admitted only.

No network here. A packet tells a stranger that there is this program, and nothing else: port and
mark are hidden under the public key of who speaks, which only acquainted computers hold. Nothing
that is heard is believed: an address is only tried, and the key pinned at its line decides.
See docs/lan.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b
from hmac import compare_digest

MAGIC = b"SDF1"
SALT, PORT, MARK, TAG = 8, 2, 8, 16
LENGTH = len(MAGIC) + SALT + PORT + MARK + TAG
ALIVE = 35.0
"""Seconds after which who is not heard any more counts as away."""
HOSTS, EACH, WINDOW = 256, 12, 10.0
"""So many hosts are listened to at once, and so many packets of each in so many seconds."""
_HIDES, _PROVES = b"desk find hide", b"desk find tag"


class Way(StrEnum):
    """How a computer was heard of."""

    BEACON = "beacon"
    MDNS = "mdns"


@dataclass(frozen=True, slots=True)
class Said:
    """What a packet says to who knows its speaker.

    Args:
        port: where it answers.
        mark: changes whenever something new is there.
    """

    device: bytes
    port: int
    mark: bytes


@dataclass(frozen=True, slots=True)
class Found:
    """A computer that was heard. `at`: seconds of any watch."""

    address: str
    mark: bytes
    ways: frozenset[Way]
    at: float


def spell_said(key: bytes, salt: bytes, port: int, mark: bytes) -> bytes:
    """The packet of the computer with that public key. `salt` is drawn anew for each."""
    plain = port.to_bytes(PORT, "big") + mark
    begun = MAGIC + salt + _hidden(key, salt, plain)
    return begun + _tag(key, begun)


def read_said(content: bytes, keys: Mapping[bytes, bytes]) -> Said | None:
    """Who of these (keys by device) says what; None: nobody of them, or it is no packet."""
    if len(content) != LENGTH or not content.startswith(MAGIC):
        return None
    begun, tag = content[:-TAG], content[-TAG:]
    for device, key in keys.items():
        if compare_digest(_tag(key, begun), tag):
            salt = begun[len(MAGIC) : len(MAGIC) + SALT]
            plain = _hidden(key, salt, begun[len(MAGIC) + SALT :])
            port = int.from_bytes(plain[:PORT], "big")
            return Said(device, port, plain[PORT:]) if port else None
    return None


def mark_of(state: bytes) -> bytes:
    """What stands for the state of a file in packets: the same for computers that hold the same."""
    return blake2b(state, digest_size=MARK).digest()


@dataclass(slots=True)
class Pace:
    """How often each host is listened to: who floods the network is not heard any more."""

    counts: dict[str, tuple[float, int]] = field(default_factory=dict)

    def lets(self, host: str, now: float) -> bool:
        """Whether one more packet of a host is looked into."""
        begun, count = self.counts.get(host, (now, 0))
        if now - begun >= WINDOW:
            begun, count = now, 0
        if host not in self.counts and len(self.counts) >= HOSTS:
            self._forget(now)
            if len(self.counts) >= HOSTS:
                return False
        self.counts[host] = begun, count + 1
        return count < EACH

    def _forget(self, now: float) -> None:
        old = [host for host, (begun, _) in self.counts.items() if now - begun >= WINDOW]
        for host in old:
            del self.counts[host]


@dataclass(slots=True)
class Circle:
    """Whom a computer has heard. `keys`: public keys of those it knows, by device."""

    keys: Mapping[bytes, bytes]
    pace: Pace = field(default_factory=Pace)
    found: dict[bytes, Found] = field(default_factory=dict)

    def hear(self, content: bytes, host: str, way: Way, now: float) -> bool:
        """Take in a packet from a host; gives whether something about a computer is new."""
        if not self.pace.lets(host, now):
            return False
        said = read_said(content, self.keys)
        if said is None:
            return False
        address = f"{host}:{said.port}"
        before = self.found.get(said.device)
        same = before is not None and before.address == address and now - before.at < ALIVE
        ways = (before.ways if same and before else frozenset()) | {way}
        self.found[said.device] = Found(address, said.mark, ways, now)
        return before is None or (before.address, before.mark) != (address, said.mark)

    def present(self, now: float) -> dict[bytes, Found]:
        """Who was heard lately and is known still."""
        found = tuple(self.found.items())
        return {
            device: one for device, one in found if device in self.keys and now - one.at < ALIVE
        }


def news(
    before: Mapping[bytes, Found], present: Mapping[bytes, Found], own: bytes
) -> Iterable[bytes]:
    """Whom to exchange with: something is new there, and it is not what is here."""
    for device, one in present.items():
        last = before.get(device)
        if one.mark != own and (
            last is None or (last.address, last.mark) != (one.address, one.mark)
        ):
            yield device


def _hidden(key: bytes, salt: bytes, content: bytes) -> bytes:
    """Hides, and shows what is hidden."""
    pad = blake2b(_HIDES + salt, key=key, digest_size=PORT + MARK).digest()
    return bytes(one ^ other for one, other in zip(content, pad, strict=True))


def _tag(key: bytes, begun: bytes) -> bytes:
    return blake2b(_PROVES + begun, key=key, digest_size=TAG).digest()
