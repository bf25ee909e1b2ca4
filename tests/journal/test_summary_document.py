"""The term summary on paper: small, empty and wide classes, each language, the chart's lengths."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pytest

from school_desk.documents.drawing import Ink, Rect
from school_desk.documents.voices import voices_of
from school_desk.journal.summary_document import build_class_summary, build_teacher_summary
from school_desk.journal.summary_model import (
    ClassSummary,
    PageLine,
    TeacherSummary,
    TermTally,
)
from school_desk.journal.summary_paper import class_chart, class_figures
from school_desk.journal.summary_sheet import build_class_summary_sheet
from tests.documents.pages import PRINTED
from tests.documents.reading import fonts_of, needs_pdftotext, pages_of, words_of
from tests.journal.summaries import AFTER, HALF_1, TERM_1, column, summary

KK = voices_of("kk")


def pdf_of(made: ClassSummary, language: str = "kk", *, forecasts: bool = False) -> bytes:
    out = BytesIO()
    build_class_summary(
        made,
        school="Аққайың мектебі",
        language=language,
        forecasts=forecasts,
        printed=PRINTED,
        out=out,
    )
    return out.getvalue()


@needs_pdftotext
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", ["Сыныптың тоқсандық қорытындысы", "Үздіктер"]),
        ("ru", ["Итоги четверти по классу", "Отличники"]),
        ("both", ["Сыныптың тоқсандық қорытындысы", "Итоги четверти по классу"]),
    ],
)
def test_paper_speaks_each_language(language: str, words: list[str]) -> None:
    pdf = pdf_of(summary("5 5 4", "4 3 ?", "2 5 5"), language)
    told = words_of(pdf)

    assert all(word in told for word in words)
    assert fonts_of(pdf) <= {"Roboto", "Roboto-Bold", "Roboto-Regular"}


@needs_pdftotext
def test_a_class_of_three_has_its_counts_beside_its_percents() -> None:
    told = words_of(pdf_of(summary("4", "4", "3")))

    assert "67 % · 2/3" in told
    assert "54,67" in told


@needs_pdftotext
def test_nothing_is_a_dash_and_never_zero_percent() -> None:
    told = words_of(pdf_of(summary("·", "·")))

    assert "0 %" not in told
    assert "—" in told


@needs_pdftotext
def test_forecasts_are_on_paper_only_if_wanted_and_it_is_said() -> None:
    made = summary("≈5 5", "5 5")

    assert "≈5" not in words_of(pdf_of(made))
    assert "болжамсыз" in words_of(pdf_of(made))
    shown = words_of(pdf_of(made, forecasts=True))
    assert "≈5" in shown
    assert "бірақ есептелмейді" in shown
    assert class_figures(made, KK)[0][1].counts.five == 1


def test_an_empty_class_is_a_page_without_pupils() -> None:
    assert pages_of(pdf_of(replace(summary(), taken=False))) >= 1


@needs_pdftotext
def test_a_subject_of_the_half_year_is_named_with_its_period() -> None:
    made = summary("5 5")
    later = replace(made.columns[1], period=HALF_1, due=False)

    told = words_of(pdf_of(replace(made, columns=(made.columns[0], later))))

    assert "Биология: баға басқа кезеңнің соңында қойылады (1-жартыжылдық)" in told


def test_a_wide_class_keeps_all_its_subjects_on_the_sheet() -> None:
    made = summary("5 4 3 2")
    wide = replace(
        made,
        columns=made.columns * 5,
        lines=tuple(replace(line, entries=line.entries * 5) for line in made.lines),
    )

    assert pages_of(pdf_of(wide, "both")) < 6


def test_the_bars_of_quality_are_as_long_as_quality() -> None:
    made = summary("5 5 3", "5 3 3", "3 3 3", "3 3 3")
    drawing = class_chart(made, KK)
    middles = [spot.y + spot.height / 2 for spot in drawing.spots if spot.part == -1]
    lengths = [_length(drawing.shapes, middle) for middle in middles]

    shares = [50, 25, 0, 25]
    assert len(lengths) == len(shares)
    assert [length > 0 for length in lengths] == [share > 0 for share in shares]
    assert lengths[0] == pytest.approx(2 * lengths[1])
    assert lengths[1] == pytest.approx(lengths[3])


def _length(shapes: tuple, middle: float) -> float:
    """The last bar of a row is that of its share; it stands right of the counts."""
    found = [
        one
        for one in shapes
        if isinstance(one, Rect) and one.y < middle < one.y + one.height and one.x > 400
    ]
    assert all(one.ink is Ink.STEP_2 for one in found)
    return sum(one.width for one in found)


def test_terms_stand_side_by_side_once_there_are_two() -> None:
    made = summary("5 5", "3 3")
    twice = replace(made, terms=(TermTally(1, made.total), TermTally(2, made.total)))

    one, two = class_chart(made, KK), class_chart(twice, KK)

    assert {spot.row for spot in two.spots} == set(range(len({s.row for s in one.spots}) + 2))
    tops = sorted({spot.y for spot in two.spots})
    assert all(first < second for first, second in pairwise(tops))


@needs_pdftotext
def test_a_teacher_without_pages_gets_dashes() -> None:
    out = BytesIO()
    empty = TeacherSummary(3, "Сейіт Гүлнар", TERM_1, (), summary().rules, "", AFTER)
    build_teacher_summary(
        empty, school="", language="ru", forecasts=False, printed=PRINTED, out=out
    )

    assert "Итоги четверти учителя" in words_of(out.getvalue())
    assert "—" in words_of(out.getvalue())


@needs_pdftotext
def test_the_total_of_a_teacher_is_the_sum_of_counts() -> None:
    made = summary("5 2", "5 2", "5 ·", "5 ·")
    lines = tuple(PageLine(one, made.column_tally(n)) for n, one in enumerate(made.columns))
    out = BytesIO()
    teacher = TeacherSummary(3, "Сейіт Гүлнар", TERM_1, lines, made.rules, "kz-2025", AFTER)
    build_teacher_summary(
        teacher, school="", language="ru", forecasts=False, printed=PRINTED, out=out
    )

    assert "67 % · 4/6" in words_of(out.getvalue())


def test_the_same_summary_prints_the_same_bytes() -> None:
    made = summary("5 4", "3 ?")

    assert pdf_of(made) == pdf_of(made)
    books = [BytesIO(), BytesIO()]
    for book in books:
        build_class_summary_sheet(
            made, school="", language="kk", forecasts=False, printed=PRINTED, out=book
        )
    assert books[0].getvalue() == books[1].getvalue()
    assert column().due
