"""Files that are no list of pupils, and lists of every kind of mistake, in the terminal."""

import json
import time
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from school_desk.demo.school import DEMO_PASSWORD
from tests.robustness.conftest import Command, entrance, refused
from tests.ui.seat import HEAD

HEADS = ("Сынып", "Тегі", "Аты", "Әкесінің аты", "Туған күні")
BORN = date(2013, 5, 5)
GOOD = ("8В", "Ілиясов", "Әлібек", "Нұрланұлы", BORN)


def sheet_of(*rows: tuple[object, ...], edit: Callable[[Workbook], object] = len) -> bytes:
    book = Workbook()
    for row in (HEADS, *rows):
        book.worksheets[0].append(row)
    if edit is not len:
        edit(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def bomb() -> bytes:
    """A good list whose sheet unpacks to a gigabyte of nothing."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(sheet_of(GOOD))) as good,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in good.namelist():
            made.writestr(name, good.read(name))
        with made.open("xl/big.xml", "w", force_zip64=True) as big:
            for _block in range(256):
                big.write(bytes(1024 * 1024))
    return out.getvalue()


NO_LISTS = {
    "a web page": b"<html><table><tr><td>1</td></tr></table></html>",
    "an old Excel file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "an Excel file with a password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    + bytes(600)
    + "EncryptedPackage".encode("utf-16-le"),
    "a text with commas": "Класс;Фамилия;Имя\n8В;Иванов;Али\n".encode("cp1251"),
    "an empty file": b"",
    "the beginning of an archive": b"PK\x03\x04" + bytes(40),
    "half a list": sheet_of(GOOD)[:3000],
    "an archive of something else": zipped(word__document=b"<w/>"),
    "a list that unpacks to a gigabyte": bomb(),
    "a document with paths out of its folder": zipped(**{"..__..__evil": b"x"}),
}


@pytest.mark.parametrize("content", NO_LISTS.values(), ids=NO_LISTS.keys())
def test_what_is_no_list_is_refused_in_one_sentence_with_its_name(
    command: Command, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "тізім.xlsx").write_bytes(content)

    sentence = refused(command("import", "pupils", str(tmp_path / "тізім.xlsx")))

    assert "тізім.xlsx" in sentence


@pytest.mark.parametrize("name", ["жоқ.xlsx", "", "."])
def test_a_list_that_is_not_there_is_refused(command: Command, tmp_path: Path, name: str) -> None:
    assert refused(command("import", "pupils", str(tmp_path / name)))


def stretch_down(book: Workbook) -> None:
    """As after a format that somebody gave to whole columns."""
    for row in range(3, 100_000):
        book.worksheets[0].cell(row, 1).number_format = "0"


def test_a_hundred_thousand_empty_rows_are_nothing(
    command: Command, tmp_path: Path, folder: Path
) -> None:
    book = tmp_path / "тізім.xlsx"
    book.write_bytes(sheet_of(GOOD, edit=stretch_down))
    began = time.perf_counter()

    done = command("import", "pupils", str(book), "--json")

    assert json.loads(done.stdout)["pupils"] == 1
    assert done.returncode == 0
    assert time.perf_counter() - began < 10
    assert surnames(folder, "Ілиясов") == 1


def merged(book: Workbook) -> None:
    sheet = book.worksheets[0]
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Мектеп оқушыларының тізімі"
    sheet.merge_cells("A1:E1")


MISTAKES = {
    "a formula without a value": (("8В", "=A1", "Әлібек", "", BORN), "error"),
    "a day that no month has": (("8В", "Үсенов", "Қанат", "", "31.02.2013"), "error"),
    "a date as text": (("8В", "Үсенов", "Қанат", "", "05.03.2013"), ""),
    "Latin letters": (("8В", "Aлимoв", "Сұңқар", "", BORN), "warning"),
    "a double": (GOOD, "error"),
    "a class that no school has": (("88В", "Үсенов", "Қанат", "", BORN), "error"),
    "a figure in the name": (("8В", "Үсенов7", "Қанат", "", BORN), "error"),
    "no name": (("8В", "", "", "", BORN), "error"),
}


@pytest.mark.parametrize(("row", "severity"), MISTAKES.values(), ids=MISTAKES.keys())
def test_each_mistake_is_named_with_its_row_and_an_error_writes_nothing(
    command: Command, tmp_path: Path, folder: Path, row: tuple[object, ...], severity: str
) -> None:
    book = tmp_path / "тізім.xlsx"
    book.write_bytes(sheet_of(GOOD, row, edit=merged))

    done = command("import", "pupils", str(book), "--json")
    answer = json.loads(done.stdout)
    here = [one for one in answer["problems"] if one["row"] in (4, 5)]

    assert "Traceback" not in done.stderr
    assert (severity in {one["severity"] for one in here}) == bool(severity)
    assert answer["written"] == (severity != "error")
    assert done.returncode == (3 if severity == "error" else 0)
    assert surnames(folder, "Ілиясов") == (0 if severity == "error" else 1)


def surnames(folder: Path, surname: str) -> int:
    """How many pupils of this surname the file has."""
    door = entrance(folder, reading=True)
    desk = door.sign_in(HEAD, DEMO_PASSWORD)
    known = desk.school.known_pupils()
    desk.close()
    door.close()
    return sum(one.name.surname == surname for one in known)
