"""What one can choose for an hour: subjects of the school, usual ones, teachers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from school_desk.app import Desk
from school_desk.i18n import _, current, ngettext
from school_desk.school.model import PeriodKind, Teaching
from school_desk.ui.menu import Entry
from school_desk.ui.school.week import Planner, hours_number

TakeTeacher = Callable[[int | None], object]


@dataclass(frozen=True, slots=True)
class Taker:
    """What a chosen subject is taken by, and what adds one that the school does not have yet."""

    take: Callable[[int], object]
    add: Callable[[str, Mapping[str, str]], int | None]

    def add_and_take(self, code: str, names: Mapping[str, str]) -> None:
        """Add a subject and take it; a refusal was said where it arose."""
        added = self.add(code, names)
        if added is not None:
            self.take(added)


def hours_in_words(hours: int) -> str:
    """So many lessons a week."""
    words = ngettext("{n} hour a week", "{n} hours a week", hours).format(n=hours)
    return words if hours else _("no lessons")


def half_hours_in_words(halves: int) -> str:
    """So many lessons a week, counted in halves: a lesson of every second week is half an hour."""
    if halves % 2 == 0:
        return hours_in_words(halves // 2)
    words = ngettext("{n} hour a week", "{n} hours a week", halves // 2 + 1)
    return words.format(n=hours_number(halves))


def subject_entries(desk: Desk, planner: Planner, group: int, taker: Taker) -> Sequence[Entry]:
    """The subjects of the school, those of this class first; then usual ones to add."""
    counted = planner.hours_of_group(group)
    ours = [
        Entry(
            text=subject.names[current()],
            run=_runs(taker.take, subject.id),
            part=hours_in_words(counted.get(subject.names[current()], 0)),
            words=" ".join(subject.names.values()),
        )
        for subject in planner.subjects.values()
    ]
    ours.sort(key=lambda entry: entry.text not in counted)
    return (*ours, *usual_entries(desk, planner, taker))


def subgroup_entries(
    planner: Planner, group: int, take: Callable[[int, int], object]
) -> Sequence[Entry]:
    """The subjects of a subgroup: those that are taught to it, else all of the school."""
    taught = [subject for of, subject in planner.teachings if of == group]
    return [
        Entry(
            text=f"{planner.subjects[subject].names[current()]} · {planner.subgroups[group]}",
            run=partial(take, group, subject),
            part=_("subgroup"),
            words=" ".join(planner.subjects[subject].names.values()),
        )
        for subject in (taught or planner.subjects)
        if subject in planner.subjects
    ]


def taught_entries(
    planner: Planner, account: int, take: Callable[[int, int], object]
) -> Sequence[Entry]:
    """What a teacher teaches: class and subject."""
    return [
        Entry(
            text=planner.lesson_words(group, subject),
            run=partial(take, group, subject),
            part=hours_in_words(
                sum((slot.group, slot.subject) == (group, subject) for slot in planner.slots)
            ),
            words=" ".join(planner.subjects[subject].names.values()),
        )
        for (group, subject), one in planner.teachings.items()
        if one.teacher == account and subject in planner.subjects and group in planner.classes
    ]


def room_entries(
    planner: Planner, hour: tuple[int, int], take: Callable[[str], object]
) -> Sequence[Entry]:
    """The rooms, each with who is in it at this hour; the free ones first."""
    there = [slot for slot in planner.slots if (slot.weekday, slot.slot) == hour and slot.room]
    entries = [
        Entry(
            text=room,
            run=partial(take, room),
            part=", ".join(planner.class_of(slot) for slot in there if slot.room == room),
        )
        for room in planner.whole.rooms
    ]
    entries.sort(key=lambda entry: bool(entry.part))
    return (*entries, Entry(text=_("No room"), run=partial(take, "")))


def usual_entries(desk: Desk, planner: Planner, taker: Taker) -> Sequence[Entry]:
    """The usual subjects that the school does not have yet; choosing one adds it."""
    codes = {subject.code for subject in planner.subjects.values()}
    return [
        Entry(
            text=names[current()],
            run=_adds(taker, code, names),
            part=_("new subject"),
            words=" ".join(names.values()),
        )
        for code, names in desk.usual_subjects().items()
        if code not in codes
    ]


def own_subject_entry(typed: str, taker: Taker) -> Sequence[Entry]:
    """A subject under the name that was typed."""
    name = " ".join(typed.split())
    if not name:
        return ()
    written = name[:1].upper() + name[1:]
    names = dict.fromkeys(("kk", "ru", "en"), written)
    text = _("Add the subject «{name}»").format(name=written)
    return [Entry(text=text, run=_adds(taker, name.casefold(), names))]


def teacher_entries(
    planner: Planner, subject: int, take: TakeTeacher, hour: tuple[int, int] | None = None
) -> Sequence[Entry]:
    """Everyone who works here, those who teach the subject first; and nobody.

    At an `hour` it is said who is elsewhere then.
    """
    teaching = {one.teacher for (_group, what), one in planner.teachings.items() if what == subject}
    people = [
        Entry(
            text=name,
            run=_runs(take, account),
            part=planner.elsewhere(account, hour)
            or (_("teaches this subject") if account in teaching else ""),
        )
        for account, name in sorted(planner.staff.items(), key=lambda pair: pair[0] not in teaching)
    ]
    return (*people, Entry(text=_("No teacher yet"), run=_runs(take, None)))


def page_entries(teaching: Teaching, take: Callable[[Teaching], object]) -> Sequence[Entry]:
    """How a subject of one class ends and for how long its page runs, if not by the rules."""
    part = _("chosen now")
    endings: Sequence[tuple[str, bool | None]] = (
        (_("Ends in: by the rules"), None),
        (_("Ends in: marks"), False),
        (_("Ends in: pass or fail"), True),
    )
    periods: Sequence[tuple[str, PeriodKind | None]] = (
        (_("Page runs: by the rules"), None),
        (_("Page runs: a term"), PeriodKind.TERM),
        (_("Page runs: a half-year"), PeriodKind.HALF_YEAR),
        (_("Page runs: the year"), PeriodKind.YEAR),
    )
    made = [
        (words, replace(teaching, pass_fail=ending), ending is teaching.pass_fail)
        for words, ending in endings
    ]
    made += [
        (words, replace(teaching, period=kind), kind is teaching.period) for words, kind in periods
    ]
    return [
        Entry(text=words, run=partial(take, changed), part=part if now else "")
        for words, changed, now in made
    ]


def _runs(take: Callable[..., object], chosen: int | None) -> Callable[[], object]:
    return lambda: take(chosen)


def _adds(taker: Taker, code: str, names: Mapping[str, str]) -> Callable[[], object]:
    return lambda: taker.add_and_take(code, names)
