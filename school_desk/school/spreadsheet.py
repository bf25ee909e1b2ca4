"""Reading an .xlsx file that may be anything: what is no honest one is refused in one sentence."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

from school_desk.errors import N_, DeskError

MAX_PARTS = 1_000
MAX_BYTES = 64 * 1024**2
MAX_RATIO = 200
SMALL = 1024**2
"""Parts below this are never a bomb, however well they pack."""

MAX_ROWS = 10_000
MAX_COLUMNS = 80
MAX_SHEETS = 100

OLE_BEGIN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
ENCRYPTED_FLAG = 0x1

DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,  # of XML
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    NotImplementedError,
    MemoryError,
    RecursionError,
)
"""What openpyxl and zipfile raise on a damaged file, found by damaging files."""

VALUES = (b"<v", b"<is", b"<f")
FORMULA = re.compile(rb'<c [^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<f[\s/>]')
MERGE = re.compile(rb'<mergeCell [^>]*?ref="([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})"')
ROW_NUMBER = re.compile(rb'<row [^>]*?\br="([0-9]{1,7})"')


class SpreadsheetError(DeskError):
    """A file that cannot be read as a list."""


class NoFileError(SpreadsheetError):
    """The file is not there, or may not be read."""

    sentence = N_("The file {file} cannot be opened. Check that it exists and is not locked.")


class NotASpreadsheetError(SpreadsheetError):
    """Something else under the name of a spreadsheet: a page, a text, another archive."""

    sentence = N_("{file} is not an Excel file. Open it in Excel and save it as .xlsx.")


class OldSpreadsheetError(SpreadsheetError):
    """The format of Excel before 2007."""

    sentence = N_("{file} is an old Excel file. Open it in Excel and save it as .xlsx.")


class LockedSpreadsheetError(SpreadsheetError):
    """A file that asks for a password."""

    sentence = N_("{file} has a password. Save it in Excel without one.")


class DamagedSpreadsheetError(SpreadsheetError):
    """A spreadsheet that breaks off or contradicts itself."""

    sentence = N_("{file} is damaged and was not read. Open it in Excel and save it again.")


class OversizedSpreadsheetError(SpreadsheetError):
    """A zip bomb, or a file of another kind of work."""

    sentence = N_("{file} unpacks to more than a list can be. It was not read.")


@dataclass(frozen=True, slots=True)
class Block:
    """Cells merged into one; both corners belong to it."""

    top: int
    left: int
    bottom: int
    right: int

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell belongs to the block."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as values: rows from the first on, and what plain values do not tell."""

    title: str
    rows: tuple[tuple[object, ...], ...]
    formulas: frozenset[tuple[int, int]] = frozenset()
    merges: tuple[Block, ...] = ()
    cut: bool = False

    def merged_value(self, row: int, column: int) -> object:
        """Give the value of a cell (from 1), or of the merged block it belongs to."""
        block = next((each for each in self.merges if each.covers(row, column)), None)
        if block:
            row, column = block.top, block.left
        cells = self.rows[row - 1] if row <= len(self.rows) else ()
        return cells[column - 1] if column <= len(cells) else None


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Read all sheets of an .xlsx file as values, or raise a SpreadsheetError.

    Formulas are never evaluated: their cells have the value that was saved with them, or None.
    """
    with _refusing(path):
        _check_begin(path)
        with zipfile.ZipFile(path) as archive:
            _check_parts(archive, path)
            return tuple(_sheets(archive, path))


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Turn what the libraries raise on a bad file into one sentence."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's: styles it drops, dates out of range
            yield
    except OSError as error:
        # the libraries' own complaints about a file's inside carry no number of the system
        refusal = NoFileError if error.errno else DamagedSpreadsheetError
        raise refusal(file=path.name) from error
    except DAMAGES as error:
        raise DamagedSpreadsheetError(file=path.name) from error


def _check_begin(path: Path) -> None:
    with path.open("rb") as opened:
        begin = opened.read(len(OLE_BEGIN))
        if begin == OLE_BEGIN:
            locked = ENCRYPTED_PART in opened.read(SMALL)
            raise (LockedSpreadsheetError if locked else OldSpreadsheetError)(file=path.name)
    if not begin.startswith(b"PK"):
        raise NotASpreadsheetError(file=path.name)


def _check_parts(archive: zipfile.ZipFile, path: Path) -> None:
    """Refuse bombs before anything is unpacked; zipfile itself holds parts to these sizes."""
    parts = archive.infolist()
    if any(part.flag_bits & ENCRYPTED_FLAG for part in parts):
        raise LockedSpreadsheetError(file=path.name)
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_BYTES:
        raise OversizedSpreadsheetError(file=path.name)
    if any(_is_bomb(part) for part in parts):
        raise OversizedSpreadsheetError(file=path.name)
    if "xl/workbook.xml" not in archive.namelist():
        raise NotASpreadsheetError(file=path.name)


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > SMALL and part.file_size > MAX_RATIO * max(part.compress_size, 1)


def _sheets(archive: zipfile.ZipFile, path: Path) -> Iterator[Sheet]:
    # opened here, because openpyxl leaves a file open whose inside it cannot read
    with (
        path.open("rb") as opened,
        closing(load_workbook(opened, read_only=True, data_only=True)) as book,
    ):
        for sheet in book.worksheets[:MAX_SHEETS]:
            # openpyxl has no public name for the part a sheet is read from
            xml = archive.read(sheet._worksheet_path)  # type: ignore[attr-defined]  # noqa: SLF001
            if b"<!DOCTYPE" in xml:
                raise DamagedSpreadsheetError(file=path.name)
            last = _last_row(xml)
            # the limits are ours: a file may lie about its size
            rows = sheet.iter_rows(
                max_row=min(last, MAX_ROWS), max_col=MAX_COLUMNS, values_only=True
            )
            yield Sheet(
                sheet.title,
                tuple(rows) if last else (),
                _formulas(xml),
                _merges(xml),
                cut=last > MAX_ROWS,
            )


def _last_row(xml: bytes) -> int:
    """Find the last row that holds anything, so that 100,000 empty ones cost nothing."""
    if b"<sheetData" not in xml:
        return MAX_ROWS  # another way of writing XML: read as far as we ever do
    last = max(xml.rfind(mark) for mark in VALUES)
    if last < 0:
        return 0
    number = ROW_NUMBER.match(xml, xml.rfind(b"<row ", 0, last))
    return int(number[1]) if number else MAX_ROWS


def _formulas(xml: bytes) -> frozenset[tuple[int, int]]:
    if b"<f" not in xml:
        return frozenset()
    return frozenset(coordinate_to_tuple(found[1].decode()) for found in FORMULA.finditer(xml))


def _merges(xml: bytes) -> tuple[Block, ...]:
    begin = xml.rfind(b"<mergeCells")
    if begin < 0:
        return ()
    corners = (
        (*coordinate_to_tuple(found[1].decode()), *coordinate_to_tuple(found[2].decode()))
        for found in MERGE.finditer(xml, begin)
    )
    return tuple(Block(*each) for each in corners)
