"""The demo school as it is planned: staff, weekly timetable, topics, the page of class 6 «А»."""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from school_desk.access.model import Role
from school_desk.access.staff_model import StaffFile
from school_desk.formats import greeting_name
from school_desk.journal.model import MarkKind, Work
from school_desk.school.iin import Sex
from school_desk.school.model import Absence, NewPupil, PersonName

YEAR_LEVELS = range(1, 10)
SIXTH, SIXTH_LETTER, SIXTH_SUBJECT = 6, "А", "mathematics"
PREPARED_YEAR = ("2026-27", 1)
"""School year and term of the prepared page."""

SIGNS = {
    "А": Absence.ILL,
    "Д": Absence.EXCUSED,
    "Ж": Absence.UNEXCUSED,
    "К": Absence.LATE,
}
NOTHING = "·"
SEXES = {"m": Sex.MALE, "f": Sex.FEMALE}
EVERY_SUBJECT = ""


@dataclass(frozen=True, slots=True)
class Staff:
    """One of the staff: account, roles, which class, which subjects in which classes."""

    name: PersonName
    file: StaffFile
    roles: tuple[Role, ...]
    tutor_of: tuple[int, ...]
    room: str
    teaches: Mapping[str, tuple[int, ...]]

    @property
    def sign_in(self) -> str:
        """The name in the sign-in list: as colleagues call a person."""
        return greeting_name(self.name)

    def takes(self, year_level: int, subject: str) -> bool:
        """Whether this is the teacher of a lesson (the form tutor has the class hour)."""
        if subject == "class_hour" and self.tutor_of:
            return year_level in self.tutor_of
        every = self.teaches.get(EVERY_SUBJECT, ())
        return year_level in self.teaches.get(subject, every)


@dataclass(frozen=True, slots=True)
class Hour:
    """A place in the week: which class has which subject."""

    weekday: int
    slot: int
    year_level: int
    subject: str


@dataclass(frozen=True, slots=True)
class Place:
    """What stands in one cell of the prepared page."""

    points: int | None = None
    sign: Absence | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One pupil's line of the prepared page: cells in the order of lessons, points of works."""

    pupil: NewPupil
    places: tuple[Place, ...]
    works: tuple[int | None, ...]

    def points(self, work: Work) -> int | None:
        """The points of a work: units by their number, the term's come last."""
        unit = work.kind is MarkKind.UNIT_SUMMATIVE
        return self.works[work.number - 1 if unit else -1]


@lru_cache
def staff() -> tuple[Staff, ...]:
    """Everyone who teaches; the head comes first."""
    return tuple(_staff(entry) for entry in tomllib.loads(_text("staff.toml"))["staff"])


def teacher_of(year_level: int, subject: str) -> Staff:
    """Who has a subject in a class; own subjects go before a class teacher's."""
    found = [one for one in staff() if one.takes(year_level, subject)]
    return min(found, key=lambda one: EVERY_SUBJECT in one.teaches)


@lru_cache
def week() -> tuple[Hour, ...]:
    """The weekly timetable."""
    lines = [line for line in _text("timetable.csv").splitlines() if not line.startswith("#")]
    return tuple(
        Hour(int(row["weekday"]), int(row["slot"]), year_level, row[str(year_level)])
        for row in csv.DictReader(lines)
        for year_level in YEAR_LEVELS
        if row[str(year_level)]
    )


@lru_cache
def subject_codes() -> tuple[str, ...]:
    """The subjects of the timetable, in the order of the alphabet."""
    return tuple(sorted({hour.subject for hour in week()}))


@lru_cache
def topics(subject: str, year_level: int) -> tuple[str, ...]:
    """What the lessons of a term are about."""
    lists = tomllib.loads(_text("topics.toml"))
    return tuple(lists.get(subject, {}).get(str(year_level), lists["default"]))


@lru_cache
def prepared_page() -> tuple[Line, ...]:
    """Class 6 «А» in mathematics, term 1, to 22 October 2026."""
    return tuple(_lines())


def _lines() -> Iterator[Line]:
    for line in _text("class_6a.txt").splitlines():
        if line.startswith("#"):
            continue
        name, person, before, after, works = line.split("|")
        sex, born = person.split()
        pupil = NewPupil(
            PersonName(*name.split()),
            SIXTH,
            SIXTH_LETTER,
            date.fromisoformat(born),
            SEXES[sex],
        )
        places = tuple(_place(cell) for cell in (before + after).split())
        yield Line(pupil, places, tuple(_points(cell) for cell in works.split()))


def _place(cell: str) -> Place:
    sign = SIGNS.get(cell[0])
    return Place(_points(cell[1:] if sign else cell), sign)


def _points(cell: str) -> int | None:
    return int(cell) if cell and cell != NOTHING else None


def _staff(entry: Mapping[str, Any]) -> Staff:
    return Staff(
        name=PersonName(*entry["name"]),
        file=staff_file(entry["file"]),
        roles=tuple(Role(role) for role in entry.get("roles", ())),
        tutor_of=tuple(entry.get("tutor_of", ())),
        room=entry.get("room", ""),
        teaches={subject: tuple(classes) for subject, classes in entry["teaches"].items()},
    )


def staff_file(told: Mapping[str, Any]) -> StaffFile:
    """A staff file as the data tell it."""
    numbers = {name: Decimal(told[name]) for name in ("rate", "norm_hours") if name in told}
    return StaffFile(**{**told, **numbers})


def _text(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")
