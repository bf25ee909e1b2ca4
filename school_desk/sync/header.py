"""The head of a batch: which run of which stream it is, readable without the stream before it."""

import re
from dataclasses import dataclass

from school_desk.storage.device import ID_BYTES
from school_desk.sync.batch import MOST_ENTRIES
from school_desk.sync.errors import BatchRefusedError
from school_desk.sync.varint import read_varint, varint

MAGIC = b"SDB1"
BEFORE_BYTES = 8
MOST_SEGMENTS = 8
KEY = re.compile("[0-9a-f]{16}")
KEY_BYTES = 8
TEXT = 0x10
MOST_TEXT = 0xFF - TEXT
WORDS = (
    *("", "ref", "admin", "school", "person", "benefit", "attend", "class", "meals"),
    *("kinder", "support", "health", "own"),
)
"""First words of partition names that have a number; new ones come at the end."""


@dataclass(frozen=True, slots=True)
class Header:
    """Which run of which stream; `before` are the first bytes of the chain before it."""

    preset: int
    device: bytes
    part: str
    seq_from: int
    count: int
    before: bytes


def spell_header(header: Header) -> bytes:
    """A header's only spelling."""
    return b"".join((
        MAGIC,
        varint(header.preset),
        header.device,
        spell_part(header.part),
        varint(header.seq_from),
        varint(header.count),
        header.before,
    ))  # fmt: skip


def read_header(content: bytes) -> tuple[Header, int]:
    """The header at the beginning, and where it ends.

    Raises:
        BatchRefusedError: there is none, or it is spelled otherwise.
    """
    if content[: len(MAGIC)] != MAGIC:
        raise BatchRefusedError(why="no batch")
    preset, at = read_varint(content, len(MAGIC))
    device, at = _bytes(content, at, ID_BYTES)
    part, at = read_part(content, at)
    seq_from, at = read_varint(content, at)
    count, at = read_varint(content, at)
    before, at = _bytes(content, at, BEFORE_BYTES)
    if not seq_from or not 1 <= count <= MOST_ENTRIES:
        raise BatchRefusedError(why="count")
    return Header(preset, device, part, seq_from, count, before), at


def spell_part(name: str) -> bytes:
    r"""A partition's name, segment by segment: a key, a known word, or a text.

    >>> spell_part("class/00000000000000ff").hex(" ")
    '02 07 00 00 00 00 00 00 00 00 ff'
    """
    segments = name.split("/")
    if len(segments) > MOST_SEGMENTS:
        raise ValueError(name)
    return bytes([len(segments)]) + b"".join(map(_spell_segment, segments))


def read_part(content: bytes, at: int) -> tuple[str, int]:
    """The partition's name at a place, and the place after it."""
    (count,), at = _bytes(content, at, 1)
    if not 1 <= count <= MOST_SEGMENTS:
        raise BatchRefusedError(why="partition")
    segments, start = [], at - 1
    for _ in range(count):
        segment, at = _read_segment(content, at)
        segments.append(segment)
    name = "/".join(segments)
    if spell_part(name) != content[start:at]:
        raise BatchRefusedError(why="partition spelled otherwise")
    return name, at


def _spell_segment(segment: str) -> bytes:
    if KEY.fullmatch(segment):
        return b"\0" + bytes.fromhex(segment)
    if segment and segment in WORDS:
        return bytes([WORDS.index(segment)])
    text = segment.encode()
    if len(text) > MOST_TEXT:
        raise ValueError(segment)
    return bytes([TEXT + len(text)]) + text


def _read_segment(content: bytes, at: int) -> tuple[str, int]:
    (sort,), at = _bytes(content, at, 1)
    if not sort:
        key, at = _bytes(content, at, KEY_BYTES)
        return key.hex(), at
    if sort < TEXT:
        if sort >= len(WORDS):
            raise BatchRefusedError(why="partition")
        return WORDS[sort], at
    text, at = _bytes(content, at, sort - TEXT)
    try:
        name = text.decode()
    except UnicodeDecodeError as error:
        raise BatchRefusedError(why="partition") from error
    if "/" in name:
        raise BatchRefusedError(why="partition")
    return name, at


def _bytes(content: bytes, at: int, count: int) -> tuple[bytes, int]:
    found = content[at : at + count]
    if len(found) != count:
        raise BatchRefusedError(why="cut short")
    return found, at + count
