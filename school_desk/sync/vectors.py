"""Vectors on the wire: their only spelling, their digest, and how two differ."""

from hashlib import blake2b

from school_desk.storage.changelog import Tip
from school_desk.storage.device import ID_BYTES
from school_desk.sync.errors import BatchRefusedError
from school_desk.sync.header import read_part, spell_part
from school_desk.sync.streams import Vector
from school_desk.sync.varint import read_varint, varint

SHORT = 8
"""Bytes of a chain that travel in a vector."""
MOST_STREAMS = 1 << 16


def shortened(vector: Vector) -> Vector:
    """As it travels: streams that have begun, the first bytes of their chains."""
    return {name: Tip(tip.seq, tip.chain[:SHORT]) for name, tip in vector.items() if tip.seq}


def spell_vector(vector: Vector) -> bytes:
    """A vector's only spelling: by partition, by device; number and chain of each stream."""
    parts: dict[str, list[bytes]] = {}
    for (part, device), tip in sorted(vector.items()):
        line = device + varint(tip.seq) + (tip.chain[:SHORT] if tip.seq else b"")
        parts.setdefault(part, []).append(line)
    spelled = [varint(len(parts))]
    for part, lines in parts.items():
        spelled += [spell_part(part), varint(len(lines)), *lines]
    return b"".join(spelled)


def read_vector(content: bytes, at: int) -> tuple[Vector, int]:
    """The vector at a place, and the place after it.

    Raises:
        BatchRefusedError: it is cut short or spelled otherwise.
    """
    start = at
    found: Vector = {}
    count, at = read_varint(content, at)
    for _ in range(_few(count)):
        part, at = read_part(content, at)
        lines, at = read_varint(content, at)
        for _ in range(_few(lines)):
            device, at = taken(content, at, ID_BYTES)
            seq, at = read_varint(content, at)
            chain, at = taken(content, at, SHORT if seq else 0)
            found[part, device] = Tip(seq, chain)
    if spell_vector(found) != content[start:at]:
        raise BatchRefusedError(why="vector spelled otherwise")
    return found, at


def _few(count: int) -> int:
    if count > MOST_STREAMS:
        raise BatchRefusedError(why="too many streams")
    return count


def taken(content: bytes, at: int, count: int) -> tuple[bytes, int]:
    """So many bytes, and the place after them."""
    found = content[at : at + count]
    if len(found) != count:
        raise BatchRefusedError(why="cut short")
    return found, at + count


def digest(vector: Vector) -> bytes:
    """Eight bytes that are the same where two vectors are the same."""
    return blake2b(spell_vector(shortened(vector)), digest_size=SHORT).digest()


def differences(mine: Vector, theirs: Vector) -> Vector:
    """What makes of `theirs` `mine`; number 0: a stream that is not here."""
    changed = {name: tip for name, tip in mine.items() if theirs.get(name) != tip}
    return changed | {name: Tip(0, b"") for name in theirs if name not in mine}


def patched(vector: Vector, changes: Vector) -> Vector:
    """A vector after differences."""
    return {name: tip for name, tip in (vector | changes).items() if tip.seq}
