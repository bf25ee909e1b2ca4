"""Workbooks for Excel: typed cells, frozen heads, no formula that anybody typed, the same bytes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from school_desk.documents.deliver import Basket, Target, deliver
from school_desk.documents.page import PROGRAM, Printed, stood_line
from school_desk.i18n import translator

CellValue = str | int | Fraction | date | None

WHOLE = "0"
TWO_PLACES = "0.00"
DAY = "dd.mm.yyyy"
DAY_AND_MONTH = "dd.mm"

_CORE = "docProps/core.xml"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
# What no XML may carry; Excel would call the whole file damaged.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

_HAIR = Side(style="thin", color="8A9298")
_GRID = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)
_GREY = PatternFill("solid", fgColor="F0F0F0")
_BOLD = Font(bold=True)
_CENTER = Alignment(horizontal="center", vertical="center", wrap_text=True)
_WRAP = Alignment(vertical="top", wrap_text=True)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its head (a date stays a date), width in letters, number format."""

    head: CellValue
    width: float = 9.0
    number_format: str = ""
    head_format: str = DAY_AND_MONTH


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """One sheet: lines of title above, columns, rows; the first `frozen` columns stay in sight."""

    name: str
    title: tuple[str, ...]
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    frozen: int = 0
    notes: tuple[str, ...] = ()


def build_workbook(
    sheets: Sequence[SheetDraft], *, title: str, language: str, printed: Printed, out: Target
) -> None:
    """Write sheets to a workbook and deliver it; a basket takes them as they are."""
    if isinstance(out, Basket):
        out.sheets.extend(sheets)
        return
    book = Workbook()
    book.remove(book.worksheets[0])
    for draft in _as_it_stood(sheets, language, printed):
        _write_sheet(book.create_sheet(_free_name(draft.name, book.sheetnames)), draft)
    book.properties = _properties(title, language, printed)
    buffer = BytesIO()
    book.save(buffer)
    deliver(_without_clock(buffer.getvalue(), book, printed), out)


def _as_it_stood(
    sheets: Sequence[SheetDraft], language: str, printed: Printed
) -> Sequence[SheetDraft]:
    """Every sheet of a past day says so above its columns."""
    if printed.as_of is None:
        return sheets
    line = stood_line(printed, (translator(language),))
    return [replace(one, title=(*one.title, line)) for one in sheets]


def sheet_name(text: str) -> str:
    """A name that Excel allows.

    >>> sheet_name("6 «А» / Математика: 1-тоқсан, 2026–2027 оқу жылы")
    '6 «А»   Математика  1-тоқсан, 2'
    """
    return _FORBIDDEN_IN_NAME.sub(" ", _CONTROL.sub("", text))[:_LONGEST_NAME].strip() or PROGRAM


def _free_name(text: str, taken: Sequence[str]) -> str:
    """A name that no other sheet has: long ones that begin alike end with a number."""
    name, known = sheet_name(text), {one.casefold() for one in taken}
    number = 2
    while name.casefold() in known:
        end = f" {number}"
        name, number = f"{sheet_name(text)[: _LONGEST_NAME - len(end)].rstrip()}{end}", number + 1
    return name


def _write_sheet(sheet: Worksheet, draft: SheetDraft) -> None:
    for row, line in enumerate(draft.title, start=1):
        _put(sheet.cell(row, 1), line)
        sheet.cell(row, 1).font = _BOLD
    top = len(draft.title) + 1
    for place, column in enumerate(draft.columns, start=1):
        _write_head(sheet.cell(top, place), column)
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    for row, values in enumerate(draft.rows, start=top + 1):
        for place, (value, column) in enumerate(zip(values, draft.columns, strict=True), start=1):
            _write_cell(sheet.cell(row, place), value, column)
    for row, line in enumerate(draft.notes, start=top + len(draft.rows) + 2):
        _put(sheet.cell(row, 1), line)
    sheet.freeze_panes = f"{get_column_letter(draft.frozen + 1)}{top + 1}"
    _print_well(sheet, top)


def _print_well(sheet: Worksheet, head: int) -> None:
    """Printed from Excel it is still a document: landscape, one page wide, heads on each page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{head}:{head}"


def _write_head(cell: Cell | MergedCell, column: SheetColumn) -> None:
    _put(cell, column.head)
    if isinstance(column.head, date):
        cell.number_format = column.head_format
    cell.font, cell.fill, cell.border, cell.alignment = _BOLD, _GREY, _GRID, _CENTER


def _write_cell(cell: Cell | MergedCell, value: CellValue, column: SheetColumn) -> None:
    _put(cell, value)
    cell.border = _GRID
    if isinstance(value, str):
        cell.alignment = _WRAP
    elif column.number_format:
        cell.number_format = column.number_format


def _put(cell: Cell | MergedCell, value: CellValue) -> None:
    """Numbers as numbers, dates as dates; text stays text, whatever it begins with."""
    if isinstance(value, str):
        cell.value = _CONTROL.sub("", value)
        cell.data_type = "s"
        # Excel keeps it text also after somebody edits the cell.
        cell.quotePrefix = value.startswith(_FORMULA)
    else:
        cell.value = float(value) if isinstance(value, Fraction) else value


def _properties(title: str, language: str, printed: Printed) -> DocumentProperties:
    return DocumentProperties(
        creator=PROGRAM,
        lastModifiedBy=PROGRAM,
        title=title,
        language=language,
        created=printed.at,
        modified=printed.at,
    )


def _without_clock(content: bytes, book: Workbook, printed: Printed) -> bytes:
    """The same file with the moment given: openpyxl and zip write the present one into it."""
    book.properties.modified = printed.at
    moment = printed.at.timetuple()[:6]
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            fixed = ZipInfo(name, moment)
            fixed.compress_type = ZIP_DEFLATED
            data = tostring(book.properties.to_tree()) if name == _CORE else old.read(name)
            new.writestr(fixed, data)
    return out.getvalue()
