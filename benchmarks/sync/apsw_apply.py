"""The engine's own changesets on the load of `apply.py`: run where `apsw` is installed.

A plain table of marks, no encryption, no log, no heads, no history; conflicts are decided by a
callback that keeps what is there, and nobody hears of them.
"""

import tempfile
import time
from pathlib import Path

import apsw

CHANGES, BATCH, UPDATES, CONFLICTS = 100_000, 500, 5, 100
TABLE = (
    "CREATE TABLE mark(parent INTEGER, pupil INTEGER, points INTEGER, "
    "PRIMARY KEY(parent, pupil)) WITHOUT ROWID"
)
PUT = "INSERT INTO mark VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET points = excluded.points"


def changesets(db: apsw.Connection, changes: int) -> tuple[list[bytes], list[tuple[int, int]]]:
    """The load as changesets of 500, and how many of its cells another has written already."""
    new = 0
    sets: list[bytes] = []
    met: list[tuple[int, int]] = []
    for first in range(1, changes + 1, BATCH):
        session = apsw.Session(db, "main")
        session.attach("mark")
        with db:
            for seq in range(first, min(first + BATCH, changes + 1)):
                cell = new * 7 // 10 if seq % UPDATES == 0 else new
                new += seq % UPDATES != 0
                if seq % CONFLICTS == 1:
                    met.append((cell // 25, cell % 25))
                db.execute(PUT, (cell // 25, cell % 25, 1 + seq % 10))
        sets.append(session.changeset())
    return sets, met


def main() -> None:
    """Say how many changes a second."""
    with tempfile.TemporaryDirectory() as folder:
        source = apsw.Connection(":memory:")
        source.execute(TABLE)
        sets, met = changesets(source, CHANGES)
        db = apsw.Connection(str(Path(folder) / "target.db"))
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute(TABLE)
        with db:
            db.executemany("INSERT OR IGNORE INTO mark VALUES (?, ?, 99)", met)
        start, busy = time.perf_counter(), time.process_time()
        for one in sets:
            apsw.Changeset.apply(
                one, db, conflict=lambda _kind, _change: apsw.SQLITE_CHANGESET_OMIT
            )
        spent, busy = time.perf_counter() - start, time.process_time() - busy
        print(f"{CHANGES / spent:,.0f} changes/s, {spent:.2f} s ({busy:.2f} s of processor)")


if __name__ == "__main__":
    main()
