"""The store-room: batches with what is left of them, receipts, write-offs, stock cards."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from school_desk.errors import N_
from school_desk.formats import NOTHING, date_short, number
from school_desk.i18n import _, current, fill, ngettext
from school_desk.journal.history_model import RowPlace
from school_desk.nutrition.stock_model import BatchLeft, StockBatch, Taking
from school_desk.ui.actions import Handler
from school_desk.ui.nutrition.card_words import exact
from school_desk.ui.nutrition.stock_dialogs import BatchDialog, TakeDialog
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.school.records_screen import RecordsScreen
from school_desk.ui.screen import Place
from school_desk.ui.widgets.rows_model import Row
from school_desk.ui.work_place import WorkPlace

if TYPE_CHECKING:
    from school_desk.nutrition.product_model import Product

NAME = "stock"
SOON_DAYS = 3
"""So many days before its end a batch is named: use it first."""


class StockScreen(RecordsScreen):
    """`Place("stock", (batch,))`."""

    name = NAME
    row_table = "stock_batch"
    takes_files = False
    heads = (
        N_("Product"),
        N_("Received"),
        N_("Came in"),
        N_("Remains"),
        N_("Unit of measure"),
        N_("Price, tenge"),
        N_("Use by"),
        N_("State"),
        N_("Supplier, document"),
    )
    widths = (210, 96, 84, 84, 84, 92, 96, 170)
    numbers = (2, 3, 5)
    tables = frozenset(("stock_batch", "stock_issue", "stock_taking", "product"))
    write_intent = "Write stock"

    def __init__(self, at: WorkPlace, place: Place) -> None:
        self._batches: Mapping[int, BatchLeft] = {}
        self._products: Mapping[str, Product] = {}
        super().__init__(at, place)

    def title(self) -> str:
        return _("Store-room")

    def handlers(self) -> Mapping[str, Handler]:
        own = {"delete_row": self.take, "print": self.print_card}
        return {**super().handlers(), **own}

    def hints(self) -> Sequence[str]:
        return ("add", "delete_row", "print")

    def renamed(self) -> Mapping[str, str]:
        return {
            "find_pupil": _("Find a product"),
            "add": _("A batch came"),
            "edit": _("Correct the batch"),
            "delete_row": _("Write off or return"),
        }

    def row_place(self) -> RowPlace | None:
        one = self._current()
        if one is None:
            return None
        return RowPlace("stock_batch", one.batch.id, name=self._name(one.batch.product))

    def rows(self) -> Sequence[Row]:
        self._products = {one.code: one for one in self._desk.products.products()}
        found = self._desk.stock.stock()
        self._batches = {one.batch.id: one for one in found}
        # What is used up stands last: one looks for what there is.
        ordered = sorted(found, key=lambda one: not one.left)
        return [self._row(one) for one in ordered]

    def subtitle(self, count: int) -> str:
        gone = sum(one.expired and one.left > 0 for one in self._batches.values())
        said = ngettext("{n} batch", "{n} batches", count).format(n=count)
        if gone:
            expired = fill(_("expired: {n}"), {"n": number(gone)})
            return f"{said} · {expired}"
        return said

    def nothing(self) -> str:
        return _("Nothing has come to the store-room yet.")

    def add(self) -> None:
        if self.allowed(self.write_intent):
            self._ask(StockBatch("", self._desk.now().date(), Decimal(), Decimal()))

    def edit(self) -> None:
        one = self._current()
        if one is not None and self.allowed(self.write_intent):
            self._ask(one.batch)

    def take(self) -> None:
        """Write off what is spoiled, or give it back."""
        one = self._current()
        if one is None or not self.allowed(self.write_intent):
            return
        batch = one.batch.id

        def write(taking: Taking, quantity: Decimal, reason: str) -> None:
            self._desk.stock.take(batch, taking, quantity, reason)

        dialog = TakeDialog(write, one, self._name(one.batch.product), self.window())
        dialog.exec()
        dialog.deleteLater()
        self.take_focus()

    def print_card(self) -> None:
        """The stock card of the product, or what the whole store-room holds."""
        papers, one = self._desk.menu_papers, self._current()

        def all_of(wish: Wish, out: Path) -> object:
            return papers.stock(wish.language, wish.fmt, out)

        found = [Paper("store-room", all_of, _("What is left in the store-room"))]
        if one is not None:
            write = partial(self._write_card, one.batch.product)
            name = fill(_("Stock card: {product}"), {"product": self._name(one.batch.product)})
            found.insert(0, Paper("stock-card", write, name))
        print_paper(self._at, Question(tuple(found)), self)

    def _write_card(self, product: str, wish: Wish, out: Path) -> object:
        return self._desk.menu_papers.stock_card(product, wish.language, wish.fmt, out)

    def _current(self) -> BatchLeft | None:
        return self._batches.get(self.current_id() or 0)

    def _ask(self, shown: StockBatch) -> None:
        products = tuple(self._products.values())
        written: list[int] = []

        def write(one: StockBatch) -> None:
            written.append(self._desk.stock.receive(one))

        dialog = BatchDialog(write, products, shown, self.window())
        dialog.exec()
        dialog.deleteLater()
        if written:
            self.reload(written[0])
        self.take_focus()

    def _name(self, product: str) -> str:
        found = self._products.get(product)
        return found.names[current()] if found else product

    def _row(self, one: BatchLeft) -> Row:
        batch = one.batch
        unit = _("pcs") if self._desk.stock.counted(batch.product) else _("kg")
        texts = (
            *(self._name(batch.product), date_short(batch.received_on), exact(batch.quantity)),
            *(_amount(one.left), unit, number(batch.price, 2)),
            date_short(batch.expires_on) if batch.expires_on else NOTHING,
            _state(one),
            ", ".join(part for part in (batch.supplier, batch.paper) if part),
        )
        return Row(batch.id, texts)


def _amount(left: Decimal) -> str:
    """What is left; below zero two computers issued of one batch."""
    return exact(left) if left >= 0 else f"−{exact(-left)}"


def _state(one: BatchLeft) -> str:
    if one.left < 0:
        words = _(
            "{n} more taken than came: take one issue back in its requisition (Ctrl+Delete) and "
            "issue it anew; or correct the batch"
        )
        return words.format(n=exact(-one.left))
    if not one.left:
        return _("used up")
    if one.expired:
        return _("expired: write it off")
    if one.days_left is not None and one.days_left <= SOON_DAYS:
        said = ngettext("{n} day left", "{n} days left", one.days_left)
        return said.format(n=one.days_left)
    return _("fit for use")
