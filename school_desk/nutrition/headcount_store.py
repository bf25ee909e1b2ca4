"""Rows of portions and orders as values."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property, partial

from school_desk.nutrition.eating_model import DietCode, Sitting, Source
from school_desk.nutrition.headcount_model import DietPlate, Order, Portion, Reason
from school_desk.nutrition.sheet_rules import read_sheet, written_sheet
from school_desk.school.model import PersonName
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork

UNKNOWN = PersonName("—")
"""Whose plate it is while the pupil has not come to this computer yet."""


def load_portions(db: Connection, day: date, sitting: Sitting) -> Mapping[int, Portion]:
    """What is written of each pupil on a day."""
    rows = db.execute(
        "SELECT pupil, class_group, eats, ordered, forecast, source, diet, amended, reason, "
        "served, unserved, row FROM portion WHERE alive AND day = ? AND meal = ?",
        (day.isoformat(), sitting.meal.value),
    )
    return {
        pupil: Portion(
            pupil,
            group or 0,
            _truth(eats),
            bool(ordered),
            bool(forecast),
            Source(source or Source.NONE),
            DietCode(diet) if diet else None,
            _truth(amended),
            Reason(reason) if reason else None,
            _truth(served),
            Reason(unserved) if unserved else None,
            row,
        )
        for pupil, group, eats, ordered, forecast, source, diet, amended, reason, *rest in rows
        for served, unserved, row in (rest,)
    }


def load_last_eaters(
    db: Connection, before: date, sitting: Sitting
) -> Mapping[int, frozenset[int]]:
    """Who ate on the last day on which the canteen cooked for a class, by class group."""
    rows = db.execute(
        "SELECT p.class_group, p.pupil FROM portion AS p JOIN (SELECT class_group, max(day) AS day "
        "FROM portion WHERE alive AND ordered AND day < ? AND meal = ? GROUP BY class_group) AS l "
        "ON l.class_group = p.class_group AND l.day = p.day "
        "WHERE p.alive AND p.meal = ? AND coalesce(p.amended, p.ordered)",
        (before.isoformat(), sitting.meal.value, sitting.meal.value),
    )
    found: dict[int, frozenset[int]] = {}
    for group, pupil in rows:
        found[group] = found.get(group, frozenset()) | {pupil}
    return found


def save_portion(
    work: UnitOfWork, parts: Partitions, place: tuple[date, Sitting], one: Portion
) -> int:
    """What is written of a pupil on a day, as it is from now on."""
    day, sitting = place
    return work.born(
        "portion",
        parts.benefit,
        day=day.isoformat(),
        meal=sitting.meal.value,
        pupil=one.pupil,
        eats=_kept(one.eats),
        ordered=int(one.ordered) if one.class_group else None,
        forecast=int(one.forecast) if one.class_group else None,
        class_group=one.class_group or None,
        source=one.source.value if one.class_group else None,
        diet=one.diet.value if one.diet else None,
        amended=_kept(one.amended),
        reason=one.reason.value if one.reason else None,
        served=_kept(one.served),
        unserved=one.unserved.value if one.unserved else None,
    )


def load_order(db: Connection, day: date, sitting: Sitting) -> Order:
    """The order of a sitting; one that nobody has handed over yet has no moments."""
    row = db.execute(
        "SELECT handed_by, handed_at, accepted_by, accepted_at, settled_by, settled_at, sheet, row "
        "FROM meal_order WHERE alive AND day = ? AND meal = ? AND shift = ?",
        (day.isoformat(), sitting.meal.value, sitting.shift),
    ).fetchone()
    if row is None:
        return Order()
    by, at, taken_by, taken_at, settled_by, settled_at, sheet, number = row
    moments = by, _moment(at), taken_by, _moment(taken_at), settled_by, _moment(settled_at)
    return Order(*moments, read_sheet(sheet, _Plates(db)), number)


def load_ordered_classes(db: Connection, day: date) -> Mapping[str, int]:
    """Which shift's order names a class, by its label; of two that do the first."""
    rows = db.execute(
        "SELECT sheet, shift FROM meal_order WHERE alive AND day = ? AND sheet IS NOT NULL "
        "AND handed_at IS NOT NULL ORDER BY shift DESC",
        (day.isoformat(),),
    )
    return {line.class_label: shift for text, shift in rows for line in read_sheet(text).lines}


def save_order(work: UnitOfWork, parts: Partitions, place: tuple[date, Sitting], one: Order) -> int:
    """The order as it is from now on."""
    day, sitting = place
    return work.born(
        "meal_order",
        parts.meals,
        day=day.isoformat(),
        meal=sitting.meal.value,
        shift=sitting.shift,
        handed_by=one.handed_by,
        handed_at=_text(one.handed_at),
        accepted_by=one.accepted_by,
        accepted_at=_text(one.accepted_at),
        settled_by=one.settled_by,
        settled_at=_text(one.settled_at),
        sheet=written_sheet(one.sheet, partial(_key, work.db)),
    )


class _Plates:
    """Finds whose plate it is and what must not be on it; of who is forgotten there is none.

    A diet that has not come yet is "other": the kitchen asks. So is a pupil, under a dash.
    """

    def __init__(self, db: Connection) -> None:
        self._db = db

    def __call__(self, class_label: str, pupil: int, diet: int) -> DietPlate | None:
        name = self._names.get(pupil, UNKNOWN)
        code, excluded = self._diets.get(diet, (DietCode.OTHER, ""))
        return DietPlate(class_label, name.listed, code, excluded) if name.surname else None

    @cached_property
    def _names(self) -> Mapping[int, PersonName]:
        rows = self._db.execute(
            "SELECT k.key, p.surname, p.given, p.patronymic FROM pupil AS p "
            "JOIN row_key AS k ON k.row = p.row"
        )
        return {key: PersonName(*(part or "" for part in name)) for key, *name in rows}

    @cached_property
    def _diets(self) -> Mapping[int, tuple[DietCode, str]]:
        rows = self._db.execute(
            "SELECT k.key, d.code, d.excluded FROM diet AS d JOIN row_key AS k ON k.row = d.row "
            "WHERE d.code IS NOT NULL"
        )
        return {key: (DietCode(code), excluded or "") for key, code, excluded in rows}


def _key(db: Connection, row: int) -> int:
    """The travelling key of a row: the same on every computer."""
    return int(db.execute("SELECT key FROM row_key WHERE row = ?", (row,)).fetchone()[0])


def _truth(kept: int | None) -> bool | None:
    return None if kept is None else bool(kept)


def _kept(said: bool | None) -> int | None:  # noqa: FBT001  what a row holds
    return None if said is None else int(said)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
