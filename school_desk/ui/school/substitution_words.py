"""Lessons of a day and colleagues in words, and what one can choose for a lesson."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from school_desk.app import Desk
from school_desk.formats import class_words, short_name, time_range
from school_desk.i18n import _, current, ngettext
from school_desk.school.bell_rules import Bells
from school_desk.school.model import ClassGroup, Teaching
from school_desk.school.substitution_model import (
    KIND_WORDS,
    Colleague,
    DayLesson,
    Substitution,
    SubstitutionKind,
)
from school_desk.ui.menu import Entry
from school_desk.ui.widgets.rows_model import Row

Record = Callable[[Substitution], object]


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that a line of the day names."""

    people: Mapping[int, str]
    subjects: Mapping[int, str]
    classes: Mapping[int, ClassGroup]
    subgroups: Mapping[int, str]
    bells: Bells
    teachings: Sequence[Teaching]

    @classmethod
    def of(cls, desk: Desk) -> "Names":
        """Read it all."""
        classes = {one.id: one for one in desk.school.class_groups()}
        groups = [one for one in desk.school.teaching_groups() if one.class_group in classes]
        return cls(
            {key: short_name(name) for key, name in desk.access.people().items()},
            {one.id: one.names[current()] for one in desk.school.subjects()},
            {one.id: classes[one.class_group] for one in groups},
            {one.id: one.name for one in groups if one.name},
            desk.bells.bells(),
            desk.school.teachings(),
        )

    def class_of(self, group: int) -> str:
        """A class, with its subgroup."""
        found = self.classes.get(group)
        label = class_words(found.label) if found else ""
        return " · ".join(filter(None, (label, self.subgroups.get(group, ""))))

    def subject(self, subject: int | None) -> str:
        """A subject."""
        return self.subjects.get(subject or 0, "")

    def person(self, account: int | None) -> str:
        """A teacher."""
        return self.people.get(account or 0, "")


def lesson_row(names: Names, number: int, one: DayLesson, proposed: Iterable[Colleague]) -> Row:
    """A lesson as a line of the table."""
    group = names.classes.get(one.key.group)
    year_level = group.year_level if group else 0
    bell = names.bells.at(year_level, one.key.date, one.key.slot)
    times = time_range(bell.starts, bell.ends) if bell else ""
    return Row(
        number,
        (
            f"{one.key.slot} · {times}" if times else str(one.key.slot),
            names.class_of(one.key.group),
            names.subject(one.key.subject),
            names.person(one.teacher),
            state_words(names, one),
            "" if one.changed or one.held else proposed_words(names, proposed),
        ),
    )


def state_words(names: Names, one: DayLesson) -> str:
    """What has become of a lesson."""
    if one.cancelled:
        return _("cancelled: {reason}").format(reason=one.cancelled)
    swap = one.substitution
    if swap is None:
        return _("held") if one.held else _("as in the timetable")
    who = names.person(swap.teacher)
    if swap.kind is SubstitutionKind.OTHER_SUBJECT:
        return f"{who}: {names.subject(swap.subject)}"
    if swap.kind is SubstitutionKind.JOINED:
        return f"{who}, {_(KIND_WORDS[swap.kind])}"
    return who


def reason_of(one: DayLesson) -> str:
    """Why a lesson is not as the timetable has it, if somebody has said it."""
    return one.cancelled or (one.substitution.reason if one.substitution else "")


def proposed_words(names: Names, found: Iterable[Colleague]) -> str:
    """The best that are free."""
    free = [one for one in found if one.own_group is None][:2]
    return ", ".join(names.person(one.account) for one in free) or _("nobody is free")


def colleague_words(names: Names, one: Colleague) -> str:
    """Why somebody is proposed: the subject, the class, how much there is to do that day."""
    if one.own_group is not None:
        return _("then in {where}").format(where=names.class_of(one.own_group))
    lessons = ngettext("{n} lesson", "{n} lessons", one.lessons).format(n=one.lessons)
    why = (
        _("same subject") if one.same_subject else "",
        _("teaches this class") if one.same_class else "",
        lessons if one.lessons else _("no lessons that day"),
    )
    return " · ".join(filter(None, why))


def entries(
    names: Names, one: DayLesson, found: Sequence[Colleague], record: Record, reason: str
) -> list[Entry]:
    """Who can take a lesson, whose class it can join, which other subject can be taught."""
    key = one.key

    def wanted(kind: SubstitutionKind, teacher: int | None, subject: int) -> Callable[[], object]:
        made = Substitution(key.group, key.date, key.slot, kind, subject, teacher, reason=reason)
        return partial(record, made)

    free = [
        Entry(
            text=names.person(who.account),
            run=wanted(SubstitutionKind.SUBSTITUTED, who.account, key.subject),
            part=colleague_words(names, who),
        )
        for who in found
        if who.own_group is None
    ]
    joined = [
        Entry(
            text=_("Join: {name}").format(name=names.person(who.account)),
            run=wanted(SubstitutionKind.JOINED, who.account, key.subject),
            part=colleague_words(names, who),
        )
        for who in found
        if who.own_group is not None
    ]
    at_hand = {who.account for who in found if who.own_group is None}
    instead = [
        Entry(
            text=f"{names.subject(other.subject)}: {names.person(other.teacher)}",
            run=wanted(SubstitutionKind.OTHER_SUBJECT, other.teacher, other.subject),
            part=_("another subject"),
        )
        for other in names.teachings
        if other.group == key.group and other.subject != key.subject and other.teacher in at_hand
    ]
    return [*free, *instead, *joined]
