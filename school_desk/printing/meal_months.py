"""Papers of a month of meals: sheets, sums, agreements, reports; read through the service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.documents.plain_table import build_plain, build_plain_sheet
from school_desk.errors import N_, DeskError
from school_desk.intents import Scope
from school_desk.nutrition.month_days_rules import month_of, next_month, three_months_of
from school_desk.nutrition.month_document import (
    ReportPaper,
    SheetPaper,
    classes_table,
    report_table,
    sheet_table,
    summary_table,
)
from school_desk.nutrition.supply_document import ActPaper, DaysPaper, act_table, days_table
from school_desk.nutrition.supply_rules import compare_act, compare_days
from school_desk.printing.base import SchoolPapers

if TYPE_CHECKING:
    from datetime import date

    from school_desk.documents.deliver import Target
    from school_desk.documents.plain_table import PlainTable
    from school_desk.documents.voices import DocumentLanguage
    from school_desk.nutrition.eating_model import Source
    from school_desk.printing.base import Format


class NoSheetError(DeskError):
    """A class and source that nobody ate by in the month."""

    sentence = N_("In this month there is no sheet of this class and source.")


class MonthPapers(SchoolPapers):
    """Each method says how many lines it wrote; `day` is any day of the month."""

    def sheets(
        self,
        day: date,
        language: DocumentLanguage,
        fmt: Format,
        out: Target,
        class_group: int | None = None,
        source: Source | None = None,
    ) -> int:
        """Write the sheets of a month, a page each: all, those of a class, of a source."""
        self._take_out(N_("Print meal month"), Scope(), fmt, out)
        month = self._desk.meal_month.month(day)
        found = [
            SheetPaper(month, one, self._desk.meal_month.signs(month.first))
            for one in month.sheets
            if class_group in (None, one.class_group) and source in (None, one.source)
        ]
        if not found:
            raise NoSheetError
        self._lay(tuple(sheet_table(one) for one in found), language, fmt, out)
        return len(found)

    def summary(self, day: date, language: DocumentLanguage, fmt: Format, out: Target) -> int:
        """Write the sums of the school: by source and price, by class and source."""
        self._take_out(N_("Print meal month"), Scope(), fmt, out)
        month = self._desk.meal_month.month(day)
        self._lay((summary_table(month), classes_table(month)), language, fmt, out)
        return len(month.sums)

    def agreement(self, day: date, language: DocumentLanguage, fmt: Format, out: Target) -> int:
        """Write our sums beside the supplier's acts; says how many lines do not agree."""
        self._take_out(N_("Print meal month"), Scope(), fmt, out)
        service = self._desk.meal_month
        acts = service.acts(day)
        lines = compare_act(service.month(day).sums, acts)
        self._lay((act_table(ActPaper(month_of(day), acts, lines)),), language, fmt, out)
        return sum(one.agreement.value != "same" for one in lines)

    def state_days(self, day: date, language: DocumentLanguage, fmt: Format, out: Target) -> int:
        """Write our days beside the state's totals; says how many differ."""
        self._take_out(N_("Print meal month"), Scope(), fmt, out)
        service = self._desk.meal_month
        days = compare_days(service.month(day).by_day, service.state_totals(day))
        self._lay((days_table(DaysPaper(month_of(day), days)),), language, fmt, out)
        return sum(one.differs for one in days)

    def report(self, day: date, language: DocumentLanguage, fmt: Format, out: Target) -> int:
        """Write the report of a month; says how many portions were eaten."""
        self._take_out(N_("Print meal month"), Scope(), fmt, out)
        due = self._desk.meal_month.signs(day).month_due
        return self._report((month_of(day),), due, language, fmt, out)

    def three_months(self, day: date, language: DocumentLanguage, fmt: Format, out: Target) -> int:
        """Write the report of a day's quarter (order No. 598, para. 110)."""
        self._take_out(N_("Print meal month"), Scope(), fmt, out)
        due = self._desk.meal_month.signs(day).three_months_due
        return self._report(three_months_of(day), due, language, fmt, out)

    def _report(
        self,
        firsts: tuple[date, ...],
        due: int,
        language: DocumentLanguage,
        fmt: Format,
        out: Target,
    ) -> int:
        months = tuple(self._desk.meal_month.month(one) for one in firsts)
        paper = ReportPaper(months, next_month(firsts[-1]).replace(day=due))
        self._lay((report_table(paper),), language, fmt, out)
        return sum(one.child_days for one in months)

    def _lay(
        self,
        tables: tuple[PlainTable, ...],
        language: DocumentLanguage,
        fmt: Format,
        out: Target,
    ) -> None:
        self._build(build_plain if fmt == "pdf" else build_plain_sheet, tables, language, out)
