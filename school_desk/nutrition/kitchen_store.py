"""Rows of plates as values."""

from collections.abc import Mapping
from datetime import date

from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.plates_model import Plates
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def load_plates(db: Connection, day: date, meal: Meal) -> Mapping[int, Plates]:
    """What the kitchen counted, by class group; a line that came in half says nothing."""
    rows = db.execute(
        "SELECT class_group, eaten, seconds, written_off, why, of_kitchen, of_office, row "
        "FROM kitchen_count WHERE alive AND day = ? AND meal = ? AND eaten IS NOT NULL "
        "AND class_group IS NOT NULL",
        (day.isoformat(), meal.value),
    )
    return {
        group: Plates(eaten, seconds or 0, off or 0, why or "", kitchen, office, row)
        for group, eaten, seconds, off, why, kitchen, office, row in rows
    }


def save_plates(
    work: UnitOfWork, parts: Partitions, place: tuple[date, Meal, int], one: Plates
) -> int:
    """The plates of a class as they are from now on."""
    day, meal, class_group = place
    return work.born(
        "kitchen_count",
        parts.meals,
        day=day.isoformat(),
        meal=meal.value,
        class_group=class_group,
        eaten=one.eaten,
        seconds=one.seconds,
        written_off=one.written_off,
        why=one.why or None,
        of_kitchen=one.of_kitchen,
        of_office=one.of_office,
    )
