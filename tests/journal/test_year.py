"""The year of a class through the desk: closed terms, marks from elsewhere, exams, decisions."""

from datetime import UTC, date, datetime

import pytest

from school_desk.errors import DeskError
from school_desk.intents import Form
from school_desk.journal.closing_model import ClosedMark
from school_desk.journal.model import MarkKind, Standing
from school_desk.journal.past_mark_store import YEAR_MARK, PastKey, PastMark, save_past_mark
from school_desk.journal.year_decision_rules import (
    FirstWorkMissingError,
    NoExamHereError,
    NoSuchLineError,
    NoTwoError,
    OrderMissingError,
    SecondResultStandsError,
)
from school_desk.journal.year_model import (
    Award,
    Decision,
    EarlierYear,
    ExamKind,
    Lack,
    MarkSource,
    Outcome,
    Proposal,
    Reason,
)
from school_desk.journal.year_rules import NO_MARKS
from school_desk.journal.year_store import load_earlier_years
from school_desk.school.model import PeriodKind, PersonName, Teaching
from school_desk.school.movement_model import MovementKind, NewMovement
from school_desk.school.rollover_model import Fate
from school_desk.school.rollover_rules import NO_DECISION, NOT_CLOSED
from school_desk.school.subgroup_model import NewSubgroup
from tests.journal.school_year import PUPILS, school_year

JUNE = datetime(2027, 6, 10, 9, 0, tzinfo=UTC)
WHY = "Педагогикалық кеңестің шешімі"
POINTS = {1: ("17", "14", "5"), 2: ("18", "16", "6"), 3: ("19", "15", "9"), 4: ("20", "14", "8")}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Class 6 with algebra marked in all four terms, every page closed but those of term 4."""
    with school_year(tmp_path_factory.mktemp("year")) as year:
        year.now(JUNE)
        for term, points in POINTS.items():
            page = year.page("algebra", term)
            year.plan(page, MarkKind.TERM_SUMMATIVE, 1, 20, page.columns[-3].date)
            page = year.page("algebra", term)
            year.types(page, page.columns[0].key, "9", "8", "5")
            year.types(page, page.works[0].key, *points)
            if term < 4:
                place = page.head.group, page.head.subject, term
                year.desk.closing.close([place], WHY)
        yield year


@pytest.fixture
def year(made):
    mark = made.desk.undoable().work
    yield made
    while made.desk.undoable().work > mark:
        made.desk.undo(Form())


def of_class(year):
    group = next(one for one in year.desk.school.class_groups() if one.year_level == 6)
    return year.desk.year_end.of_class(group.id)


def cell(found, row, year, code="algebra"):
    place = [one.subject for one in found.columns].index(year.subjects[code])
    return found.lines[row].cells[place]


def test_the_year_is_made_of_closed_and_open_terms(year):
    found = of_class(year)

    first = cell(found, 0, year)
    sources = [one.source for one in first.periods]
    assert sources == [MarkSource.CLOSED] * 3 + [MarkSource.LIVE]
    assert (first.year.marks, first.year.mark, first.final.mark) == ((5, 5, 5, 5), 5, 5)
    assert cell(found, 2, year).year.marks == (2, 3, 3, 3)


def test_a_correction_reaches_the_year_mark(year):
    page = year.page("algebra", 1)
    place = page.head.group, page.head.subject, 1
    pupil = page.rows[0].pupil.id

    year.desk.closing.correct(place, pupil, ClosedMark(Standing.PENDING), WHY)
    assert cell(of_class(year), 0, year).year.lack is Lack.WAITS

    year.desk.closing.correct(place, pupil, ClosedMark(Standing.MARKED, 3), WHY)
    assert cell(of_class(year), 0, year).year.marks == (3, 5, 5, 5)


def test_marks_of_another_school_stand_in_for_terms_without_a_register(year):
    history = year.subjects["history"]
    pupil = year.page("history").rows[0].pupil.id
    storage = year.desk._storage
    with storage.begin("Put exam mark", actor=year.desk.account.id) as work:
        part = year.desk.year_end._part(year.page("history").head.class_group)
        for n, mark in ((1, 4), (2, 5)):
            key = PastKey(pupil, "2026-27", history, f"half_year/{n}")
            save_past_mark(work, part, key, PastMark(mark, None, "№ 12"))

    brought = cell(of_class(year), 0, year, "history")

    assert [one.source for one in brought.periods] == [MarkSource.PAST] * 2
    assert (brought.year.mark, brought.periods[0].paper) == (5, "№ 12")


def test_an_exam_is_refused_where_there_is_none_and_counts_where_there_is(year):
    found = of_class(year)
    place = found.class_group, found.lines[0].pupil.id, year.subjects["algebra"]
    with pytest.raises(NoExamHereError):
        year.desk.year_end.put_exam(*place, ExamKind.EXAM, "3")

    year.desk.rules.change("kz-2025", "exam_year_levels", "6, 9, 11")
    with pytest.raises(FirstWorkMissingError):
        year.desk.year_end.put_exam(*place, ExamKind.RESIT, "3")
    year.desk.year_end.put_exam(*place, ExamKind.EXAM, "23/30")

    assert cell(of_class(year), 0, year).exams[ExamKind.EXAM].mark == 4
    assert cell(of_class(year), 0, year).final.mark == 5
    year.desk.year_end.put_exam(*place, ExamKind.EXAM, "2")
    assert cell(of_class(year), 0, year).final.mark == 4


def test_a_first_result_is_not_taken_away_from_under_the_second(year):
    found = of_class(year)
    place = found.class_group, found.lines[0].pupil.id, year.subjects["algebra"]
    year.desk.rules.change("kz-2025", "exam_year_levels", "6, 9, 11")
    year.desk.year_end.put_exam(*place, ExamKind.EXAM, "2")
    year.desk.year_end.put_exam(*place, ExamKind.RESIT, "4")

    with pytest.raises(SecondResultStandsError):
        year.desk.year_end.put_exam(*place, ExamKind.EXAM, "")
    year.desk.year_end.put_exam(*place, ExamKind.EXAM, "3")
    year.desk.year_end.put_exam(*place, ExamKind.RESIT, "")
    year.desk.year_end.put_exam(*place, ExamKind.EXAM, "")

    assert not cell(of_class(year), 0, year).exams


def test_a_work_for_the_year_is_for_a_two_only(year):
    found = of_class(year)
    place = found.class_group, found.lines[0].pupil.id, year.subjects["algebra"]

    with pytest.raises(NoTwoError):
        year.desk.year_end.put_exam(*place, ExamKind.YEAR_WORK, "3")
    with pytest.raises(NoSuchLineError):
        year.desk.year_end.put_exam(found.class_group, 999_999, place[2], ExamKind.EXAM, "3")


def test_decisions_stand_with_their_order_in_one_step(year):
    found = of_class(year)
    pupils = [one.pupil.id for one in found.lines]
    order = Decision(Outcome.TRANSFERRED, " 47 - н ", date(2027, 5, 28))
    with pytest.raises(OrderMissingError):
        year.desk.year_end.decide(found.class_group, {pupils[0]: Decision(Outcome.REPEATS)})

    year.desk.year_end.decide(found.class_group, dict.fromkeys(pupils, order))

    decided = [one.decision for one in of_class(year).lines]
    assert {(one.outcome, one.order_number) for one in decided} == {(Outcome.TRANSFERRED, "47 - н")}
    year.desk.undo(Form())
    assert {one.decision.outcome for one in of_class(year).lines} == {None}


def test_an_award_needs_an_order_of_its_own(year):
    found = of_class(year)
    pupil = found.lines[0].pupil.id
    award = Decision(Outcome.TRANSFERRED, "47", date(2027, 5, 28), Award.PRAISE)

    with pytest.raises(DeskError):
        year.desk.year_end.decide(found.class_group, {pupil: award})


def test_subjects_without_a_year_mark_keep_the_proposal_open(year):
    proposal = of_class(year).lines[0].proposal

    assert proposal.outcome is Outcome.OPEN
    assert year.subjects["history"] in proposal.reasons[0].subjects


def test_the_council_decides_of_class_1_though_nobody_is_marked_there(year):
    group = next(one for one in year.desk.school.class_groups() if one.year_level == 1)

    found = year.desk.year_end.of_class(group.id)

    assert found.columns == ()
    assert len(found.lines) == 3
    assert {one.proposal.outcome for one in found.lines} == {Outcome.TRANSFERRED}
    decided = {found.lines[0].pupil.id: Decision(Outcome.TRANSFERRED, "47", date(2027, 5, 28))}
    year.desk.year_end.decide(group.id, decided)


def undecided(year, name):
    problems = year.desk.rollover.plan().problems
    return [one for one in problems if one.msgid == NO_DECISION and name in str(one.facts)]


def decide(year, class_group, name):
    found = year.desk.year_end.of_class(class_group)
    line = next(one for one in found.lines if one.pupil.name.surname == name)
    decided = {line.pupil.id: Decision(Outcome.TRANSFERRED, "47", date(2027, 5, 28))}
    year.desk.year_end.decide(class_group, decided)
    return line


def test_who_comes_in_summer_is_decided_about_without_a_page(year):
    found = of_class(year)
    year.desk.school.add_pupil(found.class_group, PersonName("Нұрлан"), date(2027, 6, 5))
    assert undecided(year, "Нұрлан")

    line = decide(year, found.class_group, "Нұрлан")

    assert set(line.cells) == {None}
    assert line.proposal == Proposal(Outcome.OPEN, (Reason(NO_MARKS),))
    assert not undecided(year, "Нұрлан")


def test_a_class_without_any_page_is_decided_about(year):
    group = year.desk.school.add_class_group(5, "Б", "kk")
    year.desk.school.add_pupil(group, PersonName("Айша"), date(2026, 9, 1))
    assert undecided(year, "Айша")

    line = decide(year, group, "Айша")

    assert line.proposal == Proposal(Outcome.OPEN, (Reason(NO_MARKS),))
    assert not undecided(year, "Айша")


def test_a_line_says_who_left_before_the_year_ended(year):
    group = of_class(year).class_group
    for n, day in enumerate((date(2027, 3, 1), date(2027, 6, 5))):
        pupil = of_class(year).lines[n].pupil.id
        year.desk.movements.leave(pupil, NewMovement(MovementKind.LEAVE, day))
    year.desk.school.add_pupil(group, PersonName("Яғни"), date(2026, 8, 1))

    assert [one.left for one in of_class(year).lines] == [date(2027, 3, 1), None, None, None]


def test_an_exam_is_refused_where_the_pupil_has_no_page(year):
    group = year.desk.school.add_class_group(9, "Б", "kk")
    pupil = year.desk.school.add_pupil(group, PersonName("Айша"), date(2026, 9, 1))
    found = of_class(year)
    summer = year.desk.school.add_pupil(found.class_group, PersonName("Нұрлан"), date(2027, 6, 5))

    for place in ((group, pupil), (found.class_group, summer)):
        for text in ("4", "23/30", "", "?"):
            with pytest.raises(NoSuchLineError):
                year.desk.year_end.put_exam(*place, year.subjects["algebra"], ExamKind.EXAM, text)


def test_a_year_is_reckoned_by_the_values_of_the_school(year):
    year.desk.rules.change("kz-2025", "exam_weight", "40")

    found = of_class(year)

    assert found.settings.exam_weight == found.rules.facts["exam_weight"].value == 40


def split_history(year):
    """Two subgroups for history from September on; the first pupil changes over in November."""
    history, group = year.subjects["history"], of_class(year).class_group
    first, *others = [row.pupil.id for row in year.page("history").rows]
    halves = [
        NewSubgroup(name, tuple(pupils), year.desk.account.id)
        for name, pupils in (("1-топ", [first]), ("2-топ", others))
    ]
    groups = year.desk.subgroups.split(group, halves, (history,), date(2026, 9, 1))
    year.desk.subgroups.place(group, first, groups[1], date(2026, 11, 9))
    return [year.desk.journal.open_page(one, history, 1) for one in groups]


def mark_history(year, page, points):
    """Close a half-year's page of history with what one lesson gave the first pupil."""
    row = next(one for one in page.rows if one.pupil.name.surname == PUPILS[0])
    column = next(one for one in page.columns if row.there_on(one.date))
    year.desk.journal.put(page, column.key, row.pupil.id, points)
    year.desk.closing.close([(page.head.group, page.head.subject, 1)], WHY)
    closed = year.desk.journal.open_page(page.head.group, page.head.subject, 1)
    return next(one for one in closed.rows if one.pupil == row.pupil).result.mark


@pytest.mark.parametrize("place", [0, 1])
def test_who_changed_the_subgroup_has_the_mark_of_the_page_that_has_one(year, place):
    pages = split_history(year)

    mark = mark_history(year, pages[place], "9")

    found = cell(of_class(year), 0, year, "history").periods[0]
    assert mark is not None
    assert (found.mark, found.source) == (mark, MarkSource.CLOSED)


def test_of_two_marks_that_of_the_later_subgroup_counts(year):
    pages = split_history(year)

    marks = [mark_history(year, page, points) for page, points in zip(pages, "95", strict=True)]

    assert marks[0] != marks[1]
    assert cell(of_class(year), 0, year, "history").periods[0].mark == marks[1]


def test_who_moved_within_a_period_keeps_the_mark_that_the_other_class_closed_with(year):
    history = year.page("history")
    mark = mark_history(year, history, "9")
    group = year.desk.school.add_class_group(6, "Б", "kk")
    pupil = history.rows[0].pupil.id
    taught = whole(year, group), history.head.subject, year.desk.account.id
    year.desk.school.assign(Teaching(*taught, period=PeriodKind.HALF_YEAR))
    day = date(2026, 12, 1)
    year.desk.movements.move(pupil, NewMovement(MovementKind.MOVE, day, group))

    def moved():
        lines = year.desk.year_end.of_class(group).lines
        return next(one for one in lines if one.pupil.id == pupil).cells[0].periods[0]

    assert (moved().mark, moved().source) == (mark, MarkSource.CLOSED)
    year.desk.closing.reopen((history.head.group, history.head.subject, 1), WHY)
    assert moved().mark is None


def whole(year, class_group):
    groups = year.desk.school.teaching_groups()
    return next(one.id for one in groups if one.class_group == class_group)


def earlier(year, row):
    """What the next school year will know of this one, for a pupil of class 6."""
    pupil = of_class(year).lines[row].pupil.id
    return load_earlier_years(year.desk._storage.db, [pupil], "2027-28").get(pupil, ())


def test_an_earlier_year_is_the_mean_of_the_terms_that_are_closed(year):
    assert earlier(year, 2) == (EarlierYear(6, "2026-27", (3,), (2, 3, 3)),)
    page = year.page("algebra", 3)

    year.desk.closing.reopen((page.head.group, page.head.subject, 3), WHY)

    assert earlier(year, 2) == (EarlierYear(6, "2026-27", (3,), (2, 3)),)
    assert load_earlier_years(year.desk._storage.db, [1], "2026-27") == {}


def test_an_earlier_year_mark_on_paper_counts_before_the_mean(year):
    pupil, algebra = of_class(year).lines[2].pupil.id, year.subjects["algebra"]
    with year.desk._storage.begin("Put exam mark", actor=year.desk.account.id) as work:
        part = year.desk.year_end._part(of_class(year).class_group)
        save_past_mark(
            work, part, PastKey(pupil, "2026-27", algebra, YEAR_MARK), PastMark(4, None, "№ 12")
        )
        save_past_mark(
            work, part, PastKey(pupil, "2025-26", algebra, YEAR_MARK), PastMark(5, None, "№ 12")
        )

    assert earlier(year, 2) == (
        EarlierYear(5, "2025-26", (5,)),
        EarlierYear(6, "2026-27", (4,), (2, 3, 3)),
    )


def test_a_page_that_was_opened_again_stands_against_the_next_year(year):
    def open_first_terms():
        problems = year.desk.rollover.plan().problems
        found = [
            one for one in problems if one.msgid == NOT_CLOSED and one.facts["label"] == "6 «А»"
        ]
        return [one for one in found if one.facts["period"].facts.get("number") == 1]

    before = "".join(one.facts["subjects"].within("kk") for one in open_first_terms())
    page = year.page("algebra", 1)
    year.desk.closing.reopen((page.head.group, page.head.subject, 1), WHY)

    after = "".join(one.facts["subjects"].within("kk") for one in open_first_terms())
    assert ("algebra" in before, "algebra" in after) == (False, True)


@pytest.mark.parametrize(
    ("outcome", "fate"),
    [
        (Outcome.TRANSFERRED, Fate.MOVES),
        (Outcome.SUMMER_WORK, Fate.CONDITIONAL),
        (Outcome.EXTRA_WORK, Fate.CONDITIONAL),
        (Outcome.REPEATS, Fate.REPEATS),
        (Outcome.GRADUATED, Fate.FINISHES),
        (Outcome.RESIT, Fate.UNDECIDED),
    ],
)
def test_the_next_year_does_what_the_council_decided(year, outcome, fate):
    found = of_class(year)
    pupil = found.lines[0].pupil.id
    decided = Decision(outcome, "47", date(2027, 5, 28))

    year.desk.year_end.decide(found.class_group, {pupil: decided})

    going = next(one for one in year.desk.rollover.plan().goings if one.pupil.id == pupil)
    assert going.fate is fate
