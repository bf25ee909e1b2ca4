"""Batches kept for ever: `python -m tests.sync.corpus` adds those of the present preset.

What stands in tests/data/sdb1 is never written again: batches of today lie on hubs and sticks for
years. A file is one stream: its batches, and beside it in JSON what they say.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path

from school_desk.storage.changelog import salted
from school_desk.storage.device import Device
from school_desk.storage.merge import Entry
from school_desk.storage.registry import natural_key
from school_desk.sync.batch_decode import decode
from school_desk.sync.batch_encode import encode, spelled_anew
from school_desk.sync.header import read_header
from school_desk.sync.models import PRESET
from school_desk.sync.position import start

FOLDER = Path(__file__).parents[1] / "data" / "sdb1"
KEY = Device(b"a key for tests that opens nothi")
"""Invented; it signs nothing but the corpus."""
OTHER = b"another!"
ACTOR, GROUP, SUBJECT = (natural_key(0, ("corpus", n)) for n in range(3))
PUPILS = tuple(natural_key(0, ("pupil", n)) for n in range(25))
MOMENT = 214_000_000
CLASS, ADMIN, PERSON = "class/0000000000000007", "admin/0000000000000001", "person/мектеп"


def stream(part, *works):
    """Entries of units of work: each (seconds, trail, context, its rows)."""
    found, clock = [], MOMENT << 16
    for seconds, trail, context, rows in works:
        clock = clock + 1 if not seconds else (clock >> 16) + seconds << 16
        for table, key, field, val, *secret in rows:
            place = part, KEY.id, len(found) + 1, table, key, field
            found.append(Entry(*place, val, context, clock, trail, *secret))
    return found


def marks():
    """Three lessons of a class, columns filled from the top, two corrections, one sync between."""
    works, context = [], {}
    for n, day in enumerate(("2026-10-22", "2026-10-23", "2026-10-26")):
        birth = GROUP, SUBJECT, day, 2 + n
        lesson = natural_key(30, birth)
        column = natural_key(31, (lesson, 1))
        rows = [(30, (lesson,), 1, text(birth)), (31, (column,), 1, text((lesson, 1)))]
        for place, pupil in enumerate(PUPILS):
            if (place * 7 + n * 3) % 10 < 4:
                rows.append((33, (column, pupil), 1, (place * 5 + n) % 10 + 1))
                works.append((3 + place % 5, ("Put mark", ACTOR, "", ""), context, rows))
                rows = []
        context = {OTHER: 40 + n}
        works.append(
            (60, ("Put mark", ACTOR, "", ""), context, [(33, (column, PUPILS[n]), 1, None)])
        )
    return stream(CLASS, *works)


def everything():
    """Every sort of value, of trail and of context, and tables that nobody has."""
    odd = natural_key(0, ("odd",))
    lists = [text([1, None, "Көбейту", -5, GROUP, "2026-02-28"]), "[1.5]", "[]", "[1, 2]", "[["]
    values = [
        None,
        0,
        9,
        -1,
        -(2**63),
        2**31,
        2**63 - 1,
        "",
        "Бөлу",
        "2026-02-30",
        b"\0\xff",
        *lists,
    ]
    rows = [(900 + n % 3, (odd + n,), n % 2, value) for n, value in enumerate(values)]
    return stream(
        ADMIN,
        (0, ("Set up", None, "", ""), {}, rows[:5]),
        (0, ("Set up", ACTOR, "import", "жаңа жыл"), {OTHER: 1}, rows[5:9]),
        (7 * 86400, ("Undo", ACTOR, "undo", ""), {OTHER: 2**40, b"a third!": 3}, rows[9:]),
        (-3600, ("Set up", None, "", ""), {}, [(33, (odd, PUPILS[0]), 1, 7), (901, (odd,), 0, 0)]),
    )


def people():
    """Personal values with salts; in the second batch one of them is forgotten."""
    rows = []
    for n, pupil in enumerate(PUPILS[:6]):
        salt = bytes([n]) * 16
        rows.append((1, (pupil,), 2, text((f"Қайрат{n}", "Дана", None)), salt))
    return stream(PERSON, (9, ("Import pupils", ACTOR, "import", ""), {}, rows))


def text(values):
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


def made():
    """The files: name and batches."""
    for name, entries, cuts in (
        ("marks", marks(), (1, 9, 30)),
        ("everything", everything(), (3, 8)),
    ):
        position, batches = start(KEY.id, entries[0].part), []
        for begin, end in zip((0, *cuts), (*cuts, len(entries)), strict=True):
            batch, position = encode(position, entries[begin:end], KEY)
            batches.append(batch)
        yield name, batches
    run = people()
    whole, _ = encode(start(KEY.id, PERSON), run, KEY)
    forgotten = [
        replace(one, val=None, salt=None, digest=salted(one.val, one.salt)) if n == 2 else one
        for n, one in enumerate(run)
    ]
    yield "people", [whole]
    yield "forgotten", [spelled_anew(start(KEY.id, PERSON), forgotten, whole[-64:])[0]]


def told(batches):
    """What batches say, as JSON keeps it."""
    position = start(*decoded_stream(batches[0]))
    found = []
    for content in batches:
        batch, position = decode(position, content, KEY.public_key)
        found.append({"chain": batch.chain.hex(), "entries": [plain(one) for one in batch.entries]})
    return {"device": position.device.hex(), "part": position.part, "batches": found}


def decoded_stream(content):
    header, _ = read_header(content)
    return header.device, header.part


def plain(entry):
    """An entry as JSON can keep it: bytes as hexadecimal digits."""
    val = {"bytes": entry.val.hex()} if isinstance(entry.val, bytes) else entry.val
    secret = {name: found.hex() for name in ("salt", "digest") if (found := getattr(entry, name))}
    ctx = {device.hex(): seq for device, seq in sorted(entry.ctx.items())}
    place = [entry.seq, entry.table, list(entry.key), entry.field]
    return {
        "at": place,
        "val": val,
        "hlc": entry.hlc,
        "ctx": ctx,
        "trail": list(entry.trail),
        **secret,
    }


def packed(batches):
    """Batches in one file: each after its length in four bytes."""
    return b"".join(len(batch).to_bytes(4, "big") + batch for batch in batches)


def unpacked(content):
    found = []
    while content:
        size = int.from_bytes(content[:4], "big")
        found.append(content[4 : 4 + size])
        content = content[4 + size :]
    return found


def main():
    for name, batches in made():
        path = FOLDER / f"{PRESET}-{name}.sdb1"
        if path.exists():
            sys.exit(f"{path} is kept for ever: raise the preset first")
        path.write_bytes(packed(batches))
        lines = json.dumps(told(batches), ensure_ascii=False, indent=1)
        path.with_suffix(".json").write_text(f"{lines}\n", "utf-8")


if __name__ == "__main__":
    main()
