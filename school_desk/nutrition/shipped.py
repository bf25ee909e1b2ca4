"""What comes with the program: bands and the usual times of sittings."""

from functools import lru_cache
from pathlib import Path

from school_desk.nutrition.eating_model import Band, Sitting
from school_desk.nutrition.eating_rules import parse_bands, parse_sittings

FOLDER = Path(__file__).parent


@lru_cache
def bands() -> tuple[Band, ...]:
    """Who is cooked for together; each school checks them."""
    return parse_bands((FOLDER / "bands.toml").read_text("utf-8"))


@lru_cache
def sittings() -> tuple[Sitting, ...]:
    """When which shift eats; each school sets its own."""
    return parse_sittings((FOLDER / "sittings.toml").read_text("utf-8"))
