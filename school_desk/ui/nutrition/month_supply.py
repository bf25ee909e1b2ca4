"""What a person writes beside the reckoned month: what is paid, the act, the state's days."""

from datetime import date
from functools import partial

from school_desk.i18n import _
from school_desk.nutrition.eating_model import Source
from school_desk.nutrition.month_model import MealMonth
from school_desk.nutrition.month_rules import pay_by
from school_desk.nutrition.supply_model import ActLine, ComparedDay, ComparedLine, SupplierAct
from school_desk.nutrition.supply_rules import compare_act, compare_days, with_line
from school_desk.ui.nutrition.month_dialogs import ActLineDialog, PayByDialog, StateDayDialog
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.widgets.form_dialog import FormDialog
from school_desk.ui.work_place import WorkPlace

WRITE_ACT, WRITE_TOTALS = "Write supplier act", "Write state totals"


class MonthSupply:
    """Acts and the state's totals of a month as they stand beside ours, and their dialogs."""

    def __init__(self, screen: SchoolScreen, at: WorkPlace) -> None:
        self._screen = screen
        self._at = at
        self._service = at.desk.meal_month
        self.acts: tuple[SupplierAct, ...] = ()
        self.compared: tuple[ComparedLine, ...] = ()
        self.days: tuple[ComparedDay, ...] = ()

    def read(self, month: MealMonth) -> None:
        """What is written of this month, compared with it."""
        self.acts = self._service.acts(month.first)
        self.compared = compare_act(month.sums, self.acts)
        self.days = compare_days(month.by_day, self._service.state_totals(month.first))

    def write_pay_by(self, first: date) -> None:
        """By what the contract is paid."""
        if self._screen.allowed("Write meal contract"):
            shown = pay_by(self._service.contracts(), "", first)
            write = self._service.write_contract
            self._ask(PayByDialog(write, first, shown, self._screen.window()))

    def write_act_line(self, first: date, chosen: ComparedLine | None) -> None:
        """The act's line behind a compared one; where there is none, one that is new."""
        if not self._screen.allowed(WRITE_ACT):
            return
        last = self.acts[-1] if self.acts else SupplierAct(first, "")
        act, line = self._behind(chosen) or (last, None)
        price = str(chosen.tenge).replace(".", ",") if chosen and chosen.tenge else ""
        offered = (chosen.source if chosen else Source.PARENT), price
        self._ask(ActLineDialog(self._keep, act, line, offered, self._screen.window()))

    def remove_act_line(self, chosen: ComparedLine | None) -> None:
        """Take the line behind a compared one out of its act."""
        found = self._behind(chosen)
        if found is None or not self._screen.allowed(WRITE_ACT):
            return
        act, line = found
        remove = partial(self._service.remove_act_line, act.month, act.id, line.id)
        if self._screen.attempt(remove):
            self._at.messages.say(_("The line is out of the act. Ctrl+Z takes it back."))

    def write_state_day(self, chosen: ComparedDay | None) -> None:
        """What the state's system says of a day."""
        if chosen is None or not self._screen.allowed(WRITE_TOTALS):
            return
        write = partial(self._service.write_state_total, chosen.day)
        self._ask(StateDayDialog(write, chosen.day, chosen.theirs, self._screen.window()))

    def _keep(self, head: SupplierAct, line: ActLine) -> None:
        """The line in the act of its number; another number is another act."""
        if not line.id:
            known = next((one for one in self.acts if one.number == head.number.strip()), None)
            head = _head_of(head, known)
        self._service.write_act(with_line(head, line))

    def _behind(self, chosen: ComparedLine | None) -> tuple[SupplierAct, ActLine] | None:
        """The line of an act behind a compared one: the first where several are."""
        if chosen is None:
            return None
        key = chosen.source, chosen.tenge
        found = ((act, line) for act in self.acts for line in act.lines)
        return next((one for one in found if (one[1].source, one[1].tenge) == key), None)

    def _ask(self, dialog: FormDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
        self._screen.take_focus()


def _head_of(typed: SupplierAct, known: SupplierAct | None) -> SupplierAct:
    """The head as typed on the lines of the act that has this number; else on none."""
    lines, row = (known.lines, known.id) if known else ((), 0)
    return SupplierAct(typed.month, typed.number, typed.issued_on, typed.supplier, lines, row)
