"""Rows of a thematic plan on the lessons of a term: in order, sliding, nothing lost silently."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from school_desk.journal.model import MarkKind
from school_desk.journal.thematic_model import PlanRow, RowKind
from school_desk.journal.thematic_rules import bind, planned_works
from school_desk.school.model import LessonKey

BEGIN = date(2026, 9, 1)
DAYS = [BEGIN + timedelta(days=n) for n in range(12)]
LESSONS = [LessonKey(1, 2, day, slot) for day in DAYS for slot in (1, 2)]


def row(place: int, hours: int = 1, day: date | None = None, **more) -> PlanRow:
    facts = {"id": place + 1, "position": place, "topic": f"тақырып {place}"}
    return PlanRow(**facts, hours=hours, day=day, **more)


ROWS = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.none() | st.sampled_from(DAYS),
        st.sampled_from(list(RowKind)),
        st.integers(1, 2),
    ),
    max_size=14,
).map(
    lambda drawn: [
        row(place, 0 if kind is RowKind.HEADER else hours, day, kind=kind, term=term)
        for place, (hours, day, kind, term) in enumerate(drawn)
    ]
)
KEYS = st.lists(st.sampled_from(LESSONS), unique=True, max_size=24).map(sorted)


@given(ROWS, KEYS, KEYS)
def test_a_lesson_has_at_most_one_row_and_a_row_no_more_than_its_hours(rows, first, second):
    bound = bind(rows, {1: first, 2: second})

    for term, lessons in ((1, first), (2, second)):
        pairs = zip(rows, bound.lessons, strict=True)
        given_out = [key for one, keys in pairs if one.term == term for key in keys]
        assert len(given_out) == len(set(given_out))
        assert set(given_out) <= set(lessons)
    assert all(len(keys) <= one.takes for one, keys in zip(rows, bound.lessons, strict=True))


@given(ROWS, KEYS)
def test_rows_without_a_day_keep_their_order(rows, lessons):
    bound = bind(rows, {1: lessons, 2: []})
    loose = [
        keys
        for one, keys in zip(rows, bound.lessons, strict=True)
        if one.term == 1 and one.day is None and keys
    ]

    assert all(before[-1] < after[0] for before, after in pairwise(loose))


@given(ROWS, KEYS)
def test_every_hour_is_on_a_lesson_or_told(rows, lessons):
    bound = bind(rows, {1: lessons, 2: lessons})

    for fit in bound.fits:
        placed = sum(
            len(keys) for one, keys in zip(rows, bound.lessons, strict=True) if one.term == fit.term
        )
        assert fit.hours == placed + sum(one.missing for one in fit.short)
        assert fit.lessons == placed + len(fit.free)


@given(ROWS, KEYS, st.data())
def test_cancelling_a_lesson_never_loses_a_row_silently(rows, lessons, data):
    rows = [one for one in rows if one.term == 1]
    if not lessons:
        return
    gone = data.draw(st.sampled_from(lessons))
    before = bind(rows, {1: lessons})
    after = bind(rows, {1: [key for key in lessons if key != gone]})

    lost = sum(map(len, before.lessons)) - sum(map(len, after.lessons))
    told = sum(one.missing for one in after.fits[0].short) - sum(
        one.missing for one in before.fits[0].short
    )
    assert lost == told


def test_all_behind_a_cancelled_lesson_slides_on_and_the_last_falls_off():
    rows = [row(0), row(1), row(2)]
    three = LESSONS[:3]

    before, after = bind(rows, {1: three}), bind(rows, {1: [three[0], three[2]]})

    assert [keys[0] for keys in before.lessons] == three
    assert after.lessons == ((three[0],), (three[2],), ())
    assert [one.row for one in after.fits[0].short] == [rows[2]]


def test_a_topic_that_was_taught_stays_and_the_missed_one_comes_next():
    """Tuesday was missed, Wednesday and Thursday were held by the plan; then it is noted."""
    rows = [row(n) for n in range(5)]
    days = LESSONS[:10:2]
    taught = {days[0]: rows[0].topic, days[2]: rows[2].topic, days[3]: rows[3].topic}
    left = [key for key in days if key != days[1]]

    bound = bind(rows, {1: left}, taught)

    assert [key.date for keys in bound.lessons for key in keys] == [
        days[0].date,
        days[4].date,
        days[2].date,
        days[3].date,
    ]
    assert [one.row for one in bound.fits[0].short] == [rows[4]]


@given(ROWS, KEYS, st.data())
def test_with_topics_written_nothing_is_doubled_or_lost_silently(rows, lessons, data):
    rows = [one for one in rows if one.term == 1]
    topics = [one.topic for one in rows] or [""]
    written = {key: data.draw(st.sampled_from(topics)) for key in lessons[::2]}

    bound = bind(rows, {1: lessons}, written)

    placed = [key for keys in bound.lessons for key in keys]
    fit = next((one for one in bound.fits if one.term == 1), None)
    assert len(placed) == len(set(placed))
    assert fit is None or fit.hours == len(placed) + sum(one.missing for one in fit.short)
    assert all(len(keys) <= one.takes for one, keys in zip(rows, bound.lessons, strict=True))


def test_a_pinned_work_stays_when_the_lessons_before_it_slide():
    work = row(1, day=DAYS[1], kind=RowKind.UNIT_SUMMATIVE)
    rows = [row(0), work, row(2)]
    singles = [LESSONS[0], LESSONS[2], LESSONS[4], LESSONS[6]]

    bound = bind(rows, {1: singles[1:]})

    assert bound.lessons == ((singles[2],), (singles[1],), (singles[3],))


def test_a_row_pinned_to_a_day_without_a_lesson_is_named_and_still_gets_one():
    astray = row(1, day=date(2027, 1, 4))

    fit = bind([row(0), astray], {1: LESSONS[:2]}).fits[0]

    assert fit.misplaced == (astray,)
    assert not fit.short


def test_lessons_without_a_row_are_told():
    fit = bind([row(0)], {1: LESSONS[:3]}).fits[0]

    assert fit.free == tuple(LESSONS[1:3])
    assert (fit.hours, fit.lessons) == (1, 3)


def test_works_are_numbered_through_their_page_and_stand_on_their_last_lesson():
    rows = [
        row(0, kind=RowKind.UNIT_SUMMATIVE, top=15),
        row(1, kind=RowKind.UNIT_SUMMATIVE, hours=2, top=20),
        row(2, kind=RowKind.TERM_SUMMATIVE, top=25),
        row(3, kind=RowKind.TERM_SUMMATIVE),
    ]

    works = [work for _row, work in planned_works(rows, bind(rows, {1: LESSONS[:8:2]}), (1,))]

    shown = [(work.kind, work.number, work.top, work.date) for work in works if work]
    unit, term = MarkKind.UNIT_SUMMATIVE, MarkKind.TERM_SUMMATIVE
    assert shown == [
        (unit, 1, 15, DAYS[0]),
        (unit, 2, 20, DAYS[2]),
        (term, 1, 25, DAYS[3]),
    ]
    assert works[3] is None


def test_units_of_a_half_year_page_are_numbered_through_both_terms():
    unit = {"kind": RowKind.UNIT_SUMMATIVE, "top": 10}
    rows = [row(0, **unit), row(1, term=2, **unit)]
    bound = bind(rows, {1: LESSONS[:1], 2: LESSONS[4:5]})

    works = [work for _row, work in planned_works(rows, bound, (1, 2))]

    assert [work.number for work in works if work] == [1, 2]
