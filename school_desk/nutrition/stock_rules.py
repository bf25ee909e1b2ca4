"""First in, first out; nothing expired; never more than there is (nutrition 11, rule 14)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from school_desk.errors import N_, DeskError
from school_desk.i18n import LANGUAGES, Spelled
from school_desk.nutrition.eating_model import Meal
from school_desk.nutrition.nutrient_rules import number_text
from school_desk.nutrition.product_model import Product
from school_desk.nutrition.requisition_model import MenuRequisition
from school_desk.nutrition.stock_model import (
    BatchLeft,
    CardLine,
    StockBatch,
    StockMove,
    Taking,
)
from school_desk.school.texts import as_line

MOST = Decimal(100_000)
TOP_PRICE = Decimal(1_000_000)
LONGEST = 200


class QuantityWrongError(DeskError):
    """A quantity that no store-room has; facts: `text`, `top`."""

    sentence = N_(
        "{text} is not a quantity: above 0 and at most {top}, pieces in whole numbers. "
        "Nothing was written."
    )


class StockPriceError(DeskError):
    """A price that nothing has; facts: `text`."""

    sentence = N_("{text} tenge is not a price of one kilogram or piece. Nothing was written.")


class ExpiryTurnedError(DeskError):
    """Expired before it came; facts: `expires`, `received`."""

    sentence = N_(
        "The batch would have expired on {expires:short}, before it came on {received:short}: it "
        "must not be taken. Nothing was written."
    )


class LaterReceiptError(DeskError):
    """A receipt of a day to come; facts: `received`."""

    sentence = N_("{received:short} is still to come. Nothing was written.")


class StockLineLongError(DeskError):
    """A field with a whole story in it; facts: `top`."""

    sentence = N_("A field is too long: at most {top} signs. Nothing was written.")


class BatchGoneError(DeskError):
    """A batch that somebody has taken away."""

    sentence = N_("This batch is not there any more. Open the list again.")


class BatchUsedError(DeskError):
    """Less than was already taken; facts: `taken`."""

    sentence = N_("{taken} of this batch are taken already: it cannot have been less.")


class TakenAsItWasError(DeskError):
    """Another product, or a later day, of a batch that was taken of; facts: `day`."""

    sentence = N_(
        "Something of this batch was taken on {day:short}: its product stays, and it came on that "
        "day at the latest. Nothing was written."
    )


class MoreThanLeftError(DeskError):
    """More than is left of a batch; facts: `left`."""

    sentence = N_("Only {left} of this batch are left. Nothing was written.")


class StockShortError(DeskError):
    """Too little of something; facts: `list`."""

    sentence = N_("Not enough in the store-room, expired batches left out: {list}.")


class AlreadyIssuedError(DeskError):
    """The meal was issued before; facts: `day`."""

    sentence = N_("The products of {day:short} are issued for this meal. Ctrl+Z takes it back.")


class NotIssuedError(DeskError):
    """Nothing to take back; facts: `day`."""

    sentence = N_("Nothing was issued for this meal of {day:short}.")


class NoReasonToTakeError(DeskError):
    """Written off or returned without why."""

    sentence = N_("Write why: the reason stands on the stock card.")


def accept_batch(one: StockBatch, today: date, *, counted: bool, taken: Decimal) -> StockBatch:
    """A batch as it is kept, or raise; `counted`: in pieces; `taken`: what left it already."""
    accept_quantity(one.quantity, counted=counted)
    if not 0 < one.price <= TOP_PRICE:
        raise StockPriceError(text=_typed(one.price))
    if one.received_on > today:
        raise LaterReceiptError(received=one.received_on)
    if one.expires_on is not None and one.expires_on < one.received_on:
        raise ExpiryTurnedError(expires=one.expires_on, received=one.received_on)
    if one.quantity < taken:
        raise BatchUsedError(taken=_typed(taken))
    paper, supplier = as_line(one.paper), as_line(one.supplier)
    if max(len(paper), len(supplier)) > LONGEST:
        raise StockLineLongError(top=LONGEST)
    return replace(one, paper=paper, supplier=supplier)


def accept_correction(one: StockBatch, before: StockBatch, moves: Iterable[StockMove]) -> None:
    """Let a batch be put right, or raise: what was cooked of it was that, and was there."""
    days = [move.day for move in moves if move.batch == one.id]
    if days and (one.product != before.product or one.received_on > min(days)):
        raise TakenAsItWasError(day=min(days))


def accept_quantity(quantity: Decimal, *, counted: bool) -> Decimal:
    """A quantity, or raise QuantityWrongError."""
    whole = not counted or quantity == quantity.to_integral_value()
    if not 0 < quantity <= MOST or not whole:
        raise QuantityWrongError(text=_typed(quantity), top=_typed(MOST))
    return quantity


def accept_taking(one: StockMove, here: BatchLeft, *, counted: bool) -> StockMove:
    """A write-off or a return, or raise."""
    accept_quantity(one.quantity, counted=counted)
    if one.quantity > here.left:
        raise MoreThanLeftError(left=_typed(here.left))
    reason = as_line(one.reason)
    if not reason:
        raise NoReasonToTakeError
    return replace(one, reason=reason)


def left_on(
    batches: Iterable[StockBatch], moves: Iterable[StockMove], day: date
) -> tuple[BatchLeft, ...]:
    """What is left of each batch, the first that came first."""
    gone: dict[int, Decimal] = {}
    for move in moves:
        gone[move.batch] = gone.get(move.batch, Decimal()) + move.quantity
    ordered = sorted(batches, key=lambda one: (one.received_on, one.expires_on or date.max, one.id))
    return tuple(_left(one, gone.get(one.id, Decimal()), day) for one in ordered)


def issue(
    needs: Mapping[str, Decimal],
    stock: Sequence[BatchLeft],
    place: tuple[date, Meal],
    products: Mapping[str, Product],
) -> tuple[StockMove, ...]:
    """What is taken of which batch, first in first out, or raise StockShortError for all."""
    found, short = drawn(needs, stock, place)
    if short:
        raise StockShortError(list=_listed(short, products))
    return found


def drawn(
    needs: Mapping[str, Decimal], stock: Sequence[BatchLeft], place: tuple[date, Meal]
) -> tuple[tuple[StockMove, ...], Mapping[str, Decimal]]:
    """What would be taken of which batch, and what there is too little of, by product.

    A batch that came after the day, or expired before it, is left alone. What was taken of a batch
    above what it had came off the shelf of the next ones: they do not give it again.
    """
    day, meal = place
    found: list[StockMove] = []
    short: dict[str, Decimal] = {}
    for product, need in needs.items():
        rest, owed = need, owed_of(product, stock)
        for one in stock:
            if one.batch.product == product and _usable(one, day) and rest:
                gone = min(owed, one.left)
                taken = min(rest, one.left - gone)
                owed -= gone
                if taken:
                    found.append(StockMove(one.batch.id, day, Taking.ISSUE, taken, "", meal))
                rest -= taken
        if rest:
            short[product] = rest
    return tuple(found), short


def owed_of(product: str, stock: Iterable[BatchLeft]) -> Decimal:
    """How much more was taken of a product's batches than they had: on two computers at once."""
    here = (one.left for one in stock if one.batch.product == product)
    return sum((-left for left in here if left < 0), Decimal())


def needs_of(requisition: MenuRequisition) -> Mapping[str, Decimal]:
    """What a requisition takes from the store-room, in its units."""
    lines = (one for one in requisition.lines if one.issued)
    return {one.product.code: one.quantity for one in lines if one.quantity}


def since_issue(
    requisition: MenuRequisition, moves: Iterable[StockMove], batches: Iterable[StockBatch]
) -> Mapping[str, Decimal]:
    """By how much a requisition now differs from what was issued: more is above 0, by product.

    The menu, the order or a card may have changed since. A batch that has not come here yet
    counts when it is here.
    """
    product_of = {one.id: one.product for one in batches}
    found = dict(needs_of(requisition))
    for move in (one for one in moves if one.batch in product_of):
        product = product_of[move.batch]
        found[product] = found.get(product, Decimal()) - move.quantity
    return {product: rest for product, rest in found.items() if rest}


def stock_card(batches: Sequence[StockBatch], moves: Sequence[StockMove]) -> tuple[CardLine, ...]:
    """The card of one product: all that came and went by day, with what was left after it."""
    known = {one.id: one for one in batches}
    came = [(one.received_on, 0, one.id, one, None) for one in batches]
    went = [(one.day, 1, one.id, known[one.batch], one) for one in moves if one.batch in known]
    left, found = Decimal(), []
    for day, _order, _id, batch, move in sorted((*came, *went), key=lambda one: one[:3]):
        left += batch.quantity if move is None else -move.quantity
        if move is None:
            note = ", ".join(part for part in (batch.paper, batch.supplier) if part)
            found.append(CardLine(day, batch.quantity, None, left, batch.price, None, note))
        else:
            facts = batch.price, move.taking, move.reason
            found.append(CardLine(day, None, move.quantity, left, *facts))
    return tuple(found)


def _left(one: StockBatch, gone: Decimal, day: date) -> BatchLeft:
    if one.expires_on is None:
        return BatchLeft(one, one.quantity - gone, expired=False)
    days = (one.expires_on - day).days
    return BatchLeft(one, one.quantity - gone, days < 0, days)


def _usable(one: BatchLeft, day: date) -> bool:
    batch = one.batch
    fresh = batch.expires_on is None or day <= batch.expires_on
    return batch.received_on <= day and fresh and one.left > 0


def _listed(short: Mapping[str, Decimal], products: Mapping[str, Product]) -> Spelled:
    return Spelled({one: _in(short, products, one) for one in LANGUAGES})


def _in(short: Mapping[str, Decimal], products: Mapping[str, Product], language: str) -> str:
    names = {code: one.name.within(language) for code, one in products.items()}
    return "; ".join(f"{names.get(code, code)} {_typed(rest)}" for code, rest in short.items())


def _typed(value: Decimal) -> str:
    return number_text(value).replace(".", ",")
