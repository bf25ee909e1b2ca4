"""What may not be in a menu: lists by place and day, and what only the head may let through."""

from collections.abc import Iterable
from datetime import date

from school_desk.errors import N_, DeskError
from school_desk.i18n import Text
from school_desk.nutrition.card_model import TechCard
from school_desk.nutrition.menu_model import Allowed, Ban, Eatery, Finding, Limit, Mark, Serving
from school_desk.nutrition.product_model import Adds
from school_desk.school.calendar_model import Status

FORBIDDEN = N_("«{dish}»: forbidden here — {what} ({act}; to be checked).")
FORBIDDEN_SURELY = N_("«{dish}»: forbidden here — {what} ({act}).")
LET = N_("«{dish}»: {what} is forbidden; allowed by {head}: {reason}")
SALTY = N_("«{dish}»: added salt {grams:3} g in 100 g, at most {limit} g.")
SWEET = N_("«{dish}»: added sugar {grams:3} g in 100 g, at most {limit} g.")


class DishForbiddenError(DeskError):
    """A dish that a list forbids; facts: `dish`, `what`, `act`."""

    sentence = N_(
        "«{dish}» cannot stand in the menu: {what} ({act}; to be checked). Only the head may allow "
        "it, with a reason."
    )


class NothingForbiddenError(DeskError):
    """Nothing of a dish is forbidden; facts: `dish`."""

    sentence = N_("Nothing in «{dish}» is forbidden: there is nothing to allow.")


def bans_of(
    card: TechCard, products: Iterable[str], bans: Iterable[Ban], eatery: Eatery, day: date
) -> tuple[Ban, ...]:
    """Entries that forbid a dish in a place on a day: by its marks, by a product in it."""
    inside = set(products)
    return tuple(
        one
        for one in bans
        if one.holds_on(eatery, day) and (one.tags & card.head.tags or one.products & inside)
    )


def accept_dish(card: TechCard, forbidden: Iterable[Ban], allowed: Iterable[Allowed]) -> None:
    """A dish may stand in a menu, or raise DishForbiddenError."""
    let = {one.ban for one in allowed if one.dish == card.dish}
    for one in forbidden:
        if one.code not in let:
            raise DishForbiddenError(dish=card.head.name, what=one.name, act=one.act)


def ban_findings(
    serving: Serving, forbidden: Iterable[Ban], allowed: Iterable[Allowed]
) -> Iterable[Finding]:
    """What of a dish is forbidden; what the head allowed is said, and is not grave."""
    let = {one.ban: one for one in allowed if one.dish == serving.card.dish}
    for one in forbidden:
        facts = {"dish": serving.name, "what": one.name, "act": one.act}
        if one.code in let:
            told = let[one.code]
            text = Text(LET, {**facts, "reason": told.reason, "head": told.head})
            yield Finding(Mark.ALLOWED, text)
        else:
            words = FORBIDDEN if one.status is Status.TO_CHECK else FORBIDDEN_SURELY
            yield Finding(Mark.FORBIDDEN, Text(words, facts), grave=True)


def limit_findings(
    serving: Serving, limits: Iterable[Limit], eatery: Eatery, day: date
) -> Iterable[Finding]:
    """Salt and sugar above what may be added; exactly so much passes (nutrition 11, rule 11)."""
    found = serving.found
    facts = {
        Adds.SALT: (found.added_salt, Mark.SALT, SALTY),
        Adds.SUGAR: (found.added_sugar, Mark.SUGAR, SWEET),
    }
    for one in limits:
        grams, mark, words = facts[one.adds]
        if grams > one.per_100 and _in_force(one, eatery, day):
            told = {"dish": serving.name, "grams": grams, "limit": one.per_100.normalize()}
            yield Finding(mark, Text(words, told), grave=True)


def _in_force(one: Limit, eatery: Eatery, day: date) -> bool:
    there = eatery in one.eateries
    return there and one.since <= day and (one.until is None or day <= one.until)
