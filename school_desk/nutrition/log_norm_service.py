"""The control of norms (form 4), and the dated data that all logs stand on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.nutrition.log_norm_model import Control, Issued, Norm, NormKind
from school_desk.nutrition.log_norm_rules import (
    NormGoneError,
    accept_issued,
    accept_norm,
    all_norms,
    control,
    in_force,
    typed_only,
)
from school_desk.nutrition.log_refusal_rules import ReasonNeededError
from school_desk.nutrition.log_store import (
    load_issued,
    load_norms,
    load_ordered,
    save_issued,
    save_norm,
)
from school_desk.nutrition.norm_stock_rules import by_lines
from school_desk.school.texts import as_line
from school_desk.storage.service import Service, Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from school_desk.nutrition.stock_model import BandIssue
    from school_desk.storage.engine import Connection

ONE_DAY = timedelta(days=1)


class LogNormService(Service):
    """What was issued beside the norm; norms, doses and refrigerators, each since a day."""

    def __init__(
        self,
        workplace: Workplace,
        shipped: tuple[Norm, ...],
        stock: Callable[[date, date, str], Mapping[date, BandIssue]],
        groups: Mapping[str, str],
    ) -> None:
        super().__init__(workplace)
        self._shipped = shipped
        self._stock = stock
        self._groups = groups

    def control(self, month: date, band: str) -> Control:
        """The sheet of a month for a band."""
        db = self._look(N_("See norms control"))
        first = month.replace(day=1)
        last = (first + 31 * ONE_DAY).replace(day=1) - ONE_DAY
        issued = self._days(db, band, first, last)
        return control(self._norms(db), issued, first, band)

    def bands(self) -> tuple[str, ...]:
        """The bands that have norms, in their order."""
        norms = self._norms(self._look(N_("See norms control")))
        return tuple(dict.fromkeys(one.band for one in norms if one.kind is NormKind.FOOD))

    def issued(self, day: date, band: str) -> Issued:
        """What was issued on a day, as typed and as the store-room issued it.

        Child-days not written yet come from the day's order, else from its requisitions.
        """
        db = self._look(N_("See norms control"))
        found = next(iter(self._days(db, band, day, day)), Issued(day, band))
        portions = found.portions or load_ordered(db, day).get(band, 0)
        return replace(found, portions=portions)

    def food_norms(self, day: date, band: str) -> tuple[Norm, ...]:
        """The products of the sheet on a day."""
        norms = self._norms(self._look(N_("See norms control")))
        return tuple(one for one in in_force(norms, NormKind.FOOD, day) if one.band == band)

    def put_issued(self, issued: Issued, reason: str = "") -> None:
        """What was issued on a day; of a day that is over a correction needs a reason."""
        with self._begin(N_("Write norms control"), Form(reason=as_line(reason))) as work:
            before = load_issued(work.db, issued.band, issued.day, issued.day)
            if before and issued.day < self._at.today() and not as_line(reason):
                raise ReasonNeededError(day=issued.day)
            norms = [
                one
                for one in in_force(self._norms(work.db), NormKind.FOOD, issued.day)
                if one.band == issued.band
            ]
            codes = [one.code for one in norms]
            kept = typed_only(accept_issued(issued, norms), before[0] if before else None)
            save_issued(work, self._at.partitions, kept, codes)

    def norms(self, day: date) -> tuple[Norm, ...]:
        """All dated data in force on a day, kind by kind."""
        norms = self._norms(self._look(N_("See kitchen norms")))
        kinds = (NormKind.COLD, NormKind.DOSE, NormKind.SAMPLE, NormKind.FOOD)
        return tuple(one for kind in kinds for one in in_force(norms, kind, day))

    def put_norm(self, norm: Norm) -> int:
        """The school's own, in force since its day; until then what was before it."""
        with self._begin(N_("Write kitchen norms"), Form()) as work:
            return save_norm(work, self._at.partitions, accept_norm(norm))

    def remove_norm(self, norm: Norm) -> None:
        """Take the school's own away: what was before it counts again."""
        with self._begin(N_("Write kitchen norms"), Form()) as work:
            if norm.id not in {one.id for one in load_norms(work.db)}:
                raise NormGoneError
            work.delete(norm.id)

    def _days(self, db: Connection, band: str, first: date, last: date) -> tuple[Issued, ...]:
        """What was typed of each day, beside what the store-room issued on it."""
        typed = {one.day: one for one in load_issued(db, band, first, last)}
        stock = self._stock(first, last, band)
        food = in_force(self._norms(db), NormKind.FOOD, last)
        codes = [one.code for one in food if one.band == band]
        for day, one in stock.items():
            there = typed.get(day, Issued(day, band))
            ordered = load_ordered(db, day).get(band, 0)
            portions = there.portions or ordered or one.portions
            masses = by_lines(one.masses, self._groups, codes)
            typed[day] = replace(there, portions=portions, stock=masses)
        return tuple(typed[day] for day in sorted(typed))

    def _norms(self, db: Connection) -> tuple[Norm, ...]:
        return all_norms(self._shipped, load_norms(db))
