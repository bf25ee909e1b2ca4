"""What people call the codes that stand in rows of the kitchen: in histories and in conflicts."""

from collections.abc import Iterable, Mapping
from typing import Any

from school_desk.errors import N_
from school_desk.i18n import LANGUAGES, Spelled, translator
from school_desk.nutrition.card_model import METHOD_WORDS, TAG_WORDS
from school_desk.nutrition.eating_model import MEAL_WORDS
from school_desk.nutrition.extra_model import EXTRA_WORDS
from school_desk.nutrition.product_model import ADDS_WORDS, ALLERGEN_WORDS, STATUS_WORDS, Product

FOLLOWS, RETAINS = N_("follows the season"), N_("Losses of cooking")
YES, NO = N_("reckoned"), N_("not reckoned")

Codes = Mapping[tuple[str, str], Mapping[Any, str | Spelled]]


class Several(dict[Any, str | Spelled]):
    """Words of single codes, which also say several codes that stand one after the other."""

    def get(self, value: Any, default: Any = None) -> Any:  # noqa: ANN401  as of any mapping
        """One word, several, or the default where a code is not known."""
        parts = str(value).split()
        if len(parts) < 2 or not all(part in self for part in parts):  # noqa: PLR2004  one code
            return super().get(value, default)
        words = [str(self[part]) for part in parts]
        return Spelled({one: ", ".join(map(translator(one), words)) for one in LANGUAGES})


class Amounts(dict[Any, str | Spelled]):
    """Words of codes that stand with their numbers: «b1=0.12 c=20»."""

    def get(self, value: Any, default: Any = None) -> Any:  # noqa: ANN401  as of any mapping
        """Each with its number, or the default where a code is not known."""
        pairs = [part.partition("=")[::2] for part in str(value).split()]
        if not pairs or not all(code in self for code, _amount in pairs):
            return default
        return Spelled({one: _said(self, pairs, one) for one in LANGUAGES})


def _said(words: Amounts, pairs: Iterable[tuple[str, str]], language: str) -> str:
    voice, sign = translator(language), "." if language == "en" else ","
    told = ((voice(str(words[code])), amount.replace(".", sign)) for code, amount in pairs)
    return "; ".join(f"{name} {amount}" for name, amount in told)


def kitchen_codes(products: Iterable[Product]) -> Codes:
    """Words by table and column; products are those that come with the program."""
    names = {one.code: one.name for one in products}
    follows = {1: FOLLOWS, 0: ""}
    extras = Amounts({one.value: words for one, words in EXTRA_WORDS.items()})
    return {
        ("ingredient", "product"): names,
        ("season_loss", "product"): names,
        ("ingredient", "seasonal"): follows,
        ("tech_card", "meal"): {one.value: words for one, words in MEAL_WORDS.items()},
        ("tech_card", "tags"): Several({one.value: words for one, words in TAG_WORDS.items()}),
        ("product", "allergens"): Several(
            {one.value: words for one, words in ALLERGEN_WORDS.items()}
        ),
        ("product", "extras"): extras,
        ("product_composition", "extras"): extras,
        ("product_composition", "product"): names,
        ("product_composition", "status"): {
            one.value: words for one, words in STATUS_WORDS.items()
        },
        ("tech_card", "method"): {one.value: words for one, words in METHOD_WORDS.items()},
        ("product", "status"): {one.value: words for one, words in STATUS_WORDS.items()},
        ("product", "adds"): {one.value: words for one, words in ADDS_WORDS.items()},
        ("kitchen_rule", "code"): {"retention": RETAINS},
        ("kitchen_rule", "value"): {"yes": YES, "no": NO},
    }
