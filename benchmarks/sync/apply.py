"""How many foreign changes a second are taken in: S7 of the design, beside the engine's changesets.

`python -m benchmarks.sync.apply --rounds 5`: 100,000 marks of one class of another computer, every
fifth a later value of the same cell, one in a hundred unseen by the author of another value here;
batches of 500, each one durable transaction (`synchronous=FULL`) in an encrypted file.

The peer (`apsw_apply.py`, in an environment of its own) applies the same changes as changesets to
a plain table: no encryption, no log, no heads, no history, no chain.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from school_desk.storage.merge import Entry, apply
from tests.storage.small_school import CLASS, SCHOOL, Computer, make_file, open_file

CHANGES, BATCH = 100_000, 500
UPDATES, CONFLICTS = 5, 100
"""Every fifth change replaces a value of the same stream; one in a hundred meets another's."""
PUPILS = 25
LABEL = ("Put mark", None, "", "")
FROM, OTHER = b"device-A", b"device-B"


@dataclass(frozen=True)
class Load:
    """What stands there already, and the changes in batches."""

    before: list[Entry]
    batches: list[list[Entry]]


def make_load(changes: int = CHANGES) -> Load:
    """The same load at every call."""
    cells = changes - changes // UPDATES
    columns = -(-cells // PUPILS)
    names = [_line(OTHER, SCHOOL, n + 1, 17, (2_000 + n,), 2, None, 1) for n in range(PUPILS)]
    before = [_line(OTHER, CLASS, n + 1, 31, (10**6 + n,), 2, 1, 1) for n in range(columns)]
    seen: dict[bytes, int] = {OTHER: columns}
    lines: list[Entry] = []
    new = 0
    for seq in range(1, changes + 1):
        cell = new
        if seq % UPDATES == 0:
            cell = new * 7 // 10
        else:
            new += 1
        key = 10**6 + cell // PUPILS, 2_000 + cell % PUPILS
        if seq % CONFLICTS == 1:
            before.append(_line(OTHER, CLASS, len(before) + 1, 33, key, 1, 99, 20))
        lines.append(_line(FROM, CLASS, seq, 33, key, 1, 1 + seq % 10, seq // 8 + 30, seen))
    batches = [lines[at : at + BATCH] for at in range(0, changes, BATCH)]
    return Load([*names, *before], batches)


def _line(  # noqa: PLR0917  the parts of a line
    device: bytes, part: str, seq: int, table: int, key: tuple[int, ...], field: int,
    val: int | None, second: int, ctx: dict[bytes, int] | None = None,
) -> Entry:  # fmt: skip
    return Entry(part, device, seq, table, key, field, val, ctx or {}, second << 16, LABEL)


def measure(folder: Path, load: Load) -> float:
    """Changes a second."""
    path = folder / "school.db"
    make_file(path)
    storage = open_file(path, Computer())
    apply(storage, load.before)
    start, busy = time.perf_counter(), time.process_time()
    for batch in load.batches:
        apply(storage, batch)
    spent, busy = time.perf_counter() - start, time.process_time() - busy
    found = storage.db.execute("SELECT count(*) FROM change_log").fetchone()[0]
    conflicts = storage.db.execute("SELECT count(*) FROM conflict").fetchone()[0]
    changes = sum(map(len, load.batches))
    assert found == changes + len(load.before), found
    print(
        f"{changes / spent:,.0f} changes/s, {conflicts} conflicts, {spent:.2f} s "
        f"({busy:.2f} s of processor)",
        flush=True,
    )
    storage.database.close()
    return changes / spent


def rounds(count: int, changes: int) -> Iterator[float]:
    """So many runs, each on a new file."""
    load = make_load(changes)
    for _ in range(count):
        with tempfile.TemporaryDirectory() as folder:
            yield measure(Path(folder), load)


def main() -> None:
    """Say the median of some rounds."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.sync.apply", description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--changes", type=int, default=CHANGES)
    chosen = options.parse_args()
    found = sorted(rounds(chosen.rounds, chosen.changes))
    print(f"median {statistics.median(found):,.0f}, from {found[0]:,.0f} to {found[-1]:,.0f}")


if __name__ == "__main__":
    main()
