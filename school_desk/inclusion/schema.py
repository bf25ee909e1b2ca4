"""What is kept of notes on pupils: whose and by whom in the open, all their words sealed.

Three tables and not one: each goes to other computers (partition), and is sealed with another key.
"""

from school_desk.intents import Scope
from school_desk.storage.engine import Connection
from school_desk.storage.registry import BIRTH, Field, Policy, Table

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


def _key_table(number: int, compartment: str) -> Table:
    """The key of a compartment, sealed to an account: by this it reaches the other computers.

    `holder` is the account's number in the key file; `recipient` the public key, in hexadecimal,
    to which the box was sealed: an account has another one where its password was reset.
    """
    return Table(
        id=number,
        name=f"{compartment}_key",
        partition=f"{compartment}/",
        natural=("generation", "holder", "recipient"),
        append_only=True,
        fields=(
            Field(1, BIRTH, ("generation", "holder", "recipient"), Policy.LATEST),
            Field(2, "box", ("box",), Policy.LATEST),
        ),
        sentence="{value}",
    )


SUPPORT_KEY, HEALTH_KEY, OWN_KEY = (
    _key_table(121, "support"),
    _key_table(122, "health"),
    _key_table(123, "own"),
)

TABLES = (SUPPORT_NOTE, HEALTH_NOTE, OWN_NOTE, SUPPORT_KEY, HEALTH_KEY, OWN_KEY)
