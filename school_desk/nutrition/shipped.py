"""What comes with the program: bands, the usual times of sittings, signs of the month sheet."""

from functools import lru_cache
from pathlib import Path

from school_desk.nutrition.eating_model import Band, Sitting
from school_desk.nutrition.eating_rules import parse_bands, parse_sittings
from school_desk.nutrition.month_model import Signs
from school_desk.nutrition.month_sign_rules import parse_signs

FOLDER = Path(__file__).parent


@lru_cache
def bands() -> tuple[Band, ...]:
    """Who is cooked for together; each school checks them."""
    return parse_bands((FOLDER / "bands.toml").read_text("utf-8"))


@lru_cache
def sittings() -> tuple[Sitting, ...]:
    """When which shift eats; each school sets its own."""
    return parse_sittings((FOLDER / "sittings.toml").read_text("utf-8"))


@lru_cache
def month_signs() -> Signs:
    """What stands in the cells of a month sheet, and by when reports are due."""
    return parse_signs((FOLDER / "month_signs.toml").read_text("utf-8"))
