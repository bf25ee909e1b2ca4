"""What is kept of menus: cycles, their dishes and portions, what a day has otherwise, who approved.

They go to the computers of the kitchen, of the nurse and of the office (nutrition 14).
"""

from school_desk.nutrition.card_schema import is_code, is_decimals
from school_desk.storage.registry import BIRTH, Field, Table, Values

MEALS = "meals/"
ACCOUNT = {"who": "account"}


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
            Field(3, "menu_since", ("since",)),
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
            Field(1, BIRTH, ("day", "menu_dish"), refs={"menu_dish": "menu_dish"}),
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
            Field(1, BIRTH, ("day", "meal", "dish"), refs={"dish": "dish"}),
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
            Field(1, BIRTH, ("day", "dish", "product"), refs={"dish": "dish"}),
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
            Field(2, "allowed_by_head", ("reason", "who", "allowed_on"), refs=ACCOUNT),
        ),
        sentence="{value}",
    ),
    Table(
        id=167,
        name="daily_menu",
        partition=MEALS,
        natural=("day",),
        fields=(
            Field(1, BIRTH, ("day",)),
            Field(2, "menu_approved", ("who", "approved_at"), refs=ACCOUNT),
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
            Field(1, BIRTH, ("day", "meal", "band")),
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
            Field(1, "product", ("product",), check=is_code),
            Field(2, "received", ("received_on", "paper", "supplier")),
            Field(3, "stock_quantity", ("quantity",), check=is_decimals),
            Field(4, "stock_price", ("price",), check=is_decimals),
            Field(5, "expires", ("expires_on",)),
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
            Field(1, BIRTH, ("day", "meal", "batch"), refs={"batch": "stock_batch"}),
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
            Field(1, "taken_of", ("batch", "day"), refs={"batch": "stock_batch"}),
            Field(2, "taking", ("taking",), check=is_code),
            Field(3, "stock_quantity", ("quantity",), check=is_decimals),
            Field(4, "taking_reason", ("reason",)),
        ),
        sentence="{day}: {value}",
    ),
)
