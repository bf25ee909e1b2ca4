"""A block of cells as text of a spreadsheet, and text of a spreadsheet as cells of the register."""

from collections.abc import Iterable, Sequence

from school_desk.errors import N_, DeskError
from school_desk.journal.model import ColumnKey
from school_desk.ui.journal.register_cells import text_of
from school_desk.ui.journal.register_model import ComputedCellError, RegisterModel

MOST_PASTED_SIGNS = 100_000


class PasteDoesNotFitError(DeskError):
    """More lines than there are pupils from here on."""

    sentence = N_("{values} values, but {pupils} pupils from here on. Nothing was written.")


class PasteTooWideError(DeskError):
    """More columns than there are from here on."""

    sentence = N_("{values} columns, but {columns} from here on. Nothing was written.")


class PasteTooLongError(DeskError):
    """A text that is no block of marks."""

    sentence = N_("The copied text is too long to be marks. Nothing was written.")


def copied(model: RegisterModel, rows: Iterable[int], columns: Sequence[int]) -> str:
    """A block as tab-separated lines, in the order of the screen."""
    lines = ("\t".join(text_of(model.cell(row, column)) for column in columns) for row in rows)
    return "\n".join(lines)


def lines_of(text: str) -> list[list[str]]:
    r"""The cells of a copied text; a spreadsheet ends its last line, which adds no line.

    >>> lines_of("8\t9\r\n\tА\r\n")
    [['8', '9'], ['', 'А']]
    """
    whole = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    return [[cell.strip() for cell in line.split("\t")] for line in whole.split("\n")]


def pasted(
    model: RegisterModel, text: str, row: int, columns: Sequence[int], rows: int = 1
) -> list[tuple[ColumnKey, int, str]]:
    """Where each pasted value goes, or a refusal that leaves everything as it was.

    `columns` are those from the current one to the right, as the screen shows them; one value
    pasted on `rows` selected pupils goes to each of them.
    """
    if len(text) > MOST_PASTED_SIGNS:
        raise PasteTooLongError
    lines = lines_of(text)
    if len(lines) == 1 and len(lines[0]) == 1:
        lines = lines * rows
    _check_size(model, lines, row, columns)
    return [
        (_key(model, column), model.pupil_row(row + down).pupil.id, value)
        for down, line in enumerate(lines)
        for column, value in zip(columns, line, strict=False)
    ]


def _check_size(
    model: RegisterModel, lines: list[list[str]], row: int, columns: Sequence[int]
) -> None:
    pupils = model.rowCount() - row
    if len(lines) > pupils:
        raise PasteDoesNotFitError(values=len(lines), pupils=pupils)
    widest = max(len(line) for line in lines)
    if widest > len(columns):
        raise PasteTooWideError(values=widest, columns=len(columns))


def _key(model: RegisterModel, column: int) -> ColumnKey:
    key = model.sections[column].key
    if key is None:
        raise ComputedCellError
    return key
