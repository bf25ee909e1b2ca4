from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from school_desk import formats
from school_desk.documents.leaves import PerSheet
from school_desk.documents.voices import DocumentLanguage, one_line, told, voices_of
from school_desk.journal import slip_paper as paper
from school_desk.journal.documents import build_slips, build_slips_sheet
from school_desk.journal.register_paper import PENDING
from school_desk.journal.slip import Slip
from tests.documents import slips as examples
from tests.documents.pages import NAMES, PRINTED
from tests.documents.reading import fonts_of, needs_pdftotext, pages_of, words_of

KK = voices_of("kk")


def _pdf(*slips: Slip, language: DocumentLanguage = "kk", per_sheet: PerSheet = 3) -> bytes:
    out = BytesIO()
    sheets = build_slips(slips, language=language, per_sheet=per_sheet, printed=PRINTED, out=out)
    assert pages_of(out.getvalue()) == sheets
    return out.getvalue()


def _words(*slips: Slip, language: DocumentLanguage = "kk", per_sheet: PerSheet = 3) -> str:
    return words_of(_pdf(*slips, language=language, per_sheet=per_sheet))


@needs_pdftotext
def test_slip_shows_the_whole_way_to_the_mark() -> None:
    slip = examples.one_subject(examples.COMPLETE)

    words = _words(slip)

    for step in ("85,00 % × 25 %", "21,25", "85,71 % × 25 %", "21,43", "84,00 % × 50 %", "42,00"):
        assert step in words
    assert "84,68 % 85 % 5" in words
    assert "13 + 17 = 30 / 35" in words
    assert one_line(paper.law_text(slip.lines[0].explanation, KK)) in words
    assert one_line(told(KK, paper.ONE_ROUNDING)) in words


@needs_pdftotext
def test_slip_names_pupil_class_signer_and_origin() -> None:
    words = _words(examples.one_subject(examples.COMPLETE))

    for fact in ("Алпысбай Аружан Ерланқызы", "6 «А»", "Серікқызы Гүлнар", "22.10.2026, 13:12"):
        assert fact in words
    assert "kz-2025" in words


@needs_pdftotext
def test_forecast_is_called_a_forecast() -> None:
    words = _words(examples.one_subject(examples.FORECAST))

    assert one_line(told(KK, paper.FORECAST_MARK, mark=5)) in words


@needs_pdftotext
def test_pending_is_said_in_words_and_with_its_reason() -> None:
    slip = examples.one_subject(examples.PENDING)

    words = _words(slip)

    assert one_line(told(KK, PENDING)) in words
    (missing,) = slip.lines[0].explanation.missing
    assert one_line(paper.missing_text(missing, KK)) in words


@needs_pdftotext
def test_attendance_that_nobody_took_is_no_zero() -> None:
    slip = replace(examples.one_subject(examples.COMPLETE), missed=None)

    words = _words(slip)

    assert one_line(told(KK, paper.NOT_TAKEN)) in words


@needs_pdftotext
def test_slip_of_several_subjects_has_a_line_for_each() -> None:
    words = _words(examples.term_slip())

    assert all(names["kk"] in words for names in examples.SUBJECTS)
    assert "8,50 (4) 30 / 35 21 / 25 84,68 85 5" in words


@needs_pdftotext
def test_both_languages_stand_on_one_slip() -> None:
    words = _words(examples.term_slip(), language="both")

    for names in examples.SUBJECTS:
        assert names["kk"] in words
        assert names["ru"] in words


@pytest.mark.parametrize("language", ["kk", "ru", "both"])
def test_slips_of_one_subject_come_by_three(language: DocumentLanguage) -> None:
    slips = [examples.one_subject(case) for case in examples.CASES]

    assert pages_of(_pdf(*slips, language=language)) == 2


@needs_pdftotext
def test_class_of_seventeen_takes_six_sheets_and_loses_nobody() -> None:
    pdf = _pdf(*examples.one_subject_slips())

    assert pages_of(pdf) == 6
    assert all(name in words_of(pdf) for name in NAMES)


def test_five_hundred_slips_of_three_to_a_sheet_take_167_sheets() -> None:
    slip = examples.one_subject(examples.COMPLETE)

    assert pages_of(_pdf(*(slip for _ in range(500)))) == 167


@needs_pdftotext
def test_too_many_subjects_for_a_third_take_more_room_and_none_is_lost() -> None:
    long = examples.term_slip()
    many = replace(long, lines=long.lines * 12)

    pdf = _pdf(many, many)

    assert words_of(pdf).count("Дүниежүзі тарихы") >= 24
    assert pages_of(pdf) > 2


@needs_pdftotext
def test_very_long_name_wraps_and_is_whole() -> None:
    slip = examples.one_subject(examples.COMPLETE)
    name = replace(slip.pupil, surname="Қ" * 60, given="ұ" * 60)

    words = _words(replace(slip, pupil=name)).replace(" ", "")

    assert words.count("Қ" * 5) >= 1
    assert sum(map(words.count, "Қ")) >= 60
    assert words.count("ұ") >= 60


@needs_pdftotext
def test_sheet_of_one_slip_explains_every_subject() -> None:
    words = _words(examples.term_slip(), per_sheet=1)

    complete = [line for line in examples.term_slip().lines if line.explanation.percent]
    for line in complete:
        assert formats.percent(line.explanation.percent, 2, "kk").replace("\u00a0", " ") in words


def test_fonts_are_ours_and_bytes_are_the_same_each_time() -> None:
    pdf = _pdf(examples.term_slip(), language="both")

    assert pdf == _pdf(examples.term_slip(), language="both")
    assert b"/FontFile2" in pdf
    assert fonts_of(pdf) == {"Roboto-Regular", "Roboto-Bold"}


def test_no_slips_make_no_broken_file() -> None:
    assert _pdf_of_nothing().startswith(b"%PDF")


def _pdf_of_nothing() -> bytes:
    out = BytesIO()
    assert build_slips((), language="kk", per_sheet=3, printed=PRINTED, out=out) == 0
    return out.getvalue()


def test_workbook_of_slips_has_the_exact_numbers() -> None:
    out = BytesIO()
    slips = examples.term_slips(3)

    build_slips_sheet(slips, language="kk", printed=PRINTED, out=out)

    sheet = openpyxl.load_workbook(out).worksheets[0]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    lines = [(slip, line) for slip in slips for line in slip.lines]
    for (slip, line), row in zip(lines, rows, strict=True):
        assert row[1] == slip.pupil.full
        exact = line.explanation.percent
        assert row[10] == (None if exact is None else pytest.approx(float(exact), abs=1e-9))
        assert row[11] == line.explanation.rounded
