"""What a result of FET means for this school: lessons with their places, or everything wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from school_desk.errors import N_, DeskError
from school_desk.i18n import Text
from school_desk.school.fet_code_rules import KeyedPart, read_code
from school_desk.school.fet_model import FetProblem, Hour, Order, Part, Placed, Result, Time
from school_desk.school.fet_names_rules import DAYS

CHANGED_CODE = N_("Activity {number} was changed by hand and is not ours any more. Export again.")
TWICE = N_("Activity {number} is in the file twice.")
GONE = N_("Activity {number}: its class, subject or teacher is no longer in this school year.")
NO_SUCH_TIME = N_("Activity {number}: there is no lesson {slot} on «{day}» in this school.")
STALE = N_("Hours, teachers or classes have changed since the export. Look well at what comes.")
MISSING = N_("{n} activities of the export are not in the file. Their lessons get no place.")


class OtherSchoolError(DeskError):
    """The result of another school, or of another year of this one."""

    sentence = N_("{file} was made for another school or another school year. Nothing was changed.")


class OtherOrderError(DeskError):
    """A bare list of numbers that are not those of the present order."""

    sentence = N_(
        "The numbers in {file} are not those of this school as it is now: it is of another school, "
        "or hours and teachers have changed since. Choose the file that ends in "
        "_data_and_timetable.fet."
    )


class NothingPlacedError(DeskError):
    """Our own order, or a result in which FET placed nothing."""

    sentence = N_("{file} has no timetable in it yet. Let FET make one, then take its result.")


@dataclass(frozen=True, slots=True)
class PlacedHour:
    """An hour with its place; None: FET found none."""

    hour: Hour
    at: Time | None
    room: str = ""


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A result against the order: its hours, and what is wrong or worth knowing."""

    hours: tuple[PlacedHour, ...]
    problems: tuple[FetProblem, ...]

    @property
    def unplaced(self) -> tuple[Hour, ...]:
        """What FET found no place for."""
        return tuple(one.hour for one in self.hours if one.at is None)


Rows = Mapping[int, int]
"""The row of each travelling key of groups, subjects and accounts that count this year."""


def match_result(order: Order, result: Result, rows: Rows, file: str) -> ReadResult:
    """Find the lessons of every activity, or raise when the file is not of this school."""
    if result.whole and result.mark != order.mark:
        raise OtherSchoolError(file=file)
    known = {order.first + number: hour for number, hour in enumerate(order.hours)}
    if not result.whole and (not result.placed or any(o.id not in known for o in result.placed)):
        raise OtherOrderError(file=file)
    if all(one.at is None for one in result.placed):
        raise NothingPlacedError(file=file)
    problems: list[FetProblem] = []
    hours = tuple(_hours(order, result, rows, problems))
    problems += _missing(order, result, known)
    placed = {one.hour.parts for one in hours}
    left = (hour for number, hour in known.items() if number not in _numbers(result))
    absent = tuple(PlacedHour(hour, None) for hour in left if hour.parts not in placed)
    return ReadResult((*hours, *absent), tuple(problems))


def _hours(
    order: Order, result: Result, rows: Rows, problems: list[FetProblem]
) -> Iterator[PlacedHour]:
    seen: set[int] = set()
    for one in result.placed:
        if one.id in seen:
            problems.append(FetProblem(Text(TWICE, {"number": one.id})))
            continue
        seen.add(one.id)
        found = _hour_of(order, result, one, rows)
        at = _time(order, one)
        if isinstance(found, Text):
            problems.append(FetProblem(found))
        elif isinstance(at, Text):
            problems.append(FetProblem(at))
        else:
            yield PlacedHour(found, at, one.room)


def _hour_of(order: Order, result: Result, one: Placed, rows: Rows) -> Hour | Text:
    number = one.id - order.first
    if not result.whole:
        return order.hours[number]
    parts = read_code(order.mark, one.id, one.code)
    if parts is None:
        return Text(CHANGED_CODE, {"number": one.id})
    if 0 <= number < len(order.codes) and order.codes[number] == one.code:
        return order.hours[number]
    found = [_part(order, part, rows) for part in parts]
    whole = tuple(part for part in found if part is not None)
    return Hour(whole) if len(whole) == len(found) else Text(GONE, {"number": one.id})


def _part(order: Order, part: KeyedPart, rows: Rows) -> Part | None:
    week = order.week
    group, subject = rows.get(part.group), rows.get(part.subject)
    teacher = None if part.teacher is None else rows.get(part.teacher)
    if group is None or group not in week.groups or subject is None:
        return None
    if part.teacher is not None and teacher not in week.teachers:
        return None
    return Part(group, subject, teacher, part.weeks)


def _time(order: Order, one: Placed) -> Time | Text | None:
    if one.at is None:
        return None
    day, slot = one.at
    weekday = DAYS.index(day) if day in DAYS else -1
    number = int(slot) if slot.isascii() and slot.isdecimal() else -1
    if weekday in order.week.weekdays and number in order.week.slots:
        return weekday, number
    return Text(NO_SUCH_TIME, {"number": one.id, "day": day, "slot": slot})


def _missing(order: Order, result: Result, known: Mapping[int, Hour]) -> Sequence[FetProblem]:
    numbers = _numbers(result)
    if result.whole and order.codes and not numbers & known.keys():
        return (FetProblem(Text(STALE), stops=False),)
    left = len(known.keys() - numbers)
    return (FetProblem(Text(MISSING, {"n": left}), stops=False),) if left else ()


def _numbers(result: Result) -> set[int]:
    return {one.id for one in result.placed}
