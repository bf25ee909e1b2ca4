"""Rows of a month of meals as values: each table is read once, whatever the size of the school."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from school_desk.nutrition.eating_model import Meal, Source
from school_desk.nutrition.headcount_model import Portion, Reason
from school_desk.nutrition.month_model import (
    DayPortion,
    MealContract,
    MonthClosing,
    PayBy,
    SumLine,
)
from school_desk.school.model import PersonName
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork


def load_month_portions(db: Connection, first: date, last: date) -> tuple[DayPortion, ...]:
    """What is written of every pupil between two days."""
    rows = db.execute(
        "SELECT day, meal, pupil, class_group, eats, ordered, source, amended, reason, served, "
        "unserved FROM portion WHERE alive AND day BETWEEN ? AND ? ORDER BY day, pupil",
        (first.isoformat(), last.isoformat()),
    )
    days: dict[str, date] = {}
    found: list[DayPortion] = []
    for day, meal, pupil, group, eats, ordered, source, amended, reason, served, unserved in rows:
        portion = Portion(
            pupil,
            group or 0,
            _truth(eats),
            bool(ordered),
            source=Source(source or Source.NONE),
            amended=_truth(amended),
            reason=Reason(reason) if reason else None,
            served=_truth(served),
            unserved=Reason(unserved) if unserved else None,
        )
        on = days.get(day) or days.setdefault(day, date.fromisoformat(day))
        found.append(DayPortion(on, Meal(meal), portion))
    return tuple(found)


def load_settled(db: Connection, first: date, last: date) -> Mapping[tuple[date, Meal], bool]:
    """Each day and meal that was ordered, and whether every order of it is reconciled."""
    rows = db.execute(
        "SELECT day, meal, min(settled_at IS NOT NULL) FROM meal_order WHERE alive "
        "AND handed_at IS NOT NULL AND day BETWEEN ? AND ? GROUP BY day, meal",
        (first.isoformat(), last.isoformat()),
    )
    return {(date.fromisoformat(day), Meal(meal)): bool(settled) for day, meal, settled in rows}


def load_pupil_names(db: Connection) -> Mapping[int, PersonName]:
    """The names of all pupils; a portion stays whose pupil has left."""
    rows = db.execute("SELECT row, surname, given, patronymic FROM pupil")
    return {row: PersonName(one or "", two or "", three or "") for row, one, two, three in rows}


def load_contracts(db: Connection) -> tuple[MealContract, ...]:
    """By what contracts are paid, the earliest first."""
    rows = db.execute(
        "SELECT starts, pay_by, contract, row FROM meal_contract "
        "WHERE alive AND pay_by IS NOT NULL ORDER BY starts, contract"
    )
    return tuple(
        MealContract(date.fromisoformat(starts), PayBy(by), contract or "", id=row)
        for starts, by, contract, row in rows
    )


def save_contract(work: UnitOfWork, parts: Partitions, one: MealContract) -> int:
    """By what a contract is paid from a day on."""
    return work.born(
        "meal_contract",
        parts.meals,
        contract=one.contract.strip(),
        starts=one.starts.isoformat(),
        pay_by=one.pay_by.value,
    )


def load_month_closing(db: Connection, first: date) -> MonthClosing:
    """Who closed a month; one that nobody has closed has no moments."""
    row = db.execute(
        "SELECT closed_by, closed_at, reopened_by, reopened_at, sums FROM meal_month "
        "WHERE alive AND month = ?",
        (month_key(first),),
    ).fetchone()
    if row is None:
        return MonthClosing()
    by, at, again_by, again_at, sums = row
    return MonthClosing(by, _moment(at), again_by, _moment(again_at), read_sums(sums))


def load_last_closed(db: Connection, since: date) -> date | None:
    """The last month that is closed now, of those since a day."""
    row = db.execute(
        "SELECT max(month) FROM meal_month WHERE alive AND closed_at IS NOT NULL "
        "AND reopened_at IS NULL AND month >= ?",
        (month_key(since),),
    ).fetchone()
    return date.fromisoformat(f"{row[0]}-01") if row[0] else None


def load_is_ordered(db: Connection, first: date, last: date) -> bool:
    """Whether the canteen cooked for anybody from one day to another."""
    found = db.execute(
        "SELECT 1 FROM portion WHERE alive AND ordered AND day BETWEEN ? AND ? LIMIT 1",
        (first.isoformat(), last.isoformat()),
    )
    return found.fetchone() is not None


def save_month_closing(work: UnitOfWork, parts: Partitions, first: date, one: MonthClosing) -> int:
    """Whether a month is closed, from now on."""
    return work.born(
        "meal_month",
        parts.meals,
        month=month_key(first),
        closed_by=one.closed_by,
        closed_at=_text(one.closed_at),
        reopened_by=one.reopened_by,
        reopened_at=_text(one.reopened_at),
        sums=written_sums(one.sums),
    )


def month_key(first: date) -> str:
    """How a month is named in a row.

    >>> month_key(date(2026, 10, 1))
    '2026-10'
    """
    return f"{first:%Y-%m}"


def written_sums(sums: Iterable[SumLine]) -> str | None:
    """The sums of a month as one text; None: there are none."""
    lines = [
        [
            *(one.source.value, _decimal(one.tenge), one.child_days, one.paid),
            *(_decimal(one.total), [[f"{day}", *counts] for day, *counts in one.days]),
        ]
        for one in sums
    ]
    return json.dumps(lines, separators=(",", ":")) if lines else None


def read_sums(text: str | None) -> tuple[SumLine, ...]:
    """Sums that were written; what a newer program adds to a line is passed over."""
    return tuple(
        SumLine(Source(source), _number(tenge), child_days, paid, _number(total), _days(newer))
        for source, tenge, child_days, paid, total, *newer in json.loads(text or "[]")
    )


def _days(newer: Sequence[object]) -> tuple[tuple[date, int, int], ...]:
    """The days of a line; none where an older program closed the month, or it is not a list."""
    found = newer[0] if newer and isinstance(newer[0], list) else []
    read = (_day(one) for one in found)
    return tuple(one for one in read if one is not None)


def _day(one: object) -> tuple[date, int, int] | None:
    match one:
        case [str(day), int(eaten), int(paid), *_newer]:
            try:
                return date.fromisoformat(day), eaten, paid
            except ValueError:
                return None
    return None


def _truth(kept: int | None) -> bool | None:
    return None if kept is None else bool(kept)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
