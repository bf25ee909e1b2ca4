"""What a person wrote last on this computer: for the words after a power cut."""

from collections.abc import Collection, Iterator

from school_desk.storage.unit_of_work import Storage


def last_written(storage: Storage) -> int:
    """The clock value of this computer's newest unit of work; 0 before the first."""
    found = storage.db.execute(
        "SELECT hlc FROM work WHERE chain IS NOT NULL ORDER BY work DESC LIMIT 1"
    ).fetchone()
    return int(found[0]) if found else 0


def cells_written(storage: Storage, actor: int, since: int, tables: Collection[str]) -> int:
    """How many cells of these tables a person has filled since a clock value.

    Goes through the log from its end, so a day costs a day, however many years there are.
    """
    works = frozenset(_works(storage, actor, since))
    if not works:
        return 0
    own = storage.log.own
    streams = storage.db.execute("SELECT part FROM vv WHERE dev = ?", (own,)).fetchall()
    filled: dict[int, bool] = {}
    for (part,) in streams:
        for row, val, work in storage.db.execute(
            "SELECT row, val, work FROM change_log WHERE part = ? AND dev = ? ORDER BY seq DESC",
            (part, own),
        ):
            if work < min(works):
                break
            if work in works and storage.keys.place(storage.db, row).table.name in tables:
                filled.setdefault(row, val is not None)
    return sum(filled.values())


def _works(storage: Storage, actor: int, since: int) -> Iterator[int]:
    for work, who, hlc in storage.db.execute(
        "SELECT work, actor, hlc FROM work WHERE chain IS NOT NULL ORDER BY work DESC"
    ):
        if hlc < since:
            return
        if who == actor:
            yield work
