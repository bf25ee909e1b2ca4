"""What the office of the demo school keeps: staff, lists, hours, orders and a substitute today."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from school_desk.access.staff_model import NewStaff
from school_desk.app import Desk
from school_desk.demo.pages import Page
from school_desk.demo.plan import staff, staff_file
from school_desk.demo.rows import ClassRows
from school_desk.errors import N_
from school_desk.school.curriculum_model import PlannedHours
from school_desk.school.list_model import ListEntry
from school_desk.school.model import PersonName
from school_desk.school.movement_model import MovementKind
from school_desk.school.substitution_model import Substitution, SubstitutionKind
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import Storage

FIRST_YEAR_LEVEL = 1

Pupils = Mapping[tuple[int, int], Sequence[int]]
"""The pupils of each class, in the order of its list, by stream and year level."""


@lru_cache
def told_office() -> dict[str, Any]:
    """What is written in the office, as data."""
    return tomllib.loads((files(__package__) / "office.toml").read_text("utf-8"))


def fill_office(
    desk: Desk, classes: Sequence[ClassRows], pages: Sequence[Page], pupils: Pupils
) -> None:
    """Staff files, lists of the school and the hours of the classes."""
    desk.staff.import_staff([*_teachers(), *_others()])
    desk.lists.import_entries(list(_entries(pupils)))
    of_the_first = {one.class_group.id for one in classes if one.stream == 0}
    desk.curriculum.import_hours(
        [
            PlannedHours(page.class_group, page.subject, Decimal(len(page.hours)))
            for page in pages
            if page.class_group in of_the_first
        ]
    )


def enrol_first_classes(
    storage: Storage, head: int, parts: Partitions, classes: Sequence[ClassRows], pupils: Pupils
) -> None:
    """The order by which those of class 1 came to the school; their class lists are there."""
    told = told_office()["enrolment"]
    order = {"order_number": told["order_number"], "order_date": told["order_day"].isoformat()}
    facts = {"kind": MovementKind.ENROL.value, "day": told["day"].isoformat(), **order}
    with storage.begin(N_("Enrol pupil"), actor=head, origin="demo") as work:
        for one in classes:
            if one.class_group.year_level == FIRST_YEAR_LEVEL:
                to_class = one.class_group.id
                for pupil in pupils[one.place]:
                    work.new("movement", parts.school_wide, pupil=pupil, to_class=to_class, **facts)


def substitute(desk: Desk, day: date) -> None:
    """Let a free colleague give one lesson of the day that nobody has noted as held."""
    plan = desk.substitutions.day(day)
    for lesson in reversed(plan.lessons):
        free = [one for one in desk.substitutions.colleagues(plan, lesson) if one.own_group is None]
        if free and not lesson.held and lesson.teacher is not None:
            key = lesson.key
            desk.substitutions.record(
                Substitution(
                    key.group,
                    day,
                    key.slot,
                    SubstitutionKind.SUBSTITUTED,
                    key.subject,
                    free[0].account,
                    lesson.room,
                    told_office()["substitution"]["reason"],
                )
            )
            return


def _teachers() -> Iterator[NewStaff]:
    for one in staff():
        yield NewStaff(one.name, one.file)


def _others() -> Iterator[NewStaff]:
    for one in told_office()["others"]:
        yield NewStaff(PersonName(*one["name"]), staff_file(one["file"]))


def _entries(pupils: Pupils) -> Iterator[ListEntry]:
    for told in told_office()["lists"]:
        facts = {name: value for name, value in told.items() if name != "pupils"}
        for year_level, places in told["pupils"].items():
            there = pupils[0, int(year_level)]
            for place in places:
                if place < len(there):
                    yield ListEntry(pupil=there[place], **facts)
