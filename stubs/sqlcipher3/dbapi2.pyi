"""What School Desk uses of sqlcipher3 0.6, which carries no types: sqlite3's shape, its own errors."""

import sqlite3
from os import PathLike
from typing import Literal, TypeVar

class Error(Exception):
    sqlite_errorcode: int
    sqlite_errorname: str

class DatabaseError(Error): ...
class IntegrityError(DatabaseError): ...
class OperationalError(DatabaseError): ...
class ProgrammingError(DatabaseError): ...
class NotSupportedError(DatabaseError): ...

class Row(sqlite3.Row): ...
class Cursor(sqlite3.Cursor): ...

class Connection(sqlite3.Connection):
    def set_key(self, key: str) -> None: ...
    def reset_key(self, key: str) -> None: ...

C = TypeVar("C", bound=Connection)

sqlite_version: str

def complete_statement(statement: str) -> bool: ...
def connect(
    database: str | PathLike[str],
    timeout: float = ...,
    detect_types: int = ...,
    isolation_level: Literal["DEFERRED", "EXCLUSIVE", "IMMEDIATE"] | None = ...,
    check_same_thread: bool = ...,
    factory: type[C] = ...,
    cached_statements: int = ...,
    uri: bool = ...,
) -> C: ...
