"""Units of work as the program writes them, with their commits gathered.

A school to measure need not survive a power cut while it is made.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from school_desk.storage.engine import Connection
from school_desk.storage.unit_of_work import Storage

UNITS_A_COMMIT = 4000
CACHE_KIB = 256 * 1024

Unit = Callable[[], object]


def write_in_haste(storage: Storage, units: Iterable[Unit]) -> None:
    """Run units of work, thousands in one transaction; rows and log are as ever."""
    connection = storage.database.connection
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    rest = iter(units)
    while batch := list(islice(rest, UNITS_A_COMMIT)):
        with storage.database.transaction(guarded=False), _gathered(storage, connection):
            for unit in batch:
                unit()
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _gathered(storage: Storage, connection: Connection) -> Iterator[None]:
    """Within an open transaction a unit of work neither begins nor commits one."""

    @contextmanager
    def within(*, guarded: bool = True) -> Iterator[Connection]:  # noqa: ARG001
        yield connection

    real = storage.database.transaction
    storage.database.transaction = within  # type: ignore[method-assign]
    try:
        yield
    finally:
        storage.database.transaction = real  # type: ignore[method-assign]
