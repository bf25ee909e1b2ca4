"""Rows of the school's own products, of its losses through the year, of how it reckons."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from school_desk.nutrition.extra_rules import extras_text, read_extras
from school_desk.nutrition.nutrient_model import Composition
from school_desk.nutrition.nutrient_rules import number_text
from school_desk.nutrition.product_model import Adds, Allergen, Figures, Product, SeasonLoss
from school_desk.nutrition.product_rules import LEAP
from school_desk.school.calendar_model import Status
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork

RETENTION = "retention"
_Code = TypeVar("_Code", bound=StrEnum)
_PARTS = ("energy", "protein", "fat", "carbohydrate")


def load_products(db: Connection) -> tuple[Product, ...]:
    """The products that this school has added or changed."""
    rows = db.execute(
        "SELECT row, code, name_kk, name_ru, name_en, status, allergens, loss, adds, "
        f"extras, source, piece, {', '.join(_PARTS)} FROM product WHERE alive ORDER BY code"
    )
    return tuple(
        Product(
            code,
            {"kk": kk or code, "ru": ru or kk or code, "en": en or kk or code},
            _composition(parts),
            _member(Status, status) or Status.TO_CHECK,
            frozenset(
                one for code in (allergens or "").split() if (one := _member(Allergen, code))
            ),
            Decimal(loss or 0),
            _member(Adds, adds),
            own=True,
            id=row,
            extras=read_extras(extras or ""),
            source=source or "",
            piece=Decimal(piece) if piece else None,
        )
        for row, code, kk, ru, en, status, allergens, loss, adds, extras, source, piece, *parts in (
            rows
        )
    )


def load_figures(db: Connection) -> Mapping[str, tuple[Figures, ...]]:
    """By product the figures that came into force on a day, the oldest first."""
    rows = db.execute(
        f"SELECT row, product, since, status, extras, source, {', '.join(_PARTS)} "
        "FROM product_composition WHERE alive ORDER BY product, since"
    )
    found: dict[str, tuple[Figures, ...]] = {}
    for row, product, since, status, extras, source, *parts in rows:
        one = Figures(
            _composition(parts),
            read_extras(extras or ""),
            _member(Status, status) or Status.TO_CHECK,
            source or "",
            date.fromisoformat(since),
            row,
        )
        found[product] = (*found.get(product, ()), one)
    return found


def load_losses(db: Connection) -> tuple[SeasonLoss, ...]:
    """The losses through the year that this school has written."""
    rows = db.execute(
        "SELECT product, day, since, loss FROM season_loss WHERE alive AND loss IS NOT NULL "
        "ORDER BY product, since, day"
    )
    lines = (_season(*row) for row in rows)
    return tuple(one for one in lines if one is not None)


def load_loss_rows(db: Connection, product: str, since: date) -> dict[tuple[int, int], int]:
    """The rows of what a product loses, in force since a day, by month and day."""
    rows = db.execute(
        "SELECT day, row FROM season_loss WHERE alive AND product = ? AND since = ?",
        (product, since.isoformat()),
    )
    return {(int(day[:2]), int(day[3:])): row for day, row in rows}


def load_retains(db: Connection, day: date) -> bool:
    """Whether this school reckons on a day with what cooking takes away."""
    found = db.execute(
        "SELECT value FROM kitchen_rule WHERE alive AND code = ? AND starts <= ? "
        "ORDER BY starts DESC LIMIT 1",
        (RETENTION, day.isoformat()),
    ).fetchone()
    return found is not None and found[0] == "yes"


def save_product(work: UnitOfWork, parts: Partitions, one: Product) -> int:
    """The school's own copy of a product."""
    return work.born(
        "product",
        parts.school_wide,
        code=one.code,
        name_kk=one.names["kk"],
        name_ru=one.names["ru"],
        name_en=one.names["en"],
        **_facts(one.figures),
        allergens=" ".join(each.value for each in Allergen if each in one.allergens) or None,
        loss=number_text(one.loss),
        adds=one.adds.value if one.adds else None,
        piece=number_text(one.piece) if one.piece else None,
    )


def save_figures(
    work: UnitOfWork, parts: Partitions, product: str, since: date, one: Figures
) -> int:
    """What a product holds from a day on."""
    return work.born(
        "product_composition",
        parts.school_wide,
        product=product,
        since=since.isoformat(),
        **_facts(one),
    )


def save_loss(work: UnitOfWork, parts: Partitions, one: SeasonLoss, since: date) -> int:
    """A loss from a day of the year on, in force since a day."""
    month, day = one.starts
    return work.born(
        "season_loss",
        parts.school_wide,
        product=one.product,
        day=f"{month:02}-{day:02}",
        since=since.isoformat(),
        loss=number_text(one.loss),
    )


def save_retains(work: UnitOfWork, parts: Partitions, day: date, *, retains: bool) -> int:
    """Whether the school reckons with what cooking takes away, from a day on."""
    value = "yes" if retains else "no"
    starts = day.isoformat()
    return work.born("kitchen_rule", parts.school_wide, code=RETENTION, starts=starts, value=value)


def count_uses(db: Connection, code: str) -> int:
    """In how many dishes' cards a product stands."""
    found = db.execute(
        "SELECT count(DISTINCT c.dish) FROM ingredient AS i JOIN tech_card AS c "
        "ON c.row = i.tech_card AND c.alive WHERE i.alive AND i.product = ?",
        (code,),
    ).fetchone()
    return int(found[0])


def _facts(one: Figures) -> dict[str, str | None]:
    found = one.composition
    return {
        **{name: number_text(getattr(found, name)) if found else None for name in _PARTS},
        "extras": extras_text(one.extras) or None,
        "status": one.status.value,
        "source": one.source or None,
    }


def _composition(parts: list[str | None]) -> Composition | None:
    if any(part is None for part in parts):
        return None
    return Composition(*(Decimal(part or 0) for part in parts))


def _member(kind: type[_Code], value: str | None) -> _Code | None:
    """A code that this program knows; a newer one's is left out."""
    return kind(value) if value in set(kind) else None


def _season(product: str, day: str, since: str, loss: str) -> SeasonLoss | None:
    """A line of the year; None where another program wrote no day."""
    try:
        starts, of = date.fromisoformat(f"{LEAP}-{day}"), date.fromisoformat(since)
    except ValueError:
        return None
    return SeasonLoss(product, (starts.month, starts.day), Decimal(loss), of, Status.CHECKED)
