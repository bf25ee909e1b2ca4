"""What is kept of a month of meals: the supplier's acts, the state's totals, who closed it, pay by.

Nothing here is by pupil: who ate on whose money is in the portions, in the office's partition.
Sums are texts of decimals: what was typed, digit by digit.
"""

import json
import re
from datetime import date, datetime

from school_desk.storage.registry import BIRTH, Field, Table, Values

MEALS = "meals/"
ACCOUNT = "account"
SOURCES = frozenset(("primary_budget", "fund", "parent", "other", "none"))
_DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,4})?")


def _is_line(values: Values) -> bool:
    """Whether what came from elsewhere is a source, a price, a number of portions and a sum."""
    source, tenge, child_days, total = values
    sums = all(isinstance(one, str) and _DECIMAL.fullmatch(one) for one in (tenge, total))
    return source in SOURCES and sums and _is_count((child_days,))


def _reads(read: type[date | datetime], value: object) -> bool:
    """Whether a value is a day or a moment as it is written here; nothing is one."""
    try:
        return value is None or (isinstance(value, str) and bool(read.fromisoformat(value)))
    except ValueError:
        return False


def _is_month(values: Values) -> bool:
    """Whether what came from elsewhere is a month."""
    return isinstance(values[0], str) and _reads(date, f"{values[0]}-01")


def _ends_with_day(values: Values) -> bool:
    """Whether what came from elsewhere ends with a day, if with anything."""
    return _reads(date, values[-1])


def _is_born_on_day(values: Values) -> bool:
    """Whether what came from elsewhere ends with the day it is born with."""
    return values[-1] is not None and _ends_with_day(values)


def _is_signed(values: Values) -> bool:
    """Whether what came from elsewhere ends with a moment, if with anything."""
    return _reads(datetime, values[-1])


def _are_sums(values: Values) -> bool:
    """Whether what came from elsewhere are sums of a month, as they are written."""
    try:
        return all(_is_sum(*one[:5]) for one in json.loads(str(values[0])))
    except (ValueError, TypeError):
        return False


def _is_sum(source: object, tenge: object, days: object, paid: object, total: object) -> bool:
    decimals = [one for one in (tenge, total) if one is not None]
    told = all(isinstance(one, str) and _DECIMAL.fullmatch(one) for one in decimals)
    return source in SOURCES and told and isinstance(days, int) and isinstance(paid, int)


def _is_count(values: Values) -> bool:
    """Whether what came from elsewhere is a number of portions."""
    return isinstance(values[0], int) and values[0] >= 0


def _is_pay_by(values: Values) -> bool:
    """Whether what came from elsewhere says which portions are paid."""
    return values[0] in ("served", "ordered")


MEAL_ACT = Table(
    id=131,
    name="meal_act",
    told_by=("number",),
    partition=MEALS,
    fields=(
        Field(1, "act_of", ("month",), check=_is_month),
        Field(2, "act", ("number", "issued_on"), check=_ends_with_day),
        Field(3, "supplier", ("supplier",)),
    ),
    sentence="{value}",
)

MEAL_ACT_LINE = Table(
    id=132,
    name="meal_act_line",
    told_by=("source", "tenge"),
    partition=MEALS,
    fields=(
        Field(1, "line_of", ("act",), refs={"act": "meal_act"}),
        Field(2, "act_line", ("source", "tenge", "child_days", "total"), check=_is_line),
    ),
    sentence="{value}",
)

# What the state's meal system says of a day; typed, or taken from its file.
STATE_TOTAL = Table(
    id=133,
    name="state_total",
    partition=MEALS,
    natural=("day",),
    fields=(
        Field(1, BIRTH, ("day",), check=_is_born_on_day),
        Field(2, "counted", ("portions",), check=_is_count),
    ),
    sentence="{day}: {value}",
)

# A month that is closed, with the sums of that moment: from then on its portions stay.
MEAL_MONTH = Table(
    id=134,
    name="meal_month",
    partition=MEALS,
    natural=("month",),
    fields=(
        Field(1, BIRTH, ("month",), check=_is_month),
        Field(
            *(2, "closed", ("closed_by", "closed_at")),
            refs={"closed_by": ACCOUNT},
            check=_is_signed,
        ),
        Field(
            *(3, "reopened", ("reopened_by", "reopened_at")),
            refs={"reopened_by": ACCOUNT},
            check=_is_signed,
        ),
        Field(4, "month_sums", ("sums",), check=_are_sums),
    ),
    sentence="{month}: {value}",
)

MEAL_CONTRACT = Table(
    id=135,
    name="meal_contract",
    partition=MEALS,
    natural=("contract", "starts"),
    fields=(
        Field(1, BIRTH, ("contract", "starts"), check=_is_born_on_day),
        Field(2, "pay_by", ("pay_by",), check=_is_pay_by),
    ),
    sentence="{value}",
)

TABLES = (MEAL_ACT, MEAL_ACT_LINE, STATE_TOTAL, MEAL_MONTH, MEAL_CONTRACT)
