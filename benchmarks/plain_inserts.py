"""The floor of every save: rows put into a bare table of an encrypted file, each one durable."""

from itertools import count
from pathlib import Path

from school_desk.storage.database import KEY_BYTES, Database

TABLE = (
    "CREATE TABLE plain(parent INTEGER NOT NULL, pupil INTEGER NOT NULL, points INTEGER, "
    "PRIMARY KEY(parent, pupil)) WITHOUT ROWID"
)
INSERT = "INSERT INTO plain VALUES (?, ?, ?)"
PUPILS = 30


class PlainInserts:
    """Call it, and one more mark stands in a bare table, safe from a power cut."""

    def __init__(self, database: Database) -> None:
        self._connection = database.connection
        self._connection.execute(TABLE)
        self._numbers = count()

    def __call__(self) -> None:
        """One row in a transaction of its own."""
        number = next(self._numbers)
        row = number // PUPILS, number % PUPILS, 7
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute(INSERT, row)
        self._connection.execute("COMMIT")


def bare_file(folder: Path) -> Database:
    """An encrypted file of its own with nothing in it."""
    return Database(folder / "plain.db", bytes(range(KEY_BYTES)), create=True)


def bytes_of_a_row(folder: Path, rows: int) -> float:
    """What a mark alone takes on disk: so many rows, written in the order of typing."""
    database = bare_file(folder)
    connection = database.connection
    connection.execute(TABLE)
    connection.execute("BEGIN")
    connection.executemany(INSERT, ((n // 12, n % 12 + 200, 7) for n in range(rows)))
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = database.path.stat().st_size
    database.close()
    return size / rows
