"""What stands in a column of a log's form, in each language: for the screen and for the paper."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction

from school_desk import formats
from school_desk.i18n import Text, translator
from school_desk.nutrition.log_model import (
    ColdUnit,
    Entry,
    Kind,
    LogColumn,
    LogHead,
    Use,
    Value,
)
from school_desk.nutrition.log_text_rules import degrees_text
from school_desk.nutrition.nutrient_rules import number_text

Units = Mapping[str, ColdUnit]
SEVERAL = ", "


def head_text(entry: Entry, head: LogHead, language: str, units: Units) -> str:
    """Everything of an entry that stands in a column of the form."""
    return head.joins.join(_parts(entry, head, language, units))


def value_text(column: LogColumn, value: Value, language: str, units: Units) -> str:
    """One value in words; nothing where nothing is written."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return translator(language)(column.choices["yes" if value else "no"])
    if isinstance(value, date | time):
        return _moment(value, language)
    if isinstance(value, Decimal | Fraction):
        return _number(column, value, language)
    return (
        _word(column, value, language, units)
        if isinstance(value, str)
        else _several(value, language)
    )


def _moment(value: date | time, language: str) -> str:
    if isinstance(value, time):
        return formats.time_of_day(value)
    day = formats.date_short(value, language)
    return f"{day} {formats.time_of_day(value)}" if isinstance(value, datetime) else day


def _parts(entry: Entry, head: LogHead, language: str, units: Units) -> Iterator[str]:
    for name in head.columns:
        column = entry.log.column(name)
        text = value_text(column, entry[name], language, units)
        if text and column.says:
            text = translator(language).tell(Text(column.says, {"value": text}))
        if text:
            yield text


def _number(column: LogColumn, value: Decimal | Fraction, language: str) -> str:
    if isinstance(value, Fraction):
        return formats.number(value, column.places, language)
    if column.kind is Kind.DEGREES:
        return degrees_text(value)
    places = len(number_text(value).partition(".")[2])
    return formats.number(value, min(places, column.places), language)


def _word(column: LogColumn, value: str, language: str, units: Units) -> str:
    if column.choices:
        return translator(language)(column.choices.get(value, value))
    unit = units.get(value) if column.kind is Kind.CHOICE else None
    return unit.names["ru" if language == "ru" else "kk"] if unit else value


def _several(value: Value, language: str) -> str:
    if isinstance(value, Mapping):
        return SEVERAL.join(f"{band.replace('-', '–')}: {n}" for band, n in value.items())
    found = value if isinstance(value, tuple) else ()
    return "; ".join(_use(one, language) for one in found)


def _use(one: Use, language: str) -> str:
    day = formats.day_in_digits(one.at.date(), language)
    places = len(number_text(one.amount).partition(".")[2])
    return f"{day} {formats.time_of_day(one.at)} {formats.number(one.amount, places, language)}"
