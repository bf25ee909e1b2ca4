"""One product for another by the table: one step only, never a replacement of a replacement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from school_desk.errors import N_, DeskError
from school_desk.nutrition.card_model import Ingredient, ReckonedCard, ReckonedLine, TechCard
from school_desk.nutrition.card_reckon_rules import Kitchen, come_to
from school_desk.nutrition.nutrient_model import Nutrients
from school_desk.nutrition.nutrient_rules import net_of, nutrients_of
from school_desk.nutrition.product_model import Product
from school_desk.school.calendar_model import Status
from school_desk.school.texts import as_line


class NotInDishError(DeskError):
    """The card has no such product; facts: `product`, `dish`."""

    sentence = N_("«{dish}» has no «{product}», so there is nothing to replace.")


class NotInTableError(DeskError):
    """The table knows no such replacement; facts: `product`, `substitute`."""

    sentence = N_(
        "The table of replacements has no «{substitute}» in place of «{product}». Choose one that "
        "it has, or cook another dish."
    )


class ReplacedTwiceError(DeskError):
    """A replacement of a replacement; facts: `product`, `dish`."""

    sentence = N_(
        "«{product}» stands in «{dish}» as a replacement already, and a replacement is never "
        "replaced. Take the first one back."
    )


class WhyMissingError(DeskError):
    """A deviation without a reason."""

    sentence = N_("Write why: the reason stands in the record of deviations.")


@dataclass(frozen=True, slots=True)
class Replacement:
    """A line of the table: so many grams of a substitute for `per` grams of a product."""

    product: str
    substitute: str
    grams: Decimal
    per: Decimal
    status: Status = Status.TO_CHECK

    def instead_of(self, planned: Fraction) -> Fraction:
        """Grams of the substitute for planned grams: `planned × table / 100`, not rounded."""
        return planned * Fraction(self.grams) / Fraction(self.per)


@dataclass(frozen=True, slots=True)
class Swap:
    """On one day one product of a dish is replaced; why, by whom."""

    day: date
    dish: int
    product: str
    substitute: str
    reason: str = ""
    by: int | None = None
    id: int = 0


def substitutes(table: Iterable[Replacement], product: str) -> tuple[Replacement, ...]:
    """What the table has in place of a product."""
    return tuple(one for one in table if one.product == product)


def accept_swap(
    swap: Swap,
    card: TechCard,
    others: Iterable[Swap],
    table: Iterable[Replacement],
    products: Mapping[str, Product],
) -> Swap:
    """A replacement on a day, or raise."""
    product, substitute = _named(products, swap.product), _named(products, swap.substitute)
    here = [one for one in others if (one.day, one.dish) == (swap.day, swap.dish)]
    planned = {one.product for one in card.ingredients}
    if swap.product not in planned:
        came = swap.product in {one.substitute for one in here}
        refusal = ReplacedTwiceError if came else NotInDishError
        raise refusal(product=product, dish=card.head.name)
    if swap.substitute not in {one.substitute for one in substitutes(table, swap.product)}:
        raise NotInTableError(product=product, substitute=substitute)
    if swap.substitute in {one.product for one in here}:
        raise ReplacedTwiceError(product=substitute, dish=card.head.name)
    return Swap(
        swap.day, swap.dish, swap.product, swap.substitute, accept_reason(swap.reason), swap.by
    )


def accept_reason(text: str) -> str:
    """A reason in one line, or raise WhyMissingError."""
    found = as_line(text)
    if not found:
        raise WhyMissingError
    return found


def replaced(
    card: TechCard,
    found: ReckonedCard,
    swaps: Iterable[Swap],
    table: Iterable[Replacement],
    kitchen: Kitchen,
) -> ReckonedCard:
    """What a card comes to with its replacements; each line is replaced at most once."""
    rules = {(one.product, one.substitute): one for one in table}
    wanted = {one.product: rules.get((one.product, one.substitute)) for one in swaps}
    lines = tuple(_swapped(one, wanted.get(one.product.code), kitchen) for one in found.lines)
    return come_to(lines, card.head.yield_g, kitchen)


def _swapped(line: ReckonedLine, rule: Replacement | None, kitchen: Kitchen) -> ReckonedLine:
    product = kitchen.products.get(rule.substitute) if rule else None
    if rule is None or product is None:
        return line
    gross = rule.instead_of(line.gross)
    net = net_of(gross, product.loss)
    holds = nutrients_of(net, product.composition) if product.composition else Nutrients()
    shown = Ingredient(product.code, line.ingredient.gross, product.loss, id=line.ingredient.id)
    return ReckonedLine(shown, product, gross, product.loss, net, holds)


def _named(products: Mapping[str, Product], code: str) -> object:
    found = products.get(code)
    return found.name if found else code
