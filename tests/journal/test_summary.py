"""What counts in a term, who belongs on which list, and that every number has its pupils."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.journal.indicators import Counts, IndicatorRules
from school_desk.journal.model import Standing
from school_desk.journal.summary_model import Entry, ListKind, Outcome, Tally
from school_desk.journal.summary_rules import (
    column_of,
    day_of,
    entry_of,
    kinds_of_marks,
    left_on,
    missed_lessons,
    pupil_lists,
    pupil_tally,
)
from school_desk.journal.summary_words import OUTCOME_HEADS, behind, figures, pupil_figures
from school_desk.school.model import Absence
from tests.journal.pages import FIRST, HEAD, INJU, OMAR, SECOND, TODAY, page_with
from tests.journal.summaries import AFTER, HALF_1, TERM_1, column, pupil, row, summary

TERM_2 = replace(TERM_1, number=2, terms=(2,), starts=date(2026, 11, 2), ends=date(2026, 12, 31))


def outcome(text: str, on: date = TERM_1.ends, **facts: object) -> Outcome:
    return entry_of(column(**facts), row(text, pupil(1)), on).outcome


def named(found: Tally | tuple, kind: ListKind) -> list[str]:
    chosen = next(one for one in found if one.kind is kind)
    return [line.pupil.name.given for line in chosen.certain]


@pytest.mark.parametrize(("text", "counts"), [("5", "5"), ("4", "4"), ("3", "3"), ("2", "2")])
def test_a_mark_counts_as_itself(text: str, counts: str) -> None:
    assert outcome(text) is Outcome(counts)


def test_a_forecast_counts_nowhere_and_is_remembered() -> None:
    entry = entry_of(column(), row("≈4", pupil(1)), TERM_1.ends)

    assert (entry.outcome, entry.mark, entry.forecast) == (Outcome.WAITING, None, 4)
    assert Tally((entry,)).counts == Counts()
    assert Tally((entry,)).forecasts == Counts(four=1)


@pytest.mark.parametrize("text", ["?", "!"])
def test_missing_work_is_not_attested_only_when_the_period_is_over(text: str) -> None:
    assert outcome(text) is Outcome.NOT_ATTESTED
    assert outcome(text, ended=False) is Outcome.WAITING


def test_a_half_year_subject_is_due_in_the_term_its_period_ends_in() -> None:
    page = replace(page_with(), head=replace(HEAD, period=HALF_1))

    first = column_of(page, TERM_1, AFTER)
    second = column_of(page, TERM_2, AFTER)

    assert (first.due, second.due) == (False, True)
    early = entry_of(first, row("5", pupil(1)), TERM_1.ends)
    assert (early.outcome, early.mark, early.forecast) == (Outcome.LATER, None, 5)


def test_a_closed_page_is_over_before_its_last_day() -> None:
    open_page = page_with()
    closed = replace(open_page, head=replace(HEAD, closed_on=TODAY, closed_by="С. Ахметова"))

    assert not column_of(open_page, TERM_1, TODAY).ended
    assert column_of(closed, TERM_1, TODAY).ended
    assert not column_of(open_page, TERM_1, TERM_1.ends).ended
    assert column_of(open_page, TERM_1, AFTER).ended


@pytest.mark.parametrize(
    ("verdict", "counts"),
    [(True, Outcome.PASSED), (False, Outcome.FAILED), (None, Outcome.WAITING)],
)
def test_pass_and_fail_are_words_and_no_marks(verdict: bool | None, counts: Outcome) -> None:
    line = replace(row("5", pupil(1)), verdict=verdict)
    line = replace(line, result=replace(line.result, standing=Standing.PASS_FAIL, mark=None))

    entry = entry_of(column(pass_fail=True), line, TERM_1.ends)

    assert entry.outcome is counts
    assert Tally((entry,)).counts == Counts()


def test_a_verdict_to_come_keeps_nobody_off_the_lists_and_a_failure_does() -> None:
    made = summary("5 5", "5 5")
    ends = {1: Outcome.WAITING, 2: Outcome.FAILED}
    lines = tuple(
        replace(line, entries=(*line.entries, _verdict(line.pupil, ends[line.pupil.id])))
        for line in made.lines
    )
    made = replace(made, columns=(*made.columns, column("Физика", pass_fail=True)), lines=lines)

    assert named(pupil_lists(made), ListKind.ALL_FIVES) == ["01"]
    assert named(pupil_lists(made), ListKind.FAILED) == ["02"]
    assert pupil_tally(made).counts == Counts(five=1)


def _verdict(who, outcome: Outcome) -> Entry:
    return Entry(who, column("Физика", pass_fail=True), outcome, standing=Standing.PASS_FAIL)


def test_who_left_before_the_day_of_the_summary_is_counted_nowhere() -> None:
    gone = row("5", pupil(1), stays=((None, date(2026, 10, 1)),))
    stays = row("5", pupil(2))

    entry = entry_of(column(), gone, TERM_1.ends)

    assert entry.outcome is Outcome.OUTSIDE
    assert Tally((entry,)).counted == ()
    assert left_on([gone], TERM_1.ends) == date(2026, 10, 1)
    assert left_on([gone, stays], TERM_1.ends) is None


def test_the_class_list_that_counts_is_that_of_today_or_of_the_last_day() -> None:
    assert day_of(TERM_1, TODAY) == TODAY
    assert day_of(TERM_1, AFTER) == TERM_1.ends
    assert day_of(TERM_2, TODAY) == TERM_2.starts


def test_a_lesson_missed_is_counted_once_whatever_pages_it_stands_on() -> None:
    signs = {FIRST: Absence.ILL, SECOND: Absence.LATE}
    page = as_held(page_with(INJU, signs=signs))
    other = {replace(FIRST, subject=3): Absence.ILL}
    twin = replace(page_with(INJU, signs=other), head=replace(HEAD, subject=3))

    found = missed_lessons((page, twin), TERM_1)

    assert [one.sign for one in found[INJU]] == [Absence.ILL, Absence.LATE]
    assert found[OMAR] == ()
    assert missed_lessons((page,), TERM_2)[INJU] == ()


def test_a_sign_in_a_lesson_nobody_noted_as_held_counts_no_more_than_on_the_attendance_sheet():
    page = page_with(INJU, signs={FIRST: Absence.ILL, SECOND: Absence.ILL})
    columns = tuple(replace(one, held=one.key.lesson == FIRST) for one in page.columns)

    found = missed_lessons((replace(page, columns=columns),), TERM_1)

    assert [one.day for one in found[INJU]] == [FIRST.date]


def as_held(page):
    return replace(page, columns=tuple(replace(one, held=True) for one in page.columns))


def test_lists_are_those_of_the_form_tutor() -> None:
    found = pupil_lists(
        summary("5 5 5", "5 4 5", "4 4 5", "5 3 4", "3 3 5", "2 5 5", "5 ? 5", "≈5 5 5")
    )

    assert named(found, ListKind.ALL_FIVES) == ["01"]
    assert named(found, ListKind.FOURS_AND_FIVES) == ["02", "03"]
    assert named(found, ListKind.ONE_FOUR) == ["02"]
    assert named(found, ListKind.ONE_THREE) == ["04"]
    assert named(found, ListKind.TWOS) == ["06"]
    assert named(found, ListKind.NOT_ATTESTED) == ["07"]
    assert named(found, ListKind.FAILED) == []


def test_a_forecast_brings_nobody_on_a_list_but_is_shown_beside_it() -> None:
    found = pupil_lists(summary("≈5 5 5", "· 5 5", "≈4 5 5"))
    fives = next(one for one in found if one.kind is ListKind.ALL_FIVES)
    one_four = next(one for one in found if one.kind is ListKind.ONE_FOUR)

    assert fives.certain == ()
    assert [line.pupil.name.given for line in fives.likely] == ["01"]
    assert [line.pupil.name.given for line in one_four.likely] == ["03"]


def test_a_two_and_a_missing_work_keep_one_off_every_good_list() -> None:
    good = {ListKind.ALL_FIVES, ListKind.FOURS_AND_FIVES, ListKind.ONE_FOUR, ListKind.ONE_THREE}

    assert kinds_of_marks((2, 5, 5)) == {ListKind.TWOS}
    assert not kinds_of_marks((5, 5, 5), settled=False) & good
    assert kinds_of_marks(()) == frozenset()


def test_pupils_are_counted_by_their_weakest_mark() -> None:
    made = summary("5 5", "5 4", "5 3", "2 ?", "? 5", "≈5 5")

    tally = pupil_tally(made)

    assert tally.counts == Counts(1, 1, 1, 1, 1)
    assert len(tally.of(Outcome.WAITING)) == 1


def test_pupils_have_no_shares_while_somebody_waits_for_a_mark() -> None:
    waits, settled = summary("5 5", "2 5", "· 5"), summary("5 5", "2 5", "4 5")

    early = pupil_figures(pupil_tally(waits), waits.rules)
    late = pupil_figures(pupil_tally(settled), settled.rules)

    assert (early.waiting, early.indicators.quality, early.indicators.progress) == (1, None, None)
    assert str(late.indicators.quality) == "200/3"
    assert (late.indicators.average, late.indicators.sou) == (None, None)


def test_a_class_of_three_has_its_counts_beside_its_percents() -> None:
    made = summary("4", "4", "3")
    line = figures(made.total, made.rules)

    assert (line.indicators.good, line.indicators.n) == (2, 3)
    assert str(line.indicators.quality) == "200/3"
    assert str(line.indicators.sou) == "164/3"


def test_the_total_adds_counts_and_never_averages_means() -> None:
    made = summary("5 2", "5 2", "5 ·", "5 ·")
    each = [made.column_tally(n).indicators(made.rules).quality for n in (0, 1)]

    total = made.total.indicators(made.rules)

    assert each == [100, 0]
    assert total.quality == 100 * 4 / 6 or str(total.quality) == "200/3"
    assert total.quality != sum(each) / 2


results = st.sampled_from(["5", "4", "3", "2", "≈5", "≈2", "?", "!", "·"])
classes = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(results, min_size=width, max_size=width).map(" ".join), min_size=1, max_size=8
    )
)


@given(classes, st.booleans())
def test_every_number_has_exactly_its_pupils_behind_it(lines: list[str], ended: bool) -> None:
    made = summary(*lines, ended=ended)
    written = Counter(word for line in lines for word in line.split())

    line = figures(made.total, made.rules)

    for one in OUTCOME_HEADS:
        assert line.count(one) == len(behind(made.total, one))
    assert [line.count(one) for one in tuple(OUTCOME_HEADS)[:4]] == [
        written[mark] for mark in "5432"
    ]
    assert sum(line.count(one) or 0 for one in OUTCOME_HEADS) == line.pupils


@given(classes)
def test_the_lists_agree_with_what_is_written(lines: list[str]) -> None:
    found = {
        one.kind: {line.pupil.id for line in one.certain} for one in pupil_lists(summary(*lines))
    }

    for number, line in enumerate(lines, start=1):
        marks = line.split()
        assert (number in found[ListKind.ALL_FIVES]) == (set(marks) == {"5"})
        good = set(marks) <= {"4", "5"} and "4" in marks
        assert (number in found[ListKind.FOURS_AND_FIVES]) == good
        assert (number in found[ListKind.ONE_FOUR]) == (good and marks.count("4") == 1)
        three = set(marks) <= {"3", "4", "5"} and marks.count("3") == 1
        assert (number in found[ListKind.ONE_THREE]) == three
        assert (number in found[ListKind.TWOS]) == ("2" in marks)
        assert (number in found[ListKind.NOT_ATTESTED]) == bool({"?", "!"} & set(marks))


@given(classes)
def test_columns_and_pupils_add_up_to_the_same_total(lines: list[str]) -> None:
    made = summary(*lines, rules=IndicatorRules(include_not_attested=True))
    columns = sum((made.column_tally(n).counts for n in range(len(made.columns))), start=Counts())
    pupils = sum((line.tally.counts for line in made.lines), start=Counts())

    assert columns == pupils == made.total.counts
