"""Products of the kitchen: the starter directory under the school's own copy of it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from school_desk.errors import N_
from school_desk.i18n import Spelled
from school_desk.intents import Form
from school_desk.nutrition.card_reckon_rules import Kitchen
from school_desk.nutrition.nutrient_model import Retention
from school_desk.nutrition.product_model import Product, SeasonLoss, Starter
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
    load_loss_rows,
    load_losses,
    load_products,
    load_retains,
    save_loss,
    save_product,
    save_retains,
)
from school_desk.storage.engine import Connection
from school_desk.storage.service import Service, Workplace


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
        """A product of the school's own, or its copy of one; returns the code."""
        with self._begin(N_("Write products"), form or self._seen) as work:
            accepted = accept_product(product, self._all(work.db))
            save_product(work, self._at.partitions, accepted)
        return accepted.code

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
            work.delete(found.id)

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
            for starts, row in load_loss_rows(work.db, product, since).items():
                if starts not in losses:
                    work.delete(row)
            for starts, loss in losses.items():
                line = SeasonLoss(product, starts, accept_loss(loss), since)
                save_loss(work, self._at.partitions, line, since)

    def reckons_cooking(self) -> bool:
        """Whether the school reckons with what cooking takes away: everywhere or nowhere."""
        return load_retains(self._look(N_("See products")), self._at.today())

    def reckon_cooking(self, *, retains: bool, form: Form | None = None) -> None:
        """Reckon with it from today on, or no more."""
        with self._begin(N_("Choose kitchen rules"), form or self._seen) as work:
            save_retains(work, self._at.partitions, self._at.today(), retains=retains)

    def kitchen(self, *, season: bool = False) -> Kitchen:
        """What cards are reckoned with today; `season`: with the losses of this very day."""
        db = self._look(N_("See products"))
        today = self._at.today()
        return Kitchen(
            {one.code: one for one in self._all(db)},
            self._losses(db),
            today if season else None,
            self._kept if load_retains(db, today) else None,
        )

    @property
    def _seen(self) -> Form:
        """All that this computer has of the others."""
        return Form(context=self._at.storage.context(self._at.partitions.school_wide))

    def _all(self, db: Connection) -> tuple[Product, ...]:
        own = (replace(one, own=True) for one in load_products(db))
        return with_own(self._starter.products, own)

    def _losses(self, db: Connection) -> tuple[SeasonLoss, ...]:
        return (*self._starter.losses, *load_losses(db))


def _named(products: Iterable[Product], code: str) -> Spelled | str:
    return next((one.name for one in products if one.code == code), code)
