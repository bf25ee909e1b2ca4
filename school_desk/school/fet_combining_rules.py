"""Put lessons of the classes of a set into combined hours: one hour, one teacher, all classes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from school_desk.school.fet_model import Hour, Part, SchoolWeek

Line = tuple[Part, ...]
"""One hour of one group: a lesson, or lessons by turns."""

Key = tuple[int, int]
"""A set of classes and a teacher."""


def combine(week: SchoolWeek, lines: Iterable[Line]) -> tuple[Hour, ...]:
    """Make hours of lines; whoever teaches several classes of a set has them together.

    The same subject goes together first; what is left meets another subject of the other class.
    """
    alone: list[Line] = []
    sets: dict[Key, dict[int, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        key = _key(week, line)
        if key is None:
            alone.append(line)
        else:
            sets[key][line[0].group].append(line)
    hours = [Hour(line) for line in alone]
    for rows in sets.values():
        hours += (Hour(tuple(sorted(parts))) for parts in _together(list(rows.values())))
    return tuple(hours)


def _key(week: SchoolWeek, line: Line) -> Key | None:
    teachers = {part.teacher for part in line}
    class_set = week.class_of(line[0].group).class_set
    teacher = line[0].teacher
    if class_set is None or teacher is None or len(teachers) > 1:
        return None
    return (class_set, teacher) if not week.groups[line[0].group].name else None


def _together(rows: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """Join the lines of several groups, one of each group at most in an hour."""
    hours: list[Line] = []
    for row in rows:
        hours = list(_joined(hours, row))
    yield from hours


def _joined(hours: Sequence[Line], row: Sequence[Line]) -> Iterator[Line]:
    left = list(row)
    waiting: list[Line] = []
    for hour in hours:
        same = next((line for line in left if _subjects(line) <= _subjects(hour)), None)
        if same is None:
            waiting.append(hour)
        else:
            left.remove(same)
            yield (*hour, *same)
    # Every second of what is left, then the others: no two subjects always meet.
    left, waiting = _by_turns(left), _by_turns(waiting)
    for hour, line in zip(waiting, reversed(left), strict=False):
        yield (*hour, *line)
    many = min(len(waiting), len(left))
    yield from waiting[many:]
    yield from list(reversed(left))[many:]


def _subjects(line: Line) -> set[int]:
    return {part.subject for part in line}


def _by_turns(lines: Sequence[Line]) -> list[Line]:
    """One lesson of each subject, then a second of each, and so on."""
    rounds: dict[int, int] = defaultdict(int)
    numbered: list[tuple[int, int, Line]] = []
    for line in lines:
        subject = line[-1].subject
        numbered.append((rounds[subject], len(numbered), line))
        rounds[subject] += 1
    return [line for *_order, line in sorted(numbered, key=lambda each: each[:2])]
