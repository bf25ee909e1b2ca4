"""What is kept of menus: cycles, their dishes and portions, what a day has otherwise, who approved.

They go to the computers of the kitchen, of the nurse and of the office (nutrition 14).
"""

import re

from school_desk.storage.registry import BIRTH, Field, Table, Values

MEALS = "meals/"
ACCOUNT = {"who": "account"}
_DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,4})?")
_PORTIONS = re.compile(r"([0-9-]{1,8}=" + _DECIMAL.pattern + r"( |$)){0,8}")
_DAY = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_MOMENT = re.compile(_DAY.pattern + r"T[0-9:.+-]{5,30}")
_CODE = re.compile(r"[a-z_]{1,40}")


def is_decimals(values: Values) -> bool:
    """Whether what came from elsewhere are numbers from 0 up, none of them missing."""
    return all(isinstance(one, str) and _DECIMAL.fullmatch(one) for one in values)


def are_portions(values: Values) -> bool:
    """Whether what came from elsewhere are bands with grams, or nothing."""
    told = values[0]
    return told is None or (isinstance(told, str) and bool(_PORTIONS.fullmatch(told)))


def is_code(values: Values) -> bool:
    """Whether what came from elsewhere is a short code."""
    return isinstance(values[0], str) and bool(_CODE.fullmatch(values[0]))


def is_day(values: Values) -> bool:
    """Whether what came from elsewhere begins with a day."""
    return isinstance(values[0], str) and bool(_DAY.fullmatch(values[0]))


def is_allowed(values: Values) -> bool:
    """Whether what came from elsewhere is a reason, and perhaps a day."""
    reason, _who, day = values
    return isinstance(reason, str) and (day is None or is_day((day,)))


def is_moment(values: Values) -> bool:
    """Whether what came from elsewhere ends with a moment, if with anything."""
    at = values[-1]
    return at is None or (isinstance(at, str) and bool(_MOMENT.fullmatch(at)))


def is_place(values: Values) -> bool:
    """Whether what came from elsewhere names a day of a cycle and a meal."""
    _menu, day, meal, _dish = values
    return is_count((day,)) and is_code((meal,))


def is_taken_of(values: Values) -> bool:
    """Whether what came from elsewhere names a batch and a day."""
    return is_day(values[1:])


def is_count(values: Values) -> bool:
    """Whether what came from elsewhere are whole numbers from 0 up."""
    return all(isinstance(one, int) and one >= 0 for one in values)


TABLES = (
    Table(
        id=160,
        name="cycle_menu",
        partition=MEALS,
        told_by=("season", "since"),
        fields=(
            Field(1, "menu_season", ("season",), check=is_code),
            Field(2, "menu_length", ("length",), check=is_count),
            Field(3, "menu_since", ("since",), check=is_day),
            Field(4, "menu_name", ("name",)),
        ),
        sentence="{value}",
    ),
    # The same dish put to a meal on two computers is one dish.
    Table(
        id=161,
        name="menu_dish",
        partition=MEALS,
        natural=("cycle_menu", "day", "meal", "dish"),
        told_by=("day", "meal", "dish"),
        fields=(
            Field(
                1,
                BIRTH,
                ("cycle_menu", "day", "meal", "dish"),
                refs={"cycle_menu": "cycle_menu", "dish": "dish"},
                check=is_place,
            ),
            Field(2, "menu_order", ("place",), check=is_count),
        ),
        sentence="{value}",
    ),
    Table(
        id=162,
        name="menu_portion",
        partition=MEALS,
        natural=("menu_dish", "band"),
        told_by=("band",),
        fields=(
            Field(1, BIRTH, ("menu_dish", "band"), refs={"menu_dish": "menu_dish"}),
            Field(2, "portion_grams", ("grams",), check=is_decimals),
        ),
        sentence="{value}",
    ),
    # On one day another dish in place of a planned one; none: it is not cooked.
    Table(
        id=163,
        name="menu_change",
        partition=MEALS,
        natural=("day", "menu_dish"),
        told_by=("day",),
        fields=(
            Field(1, BIRTH, ("day", "menu_dish"), refs={"menu_dish": "menu_dish"}, check=is_day),
            Field(2, "cooked_instead", ("dish",), refs={"dish": "dish"}),
            Field(3, "deviation", ("reason", "who"), refs=ACCOUNT),
        ),
        sentence="{day}: {value}",
    ),
    Table(
        id=164,
        name="menu_extra",
        partition=MEALS,
        natural=("day", "meal", "dish"),
        told_by=("day", "meal"),
        fields=(
            Field(1, BIRTH, ("day", "meal", "dish"), refs={"dish": "dish"}, check=is_day),
            Field(2, "deviation", ("reason", "who"), refs=ACCOUNT),
        ),
        sentence="{day}: {value}",
    ),
    Table(
        id=165,
        name="product_swap",
        partition=MEALS,
        natural=("day", "dish", "product"),
        told_by=("day", "product"),
        fields=(
            Field(1, BIRTH, ("day", "dish", "product"), refs={"dish": "dish"}, check=is_day),
            Field(2, "substitute", ("substitute",)),
            Field(3, "deviation", ("reason", "who"), refs=ACCOUNT),
        ),
        sentence="{day}: {value}",
    ),
    # What a list forbids and the head let through.
    Table(
        id=166,
        name="menu_allowed",
        partition=MEALS,
        natural=("dish", "ban"),
        told_by=("ban",),
        fields=(
            Field(1, BIRTH, ("dish", "ban"), refs={"dish": "dish"}),
            Field(
                2,
                "allowed_by_head",
                ("reason", "who", "allowed_on"),
                refs=ACCOUNT,
                check=is_allowed,
            ),
        ),
        sentence="{value}",
    ),
    Table(
        id=167,
        name="daily_menu",
        partition=MEALS,
        natural=("day",),
        fields=(
            Field(1, BIRTH, ("day",), check=is_day),
            Field(2, "menu_approved", ("who", "approved_at"), refs=ACCOUNT, check=is_moment),
        ),
        sentence="{day}: {value}",
    ),
    # What the cycle had for a day when the head approved it: a later cycle changes no such day.
    Table(
        id=178,
        name="approved_dish",
        partition=MEALS,
        natural=("day", "meal", "dish"),
        told_by=("day", "meal", "dish"),
        fields=(
            Field(1, BIRTH, ("day", "meal", "dish"), refs={"dish": "dish"}, check=is_day),
            Field(2, "menu_line", ("menu_dish",), refs={"menu_dish": "menu_dish"}),
            Field(3, "menu_order", ("place",), check=is_count),
            Field(4, "portion_grams", ("portions",), check=are_portions),
        ),
        sentence="{day}: {value}",
    ),
    # How many eat where no order says it.
    Table(
        id=168,
        name="menu_requisition",
        partition=MEALS,
        natural=("day", "meal", "band"),
        told_by=("day", "meal", "band"),
        fields=(
            Field(1, BIRTH, ("day", "meal", "band"), check=is_day),
            Field(2, "eaters", ("eaters",), check=is_count),
        ),
        sentence="{day}: {value}",
    ),
    # The store-room: what came, what a meal took (on two computers: once), what else left.
    Table(
        id=170,
        name="stock_batch",
        partition=MEALS,
        told_by=("product", "received_on"),
        fields=(
            Field(1, "product", ("product",)),
            Field(2, "received", ("received_on", "paper", "supplier"), check=is_day),
            Field(3, "stock_quantity", ("quantity",), check=is_decimals),
            Field(4, "stock_price", ("price",), check=is_decimals),
            Field(5, "expires", ("expires_on",), check=is_day),
        ),
        sentence="{value}",
    ),
    Table(
        id=171,
        name="stock_issue",
        partition=MEALS,
        natural=("day", "meal", "batch"),
        told_by=("day", "meal"),
        fields=(
            Field(1, BIRTH, ("day", "meal", "batch"), refs={"batch": "stock_batch"}, check=is_day),
            Field(2, "stock_quantity", ("quantity",), check=is_decimals),
        ),
        sentence="{day}: {value}",
    ),
    Table(
        id=172,
        name="stock_taking",
        partition=MEALS,
        told_by=("day",),
        fields=(
            Field(
                1, "taken_of", ("batch", "day"), refs={"batch": "stock_batch"}, check=is_taken_of
            ),
            Field(2, "taking", ("taking",), check=is_code),
            Field(3, "stock_quantity", ("quantity",), check=is_decimals),
            Field(4, "taking_reason", ("reason",)),
        ),
        sentence="{day}: {value}",
    ),
)
