"""Products of the kitchen: the starter directory under the school's own copy of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from school_desk.errors import N_
from school_desk.i18n import Spelled
from school_desk.intents import Form
from school_desk.nutrition.card_reckon_rules import Kitchen
from school_desk.nutrition.nutrient_model import Retention
from school_desk.nutrition.product_model import Figures, Product, SeasonLoss, Starter, ToldProduct
from school_desk.nutrition.product_rules import (
    ProductGoneError,
    ProductNotOwnError,
    ProductUsedError,
    SeasonEmptyError,
    accept_loss,
    accept_product,
    with_own,
)
from school_desk.nutrition.product_store import (
    count_uses,
    load_figures,
    load_loss_rows,
    load_losses,
    load_products,
    load_retains,
    save_figures,
    save_loss,
    save_product,
    save_retains,
)
from school_desk.nutrition.product_version_rules import (
    always,
    on_day,
    same_product,
    with_figures,
    with_versions,
)
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Step, Workplace, no_step
from school_desk.storage.unit_of_work import UnitOfWork


class ProductService(Service):
    """What the kitchen buys and what it is made of; `kept` is what stays after cooking.

    `form` of what writes: what its reader had seen; without one, all that is here now.
    """

    def __init__(self, workplace: Workplace, starter: Starter, kept: Retention) -> None:
        super().__init__(workplace)
        self._starter = starter
        self._kept = kept

    def products(self) -> tuple[Product, ...]:
        """The whole directory: that of the program, the school's own copy over it."""
        return self._all(self._look(N_("See products")))

    def form(self) -> Form:
        """What whoever reads now has seen: to be handed back with what is written on it."""
        self._look(N_("See products"))
        return self._seen

    def put(self, product: Product, form: Form | None = None) -> str:
        """A product of the school's own, or its copy of one; returns the code.

        Figures with a day count from that day on; what counted before stays as it was.
        """
        with self._begin(N_("Write products"), form or self._seen) as work:
            return self._put(work, product, self._all(work.db)).code

    def import_products(self, told: Sequence[ToldProduct], *, step: Step = no_step) -> int:
        """A whole file as one step: products, figures since a day, losses of the season."""
        with self._begin(N_("Write products"), Form(), origin="import") as work:
            known = {one.code: one for one in self._all(work.db)}
            for done, one in enumerate(told, 1):
                put = self._put(work, one.product, known.values())
                known[put.code] = put
                if one.season_since is not None:
                    self._write_season(work, put.code, one.season_since, one.season)
                step(done, len(told))
        return len(told)

    def remove(self, code: str, form: Form | None = None) -> None:
        """Take the own copy away: what came with the program counts again, what did not goes."""
        with self._begin(N_("Write products"), form or self._seen) as work:
            found = next((one for one in self._all(work.db) if one.code == code), None)
            if found is None:
                raise ProductGoneError
            if not found.own:
                raise ProductNotOwnError(name=found.name)
            uses = count_uses(work.db, code)
            if uses and code not in {one.code for one in self._starter.products}:
                raise ProductUsedError(name=found.name, count=uses)
            if found.id:
                work.delete(found.id)
            for one in found.versions:
                if one.id:
                    work.delete(one.id)

    def losses(self) -> tuple[SeasonLoss, ...]:
        """Cold losses through the year: those of the program, then the school's own."""
        return self._losses(self._look(N_("See products")))

    def write_losses(
        self,
        product: str,
        since: date,
        losses: Mapping[tuple[int, int], Decimal],
        form: Form | None = None,
    ) -> None:
        """What a product loses from which day of the year on; in force since a day."""
        with self._begin(N_("Write products"), form or self._seen) as work:
            if not losses:
                raise SeasonEmptyError(name=_named(self._all(work.db), product))
            self._write_season(work, product, since, losses)

    def reckons_cooking(self) -> bool:
        """Whether the school reckons with what cooking takes away: everywhere or nowhere."""
        return load_retains(self._look(N_("See products")), self._at.today())

    def reckon_cooking(self, *, retains: bool, form: Form | None = None) -> None:
        """Reckon with it from today on, or no more."""
        with self._begin(N_("Choose kitchen rules"), form or self._seen) as work:
            save_retains(work, self._at.partitions, self._at.today(), retains=retains)

    def kitchen(self, *, season: bool = False, day: date | None = None) -> Kitchen:
        """What cards are reckoned with on a day, or today.

        Args:
            season: whether gross masses are those of that very day.
            day: of which the compositions count; None: today.
        """
        db = self._look(N_("See products"))
        on = day or self._at.today()
        return Kitchen(
            {one.code: one for one in self._all(db, on)},
            self._losses(db),
            on if season else None,
            self._kept if load_retains(db, on) else None,
            on,
        )

    @property
    def _seen(self) -> Form:
        """All that this computer has of the others."""
        return Form(context=self._at.storage.context(self._at.partitions.school_wide))

    def _all(self, db: Connection, day: date | None = None) -> tuple[Product, ...]:
        """The directory with the figures of a day; None: of today."""
        own = (replace(one, own=True) for one in load_products(db))
        dated, on = load_figures(db), day or self._at.today()
        all_of = with_own(self._starter.products, own)
        return tuple(_with(one, dated.get(one.code, ()), on) for one in all_of)

    def _put(self, work: UnitOfWork, product: Product, known: Iterable[Product]) -> Product:
        """Facts of a product where they differ; its figures always, or from their day on."""
        accepted = accept_product(product, known)
        before = next((one for one in known if one.code == accepted.code), None)
        base = accepted if before is None else with_figures(accepted, always(before).figures)
        if accepted.since is None:
            base = accepted
        elif before is None:
            base = with_figures(accepted, Figures())
        if before is None or not same_product(base, always(before)):
            save_product(work, self._at.partitions, base)
        if accepted.since is not None:
            facts = accepted.code, accepted.since, accepted.figures
            save_figures(work, self._at.partitions, *facts)
        later = before.versions[1:] if before else ()
        return with_versions(with_figures(accepted, base.figures), later)

    def _write_season(
        self,
        work: UnitOfWork,
        product: str,
        since: date,
        losses: Mapping[tuple[int, int], Decimal],
    ) -> None:
        for starts, row in load_loss_rows(work.db, product, since).items():
            if starts not in losses:
                work.delete(row)
        for starts, loss in losses.items():
            line = SeasonLoss(product, starts, accept_loss(loss), since)
            save_loss(work, self._at.partitions, line, since)

    def _losses(self, db: Connection) -> tuple[SeasonLoss, ...]:
        return (*self._starter.losses, *load_losses(db))


def _with(product: Product, dated: tuple[Figures, ...], day: date) -> Product:
    """All figures in it, those of the day shown; dated ones are the school's own."""
    found = on_day(with_versions(product, dated), day)
    return replace(found, own=found.own or bool(dated))


def _named(products: Iterable[Product], code: str) -> Spelled | str:
    return next((one.name for one in products if one.code == code), code)
