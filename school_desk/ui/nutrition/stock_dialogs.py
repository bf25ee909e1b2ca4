"""What the store-room asks: a batch that came, what is written off or returned."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from school_desk.formats import date_short
from school_desk.i18n import _, current, fill
from school_desk.nutrition.nutrient_rules import typed_number
from school_desk.nutrition.product_model import Product
from school_desk.nutrition.product_rules import product_named
from school_desk.nutrition.stock_model import TAKING_WORDS, BatchLeft, StockBatch, Taking
from school_desk.ui.nutrition.card_words import exact
from school_desk.ui.widgets.form_dialog import FormDialog


class BatchDialog(FormDialog):
    """`write` is handed the batch as typed."""

    def __init__(
        self,
        write: Callable[[StockBatch], object],
        products: Sequence[Product],
        shown: StockBatch,
        parent: QWidget | None = None,
    ) -> None:
        question = _("Correct the batch") if shown.id else _("A batch came")
        about = _("Quantity in kilograms; what is counted, such as eggs, in pieces.")
        super().__init__(question, _("Write"), sentence=about, parent=parent)
        self._write = write
        self._products = products
        self._shown = shown
        names = {one.code: one.names[current()] for one in products}
        self.product = self.line(_("Product"), names.get(shown.product, shown.product))
        self.received = self.day(_("Received on"), shown.received_on)
        amount = exact(shown.quantity) if shown.id else ""
        self.quantity = self.line(_("Quantity"), amount, 2)
        price = exact(shown.price) if shown.id else ""
        self.price = self.line(_("Price of one, tenge"), price, 2)
        self.expires = self.day(_("Use by"), shown.expires_on, 2)
        self.paper = self.line(_("Document"), shown.paper)
        self.supplier = self.line(_("Supplier"), shown.supplier)

    def save(self) -> None:
        """Hand over what was typed, or raise."""
        self._write(
            replace(
                self._shown,
                product=product_named(self._products, self.product.text()).code,
                received_on=self.received.day() or self._shown.received_on,
                quantity=typed_number(self.quantity.text()),
                price=typed_number(self.price.text()),
                expires_on=self.expires.day(),
                paper=self.paper.text(),
                supplier=self.supplier.text(),
            )
        )


class TakeDialog(FormDialog):
    """`write` is handed how, how much and why."""

    def __init__(
        self,
        write: Callable[[Taking, Decimal, str], object],
        one: BatchLeft,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        facts = {"product": name, "day": date_short(one.batch.received_on), "n": exact(one.left)}
        about = fill(_("«{product}», received on {day}; left: {n}."), facts)
        super().__init__(_("Write off or return"), _("Write"), sentence=about, parent=parent)
        self._write = write
        ways = (Taking.WRITE_OFF, Taking.RETURN)
        self.taking = self.choice(_("How it leaves"), {way: _(TAKING_WORDS[way]) for way in ways})
        self.quantity = self.line(_("Quantity"), exact(one.left))
        self.reason = self.line(_("Reason"), parts=6)

    def save(self) -> None:
        """Hand over what was typed, or raise."""
        taking, quantity = Taking(self.taking.currentData()), typed_number(self.quantity.text())
        self._write(taking, quantity, self.reason.text())
