"""The columns of a log as cells: how wide, on which side, who may type."""

from school_desk.i18n import _
from school_desk.nutrition.log_model import Kind, Log, LogColumn, Value
from school_desk.ui.nutrition.log_typing import typed_text
from school_desk.ui.widgets.cells_model import CellColumn

_WIDTHS = {
    Kind.MOMENT: 80,
    Kind.DAY: 80,
    Kind.TIME: 62,
    Kind.AMOUNT: 62,
    Kind.DEGREES: 70,
    Kind.CHECK: 78,
    Kind.CHOICE: 84,
    Kind.USES: 88,
    Kind.PORTIONS: 110,
}
_TEXT = 84
_LETTER, _AIR = 7.4, 18
_STRETCHES = {Kind.TEXT: 2, Kind.USES: 2, Kind.PORTIONS: 1, Kind.CHECK: 1}
_NUMBERS = (Kind.AMOUNT, Kind.DEGREES)


def entry_columns(log: Log) -> tuple[CellColumn, ...]:
    """A column of cells for each column of a log; what is reckoned is not typed."""
    return tuple(_column(one, log) for one in log.columns)


def edit_text(column: LogColumn, value: Value, words: str) -> str:
    """What a cell has when it opens: words of a choice, else the value as one types it."""
    if column.kind in (Kind.CHOICE, Kind.CHECK):
        return words
    return typed_text(value)


def _column(one: LogColumn, log: Log) -> CellColumn:
    name = one.name == log.told and one.kind is Kind.TEXT
    return CellColumn(
        one.name,
        one.words,
        max(_WIDTHS.get(one.kind, _TEXT), _longest(one)),
        stretch=_STRETCHES.get(one.kind, 0) + 2 * name,
        editable=not one.computed,
        right=one.kind in _NUMBERS,
    )


def _longest(column: LogColumn) -> int:
    """Room for the longest single word of its choices: words are never cut."""
    words = (word for one in column.choices.values() for word in _(one).split())
    return int(max(map(len, words), default=0) * _LETTER) + _AIR
