"""Products of the kitchen: their names, what 100 g hold, what they lose, whom they harm."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from school_desk.errors import N_
from school_desk.i18n import Spelled
from school_desk.nutrition.extra_model import Extras
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
class Figures:
    """What 100 g hold, by which table or label, and since which day it is so.

    Args:
        since: None: always, until others came into force.
    """

    composition: Composition | None = None
    extras: Extras = field(default_factory=dict)
    status: Status = Status.TO_CHECK
    source: str = ""
    since: date | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Product:
    """A food as it is bought, with the figures of one day.

    Args:
        code: by this cards name it; what a school adds has its Kazakh name, folded.
        composition: None: nobody has filled it in, and no card can reckon with the product.
        loss: the usual cold loss in percent, proposed to a new line of a card.
        own: the school has its own copy: what it added, or changed of the starter directory.
        extras: vitamins and minerals of 100 g, as far as they are known.
        source: the table or label that the figures are from.
        since: from which day these figures count; None: always.
        piece: what one piece weighs, in grams; None: it is not bought by the piece.
        versions: all figures it ever had, the oldest first.
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
    extras: Extras = field(default_factory=dict)
    source: str = ""
    since: date | None = None
    piece: Decimal | None = None
    versions: tuple[Figures, ...] = field(default=(), compare=False)

    @property
    def figures(self) -> Figures:
        """What it holds on the day of which it is told."""
        return Figures(self.composition, self.extras, self.status, self.source, self.since)

    @property
    def name(self) -> Spelled:
        """Its name in the language of the reader."""
        return Spelled(self.names)


@dataclass(frozen=True, slots=True)
class ToldProduct:
    """A product as a line of a file tells it, with what it loses through the year.

    Args:
        season: loss in percent by month and day, in force since `season_since`; None: not told.
    """

    product: Product
    season: Mapping[tuple[int, int], Decimal] = field(default_factory=dict)
    season_since: date | None = None


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
