"""The store-room: what comes, what a meal takes, what is written off, what a portion costs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from school_desk.errors import N_
from school_desk.nutrition.cost_rules import day_costs, meal_cost
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.eating_rules import NoPriceError, price_on
from school_desk.nutrition.eating_store import load_prices
from school_desk.nutrition.menu_work_service import MealsService
from school_desk.nutrition.norm_stock_rules import share_of
from school_desk.nutrition.stock_model import BandIssue, StockMove, Taking
from school_desk.nutrition.stock_rules import (
    AlreadyIssuedError,
    BatchGoneError,
    BatchUsedError,
    NotIssuedError,
    accept_batch,
    accept_correction,
    accept_taking,
    drawn,
    issue,
    left_on,
    needs_of,
    since_issue,
    stock_card,
)
from school_desk.nutrition.stock_store import (
    load_batches,
    load_moves,
    save_batch,
    save_issues,
    save_taking,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from school_desk.nutrition.meal_norm_store import NormBook
    from school_desk.nutrition.product_service import ProductService
    from school_desk.nutrition.requisition_model import MenuRequisition
    from school_desk.nutrition.stock_model import (
        BatchLeft,
        CardLine,
        MealCost,
        PortionCost,
        StockBatch,
    )
    from school_desk.storage.engine import Connection
    from school_desk.storage.service import Workplace


class Requisitions(Protocol):
    """What the store-room asks of requisitions."""

    def requisition(self, day: date, meal: Meal) -> MenuRequisition:
        """What a meal takes."""

    def planned(self, day: date, meal: Meal) -> MenuRequisition:
        """What a meal takes now, of nobody and nothing too."""


class StockService(MealsService):
    """The store-room of the kitchen."""

    def __init__(
        self,
        workplace: Workplace,
        requisitions: Requisitions,
        products: ProductService,
        book: NormBook,
    ) -> None:
        super().__init__(workplace)
        self._requisitions = requisitions
        self._products = products
        self._book = book

    def stock(self) -> tuple[BatchLeft, ...]:
        """All batches with what is left of them today, the first that came first."""
        db = self._look(N_("See stock"))
        return left_on(load_batches(db), load_moves(db), self._at.today())

    def card(self, product: str) -> tuple[CardLine, ...]:
        """The stock card of a product."""
        db = self._look(N_("See stock"))
        batches = [one for one in load_batches(db) if one.product == product]
        known = {one.id for one in batches}
        return stock_card(batches, [one for one in load_moves(db) if one.batch in known])

    def counted(self, product: str) -> bool:
        """Whether a product is counted in pieces."""
        return product in self._pieces(self._look(N_("See stock")))

    def receive(self, batch: StockBatch) -> int:
        """A batch came, or is put right; returns its id."""
        with self._begin(N_("Write stock"), self._seen) as work:
            taken = Decimal()
            if batch.id:
                before = self._batch(work.db, batch.id)
                accept_correction(batch, before.batch, load_moves(work.db))
                taken = before.batch.quantity - before.left
            counted = batch.product in self._pieces(work.db)
            accepted = accept_batch(batch, self._at.today(), counted=counted, taken=taken)
            return save_batch(work, self._at.partitions, accepted)

    def remove(self, batch: int) -> None:
        """Take a batch away that nothing was taken of."""
        with self._begin(N_("Write stock"), self._seen) as work:
            found = self._batch(work.db, batch)
            if found.left != found.batch.quantity:
                raise BatchUsedError(taken=str(found.batch.quantity - found.left))
            work.delete(batch)

    def take(self, batch: int, taking: Taking, quantity: Decimal, reason: str) -> None:
        """Write off, or return to the supplier."""
        with self._begin(N_("Write stock"), self._seen) as work:
            found = self._batch(work.db, batch)
            move = StockMove(batch, self._at.today(), taking, quantity, reason)
            counted = found.batch.product in self._pieces(work.db)
            accepted = accept_taking(move, found, counted=counted)
            save_taking(work, self._at.partitions, accepted)

    def issue(self, day: date, meal: Meal) -> None:
        """Take all of a requisition from the store-room, first in first out, or raise."""
        with self._begin(N_("Issue from stock"), self._seen) as work:
            if _issued(work.db, day, meal):
                raise AlreadyIssuedError(day=day)
            needs = needs_of(self._requisitions.requisition(day, meal))
            stock = left_on(load_batches(work.db), load_moves(work.db), day)
            products = self._products.kitchen().products
            save_issues(work, self._at.partitions, issue(needs, stock, (day, meal), products))

    def take_back(self, day: date, meal: Meal) -> None:
        """What a meal took is in the store-room again, so that it can be issued anew."""
        with self._begin(N_("Issue from stock"), self._seen) as work:
            found = _issued(work.db, day, meal)
            if not found:
                raise NotIssuedError(day=day)
            for one in found:
                work.delete(one.id)

    def since_issue(self, day: date, meal: Meal) -> Mapping[str, Decimal]:
        """By how much the requisition now differs from what was issued, by product."""
        db = self._look(N_("See stock"))
        found = self._requisitions.requisition(day, meal)
        return since_issue(found, _issued(db, day, meal), load_batches(db))

    def issued(self, day: date, meal: Meal) -> tuple[StockMove, ...]:
        """What a meal took of which batch; nothing: it was not issued yet."""
        return _issued(self._look(N_("See stock")), day, meal)

    def for_band(self, first: date, last: date, band: str) -> Mapping[date, BandIssue]:
        """What was issued between two days to the children of a band, of days with an issue."""
        db = self._look(N_("See stock"))
        products = {one.id: one.product for one in load_batches(db)}
        issues: dict[tuple[date, Meal], list[StockMove]] = {}
        for one in load_moves(db):
            if one.taking is Taking.ISSUE and one.meal and first <= one.day <= last:
                issues.setdefault((one.day, one.meal), []).append(one)
        found: dict[date, BandIssue] = {}
        for (day, meal), moves in issues.items():
            needed = self._requisitions.planned(day, meal)
            masses = tuple(
                (code, Fraction(one.quantity) * share_of(code, band, needed))
                for one in moves
                if (code := products.get(one.batch))
            )
            before = found.get(day, BandIssue(0, ()))
            portions = before.portions + needed.eaters.get(band, 0)
            found[day] = BandIssue(portions, (*before.masses, *masses))
        return found

    def cost(self, day: date, meal: Meal) -> MealCost:
        """What a meal cost, or would cost now, beside the prices of the contract."""
        db = self._look(N_("See meal costs"))
        found = self._requisitions.requisition(day, meal)
        batches, ceilings = load_batches(db), self._ceilings(db, day, meal)
        taken = _issued(db, day, meal)
        if taken:
            return meal_cost(found, taken, batches, ceilings)
        stock = left_on(batches, load_moves(db), day)
        moves, short = drawn(needs_of(found), stock, (day, meal))
        cost = meal_cost(found, moves, batches, ceilings)
        return replace(cost, issued=False, short=short)

    def day_cost(self, day: date) -> tuple[PortionCost, ...]:
        """What a child-day of each band cost in the meals that were issued, beside its ceiling."""
        db = self._look(N_("See meal costs"))
        issued = [meal for meal in Meal if _issued(db, day, meal)]
        return day_costs([self.cost(day, meal) for meal in issued])

    def _ceilings(self, db: Connection, day: date, meal: Meal) -> Mapping[str, Decimal]:
        """The price of a portion by band; a band without one is not compared."""
        prices, found = load_prices(db), {}
        for band in self._book.on(db, day).bands:
            try:
                found[band.code] = price_on(prices, (band.code, band.source, meal), day)
            except NoPriceError:
                continue
        return found

    def _pieces(self, db: Connection) -> Mapping[str, Decimal]:
        """What is counted in pieces today."""
        return self._book.on(db, self._at.today()).issuing.pieces

    def _batch(self, db: Connection, batch: int) -> BatchLeft:
        for one in left_on(load_batches(db), load_moves(db), self._at.today()):
            if one.batch.id == batch:
                return one
        raise BatchGoneError


def _issued(db: Connection, day: date, meal: Meal) -> tuple[StockMove, ...]:
    moves = (one for one in load_moves(db) if one.taking is Taking.ISSUE)
    return tuple(one for one in moves if (one.day, one.meal) == (day, meal))
