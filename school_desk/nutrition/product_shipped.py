"""What comes with the program for the kitchen: composition, losses, a few cards to begin with."""

from functools import lru_cache
from pathlib import Path

from school_desk.nutrition.card_model import TechCard
from school_desk.nutrition.card_reading_rules import parse_cards
from school_desk.nutrition.nutrient_model import Retention
from school_desk.nutrition.product_model import Starter
from school_desk.nutrition.product_rules import parse_losses, parse_products, parse_retention

FOLDER = Path(__file__).parent


@lru_cache
def starter() -> Starter:
    """The starter directory of products, with their losses through the year."""
    return Starter(parse_products(_read("composition")), parse_losses(_read("cold_loss")))


@lru_cache
def retention() -> Retention:
    """Which part of the nutrients stays after cooking, to be checked."""
    return parse_retention(_read("retention"))


@lru_cache
def sample_cards() -> tuple[TechCard, ...]:
    """Cards of usual dishes, not taken from any collection: to try the kitchen with."""
    return parse_cards(_read("sample_cards"))


def _read(name: str) -> str:
    return (FOLDER / f"{name}.toml").read_text("utf-8")
