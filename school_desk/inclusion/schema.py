"""What is kept of notes on pupils: whose and by whom in the open, all their words sealed.

Three tables and not one: each goes to other computers (partition), and is sealed with another key.
"""

from school_desk.intents import Scope
from school_desk.storage.engine import Connection
from school_desk.storage.registry import Field, Policy, Table

WHOSE = Field(
    1, "whose_note", ("pupil", "author"), Policy.ASK, refs={"pupil": "pupil", "author": "account"}
)


def _body(compartment: str) -> Field:
    return Field(2, "sealed_note", ("body",), Policy.ASK, personal=True, sealed=compartment)


def _own_scope(db: Connection, row: int, pupil: int | None) -> Scope:  # noqa: ARG001
    """Nobody writes in another's notes, by hand or by undo."""
    found = db.execute("SELECT author FROM own_note WHERE row = ?", (row,)).fetchone()
    return Scope(account=found[0] if found else None)


SUPPORT_NOTE = Table(
    id=100,
    name="support_note",
    partition="support/",
    fields=(WHOSE, _body("support")),
    sentence="{value}",
)

HEALTH_NOTE = Table(
    id=101,
    name="health_note",
    partition="health/",
    fields=(WHOSE, _body("health")),
    sentence="{value}",
)

OWN_NOTE = Table(
    id=102,
    name="own_note",
    partition="own/",
    fields=(WHOSE, _body("author")),
    scope=_own_scope,
    sentence="{value}",
)

TABLES = (SUPPORT_NOTE, HEALTH_NOTE, OWN_NOTE)
