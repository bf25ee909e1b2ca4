"""`report cards`, `report products`: technological cards and the directory of products."""

from pathlib import Path

import click

from school_desk.commands.answers import answer
from school_desk.commands.face import Command
from school_desk.commands.opening import open_desk
from school_desk.commands.paper_options import (
    FORMAT,
    LANGUAGE,
    Format,
    PaperLanguage,
    asked,
    file_options,
    out_option,
)
from school_desk.errors import N_
from school_desk.i18n import ngettext
from school_desk.nutrition.card_model import ReckonedCard, TechCard
from school_desk.nutrition.card_rules import card_numbered
from school_desk.nutrition.nutrient_rules import (
    ENERGY_PLACES,
    MASS_PLACES,
    NUTRIENT_PLACES,
    rounded,
)


@click.command(
    "cards", cls=Command, help=N_("Technological cards of dishes: what each comes to, on paper.")
)
@click.option("--number", type=int, help=N_("Only the card of this number; else all of them."))
@asked(
    LANGUAGE,
    FORMAT,
    out_option(required=False, words=N_("File to write; without it only the answer.")),
)
def report_cards(
    *,
    number: int | None,
    lang: PaperLanguage,
    fmt: Format,
    out: Path | None,
    **_options: object,
) -> None:
    """The last version of each card, with energy and nutrients of a portion."""
    with open_desk(reading=True) as desk:
        cards = desk.cards.cards()
        chosen = cards if number is None else (card_numbered(cards, number),)
        reckoned = desk.cards.reckoned_all(chosen)
        if out is not None and number is None:
            desk.card_papers.all_cards(lang, fmt, out)
        elif out is not None:
            desk.card_papers.card(chosen[0].id, lang, fmt, out)
    text = ngettext("{n} card.", "{n} cards.", len(chosen)).format(n=len(chosen))
    lines = [_facts(one, reckoned[one.id]) for one in chosen]
    answer(text, {"file": str(out) if out else None, "cards": lines})


@click.command("products", cls=Command, help=N_("What 100 g of each product hold."))
@file_options
def report_products(*, lang: PaperLanguage, fmt: Format, out: Path, **_options: object) -> None:
    """The starter directory under the school's own copy."""
    with open_desk(reading=True) as desk:
        count = desk.card_papers.products(lang, fmt, out)
    text = ngettext("{n} product is in {file}.", "{n} products are in {file}.", count)
    answer(text.format(n=count, file=out), {"file": str(out), "products": count})


def _facts(card: TechCard, found: ReckonedCard) -> dict[str, object]:
    """A card as a program reads it: numbers are texts of decimals, rounded once."""
    one = found.portion
    return {
        "number": card.number,
        "version": card.version,
        "kk": card.head.names["kk"],
        "ru": card.head.names["ru"],
        "in_use_since": card.approved_on.isoformat() if card.approved_on else None,
        "yield_g": str(card.head.yield_g),
        "kcal": str(rounded(one.energy, ENERGY_PLACES)),
        "protein_g": str(rounded(one.protein, NUTRIENT_PLACES)),
        "fat_g": str(rounded(one.fat, NUTRIENT_PLACES)),
        "carbohydrate_g": str(rounded(one.carbohydrate, NUTRIENT_PLACES)),
        "added_salt_g_per_100": str(rounded(found.added_salt, MASS_PLACES)),
        "added_sugar_g_per_100": str(rounded(found.added_sugar, MASS_PLACES)),
        "allergens": [allergen.value for allergen in found.allergens],
        "cooking_reckoned": found.retained,
    }
