"""The next school year: looked at before it begins, then begun as one step."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.intents import Form
from school_desk.school.model import Calendar
from school_desk.school.rollover_model import (
    Choices,
    Decided,
    OpenPage,
    RolloverPlan,
    YearNow,
)
from school_desk.school.rollover_rules import (
    GOES_ON,
    NO_CALENDAR,
    NOTHING_CHOSEN,
    RolloverRefusedError,
    page_problems,
    plan_rollover,
)
from school_desk.school.rollover_store import (
    load_ahead,
    load_classes,
    load_hours,
    load_subgroups,
    load_taught,
    save_rollover,
)
from school_desk.school.store import load_school
from school_desk.school.year_rules import next_year, year_in_words
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.service import Service, Step, Workplace, no_step

SEPTEMBER, FIRST = 9, 1


class Register(Protocol):
    """What the register knows at the end of a year."""

    def decisions(self, db: Connection, year: str) -> Mapping[tuple[int, int], Decided]:
        """What the council decided, by pupil and class group."""

    def open_pages(self, db: Connection, year: str) -> Sequence[OpenPage]:
        """The pages that nobody has closed."""


class RolloverService(Service):
    """What the office does once a year."""

    def __init__(
        self,
        workplace: Workplace,
        calendar_of: Callable[[str], Calendar | None],
        register: Register,
    ) -> None:
        super().__init__(workplace)
        self._calendar_of = calendar_of
        self._register = register

    def plan(self, choices: Choices = NOTHING_CHOSEN) -> RolloverPlan:
        """What will happen to whom, and all that stands against it; nothing is written."""
        return self._plan(self._look(N_("Preview next year")), choices)

    def begun(self, year: str) -> bool:
        """Whether a year has begun, so that there is nothing more to do."""
        school = load_school(self._look(N_("Preview next year")))
        return school is not None and school.year >= year

    def begin(
        self,
        year: str,
        choices: Choices = NOTHING_CHOSEN,
        step: Step = no_step,
    ) -> RolloverPlan | None:
        """Begin a year as one step, or raise with all that is to settle; None: it has begun."""
        with self._begin(N_("Begin next year"), Form()) as work:
            school = load_school(work.db)
            if school is not None and school.year >= year:
                return None
            plan = self._plan(work.db, choices)
            if plan.problems or plan.before.next_year != year:
                raise RolloverRefusedError(plan.problems or (_not_next(year),))
            parts = Partitions(self._at.partitions.school, year)
            save_rollover(work, parts, plan, step)
        return plan

    def _plan(self, db: Connection, choices: Choices) -> RolloverPlan:
        now, problems = self._now(db), []
        if self._at.today() <= now.last_day:
            facts = {"year": year_in_words(now.year), "day": now.last_day}
            problems.append(Text(GOES_ON, facts))
        if self._calendar_of(now.next_year) is None:
            problems.append(_not_next(now.next_year))
        problems.extend(page_problems(self._register.open_pages(db, now.year)))
        return plan_rollover(now, choices, problems)

    def _now(self, db: Connection) -> YearNow:
        year = self._at.partitions.year
        following = next_year(year)
        here, there = self._calendar_of(year), self._calendar_of(following)
        if here is None:
            raise RolloverRefusedError((_not_next(year),))
        usual = date(int(following.partition("-")[0]), SEPTEMBER, FIRST)
        last = here.terms[-1].ends
        starts = there.terms[0].starts if there else usual
        summer = starts - timedelta(days=1)
        return YearNow(
            year,
            following,
            last,
            starts,
            (there or here).stages,
            load_classes(db, year, summer),
            self._register.decisions(db, year),
            load_subgroups(db, year, summer),
            load_taught(db, year),
            load_hours(db, year),
            load_ahead(db, following),
        )


def _not_next(year: str) -> Text:
    return Text(NO_CALENDAR, {"year": year_in_words(year)})
