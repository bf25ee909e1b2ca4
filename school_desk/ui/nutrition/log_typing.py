"""A value of a log as one types it, and back: in a cell of the grid, in a field of the dialog."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal

from school_desk.formats import date_short, time_of_day
from school_desk.i18n import Text
from school_desk.nutrition.log_model import Kind, LogColumn, Value
from school_desk.nutrition.log_refusal_rules import ValueWrongError
from school_desk.nutrition.log_text_rules import (
    degrees_text,
    portions_text,
    read_degrees,
    read_portions,
    read_uses,
    uses_text,
)
from school_desk.nutrition.nutrient_rules import typed_number
from school_desk.school.texts import as_quote
from school_desk.ui.nutrition.card_words import exact
from school_desk.ui.widgets.typed_time import parse_day, parse_time

Choices = Mapping[str, str]
"""The words of each code of a column, in their order: digit 1 is the first."""
YES = "yes"


def read_moment(text: str) -> datetime | None:
    """A day and a time as people type them: 12.11.2026 9:05.

    >>> read_moment("12.11.26 905")
    datetime.datetime(2026, 11, 12, 9, 5)
    """
    day_text, _gap, time_text = text.strip().rpartition(" ")
    day, hour = parse_day(day_text), parse_time(time_text)
    return datetime.combine(day, hour) if day and hour is not None else None


def read_value(
    column: LogColumn, text: str, now: datetime, choices: Choices | None = None
) -> Value:
    """What was typed, as the column holds it; nothing typed is nothing; else raise."""
    if not text:
        return None
    if choices:
        code = _chosen(column, text, choices)
        return code == YES if column.kind is Kind.CHECK else code
    if column.kind is Kind.USES:
        return read_uses(text, now)
    hour = parse_time(text) if column.kind is Kind.MOMENT else None
    if hour is not None:  # an hour alone is of today
        return datetime.combine(now.date(), hour)
    read = _READERS.get(column.kind)
    found: Value = read(text) if read else text
    if found is None:
        raise ValueWrongError(column=Text(column.words), text=as_quote(text))
    return found


def _chosen(column: LogColumn, text: str, choices: Choices) -> str:
    """A code by its digit, or by how its words begin."""
    codes = list(choices)
    if text.isdigit() and 1 <= int(text) <= len(codes):
        return codes[int(text) - 1]
    wanted = text.casefold()
    found = [one for one, words in choices.items() if words.casefold().startswith(wanted)]
    if len(found) == 1:
        return found[0]
    raise ValueWrongError(column=Text(column.words), text=as_quote(text))


def typed_text(value: Value) -> str:
    """A value as one types it."""
    match value:
        case datetime():
            text = f"{date_short(value.date())} {time_of_day(value)}"
        case date():
            text = date_short(value)
        case time():
            text = time_of_day(value)
        case Decimal():
            text = exact(value) if value >= 0 else degrees_text(value)
        case tuple():
            text = uses_text(value)
        case Mapping():
            text = portions_text(value)
        case _:
            text = str(value or "")
    return text


_READERS: Mapping[Kind, Callable[[str], Value]] = {
    Kind.MOMENT: read_moment,
    Kind.DAY: parse_day,
    Kind.TIME: parse_time,
    Kind.AMOUNT: typed_number,
    Kind.DEGREES: read_degrees,
    Kind.PORTIONS: read_portions,
}
