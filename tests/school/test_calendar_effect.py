"""What a change touches is exactly the difference of what the timetable makes of both years."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from school_desk.school.attendance_rules import planned
from school_desk.school.calendar import lessons_as, term_on
from school_desk.school.calendar_check_rules import problems_of
from school_desk.school.calendar_effect_model import CalendarEffect, Touch
from school_desk.school.calendar_effect_rules import Plan, effect_of
from school_desk.school.calendar_model import (
    CalendarKind,
    CalendarSpan,
    ClosedFact,
    LessonFact,
    SchoolYear,
    Weather,
    WrittenFacts,
)
from school_desk.school.calendar_year_rules import calendar_of, with_span
from school_desk.school.model import ClassGroup, TimetableSlot, Weeks
from school_desk.school.shipped import school_year

YEAR = school_year("2026-27")
FIRST, LAST = YEAR.terms[0].starts, YEAR.terms[-1].ends
CLASSES = (ClassGroup(1, 1), ClassGroup(5, 5, "А"))
SLOTS = tuple(
    TimetableSlot(n, n % 5, n % 6 + 1, 10 * one.id, 7, weeks=weeks)
    for one in CLASSES
    for n, weeks in enumerate((*[Weeks.EVERY] * 9, Weeks.ODD, Weeks.EVEN))
)
PLAN = Plan(CLASSES, {10: 1, 50: 5}, {7: {"kk": "Алгебра"}}, SLOTS)

days = st.dates(FIRST, LAST)
whom = st.sampled_from(((), (1,), (5,), (1, 5)))


@st.composite
def spans(draw: st.DrawFn) -> CalendarSpan:
    kind = draw(st.sampled_from((CalendarKind.HOLIDAY, CalendarKind.MOVED, CalendarKind.WEATHER)))
    first = draw(days)
    last = (
        first
        if kind is CalendarKind.MOVED
        else min(LAST, first + timedelta(draw(st.integers(0, 9))))
    )
    code = f"{kind.value}/{draw(st.integers(0, 9))}"
    made = CalendarSpan(code, kind, first, last, year_levels=draw(whom))
    if kind is CalendarKind.MOVED:
        return replace(made, works_as=draw(st.integers(0, 6)))
    effect = draw(st.sampled_from((Weather.CANCELLED, Weather.REMOTE)))
    return replace(made, weather=effect) if kind is CalendarKind.WEATHER else made


@st.composite
def years(draw: st.DrawFn) -> SchoolYear:
    year = YEAR
    for one in draw(st.lists(spans(), max_size=4)):
        year = with_span(year, one)
    if draw(st.booleans()):
        by = timedelta(draw(st.integers(-9, 5)))
        year = with_span(year, replace(year.terms[0], ends=year.terms[0].ends + by))
    return replace(year, weekdays=draw(st.sampled_from(((0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5)))))


def counted(year: SchoolYear, one: ClassGroup) -> Counter[object]:
    slots = [slot for slot in SLOTS if slot.group == 10 * one.id]
    return Counter(planned(calendar_of(year), FIRST, LAST, slots, one.year_level))


def look(before: SchoolYear, after: SchoolYear, *facts: LessonFact) -> CalendarEffect:
    return effect_of(calendar_of(before), calendar_of(after), PLAN, WrittenFacts(facts))


@settings(max_examples=60)
@given(before=years(), after=years())
def test_lessons_that_come_and_go_are_those_of_the_timetable(
    before: SchoolYear, after: SchoolYear
) -> None:
    found = {one.class_group: one for one in look(before, after).classes}

    for one in CLASSES:
        old, new = counted(before, one), counted(after, one)
        effect = found.get(one.id)
        balance = (effect.appear - effect.vanish) if effect else 0
        assert balance == new.total() - old.total()
        if effect is None:
            assert old == new
        else:
            assert effect.vanish >= (old - new).total()
            assert effect.appear >= (new - old).total()


@settings(max_examples=60)
@given(before=years(), after=years(), day=days, group=st.sampled_from((10, 50)))
def test_what_is_written_is_touched_only_where_its_day_or_period_changes(
    before: SchoolYear, after: SchoolYear, day: date, group: int
) -> None:
    found = look(before, after, LessonFact(group, 7, day, 1, marks=3)).touched

    old, new = calendar_of(before), calendar_of(after)
    year_level = group // 10
    lost = lessons_as(old, day, year_level) is not None and lessons_as(new, day, year_level) is None
    gone = term_on(old, day) is not None and term_on(new, day) is None
    assert bool(found) == (lost or gone)
    assert sum(one.marks for one in found) == (3 if found else 0)


@given(year=years())
def test_the_same_year_touches_nothing(year: SchoolYear) -> None:
    facts = tuple(LessonFact(10, 7, FIRST + timedelta(n), 1, marks=1) for n in range(0, 200, 7))

    assert look(year, year, *facts).nothing


@given(year=years())
def test_what_has_no_problem_gives_every_class_lessons(year: SchoolYear) -> None:
    if not problems_of(year):
        assert all(counted(year, one) for one in CLASSES)


def test_a_closed_page_is_named_when_the_days_of_its_period_change() -> None:
    closed = WrittenFacts(closed=(ClosedFact(50, 7, "term/1"), ClosedFact(50, 7, "term/3")))
    after = with_span(YEAR, replace(YEAR.terms[0], ends=date(2026, 10, 23)))

    found = effect_of(calendar_of(YEAR), calendar_of(after), PLAN, closed)

    assert [(one.touch, one.what, one.class_label) for one in found.touched] == [
        (Touch.CLOSED, "term/1", "5 «А»")
    ]


def test_two_weeks_change_places_when_the_year_begins_a_week_later() -> None:
    """The first week is odd: a lesson of every second week is then held in the other weeks."""
    after = with_span(YEAR, replace(YEAR.terms[0], starts=date(2026, 9, 7)))

    found = look(YEAR, after)

    assert all(one.appear and one.vanish for one in found.classes)
