"""Products of the kitchen: their names, what 100 g hold, what they lose, whom they harm."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from school_desk.errors import N_
from school_desk.i18n import Spelled
from school_desk.nutrition.nutrient_model import Composition
from school_desk.school.calendar_model import Status


class Allergen(StrEnum):
    """What a label must name (TR CU 022/2011; the list is from knowledge, to be checked)."""

    GLUTEN = "gluten"
    MILK = "milk"
    EGG = "egg"
    FISH = "fish"
    NUTS = "nuts"
    PEANUT = "peanut"
    SESAME = "sesame"
    SOYA = "soya"
    MUSTARD = "mustard"
    CELERY = "celery"
    LUPIN = "lupin"
    CRUSTACEANS = "crustaceans"
    MOLLUSCS = "molluscs"
    SULPHITES = "sulphites"
    ASPARTAME = "aspartame"


ALLERGEN_WORDS: Mapping[Allergen, str] = {
    Allergen.GLUTEN: N_("gluten"),
    Allergen.MILK: N_("milk"),
    Allergen.EGG: N_("egg"),
    Allergen.FISH: N_("fish"),
    Allergen.NUTS: N_("nuts"),
    Allergen.PEANUT: N_("peanut"),
    Allergen.SESAME: N_("sesame"),
    Allergen.SOYA: N_("soya"),
    Allergen.MUSTARD: N_("mustard"),
    Allergen.CELERY: N_("celery"),
    Allergen.LUPIN: N_("lupin"),
    Allergen.CRUSTACEANS: N_("crustaceans"),
    Allergen.MOLLUSCS: N_("molluscs"),
    Allergen.SULPHITES: N_("sulphites"),
    Allergen.ASPARTAME: N_("aspartame"),
}

STATUS_WORDS: Mapping[Status, str] = {
    Status.FOUND: N_("found"),
    Status.TO_CHECK: N_("to be checked"),
    Status.CHECKED: N_("checked by the school"),
}
"""Where a composition comes from: read in a table, waiting for the school, confirmed by it."""


class Adds(StrEnum):
    """What counts as added to a dish, whole gram for gram."""

    SALT = "salt"
    SUGAR = "sugar"


ADDS_WORDS: Mapping[Adds, str] = {Adds.SALT: N_("salt"), Adds.SUGAR: N_("sugar")}


@dataclass(frozen=True, slots=True)
class Product:
    """A food as it is bought.

    Args:
        code: by this cards name it; what a school adds has its Kazakh name, folded.
        composition: None: nobody has filled it in, and no card can reckon with the product.
        loss: the usual cold loss in percent, proposed to a new line of a card.
        own: the school has its own copy: what it added, or changed of the starter directory.
    """

    code: str
    names: Mapping[str, str]
    composition: Composition | None = None
    status: Status = Status.TO_CHECK
    allergens: frozenset[Allergen] = frozenset()
    loss: Decimal = Decimal()
    adds: Adds | None = None
    own: bool = False
    id: int = 0

    @property
    def name(self) -> Spelled:
        """Its name in the language of the reader."""
        return Spelled(self.names)


@dataclass(frozen=True, slots=True)
class SeasonLoss:
    """From a day of the year on a product loses so many percent, until its next such day.

    Args:
        starts: month and day.
        since: from when this line is in force; None: it came with the program.
    """

    product: str
    starts: tuple[int, int]
    loss: Decimal
    since: date | None = None
    status: Status = Status.TO_CHECK


@dataclass(frozen=True, slots=True)
class Starter:
    """What the program brings: products and their losses through the year."""

    products: tuple[Product, ...]
    losses: tuple[SeasonLoss, ...] = field(default=())
