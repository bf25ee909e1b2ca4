"""An archive that left the school's file."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TakenOut:
    """One archive that was written: of what, on which day, by whom, with a passphrase or plain."""

    what: str
    day: date
    by: int | None
    plain: bool
    row: int = 0
