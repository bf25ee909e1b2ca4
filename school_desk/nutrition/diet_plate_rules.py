"""Which dishes of a day a child's diet forbids, and what stands in their place on that plate."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from school_desk.errors import N_
from school_desk.i18n import LANGUAGES, Spelled, Text, translator
from school_desk.nutrition.eating_model import DIET_WORDS, DietCode
from school_desk.nutrition.headcount_model import DietPlate
from school_desk.nutrition.menu_model import Serving
from school_desk.nutrition.menu_replacement_rules import Replacement, substitutes
from school_desk.nutrition.product_model import ALLERGEN_WORDS, Allergen, Product
from school_desk.school.names import fold

FORBIDS: Mapping[DietCode, frozenset[Allergen]] = {
    DietCode.GLUTEN_FREE: frozenset((Allergen.GLUTEN,)),
    DietCode.LACTOSE_FREE: frozenset((Allergen.MILK,)),
    DietCode.NO_MILK_PROTEIN: frozenset((Allergen.MILK,)),
}
"""What a diet says by its code alone; the rest is what is written as excluded."""

SWAP, SWAPPED = N_("{new} instead of {old}"), N_("«{dish}»: {swaps}")
COOKED_INSTEAD = N_("instead of «{dish}» ({why}): «{other}»")
NOTHING_FITS = N_("not «{dish}» ({why}): cook another dish")
UNKNOWN = N_("no product is called «{why}»: look through the dishes for it")
EXCLUDED, BOTH = N_("{diet}: {excluded}"), N_("{diet}; {other}")
UNTOLD = N_("marks of products do not tell what fits: look through the dishes")


@dataclass(frozen=True, slots=True)
class DietWish:
    """What a plate must be, without whose it is."""

    code: DietCode
    excluded: str = ""
    also: "tuple[DietWish, ...]" = ()
    """Other diets that the same plate keeps to."""

    @property
    def each(self) -> "tuple[DietWish, ...]":
        """Every diet of the plate."""
        return self, *self.also


@dataclass(frozen=True, slots=True)
class PlateChange:
    """A dish that this plate does not get as it is cooked for all.

    Args:
        dish: None: something of the diet cannot be told by the marks of products.
        why: the products that must not be in it.
        swaps: each of them with what is taken instead by the table; empty: the dish goes.
        other: the dish that is proposed instead; None: none in use fits.
    """

    dish: Spelled | None
    why: tuple[Spelled, ...] = ()
    swaps: tuple[tuple[Spelled, Spelled], ...] = ()
    other: Spelled | None = None


@dataclass(frozen=True, slots=True)
class Larder:
    """By what a dish is replaced: the directory, the table, other dishes that may be cooked."""

    products: Mapping[str, Product]
    table: Sequence[Replacement]
    others: Sequence[Serving]


def changes_for(
    wish: DietWish, servings: Sequence[Serving], larder: Larder
) -> tuple[PlateChange, ...]:
    """What a plate has otherwise than those of all; its allergens are those really cooked."""
    if not servings:
        return ()
    found = (_change(wish, one, servings, larder) for one in servings)
    told = tuple(one for one in found if one is not None)
    unknown = _unknown(wish, larder.products.values())
    if unknown:
        told = (*told, PlateChange(None, (Spelled({"kk": ", ".join(unknown)}),)))
    return (*told, PlateChange(None)) if _is_more(wish) else told


def wish_of(plate: DietPlate) -> DietWish:
    """What a plate must be, with nobody's name on it."""
    return DietWish(plate.code, plate.excluded, tuple(map(wish_of, plate.also)))


def wish_text(wish: DietWish) -> Text:
    """All diets of a plate in words."""
    told = Text(DIET_WORDS[wish.code])
    if wish.excluded:
        told = Text(EXCLUDED, {"diet": told, "excluded": wish.excluded})
    for other in wish.also:
        told = Text(BOTH, {"diet": told, "other": wish_text(other)})
    return told


def is_harmful(product: Product, wish: DietWish) -> bool:
    """Whether a product must not be on the plate: by its allergens, or by its name."""
    return bool(product.allergens & _allergens(wish)) or any(
        _named(product, term) for term in _terms(wish)
    )


def change_text(change: PlateChange) -> Text:
    """A change in one sentence."""
    facts = {"dish": change.dish, "why": _listed(change.why), "other": change.other}
    if change.dish is None:
        return Text(UNKNOWN if change.why else UNTOLD, facts)
    if change.swaps:
        return Text(SWAPPED, {**facts, "swaps": _swapped(change.swaps)})
    return Text(COOKED_INSTEAD if change.other else NOTHING_FITS, facts)


def changes_words(changes: Iterable[PlateChange]) -> Spelled:
    """All changes of a plate, one after the other, in each language."""
    told = tuple(map(change_text, changes))
    return Spelled({one: "; ".join(map(translator(one).tell, told)) for one in LANGUAGES})


def _change(
    wish: DietWish, serving: Serving, servings: Sequence[Serving], larder: Larder
) -> PlateChange | None:
    harmful = [one.product for one in serving.found.lines if is_harmful(one.product, wish)]
    if not harmful:
        return None
    why = tuple({one.code: one.name for one in harmful}.values())
    swaps = [(one, _substitute(one, wish, larder)) for one in harmful]
    if all(instead for _one, instead in swaps):
        told = tuple((one.name, instead.name) for one, instead in swaps if instead)
        return PlateChange(serving.name, why, told)
    return PlateChange(serving.name, why, (), _other(wish, serving, servings, larder))


def _substitute(product: Product, wish: DietWish, larder: Larder) -> Product | None:
    """The first of the table that does no harm."""
    found = (larder.products.get(one.substitute) for one in substitutes(larder.table, product.code))
    return next((one for one in found if one is not None and not is_harmful(one, wish)), None)


def _other(
    wish: DietWish, serving: Serving, servings: Sequence[Serving], larder: Larder
) -> Spelled | None:
    """Of the dishes of that meal the one nearest in energy, not served already."""
    served = {one.card.dish for one in servings if one.meal is serving.meal}
    fitting = [
        one
        for one in larder.others
        if one.meal is serving.meal
        and one.card.dish not in served
        and one.found.lines
        and not any(is_harmful(line.product, wish) for line in one.found.lines)
    ]
    energy = serving.found.portion.energy
    nearest = min(
        fitting,
        key=lambda one: (abs(one.found.portion.energy - energy), one.card.number),
        default=None,
    )
    return nearest.name if nearest else None


def _allergens(wish: DietWish) -> frozenset[Allergen]:
    named = {one for one, words in ALLERGEN_WORDS.items() if _terms(wish) & _spellings(words)}
    return frozenset(named.union(*(FORBIDS.get(one.code, ()) for one in wish.each)))


def _terms(wish: DietWish) -> frozenset[str]:
    """What is written as excluded, word by word between commas."""
    parts = [part for one in wish.each for part in one.excluded.replace(";", ",").split(",")]
    return frozenset(fold(part) for part in parts if fold(part))


def _spellings(words: str) -> frozenset[str]:
    return frozenset(fold(translator(one)(words)) for one in LANGUAGES)


def _named(product: Product, term: str) -> bool:
    """Whether a word of the product's name begins so, such as «сүт» of «Сүт 3,2 %»."""
    return any(
        fold(name).startswith(term) or f" {term}" in fold(name) for name in product.names.values()
    )


def _unknown(wish: DietWish, products: Iterable[Product]) -> tuple[str, ...]:
    """What is written as excluded and is neither an allergen nor the name of a product."""
    known = frozenset().union(*map(_spellings, ALLERGEN_WORDS.values()))
    left = sorted(_terms(wish) - known)
    all_of = tuple(products)
    return tuple(one for one in left if not any(_named(each, one) for each in all_of))


def _is_more(wish: DietWish) -> bool:
    """Whether a diet asks for more than allergens and names of products can tell."""
    return any(
        not one.excluded.strip() if one.code is DietCode.ALLERGY else one.code not in FORBIDS
        for one in wish.each
    )


def _listed(names: Iterable[Spelled]) -> Spelled:
    told = tuple(names)
    return Spelled({one: ", ".join(name.within(one) for name in told) for one in LANGUAGES})


def _swapped(pairs: Iterable[tuple[Spelled, Spelled]]) -> Spelled:
    told = tuple(Text(SWAP, {"old": old, "new": new}) for old, new in pairs)
    return Spelled({one: ", ".join(map(translator(one).tell, told)) for one in LANGUAGES})
