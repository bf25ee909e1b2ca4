"""A diet in words: its code, and what must not be in the food."""

from school_desk.formats import NOTHING
from school_desk.i18n import _
from school_desk.nutrition.eating_model import DIET_WORDS, Diet


def diet_words(diet: Diet | None) -> str:
    """The words of a table's cell; a dash where there is no diet."""
    if diet is None:
        return NOTHING
    return "; ".join(map(_one, (diet, *diet.also)))


def _one(diet: Diet) -> str:
    return ": ".join(part for part in (_(DIET_WORDS[diet.code]), diet.excluded) if part)
