"""One line of the log as it travels between computers, and its spelling while it waits here."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from school_desk.storage.canonical import Value, canonical
from school_desk.storage.changelog import context_of, context_text, link, salted


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log in its travelling form: no local ordinal in it."""

    part: str
    device: bytes
    seq: int
    table: int
    key: tuple[int, ...]
    field: int
    val: Value
    ctx: Mapping[bytes, int]
    hlc: int
    trail: tuple[Value, ...]
    salt: bytes | None = None
    digest: bytes | None = None
    """In place of a personal value that was forgotten: what the chain covers of it."""


def digest_of_entry(entry: Entry) -> bytes:
    """What the chain covers of an entry's value: whoever wrote it says whether it is personal."""
    if entry.salt is not None:
        return salted(entry.val, entry.salt)
    return entry.digest if entry.digest is not None else canonical(entry.val)


def chained(before: bytes, entry: Entry) -> bytes:
    """The value of a stream's chain after an entry, whether its table is known here or not."""
    context = context_text(entry.ctx)
    parts = entry.table, entry.key, entry.field, entry.seq, entry.hlc, context, entry.trail
    return link(before, canonical(parts), digest_of_entry(entry))


def spelled(entry: Entry) -> str:
    """An entry as a text from which it comes back whole."""
    return json.dumps(
        [
            *(entry.part, entry.device.hex(), entry.seq, entry.table, list(entry.key)),
            *(entry.field, _out(entry.val), context_text(entry.ctx), entry.hlc),
            [_out(one) for one in entry.trail],
            *(_out(entry.salt), _out(entry.digest)),
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def unspelled(text: str) -> Entry:
    """The entry of a text."""
    part, device, seq, table, key, field, val, ctx, hlc, trail, salt, digest = json.loads(text)
    return Entry(
        part=part,
        device=bytes.fromhex(device),
        seq=seq,
        table=table,
        key=tuple(key),
        field=field,
        val=_in(val),
        ctx=context_of(ctx),
        hlc=hlc,
        trail=tuple(map(_in, trail)),
        salt=_bytes(salt),
        digest=_bytes(digest),
    )


def _out(value: Value) -> object:
    """JSON knows no bytes: they go as a list of one text in hexadecimal."""
    return [value.hex()] if isinstance(value, bytes) else value


def _in(value: object) -> Value:
    if isinstance(value, list):
        return bytes.fromhex(value[0])
    return value  # type: ignore[return-value]


def _bytes(value: object) -> bytes | None:
    found = _in(value)
    return found if isinstance(found, bytes) else None
