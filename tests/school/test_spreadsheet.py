import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from openpyxl import Workbook

from school_desk.school.shipped import SAMPLE
from school_desk.school.spreadsheet import (
    MAX_ROWS,
    DamagedSpreadsheetError,
    LockedSpreadsheetError,
    NoFileError,
    NotASpreadsheetError,
    OldSpreadsheetError,
    OversizedSpreadsheetError,
    SpreadsheetError,
    read_sheets,
)

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "list.xlsx"
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["Тегі", "Аты"])
    sheet.append(["Қайрат", "Інжу"])
    workbook.save(path)
    return path


def repack(path: Path, change: Callable[[bytes], bytes], part: str = SHEET) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_sheet_is_read_as_values(book: Path) -> None:
    (sheet,) = read_sheets(book)

    assert sheet.rows[1][:2] == ("Қайрат", "Інжу")
    assert not sheet.cut


def test_texts_kept_apart_as_excel_keeps_them_are_read(book: Path) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    texts = f'<sst xmlns="{MAIN}"><si><t>Әбіш</t></si><si><t xml:space="preserve"> </t></si></sst>'
    cell = b'<c r="C2" t="s"><v>0</v></c></row></sheetData>'
    repack(book, lambda _: texts.encode(), "xl/sharedStrings.xml")
    repack(book, lambda xml: xml.replace(b"</Types>", override.encode()), "[Content_Types].xml")
    repack(book, lambda xml: xml.replace(b"</row></sheetData>", cell))

    assert read_sheets(book)[0].rows[1][:3] == ("Қайрат", "Інжу", "Әбіш")


def test_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(NoFileError) as refusal:
        read_sheets(tmp_path / "list.xlsx")

    assert refusal.value.facts == {"file": "list.xlsx"}


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", NotASpreadsheetError),
        (b"<html><table><tr><td>1</td></tr></table></html>", NotASpreadsheetError),
        ("Тегі;Аты".encode("cp1251"), NotASpreadsheetError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Workbook", OldSpreadsheetError),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            LockedSpreadsheetError,
        ),
        (b"PK\x03\x04 and nothing more", DamagedSpreadsheetError),
    ],
)
def test_file_renamed_to_xlsx_is_told_what_it_is(
    tmp_path: Path, content: bytes, refusal: type[SpreadsheetError]
) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)

    with pytest.raises(refusal):
        read_sheets(path)


def test_other_archive_is_no_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<office/>")

    with pytest.raises(NotASpreadsheetError):
        read_sheets(path)


def test_bomb_is_refused_before_it_is_unpacked(book: Path) -> None:
    repack(book, lambda _: b"0" * 50_000_000, "xl/media/image1.png")

    began = time.perf_counter()
    with pytest.raises(OversizedSpreadsheetError):
        read_sheets(book)

    assert time.perf_counter() - began < 0.5


def test_archive_of_very_many_parts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for n in range(1_001):
            archive.writestr(f"part{n}", b"")

    with pytest.raises(OversizedSpreadsheetError):
        read_sheets(path)


def test_false_dimension_is_not_believed(book: Path) -> None:
    repack(book, lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))

    assert len(read_sheets(book)[0].rows) == 2


def test_dimension_that_hides_rows_is_not_believed(book: Path) -> None:
    repack(book, lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1:A1"'))

    assert read_sheets(book)[0].rows[1][:2] == ("Қайрат", "Інжу")


def test_hundred_thousand_empty_rows_cost_next_to_nothing(book: Path) -> None:
    empty = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(3, 100_003))
    repack(book, lambda xml: xml.replace(b"</sheetData>", empty + b"</sheetData>"))

    began = time.perf_counter()
    (sheet,) = read_sheets(book)

    assert len(sheet.rows) == 2
    assert time.perf_counter() - began < 1


def test_row_a_million_below_does_not_fill_the_memory(book: Path) -> None:
    far = b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    repack(book, lambda xml: xml.replace(b"</sheetData>", far + b"</sheetData>"))

    (sheet,) = read_sheets(book)

    assert sheet.cut
    assert len(sheet.rows) <= MAX_ROWS


def test_entities_of_xml_are_refused(book: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccc">]><worksheet>&b;</worksheet>'
    repack(book, lambda _: bomb)

    with pytest.raises(DamagedSpreadsheetError):
        read_sheets(book)


def test_formula_is_known_but_never_evaluated(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    workbook = Workbook()
    workbook.worksheets[0]["B1"] = "=1+1"
    workbook.save(path)

    (sheet,) = read_sheets(path)

    assert sheet.formulas == {(1, 2)}
    assert sheet.rows[0][1] is None


def test_formula_has_the_value_that_was_saved_with_it(book: Path) -> None:
    saved = b'<c r="C1"><f>1+1</f><v>2</v></c></row>'
    repack(book, lambda xml: xml.replace(b"</row>", saved, 1))

    (sheet,) = read_sheets(book)

    assert sheet.formulas == {(1, 3)}
    assert sheet.rows[0][2] == 2


def test_merged_cells_share_their_value(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    workbook = Workbook()
    workbook.worksheets[0]["A1"] = "7А"
    workbook.worksheets[0].merge_cells("A1:B3")
    workbook.worksheets[0]["C4"] = "end"
    workbook.save(path)

    (sheet,) = read_sheets(path)

    assert [sheet.merged_value(row, 2) for row in (1, 3, 4)] == ["7А", "7А", None]


@pytest.mark.parametrize("seed", range(60))
def test_damaged_file_is_read_or_refused_in_one_sentence(tmp_path: Path, seed: int) -> None:
    random = Random(seed)  # noqa: S311  damage, no secrets
    path = tmp_path / "list.xlsx"
    content = bytearray(SAMPLE.read_bytes())
    for _ in range(random.randint(1, 20)):
        content[random.randrange(len(content))] = random.randrange(256)
    path.write_bytes(content[: random.choice([None, random.randrange(len(content))])])

    assert _read_or_refused(path)


@pytest.mark.parametrize("seed", range(60))
def test_damaged_sheet_is_read_or_refused_in_one_sentence(tmp_path: Path, seed: int) -> None:
    random = Random(seed)  # noqa: S311  damage, no secrets
    path = tmp_path / "list.xlsx"
    path.write_bytes(SAMPLE.read_bytes())
    part = random.choice([SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"])
    repack(path, lambda xml: _mangled(xml, random), part)

    assert _read_or_refused(path)


def _mangled(xml: bytes, random: Random) -> bytes:
    content = bytearray(xml)
    for _ in range(random.randint(1, 8)):
        place = random.randrange(len(content))
        content[place : place + random.randrange(4)] = random.choice(
            [b"", b"9", b"<", b'"', b"-1", b"A", b"e"]
        )
    return bytes(content)


def _read_or_refused(path: Path) -> bool:
    try:
        return all(isinstance(sheet.rows, tuple) for sheet in read_sheets(path))
    except SpreadsheetError as refusal:
        return refusal.facts == {"file": "list.xlsx"}
