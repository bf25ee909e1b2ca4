"""When an exchange is due next: soon after typing, seldom else, ever later after failures.

Numbers only: no clock, no thread and no line is known here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from school_desk.sync.pace import pause

Uniform = Callable[[float, float], float]

FIRST = (1.0, 4.0)
"""Seconds after the window has opened."""
TYPED = (3.0, 7.0)
"""After the last entry: what is typed in one breath goes out in one body."""
REST = (240.0, 360.0)
"""When nothing waits; the others may have something."""
SOON = 0.0
HEARD, HEARD_TOP = 0.25, 5.0
"""After something new was heard of, by lot, a quarter of a second for each computer of the network,
five at most: not all begin at once, and few need not wait for it."""


@dataclass(slots=True)
class Course:
    """The exchange with one computer, as it goes on by itself. Moments are seconds of any watch.

    Args:
        due: when the next exchange begins.
        tries: how often it failed one after the other.
        owes: somebody wrote since the last exchange began, so that it may not have gone with it.
    """

    due: float
    tries: int = 0
    owes: bool = False

    def begins(self) -> None:
        """An exchange begins; what was written until now goes with it."""
        self.owes = False

    def typed(self, now: float, uniform: Uniform) -> None:
        """Somebody wrote something. A line that fails is not asked more often for it."""
        self.owes = True
        if not self.tries:
            self.due = now + uniform(*TYPED)

    def heard(self, now: float, uniform: Uniform, others: int) -> None:
        """The other computer is there and has something new; it may have been away.

        `others`: with how many computers this one exchanges.
        """
        self.tries, self.due = 0, min(self.due, now + uniform(0.0, min(HEARD * others, HEARD_TOP)))

    def went(self, now: float, uniform: Uniform, *, owes: bool) -> None:
        """An exchange came to its end; `owes`: something is left on either side."""
        self.tries = 0
        self.due = now + uniform(*(TYPED if owes or self.owes else REST))

    def failed(self, now: float, uniform: Uniform, wish: float = 0.0) -> None:
        """It broke off; `wish`: seconds that the other computer asked to wait."""
        self.due = now + pause(self.tries, uniform, wish)
        self.tries += 1

    def now(self, now: float) -> None:
        """A person wants it now."""
        self.tries, self.due = 0, now + SOON
