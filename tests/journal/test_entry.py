from dataclasses import replace
from datetime import date

import pytest

from school_desk.i18n import say
from school_desk.journal import entry
from school_desk.journal.entry import Cell, PutMark, PutSign, accept_block, accept_entry
from school_desk.journal.model import ColumnKey, Scale
from school_desk.journal.rules import term_case
from school_desk.journal.typing import MeaninglessTextError
from school_desk.school.model import Absence
from tests.journal.kz2025 import DEFAULTS
from tests.journal.pages import (
    FIRST,
    HEAD,
    INJU,
    MONDAY,
    MONDAY_AGAIN,
    OMAR,
    ON_MONDAY,
    ON_THURSDAY,
    PAGE,
    SECOND,
    TERM_WORK,
    TODAY,
    UNIT_WORK,
    page_with,
)


def typed(text, column=ON_MONDAY, page=PAGE, today=TODAY, settings=DEFAULTS):
    return accept_entry(page, Cell(column, INJU, text), settings, today)


def pasted(*cells, page=PAGE):
    return accept_block(page, [Cell(*cell) for cell in cells], DEFAULTS, TODAY)


def refusal(kind, *args, **kwargs) -> str:
    with pytest.raises(kind) as refused:
        typed(*args, **kwargs)
    return str(refused.value)


def test_digit_becomes_points() -> None:
    assert typed("9") == typed("ұ") == (PutMark(ON_MONDAY, INJU, 9),)


def test_letter_becomes_a_sign_of_the_lesson() -> None:
    assert typed("А") == typed("f") == (PutSign(FIRST, INJU, Absence.ILL),)


def test_late_with_points_writes_both() -> None:
    assert typed("К 8") == (
        PutSign(FIRST, INJU, Absence.LATE),
        PutMark(ON_MONDAY, INJU, 8),
    )


def test_late_and_points_stand_together_in_either_order() -> None:
    late, marked = page_with(signs={FIRST: Absence.LATE}), page_with(marks={ON_MONDAY: 8})

    assert typed("8", page=late) == (PutMark(ON_MONDAY, INJU, 8),)
    assert typed("К", page=marked) == (PutSign(FIRST, INJU, Absence.LATE),)


@pytest.mark.parametrize("points", ["11", "99999"])
def test_points_above_the_scale_are_refused(points) -> None:
    said = refusal(entry.PointsTooHighError, points)

    assert said == f"The highest points are 10. {points} was not written."


def test_zero_is_below_the_formative_scale_but_not_below_a_work() -> None:
    assert "lowest points are 1" in refusal(entry.PointsTooLowError, "0")
    assert typed("0", UNIT_WORK) == (PutMark(UNIT_WORK, INJU, 0),)


def test_work_has_its_own_maximum() -> None:
    assert typed("15", UNIT_WORK) == (PutMark(UNIT_WORK, INJU, 15),)
    assert "15. 16 was" in refusal(entry.PointsTooHighError, "16", UNIT_WORK)


@pytest.mark.parametrize("column", [ON_MONDAY, MONDAY_AGAIN])
def test_absent_pupil_gets_no_points_in_any_column_of_the_lesson(column) -> None:
    ill = page_with(signs={FIRST: Absence.ILL})

    said = refusal(entry.PupilAwayError, "8", column, page=ill)

    assert "«А» (Backspace)" in said


@pytest.mark.parametrize(("language", "letter"), [("kk", "А"), ("ru", "Б")])
def test_sign_is_named_by_the_letter_that_the_reader_sees(language: str, letter: str) -> None:
    ill = page_with(signs={FIRST: Absence.ILL})

    with pytest.raises(entry.PupilAwayError) as refused:
        typed("8", page=ill)

    assert f"«{letter}»" in say(refused.value, language)


def test_work_may_be_written_later_by_a_pupil_who_was_ill() -> None:
    ill = page_with(signs={SECOND: Absence.ILL})

    assert typed("14", UNIT_WORK, page=ill) == (PutMark(UNIT_WORK, INJU, 14),)


@pytest.mark.parametrize("column", [ON_MONDAY, MONDAY_AGAIN])
def test_absence_never_takes_points_away(column) -> None:
    marked = page_with(marks={MONDAY_AGAIN: 8})

    assert "has 8 points" in refusal(entry.PointsInTheWayError, "А", column, page=marked)


def test_absence_on_a_written_work_is_refused() -> None:
    written = page_with(marks={UNIT_WORK: 14})

    assert "has 14 points" in refusal(entry.PointsInTheWayError, "Ж", UNIT_WORK, page=written)


def test_one_absence_replaces_another() -> None:
    ill = page_with(signs={FIRST: Absence.ILL})

    assert typed("Д", page=ill) == (PutSign(FIRST, INJU, Absence.EXCUSED),)


def test_sign_on_a_work_is_noted_in_the_lesson_of_its_day() -> None:
    assert typed("А", UNIT_WORK) == (PutSign(SECOND, INJU, Absence.ILL),)


def test_work_without_a_date_takes_points_but_no_sign() -> None:
    assert typed("20", TERM_WORK) == (PutMark(TERM_WORK, INJU, 20),)
    assert "no lesson yet" in refusal(entry.WorkWithoutLessonError, "А", TERM_WORK)


def test_backspace_clears_points_first_and_the_sign_next() -> None:
    both = page_with(marks={ON_MONDAY: 8}, signs={FIRST: Absence.LATE})
    late = page_with(signs={FIRST: Absence.LATE})

    assert typed("", page=both) == (PutMark(ON_MONDAY, INJU, None),)
    assert typed("", page=late) == (PutSign(FIRST, INJU, None),)
    assert typed("") == ()


def test_closed_page_says_who_closed_it_and_when() -> None:
    closed = page_with(
        head=replace(HEAD, closed_by="С. Ахметова", closed_on=date(2026, 10, 26)),
    )

    for text in ("8", "А", ""):
        said = refusal(entry.PageClosedError, text, page=closed)
        assert said.startswith("С. Ахметова closed the term on 2026-10-26.")


def test_lesson_to_come_takes_nothing_yet() -> None:
    said = refusal(entry.FutureLessonError, "8", ON_THURSDAY, today=MONDAY)

    assert said == "This lesson is on 2026-10-15. Nothing was written."
    assert refusal(entry.FutureLessonError, "8", UNIT_WORK, today=MONDAY) == said


@pytest.mark.parametrize("text", ["ц", "8,5", "Ж3", "hello"])
def test_text_that_means_nothing_is_refused(text) -> None:
    assert f"«{text}»" in refusal(MeaninglessTextError, text)


def test_first_year_takes_absences_but_no_marks() -> None:
    first_year = page_with(head=replace(HEAD, year_level=1, unmarked=True, scale=Scale.NONE))

    assert "Year 1" in refusal(entry.UnmarkedYearLevelError, "8", page=first_year)
    assert refusal(entry.UnmarkedYearLevelError, "8", UNIT_WORK, page=first_year)
    assert typed("А", page=first_year) == (PutSign(FIRST, INJU, Absence.ILL),)


def test_pupil_who_came_later_has_no_earlier_lessons() -> None:
    came = page_with(stays=((date(2026, 10, 13), None),))
    left = page_with(stays=((None, date(2026, 10, 13)),))

    assert "on 2026-10-12" in refusal(entry.PupilNotThereError, "8", page=came)
    assert typed("8", ON_THURSDAY, page=came)
    assert "on 2026-10-15" in refusal(entry.PupilNotThereError, "8", ON_THURSDAY, page=left)


def test_place_that_is_gone_is_refused() -> None:
    with pytest.raises(entry.OffPageError):
        typed("8", ColumnKey(work=99))
    with pytest.raises(entry.OffPageError):
        accept_entry(PAGE, Cell(ON_MONDAY, 99, "8"), DEFAULTS, TODAY)


def test_good_block_is_accepted_whole() -> None:
    entries, problems = pasted(
        (ON_MONDAY, INJU, "9"), (ON_MONDAY, OMAR, "К7"), (ON_THURSDAY, OMAR, "А")
    )

    assert problems == ()
    assert entries == (
        PutMark(ON_MONDAY, INJU, 9),
        PutSign(FIRST, OMAR, Absence.LATE),
        PutMark(ON_MONDAY, OMAR, 7),
        PutSign(SECOND, OMAR, Absence.ILL),
    )


def test_every_bad_cell_of_a_block_is_named_and_nothing_is_accepted() -> None:
    entries, problems = pasted(
        (ON_MONDAY, INJU, "11"), (ON_MONDAY, OMAR, "9"), (ON_THURSDAY, OMAR, "8,5")
    )

    assert entries == ()
    assert [(p.column, p.pupil, type(p.error)) for p in problems] == [
        (ON_MONDAY, INJU, entry.PointsTooHighError),
        (ON_THURSDAY, OMAR, MeaninglessTextError),
    ]


def test_cells_of_one_block_may_not_contradict_each_other() -> None:
    _, problems = pasted((ON_MONDAY, INJU, "А"), (MONDAY_AGAIN, INJU, "8"))

    assert [type(p.error) for p in problems] == [entry.PupilAwayError]


def test_block_may_clear_points_before_it_notes_the_absence() -> None:
    marked = page_with(marks={ON_MONDAY: 8})

    entries, problems = pasted((ON_MONDAY, INJU, ""), (MONDAY_AGAIN, INJU, "А"), page=marked)

    assert problems == ()
    assert entries == (PutMark(ON_MONDAY, INJU, None), PutSign(FIRST, INJU, Absence.ILL))


def test_blank_cells_of_a_pasted_column_leave_absences_alone() -> None:
    both = page_with(marks={ON_MONDAY: 8}, signs={FIRST: Absence.LATE, SECOND: Absence.ILL})

    entries, problems = pasted((ON_MONDAY, INJU, ""), (ON_THURSDAY, INJU, " "), page=both)

    assert (entries, problems) == ((PutMark(ON_MONDAY, INJU, None),), ())


def test_case_of_a_pupil_is_gathered_from_the_page() -> None:
    page = page_with(
        marks={ON_MONDAY: 8, MONDAY_AGAIN: 9, TERM_WORK: 20}, signs={SECOND: Absence.ILL}
    )

    gathered = term_case(page, page.rows[0])

    assert gathered.formative == (8, 9)
    assert [(w.points, w.top, w.absence) for w in gathered.unit] == [(None, 15, Absence.ILL)]
    assert (gathered.term.points, gathered.term.top) == (20, 25)


def test_late_pupil_has_no_excuse_for_a_missing_work() -> None:
    page = page_with(signs={SECOND: Absence.LATE})

    assert term_case(page, page.rows[0]).unit[0].absence is None
