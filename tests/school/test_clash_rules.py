"""Clashes against a check that looks at every pair by itself, and their words case by case."""

from dataclasses import replace
from itertools import combinations

from hypothesis import example, given
from hypothesis import strategies as st

from school_desk.school.model import ClashKind, Shift, TimetableSlot, Weeks
from school_desk.school.timetable import clashes
from school_desk.school.timetable_model import Circumstances

# Groups 1 and 2 are the classes 10 and 20 of one set; 11 and 12 the halves of 10, 13 those of it
# who chose; 3 stands alone.
AROUND = Circumstances(
    class_of={1: 10, 11: 10, 12: 10, 13: 10, 2: 20, 3: 30},
    whole=frozenset((1, 2, 3)),
    kind={11: "list", 12: "list", 13: "choice"},
    busy=frozenset(((7, 0, 2),)),
    shift={3: Shift(2, 2, 3)},
)
SETS = {1: 100, 2: 100, 3: None}
GROUPS, TEACHERS, ROOMS = (1, 2, 3, 11, 12, 13), (None, 7, 8), ("", "A", "B")


@st.composite
def weeks_of_school(draw: st.DrawFn) -> tuple[TimetableSlot, ...]:
    """A small timetable: at most one lesson of a group at an hour of one week."""
    places = draw(
        st.lists(
            st.tuples(st.sampled_from(GROUPS), st.integers(0, 1), st.integers(1, 2)),
            unique=True,
            max_size=9,
        )
    )
    made = []
    for n, (group, weekday, slot) in enumerate(places, 1):
        pattern = draw(st.sampled_from((("",), ("odd",), ("odd", "even"), ("even",))))
        for weeks in pattern:
            teacher, room = draw(st.sampled_from(TEACHERS)), draw(st.sampled_from(ROOMS))
            made.append(TimetableSlot(n, weekday, slot, group, n, teacher, room, Weeks(weeks)))
    return tuple(made)


def in_the_way(one: TimetableSlot, other: TimetableSlot) -> bool:
    """Whether two lessons cannot both be true, said without any of our rules."""
    if (one.weekday, one.slot) != (other.weekday, other.slot):
        return False
    if {one.weeks, other.weeks} == {Weeks.ODD, Weeks.EVEN}:
        return False
    classes = AROUND.class_of
    if classes[one.group] == classes[other.group]:
        halves = {one.group, other.group} == {11, 12}
        return not halves or same_people(one, other)
    return same_people(one, other)


def same_people(one: TimetableSlot, other: TimetableSlot) -> bool:
    if one.teacher is not None and one.teacher == other.teacher:
        in_set = {one.group, other.group} <= {1, 2}
        alone = not any(group in (1, 2) for group in (one.group, other.group))
        return not in_set and not (alone and one.room and one.room == other.room)
    no_twin = one.teacher is None or one.teacher != other.teacher
    return bool(one.room) and one.room == other.room and no_twin


def impossible(one: TimetableSlot) -> bool:
    busy = (one.teacher, one.weekday, one.slot) == (7, 0, 2)
    return busy or (one.group == 3 and one.slot not in (2, 3))


@given(weeks_of_school())
@example((TimetableSlot(1, 0, 1, 1, 1, 7), TimetableSlot(2, 0, 1, 2, 1, 7)))
def test_a_timetable_without_clash_is_one_in_which_no_pair_is_in_the_way(slots):
    found = clashes(slots, SETS, AROUND)

    pairs = any(in_the_way(one, other) for one, other in combinations(slots, 2))
    assert bool(found) == (pairs or any(map(impossible, slots)))


@given(weeks_of_school(), st.randoms(use_true_random=False))
def test_clashes_do_not_depend_on_the_order(slots, chance):
    mixed = list(slots)
    chance.shuffle(mixed)

    def said(found):
        return {(one.kind, frozenset(one.slots)) for one in found}

    assert said(clashes(mixed, SETS, AROUND)) == said(clashes(slots, SETS, AROUND))


def at(n: int, group: int, teacher: int | None = None, room: str = "", weeks: str = ""):
    return TimetableSlot(n, 0, 1, group, n, teacher, room, Weeks(weeks))


def kinds(*slots, around=AROUND, sets=SETS):
    return [one.kind for one in clashes(slots, sets, around)]


def test_odd_and_even_weeks_do_not_meet_but_every_week_meets_both():
    odd, even, every = at(1, 1, 7, weeks="odd"), at(2, 12, 7, weeks="even"), at(3, 2, 7, "B")

    assert kinds(odd, even) == []
    assert kinds(odd, replace(every, group=3, slot=1), sets={}) == [
        ClashKind.TEACHER,
        ClashKind.SHIFT,
    ]


def test_a_combined_hour_counts_once_for_its_teacher():
    assert kinds(at(1, 1, 7), at(2, 2, 7)) == []
    assert kinds(at(1, 1, 7), at(2, 2, 7), sets={}) == [ClashKind.TEACHER]


def test_a_class_meets_its_subgroup_but_halves_are_parallel():
    assert kinds(at(1, 1, 7), at(2, 11, 8)) == [ClashKind.SUBGROUP]
    assert kinds(at(1, 11, 7), at(2, 12, 8)) == []
    assert kinds(at(1, 11, 7), at(2, 13, 8)) == [ClashKind.PUPILS]


def test_known_lists_say_whether_subgroups_share_pupils():
    apart = replace(AROUND, members={11: frozenset((1, 2)), 13: frozenset((3,))})
    shared = replace(AROUND, members={11: frozenset((1, 2)), 12: frozenset((2,))})

    assert kinds(at(1, 11, 7), at(2, 13, 8), around=apart) == []
    assert kinds(at(1, 11, 7), at(2, 12, 8), around=shared) == [ClashKind.PUPILS]


def test_a_clash_of_both_weeks_is_said_once_with_all_who_are_in_it():
    found = clashes((at(1, 3, 7, "A"), at(2, 1, 7, "B"), at(3, 2, 7, "B")), {}, AROUND)

    teachers = [one for one in found if one.kind is ClashKind.TEACHER]
    assert [len(one.slots) for one in teachers] == [3]
