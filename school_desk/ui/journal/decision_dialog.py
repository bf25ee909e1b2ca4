"""What the council decided: for one pupil or as proposed for all, with the order as it is typed."""

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from school_desk.i18n import _, say
from school_desk.journal.year_decision_rules import OrderMissingError
from school_desk.journal.year_model import (
    AWARD_WORDS,
    OUTCOME_WORDS,
    Award,
    Decision,
    Outcome,
    YearLine,
)
from school_desk.ui.widgets.day_field import DayField
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field

DECIDED = (
    *(Outcome.TRANSFERRED, Outcome.GRADUATED, Outcome.REPEATS, Outcome.SUMMER_WORK),
    *(Outcome.EXTRA_WORK, Outcome.RESIT),
)


@dataclass(frozen=True, slots=True)
class Order:
    """Number and date, as they stand on the order."""

    number: str
    day: date | None


class DecisionDialog(DeskDialog):
    """`ask(...)` returns a Decision, `ask_order(...)` the order alone; or None."""

    def __init__(
        self, line: YearLine | None, today: date, sentence: str = "", parent: QWidget | None = None
    ) -> None:
        question = _("What did the council decide?") if line else _("Which order is it?")
        super().__init__(question, _("Write it down"), sentence=sentence, parent=parent)
        old = line.decision if line else Decision()
        self.number = QLineEdit(old.order_number)
        self.day = DayField(_("Date of the order"), old.order_date or today)
        self._number_field = Field(_("Number of the order"), self.number)
        self.outcome, self.award = QComboBox(), QComboBox()
        self.award_order = QLineEdit(old.award_order)
        self.body.addWidget(self._number_field)
        self.body.addWidget(self.day)
        if line is not None:
            self._offer(line)

    def _offer(self, line: YearLine) -> None:
        for outcome in DECIDED:
            self.outcome.addItem(_(OUTCOME_WORDS[outcome]), outcome)
        wanted = line.decision.outcome or line.proposal.outcome
        self.outcome.setCurrentIndex(max(0, self.outcome.findData(wanted)))
        self.award.addItem("—", None)
        for award in Award:
            self.award.addItem(_(AWARD_WORDS[award]), award)
        self.award.setCurrentIndex(max(0, self.award.findData(line.decision.award)))
        self.body.addWidget(Field(_("Decision of the council"), self.outcome))
        self.body.addWidget(Field(_("Award"), self.award))
        self.body.addWidget(Field(_("Order of the award"), self.award_order))

    @classmethod
    def ask(
        cls, line: YearLine, today: date, sentence: str, parent: QWidget | None = None
    ) -> Decision | None:
        """Ask what was decided about one pupil; the proposal is offered."""
        dialog = cls(line, today, sentence, parent)
        if not dialog.exec():
            return None
        order = dialog.order()
        outcome, award = dialog.outcome.currentData(), dialog.award.currentData()
        return replace(
            line.decision,
            outcome=Outcome(outcome),
            order_number=order.number,
            order_date=order.day,
            award=Award(award) if award else None,
            award_order=dialog.award_order.text(),
        )

    @classmethod
    def ask_order(cls, today: date, sentence: str, parent: QWidget | None = None) -> Order | None:
        """Ask for the order of a whole class."""
        dialog = cls(None, today, sentence, parent)
        return dialog.order() if dialog.exec() else None

    def order(self) -> Order:
        """What stands in the fields."""
        return Order(self.number.text().strip(), self.day.day())

    def accept(self) -> None:
        """An order without number or date stays to be mended."""
        if not self.day.valid():
            return
        problem = "" if self.order().number else say(OrderMissingError())
        self._number_field.show_problem(problem)
        if not problem:
            super().accept()
