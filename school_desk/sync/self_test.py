"""Tries the way to another computer, and asks it whether it finds the way back."""

from collections.abc import Callable
from dataclasses import dataclass

from school_desk.errors import DeskError
from school_desk.storage.unit_of_work import Storage
from school_desk.sync.client import Client
from school_desk.sync.line import Line
from school_desk.sync.pace import Allowance

BACK = "/v1/back"
SECONDS = 10.0
STALL = 25.0
BACK_STALL = 5.0
_OK, _YES, _NO = 200, b"1", b"0"


@dataclass(frozen=True, slots=True)
class Reach:
    """How two computers reach each other.

    Args:
        address: where the other one was tried; empty: nobody knows where it is.
        how: the ways by which the address is known, a word for each (`Way`, `Source`).
        problem: why it was not reached from here; None: it was.
        back: whether it reached this computer; None: it was not asked, or could not say.
    """

    name: str
    address: str = ""
    how: tuple[str, ...] = ()
    problem: DeskError | None = None
    back: bool | None = None


@dataclass(frozen=True, slots=True)
class SelfTest:
    """What a self-test has found.

    Args:
        port: where this computer answers; 0: it only calls out.
        own: its addresses.
    """

    port: int
    own: tuple[str, ...]
    others: tuple[Reach, ...]


def tried(
    storage: Storage, address: str, key: bytes, port: int, allowance: Allowance,
    stopped: Callable[[], bool],
) -> bool | None:  # fmt: skip
    """Exchange once with a computer, then let it call back at a port (0: do not ask).

    Raises:
        DeskError: it was not reached, and why.
    """
    line = Line(address, key, stopped=stopped, stall=STALL)
    try:
        client = Client(storage, line, key, allowance=allowance, stopped=stopped)
        client.run(SECONDS)
        return _asked(line, client.session, port) if port and client.session else None
    finally:
        line.close()


def answers_at(address: str, key: bytes) -> bool:
    """Whether the computer with that key answers at an address; nothing is exchanged."""
    line = Line(address, key, stall=BACK_STALL)
    try:
        line.ask(b"")
    except DeskError:
        return False
    finally:
        line.close()
    return True


def _asked(line: Line, session: bytes, port: int) -> bool | None:
    """What the other computer says of its way back; an older program says nothing."""
    headers = {"Session": session.hex(), "Port": str(port)}
    with line.call("POST", BACK, headers, b"") as reply:
        said = b"".join(line.pieces(reply))
        return {_YES: True, _NO: False}.get(said) if reply.status_code == _OK else None
