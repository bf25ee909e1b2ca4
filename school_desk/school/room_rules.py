"""Give lessons rooms: everyone teaches in one room as far as rooms reach, and nobody meets."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from school_desk.school.fet_model import SchoolWeek, Time
from school_desk.school.fet_result_rules import PlacedHour

Taken = Mapping[Time, set[str]]


def with_rooms(week: SchoolWeek, hours: Sequence[PlacedHour]) -> tuple[str, ...]:
    """The room of each hour in their order; empty where no room is free, or the school has none."""
    taken: dict[Time, set[str]] = defaultdict(set)
    for one in hours:
        if one.at and one.room:
            taken[one.at].add(one.room)
    found = {place: one.room for place, one in enumerate(hours)}
    owners: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for place, one in enumerate(hours):
        if one.at and not one.room:
            owners[one.hour.teachers or one.hour.groups].append(place)
    for places in sorted(owners.values(), key=lambda places: (-len(places), places)):
        _settle(week, hours, places, taken, found)
    return tuple(found[place] for place in range(len(hours)))


def _settle(
    week: SchoolWeek,
    hours: Sequence[PlacedHour],
    places: Iterable[int],
    taken: dict[Time, set[str]],
    found: dict[int, str],
) -> None:
    """One teacher's lessons: all in the room that is free for most, the others wherever."""
    left = list(places)
    while left:
        fits = {room: _fitting(week, hours, left, room, taken) for room in week.rooms}
        room = min(fits, key=lambda one: (-len(fits[one]), week.rooms[one] or 0, one), default="")
        if not room or not fits[room]:
            return
        for place in fits[room]:
            found[place] = room
            taken[_at(hours[place])].add(room)
        left = [place for place in left if place not in fits[room]]


def _fitting(
    week: SchoolWeek,
    hours: Sequence[PlacedHour],
    places: Iterable[int],
    room: str,
    taken: Mapping[Time, set[str]],
) -> list[int]:
    seats = week.rooms[room]
    return [
        place
        for place in places
        if room not in taken.get(_at(hours[place]), set())
        and (seats is None or _size(week, hours[place]) <= seats)
    ]


def _at(one: PlacedHour) -> Time:
    return one.at or (-1, -1)


def _size(week: SchoolWeek, one: PlacedHour) -> int:
    return sum(week.size_of(group) for group in one.hour.groups)
