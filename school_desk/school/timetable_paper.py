"""What a printed timetable says: the week of a class, a teacher, a room, the whole school."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from school_desk import formats
from school_desk.documents.voices import Lines, Voices, class_in, one_line, told
from school_desk.errors import N_
from school_desk.school.model import Bell, Weeks

TITLE = N_("Timetable")
WHOLE_SCHOOL = N_("Whole school")
HOUR, DAY = N_("Lesson"), N_("Day")
ROOM = N_("Room {room}")
NO_LESSONS = N_("There are no lessons in this week.")
SHIFT = N_("shift {shift}: {lesson}")
WEEKS = {Weeks.ODD: N_("odd weeks"), Weeks.EVEN: N_("even weeks")}
YEAR = N_("School year {year}")


class WeekOf(StrEnum):
    """Whose week it is."""

    CLASS = "class"
    TEACHER = "teacher"
    ROOM = "room"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class PaperLesson:
    """A lesson of a cell."""

    subject: Mapping[str, str]
    class_label: str
    subgroup: str = ""
    teacher: str = ""
    room: str = ""
    weeks: Weeks = Weeks.EVERY


@dataclass(frozen=True, slots=True)
class PaperHour:
    """An hour of the day: its number (in its shift, if there are several) and times."""

    slot: int
    lesson: int
    shift: int | None = None
    bell: Bell | None = None


Cells = Mapping[tuple[int, int, str], tuple[PaperLesson, ...]]
"""Lessons by weekday, slot and (for the whole school) the label of the class."""


@dataclass(frozen=True, slots=True)
class PaperWeek:
    """A week; of the whole school with the labels of the classes."""

    kind: WeekOf
    who: str
    year: str
    hours: tuple[PaperHour, ...]
    weekdays: tuple[int, ...]
    cells: Cells
    classes: tuple[str, ...] = ()

    def at(self, weekday: int, slot: int, label: str = "") -> tuple[PaperLesson, ...]:
        """The lessons of an hour."""
        return self.cells.get((weekday, slot, label), ())


def title_lines(week: PaperWeek, voices: Voices) -> Lines:
    """Whose timetable, of which year."""
    what, who = told(voices, TITLE), _who(week, voices)
    year = told(voices, YEAR, year=week.year.replace("-", "–"))
    return tuple(" · ".join(parts) for parts in zip(what, who, year, strict=True))


def all_lines(week: PaperWeek, voices: Voices) -> Lines:
    """What several weeks together are called."""
    year = told(voices, YEAR, year=week.year.replace("-", "–"))
    return tuple(" · ".join(parts) for parts in zip(told(voices, TITLE), year, strict=True))


def name(week: PaperWeek, voices: Voices) -> str:
    """Whose week, in few words."""
    return one_line(_who(week, voices))


def _who(week: PaperWeek, voices: Voices) -> Lines:
    match week.kind:
        case WeekOf.CLASS:
            return class_in(week.who, voices)
        case WeekOf.ROOM:
            return told(voices, ROOM, room=week.who)
        case WeekOf.SCHOOL:
            return told(voices, WHOLE_SCHOOL)
    return (week.who,) * len(voices)


def hour_words(hour: PaperHour, voices: Voices) -> str:
    """Which lesson of the day."""
    if hour.shift is None:
        return str(hour.lesson)
    return one_line(told(voices[:1], SHIFT, shift=hour.shift, lesson=hour.lesson))


def times(hour: PaperHour) -> str:
    """From when to when, if a bell rings."""
    return formats.time_range(hour.bell.starts, hour.bell.ends) if hour.bell else ""


def day_words(weekday: int, voices: Voices) -> str:
    """A weekday in each language."""
    names = (formats.weekday_name(weekday, voice.language) for voice in voices)
    return one_line(tuple(found[:1].upper() + found[1:] for found in names))


def lesson_lines(lesson: PaperLesson, kind: WeekOf, voices: Voices) -> tuple[str, ...]:
    """A lesson in lines: what is looked for first, then who and where."""
    subject = one_line(tuple(lesson.subject[voice.language] for voice in voices))
    label = " · ".join(filter(None, (class_in(lesson.class_label, voices)[0], lesson.subgroup)))
    weeks = one_line(told(voices[:1], WEEKS[lesson.weeks])) if lesson.weeks in WEEKS else ""
    if kind in (WeekOf.CLASS, WeekOf.SCHOOL):
        own = (subject, " · ".join(filter(None, (lesson.teacher, lesson.room))))
        marks = ", ".join(filter(None, (lesson.subgroup, weeks)))
    else:
        other = lesson.room if kind is WeekOf.TEACHER else lesson.teacher
        own, marks = (label, " · ".join(filter(None, (subject, other)))), weeks
    first = f"{own[0]} ({marks})" if marks else own[0]
    return tuple(filter(None, (first, own[1])))
