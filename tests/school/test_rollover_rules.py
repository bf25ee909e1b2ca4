"""The plan of the next year: nobody is lost, nobody goes twice, and what goes on with a class."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from school_desk.school.model import ClassGroup, PersonName, Pupil
from school_desk.school.rollover_carry_rules import next_hours, next_subgroups, next_taught
from school_desk.school.rollover_model import (
    Choices,
    ClassNow,
    Decided,
    Fate,
    HoursNow,
    Settled,
    SubgroupNow,
    TaughtNow,
    YearNow,
)
from school_desk.school.rollover_rules import plan_rollover, repeat_places

STAGES = ((1, 4), (5, 9), (10, 11))
MATHS, MUSIC, PHYSICS = 1, 2, 3
OWN, OTHER = 100, 200


def pupil(number):
    return Pupil(number, PersonName("Әлі", f"{number:03}"))


def class_now(row, year_level, letter="А", pupils=(), tutor=None, **facts):
    group = ClassGroup(row, year_level, letter, "kk", tutor)
    return ClassNow(group, pupils=tuple(map(pupil, pupils)), **facts)


def year(*classes, outcomes=None, **facts):
    """A year in which everyone is moved but for those named by number."""
    named = outcomes or {}
    decisions = {
        (one.id, each.class_group.id): Decided(named.get(one.id, Settled.MOVED))
        for each in classes
        for one in each.pupils
        if named.get(one.id, Settled.MOVED)
    }
    edges = date(2026, 5, 25), date(2026, 9, 1)
    return YearNow("2025-26", "2026-27", *edges, STAGES, classes, decisions, **facts)


def said(plan):
    return [one.msgid for one in plan.problems]


@st.composite
def schools(draw):
    """Any school: classes of any year level and letter, any decisions, some missing."""
    places = st.tuples(st.integers(0, 11), st.sampled_from(("", "А", "Ә")))
    labels = draw(st.lists(places, unique=True, max_size=8))
    classes, outcomes, number = [], {}, 0
    for row, (year_level, letter) in enumerate(labels, 1):
        size = draw(st.integers(0, 3))
        twice = draw(st.booleans()) and number > 0  # the last pupil of the class before, too
        here = range(number - twice, number + size)
        classes.append(class_now(row, year_level, letter, here))
        for one in range(number, number + size):
            outcomes[one] = draw(st.sampled_from((*Settled, None)))
        number += size
    stays = frozenset(one for one in outcomes if draw(st.booleans()))
    return year(*classes, outcomes=outcomes), Choices(stays)


@given(schools())
def test_nobody_is_lost_and_nobody_goes_twice(school):
    now, choices = school

    plan = plan_rollover(now, choices)

    everyone = sorted({one.id for each in now.classes for one in each.pupils})
    assert sorted(one.pupil.id for one in plan.goings) == everyone
    labels = [one.label for one in plan.classes]
    assert len(labels) == len(set(labels))
    assert {one.to for one in plan.goings if one.to} <= set(labels)
    for one in plan.goings:
        gone = one.fate is Fate.FINISHES
        assert (one.to is None) == gone or plan.problems
        if one.to is not None:
            assert one.to[0] == one.of.year_level + (one.fate is not Fate.REPEATS)
        decided = now.decisions.get((one.pupil.id, one.of.id))
        assert (decided is None) == (one.fate is Fate.UNDECIDED) or one.of.year_level == 0


@given(schools())
def test_a_plan_that_was_carried_out_is_the_same_plan_again(school):
    now, choices = school
    plan = plan_rollover(now, choices)
    by_label = {one.label: [] for one in plan.classes}
    for one in plan.goings:
        if one.to:
            by_label[one.to].append(one.pupil)

    ahead = {label: tuple(pupils) for label, pupils in by_label.items()}
    again = plan_rollover(
        YearNow(*(getattr(now, name) for name in _UP_TO_AHEAD), ahead=ahead), choices
    )

    assert again.goings == plan.goings
    assert said(again) == said(plan)


_UP_TO_AHEAD = (
    *("year", "next_year", "last_day", "next_starts", "stages", "classes", "decisions"),
    *("subgroups", "taught", "hours"),
)


def test_all_problems_are_found_at_once():
    now = year(
        class_now(1, 3, "А", [1, 2, 3]),
        class_now(2, 3, "Ә", [4, 3]),
        class_now(3, 4, "", [5]),
        class_now(4, 11, "", [6]),
        class_now(5, 7, "", [7]),
        outcomes={1: None, 5: Settled.REPEATS, 7: Settled.GRADUATED},
        ahead={(4, "А"): (pupil(9),), (8, ""): (pupil(2),)},
    )

    found = plan_rollover(now, Choices(letters={2: "А"})).problems

    texts = [one.msgid for one in found]
    for part in ("in two classes", "is missing", "school ends here", "nobody finishes it"):
        assert sum(part in text for text in texts) == 1, part
    assert sum("would become one class" in text for text in texts) == 1
    assert sum("has other pupils already" in text for text in texts) == 1
    assert sum("but goes to" in text for text in texts) == 1


def test_who_repeats_goes_to_the_class_that_comes_after():
    now = year(
        class_now(1, 5, "А", [1]),
        class_now(2, 5, "Ә", [2]),
        class_now(3, 6, "Б", [3]),
        class_now(4, 6, "Ә", [4]),
        outcomes={3: Settled.REPEATS, 4: Settled.REPEATS},
    )

    plan = plan_rollover(now)

    unplaced, placed = (next(o for o in plan.goings if o.pupil.id == n) for n in (3, 4))
    assert placed.to == (6, "Ә")
    assert unplaced.to is None
    assert repeat_places(unplaced, plan.classes) == ((6, "А"), (6, "Ә"))
    assert len(plan.problems) == 1
    chosen = plan_rollover(now, Choices(places={3: (6, "А")}))
    assert not chosen.problems
    assert chosen.to_class((6, "А"))[-1].pupil.id == 3


def test_who_repeats_alone_keeps_a_class_of_his_own():
    plan = plan_rollover(year(class_now(1, 6, "", [1, 2]), outcomes={1: Settled.REPEATS}))

    assert [(one.label, one.of) for one in plan.classes if one.label == (6, "")] == [
        ((6, ""), None)
    ]
    assert not plan.problems


def test_letters_that_only_look_alike_are_one_class_to_people():
    now = year(class_now(1, 5, "А", [1]), class_now(2, 5, "A", [2]))

    assert ["would become one class" in one for one in said(plan_rollover(now))] == [True]


def test_subjects_of_the_year_level_come_with_own_teachers_or_new_ones():
    now = year(
        class_now(1, 6, "А", [1]),
        class_now(2, 7, "Ә", [2], tutor=OTHER),
        taught=(
            TaughtNow(1, "", MATHS, OWN),
            TaughtNow(1, "", MUSIC, OWN),
            TaughtNow(2, "", MATHS, OTHER),
            TaughtNow(2, "1", PHYSICS, OTHER),
            TaughtNow(2, "2", PHYSICS, OWN),
        ),
        subgroups=(SubgroupNow(2, 20, "1", ""), SubgroupNow(2, 21, "2", "")),
        hours=(HoursNow(1, MATHS, "5"), HoursNow(2, PHYSICS, "2")),
    )
    plan = plan_rollover(now)

    found = {(o.label, o.subject): (o.group_name, o.teacher) for o in next_taught(plan)}

    assert found == {
        ((7, "А"), MATHS): ("", OWN),
        ((7, "А"), PHYSICS): ("", None),
        ((8, "Ә"), MATHS): ("", OTHER),
        ((8, "Ә"), PHYSICS): ("2", OWN),
    }
    assert [(o.label, o.subject, o.hours) for o in next_hours(plan)] == [((7, "А"), PHYSICS, "2")]


def test_a_subgroup_goes_on_with_those_who_stay_together():
    now = year(
        class_now(1, 6, "А", [1, 2, 3]),
        class_now(2, 4, "", [4]),
        outcomes={2: Settled.GRADUATED},
        subgroups=(
            SubgroupNow(1, 10, "1", "sex", frozenset((1, 2))),
            SubgroupNow(2, 20, "1", "", frozenset((4,))),
        ),
    )

    found = list(next_subgroups(plan_rollover(now)))

    assert [(one.label, one.name, one.kind, one.pupils) for one in found] == [
        ((7, "А"), "1", "sex", (1,))
    ]


def test_classes_that_are_taught_together_go_on_together():
    now = year(
        class_now(1, 1, "", [1], class_set="1+3"),
        class_now(2, 3, "", [2], class_set="1+3"),
        class_now(3, 8, "", [3], class_set="8+9"),
        class_now(4, 9, "", [4], class_set="8+9"),
        outcomes={4: Settled.GRADUATED},
    )

    found = {one.label[0]: one.class_set for one in plan_rollover(now).classes}

    assert found == {1: "", 2: "2+4", 4: "2+4", 9: ""}
