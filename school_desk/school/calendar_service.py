"""The school's calendar: changed after one has seen which lessons and marks it touches."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from school_desk.errors import N_
from school_desk.i18n import translator
from school_desk.intents import Form
from school_desk.school.calendar_check_rules import accept_year, problems_of
from school_desk.school.calendar_division_rules import divided
from school_desk.school.calendar_effect_rules import Plan, effect_of
from school_desk.school.calendar_file_rules import read_year, write_year
from school_desk.school.calendar_proposal_rules import law_holidays_in, proposed
from school_desk.school.calendar_store import load_own_year, load_own_years, save_year
from school_desk.school.calendar_year_rules import calendar_of, with_span
from school_desk.school.store import (
    load_class_groups,
    load_subjects,
    load_teaching_groups,
    load_timetable,
)
from school_desk.school.year_rules import next_year, year_name
from school_desk.storage.service import Service, Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from school_desk.errors import DeskError
    from school_desk.school.calendar_cache_service import KeptCalendars
    from school_desk.school.calendar_effect_model import CalendarEffect
    from school_desk.school.calendar_file_rules import CalendarFile
    from school_desk.school.calendar_model import (
        CalendarKind,
        CalendarSpan,
        SchoolYear,
        WrittenFacts,
    )
    from school_desk.school.model import Division
    from school_desk.storage.engine import Connection

CODE_BYTES = 4


class CalendarService(Service):
    """School years as data: what they are, what a change would touch, the change itself."""

    def __init__(
        self,
        workplace: Workplace,
        kept: KeptCalendars,
        written: Callable[[Connection, str], WrittenFacts],
        law: Callable[[int], Sequence[CalendarSpan]],
    ) -> None:
        super().__init__(workplace)
        self._kept = kept
        self._written = written
        self._law = law

    def year(self, name: str | None = None) -> SchoolYear:
        """A school year (that of now): the school's own, else as shipped or proposed."""
        self._look(N_("See timetable"))
        return self._kept.year(name or self._at.partitions.year)

    def next_year(self) -> str:
        """The name of the year after this one."""
        self._look(N_("See timetable"))
        return next_year(self._at.partitions.year)

    def years(self) -> tuple[str, ...]:
        """The years one may look at: shipped ones, the school's own, this one and the next."""
        own = load_own_years(self._look(N_("See timetable")))
        this = self._at.partitions.year
        return tuple(sorted({*self._kept.shipped, *own, this, self.next_year()}))

    def is_known(self, name: str) -> bool:
        """Whether a year comes with the program or is the school's own; else it is proposed."""
        own = load_own_years(self._look(N_("See timetable")))
        return name in (*self._kept.shipped, *own)

    def propose(self, name: str) -> SchoolYear:
        """A year made of the one before it and of the law's holidays: everything is to check."""
        self._look(N_("Change calendar"))
        begins = int(name[:4])
        return proposed(self._kept.year(year_name(begins - 1)), begins, self._law(begins))

    def law_holidays(self, year: SchoolYear) -> SchoolYear:
        """The year with the public holidays of the law in place of its own; nothing is written."""
        self._look(N_("Change calendar"))
        return law_holidays_in(year, self._law(year.begins))

    def divided(self, year: SchoolYear, division: Division, weeks: int = 0) -> SchoolYear:
        """The year with its periods made anew; nothing is written."""
        self._look(N_("Change calendar"))
        return divided(year, division, weeks)

    def fresh_code(self, kind: CalendarKind) -> str:
        """A name for a span that nobody else will give."""
        self._look(N_("Change calendar"))
        return f"{kind.value}/{secrets.token_hex(CODE_BYTES)}"

    def problems(self, year: SchoolYear) -> tuple[DeskError, ...]:
        """Everything that cannot be true of a year; empty: it can be written."""
        self._look(N_("See timetable"))
        return problems_of(year)

    def preview(self, year: SchoolYear) -> CalendarEffect:
        """Which lessons and marks a year would touch if it took the place of the one there."""
        db = self._look(N_("Preview calendar"))
        wanted = calendar_of(accept_year(year))
        there = self._kept.calendar(year.year)
        return effect_of(there, wanted, self._plan(db, year.year), self._written(db, year.year))

    def change(self, year: SchoolYear) -> None:
        """Write a year in place of the one there, or raise; nothing that was written is lost."""
        with self._begin(N_("Change calendar"), Form()) as work:
            save_year(work, self._at.partitions, accept_year(year), _names(year))

    def note_weather(self, days: Iterable[CalendarSpan], year: SchoolYear) -> None:
        """Note weather days: cancelled, moved or from home."""
        with self._begin(N_("Note weather day"), Form()) as work:
            there = load_own_year(work.db, year.year) or year
            for one in days:
                there = with_span(there, one)
            save_year(work, self._at.partitions, accept_year(there), _names(there))

    def take(self, year: SchoolYear) -> None:
        """Write a year that came from a file."""
        with self._begin(N_("Import calendar"), Form(), origin="import") as work:
            save_year(work, self._at.partitions, accept_year(year), _names(year))

    def read(self, text: str) -> CalendarFile:
        """What a file holds, with everything that is wrong with it; nothing is written."""
        self._look(N_("See timetable"))
        return read_year(text)

    def write(self, name: str | None = None) -> str:
        """A school year as the text of a file."""
        self._look(N_("See timetable"))
        return write_year(self._kept.year(name or self._at.partitions.year))

    def _plan(self, db: Connection, year: str) -> Plan:
        return Plan(
            load_class_groups(db, year),
            {one.id: one.class_group for one in load_teaching_groups(db)},
            {one.id: one.names for one in load_subjects(db)},
            load_timetable(db, year),
        )


def _names(year: SchoolYear) -> dict[str, tuple[str, str]]:
    """The shipped names in both languages: as rows they are the school's own."""
    kk, ru = translator("kk"), translator("ru")
    return {one.usual: (kk(one.usual), ru(one.usual)) for one in year.spans if one.usual}
