"""What a meal and a child-day cost beside the prices of the contract, in words."""

from collections.abc import Sequence

from school_desk.formats import number
from school_desk.i18n import _, fill
from school_desk.nutrition.stock_model import MealCost, PortionCost


def cost_words(cost: MealCost) -> list[str]:
    """What a portion costs beside its price, and a child-day of all bands."""
    total = {"tenge": number(cost.child_day, 2), "total": number(cost.total, 2)}
    if not cost.issued:
        said = [fill(_("by stock now: child-day {tenge} ₸, in all {total} ₸"), total)]
        too_little = fill(_("too little in the store-room: {n}"), {"n": number(len(cost.short))})
        return [*said, too_little] if cost.short else said
    found = [_portion(one) for one in cost.portions]
    return [*found, fill(_("child-day {tenge} ₸, in all {total} ₸"), total)]


def day_words(portions: Sequence[PortionCost]) -> list[str]:
    """What all meals of the day cost a child of each band."""
    if not portions:
        return []
    told = "; ".join(_portion(one) for one in portions)
    return [fill(_("all meals of the day: {list}"), {"list": told})]


def _portion(one: PortionCost) -> str:
    facts = {"band": one.band.replace("-", "–"), "tenge": number(one.tenge, 2)}
    if one.ceiling is None:
        return fill(_("{band}: a portion {tenge} ₸"), facts)
    facts["ceiling"] = number(one.ceiling, 2)
    return fill(_("{band}: a portion {tenge} ₸ of {ceiling} ₸"), facts)
