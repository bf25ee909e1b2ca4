"""Who works at a computer that is in the school already: the person's keys, for it alone.

The head's computer closes what its key file holds of a person (a private key under the password)
for the other computer, and a row carries it there. Nobody else can guess passwords by it.
"""

import importlib
import json
from collections.abc import Iterator
from types import ModuleType

from school_desk.storage.device import Device
from school_desk.storage.engine import Connection
from school_desk.storage.key_file import account_content, account_of
from school_desk.storage.keys import KeyAccount
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork

SEAT = "seat"


def closed_for(account: KeyAccount, public_key: bytes) -> str:
    """The keys of a person as only the computer of this public key reads them."""
    content = json.dumps(account_content(account), ensure_ascii=False, sort_keys=True)
    return str(_lock().locked(content.encode(), public_key).hex())


def opened_at(box: str, holder: int, device: Device) -> KeyAccount | None:
    """The keys of the account of this number; None: damaged, or meant for others."""
    try:
        content = _lock().unlocked(bytes.fromhex(box), device)
        account = account_of(json.loads(content)) if content is not None else None
    except (KeyError, TypeError, ValueError):
        return None
    return account if account is not None and account.id == holder else None


def _lock() -> ModuleType:
    """Loaded with the first seat: a start needs none of it."""
    return importlib.import_module("school_desk.sync.courier_lock")


def load_seats(db: Connection, device: bytes) -> Iterator[tuple[int, str]]:
    """Whom the head has given a seat at a computer, or taken it from (an empty box)."""
    rows = db.execute(
        "SELECT holder, box FROM seat WHERE alive AND device = ? ORDER BY holder", (device.hex(),)
    ).fetchall()
    return ((int(holder), box or "") for holder, box in rows)


def save_seat(
    work: UnitOfWork, parts: Partitions, device: bytes, holder: int, box: str | None
) -> None:
    """Give somebody a seat at a computer; None: take it away."""
    work.born(SEAT, parts.admin, device=device.hex(), holder=holder, box=box)
