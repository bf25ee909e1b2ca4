"""Whether the dishes of a meal may be served: what form 3 says of each; nothing before permission.

The rule is that of form 3, column 4 (our sheet on meals, 5.3): no served portion is written of a
dish whose permission is empty. A school may keep this log on paper: a dish of which nothing at all
is written warns and never blocks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from school_desk.errors import N_, DeskError
from school_desk.i18n import LANGUAGES, Spelled, Text
from school_desk.nutrition.card_model import TechCard
from school_desk.nutrition.log_forms_rules import BAD, DISHES
from school_desk.nutrition.log_model import Entry
from school_desk.school.names import fold
from school_desk.school.texts import as_line


class NotPermittedError(DeskError):
    """Served before permission; facts: `dish`."""

    sentence = N_(
        "«{dish}» is not permitted to be served yet. Write the time of permission in “Kitchen "
        "logs”, “Quality of dishes”; then write what was served."
    )


class RefusedDishError(DeskError):
    """A dish that may not be served is still on the menu; facts: `dish`."""

    sentence = N_(
        "«{dish}» may not be served: so “Quality of dishes” says. Cook another dish and change the "
        "menu of the day, or write the new dish and its permission in the log."
    )


class Permit(StrEnum):
    """What the log says of a dish of a meal."""

    GIVEN = "given"
    WAITING = "waiting"
    REFUSED = "refused"
    UNWRITTEN = "unwritten"


PERMIT_WORDS = {
    Permit.WAITING: N_("not permitted yet"),
    Permit.REFUSED: N_("may not be served"),
    Permit.UNWRITTEN: N_("nothing in the log of dishes"),
}
GIVEN_AT = N_("permitted at {time}")


@dataclass(frozen=True, slots=True)
class DishPermit:
    """A dish of a meal and what form 3 says of it; `at`: when it was permitted."""

    dish: Spelled
    permit: Permit
    at: datetime | None = None

    @property
    def words(self) -> Text:
        """What is shown of it, to translate."""
        if self.permit is Permit.GIVEN and self.at is not None:
            return Text(GIVEN_AT, {"time": self.at.time()})
        return Text(PERMIT_WORDS[self.permit])


def dish_permit(dish: Spelled, entries: Iterable[Entry], at: datetime) -> DishPermit:
    """What the entries of a day say of a dish at a moment; of several the one cooked last counts.

    A dish that was cooked anew after a refusal is judged by its new entry.
    """
    wanted = {fold(as_line(dish.within(one))) for one in LANGUAGES}
    mine = [one for one in entries if one.log is DISHES and fold(one.text("dish")) in wanted]
    if not mine:
        return DishPermit(dish, Permit.UNWRITTEN)
    last = max(mine, key=lambda one: (str(one["made_at"] or ""), one.id))
    permitted = last.moment("permitted_at")
    if last["quality"] == BAD or not last["ready"]:
        return DishPermit(dish, Permit.REFUSED)
    if permitted is None or permitted > at:
        return DishPermit(dish, Permit.WAITING)
    return DishPermit(dish, Permit.GIVEN, permitted)


def is_cooked(card: TechCard) -> bool:
    """Whether a card is of a dish: bread or an apple, of one product, is handed out as it is."""
    return len(card.ingredients) > 1


def meal_permits(
    cards: Sequence[TechCard], entries: Sequence[Entry], at: datetime
) -> tuple[DishPermit, ...]:
    """The dishes of a meal in their order.

    What is handed out as it is, is here only when somebody wrote of it.
    """
    found = ((one, dish_permit(one.head.name, entries, at)) for one in cards)
    return tuple(
        permit for card, permit in found if is_cooked(card) or permit.permit is not Permit.UNWRITTEN
    )


def accept_serving(permits: Iterable[DishPermit]) -> None:
    """Something is written as served, or raise: every dish of the log has its permission."""
    for one in permits:
        if one.permit is Permit.REFUSED:
            raise RefusedDishError(dish=one.dish)
        if one.permit is Permit.WAITING:
            raise NotPermittedError(dish=one.dish)


def may_serve(entries: Iterable[Entry], dish: str, at: datetime) -> bool:
    """Whether a dish may be served at a moment of the day of these entries of form 3."""
    found = dish_permit(Spelled(dict.fromkeys(LANGUAGES, dish)), entries, at)
    return found.permit is Permit.GIVEN
