"""What a product loses through the year: from which day on how much, in force since when."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QWidget

from school_desk.i18n import _, current
from school_desk.nutrition.nutrient_rules import typed_number
from school_desk.nutrition.product_model import STATUS_WORDS, Product, SeasonLoss
from school_desk.nutrition.product_rules import typed_day
from school_desk.ui.nutrition.card_words import exact
from school_desk.ui.widgets.form_dialog import FormDialog

LINES = 4
Losses = Mapping[tuple[int, int], Decimal]


class SeasonDialog(FormDialog):
    """`write` is handed the day since which it counts, and the losses by month and day."""

    def __init__(
        self,
        write: Callable[[date, Losses], object],
        product: Product,
        shown: Sequence[SeasonLoss],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        question = _("{name} through the year").format(name=product.names[current()])
        super().__init__(question, _("Write"), sentence=_about(shown), parent=parent)
        self._write, self._today = write, today
        self.since = self.day(_("In force since"), today, 6)
        self.lines: list[tuple[QLineEdit, QLineEdit]] = []
        for number in range(max(LINES, len(shown))):
            one = shown[number] if number < len(shown) else None
            day = f"{one.starts[1]:02}.{one.starts[0]:02}" if one else ""
            begins = self.line(_("From day and month"), day)
            self.lines.append(
                (begins, self.line(_("Cold loss, %"), exact(one.loss) if one else ""))
            )

    def save(self) -> None:
        """Hand over what was typed; an empty line is none."""
        typed = ((day.text(), loss.text()) for day, loss in self.lines)
        found = {typed_day(day): typed_number(loss) for day, loss in typed if day or loss}
        self._write(self.since.day() or self._today, found)


def _about(shown: Sequence[SeasonLoss]) -> str:
    said = _("Net mass stays, gross mass is reckoned again.")
    if not shown:
        return said
    status = _(STATUS_WORDS[shown[0].status])
    return _("{said} What stands here: {status}.").format(said=said, status=status)
