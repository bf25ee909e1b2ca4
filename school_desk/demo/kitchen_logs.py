"""The kitchen's logs of the demo school for the week before: what came, was cooked, kept cold."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from school_desk.app import Desk
from school_desk.errors import N_
from school_desk.formats import short_name
from school_desk.nutrition.log_forms_rules import (
    COLD,
    DISHES,
    PERISHABLE,
    SAMPLES,
    VITAMIN,
    WASTE,
)
from school_desk.nutrition.log_model import Entry, Log, Surroundings, Use, Value
from school_desk.nutrition.log_norm_rules import doses_on, keep_hours_on, units_on
from school_desk.nutrition.log_rules import accept_entry, blank
from school_desk.nutrition.log_shipped import norms
from school_desk.nutrition.log_store import save_entry
from school_desk.nutrition.serving_rules import is_cooked
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import Storage

DAYS, KEPT, SATURDAY = 5, timedelta(hours=48), 5
DRINK = "компот"
COOK = "Жақсыбеков Б., аспаз"
PORTIONS = {"7-10": 25, "11-14": 58}
MORNINGS, EVENINGS = ("4", "3.5", "4.5"), ("5", "4.5", "5")
_LATER = timedelta(days=3)


def write_logs(desk: Desk, storage: Storage, parts: Partitions, today: date) -> None:
    """Five school days before a day, each log as its form asks, by the rules of the program.

    The dishes are those of the menu. Examinations are the nurse's to write: the demo has no nurse.
    """
    signed = short_name(desk.account.name)
    menus = {one: desk.menus.day(one) for one in _days_before(today)}
    with storage.begin(N_("Write food logs"), actor=desk.account.id, origin="demo") as work:
        for number, (day, menu) in enumerate(menus.items()):
            cooked = [one.card for one in menu.servings if is_cooked(one.card)]
            dishes = list(dict.fromkeys(one.head.names["kk"] for one in cooked))
            for log, values in _day(number, day, dishes) if dishes else ():
                entry = blank(log, {**values, "signed": signed})
                save_entry(work, parts, accept_entry(entry, _around(entry, today)))


def _days_before(today: date) -> list[date]:
    days = (today - timedelta(days=n) for n in range(1, 2 * DAYS))
    return sorted([one for one in days if one.weekday() < SATURDAY][:DAYS])


def _day(number: int, day: date, dishes: Sequence[str]) -> Iterator[tuple[Log, dict[str, Value]]]:
    yield PERISHABLE, _milk(day)
    turn = number % len(MORNINGS)
    for unit, *degrees in (("fridge", MORNINGS[turn], EVENINGS[turn]), ("freezer", "-19", "-18")):
        morning, evening = map(Decimal, degrees)
        yield COLD, {"day": day, "unit": unit, "morning": morning, "evening": evening}
    for place, dish in enumerate(dishes):
        made = _at(day, 8, 20 + 5 * place)
        given: dict[str, Value] = {
            "quality": "excellent" if place else "good",
            "ready": True,
            "made_by": COOK,
        }
        yield DISHES, {"made_at": made, "dish": dish, "permitted_at": time(9, 10), **given}
        thrown = made + KEPT if number < DAYS - 2 else None
        yield SAMPLES, {"taken_at": made, "dish": dish, "thrown_at": thrown}
    for dish in dishes:
        if DRINK in dish:  # the vitamin goes into the third course
            yield VITAMIN, {"made_at": _at(day, 9, 0), "dish": dish, "portions": PORTIONS}
    masses = {"served_kg": Decimal("12.4"), "uneaten_kg": Decimal("1.1") + Decimal(number) / 10}
    yield WASTE, {"day": day, "dish": dishes[0], **masses}


def _milk(day: date) -> dict[str, Value]:
    """Milk comes in the morning and is used up on the same day."""
    came, all_of_it = _at(day, 7, 30), Decimal("12.5")
    facts: dict[str, Value] = {
        "product": "Сүт 3,2 %",
        "quantity": all_of_it,
        "unit": "kg",
        "quality": "good",
    }
    uses = (Use(_at(day, 8, 0), Decimal("7.5")), Use(_at(day, 12, 0), Decimal(5)))
    return {"received_at": came, "deadline": came + _LATER, "uses": uses, **facts}


def _around(entry: Entry, today: date) -> Surroundings:
    """What the rules ask for, as the service gives it: the evening of the day before today."""
    known, day = norms(), entry.day
    facts = doses_on(known, day), units_on(known, day), keep_hours_on(known, day)
    return Surroundings(_at(today, 0, 0), *facts)


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute))
