"""A program that is killed while it writes: python -m tests.nutrition.cut_off FOLDER STEP LINE.

It does one step of meals at the school in FOLDER and dies after so many lines of the log.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from school_desk.app import Desk
from school_desk.nutrition.eating_model import Category, Eating, Meal, Paper, Source
from school_desk.nutrition.headcount_model import DayCount, Reason
from school_desk.storage.unit_of_work import LOOK, UnitOfWork
from tests.journal.small_desk import HEAD, SmallDesk

SEPTEMBER, TUESDAY, THURSDAY = date(2026, 9, 1), date(2026, 9, 8), date(2026, 9, 10)


def shown(head: Desk, day: date) -> DayCount:
    return head.headcount.day(day, head.headcount.sittings()[0])


def pupils(head: Desk) -> list[int]:
    return [one.pupil for one in head.eating.eaters(TUESDAY)]


def pay(head: Desk) -> None:
    paper = Paper("анықтама", "7", None, "15-н")
    fund = Source.FUND, SEPTEMBER, None, Category.ASP, paper
    head.eating.write([Eating(one, *fund) for one in pupils(head)])


STEPS: dict[str, Callable[[Desk], object]] = {
    "pay": pay,
    "hand over": lambda head: head.headcount.hand_over(shown(head, THURSDAY)),
    "correct": lambda head: head.headcount.correct(
        shown(head, TUESDAY), pupils(head), wanted=False, reason=Reason.LEFT_EARLY
    ),
    "serve": lambda head: head.headcount.say_served(
        shown(head, TUESDAY), pupils(head), served=False, reason=Reason.REFUSED
    ),
    "settle": lambda head: head.headcount.settle(shown(head, TUESDAY)),
    "issue": lambda head: head.stock.issue(head.today(), Meal.LUNCH),
}


def die_after(lines: int) -> None:
    """Kill this very program when a unit of work has so many lines; nothing of it is tidied up."""
    write, seen = UnitOfWork._append, []

    def cut(self: UnitOfWork, *facts: object) -> None:
        write(self, *facts)  # type: ignore[arg-type]
        if self._book.trail.origin != LOOK:
            seen.append(facts)
        if len(seen) == lines:
            os.kill(os.getpid(), signal.SIGKILL)

    UnitOfWork._append = cut  # type: ignore[method-assign]


if __name__ == "__main__":
    with SmallDesk(Path(sys.argv[1])).taken_by(HEAD) as head:
        die_after(int(sys.argv[3]))
        STEPS[sys.argv[2]](head)
