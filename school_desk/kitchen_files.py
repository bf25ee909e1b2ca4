"""Products and technological cards as spreadsheets, there and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from school_desk.errors import N_
from school_desk.list_files import ListDesk, ListFile
from school_desk.nutrition.card_list_rules import CELLS as CARD_CELLS
from school_desk.nutrition.card_list_rules import FORM as CARDS
from school_desk.nutrition.card_list_rules import CardFacts, read_cards, told_rows
from school_desk.nutrition.product_reading_rules import CELLS as PRODUCT_CELLS
from school_desk.nutrition.product_reading_rules import FORM as PRODUCTS
from school_desk.nutrition.product_reading_rules import ProductFacts, read_products, told_products

if TYPE_CHECKING:
    from datetime import date

    from school_desk.nutrition.card_model import TechCard
    from school_desk.nutrition.card_service import CardService
    from school_desk.nutrition.product_model import ToldProduct
    from school_desk.nutrition.product_service import ProductService

PRODUCT_LINES = (
    N_("One line for each product: names, what 100 g of the edible part hold, losses, allergens."),
    N_("Figures that count since a day are one more line of the product, with that day."),
    N_("A vitamin that is not known is left empty; zero means that there is none."),
    N_("Losses of the season: 01.09 25; 01.11 30 - and since which day they count."),
    N_("What the list does not name stays as it is."),
)
CARD_LINES = (
    N_("One line for each ingredient; name, yield and cooking stand in the first line of a card."),
    N_("A product is written by its code or by its name, as in the list of products."),
    N_("Yields by age: 7-10: 200; 11-14: 250. Where nothing stands the yield of the card counts."),
    N_("A card in use is never changed: a new version is made, as a draft."),
)


class KitchenDesk(ListDesk, Protocol):
    """What these lists need of the desk: services, person, clock."""

    @property
    def products(self) -> ProductService:
        """Products of the kitchen."""

    @property
    def cards(self) -> CardService:
        """Technological cards."""

    def today(self) -> date:
        """The day of the calendar."""


class KitchenFiles:
    """Lists that the kitchen takes from Excel."""

    def __init__(self, desk: KitchenDesk) -> None:
        self._desk = desk

    @property
    def products(self) -> ListFile[ToldProduct]:
        """The whole directory; what is known is left out when it is read."""
        service = self._desk.products
        return ListFile(
            self._desk,
            PRODUCTS,
            PRODUCT_CELLS,
            ("kk", "energy", "protein", "since"),
            lambda sheets: read_products(sheets, self._products()),
            lambda told, step: service.import_products(told, step=step),
            lambda: told_products(self._products()),
            PRODUCT_LINES,
        )

    @property
    def cards(self) -> ListFile[Any]:
        """The last version of every card: lines when it is written, whole cards when it is read."""
        return CardFile(
            self._desk,
            CARDS,
            CARD_CELLS,
            ("number", "kk", "yield", "product"),
            lambda sheets: read_cards(sheets, self._cards()),
            lambda told, step: self._desk.cards.import_cards(told, step=step),
            lambda: told_rows(self._desk.cards.cards()),
            CARD_LINES,
        )

    def _products(self) -> ProductFacts:
        service = self._desk.products
        return ProductFacts(service.products(), service.losses(), self._desk.today())

    def _cards(self) -> CardFacts:
        return CardFacts(self._desk.products.products(), self._desk.cards.cards())


class CardFile(ListFile[Any]):
    """A preview shows a card, with the first of its products."""

    def words(self, value: TechCard) -> tuple[str, ...]:
        """A card as its first line tells it."""
        return super().words(next(told_rows((value,))))
