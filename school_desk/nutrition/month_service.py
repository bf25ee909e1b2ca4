"""A month of meals: reckoned anew each time, agreed with the supplier and the state, closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.nutrition.eating_store import load_eatings, load_prices
from school_desk.nutrition.month_closing_rules import accept_month_closing, accept_month_opening
from school_desk.nutrition.month_days_rules import month_of, next_month
from school_desk.nutrition.month_drift_rules import ChangedMonth, changed
from school_desk.nutrition.month_model import MonthClosing, MonthFacts, OpenMonth
from school_desk.nutrition.month_rules import reckon
from school_desk.nutrition.month_store import (
    load_contracts,
    load_is_ordered,
    load_last_closed,
    load_month_closing,
    load_month_portions,
    load_pupil_names,
    load_settled,
    save_contract,
    save_month_closing,
)
from school_desk.nutrition.supply_rules import ActGoneError, accept_act, with_line
from school_desk.nutrition.supply_store import (
    delete_act,
    load_acts,
    load_state_totals,
    save_act,
    save_state_total,
)
from school_desk.school.calendar import is_school_day
from school_desk.school.names import sort_key
from school_desk.school.store import load_class_groups
from school_desk.storage.service import Service, Step, Workplace, no_step

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from school_desk.nutrition.meal_norm_store import NormBook
    from school_desk.nutrition.month_model import MealContract, MealMonth, Signs
    from school_desk.nutrition.supply_model import ActLine, SupplierAct
    from school_desk.school.attendance_model import ClassMornings
    from school_desk.school.model import Calendar, ClassGroup
    from school_desk.storage.engine import Connection


_DAY = timedelta(days=1)


class MonthService(Service):
    """For the meals officer and the head: it names pupils by who pays for them."""

    def __init__(
        self,
        workplace: Workplace,
        mornings: Callable[[date, date], Mapping[int, ClassMornings]],
        calendar: Callable[[], Calendar],
        now: Callable[[], datetime],
        book: NormBook,
    ) -> None:
        super().__init__(workplace)
        self._book = book
        self._mornings = mornings
        self._calendar = calendar
        self._now = now

    def signs(self, month: date) -> Signs:
        """What stands in the cells of a month's sheets, and by when its reports are due."""
        db, last = self._look(N_("See meal month")), _last(month_of(month))
        return self._book.on(db, last).signs

    def month(self, day: date) -> MealMonth:
        """The month of a day as the file has it now."""
        return self._month(self._look(N_("See meal month")), month_of(day))

    def changed_since_closing(self) -> ChangedMonth | None:
        """The last closed month of the year, if its numbers are others now; it names nobody.

        Only the last: each month that is asked costs as much as its screen.
        """
        db = self._look(N_("See meal closing"))
        first = load_last_closed(db, self._calendar().terms[0].starts.replace(day=1))
        return changed(self._month(db, first)) if first else None

    def waiting_to_close(self) -> OpenMonth | None:
        """The month before this one, where it had meals of this school year and is not closed."""
        db, today = self._look(N_("See meal closing")), self._now().date()
        first = month_of(today.replace(day=1) - timedelta(1))
        begins = self._calendar().terms[0].starts
        if load_month_closing(db, first).closed or not load_is_ordered(
            db, max(first, begins), _last(first)
        ):
            return None
        return OpenMonth(first, today.replace(day=self._book.on(db, today).signs.month_due))

    def acts(self, day: date) -> tuple[SupplierAct, ...]:
        """The supplier's acts of the month of a day."""
        return load_acts(self._look(N_("See meal month")), month_of(day))

    def state_totals(self, day: date) -> Mapping[date, int]:
        """What the state's meal system says of the days of a month."""
        db, first = self._look(N_("See meal month")), month_of(day)
        return load_state_totals(db, first, _last(first))

    def contracts(self) -> tuple[MealContract, ...]:
        """By what contracts are paid, each from its day on."""
        return load_contracts(self._look(N_("See meal month")))

    def write_contract(self, one: MealContract) -> None:
        """By what a contract is paid from a day on."""
        with self._begin(N_("Write meal contract"), Form()) as work:
            save_contract(work, self._at.partitions, one)

    def write_act(self, one: SupplierAct) -> None:
        """An act with its lines, new or as it is from now on."""
        with self._begin(N_("Write supplier act"), Form()) as work:
            there = load_acts(work.db, one.month)
            save_act(work, self._at.partitions, accept_act(one, there))

    def write_act_line(self, month: date, act: int, line: ActLine) -> None:
        """A line of an act, new or as it is from now on."""
        with self._begin(N_("Write supplier act"), Form()) as work:
            there = load_acts(work.db, month_of(month))
            changed = accept_act(with_line(_act(there, act), line), there)
            save_act(work, self._at.partitions, changed)

    def remove_act_line(self, month: date, act: int, line: int) -> None:
        """A line that the act does not have; an act without lines goes as well."""
        with self._begin(N_("Write supplier act"), Form()) as work:
            found = _act(load_acts(work.db, month_of(month)), act)
            kept = tuple(one for one in found.lines if one.id != line)
            if kept:
                save_act(work, self._at.partitions, replace(found, lines=kept))
            else:
                delete_act(work, act)

    def import_acts(self, acts: Sequence[SupplierAct], *, step: Step = no_step) -> int:
        """Acts of a file, all in one step; one that is there gets the lines of the file."""
        with self._begin(N_("Write supplier act"), Form()) as work:
            for done, one in enumerate(acts, 1):
                there = load_acts(work.db, one.month)
                known = next((act for act in there if act.number == one.number.strip()), None)
                own = replace(one, id=known.id if known else 0)
                save_act(work, self._at.partitions, accept_act(own, there))
                step(done, len(acts))
        return sum(len(one.lines) for one in acts)

    def write_state_total(self, day: date, portions: int | None) -> None:
        """What the state's system says of a day; None: nothing."""
        with self._begin(N_("Write state totals"), Form()) as work:
            save_state_total(work, self._at.partitions, day, portions)

    def import_state_totals(self, totals: Mapping[date, int], *, step: Step = no_step) -> int:
        """The days of a file, all in one step."""
        with self._begin(N_("Write state totals"), Form()) as work:
            for done, (day, portions) in enumerate(totals.items(), 1):
                save_state_total(work, self._at.partitions, day, portions)
                step(done, len(totals))
        return len(totals)

    def close(self, shown: MealMonth) -> MealMonth:
        """Close a month with the sums that the file has now: its portions stay as they are."""
        with self._begin(N_("Close meal month"), shown.form) as work:
            month = self._month(work.db, shown.first)
            accept_month_closing(month)
            closing = MonthClosing(self._at.actor, self._now(), sums=month.sums)
            save_month_closing(work, self._at.partitions, shown.first, closing)
        return replace(month, closing=closing)

    def reopen(self, shown: MealMonth) -> MealMonth:
        """Open a closed month again; who closed it stays known."""
        with self._begin(N_("Reopen meal month"), shown.form) as work:
            closing = load_month_closing(work.db, shown.first)
            accept_month_opening(closing)
            opened = replace(closing, reopened_by=self._at.actor, reopened_at=self._now())
            save_month_closing(work, self._at.partitions, shown.first, opened)
        return self.month(shown.first)

    # How it is done

    def _month(self, db: Connection, first: date) -> MealMonth:
        last, parts = _last(first), self._at.partitions
        today = self._now().date()
        groups = self._groups(db)
        facts = MonthFacts(
            first,
            load_month_portions(db, first, last),
            load_settled(db, first, last),
            groups,
            self._mornings(first, min(last, today)),
            load_pupil_names(db),
            # Asked for every portion: looked up once a day.
            cache(lambda day: self._book.on(db, day).bands),
            load_eatings(db),
            load_prices(db),
            load_contracts(db),
            load_month_closing(db, first),
            self._to_come(groups, max(first, today + _DAY), last),
        )
        form = Form(context=self._at.storage.context(parts.benefit, parts.meals))
        return replace(reckon(facts), form=form)

    def _groups(self, db: Connection) -> tuple[ClassGroup, ...]:
        found = load_class_groups(db, self._at.partitions.year)
        return tuple(sorted(found, key=lambda one: (one.year_level, sort_key(one.letter))))

    def _to_come(self, groups: Sequence[ClassGroup], first: date, last: date) -> bool:
        """Whether some class has lessons on a day that has not come."""
        year_levels = {one.year_level for one in groups}
        days = (first + _DAY * n for n in range((last - first).days + 1))
        calendar = self._calendar()
        return any(is_school_day(calendar, day, one) for day in days for one in year_levels)


def _last(first: date) -> date:
    return next_month(first) - _DAY


def _act(acts: Sequence[SupplierAct], row: int) -> SupplierAct:
    found = next((one for one in acts if one.id == row), None)
    if found is None:
        raise ActGoneError
    return found
