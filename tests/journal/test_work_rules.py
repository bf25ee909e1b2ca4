"""The parts of a work: what is accepted, and the sentence of what is refused."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from school_desk.journal.entry import OffPageError, PageClosedError, PointsTooHighError, PutMark
from school_desk.journal.model import ImportedWork, MarkKind, Sitting
from school_desk.journal.work_page_model import Fit
from school_desk.journal.work_parts import Descriptor, DescriptorSumError, Task, sum_of
from school_desk.journal.work_rules import (
    AFTER_PERIOD,
    LATE_MODERATION,
    DescribedTotalError,
    DescriptorBelowPointsError,
    DescriptorInUseError,
    DescriptorPointsError,
    NothingToModerateError,
    OnlyTermWorkError,
    ReasonMissingError,
    SittingDayError,
    SittingReasonMissingError,
    SourceMissingError,
    WorkNumberError,
    WorkWrittenError,
    accept_imported,
    accept_moderation,
    accept_points,
    accept_sitting,
    accept_tasks,
    contradictions,
    moderation_warnings,
    replaced_total,
    sitting_warnings,
)
from tests.journal.pages import HEAD, INJU, OMAR, PAGE, TERM_WORK, THURSDAY, UNIT_WORK, page_with
from tests.journal.works import FIRST, LAST, SECOND, TASKS, TERM, UNIT, laid, worth

CLOSED = replace(HEAD, closed_by="С. Ахметова", closed_on=date(2026, 10, 26))
EXTRACT = "№ 15 үзінді, 20.10.2026"
BROUGHT = ImportedWork(MarkKind.UNIT_SUMMATIVE, 1, 13, 15, EXTRACT)
PROTOCOL = "№ 3 хаттама, 22.10.2026"


# Points by descriptor


@given(
    some.integers(0, 1), some.integers(0, 2), some.integers(0, 12), some.sampled_from([INJU, OMAR])
)
def test_the_total_is_the_sum_of_the_descriptors(first, second, last, pupil) -> None:
    there = laid({pupil: {FIRST: first, SECOND: second}})

    assert accept_points(there, pupil, LAST, last) == first + second + last


def test_a_cleared_descriptor_leaves_the_sum_of_the_others_and_the_last_leaves_nothing() -> None:
    two, one = laid({INJU: {FIRST: 1, LAST: 9}}), laid({INJU: {LAST: 9}})

    assert accept_points(two, INJU, FIRST, None) == 9
    assert accept_points(one, INJU, LAST, None) is None


@pytest.mark.parametrize(("points", "fit"), [(11, Fit.LACKS), (13, Fit.EXCEEDS)])
def test_no_points_by_descriptor_until_their_sum_is_the_maximum(points, fit) -> None:
    there = laid(tasks=worth(points))

    assert there.fit is fit
    with pytest.raises(DescriptorSumError):
        accept_points(there, INJU, FIRST, 1)


def test_more_points_than_the_descriptor_has_are_refused() -> None:
    with pytest.raises(PointsTooHighError, match="2"):
        accept_points(laid(), INJU, SECOND, 3)


def test_points_for_what_is_not_on_the_page_are_refused() -> None:
    for pupil, descriptor in ((99, FIRST), (INJU, 99)):
        with pytest.raises(OffPageError):
            accept_points(laid(), pupil, descriptor, 1)


def test_a_total_that_contradicts_the_descriptors_is_refused_and_the_same_one_is_not() -> None:
    described = {(7, INJU): 12}
    entries = [PutMark(UNIT_WORK, INJU, 12), PutMark(UNIT_WORK, OMAR, 5)]

    assert contradictions(entries, described) == ()
    for points in (13, None):
        problems = contradictions([PutMark(UNIT_WORK, INJU, points)], described)
        assert [type(problem.error) for problem in problems] == [DescribedTotalError]


def test_a_total_that_gives_way_to_a_sum_is_told() -> None:
    before = laid(page=page_with(marks={UNIT_WORK: 13}))

    told = replaced_total(before, INJU, 1)

    assert [text.facts for text in told] == [{"old": 13, "new": 1}]
    assert replaced_total(laid(), INJU, 1) == ()


# Tasks


def test_tasks_may_make_another_sum_while_they_are_written() -> None:
    kept = accept_tasks(laid(), worth(3), {})

    assert sum_of(kept) == 6


def test_tasks_are_numbered_anew_while_nobody_has_points() -> None:
    kept = accept_tasks(laid(), (TASKS[1], Task(0, " Жаңа \n тапсырма ")), {})

    assert [(task.number, task.text) for task in kept] == [
        (1, "Есептеңіз"),
        (2, "Жаңа тапсырма"),
    ]


def test_with_points_numbers_stay_and_what_is_new_comes_after() -> None:
    points = {INJU: {LAST: 3}}
    grown = replace(TASKS[1], descriptors=(*TASKS[1].descriptors, Descriptor(0, "Тағы")))

    kept = accept_tasks(laid(points), (grown, Task(0)), points)

    assert [task.number for task in kept] == [2, 3]
    assert [one.number for one in kept[0].descriptors] == [1, 2]


def test_what_pupils_have_points_for_is_not_taken_away_nor_made_worth_less() -> None:
    points = {INJU: {LAST: 9}, OMAR: {LAST: 4}}

    with pytest.raises(DescriptorInUseError, match="Есептеңіз"):
        accept_tasks(laid(points), TASKS[:1], points)
    with pytest.raises(DescriptorBelowPointsError, match="9"):
        accept_tasks(laid(points), worth(8), points)
    assert accept_tasks(laid(points), worth(9), points)


def test_a_descriptor_worth_nothing_is_refused() -> None:
    with pytest.raises(DescriptorPointsError):
        accept_tasks(laid(), worth(0), {})


def test_objectives_stand_by_their_numbers_and_the_page_must_be_open() -> None:
    task = replace(TASKS[0], objectives=("6.1.2.12", "6.1.2.9"))

    assert accept_tasks(laid(), (task,), {})[0].objectives == ("6.1.2.9", "6.1.2.12")
    with pytest.raises(PageClosedError):
        accept_tasks(laid(page=replace(PAGE, head=CLOSED)), TASKS, {})


# An own day


def test_an_own_day_is_on_or_after_the_day_of_the_work_and_has_a_reason() -> None:
    assert accept_sitting(PAGE, UNIT, INJU, Sitting(THURSDAY, " ауру ")).reason == "ауру"
    with pytest.raises(SittingDayError):
        accept_sitting(PAGE, UNIT, INJU, Sitting(date(2026, 10, 14), "ауру"))
    with pytest.raises(SittingReasonMissingError):
        accept_sitting(PAGE, UNIT, INJU, Sitting(THURSDAY, " "))


def test_who_has_written_the_work_needs_no_own_day() -> None:
    with pytest.raises(WorkWrittenError):
        accept_sitting(page_with(marks={UNIT_WORK: 0}), UNIT, INJU, Sitting(THURSDAY, "ауру"))


def test_a_day_after_the_period_is_warned_of() -> None:
    assert sitting_warnings(PAGE, Sitting(date(2026, 10, 25))) == ()
    assert sitting_warnings(PAGE, Sitting(date(2026, 10, 26))) == (AFTER_PERIOD,)


# Moderation


def test_only_a_written_term_work_is_moderated_with_a_reason() -> None:
    written = page_with(marks={TERM_WORK: 17, UNIT_WORK: 9})

    assert accept_moderation(written, TERM, INJU, 18, PROTOCOL) == (18, PROTOCOL)
    for refusal, work, pupil, points, reason in (
        (OnlyTermWorkError, UNIT, INJU, 10, PROTOCOL),
        (NothingToModerateError, TERM, OMAR, 10, PROTOCOL),
        (PointsTooHighError, TERM, INJU, 26, PROTOCOL),
        (ReasonMissingError, TERM, INJU, 18, " "),
    ):
        with pytest.raises(refusal):
            accept_moderation(written, work, pupil, points, reason)


def test_moderation_on_the_last_day_of_the_period_is_warned_of() -> None:
    assert moderation_warnings(PAGE, date(2026, 10, 24)) == ()
    assert moderation_warnings(PAGE, date(2026, 10, 25)) == (LATE_MODERATION,)


# A work of another school


def test_a_work_of_another_school_needs_its_extract_and_points_within_its_maximum() -> None:
    assert accept_imported(PAGE, INJU, BROUGHT) == BROUGHT
    for refusal, brought in (
        (SourceMissingError, replace(BROUGHT, source=" ")),
        (PointsTooHighError, replace(BROUGHT, points=16)),
        (WorkNumberError, replace(BROUGHT, number=0)),
    ):
        with pytest.raises(refusal):
            accept_imported(PAGE, INJU, brought)


def test_a_work_written_here_is_not_replaced_by_another_school_s() -> None:
    with pytest.raises(WorkWrittenError):
        accept_imported(page_with(marks={UNIT_WORK: 9}), INJU, BROUGHT)


def test_a_brought_work_stands_in_the_line_with_its_own_maximum() -> None:
    line = laid(page=page_with(imported=(replace(BROUGHT, top=26),))).line_of(INJU)

    assert (line.total, line.top, line.percent) == (13, 26, 50)
