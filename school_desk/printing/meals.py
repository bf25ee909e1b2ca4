"""Papers of hot meals: the order to the canteen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.documents.plain_table import build_plain, build_plain_sheet
from school_desk.errors import N_
from school_desk.intents import Scope
from school_desk.nutrition.diet_plate_rules import wish_of
from school_desk.nutrition.order_paper import OrderSheet, order_table
from school_desk.printing.base import SchoolPapers

if TYPE_CHECKING:
    from datetime import date

    from school_desk.documents.deliver import Target
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.nutrition.eating_model import Sitting
    from school_desk.printing.base import Format


class MealPapers(SchoolPapers):
    """Each method says how many portions or lines it wrote."""

    def order(
        self, day: date, sitting: Sitting, language: DocumentLanguage, fmt: Format, out: Target
    ) -> int:
        """Write the order of a sitting as the canteen has it."""
        self._take_out(N_("Print meal order"), Scope(), fmt, out)
        order = self._desk.headcount.order(day, sitting)
        build = build_plain if fmt == "pdf" else build_plain_sheet
        wishes = [wish_of(one) for one in order.sheet.plates]
        may = wishes and self._desk.why_not("See menus", Scope()) is None
        apart = self._desk.menus.apart(day, sitting.meal, wishes) if may else {}
        self._build(build, order_table(OrderSheet(day, sitting, order, apart)), language, out)
        return order.sheet.portions
