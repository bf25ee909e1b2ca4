"""Backups spoiled at random, at their head, in their parts, cut short: for tests and soak."""

import hashlib
import json
import random
import time
from dataclasses import replace
from pathlib import Path

from school_desk.errors import DeskError
from school_desk.storage.backup_file import (
    DIGEST_BYTES,
    MAGIC,
    _line,
    check_parts,
    extract_database,
    part_of_bytes,
    read_keys,
    read_manifest,
)
from school_desk.storage.key_file import parse_ring

SLOWEST = 2.0
HEAD = 700
"""Magic, manifest and the beginning of the keys: where every byte means something."""

KEY = bytes(range(32))
PIECES = (b"{", b"}", b'"', b"\\u0000", b"null", b"-1", b"1e400", b"9" * 40, b"[" * 2000, b"\n")
VALUES = (
    *(None, -1, 0, 1, 2**63, 2**70, 1.5, 1e300, True, "", "ж" * 200, [], {}, [[]]),
    *("2026-13-40", "2026-11-27T09:30:00", "00", "zz", "0" * 64, {"bytes": 10**15, "digest": ""}),
)


def no_step(_done, _total):
    pass


def spoiled(content: bytes, chance: random.Random) -> bytes:
    """The same backup with something wrong."""
    kind = chance.randrange(6)
    spoilt = bytearray(content)
    if kind == 0:
        return bytes(spoilt[: chance.randrange(len(spoilt))])
    if kind == 1:
        return bytes(spoilt[: chance.randrange(HEAD)])
    if kind == 2:
        place = chance.randrange(len(MAGIC), HEAD)
        spoilt[place : place + chance.randrange(20)] = chance.choice(PIECES)
        return bytes(spoilt)
    if kind == 3:
        return bytes(spoilt) + bytes(chance.randrange(1, 5000))
    top = HEAD if kind == 4 else len(spoilt)
    for _ in range(chance.randrange(1, 6)):
        place = chance.randrange(top)
        spoilt[place] ^= chance.randrange(1, 256)
    return bytes(spoilt)


def with_manifest(content: bytes, chance: random.Random) -> bytes:
    """The same backup with another value in its manifest, whose own digest is made anew."""
    read, line, parts = _taken_apart(content)
    name = chance.choice([*read, "database", "keys"])
    if isinstance(read[name], dict) and chance.random() < 0.5:
        read[name][chance.choice(("bytes", "digest"))] = chance.choice(VALUES)
    else:
        read[name] = chance.choice((*VALUES, "daily", read["works"] + 1, read["school"] - 1))
    return _put_together(read, parts) if line else content


def with_parts(content: bytes, chance: random.Random) -> bytes:
    """The same backup with other keys or another file in it, and every digest made anew."""
    read, _line, parts = _taken_apart(content)
    cut = read["keys"]["bytes"]
    keys, database = bytearray(parts[:cut]), bytearray(parts[cut:])
    part = chance.choice((keys, database))
    if chance.random() < 0.2:
        del part[chance.randrange(1, len(part)) :]
    for _ in range(chance.randrange(1, 5)):
        part[chance.randrange(len(part))] = chance.randrange(256)
    for name, one in (("keys", keys), ("database", database)):
        digest = hashlib.blake2b(one, digest_size=DIGEST_BYTES).hexdigest()
        read[name] = {"bytes": len(one), "digest": digest}
    return _put_together(read, bytes(keys + database))


def _taken_apart(content: bytes):
    end = content.index(b"\n", len(MAGIC)) + 1
    line = content[len(MAGIC) : end]
    return json.loads(line), line, content[end:]


def _put_together(read, parts: bytes) -> bytes:
    body = {name: value for name, value in read.items() if name != "check"}
    body["check"] = hashlib.blake2b(_spelled(body), digest_size=16).hexdigest()
    return MAGIC + _spelled(body) + b"\n" + parts


def _spelled(value) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def small_backup(backup: Path, to: Path) -> None:
    """The head and the keys of a real backup over a short file, so that thousands are quick."""
    keys, database = read_keys(backup), bytes(range(256)) * 32
    manifest = replace(read_manifest(backup), database=part_of_bytes(database)).proved(KEY)
    to.write_bytes(MAGIC + _line(manifest) + keys + database)


def read_spoiled(backup: Path, folder: Path, seed: int, number: int):
    """So many spoiled copies of a small backup, read as far as they can be; what is wrong."""
    content = backup.read_bytes()
    counted = {"spoiled backups": 0, "refused in words": 0, "without a proof": 0}
    wrong = []
    path, side = folder / "spoiled.sdbackup", folder / "side"
    for n in range(number):
        chance = random.Random(seed * 1_000_000 + n)  # noqa: S311  the same every time
        spoilt = chance.choice((spoiled, with_manifest, with_parts))(content, chance)
        path.write_bytes(spoilt)
        begun = time.perf_counter()
        try:
            proved = _read(path, side)
            counted["without a proof"] += not proved
            if proved and spoilt != content:
                wrong.append(f"spoiled backup {n} of seed {seed} was taken")
        except DeskError:
            counted["refused in words"] += 1
            if side.exists():
                wrong.append(f"spoiled backup {n} of seed {seed} left a side copy")
        except Exception as error:  # noqa: BLE001  a traceback is a finding
            wrong.append(f"spoiled backup {n} of seed {seed}: {error!r}")
        if time.perf_counter() - begun > SLOWEST:
            wrong.append(f"spoiled backup {n} of seed {seed} was slow")
        side.unlink(missing_ok=True)
        counted["spoiled backups"] += 1
    return counted, wrong


def _read(path: Path, side: Path) -> bool:
    """Everything that is done before a key opens the file; whether the proof holds."""
    manifest = read_manifest(path)
    parse_ring(read_keys(path))
    check_parts(path, no_step)
    extract_database(path, side, no_step)
    return manifest.is_proved(KEY)
