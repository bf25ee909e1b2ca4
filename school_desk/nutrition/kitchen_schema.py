"""What is kept of the plates that the kitchen counted; it goes where orders go."""

from school_desk.nutrition.menu_schema import is_code, is_count, is_day
from school_desk.storage.registry import BIRTH, Field, Table, Values

MEALS = "meals/"


def _is_place(values: Values) -> bool:
    day, meal, group = values
    return is_day((day,)) and is_code((meal,)) and type(group) is int


def _is_said_of(values: Values) -> bool:
    why, *numbers = values
    return (why is None and numbers == [None, None]) or (
        isinstance(why, str) and is_count(tuple(numbers))
    )


TABLES = (
    # One class, one meal is one row: two computers meet in it. The three numbers are one field,
    # for they come to what was cooked; the officer's word on a difference is another.
    Table(
        id=173,
        name="kitchen_count",
        partition=MEALS,
        natural=("day", "meal", "class_group"),
        told_by=("day", "meal", "class_group"),
        fields=(
            Field(
                1,
                BIRTH,
                ("day", "meal", "class_group"),
                refs={"class_group": "class_group"},
                check=_is_place,
            ),
            Field(2, "plates", ("eaten", "seconds", "written_off"), check=is_count),
            Field(3, "why_differs", ("why", "of_kitchen", "of_office"), check=_is_said_of),
        ),
        sentence="{day}, {class_group}: {value}",
    ),
)
