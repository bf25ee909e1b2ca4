"""`report timetable`, `report substitutions`, `timetable check`: the week and the day on paper."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from school_desk.commands.answers import Ended, answer, end
from school_desk.commands.face import Command, school_options
from school_desk.commands.opening import open_desk
from school_desk.commands.paper_options import (
    FORMAT,
    LANGUAGE,
    Format,
    PaperLanguage,
    asked,
    class_option,
    out_option,
)
from school_desk.commands.places import class_named, teacher_named
from school_desk.commands.taking import DAY
from school_desk.errors import N_
from school_desk.i18n import _, current, ngettext

if TYPE_CHECKING:
    from school_desk.app import Desk
    from school_desk.school.model import Clash, TimetableSlot

EVERYBODY = "all"


@click.command(cls=Command, help=N_("The timetable of a class, a teacher, a room or the school."))
@class_option(required=False, words=N_("Class, such as 7А, or all; else the whole school."))
@click.option("--teacher", metavar="NAME", help=N_("Teacher: how the surname begins, or all."))
@click.option("--room", metavar="NAME", help=N_("Room, or all."))
@click.option(
    "--paper",
    type=click.Choice(["a4", "a3"]),
    default="a4",
    help=N_("Size of the sheets: a4 or a3."),
)
@asked(LANGUAGE, FORMAT, out_option())
def timetable(
    *,
    label: str | None,
    teacher: str | None,
    room: str | None,
    paper: str,
    lang: PaperLanguage,
    fmt: Format,
    out: Path,
    **_options: object,
) -> None:
    """Whoever may see the timetable may print it."""
    with open_desk(reading=True) as desk:
        papers = desk.timetable_papers
        kind, who = _wanted(desk, label, teacher, room)
        weeks = papers.weeks(papers.kinds(kind), who)
        count = papers.timetable(weeks, lang, fmt, out, wide=paper == "a3")
    text = ngettext("{n} timetable is in {file}.", "{n} timetables are in {file}.", count)
    answer(text.format(n=count, file=out), {"file": str(out), "weeks": count})


def _wanted(
    desk: "Desk", label: str | None, teacher: str | None, room: str | None
) -> tuple[str, list[int | str] | None]:
    """Whose weeks: of what kind, and of whom; nobody named means all."""
    if teacher is not None:
        return "teacher", None if teacher == EVERYBODY else [teacher_named(desk, teacher)]
    if room is not None:
        return "room", None if room == EVERYBODY else [room]
    if label is not None:
        return "class", None if label == EVERYBODY else [class_named(desk, label).id]
    return "school", None


@click.command(cls=Command, help=N_("Who gives whose lesson on a day, and which fall away."))
@click.option("--day", metavar="DAY", type=DAY, help=N_("The day, such as 2026-10-22; else today."))
@asked(
    LANGUAGE,
    FORMAT,
    out_option(required=False, words=N_("File to write; without it only the answer.")),
)
def substitutions(
    *,
    day: datetime | None,
    lang: PaperLanguage,
    fmt: Format,
    out: Path | None,
    **_options: object,
) -> None:
    """The poster as PDF names no reasons; the workbook is for the office."""
    with open_desk(reading=True) as desk:
        papers = desk.timetable_papers
        changes = papers.changes(day.date() if day else desk.today())
        if out is not None:
            papers.poster(changes, lang, fmt, out)
    language = "ru" if current() == "ru" else "kk"
    lines = [
        {
            "lesson": one.slot,
            "class": one.class_label,
            "subgroup": one.subgroup,
            "subject": (one.instead or one.subject)[language],
            "teacher": one.absent,
            "given_by": one.given_by,
            "kind": one.kind.value,
            "room": one.room,
        }
        for one in changes.lines
    ]
    text = ngettext("{n} change on {day}.", "{n} changes on {day}.", len(lines))
    answer(
        text.format(n=len(lines), day=changes.day.isoformat()),
        {"day": changes.day.isoformat(), "file": str(out) if out else None, "changes": lines},
    )


@click.command("check", cls=Command, help=N_("Name every clash of the timetable."))
@school_options
def check_timetable(**_options: object) -> None:
    """Who or what is in two places at once; ends with 3 if anything clashes."""
    with open_desk(reading=True) as desk:
        week = desk.timetable.week()
        told = [_told(desk, clash) for clash in week.clashes]
    lines = [f"{one['text']}" for one in told]
    answer(
        "\n".join(lines) or _("Nothing clashes."),
        {"lessons": len(week.slots), "clashes": told},
    )
    end(Ended.WITH_PROBLEMS if told else Ended.WELL)


def _told(desk: "Desk", clash: "Clash") -> dict[str, object]:
    first = clash.slots[0]
    lessons = [_lesson(desk, slot) for slot in clash.slots]
    problem = _(clash.kind.value)
    day = first.weekday + 1
    return {
        "kind": clash.kind.name.lower(),
        "weekday": day,
        "lesson": first.slot,
        "lessons": lessons,
        "text": _("Day {day} of the week, lesson {slot}. {problem} {lessons}").format(
            day=day, slot=first.slot, problem=problem, lessons="; ".join(lessons)
        ),
    }


def _lesson(desk: "Desk", slot: "TimetableSlot") -> str:
    group = next(one for one in desk.school.teaching_groups() if one.id == slot.group)
    labels = {one.id: one.label for one in desk.school.class_groups()}
    subjects = {one.id: one.names[current()] for one in desk.school.subjects()}
    people = {key: name.listed for key, name in desk.access.people().items()}
    words = (
        *(labels.get(group.class_group, ""), group.name, subjects.get(slot.subject, "")),
        *(people.get(slot.teacher or 0, ""), slot.room),
    )
    return " · ".join(filter(None, words))
