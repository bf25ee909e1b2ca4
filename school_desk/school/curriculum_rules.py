"""Curriculum: hours as people type them, hours of a timetable, caps on the load of a class."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from school_desk.errors import N_, DeskError
from school_desk.school.curriculum_model import (
    Act,
    Cap,
    ClassHours,
    Component,
    Curriculum,
    HoursLine,
    PlannedHours,
    StandardPlan,
    SubjectHours,
    Warned,
)
from school_desk.school.model import GroupKind, TeachingGroup, TimetableSlot, Weeks

HALF = Decimal("0.5")
MOST_HOURS = Decimal(40)
NO_SUBJECT = "-"
NONE = Decimal()
_HOURS = re.compile(r"[0-9]{1,2}([.,][0-9]{1,2})?")


class HoursUnreadableError(DeskError):
    """Hours that are no number of hours."""

    sentence = N_("“{text}” is no number of hours a week: write 3 or 0,5. Nothing was written.")


class HoursTooManyError(DeskError):
    """More hours of a subject than a week has."""

    sentence = N_("A week has no {hours} hours of one subject. Nothing was written.")


class SubjectGoneError(DeskError):
    """Hours of a subject that the school does not have."""

    sentence = N_("This subject is not in the list of the school. Nothing was written.")


def accept_hours(text: str) -> Decimal | None:
    """Read hours a week; blank is none. Raises where it is no number, or too many.

    >>> accept_hours(" 0,5 "), accept_hours("3"), accept_hours("")
    (Decimal('0.5'), Decimal('3'), None)
    """
    bare = text.strip()
    if not bare:
        return None
    if not _HOURS.fullmatch(bare):
        raise HoursUnreadableError(text=bare[:40])
    hours = Decimal(bare.replace(",", "."))
    if hours > MOST_HOURS:
        raise HoursTooManyError(hours=bare)
    return None if hours == 0 else hours


def written(hours: Decimal) -> str:
    """Hours as rows keep them: without needless zeros.

    >>> written(Decimal("3.50")), written(Decimal("10"))
    ('3.5', '10')
    """
    text = format(hours, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def weight(slot: TimetableSlot) -> Decimal:
    """How many hours a week a place of the timetable is worth."""
    return Decimal(1) if slot.weeks is Weeks.EVERY else HALF


def hours_of_groups(slots: Iterable[TimetableSlot]) -> Mapping[tuple[int, int], Decimal]:
    """Hours a week by teaching group and subject."""
    found: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for slot in slots:
        found[slot.group, slot.subject] += weight(slot)
    return found


def hours_of_classes(
    slots: Iterable[TimetableSlot], groups: Iterable[TeachingGroup]
) -> Mapping[tuple[int, int], Decimal]:
    """Hours a week by class group and subject.

    A combined hour counts once in each of its classes (fact sheet 5.3, consequence 2). Subgroups
    are taught side by side: the class has as many hours as the subgroup that has the most, beside
    those of the whole class. Who is taught at home has hours of the own.
    """
    known = {one.id: one for one in groups if one.kind is not GroupKind.HOME}
    whole: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    parted: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for (group, subject), hours in hours_of_groups(slots).items():
        if group in known:
            key = known[group].class_group, subject
            if known[group].name:
                parted[key] = max(parted[key], hours)
            else:
                whole[key] += hours
    return {key: whole[key] + parted[key] for key in {*whole, *parted}}


def lines_of(
    planned: Iterable[PlannedHours],
    timetabled: Mapping[tuple[int, int], Decimal],
    standard: StandardPlan | None,
    subject_of: Mapping[str, int],
    class_group: int,
) -> tuple[HoursLine, ...]:
    """The subjects of a class: planned, in the timetable, or named by the law's plan."""
    own = {one.subject: one for one in planned if one.class_group == class_group}
    by_law = {
        subject_of[one.code]: one
        for one in (standard.subjects if standard else ())
        if one.code in subject_of
    }
    there = {subject for group, subject in timetabled if group == class_group}
    return tuple(
        HoursLine(
            subject,
            own[subject].hours if subject in own else None,
            timetabled.get((class_group, subject), NONE),
            own[subject].component if subject in own else _component(by_law.get(subject)),
            own[subject].source if subject in own else "",
            by_law[subject].hours if subject in by_law else None,
        )
        for subject in dict.fromkeys((*by_law, *own, *sorted(there)))
    )


def too_many(hours: ClassHours, year_level: int, caps: Iterable[Cap]) -> tuple[Warned, ...]:
    """Which limits the hours of a class go beyond, planned or in the timetable: only a warning."""
    most = max(hours.planned, hours.timetabled)
    limits = [(cap.hours, cap.act, cap.to_check) for cap in caps if year_level in cap.year_levels]
    plan = hours.standard
    if plan is not None and plan.maximum is not None:
        limits.append((plan.maximum, plan.act or {}, plan.to_check))
    return tuple(Warned(most, limit, act, check) for limit, act, check in limits if most > limit)


def parse_curriculum(text: str) -> Curriculum:
    """Read an edition of the standard curricula from TOML."""
    read = tomllib.loads(text)
    named = [plan for entry in read["plans"] for plan in _plans(read["act"], entry)]
    names = _named(read["names"])
    return Curriculum(
        read["id"],
        read["act"],
        (*named, *names),
        tuple(
            Cap(
                tuple(one["year_levels"]),
                Decimal(one["hours"]),
                one["act"],
                one["status"] != "found",
            )
            for one in read["caps"]
        ),
        read["teaching_weeks"],
        read["teaching_weeks_of_class_1"],
    )


def _plans(act: Act, entry: Mapping[str, Any]) -> Iterator[StandardPlan]:
    chosen = entry.get("variable_subjects", ())
    for place, year_level in enumerate(entry["year_levels"]):
        subjects = tuple(
            SubjectHours(
                code,
                Decimal(hours.split()[place]),
                Component.VARIABLE if code in chosen else Component.INVARIANT,
            )
            for code, hours in entry["hours"].items()
            if hours.split()[place] != NO_SUBJECT
        )
        yield StandardPlan(
            year_level,
            entry["language"],
            subjects,
            Decimal(entry["variable"].split()[place]),
            Decimal(entry["maximum"].split()[place]),
            act,
            entry["appendix"],
            entry["status"] != "found",
        )


def _named(entries: Sequence[Mapping[str, Any]]) -> tuple[StandardPlan, ...]:
    """Year levels of which the law's hours are not known: names, in any language."""
    codes: dict[int, list[str]] = defaultdict(list)
    for entry in entries:
        for year_level in entry["year_levels"]:
            codes[year_level] += entry["subjects"]
    return tuple(
        StandardPlan(year_level, "", tuple(SubjectHours(code, None) for code in found))
        for year_level, found in sorted(codes.items())
    )


def _component(by_law: SubjectHours | None) -> Component:
    return by_law.component if by_law else Component.VARIABLE
