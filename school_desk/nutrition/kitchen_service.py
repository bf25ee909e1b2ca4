"""The kitchen's page as a service: the order, what was really eaten, and why numbers differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.nutrition.headcount_store import load_order
from school_desk.nutrition.kitchen_model import KitchenDay
from school_desk.nutrition.kitchen_rules import (
    Cell,
    ClassNotOrderedError,
    accept_plates,
    accept_why,
    is_as_ordered,
    typed,
)
from school_desk.nutrition.kitchen_store import load_plates, save_plates
from school_desk.nutrition.plates_model import PlateLine
from school_desk.school.store import load_class_groups
from school_desk.storage.service import Service

if TYPE_CHECKING:
    from datetime import date

    from school_desk.nutrition.eating_model import Sitting
    from school_desk.nutrition.headcount_model import DayCount
    from school_desk.storage.engine import Connection


class KitchenService(Service):
    """Plates by class, by exception: what nobody types was eaten as ordered. It names no pupil."""

    def day(self, day: date, sitting: Sitting) -> KitchenDay:
        """The order with the plates of each class, in the order's order."""
        return self._day(self._look(N_("See meal orders")), day, sitting)

    def count(
        self, day: date, sitting: Sitting, class_group: int, typed_in: tuple[Cell, int]
    ) -> None:
        """A number that the kitchen typed for a class; the two others follow from it."""
        with self._begin(N_("Count plates"), self._form()) as work:
            found = self._day(work.db, day, sitting)
            accept_plates(found.order)
            line = _line(found, class_group)
            plates = typed(line, *typed_in)
            if not is_as_ordered(line, plates):
                place = day, sitting.meal, class_group
                save_plates(work, self._at.partitions, place, plates)

    def clear(self, day: date, sitting: Sitting, class_group: int) -> None:
        """Back to everything as ordered."""
        with self._begin(N_("Count plates"), self._form()) as work:
            found = self._day(work.db, day, sitting)
            accept_plates(found.order)
            plates = _line(found, class_group).plates
            if plates is not None:
                work.delete(plates.id)

    def explain(self, shown: DayCount, class_group: int, why: str) -> None:
        """Why the office has another number of a class: kept with the two numbers as shown."""
        with self._begin(N_("Explain plates"), shown.form) as work:
            accept_plates(load_order(work.db, shown.day, shown.sitting))
            one = next((each for each in shown.classes if each.class_group == class_group), None)
            now = load_plates(work.db, shown.day, shown.sitting.meal).get(class_group)
            if one is None or one.plates is None or now is None:
                raise ClassNotOrderedError
            place = shown.day, shown.sitting.meal, class_group
            said = accept_why(now, why, (one.plates.eaten, one.served))
            save_plates(work, self._at.partitions, place, said)

    def _form(self) -> Form:
        return Form(context=self._at.storage.context(self._at.partitions.meals))

    def _day(self, db: Connection, day: date, sitting: Sitting) -> KitchenDay:
        order, plates = load_order(db, day, sitting), load_plates(db, day, sitting.meal)
        groups = load_class_groups(db, self._at.partitions.year)
        rows = {one.label: one.id for one in groups}
        lines = tuple(
            PlateLine(
                rows[one.class_label],
                one.class_label,
                one.portions,
                one.forecast,
                plates.get(rows[one.class_label]),
            )
            for one in order.sheet.lines
            if one.class_label in rows
        )
        return KitchenDay(order, lines, self._form())


def _line(day: KitchenDay, class_group: int) -> PlateLine:
    found = next((one for one in day.lines if one.class_group == class_group), None)
    if found is None:
        raise ClassNotOrderedError
    return found
