"""Slow down guessing: after five wrong passwords each further try of an account waits longer.

Kept in `signin.json`, so that starting the program anew does not help. Moments are seconds since
the computer was switched on (`time.monotonic`): nobody sets that clock forward, and where it is
behind what was kept, the computer was switched on since and the wait begins anew, five minutes at
most.
Deleting the file helps; who can do that can also copy the key file and guess elsewhere, which only
the cost of a guess slows.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from school_desk.errors import N_, DeskError
from school_desk.storage.whole_file import write_whole

FILE_NAME = "signin.json"
FREE_TRIES = 5
TOP_SECONDS = 300
TOP_BYTES = 1024 * 1024


class TooManyTriesError(DeskError):
    """The next try is not allowed yet."""

    sentence = N_("Too many wrong passwords. Wait {seconds} s and try again.")


@dataclass(frozen=True, slots=True)
class Tries:
    """Tries of one account since its last success: how many, and at which second the last one."""

    count: int = 0
    last: int = 0


def waiting_seconds(count: int) -> int:
    """Tell how long to wait after so many wrong tries.

    >>> [waiting_seconds(n) for n in (4, 5, 6, 7, 12, 13, 14, 1000)]
    [0, 1, 2, 4, 128, 256, 300, 300]
    """
    if count < FREE_TRIES:
        return 0
    return min(1 << min(count - FREE_TRIES, 10), TOP_SECONDS)


def settled(tries: Tries, now: int) -> Tries:
    """Begin the wait anew when the computer was switched on since."""
    return Tries(tries.count, now) if now < tries.last else tries


def seconds_left(tries: Tries, now: int) -> int:
    """Tell how long the account still has to wait."""
    return max(0, tries.last + waiting_seconds(tries.count) - now)


class SignInLimit:
    """The tries of all accounts of one data folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME

    def admit(self, account_id: int, now: int) -> None:
        """Count a try before its password is looked at, or raise TooManyTriesError.

        Counted first, so that ending the program in the middle of a try saves nothing.
        """
        all_tries = self._load()
        tries = settled(all_tries.get(account_id, Tries()), now)
        left = seconds_left(tries, now)
        counted = tries if left else Tries(tries.count + 1, now)
        if all_tries.get(account_id) != counted:
            self._save({**all_tries, account_id: counted})
        if left:
            raise TooManyTriesError(seconds=left)

    def clear(self, account_id: int) -> int:
        """Forget the tries of an account whose password was right; how many were wrong before."""
        all_tries = self._load()
        if account_id in all_tries:
            self._save({key: tries for key, tries in all_tries.items() if key != account_id})
        return max(0, all_tries.get(account_id, Tries()).count - 1)

    def _load(self) -> dict[int, Tries]:
        """Read the file; what is not ours in it counts as no try."""
        try:
            with self._path.open("rb") as file:
                read = json.loads(file.read(TOP_BYTES).decode())
            return {int(key): _tries(*one) for key, one in read.items()}
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            return {}

    def _save(self, all_tries: Mapping[int, Tries]) -> None:
        content = {str(key): [tries.count, tries.last] for key, tries in all_tries.items()}
        write_whole(self._path, json.dumps(content).encode())


def _tries(count: object, last: object) -> Tries:
    if not isinstance(count, int) or not isinstance(last, int):
        raise TypeError(count, last)
    return Tries(max(0, count), last)
