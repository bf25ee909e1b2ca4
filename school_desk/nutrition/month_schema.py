"""What is kept of a month of meals: the supplier's acts, the state's totals, who closed it, pay by.

Nothing here is by pupil: who ate on whose money is in the portions, in the office's partition.
Sums are texts of decimals: what was typed, digit by digit.
"""

import re

from school_desk.storage.registry import BIRTH, Field, Table, Values

MEALS = "meals/"
ACCOUNT = "account"
_DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,4})?")


def _is_line(values: Values) -> bool:
    """Whether what came from elsewhere is a source, a price, a number of portions and a sum."""
    source, tenge, child_days, total = values
    sums = all(isinstance(one, str) and _DECIMAL.fullmatch(one) for one in (tenge, total))
    return isinstance(source, str) and sums and _is_count((child_days,))


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
        Field(1, "act_of", ("month",)),
        Field(2, "act", ("number", "issued_on")),
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
        Field(1, BIRTH, ("day",)),
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
        Field(1, BIRTH, ("month",)),
        Field(2, "closed", ("closed_by", "closed_at"), refs={"closed_by": ACCOUNT}),
        Field(3, "reopened", ("reopened_by", "reopened_at"), refs={"reopened_by": ACCOUNT}),
        Field(4, "month_sums", ("sums",)),
    ),
    sentence="{month}: {value}",
)

MEAL_CONTRACT = Table(
    id=135,
    name="meal_contract",
    partition=MEALS,
    natural=("contract", "starts"),
    fields=(
        Field(1, BIRTH, ("contract", "starts")),
        Field(2, "pay_by", ("pay_by",), check=_is_pay_by),
    ),
    sentence="{value}",
)

TABLES = (MEAL_ACT, MEAL_ACT_LINE, STATE_TOTAL, MEAL_MONTH, MEAL_CONTRACT)
