"""Try again after a line broke off: ever longer pauses, drawn by lot, within the time given."""

import random
from collections.abc import Callable
from time import monotonic

from school_desk.sync.client import Client, Done
from school_desk.sync.errors import LineBusyError, LineCutError, NoLineError
from school_desk.sync.pace import pause

Wait = Callable[[float], object]
"""Waits so many seconds, or less when somebody stops it."""


def exchange(
    client: Client, seconds: float, wait: Wait, *,
    uniform: Callable[[float, float], float] = random.uniform,
    clock: Callable[[], float] = monotonic,
) -> Done:  # fmt: skip
    """Exchange within a time, through cuts of the line; raises the last reason when it is over.

    What broke off goes on where it was: every batch that arrived is kept.
    """
    begun, tries = clock(), 0
    while True:
        try:
            return client.run(seconds - (clock() - begun))
        except (LineCutError, NoLineError, LineBusyError) as error:
            wished = float(str(error.facts.get("wait", 0)))
            rest = pause(tries, uniform, wished)
            if clock() - begun + rest >= seconds:
                raise
            tries += 1
            wait(rest)
