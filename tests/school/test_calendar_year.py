"""Section 5.1 of the fact sheet, typed by hand, and what the checks find in a wrong year."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.errors import DeskError
from school_desk.school import calendar_check_rules as checks
from school_desk.school.bell_rules import Bells, accept_bell_set, accept_shifts, bells_for
from school_desk.school.calendar import (
    is_remote,
    is_school_day,
    lessons_as,
    school_days,
    teaching_weeks,
)
from school_desk.school.calendar_check_rules import problems_of
from school_desk.school.calendar_division_rules import CycleWeeksError, divided
from school_desk.school.calendar_file_rules import read_year, write_year
from school_desk.school.calendar_model import (
    CalendarKind,
    CalendarSpan,
    SchoolYear,
    Status,
    Weather,
)
from school_desk.school.calendar_proposal_rules import law_holidays_in, proposed
from school_desk.school.calendar_year_rules import calendar_of, with_span, without_span
from school_desk.school.law_holidays import of_year
from school_desk.school.model import BellSet, Division, Shift
from school_desk.school.shipped import bells, calendar_ids, school_year

D = date.fromisoformat
THIS = school_year("2026-27")

# Kind, code, first day, last day, for whom: the tables of section 5.1.
TABLES = {
    "2025-26": [
        ("term/1", "2025-09-01", "2025-10-26", ()),
        ("break/autumn", "2025-10-27", "2025-11-02", ()),
        ("term/2", "2025-11-03", "2025-12-28", ()),
        ("break/winter", "2025-12-29", "2026-01-07", ()),
        ("term/3", "2026-01-08", "2026-03-18", ()),
        ("break/class-1", "2026-02-09", "2026-02-15", (1,)),
        ("break/spring", "2026-03-19", "2026-03-29", ()),
        ("term/4", "2026-03-30", "2026-05-25", ()),
        ("exam/9", "2026-05-29", "2026-06-11", (9,)),
        ("exam/11", "2026-06-02", "2026-06-15", (11,)),
    ],
    "2026-27": [
        ("term/1", "2026-09-01", "2026-10-25", ()),
        ("break/autumn", "2026-10-26", "2026-11-01", ()),
        ("term/2", "2026-11-02", "2026-12-27", ()),
        ("break/winter", "2026-12-28", "2027-01-10", ()),
        ("term/3", "2027-01-11", "2027-03-21", ()),
        ("break/class-1", "2027-02-08", "2027-02-14", (1,)),
        ("break/spring", "2027-03-22", "2027-03-28", ()),
        ("term/4", "2027-03-29", "2027-05-25", ()),
        ("exam/9", "2027-05-31", "2027-06-11", (9,)),
        ("exam/11", "2027-06-01", "2027-06-17", (11,)),
    ],
}
BREAK_DAYS = {"2025-26": (7, 10, 7, 11), "2026-27": (7, 14, 7, 7)}
FOUND_HOLIDAYS = {  # of the order of 29.07.2026
    *("2026-10-25", "2026-12-16", "2027-01-01", "2027-01-02", "2027-03-08", "2027-03-15"),
    *("2027-03-21", "2027-03-22", "2027-03-23", "2027-05-01", "2027-05-07", "2027-05-09"),
    "2027-07-06",
}
# School days of years 2 to 11 and of class 1, counted in a paper calendar: five-day week.
SCHOOL_DAYS = {"2025-26": ((40, 39, 49, 38), 5), "2026-27": ((39, 39, 48, 39), 5)}


@pytest.mark.parametrize("year", calendar_ids())
def test_shipped_year_is_that_of_the_order(year: str) -> None:
    kinds = (CalendarKind.TERM, CalendarKind.BREAK, CalendarKind.EXAM)
    found = school_year(year).of(*kinds)

    wanted = [(code, D(first), D(last), whom) for code, first, last, whom in TABLES[year]]
    assert [(one.code, one.starts, one.ends, one.year_levels) for one in found] == wanted
    assert all(one.status is Status.FOUND for one in found)
    breaks = [one for one in found if one.kind is CalendarKind.BREAK]
    assert tuple((one.ends - one.starts).days + 1 for one in breaks) == BREAK_DAYS[year]


def test_holidays_of_the_order_are_found_and_the_rest_is_to_check() -> None:
    holidays = THIS.of(CalendarKind.HOLIDAY)
    found = {
        (one.starts + timedelta(days=n)).isoformat()
        for one in holidays
        if one.status is Status.FOUND
        for n in range((one.ends - one.starts).days + 1)
    }

    assert found == FOUND_HOLIDAYS
    assert {one.starts.isoformat() for one in holidays if one.status is Status.TO_CHECK} == {
        *("2027-01-07", "2027-05-16", "2027-05-03", "2027-05-10")
    }


@pytest.mark.parametrize("year", calendar_ids())
def test_34_teaching_weeks_and_class_1_has_33(year: str) -> None:
    calendar = calendar_of(school_year(year))

    assert [teaching_weeks(calendar, term, 5) for term in calendar.terms] == [8, 8, 10, 8]
    assert [teaching_weeks(calendar, term, 1) for term in calendar.terms] == [8, 8, 9, 8]


@pytest.mark.parametrize("year", calendar_ids())
def test_school_days_are_counted(year: str) -> None:
    calendar = calendar_of(school_year(year))
    days, less = SCHOOL_DAYS[year]

    counted = tuple(len(school_days(calendar, term, 5)) for term in calendar.terms)
    of_class_1 = sum(len(school_days(calendar, term, 1)) for term in calendar.terms)
    assert counted == days
    assert of_class_1 == sum(days) - less


def test_six_days_make_saturday_a_school_day() -> None:
    six = calendar_of(replace(THIS, weekdays=(0, 1, 2, 3, 4, 5)))

    assert is_school_day(six, date(2026, 9, 5), 5)
    assert not is_school_day(six, date(2026, 9, 6), 5)


# Weather


def weather(day: str, effect: Weather, whom: tuple[int, ...] = (), to: str = "") -> CalendarSpan:
    moved_to = D(to) if to else None
    return CalendarSpan(
        f"weather/{day}/{effect.value}",
        CalendarKind.WEATHER,
        D(day),
        D(day),
        year_levels=whom,
        weather=effect,
        moved_to=moved_to,
        reason="-38",
    )


def moved(day: str, works_as: int, whom: tuple[int, ...] = ()) -> CalendarSpan:
    kind = CalendarKind.MOVED
    return CalendarSpan(f"moved/{day}", kind, D(day), D(day), works_as=works_as, year_levels=whom)


def test_weather_cancels_moves_or_sends_home_by_year_level() -> None:
    frost = with_span(THIS, weather("2027-01-20", Weather.CANCELLED, (1, 2, 3, 4)))
    frost = with_span(frost, weather("2027-01-21", Weather.MOVED, (5,), to="2027-01-23"))
    frost = with_span(frost, weather("2027-01-22", Weather.REMOTE))
    calendar = calendar_of(frost)

    assert not is_school_day(calendar, D("2027-01-20"), 4)
    assert lessons_as(calendar, D("2027-01-20"), 5) == 2
    assert lessons_as(calendar, D("2027-01-21"), 5) is None
    assert lessons_as(calendar, D("2027-01-23"), 5) == 3  # Saturday has Thursday's lessons
    assert lessons_as(calendar, D("2027-01-23"), 6) is None
    assert is_remote(calendar, D("2027-01-22"), 9)
    assert is_school_day(calendar, D("2027-01-22"), 9)
    assert problems_of(frost) == ()


def test_frost_on_a_saturday_that_works_takes_it_back() -> None:
    saturday = "2027-01-23"
    year = with_span(THIS, moved(saturday, 0))
    assert lessons_as(calendar_of(year), D(saturday), 5) == 0

    frost = calendar_of(with_span(year, weather(saturday, Weather.CANCELLED, (5,))))

    assert lessons_as(frost, D(saturday), 5) is None
    assert lessons_as(frost, D(saturday), 6) == 0


def test_moved_lessons_of_a_moved_day_keep_their_weekday() -> None:
    year = with_span(THIS, moved("2027-01-23", 0))
    year = with_span(year, weather("2027-01-23", Weather.MOVED, to="2027-01-30"))

    assert lessons_as(calendar_of(year), D("2027-01-30"), 7) == 0
    assert lessons_as(calendar_of(year), D("2027-01-23"), 7) is None


# What cannot be


def changed(code: str, /, **facts: object) -> SchoolYear:
    one = next(each for each in THIS.spans if each.code == code)
    others = tuple(each for each in THIS.spans if each.code != code)
    return replace(THIS, spans=(*others, replace(one, **facts)))


NEW_YEAR = weather("2027-01-20", Weather.MOVED)
WRONG = [
    ("overlap", changed("term/1", ends=D("2026-11-10")), checks.TermsOverlapError),
    (
        "no school day",
        with_span(
            THIS,
            CalendarSpan("break/x", CalendarKind.BREAK, D("2026-09-01"), D("2026-10-25")),
        ),
        checks.TermWithoutDaysError,
    ),
    ("backwards", changed("break/winter", ends=D("2026-12-01")), checks.SpanBackwardsError),
    (
        "outside",
        changed("holiday/2027-03-08", starts=D("2028-03-08"), ends=D("2028-03-08")),
        checks.OutsideYearError,
    ),
    ("no term", without_span(THIS, "term/4"), checks.TermsMissingError),
    ("no weekday", replace(THIS, weekdays=(0, 7)), checks.WeekError),
    ("no week", replace(THIS, weekdays=()), checks.WeekError),
    ("weekday 9", with_span(THIS, moved("2027-01-23", 9)), checks.WeekdayError),
    ("stages", replace(THIS, stages=((1, 4), (6, 9))), checks.StagesError),
    ("year level", changed("break/class-1", year_levels=(13,)), checks.SpanYearLevelError),
    ("moved outside", with_span(THIS, moved("2026-10-31", 0)), checks.MovedOutsideError),
    (
        "twice",
        with_span(
            with_span(THIS, moved("2027-01-23", 0)),
            weather("2027-01-20", Weather.MOVED, to="2027-01-23"),
        ),
        checks.WeatherTargetError,
    ),
    (
        "two Saturdays",
        with_span(
            with_span(THIS, weather("2027-01-20", Weather.MOVED, to="2027-01-23")),
            weather("2027-01-21", Weather.MOVED, to="2027-01-23"),
        ),
        checks.MovedTwiceError,
    ),
    ("no target", with_span(THIS, NEW_YEAR), checks.WeatherSpanError),
    (
        "target taught",
        with_span(THIS, weather("2027-01-20", Weather.MOVED, to="2027-01-21")),
        checks.WeatherTargetError,
    ),
    (
        "target in a break",
        with_span(THIS, weather("2027-01-20", Weather.MOVED, to="2027-03-24")),
        checks.MovedOutsideError,
    ),
    (
        "numbers",
        replace(changed("term/1", code="term/5"), division=Division.CYCLE),
        checks.TermNumbersError,
    ),
]


@pytest.mark.parametrize(("year", "kind"), [row[1:] for row in WRONG], ids=[r[0] for r in WRONG])
def test_what_cannot_be_is_said(year: SchoolYear, kind: type[DeskError]) -> None:
    found = problems_of(year)

    assert kind in {type(one) for one in found}


def test_shipped_years_have_no_problem() -> None:
    assert [problems_of(school_year(one)) for one in calendar_ids()] == [()] * 2


def test_all_problems_are_named_at_once() -> None:
    year = replace(changed("term/1", ends=D("2026-11-10")), weekdays=(8,), stages=())

    assert len(problems_of(year)) == 3


# Division


@pytest.mark.parametrize(
    ("division", "weeks", "edges"),
    [
        (
            Division.HALF_YEAR,
            0,
            [("2026-09-01", "2026-12-27"), ("2027-01-11", "2027-05-25")],
        ),
        (
            Division.TRIMESTER,  # 35 weeks with the two days of the last: 12, 12, 11
            0,
            [
                ("2026-09-01", "2026-11-29"),
                ("2026-11-30", "2027-03-07"),
                ("2027-03-08", "2027-05-25"),
            ],
        ),
        (
            Division.CYCLE,
            9,
            [
                ("2026-09-01", "2026-11-08"),
                ("2026-11-09", "2027-01-24"),
                ("2027-01-25", "2027-04-04"),
                ("2027-04-05", "2027-05-25"),
            ],
        ),
    ],
)
def test_a_year_is_divided(division: Division, weeks: int, edges: list[tuple[str, str]]) -> None:
    found = divided(THIS, division, weeks)

    assert [(one.starts.isoformat(), one.ends.isoformat()) for one in found.terms] == edges
    assert problems_of(found) == ()


def test_trimesters_become_the_four_terms_again() -> None:
    back = divided(divided(THIS, Division.TRIMESTER), Division.TERM)

    assert [(t.starts, t.ends) for t in back.terms] == [(t.starts, t.ends) for t in THIS.terms]


@given(weeks=st.integers(3, 20), six=st.booleans(), year=st.sampled_from(calendar_ids()))
def test_cycles_hold_every_school_day_once_and_no_other(weeks: int, six: bool, year: str) -> None:
    base = school_year(year)
    base = replace(base, weekdays=(0, 1, 2, 3, 4, 5) if six else base.weekdays)
    found = divided(base, Division.CYCLE, weeks)

    def days(one: SchoolYear) -> list[date]:
        calendar = calendar_of(one)
        return [day for term in calendar.terms for day in school_days(calendar, term, 5)]

    assert days(found) == days(base)
    assert problems_of(found) == ()
    calendar = calendar_of(found)
    mondays = [
        {day - timedelta(days=day.weekday()) for day in school_days(calendar, term, 5)}
        for term in calendar.terms
    ]
    assert all(len(one) == weeks for one in mondays[:-1])
    assert 2 * len(mondays[-1]) >= weeks


@pytest.mark.parametrize("weeks", [0, 1, 2, 36, 99])
def test_cycles_that_do_not_divide_the_year_are_refused(weeks: int) -> None:
    with pytest.raises(CycleWeeksError):
        divided(THIS, Division.CYCLE, weeks)


def test_a_period_is_called_by_the_division() -> None:
    calendar = calendar_of(divided(THIS, Division.TRIMESTER))

    assert [term.title.msgid for term in calendar.terms] == ["Trimester {number}"] * 3


# A year nobody has written yet


def test_next_year_is_proposed_and_everything_is_to_check() -> None:
    year = proposed(THIS, 2027)

    assert year.year == "2027-28"
    assert (year.terms[0].starts, year.terms[-1].ends) == (D("2027-09-01"), D("2028-05-25"))
    assert year.terms[1].starts.weekday() == 0
    assert problems_of(year) == ()
    assert set(year.to_check) == set(year.spans)
    assert {one.starts.isoformat() for one in year.of(CalendarKind.HOLIDAY)} >= {
        *("2027-12-16", "2028-01-01", "2028-03-21", "2028-05-01")
    }


@given(begins=st.integers(2010, 2060))
def test_any_year_can_be_proposed(begins: int) -> None:
    year = school_year(f"{begins}-{(begins + 1) % 100:02d}")

    assert problems_of(year) == ()
    assert sum(teaching_weeks(calendar_of(year), t, 5) for t in calendar_of(year).terms) in {
        33,
        34,
        35,
    }


def test_holidays_of_the_law_leave_what_was_confirmed() -> None:
    law = of_year(2026)
    found = law_holidays_in(THIS, law)

    days = {one.starts.isoformat(): one for one in found.of(CalendarKind.HOLIDAY)}
    assert days["2027-03-15"].status is Status.FOUND
    assert days["2027-03-15"].usual == "Constitution Day"
    assert days["2026-10-26"].usual == "Day off moved from a holiday"
    assert days["2027-03-21"].ends == D("2027-03-23")
    assert all(one.usual for one in law)
    assert problems_of(found) == ()


# Files


@pytest.mark.parametrize("year", calendar_ids())
def test_a_calendar_written_out_is_read_back(year: str) -> None:
    there = with_span(school_year(year), moved(f"{year[:4]}-09-12", 0, (1, 2)))
    there = with_span(there, weather(f"20{year[5:]}-02-03", Weather.REMOTE, (5,)))

    found = read_year(write_year(there))

    assert found.problems == ()
    assert found.year is not None
    assert sorted(found.year.spans, key=lambda one: one.code) == sorted(
        there.spans, key=lambda one: one.code
    )


@given(st.text(), st.text())
def test_any_name_survives_the_file(kk: str, reason: str) -> None:
    off = CalendarSpan("holiday/x", CalendarKind.HOLIDAY, D("2026-09-10"), D("2026-09-10"))
    there = with_span(THIS, replace(off, name_kk=kk, reason=reason))

    assert read_year(write_year(there)).problems == ()


def test_a_file_tells_all_its_problems() -> None:
    text = write_year(THIS)
    text = text.replace("starts = 2026-12-28", 'starts = "winter"')
    text = text.replace("number = 2\n", "", 1).replace("[[exams]]", "[[exams]]\nlenght = 3", 1)

    found = read_year(text)

    assert found.year is None
    assert [type(one).__name__ for one in found.problems] == [
        *("EntryMissingError", "EntryWrongError", "EntryUnknownError")
    ]


@pytest.mark.parametrize(
    "text",
    ["", "id = ", "\0", 'id = "2026-28"\nweekdays=[0]', "id = 5\nweekdays = 3\nterms = 9"],
)
def test_what_is_no_calendar_is_said(text: str) -> None:
    found = read_year(text)

    assert found.year is None
    assert found.problems


# Bells


SEPTEMBER = BellSet("s", "Class 1", bells()[:1], (1,))


def test_most_specific_bells_win() -> None:
    usual = {bell.slot: bell for bell in bells()}
    first = usual[1]

    def of(code: str, minute: int, **where: object) -> BellSet:
        rings = (replace(first, starts=first.starts.replace(minute=minute)),)
        return BellSet(code, code, rings, **where)

    sets = (
        of("friday", 31, weekdays=(4,)),
        of("ones", 32, year_levels=(1,)),
        of("ones-in-september", 33, year_levels=(1,), starts=D("2026-09-01"), ends=D("2026-09-30")),
        of("september", 34, starts=D("2026-09-01"), ends=D("2026-09-30")),
        of("one-day", 35, starts=D("2026-09-07"), ends=D("2026-09-07")),
    )
    every = Bells(usual, sets)

    def minute(year_level: int, day: str) -> int:
        return bells_for(every, year_level, D(day))[1].starts.minute

    assert minute(1, "2026-09-02") == 33  # narrowed in two ways
    assert minute(5, "2026-09-02") == 34
    assert minute(5, "2026-09-07") == 35  # one day before a month
    assert minute(1, "2026-10-05") == 32
    assert minute(1, "2026-10-09") == 32  # year levels before weekdays
    assert minute(5, "2026-10-09") == 31
    assert minute(5, "2026-10-12") == 30
    assert bells_for(every, 5, D("2026-10-09"))[2] == usual[2]


def test_bells_that_cannot_be_are_refused() -> None:
    with pytest.raises(DeskError):
        accept_bell_set(replace(SEPTEMBER, bells=()))
    with pytest.raises(DeskError):
        accept_bell_set(replace(SEPTEMBER, starts=D("2026-09-30"), ends=D("2026-09-01")))
    with pytest.raises(DeskError):
        accept_bell_set(replace(SEPTEMBER, year_levels=()))


def test_shifts_follow_each_other() -> None:
    found = accept_shifts((Shift(2, 7, 12), Shift(1, 1, 6)))

    assert [one.number for one in found] == [1, 2]
    with pytest.raises(DeskError):
        accept_shifts((Shift(1, 1, 6), Shift(2, 6, 12)))
