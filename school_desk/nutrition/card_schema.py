"""What is kept of the kitchen's own products, losses and technological cards.

Numbers are texts of decimals: what was typed, digit by digit.
"""

import re

from school_desk.storage.registry import BIRTH, Field, Policy, Table, Values

SCHOOL = "school/"
OFFICE = Policy.ASK_OFFICE
_DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,4})?")
_DAY = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_EXTRAS = re.compile(r"[a-z0-9]{1,12}=[0-9.]{1,14}( [a-z0-9]{1,12}=[0-9.]{1,14}){0,30}")
_YIELDS = re.compile(r"[0-9-]{3,5}=[0-9.]{1,14}( [0-9-]{3,5}=[0-9.]{1,14}){0,9}")
_SIGN = re.compile(r"[0-9a-f]{32}")
_CODE = re.compile(r"[a-z_]{1,40}")
_CODES = re.compile(r"[a-z_]{1,40}( [a-z_]{1,40}){0,40}")


def is_decimals(values: Values) -> bool:
    """Whether what came from elsewhere are numbers from 0 up, none of them missing."""
    return all(isinstance(one, str) and _DECIMAL.fullmatch(one) for one in values)


def is_loss(values: Values) -> bool:
    """Whether what came from elsewhere is a loss, and perhaps whether it follows the season."""
    return is_decimals(values[:1]) and all(one in (None, 0, 1) for one in values[1:])


def is_code(values: Values) -> bool:
    """Whether what came from elsewhere is a short code."""
    return isinstance(values[0], str) and bool(_CODE.fullmatch(values[0]))


def is_codes(values: Values) -> bool:
    """Whether what came from elsewhere are codes, or none."""
    return isinstance(values[0], str) and bool(_CODES.fullmatch(values[0]))


def is_whole(values: Values) -> bool:
    """Whether what came from elsewhere are whole numbers from 0 up."""
    return all(isinstance(one, int) and one >= 0 for one in values)


def _fits(pattern: re.Pattern[str], values: Values) -> bool:
    return isinstance(values[0], str) and bool(pattern.fullmatch(values[0]))


def is_extras(values: Values) -> bool:
    """Whether what came from elsewhere are vitamins and minerals with numbers."""
    return _fits(_EXTRAS, values) and all(
        _DECIMAL.fullmatch(one.partition("=")[2]) for one in str(values[0]).split()
    )


def is_yields(values: Values) -> bool:
    """Whether what came from elsewhere are masses of portions by band."""
    return _fits(_YIELDS, values) and all(
        _DECIMAL.fullmatch(one.partition("=")[2]) for one in str(values[0]).split()
    )


def is_sign(values: Values) -> bool:
    """Whether what came from elsewhere is a sign of what a card was approved with."""
    return _fits(_SIGN, values)


def is_recipe(values: Values) -> bool:
    """Whether what came from elsewhere is the number of a recipe, if any, and a year, if any."""
    year, number = values
    told = number is None or isinstance(number, str)
    return told and (year is None or is_whole((year,)))


def is_serving(values: Values) -> bool:
    """Whether what came from elsewhere is a temperature, if any, and words, if any."""
    temperature, shelf = values
    known = temperature is None or is_whole((temperature,))
    return known and (shelf is None or isinstance(shelf, str))


def is_approval(values: Values) -> bool:
    """Whether what came from elsewhere begins with a day."""
    return isinstance(values[0], str) and bool(_DAY.fullmatch(values[0]))


PRODUCT = Table(
    id=140,
    name="product",
    told_by=("name_kk",),
    partition=SCHOOL,
    natural=("code",),
    fields=(
        Field(1, BIRTH, ("code",), OFFICE),
        Field(2, "names", ("name_kk", "name_ru", "name_en"), OFFICE),
        Field(
            3,
            "composition",
            ("energy", "protein", "fat", "carbohydrate"),
            OFFICE,
            check=is_decimals,
        ),
        Field(4, "composition_status", ("status",), OFFICE, check=is_code),
        Field(5, "allergens", ("allergens",), OFFICE, check=is_codes),
        Field(6, "cold_loss", ("loss",), OFFICE, check=is_decimals),
        Field(7, "adds", ("adds",), OFFICE, check=is_code),
        Field(8, "extras", ("extras",), OFFICE, check=is_extras),
        Field(9, "figures_source", ("source",), OFFICE),
        Field(10, "piece", ("piece",), OFFICE, check=is_decimals),
    ),
    sentence="{value}",
)

# What a product holds from a day on; until the first such day its own row says it.
PRODUCT_COMPOSITION = Table(
    id=198,
    name="product_composition",
    told_by=("product", "since"),
    partition=SCHOOL,
    natural=("product", "since"),
    fields=(
        Field(1, BIRTH, ("product", "since"), OFFICE),
        Field(
            2,
            "composition",
            ("energy", "protein", "fat", "carbohydrate"),
            OFFICE,
            check=is_decimals,
        ),
        Field(3, "extras", ("extras",), OFFICE, check=is_extras),
        Field(4, "composition_status", ("status",), OFFICE, check=is_code),
        Field(5, "figures_source", ("source",), OFFICE),
    ),
    sentence="{value}",
)

SEASON_LOSS = Table(
    id=141,
    name="season_loss",
    told_by=("product", "day"),
    partition=SCHOOL,
    natural=("product", "day", "since"),
    fields=(
        Field(1, BIRTH, ("product", "day", "since"), OFFICE),
        Field(2, "cold_loss", ("loss",), OFFICE, check=is_decimals),
    ),
    sentence="{value}",
)

DISH = Table(
    id=142,
    name="dish",
    told_by=("number",),
    partition=SCHOOL,
    fields=(Field(1, "card_number", ("number",), OFFICE, check=is_whole),),
    sentence="{value}",
)

# A version of a card: written while it is a draft, left alone once it is approved.
TECH_CARD = Table(
    id=143,
    name="tech_card",
    told_by=("name_kk", "version"),
    partition=SCHOOL,
    fields=(
        Field(1, "card_of", ("dish", "version"), OFFICE, refs={"dish": "dish"}),
        Field(2, "names", ("name_kk", "name_ru"), OFFICE),
        Field(3, "recipe_source", ("source",), OFFICE),
        Field(4, "meal", ("meal",), OFFICE, check=is_code),
        Field(5, "portion_yield", ("yield_g",), OFFICE, check=is_decimals),
        Field(6, "cooking", ("process_kk", "process_ru"), OFFICE),
        Field(7, "serving", ("temperature", "shelf"), OFFICE, check=is_serving),
        Field(8, "dish_tags", ("tags",), OFFICE, check=is_codes),
        Field(9, "band_yields", ("yields",), OFFICE, check=is_yields),
        Field(10, "cooking_method", ("method",), OFFICE, check=is_code),
        Field(11, "recipe", ("recipe_year", "recipe_no"), OFFICE, check=is_recipe),
    ),
    sentence="{value}",
)

INGREDIENT = Table(
    id=144,
    name="ingredient",
    told_by=("product",),
    partition=SCHOOL,
    fields=(
        Field(1, "ingredient_of", ("tech_card", "place"), OFFICE, refs={"tech_card": "tech_card"}),
        Field(2, "product", ("product",), OFFICE),
        Field(3, "gross", ("gross",), OFFICE, check=is_decimals),
        Field(4, "cold_loss", ("loss", "seasonal"), OFFICE, check=is_loss),
        Field(5, "heat_loss", ("heat",), OFFICE, check=is_decimals),
    ),
    sentence="{value}",
)

# Since when a version is in use. A row of its own: what it approves is guarded from then on.
# `content` tells whether somebody who did not know of it has changed the card all the same.
CARD_APPROVAL = Table(
    id=146,
    name="card_approval",
    told_by=("approved_on",),
    partition=SCHOOL,
    natural=("tech_card",),
    fields=(
        Field(1, BIRTH, ("tech_card",), OFFICE, refs={"tech_card": "tech_card"}),
        Field(
            2,
            "approved",
            ("approved_on", "approved_by", "content"),
            OFFICE,
            refs={"approved_by": "account"},
            check=is_approval,
        ),
        Field(3, "approved_figures", ("figures",), OFFICE, check=is_sign),
    ),
    sentence="{value}",
)

# How the kitchen of this school reckons, from a day on.
KITCHEN_RULE = Table(
    id=145,
    name="kitchen_rule",
    told_by=("code", "starts"),
    partition=SCHOOL,
    natural=("code", "starts"),
    fields=(
        Field(1, BIRTH, ("code", "starts"), OFFICE),
        Field(2, "kitchen_value", ("value",), OFFICE),
    ),
    sentence="{value}",
)

TABLES = (
    *(PRODUCT, PRODUCT_COMPOSITION, SEASON_LOSS),
    *(DISH, TECH_CARD, INGREDIENT, KITCHEN_RULE, CARD_APPROVAL),
)
