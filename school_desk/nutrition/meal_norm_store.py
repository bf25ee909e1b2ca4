"""Rows of the school's own norms as values, and the one lookup by day that every rule reads."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from school_desk.nutrition.card_model import DishTag
from school_desk.nutrition.eating_model import Source
from school_desk.nutrition.meal_norm_entry_rules import is_sound
from school_desk.nutrition.meal_norm_model import DayNorms, NormLine, NormOf
from school_desk.nutrition.meal_norm_rules import all_lines, day_norms
from school_desk.nutrition.menu_model import Eatery
from school_desk.nutrition.nutrient_rules import number_text
from school_desk.school.calendar_model import Status
from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork

Code = TypeVar("Code", bound=StrEnum)
Kept = str | int | None


class NormBook:
    """What counts on a day: lines of the program under those of the school."""

    def __init__(self, shipped: Sequence[NormLine], usual: DayNorms) -> None:
        self._shipped, self._usual = tuple(shipped), usual
        self._found: tuple[tuple[NormLine, ...], dict[date, DayNorms]] = ((), {})

    def lines(self, db: Connection) -> tuple[NormLine, ...]:
        """Every line that ever counts."""
        return all_lines(self._shipped, load_norm_lines(db))

    def on(self, db: Connection, day: date) -> DayNorms:
        """What counts on a day; reckoned once until a line changes."""
        own = load_norm_lines(db)
        kept, found = self._found
        if own != kept:
            found = {}
            self._found = own, found
        if day not in found:
            found[day] = day_norms(all_lines(self._shipped, own), day, self._usual)
        return found[day]


def load_norm_lines(db: Connection) -> tuple[NormLine, ...]:
    """The school's own lines; one that cannot be reckoned with is left aside."""
    rows = db.execute(
        "SELECT kind, code, starts, ends, figures, name_kk, name_ru, places, tags, products, pays, "
        "act, note, status, row FROM meal_norm WHERE alive ORDER BY starts, row"
    ).fetchall()
    found = (_line(*row) for row in rows if row[0] in set(NormOf))
    return tuple(one for one in found if is_sound(one))


def save_norm_line(work: UnitOfWork, parts: Partitions, one: NormLine) -> int:
    """A line of the school's own, as it is from now on."""
    return work.born(
        "meal_norm",
        parts.meals,
        kind=one.kind.value,
        code=one.code,
        starts=one.starts.isoformat(),
        ends=one.ends.isoformat() if one.ends else None,
        figures=" ".join(map(number_text, one.figures)),
        name_kk=one.names.get("kk") or None,
        name_ru=one.names.get("ru") or None,
        places=_joined(one.places),
        tags=_joined(one.tags),
        products=_joined(one.products),
        pays=one.pays.value if one.pays else None,
        act=one.act or None,
        note=one.note or None,
        status=one.status.value,
    )


def _line(*told: Kept) -> NormLine:
    kind, code, starts, ends, figures, kk, ru, places, tags, products, pays, *rest = told
    act, note, status, row = rest
    names = {"kk": str(kk or ru), "ru": str(ru or kk), "en": str(kk or ru)} if kk or ru else {}
    return NormLine(
        NormOf(str(kind)),
        str(code or ""),
        date.fromisoformat(str(starts)),
        date.fromisoformat(str(ends)) if ends else None,
        tuple(map(Decimal, str(figures or "").split())),
        names,
        _codes(Eatery, places),
        _codes(DishTag, tags),
        frozenset(str(products or "").split()),
        Source(str(pays)) if pays in set(Source) else None,
        str(act or ""),
        str(note or ""),
        Status(str(status)) if status in set(Status) else Status.TO_CHECK,
        own=True,
        id=int(row or 0),
    )


def _codes(kind: type[Code], told: Kept) -> frozenset[Code]:
    known = {one.value: one for one in kind}
    return frozenset(known[one] for one in str(told or "").split() if one in known)


def _joined(codes: Iterable[str]) -> str | None:
    return " ".join(sorted(map(str, codes))) or None
