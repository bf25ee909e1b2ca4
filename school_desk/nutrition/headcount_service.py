"""The day's count: taken from attendance, ordered, accepted, served, reconciled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from school_desk.errors import N_, DeskError
from school_desk.intents import Form
from school_desk.nutrition.eating_service import load_eaters
from school_desk.nutrition.headcount_model import DayCount, Order, Reason
from school_desk.nutrition.headcount_rules import (
    accept_acceptance,
    accept_correction,
    accept_eats,
    accept_order,
    accept_served,
    accept_settling,
    belated,
    counted,
)
from school_desk.nutrition.headcount_store import (
    load_last_eaters,
    load_order,
    load_portions,
    save_order,
    save_portion,
)
from school_desk.nutrition.serving_rules import accept_serving
from school_desk.nutrition.sheet_rules import sheet_of
from school_desk.school.bell_store import load_shift_of_classes, load_shifts
from school_desk.storage.service import Service, Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from school_desk.nutrition.eating_model import Eater, Meal, Sitting
    from school_desk.nutrition.headcount_model import Portion, PupilCount
    from school_desk.nutrition.meal_norm_store import NormBook
    from school_desk.nutrition.serving_rules import DishPermit
    from school_desk.school.attendance_model import Morning
    from school_desk.school.model import PersonName
    from school_desk.storage.engine import Connection
    from school_desk.storage.unit_of_work import UnitOfWork


class PupilElsewhereError(DeskError):
    """A pupil who is not in this count any more."""

    sentence = N_("This pupil is no longer in the count. Nothing was written.")


class Times(Protocol):
    """What the count asks of who keeps the sittings."""

    def sittings(self) -> tuple[Sitting, ...]:
        """When which shift eats."""


class HeadcountService(Service):
    """How many eat, from class to canteen; nobody in a classroom fills anything for it."""

    def __init__(
        self,
        workplace: Workplace,
        times: Times,
        mornings: Callable[[date], Mapping[int, Morning]],
        names: Callable[[Connection], Mapping[int, PersonName]],
        now: Callable[[], datetime],
        permits: Callable[[date, Meal], tuple[DishPermit, ...]],
        *,
        book: NormBook,
    ) -> None:
        super().__init__(workplace)
        self._times = times
        self._mornings = mornings
        self._names = names
        self._now = now
        self._permits = permits
        self._book = book

    def sittings(self) -> tuple[Sitting, ...]:
        """The sittings of shifts that this school has; a school without shifts has the first."""
        db = self._look(N_("See meal orders"))
        shifts = {one.number for one in load_shifts(db)} or {1}
        found = self._times.sittings()
        return tuple(one for one in found if one.shift in shifts) or found[:1]

    def day(self, day: date, sitting: Sitting) -> DayCount:
        """All classes of a sitting, as attendance and what is written say now."""
        db = self._look(N_("See headcount"))
        mornings = self._of_sitting(db, self._mornings(day), sitting)
        return self._count(db, day, sitting, mornings)

    def order(self, day: date, sitting: Sitting) -> Order:
        """The order as the canteen has it, in counts."""
        return load_order(self._look(N_("See meal orders")), day, sitting)

    def permits(self, day: date, sitting: Sitting) -> tuple[DishPermit, ...]:
        """What the log of dishes says of the meal's dishes: nothing is served before permission."""
        self._look(N_("See meal orders"))
        return self._permits(day, sitting.meal)

    def say_eats(self, shown: DayCount, pupils: Sequence[int], *, eats: bool) -> None:
        """Before the order: these eat today, or do not."""
        with self._begin(N_("Change headcount"), shown.form) as work:
            day = self._again(work.db, shown)
            for pupil in pupils:
                self._save(work, shown, accept_eats(_of(day, pupil), day.order, eats=eats))

    def hand_over(self, shown: DayCount) -> DayCount:
        """Give the order to the canteen; classes without attendance go as forecast."""
        with self._begin(N_("Hand over meal order"), shown.form) as work:
            day = self._again(work.db, shown)
            for portion in accept_order(day):
                self._save(work, shown, portion)
            handed = replace(day.order, handed_by=self._at.actor, handed_at=self._now())
            self._keep(work, shown, handed)
        return self.day(shown.day, shown.sitting)

    def accept(self, day: date, sitting: Sitting) -> None:
        """The canteen takes the order: its number is locked."""
        with self._begin(N_("Accept meal order"), Form()) as work:
            order = load_order(work.db, day, sitting)
            accept_acceptance(order)
            taken = replace(order, accepted_by=self._at.actor, accepted_at=self._now())
            save_order(work, self._at.partitions, (day, sitting), taken)

    def correct(
        self, shown: DayCount, pupils: Sequence[int], *, wanted: bool, reason: Reason | None
    ) -> None:
        """After the order: these are cooked for, or are not; the old number stays beside it."""
        with self._begin(N_("Correct meal order"), shown.form) as work:
            day = self._again(work.db, shown)
            for pupil in pupils:
                one = accept_correction(_of(day, pupil), day.order, wanted=wanted, reason=reason)
                self._save(work, shown, self._placed(one, day, pupil))
            self._keep(work, shown, day.order)

    def waiting_corrections(self, shown: DayCount) -> tuple[tuple[PupilCount, bool], ...]:
        """What attendance taken after the order would change."""
        db = self._look(N_("See headcount"))
        mornings = self._of_sitting(db, self._mornings(shown.day), shown.sitting)
        return belated(self._count(db, shown.day, shown.sitting, mornings), mornings)

    def take_belated(self, shown: DayCount) -> int:
        """Write these corrections in one step; how many there were."""
        with self._begin(N_("Correct meal order"), shown.form) as work:
            mornings = self._of_sitting(work.db, self._mornings(shown.day), shown.sitting)
            day = self._count(work.db, shown.day, shown.sitting, mornings)
            found = belated(day, mornings)
            for pupil, wanted in found:
                why = Reason.ATTENDANCE_CAME
                one = accept_correction(pupil, day.order, wanted=wanted, reason=why)
                self._save(work, shown, self._placed(one, day, pupil.pupil))
            self._keep(work, shown, day.order)
        return len(found)

    def say_served(
        self, shown: DayCount, pupils: Sequence[int], *, served: bool, reason: Reason | None = None
    ) -> None:
        """At the meal, by exception: these have eaten, or have not."""
        with self._begin(N_("Write served"), shown.form) as work:
            accept_serving(self._permits(shown.day, shown.sitting.meal))
            day = self._again(work.db, shown)
            for pupil in pupils:
                one = accept_served(_of(day, pupil), day.order, served=served, reason=reason)
                self._save(work, shown, one)

    def settle(self, shown: DayCount) -> None:
        """Reconcile the day: every cooked portion was eaten or has its reason."""
        with self._begin(N_("Settle meals"), shown.form) as work:
            day = self._again(work.db, shown)
            accept_settling(day)
            accept_serving(self._permits(shown.day, shown.sitting.meal))
            settled = replace(day.order, settled_by=self._at.actor, settled_at=self._now())
            save_order(work, self._at.partitions, (shown.day, shown.sitting), settled)

    # How it is done

    def _again(self, db: Connection, shown: DayCount) -> DayCount:
        """The count as the file has it now: nothing is written on what a screen remembers."""
        mornings = self._of_sitting(db, self._mornings(shown.day), shown.sitting)
        return self._count(db, shown.day, shown.sitting, mornings)

    def _count(
        self, db: Connection, day: date, sitting: Sitting, mornings: Mapping[int, Morning]
    ) -> DayCount:
        bands = self._book.on(db, day).bands
        eaters = load_eaters(db, self._at.partitions.year, day, bands)
        order, now = load_order(db, day, sitting), self._now()
        portions = load_portions(db, day, sitting)
        last = _last_time(eaters, load_last_eaters(db, day, sitting))
        facts = bands, sitting, order, now, day < now.date()
        classes = counted(eaters, mornings, portions, last, facts)
        parts = self._at.partitions
        form = Form(context=self._at.storage.context(parts.benefit, parts.meals))
        return DayCount(day, sitting, classes, order, now, self._names(db), form)

    def _of_sitting(
        self, db: Connection, mornings: Mapping[int, Morning], sitting: Sitting
    ) -> Mapping[int, Morning]:
        """The classes of a shift: as they are placed, else by their first hour."""
        shifts, placed = load_shifts(db), load_shift_of_classes(db, self._at.partitions.year)
        if not shifts:
            return mornings

        def shift_of(one: Morning) -> int:
            by_hour = next((each.number for each in shifts if each.holds(one.slot)), 1)
            return placed.get(one.class_group, by_hour)

        return {row: one for row, one in mornings.items() if shift_of(one) == sitting.shift}

    def _save(self, work: UnitOfWork, shown: DayCount, portion: Portion) -> None:
        save_portion(work, self._at.partitions, (shown.day, shown.sitting), portion)

    def _keep(self, work: UnitOfWork, shown: DayCount, order: Order) -> None:
        """The order with its sheet as the portions say now."""
        place = shown.day, shown.sitting
        save_order(work, self._at.partitions, place, order)
        sheet = sheet_of(self._again(work.db, shown))
        save_order(work, self._at.partitions, place, replace(order, sheet=sheet))

    @staticmethod
    def _placed(one: Portion, day: DayCount, pupil: int) -> Portion:
        """A portion that the order did not have stands in its class."""
        if one.class_group:
            return one
        group = next(
            each.class_group
            for each in day.classes
            if any(other.pupil == pupil for other in each.pupils)
        )
        return replace(one, class_group=group)


def _of(day: DayCount, pupil: int) -> PupilCount:
    found = (one for each in day.classes for one in each.pupils if one.pupil == pupil)
    one = next(found, None)
    if one is None:
        raise PupilElsewhereError
    return one


def _last_time(eaters: Sequence[Eater], last: Mapping[int, frozenset[int]]) -> Mapping[int, bool]:
    """Of each pupil whose class was cooked for before: whether this one ate then."""
    return {
        one.pupil: one.pupil in last[one.class_group] for one in eaters if one.class_group in last
    }
