"""A work on paper and as a workbook: the same numbers, read back from real files."""

from datetime import UTC, datetime
from io import BytesIO

from openpyxl import load_workbook

from school_desk.documents.page import Printed
from school_desk.journal.documents import build_work, build_work_sheet
from school_desk.journal.model import ImportedWork, MarkKind, Sitting
from school_desk.school.model import Absence
from tests.documents.reading import needs_pdftotext, words_of
from tests.journal.pages import INJU, OMAR, PAGE, SECOND, THURSDAY, UNIT_WORK, page_with
from tests.journal.works import FIRST, LAST, laid, worth
from tests.journal.works import SECOND as WRITES

SIGNS = {"kk": {Absence.ILL: "А"}, "ru": {Absence.ILL: "Б"}}
PRINTED = Printed(datetime(2026, 10, 22, 9, 31, tzinfo=UTC), "Г. Серікқызы")
POINTS = {INJU: {FIRST: 1, WRITES: 0, LAST: 8}}
WRITTEN = laid(POINTS, page_with(marks={UNIT_WORK: 9}))


def made(build, work, language="kk") -> bytes:
    out = BytesIO()
    build(work, school="Аққайың", signs=SIGNS, language=language, printed=PRINTED, out=out)
    return out.getvalue()


def sheets(work, language="kk"):
    return load_workbook(BytesIO(made(build_work_sheet, work, language))).worksheets


def values(sheet) -> list[tuple[object, ...]]:
    return [tuple(cell for cell in row if cell is not None) for row in sheet.values]


@needs_pdftotext
def test_the_paper_has_tasks_objectives_descriptors_and_everybody_s_points() -> None:
    words = words_of(made(build_work, WRITTEN))

    for said in ("6.1.2.9,", "6.1.2.12", "1.2 Жазады 2", "Барлығы 15", "1 Қайрат Інжу 1 0 8 9 60"):
        assert said in words
    assert "2 Өмір Омар —" in words


def test_the_workbook_has_the_same_numbers_and_the_exact_percent() -> None:
    specification, results = sheets(WRITTEN)

    assert (1, "Қысқартыңыз", "Қысқартады", "6.1.2.9", "1.1 Бөледі", 1) in values(specification)
    assert ("Барлығы", 15) in values(specification)
    assert (1, "Қайрат Інжу", 1, 0, 8, 9, 60) in values(results)


@needs_pdftotext
def test_both_languages_stand_on_one_paper() -> None:
    words = words_of(made(build_work, WRITTEN, "both"))

    assert "Жұмыстың спецификациясы Спецификация работы" in words
    assert "БЖБ 1 СОР 1" in words


@needs_pdftotext
def test_own_days_and_works_of_other_schools_are_told_under_the_table() -> None:
    extract = ImportedWork(MarkKind.UNIT_SUMMATIVE, 1, 13, 20, "№ 15 үзінді")
    page = page_with(imported=(extract,))
    row = page_with(
        OMAR, signs={SECOND: Absence.ILL}, sittings={7: Sitting(THURSDAY, "ауру")}
    ).rows[1]
    work = laid(page=type(page)(page.head, page.columns, page.works, (page.rows[0], row)))

    words = words_of(made(build_work, work))

    assert "1 Қайрат Інжу 13/20 65" in words
    assert "басқа мектептен: 13 / 20, № 15 үзінді" in words
    assert "2 Өмір Омар А" in words
    assert "жеке кесте: 15.10.2026 (ауру)" in words


@needs_pdftotext
def test_a_sum_that_is_not_the_maximum_is_said_on_the_paper() -> None:
    assert "қосындысы 13 балл, ең жоғары балл 15" in words_of(
        made(build_work, laid(page=PAGE, tasks=worth(10)))
    )


@needs_pdftotext
def test_a_work_without_tasks_has_its_totals_alone() -> None:
    words = words_of(made(build_work, laid(page=page_with(marks={UNIT_WORK: 9}), tasks=())))

    assert "тапсырмалары әлі жазылмаған" in words
    assert "1 Қайрат Інжу 9 60" in words
