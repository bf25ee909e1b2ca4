"""What people call the codes in rows of menus and of the store-room."""

from collections.abc import Iterable, Mapping
from typing import Any

from school_desk.i18n import Spelled
from school_desk.nutrition.eating_model import MEAL_WORDS, SOURCE_WORDS
from school_desk.nutrition.meal_norm_model import NORM_OF_WORDS
from school_desk.nutrition.menu_model import SEASON_WORDS, Ban
from school_desk.nutrition.product_model import STATUS_WORDS, Product
from school_desk.nutrition.stock_model import TAKING_WORDS

Codes = Mapping[tuple[str, str], Mapping[Any, str | Spelled]]


def menu_codes(products: Iterable[Product], bans: Iterable[Ban]) -> Codes:
    """Words by table and column; products and bans are those that come with the program."""
    names = {one.code: one.name for one in products}
    meals = {one.value: words for one, words in MEAL_WORDS.items()}
    with_meals = ("menu_dish", "menu_extra", "menu_requisition", "stock_issue", "approved_dish")
    return {
        **{(table, "meal"): meals for table in with_meals},
        ("cycle_menu", "season"): {one.value: words for one, words in SEASON_WORDS.items()},
        ("meal_norm", "kind"): {one.value: words for one, words in NORM_OF_WORDS.items()},
        ("meal_norm", "status"): {one.value: words for one, words in STATUS_WORDS.items()},
        ("meal_norm", "pays"): {one.value: words for one, words in SOURCE_WORDS.items()},
        ("product_swap", "product"): names,
        ("product_swap", "substitute"): names,
        ("stock_batch", "product"): names,
        ("menu_allowed", "ban"): {one.code: one.name for one in bans},
        ("stock_taking", "taking"): {one.value: words for one, words in TAKING_WORDS.items()},
    }
