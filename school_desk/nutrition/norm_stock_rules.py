"""What the store-room issued to the children of a band, by the lines of the food norms.

A meal is issued for all bands together: a product is shared as the requisition of the meal shares
it (grams a person × eaters), what is in no dish any more by the eaters. Shares are exact; a mass is
rounded once, half up, when it is summed.
"""

import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from school_desk.nutrition.nutrient_rules import MASS_PLACES, rounded
from school_desk.nutrition.requisition_model import MenuRequisition


def parse_groups(text: str) -> Mapping[str, str]:
    """The line of the norms of each product, from the file that comes with the program."""
    told = tomllib.loads(text)["groups"]
    return {product: line for line, products in told.items() for product in products}


def share_of(product: str, band: str, found: MenuRequisition) -> Fraction:
    """Which part of a product of a meal is for a band; of nothing and nobody: none."""
    grams = {one: Fraction() for one in found.eaters}
    for line in found.lines:
        if line.product.code == product:
            for taken in line.taken.values():
                for one, each in taken.per_person.items():
                    grams[one] += each * found.eaters.get(one, 0)
    if not sum(grams.values()):
        grams = {one: Fraction(count) for one, count in found.eaters.items()}
    whole = sum(grams.values())
    return grams.get(band, Fraction()) / whole if whole else Fraction()


def by_lines(
    masses: Iterable[tuple[str, Fraction]], groups: Mapping[str, str], codes: Iterable[str]
) -> Mapping[str, Decimal]:
    """Masses of products (kg, or pieces) as masses of lines; what has no line is left out."""
    known, sums = set(codes), dict[str, Fraction]()
    for product, mass in masses:
        line = groups.get(product, product)
        if line in known:
            sums[line] = sums.get(line, Fraction()) + mass
    return {line: rounded(mass, MASS_PLACES) for line, mass in sums.items() if mass}
