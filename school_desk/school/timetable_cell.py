"""A cell of a timetable: one or two lessons with subgroup, weeks, teacher and room."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from school_desk.school.model import Weeks
from school_desk.school.timetable_words import plain_name, room_of, weeks_of

PARTS = re.compile(r"[,;·|/]")
IN_BRACKETS = re.compile(r"^\s*\(([^)]*)\)")
WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class CellLesson:
    """A lesson in the words of a cell."""

    subject: str
    teacher: str = ""
    room: str = ""
    subgroup: str = ""
    weeks: Weeks = Weeks.EVERY


def read_cell(text: str, subjects: Mapping[str, int]) -> tuple[CellLesson, ...]:
    """Read the lessons of a cell; what begins with no known subject is taken as its name.

    Two lessons of nobody's own subgroup and of no named weeks are by turns, the upper in odd weeks.
    """
    found: list[CellLesson] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        name, rest = _subject(line, subjects)
        if name or not found:
            name, rest = (name, rest) if name else _unknown(line)
            found += _more(CellLesson(name), rest, subjects)
        else:
            found[-1:] = _more(found[-1], line, subjects)
    plain = [one for one in found if not one.subgroup and one.weeks is Weeks.EVERY]
    if len(found) == len(plain) == len((Weeks.ODD, Weeks.EVEN)):
        return replace(found[0], weeks=Weeks.ODD), replace(found[1], weeks=Weeks.EVEN)
    return tuple(found)


def _subject(line: str, subjects: Mapping[str, int]) -> tuple[str, str]:
    """The longest beginning of a line that is a subject, and what follows it."""
    ends = [word.end() for word in WORDS.finditer(line)]
    for end in reversed(ends):
        if plain_name(line[:end]) in subjects:
            return line[:end], line[end:]
    return "", line


def _unknown(line: str) -> tuple[str, str]:
    found = re.search(r"[(,;·|/]", line)
    return (line[: found.start()].strip(), line[found.start() :]) if found else (line, "")


def _more(lesson: CellLesson, rest: str, subjects: Mapping[str, int]) -> Iterator[CellLesson]:
    """What follows a subject: brackets with subgroup and weeks, then teacher, room, or more."""
    inner = IN_BRACKETS.match(rest)
    if inner:
        lesson = _marked(lesson, inner[1])
        rest = rest[inner.end() :]
    for part in filter(None, (part.strip(" .") for part in PARTS.split(rest))):
        name, more = _subject(part, subjects)
        if name:
            yield lesson
            lesson = CellLesson(name)
            bracket = IN_BRACKETS.match(more)
            lesson = _marked(lesson, bracket[1]) if bracket else lesson
        elif not lesson.teacher and not _is_room(part):
            lesson = replace(lesson, teacher=part)
        else:
            lesson = replace(lesson, room=room_of(part))
    yield lesson


def _marked(lesson: CellLesson, marks: str) -> CellLesson:
    for mark in filter(None, map(str.strip, marks.split(","))):
        weeks = weeks_of(mark)
        lesson = replace(lesson, weeks=weeks) if weeks else replace(lesson, subgroup=mark)
    return lesson


def _is_room(text: str) -> bool:
    """A number, or a word for a room with it: nobody's name has a digit."""
    return any(each.isdigit() for each in text) or room_of(text) != text.strip(" .-")
