"""The store-room on paper: what is left of all batches, the stock card of a product."""

from collections.abc import Mapping, Sequence

from school_desk.documents.plain_table import PlainColumn, PlainTable, PlainValue
from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.nutrition.nutrient_rules import MASS_PLACES
from school_desk.nutrition.product_model import Product
from school_desk.nutrition.stock_model import TAKING_WORDS, BatchLeft, CardLine

CARD = N_("Stock card: {product}")
STOCK = N_("Store-room: what is left")
NOTHING = N_("Nothing has come to the store-room yet.")
RECEIPT = N_("receipt")
PRODUCT, DAY, WHAT = N_("Product"), N_("Day"), N_("What")
CAME, WENT, LEFT = N_("Came in"), N_("Went out"), N_("Remains")
PRICE, SUM, NOTE = N_("Price, tenge"), N_("Sum, tenge"), N_("Document or reason")
RECEIVED, USE_BY, SUPPLIER = N_("Received"), N_("Use by"), N_("Supplier")
TOTAL = N_("Total")
STOREKEEPER, ACCOUNTANT = N_("Storekeeper"), N_("Accountant")
TIYN_PLACES = 2


def card_table(product: Product, lines: Sequence[CardLine]) -> PlainTable:
    """All that came and went of a product, with what was left after it."""
    return PlainTable(
        Text(CARD, {"product": product.name}),
        (
            PlainColumn(DAY, 1.0),
            PlainColumn(WHAT, 1.8),
            PlainColumn(CAME, 0.9, MASS_PLACES),
            PlainColumn(WENT, 0.9, MASS_PLACES),
            PlainColumn(LEFT, 0.9, MASS_PLACES, shaded=True),
            PlainColumn(PRICE, 0.9, TIYN_PLACES),
            PlainColumn(NOTE, 2.2),
        ),
        tuple(_line(one) for one in lines),
        empty=NOTHING,
        signers=(STOREKEEPER, ACCOUNTANT),
        frozen=1,
    )


def stock_table(stock: Sequence[BatchLeft], products: Mapping[str, Product]) -> PlainTable:
    """What is left of each batch, or owed of it, with its sum; what is used up is left out."""
    there = [one for one in stock if one.left]
    total = sum(one.left * one.batch.price for one in there)
    rows = [_batch(one, products) for one in there]
    return PlainTable(
        Text(STOCK),
        (
            PlainColumn(PRODUCT, 2.4),
            PlainColumn(RECEIVED, 1.0),
            PlainColumn(USE_BY, 1.0),
            PlainColumn(LEFT, 1.0, MASS_PLACES),
            PlainColumn(PRICE, 1.0, TIYN_PLACES),
            PlainColumn(SUM, 1.1, TIYN_PLACES),
            PlainColumn(SUPPLIER, 1.8),
        ),
        (*rows, (Text(TOTAL), "", "", "", "", total, "")) if rows else (),
        empty=NOTHING,
        signers=(STOREKEEPER, ACCOUNTANT),
        bold=frozenset((len(rows),)) if rows else frozenset(),
        frozen=1,
    )


def _line(one: CardLine) -> tuple[PlainValue, ...]:
    what = Text(TAKING_WORDS[one.taking]) if one.taking else Text(RECEIPT)
    came = one.came if one.came is not None else ""
    went = one.went if one.went is not None else ""
    return one.day, what, came, went, one.left, one.price, one.note


def _batch(one: BatchLeft, products: Mapping[str, Product]) -> tuple[PlainValue, ...]:
    batch = one.batch
    found = products.get(batch.product)
    name: PlainValue = found.name if found else batch.product
    facts = batch.received_on, batch.expires_on, one.left, batch.price, one.left * batch.price
    return name, *facts, batch.supplier
