"""What is kept of the norms of meals: the school's own lines over those of the program."""

import re

from school_desk.storage.registry import BIRTH, Field, Table, Values

MEALS = "meals/"
_DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_FIGURES = re.compile(r"([0-9]{1,6}(\.[0-9]{1,4})?( |$)){0,4}")


def is_place(values: Values) -> bool:
    """Whether what came from elsewhere names a kind, of what, and a day."""
    kind, code, day = values
    return isinstance(kind, str) and isinstance(code, str) and _is_day(day)


def is_end(values: Values) -> bool:
    """Whether what came from elsewhere is a day, or none."""
    return values[0] is None or _is_day(values[0])


def are_figures(values: Values) -> bool:
    """Whether what came from elsewhere are numbers beside each other."""
    return isinstance(values[0], str) and bool(_FIGURES.fullmatch(values[0]))


def _is_day(value: object) -> bool:
    return isinstance(value, str) and bool(_DAY.fullmatch(value))


TABLES = (
    # The same line written on two computers is one line.
    Table(
        id=177,
        name="meal_norm",
        partition=MEALS,
        natural=("kind", "code", "starts"),
        told_by=("kind", "code"),
        fields=(
            Field(1, BIRTH, ("kind", "code", "starts"), check=is_place),
            Field(2, "norm_until", ("ends",), check=is_end),
            Field(3, "log_norm_value", ("figures",), check=are_figures),
            Field(4, "names", ("name_kk", "name_ru")),
            Field(5, "norm_held", ("places", "tags", "products")),
            Field(6, "norm_pays", ("pays",)),
            Field(7, "norm_act", ("act", "note")),
            Field(8, "log_norm_status", ("status",)),
        ),
        sentence="{value}",
    ),
)
