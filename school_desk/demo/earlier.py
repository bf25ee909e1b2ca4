"""School years before the current one: their calendars, who was in which class."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from school_desk.demo.classes import ClassPlan
from school_desk.demo.people import People
from school_desk.school import shipped
from school_desk.school.model import Calendar, Term
from school_desk.school.store import save_class_group, save_pupil
from school_desk.school.year_rules import year_name
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork

LATEST, LATEST_BEGINS = "2025-26", 2025
A_YEAR = timedelta(weeks=52)
"""Weekdays stay what they are; the terms of ten years ago begin some days too early."""

Cohort = tuple[int, int]
"""Pupils who go through the school together: stream, and the year level they have now."""


def calendar(begins: int) -> Calendar:
    """The calendar of an earlier year: that of 2025-26, moved by whole weeks."""
    by = (LATEST_BEGINS - begins) * A_YEAR
    found = shipped.calendar(LATEST)
    return replace(
        found,
        id=year_name(begins),
        terms=tuple(Term(t.number, t.starts - by, t.ends - by) for t in found.terms),
        days_off=tuple(
            replace(off, starts=off.starts - by, ends=off.ends - by) for off in found.days_off
        ),
    )


@dataclass(slots=True)
class Cohorts:
    """Who went through the school together; those who have left are made when they are needed."""

    people: People
    members: dict[Cohort, tuple[int, ...]]

    def of(
        self, work: UnitOfWork, parts: Partitions, plan: ClassPlan, back: int
    ) -> tuple[int, ...]:
        """The pupils who were in a class so many years ago."""
        cohort = plan.stream, plan.year_level + back
        if cohort not in self.members:
            drawn = (
                self.people.pupil(plan.year_level, plan.letter, LATEST_BEGINS + 1 - back)
                for _ in range(plan.size)
            )
            self.members[cohort] = tuple(save_pupil(work, parts, one.name) for one in drawn)
        return self.members[cohort]


def save_classes(
    work: UnitOfWork, parts: Partitions, plans: Sequence[ClassPlan], cohorts: Cohorts, back: int
) -> Mapping[int, tuple[int, ...]]:
    """The class groups of an earlier year; their pupils by class group."""
    terms = calendar(LATEST_BEGINS + 1 - back).terms
    edges = {"starts": terms[0].starts.isoformat(), "ends": terms[-1].ends.isoformat()}
    found: dict[int, tuple[int, ...]] = {}
    for plan in plans:
        row = save_class_group(work, parts, plan.year_level, plan.letter, "kk")
        found[row] = cohorts.of(work, parts, plan, back)
        for pupil in found[row]:
            work.born("membership", parts.school_wide, pupil=pupil, class_group=row, **edges)
    return found
