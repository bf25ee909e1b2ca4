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
