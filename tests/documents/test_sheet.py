from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import BytesIO

import openpyxl
import pytest

from school_desk.documents.sheet import CellValue, SheetColumn, SheetDraft, build_workbook
from tests.documents.pages import PRINTED


def _written(value: CellValue, number_format: str = "") -> bytes:
    columns = (SheetColumn(date(2026, 10, 22)), SheetColumn("Балл", 9, number_format))
    draft = SheetDraft("6 «А»: 1/2", ("Тақырып",), columns, ((None, value),), frozen=1)
    out = BytesIO()
    build_workbook((draft,), title="Т", language="kk", printed=PRINTED, out=out)
    return out.getvalue()


@pytest.mark.parametrize("text", ["=1+1", "+7 701", "-5", "@SUM(A1)", "\t=1", '=HYPERLINK("x")'])
def test_typed_formula_stays_text(text: str) -> None:
    cell = openpyxl.load_workbook(BytesIO(_written(text))).worksheets[0]["B3"]

    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert cell.value == text


def test_numbers_dates_and_heads_keep_their_type() -> None:
    sheet = openpyxl.load_workbook(BytesIO(_written(Fraction(591, 7), "0.00"))).worksheets[0]

    assert sheet["B3"].value == pytest.approx(591 / 7, abs=1e-12)
    assert sheet["B3"].number_format == "0.00"
    assert sheet["A2"].is_date
    assert sheet.freeze_panes == "B3"
    assert sheet.title == "6 «А»  1 2"


def test_control_characters_never_damage_the_file() -> None:
    sheet = openpyxl.load_workbook(BytesIO(_written("a\x00b\x0bc"))).worksheets[0]

    assert sheet["B3"].value == "abc"


def test_the_same_workbook_is_the_same_bytes() -> None:
    content = _written(5)
    book = openpyxl.load_workbook(BytesIO(content))

    assert content == _written(5)
    assert book.properties.modified == PRINTED.at


def test_long_names_that_begin_alike_stay_apart() -> None:
    long = "Мектеп нәтижелері, 1-тоқсан: Сынып"
    drafts = tuple(
        SheetDraft(name, ("Тақырып",), (SheetColumn("Балл"),), ())
        for name in (long, f"{long} деңгейі", f"{long}тар")
    )
    out = BytesIO()
    build_workbook(drafts, title="Т", language="kk", printed=PRINTED, out=out)

    names = openpyxl.load_workbook(out).sheetnames

    assert names[0] == "Мектеп нәтижелері, 1-тоқсан  Сы"
    assert names[1:] == ["Мектеп нәтижелері, 1-тоқсан 2", "Мектеп нәтижелері, 1-тоқсан 3"]
    assert all(len(name) <= 31 for name in names)


@pytest.mark.parametrize(
    ("language", "said"),
    [("kk", "2026 ж. 21 қазан"), ("ru", "21 октября 2026"), ("en", "21 October 2026")],
)
def test_every_sheet_of_a_past_day_says_so_above_its_columns(language: str, said: str) -> None:
    draft = SheetDraft("Тізім", ("Тақырып",), (SheetColumn("Балл"),), ((5,),))
    out, past = BytesIO(), replace(PRINTED, as_of=date(2026, 10, 21))
    build_workbook((draft, draft), title="Т", language=language, printed=past, out=out)
    book = openpyxl.load_workbook(BytesIO(out.getvalue()))

    for sheet in book.worksheets:
        assert said in str(sheet["A2"].value).replace("\xa0", " ")
        assert [sheet["A1"].value, sheet["A3"].value, sheet["A4"].value] == ["Тақырып", "Балл", 5]
