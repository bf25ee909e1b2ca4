"""Closing a page: stored marks that no rule, day or hand changes; opening again; corrections."""

import inspect
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from school_desk.errors import DeskError
from school_desk.intents import Form
from school_desk.journal import (
    analysis_service,
    carry_service,
    rubric_service,
    service,
    thematic_service,
    work_service,
)
from school_desk.journal.closing_model import ClosedMark, Gap, GapKind, PageState
from school_desk.journal.closing_rules import (
    STORED_OTHERWISE,
    ClosedAlreadyError,
    ClosingAheadError,
    GapsLeftError,
    NotClosedError,
    ReasonMissingError,
    state_of,
)
from school_desk.journal.entry import PageClosedError
from school_desk.journal.model import VERDICT, ImportedWork, MarkKind, Sitting, Standing
from school_desk.journal.past_mark_model import PastKey, PastMark
from school_desk.journal.thematic_model import PlanRow
from school_desk.journal.work_parts import Descriptor, Task
from school_desk.school import attendance_service
from school_desk.school.calendar_model import CalendarKind, CalendarSpan, Weather
from school_desk.school.model import Absence, PeriodKind, PersonName, Teaching
from school_desk.school.movement_model import MovementKind, NewMovement, Order
from school_desk.school.subgroup_model import NewSubgroup
from school_desk.storage.service import Service
from school_desk.storage.verify import verify
from tests.journal.school_year import school_year

AFTER = datetime(2026, 10, 26, 9, 0, tzinfo=UTC)
UNIT, TERM = MarkKind.UNIT_SUMMATIVE, MarkKind.TERM_SUMMATIVE
WHY = "Педагогикалық кеңестің шешімі"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    with school_year(tmp_path_factory.mktemp("year")) as year:
        fill(year)
        yield year


@pytest.fixture
def year(made):
    """The same year for each test; what a test did is taken back in turn."""
    mark = made.desk.undoable().work
    yield made
    made.now(AFTER)
    while made.desk.undoable().work > mark:
        made.desk.undo(Form())


def fill(year):
    """Algebra of term 1 in full: points, both works, every lesson held with its topic."""
    page = year.page("algebra")
    year.desk.school.appoint_form_tutor(page.head.class_group, year.desk.account.id)
    year.plan(page, UNIT, 1, 20, page.columns[4].date)
    year.plan(page, TERM, 1, 25, page.columns[-3].date)
    year.desk.plans.cancel(page, page.columns[5].key.lesson, "Актілі күн")
    page = year.page("algebra")
    for column in page.columns:
        year.now(datetime.combine(column.date, datetime.max.time(), UTC))
        year.desk.journal.hold(page, column.key.lesson, year.clock[0])
        year.desk.journal.write_topic(page, column.key.lesson, "Бөлшектер")
    year.now(AFTER)
    laid = year.desk.works.see(*place(page), page.works[0].key.work)
    task = Task(1, "Есеп", descriptors=(Descriptor(1, "Шығарады", 20),))
    year.desk.works.save_tasks(laid, (task,))
    year.types(page, page.columns[0].key, "9", "8", "5")
    year.types(page, page.works[0].key, "17", "14", "7")
    year.types(page, page.works[1].key, "21", "20", "9")


def place(page):
    return page.head.group, page.head.subject, page.head.period.term


def close(year, code="algebra", reason=""):
    page = year.page(code)
    year.desk.closing.close([place(page)], reason)
    return year.page(code)


def marks(page):
    return [(row.result.mark, row.result.percent, row.verdict) for row in page.rows]


def test_a_full_page_is_ready_and_closes_with_its_marks_and_rules(year):
    before = year.page("algebra")
    assert year.desk.closing.state(*place(before)).state is PageState.READY

    page = close(year)

    assert marks(page) == marks(before)
    assert [row.result.standing for row in page.rows] == [Standing.MARKED] * 3
    assert page.rows[0].result.shares == before.rows[0].result.shares
    assert page.head.closed_on == AFTER.date()
    assert page.head.closed_by == year.desk.account.name.full
    assert year.desk.closing.state(*place(page)).state is PageState.CLOSED


@pytest.mark.parametrize(
    ("days", "found", "state"),
    [
        (-1, (Gap(GapKind.NO_MARK, 1),), PageState.OPEN),
        (0, (Gap(GapKind.NO_MARK, 1),), PageState.GAPS),
        (1, (Gap(GapKind.NO_MARK, 1),), PageState.GAPS),
        (-1, (), PageState.READY),
        (0, (), PageState.READY),
    ],
)
def test_what_a_page_lacks_is_a_gap_from_its_last_day_on(year, days, found, state):
    head = year.page("algebra").head

    assert state_of(head, found, head.period.ends + timedelta(days)) is state


def test_verdicts_are_stored_and_corrected_like_marks(year):
    page = year.page("music")
    year.types(page, VERDICT, "+", "-")

    page = close(year, "music", WHY)
    assert [row.verdict for row in page.rows] == [True, False, None]
    passed = ClosedMark(Standing.PASS_FAIL, passed=True)
    year.desk.closing.correct(place(page), page.rows[1].pupil.id, passed, WHY)

    assert [row.verdict for row in year.page("music").rows] == [True, True, None]


def test_gaps_are_named_and_close_only_for_a_reason(year):
    page = year.page("history", 1, 6)
    found = year.desk.closing.state(*place(page))
    assert {GapKind.NOT_TAKEN, GapKind.NO_TOPIC} <= {gap.kind for gap in found.gaps}
    year.now(datetime(2026, 12, 31, 9, 0, tzinfo=UTC))

    with pytest.raises(GapsLeftError) as refused:
        year.desk.closing.close([place(page)])
    assert refused.value.pages[0].place == place(page)
    assert year.page("history").head.closed_on is None

    year.desk.closing.close([place(page)], WHY)
    year.now(AFTER)
    assert year.page("history").head.closed_on is not None
    assert [row.result.mark for row in year.page("history").rows] == [None] * 3


def test_a_period_that_has_not_begun_is_not_closed(year):
    with pytest.raises(ClosingAheadError):
        year.desk.closing.close([place(year.page("algebra", 2))], WHY)


def test_one_refusal_leaves_every_page_open(year):
    places = [place(year.page("algebra")), place(year.page("history"))]

    with pytest.raises(GapsLeftError):
        year.desk.closing.close(places)

    assert year.page("algebra").head.closed_on is None


def test_what_was_closed_is_not_closed_again(year):
    page = close(year)

    with pytest.raises(ClosedAlreadyError):
        year.desk.closing.close([place(page)])


def test_stopping_half_way_closes_nothing(year):
    class StopError(Exception):
        pass

    def stop(done, _total):
        if done == 1:
            raise StopError

    with pytest.raises(StopError):
        year.desk.closing.close([place(year.page("algebra"))], "", stop)

    assert year.page("algebra").head.closed_on is None


def test_a_term_is_closed_in_one_step_and_taken_back_in_one(year):
    due = year.desk.closing.due(1)
    n = year.desk.closing.close(due, WHY)
    assert n == len(due) > 3
    assert all(one.is_closed or not one.ends_with(1) for one in year.desk.closing.states(1))

    year.desk.undo(Form())

    assert not any(one.is_closed for one in year.desk.closing.states(1))
    assert year.page("algebra").head.closed_on is None


def test_half_years_are_closed_with_their_second_term(year):
    music = year.page("music")
    assert music.head.period.kind is PeriodKind.HALF_YEAR

    assert place(music) not in year.desk.closing.due(1)
    assert place(music) in year.desk.closing.due(2)


# Nothing on a closed page is written


def writes(year, page):
    """Every service method that writes on a page, by name, with the page as it was before."""
    desk, works, rows = year.desk, page.works, page.rows
    lesson, key = page.columns[0].key.lesson, page.columns[0].key
    pupil = rows[1].pupil.id
    laid = desk.works.see(*place(page), works[0].key.work)
    step = laid.tasks[0].descriptors[0].row
    task = Task(1, "Басқа есеп", descriptors=(Descriptor(1, "Шығарады", 20),))
    day = desk.attendance.day(page.head.class_group, lesson.date)
    hour = next(one for one in day.hours if lesson in one.lessons)
    brought = ImportedWork(UNIT, 2, 5, 10, "№ 3")
    sitting, third = Sitting(AFTER.date(), "А"), page.columns[2].key.lesson
    plan = desk.plans.open(page.head.group, page.head.subject)
    cancelled = next(one.key for one in desk.plans.lessons(page) if one.cancelled)
    row = PlanRow(topic="Бөлшектер")
    return {
        "JournalService.put": lambda: desk.journal.put(page, key, pupil, "4"),
        "JournalService.paste": lambda: desk.journal.paste(page, [(key, pupil, "4")]),
        "JournalService.clear": lambda: desk.journal.clear(page, [(key, pupil)]),
        "JournalService.hold": lambda: desk.journal.hold(page, lesson, AFTER),
        "JournalService.add_column": lambda: desk.journal.add_column(page, lesson),
        "JournalService.write_topic": lambda: desk.journal.write_topic(page, lesson, "Басқа"),
        "JournalService.write_objective": lambda: desk.journal.write_objective(page, lesson, "6.1"),
        "JournalService.write_homework": lambda: desk.journal.write_homework(page, lesson, "№ 7"),
        "JournalService.plan_work": lambda: desk.journal.plan_work(page, replace(works[0], top=30)),
        "JournalService.drop_work": lambda: desk.journal.drop_work(page, works[0].key),
        "WorkService.save_tasks": lambda: desk.works.save_tasks(laid, (task,)),
        "WorkService.put_points": lambda: desk.works.put_points(laid, pupil, step, 3),
        "WorkService.clear_points": lambda: desk.works.clear_points(laid, pupil),
        "WorkService.schedule": lambda: desk.works.schedule(page, works[0].key, pupil, sitting),
        "WorkService.unschedule": lambda: desk.works.unschedule(page, works[0].key, pupil),
        "WorkService.moderate": lambda: desk.works.moderate(page, works[1].key, pupil, 22, WHY),
        "WorkService.bring_in": lambda: desk.works.bring_in(page, pupil, brought),
        "WorkService.take_away": lambda: desk.works.take_away(page, brought),
        "PlanService.insert": lambda: desk.plans.insert(plan, 0, row),
        "PlanService.cancel": lambda: desk.plans.cancel(page, third, WHY),
        "PlanService.bring_back": lambda: desk.plans.bring_back(page, cancelled),
        "AttendanceService.sign": lambda: desk.attendance.sign(day, hour, pupil, Absence.ILL),
        "AttendanceService.sign_day": lambda: desk.attendance.sign_day(day, pupil, Absence.ILL),
    }


WRITTEN_ABOUT_A_PAGE = {
    *("AnalysisService.write", "AnalysisService.write_objectives", "CarryService.tick"),
    *("RubricService.tick", "RubricService.write", "RubricService.add", "RubricService.drop"),
}
"""What is written about a page, not on it: it stays open when the page is closed."""

OTHER_WRITERS = {
    # The plan of the year: `insert` stands for all that change a row of a closed term.
    *("PlanService.write", "PlanService.delete", "PlanService.move", "PlanService.paste"),
    *("PlanService.take", "PlanService.copy_to", "PlanService.take_works"),
}


def writers():
    """The public methods of the page's services that open a unit of work."""
    modules = (analysis_service, carry_service, rubric_service, service, thematic_service)
    found = set()
    for module in (*modules, work_service, attendance_service):
        for _name, made in inspect.getmembers(module, inspect.isclass):
            if made.__module__ == module.__name__ and issubclass(made, Service):
                for name, method in inspect.getmembers(made, inspect.isfunction):
                    if not name.startswith("_") and "self._begin(" in inspect.getsource(method):
                        found.add(f"{made.__name__}.{name}")
    return found


def refused(call):
    try:
        call()
    except PageClosedError:
        return True
    return False


def test_every_method_that_writes_on_a_page_is_refused_on_a_closed_one(year):
    page = year.page("algebra")
    calls = writes(year, page)
    assert writers() == {*calls, *WRITTEN_ABOUT_A_PAGE, *OTHER_WRITERS}
    closed = close(year)

    for name, call in calls.items():
        assert refused(call), name

    assert replace(year.page("algebra"), form=closed.form) == closed


def test_neither_undo_nor_redo_reaches_into_a_closed_page(year):
    page = year.page("algebra")
    year.desk.journal.put(page, page.columns[1].key, page.rows[0].pupil.id, "7")
    closed = close(year)
    year.desk.undo(Form())
    year.desk.undo(Form())
    assert year.page("algebra").rows[0].points(page.columns[1].key) is None
    year.desk.redo(Form())
    year.desk.redo(Form())
    assert marks(year.page("algebra")) == marks(closed)


def test_the_next_term_stays_open(year):
    close(year)
    page = year.page("algebra", 2)
    year.now(datetime.combine(page.columns[0].date, datetime.max.time(), UTC))

    year.desk.journal.put(page, page.columns[0].key, page.rows[0].pupil.id, "7")

    assert year.page("algebra", 2).rows[0].points(page.columns[0].key) == 7


# Stored marks


def change_rule(year):
    year.desk.rules.change("kz-2025", "unit_aggregation", "mean_of_percents")
    year.desk.rules.change("kz-2025", "weights.formative+unit", "80 20 0")


def change_rule_set(year):
    year.desk.rules.choose(1, "kz-2016")


def change_ending(year):
    algebra = year.subjects["algebra"]
    year.desk.school.assign(Teaching(year.groups[6], algebra, year.desk.account.id, pass_fail=True))


def change_period(year):
    algebra = year.subjects["algebra"]
    whole = Teaching(year.groups[6], algebra, year.desk.account.id, period=PeriodKind.HALF_YEAR)
    year.desk.school.assign(whole)


def change_timetable(year):
    slots = [one for one in year.desk.school.timetable() if one.subject == year.subjects["algebra"]]
    year.desk.timetable.clear(slots)


def change_pupils(year):
    year.desk.school.add_pupil(
        year.page("algebra").head.class_group, PersonName("Асан"), AFTER.date()
    )


def change_class(year):
    """A pupil goes to class 2 in the middle of the closed term, or at the end of it."""
    pupil = year.page("algebra").rows[0].pupil.id
    other = next(one.id for one in year.desk.school.class_groups() if one.year_level == 2)
    for day in (date(2026, 9, 21), AFTER.date()):
        with suppress(DeskError):
            order = Order("7", day)
            year.desk.movements.move(pupil, NewMovement(MovementKind.MOVE, day, other, order))


def change_place(year):
    day = date(2026, 10, 5)
    wanted = NewMovement(MovementKind.LEAVE, day, None, Order("8", day))
    with suppress(DeskError):
        year.desk.movements.leave(year.page("algebra").rows[1].pupil.id, wanted)


def change_people(year):
    """Two of the page are said to be one person."""
    with suppress(DeskError):
        first, second = (row.pupil.id for row in year.page("algebra").rows[:2])
        year.desk.joining.join(first, second)


def change_split(year):
    page = year.page("algebra")
    pupils = [row.pupil.id for row in page.rows]
    halves = [NewSubgroup("1-топ", tuple(pupils[:1])), NewSubgroup("2-топ", tuple(pupils[1:]))]
    with suppress(DeskError):
        taught = [year.subjects["algebra"]]
        year.desk.subgroups.split(page.head.class_group, halves, taught, date(2026, 9, 1))


def change_weather(year):
    page = year.page("algebra")
    day = page.columns[0].date if page.columns else date(2026, 9, 7)
    span = CalendarSpan("weather/1", CalendarKind.WEATHER, day, day, weather=Weather.CANCELLED)
    year.desk.calendars.note_weather([span], year.desk.calendars.year())


def change_calendar(year):
    """Term 1 ends two weeks earlier."""
    own = year.desk.calendars.year()
    spans = tuple(
        replace(one, ends=one.ends - timedelta(14)) if one.code == "term/1" else one
        for one in own.spans
    )
    with suppress(DeskError):
        year.desk.calendars.change(replace(own, spans=spans))


def change_past(year):
    page = year.page("algebra")
    key = PastKey(page.rows[0].pupil.id, "2026-27", page.head.subject, page.head.period.key)
    with suppress(DeskError):
        year.desk.past_marks.put(page.head.class_group, key, PastMark(2, None, "№ 4"))


def change_sets(year):
    year.desk.class_sets.combine([one.id for one in year.desk.school.class_groups()][:3])


def undo_and_redo(year):
    with suppress(DeskError):
        year.desk.undo(Form())
        year.desk.redo(Form())


CHANGES = [
    *(change_rule, change_rule_set, change_ending, change_period),
    *(change_timetable, change_pupils, change_class, change_place, change_people, change_split),
    *(change_weather, change_calendar, change_past, change_sets, undo_and_redo),
]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4, unique=True))
def test_no_change_of_rules_or_school_moves_a_stored_mark(made, changes):
    made.now(AFTER)
    start = made.desk.undoable().work
    closed = close(made)

    for change in changes:
        change(made)

    page = made.page("algebra")
    assert marks(page) == marks(closed)
    assert page.head.ruleset == "kz-2025"
    assert page.head.period.key == "term/1"
    assert verify(made.desk._storage) == ()
    while made.desk.undoable().work > start:
        made.desk.undo(Form())


def test_opening_again_counts_by_todays_rules_and_closing_again_stores_that(year):
    before = marks(close(year))
    year.desk.rules.change("kz-2025", "unexcused_missing_work", "zero")
    page = year.page("algebra")
    year.desk.closing.reopen(place(page), WHY)
    page = year.page("algebra")
    assert (page.head.closed_on, page.head.reopened_for) == (None, WHY)
    assert marks(page) == before

    year.desk.journal.put(page, page.columns[1].key, page.rows[0].pupil.id, "10")
    again = year.page("algebra")
    assert marks(again) != before

    assert marks(close(year)) == marks(again)
    assert year.page("algebra").head.reopened_on is None


def test_a_reason_is_asked_for(year):
    page = close(year)

    with pytest.raises(ReasonMissingError):
        year.desk.closing.reopen(place(page), "  ")
    with pytest.raises(ReasonMissingError):
        year.desk.closing.correct(place(page), page.rows[0].pupil.id, ClosedMark(OF, 4), "")

    assert year.page("algebra").head.closed_on is not None


def test_an_open_page_is_neither_reopened_nor_corrected(year):
    page = year.page("algebra")

    with pytest.raises(NotClosedError):
        year.desk.closing.reopen(place(page), WHY)
    with pytest.raises(NotClosedError):
        year.desk.closing.correct(place(page), page.rows[0].pupil.id, ClosedMark(OF, 4), WHY)


OF = Standing.MARKED


def test_a_correction_changes_the_stored_mark_and_keeps_the_old_one_in_the_list(year):
    page = close(year)
    pupil = page.rows[2].pupil

    year.desk.closing.correct(place(page), pupil.id, ClosedMark(OF, 4), WHY)

    assert year.page("algebra").rows[2].result.mark == 4
    listed = year.desk.closing.corrections()[-1]
    assert (listed.pupil, listed.before, listed.after) == (pupil.name.listed, 2, 4)
    assert (listed.reason, listed.who) == (WHY, year.desk.account.name.full)
    year.desk.undo(Form())
    assert year.page("algebra").rows[2].result.mark == 2


@pytest.mark.parametrize(
    "wanted", [ClosedMark(OF, 1), ClosedMark(OF, 6), ClosedMark(OF, None, True)]
)
def test_a_correction_off_the_scale_is_refused(year, wanted):
    page = close(year)

    with pytest.raises(DeskError):
        year.desk.closing.correct(place(page), page.rows[2].pupil.id, wanted, WHY)

    assert marks(year.page("algebra")) == marks(page)


def test_history_tells_of_closing_reopening_and_correction(year):
    page = close(year)
    year.desk.closing.correct(place(page), page.rows[2].pupil.id, ClosedMark(OF, 4), WHY)
    year.desk.closing.reopen(place(page), WHY)

    told = [one.intent for one in year.desk.closing.history(*place(page))][-3:]

    assert told == ["Close term", "Correct closed mark", "Reopen page"]


def test_the_history_of_a_cell_shows_what_was_stored_and_corrected(year):
    page = close(year)
    pupil = page.rows[2].pupil.id
    year.desk.closing.correct(place(page), pupil, ClosedMark(OF, 4), WHY)

    found = year.desk.history.of_cell(year.page("algebra"), page.columns[0].key, pupil)

    told = found.cell.lines[-1]
    assert (told.before, told.after, told.reason) == (2, 4, WHY)
    assert any(line.what == "Closing of the page" for line in found.column.lines)
    corrections = year.desk.history.of_page(year.page("algebra"), corrections=True)
    assert corrections[-1].line.after == 4


def test_why_a_stored_mark_is_what_it_is_never_fails(year):
    page = close(year)
    pupil = page.rows[0].pupil.id
    assert year.desk.journal.explain(page, pupil).mark == 5
    year.desk.closing.correct(place(page), pupil, ClosedMark(OF, 3), WHY)
    change_rule(year)

    page = year.page("algebra")
    explained = year.desk.journal.explain(page, pupil)

    assert explained.mark == 3
    assert STORED_OTHERWISE in page.rows[0].result.warnings


def test_every_paper_of_a_closed_page_shows_what_was_stored(year, tmp_path):
    page = close(year)
    year.desk.closing.correct(place(page), page.rows[2].pupil.id, ClosedMark(OF, 4), WHY)
    out = tmp_path / "page.xlsx"

    year.desk.papers.register_page(*place(page), "kk", "xlsx", out)
    sheet = load_workbook(out).worksheets[0]
    line = next(
        row for row in sheet.iter_rows(values_only=True) if page.rows[2].pupil.name.listed in row
    )
    summary = year.desk.summaries.of_class(page.head.class_group, 1)
    column = [one.subject for one in summary.columns].index(page.head.subject)

    assert [cell for cell in line if cell is not None][-1] == 4
    assert summary.lines[2].entries[column].mark == 4


def test_a_planned_work_nobody_wrote_leaves_the_stored_mark_open(year):
    page = year.page("algebra")
    year.desk.journal.put(page, page.works[1].key, page.rows[0].pupil.id, "")

    closed = close(year, reason=WHY)

    assert closed.rows[0].result.standing is Standing.MUST_SIT
    assert closed.rows[0].result.mark is None


def test_the_exact_percent_is_stored(year):
    page = close(year)

    assert page.rows[0].result.percent == Fraction(9 * 10, 4) + Fraction(17 * 25, 20) + 42
