"""What the kitchen of the demo school cooks by, and who eats there how."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from school_desk.errors import N_
from school_desk.nutrition.card_store import save_approval, save_card
from school_desk.nutrition.eating_model import (
    Category,
    Diet,
    DietCode,
    Eater,
    Eating,
    Meal,
    Paper,
    Price,
    Source,
)
from school_desk.nutrition.eating_service import load_eaters
from school_desk.nutrition.eating_store import save_diet, save_eating, save_price
from school_desk.nutrition.product_shipped import sample_cards
from school_desk.nutrition.shipped import bands
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import Storage

STEP = 7
BENEFITS = (
    (Category.ASP, 60),
    (Category.ORPHAN, 0),
    (Category.LOW_INCOME, 90),
    (Category.OTHER, 0),
)
DIETS_OF_DEMO = ((DietCode.GLUTEN_FREE, ""), (DietCode.ALLERGY, "жұмыртқа, балық"))
PRICES_OF_DEMO = (
    ("7-10", Source.PRIMARY, "579.00"),
    ("11-14", Source.FUND, "610.00"),
    ("11-14", Source.PARENT, "610.00"),
)


def write_cards(storage: Storage, head: int, parts: Partitions, day: date) -> None:
    """All cards in one step; products are those that come with the program."""
    with storage.begin(N_("Write cards"), actor=head, origin="demo") as work:
        for card in sample_cards():
            row = save_card(work, parts, card)
            save_approval(work, parts, replace(card, id=row), day, head)


def write_meals(storage: Storage, head: int, parts: Partitions, first: date) -> None:
    """Who eats how: a few benefits with their papers, diets, two prices since September."""
    with storage.begin(N_("Write who eats how"), actor=head, origin="demo") as work:
        older = [one for one in load_eaters(work.db, parts.year, first, bands()) if _older(one)]
        for n, (category, until) in enumerate(BENEFITS):
            one = older[n * STEP % len(older)]
            paper = Paper("анықтама", str(17 + n), first, f"{40 + n}", first, "комиссия")
            ends = first + timedelta(days=until) if until else None
            save_eating(work, parts, Eating(one.pupil, Source.FUND, first, ends, category, paper))
        for n, (code, excluded) in enumerate(DIETS_OF_DEMO):
            diet = Diet(older[(n * STEP + 5) % len(older)].pupil, code, excluded, first)
            save_diet(work, parts, diet)
        for band, source, tenge in PRICES_OF_DEMO:
            save_price(work, parts, Price(band, source, Meal.BREAKFAST, Decimal(tenge), first))


def _older(one: Eater) -> bool:
    return one.source is Source.PARENT
