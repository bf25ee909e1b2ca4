"""The day's count: taken from attendance, ordered, accepted, served, reconciled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from school_desk.errors import N_, DeskError
from school_desk.intents import Form
from school_desk.nutrition.eating_service import load_eaters
from school_desk.nutrition.headcount_kept_rules import placed_eaters
from school_desk.nutrition.headcount_model import DayCount, Reason
from school_desk.nutrition.headcount_rules import (
    accept_acceptance,
    accept_correction,
    accept_eats,
    accept_order,
    accept_served,
    accept_settling,
    belated,
    counted,
    with_written,
)
from school_desk.nutrition.headcount_shift_rules import (
    eats_elsewhere,
    of_sitting,
    placed_shifts,
)
from school_desk.nutrition.headcount_step_rules import Key, change_key, day_beside, turn_key
from school_desk.nutrition.headcount_store import (
    load_last_eaters,
    load_order,
    load_ordered_classes,
    load_portions,
    save_order,
    save_portion,
)
from school_desk.nutrition.kitchen_store import load_plates
from school_desk.nutrition.month_store import load_pupil_names
from school_desk.nutrition.serving_rules import accept_serving
from school_desk.nutrition.sheet_rules import sheet_of
from school_desk.school.bell_store import load_shift_of_classes, load_shifts
from school_desk.school.store import load_class_groups
from school_desk.storage.service import Service, Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from school_desk.nutrition.eating_model import Eater, Meal, Sitting
    from school_desk.nutrition.headcount_model import Belated, Order, Portion, PupilCount
    from school_desk.nutrition.meal_norm_store import NormBook
    from school_desk.nutrition.serving_rules import DishPermit
    from school_desk.school.attendance_model import Morning
    from school_desk.school.model import Calendar, PersonName
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
        time: tuple[Callable[[], datetime], Callable[[], Calendar]],
        permits: Callable[[date, Meal], tuple[DishPermit, ...]],
        *,
        book: NormBook,
    ) -> None:
        super().__init__(workplace)
        self._times = times
        self._mornings = mornings
        self._names = names
        self._now, self._calendar = time
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
        return self._count(db, day, sitting)

    def day_beside(self, day: date, by: int) -> date:
        """The nearest school day after (1) or before (-1) a day, by the school's calendar."""
        db = self._look(N_("See meal orders"))
        groups = load_class_groups(db, self._at.partitions.year)
        return day_beside(self._calendar(), day, by, {one.year_level for one in groups})

    def turn(self, shown: DayCount, pupil: int, reason: Reason | None) -> None:
        """What Space says of a pupil: who eats, or, after acceptance, who has eaten."""
        self._look(N_("See headcount"))
        self._press(turn_key(shown.order), shown, pupil, reason)

    def change(self, shown: DayCount, pupil: int, reason: Reason | None) -> None:
        """What F2 says of a pupil: another number than was ordered."""
        self._look(N_("See headcount"))
        self._press(change_key(shown.order), shown, pupil, reason)

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
            handed = replace(day.order, handed_by=self._at.actor, handed_at=self._now())
            self._keep(work, day, accept_order(day), handed)
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
            found = []
            for pupil in pupils:
                one = accept_correction(_of(day, pupil), day.order, wanted=wanted, reason=reason)
                found.append(self._placed(one, day, pupil))
            self._keep(work, day, found, day.order)

    def waiting_corrections(self, shown: DayCount) -> tuple[Belated, ...]:
        """What became known after the order and would change it, as the count shows it."""
        self._look(N_("See headcount"))
        return belated(shown)

    def take_belated(self, shown: DayCount) -> int:
        """Write these corrections in one step; how many there were."""
        with self._begin(N_("Correct meal order"), shown.form) as work:
            day = self._again(work.db, shown)
            found = belated(day)
            made = [
                self._placed(
                    accept_correction(one.pupil, day.order, wanted=one.wanted, reason=one.reason),
                    day,
                    one.pupil.pupil,
                )
                for one in found
            ]
            self._keep(work, day, made, day.order)
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

    def _press(self, key: Key, shown: DayCount, pupil: int, reason: Reason | None) -> None:
        one = _of(shown, pupil)
        if key is Key.EATS:
            self.say_eats(shown, [pupil], eats=not one.eats)
        elif key is Key.SERVED:
            why = reason if one.served else None
            self.say_served(shown, [pupil], served=not one.served, reason=why)
        else:
            wanted = one.portion is None or not one.portion.wanted
            self.correct(shown, [pupil], wanted=wanted, reason=reason)

    def _again(self, db: Connection, shown: DayCount) -> DayCount:
        """The count as the file has it now: nothing is written on what a screen remembers."""
        return self._count(db, shown.day, shown.sitting)

    def _count(self, db: Connection, day: date, sitting: Sitting) -> DayCount:
        bands, year = self._book.on(db, day).bands, self._at.partitions.year
        order, now = load_order(db, day, sitting), self._now()
        groups, shifts = load_class_groups(db, year), load_shifts(db)
        placed = load_shift_of_classes(db, year) if shifts else {}
        ordered = load_ordered_classes(db, day) if shifts else {}
        placed = placed_shifts(groups, placed, ordered)
        everywhere = self._mornings(day)
        mornings = of_sitting(everywhere, shifts, placed, sitting)
        portions = load_portions(db, day, sitting)
        eaters: Sequence[Eater] = load_eaters(db, year, day, bands)
        if order.handed:
            elsewhere = eats_elsewhere(everywhere, mornings, placed, sitting)
            names = load_pupil_names(db)
            eaters = placed_eaters(eaters, portions, names, (groups, elsewhere))
        last = _last_time(eaters, load_last_eaters(db, day, sitting))
        facts = bands, sitting, order, now, day < now.date()
        counts = counted(eaters, mornings, portions, last, facts)
        plates = load_plates(db, day, sitting.meal)
        counts = tuple(replace(one, plates=plates.get(one.class_group)) for one in counts)
        parts = self._at.partitions
        form = Form(context=self._at.storage.context(parts.benefit, parts.meals))
        return DayCount(day, sitting, counts, order, now, self._names(db), form)

    def _save(self, work: UnitOfWork, shown: DayCount, portion: Portion) -> None:
        save_portion(work, self._at.partitions, (shown.day, shown.sitting), portion)

    def _keep(
        self, work: UnitOfWork, day: DayCount, portions: Sequence[Portion], order: Order
    ) -> None:
        """Portions, and the order with its sheet as they say then."""
        for one in portions:
            self._save(work, day, one)
        sheet = sheet_of(with_written(day, order, portions))
        kept = replace(order, sheet=sheet)
        save_order(work, self._at.partitions, (day.day, day.sitting), kept)

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
