"""Dialogs of a month of meals: a line of an act, a day of the state's system, what is paid."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from school_desk.formats import day_and_weekday
from school_desk.i18n import _
from school_desk.nutrition.eating_model import SOURCE_WORDS, Source
from school_desk.nutrition.eating_rules import price_from
from school_desk.nutrition.month_model import PAY_BY_WORDS, MealContract, PayBy
from school_desk.nutrition.supply_model import ActLine, SupplierAct
from school_desk.nutrition.supply_rules import count_from, sum_from
from school_desk.ui.nutrition.eating_dialogs import PAYS
from school_desk.ui.widgets.form_dialog import FormDialog


class ActLineDialog(FormDialog):
    """`write` is handed the head of the act and the line, as typed."""

    def __init__(
        self,
        write: Callable[[SupplierAct, ActLine], object],
        act: SupplierAct,
        line: ActLine | None,
        offered: tuple[Source, str],
        parent: QWidget | None = None,
    ) -> None:
        title = _("Line of the supplier's act")
        told = _("As it stands in the act, word by word: the program compares, it mends nothing.")
        super().__init__(title, _("Write"), sentence=told, parent=parent)
        self._write, self._act, self._of = write, act, line.id if line else 0
        source, price = (line.source, _plain(line.tenge)) if line else offered
        self.number = self.line(_("Act No."), act.number, 2)
        self.issued = self.day(_("Of"), act.issued_on, 2)
        self.supplier = self.line(_("Supplier"), act.supplier, 2)
        paying: dict[Source, str] = {one: _(SOURCE_WORDS[one]) for one in PAYS}
        self.source = self.choice(_("Who pays"), paying, source, 6)
        self.tenge = self.line(_("Price, tenge"), price, 2)
        self.days = self.line(_("Child-days"), str(line.child_days) if line else "", 2)
        self.total = self.line(_("Sum, tenge"), _plain(line.total) if line else "", 2)

    def save(self) -> None:
        """Hand over what was typed."""
        line = ActLine(
            Source(self.source.currentData()),
            price_from(self.tenge.text()),
            count_from(self.days.text()),
            sum_from(self.total.text()),
            self._of,
        )
        head = SupplierAct(
            self._act.month,
            self.number.text(),
            self.issued.day(),
            self.supplier.text(),
            self._act.lines,
            self._act.id,
        )
        self._write(head, line)


class StateDayDialog(FormDialog):
    """`write` is handed the number of portions; None where the field was emptied."""

    def __init__(
        self,
        write: Callable[[int | None], object],
        day: date,
        portions: int | None,
        parent: QWidget | None = None,
    ) -> None:
        title = _("The state's meal system: portions")
        super().__init__(title, _("Write"), sentence=day_and_weekday(day), parent=parent)
        self._write = write
        self.portions = self.line(_("Portions"), "" if portions is None else str(portions))

    def save(self) -> None:
        """Hand over what was typed."""
        text = self.portions.text().strip()
        self._write(count_from(text) if text else None)


class PayByDialog(FormDialog):
    """`write` is handed by what a contract is paid from a day on."""

    def __init__(
        self,
        write: Callable[[MealContract], object],
        first: date,
        shown: PayBy,
        parent: QWidget | None = None,
    ) -> None:
        told = _(
            "What the contract pays when a portion was cooked and nobody ate it. Without a number "
            "it counts for all contracts."
        )
        super().__init__(_("What is paid"), _("Write"), sentence=told, parent=parent)
        self._write, self._month = write, first
        words = {one: _(text) for one, text in PAY_BY_WORDS.items()}
        self.pay_by = self.choice(_("Paid are"), words, shown, 6)
        self.contract = self.line(_("Contract"))
        self.starts = self.day(_("Since"), first)

    def save(self) -> None:
        """Hand over what was typed."""
        day = self.starts.day() or self._month
        pays = PayBy(self.pay_by.currentData())
        self._write(MealContract(day, pays, self.contract.text().strip()))


def _plain(value: object) -> str:
    return str(value).replace(".", ",")
