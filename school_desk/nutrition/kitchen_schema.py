"""What is kept of the plates that the kitchen counted; it goes where orders go."""

import re

from school_desk.errors import N_
from school_desk.storage.registry import BIRTH, Field, Table, Values

MEALS = "meals/"
PLATES = (N_("eaten {eaten}, as seconds {seconds}, written off {written_off}"),)
WHY = (N_("{why} (kitchen {of_kitchen}, office {of_office})"), "{why}")
_DAY = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_CODE = re.compile(r"[a-z_]{1,40}")


def is_place(values: Values) -> bool:
    """Whether what came from elsewhere is a day, a meal and a class."""
    day, meal, group = values
    if not (isinstance(day, str) and isinstance(meal, str) and type(group) is int):
        return False
    return bool(_DAY.fullmatch(day) and _CODE.fullmatch(meal))


def is_count(values: Values) -> bool:
    """Whether what came from elsewhere are whole numbers from 0 up."""
    return all(type(one) is int and one >= 0 for one in values)


def is_said_of(values: Values) -> bool:
    """Whether what came from elsewhere is a word with the two numbers it was said of, or none."""
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
                check=is_place,
            ),
            Field(2, "plates", ("eaten", "seconds", "written_off"), check=is_count, said=PLATES),
            Field(3, "why_differs", ("why", "of_kitchen", "of_office"), check=is_said_of, said=WHY),
        ),
        sentence="{day}, {meal}, {class_group}: {value}",
    ),
)
