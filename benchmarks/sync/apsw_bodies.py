"""Rows as SQLite's own changesets, squeezed: run by `peers.py` where `apsw` and `zstandard` are.

Reads steps of rows as JSON, one a line, and answers how many bytes each takes: the smaller one of
changeset and patchset through zstd 19, once of bare rows, once with time and author of each mark.
"""

import json
import sys

import apsw
import zstandard

LESSON = "lesson(id INTEGER PRIMARY KEY, day INTEGER, slot INTEGER, subject INTEGER)"
MARK = "mark(lesson INTEGER, pupil INTEGER, points INTEGER{}, PRIMARY KEY(lesson, pupil))"
SHAPES = {"bare": "", "told": ", at INTEGER, author INTEGER"}


class File:
    """A database with one shape of rows."""

    def __init__(self, more: str) -> None:
        self.db = apsw.Connection(":memory:")
        self.width = 3 + more.count("INTEGER")
        for table in (LESSON, MARK.format(more)):
            self.db.execute(f"CREATE TABLE {table} WITHOUT ROWID")

    def body(self, lessons: list[list[int]], marks: list[list[int]]) -> int:
        """Bytes of these rows, put there in one go."""
        session = apsw.Session(self.db, "main")
        session.attach()
        holes = ",".join("?" * self.width)
        with self.db:
            self.db.executemany("INSERT INTO lesson VALUES (?, ?, ?, ?)", lessons)
            rows = [mark[: self.width] for mark in marks]
            self.db.executemany(f"REPLACE INTO mark VALUES ({holes})", rows)  # noqa: S608
        squeezed = zstandard.ZstdCompressor(level=19, write_content_size=False).compress
        found = [one for one in (session.changeset(), session.patchset()) if one]
        return min((len(squeezed(one)) for one in found), default=0)


def main() -> None:
    """Until the standard input ends."""
    files = {name: File(more) for name, more in SHAPES.items()}
    for line in sys.stdin:
        step = json.loads(line)
        sizes = {name: one.body(step["lessons"], step["marks"]) for name, one in files.items()}
        print(json.dumps(sizes), flush=True)


if __name__ == "__main__":
    main()
