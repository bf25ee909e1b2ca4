"""The one door to the database engine: connections, rows and errors come from here."""

from sqlcipher3.dbapi2 import (
    Connection,
    Cursor,
    DatabaseError,
    IntegrityError,
    OperationalError,
    Row,
    complete_statement,
    connect,
    sqlite_version,
)

__all__ = [
    "Connection",
    "Cursor",
    "DatabaseError",
    "IntegrityError",
    "OperationalError",
    "Row",
    "complete_statement",
    "connect",
    "sqlite_version",
]
