"""What keeps a closed month shut: its portions and orders are refused, whoever writes them."""

from collections.abc import Callable
from datetime import date, datetime

from school_desk.nutrition.month_closing_rules import MonthClosedError
from school_desk.school.model import PersonName
from school_desk.storage.engine import Connection

Guard = Callable[[Connection, int, int | None], None]

PLACES = ("portion", "meal_order", "kitchen_count")
"""The tables whose rows stand in a month. Acts and the state's totals come later and stay open."""


def month_guard(table: str) -> Guard | None:
    """What keeps the rows of a table shut; nothing where they do not stand in a month."""
    if table not in PLACES:
        return None
    sql = (
        "SELECT m.month, m.closed_at, a.surname, a.given, a.patronymic "
        f"FROM {table} AS p JOIN meal_month AS m ON m.month = substr(p.day, 1, 7) "
        "LEFT JOIN account AS a ON a.row = m.closed_by "
        "WHERE p.row = ? AND m.alive AND m.closed_at IS NOT NULL AND m.reopened_at IS NULL"
    )

    def guard(db: Connection, row: int, _pupil: int | None) -> None:
        found = db.execute(sql, (row,)).fetchone()
        if found is not None:
            month, at, *name = found
            who = PersonName(*(part or "" for part in name)).full
            on = datetime.fromisoformat(at).date()
            raise MonthClosedError(who=who, on=on, month=date.fromisoformat(f"{month}-01"))

    return guard
