"""What comes with the program for menus: norms, bans, replacements, how the kitchen issues."""

from functools import lru_cache
from pathlib import Path

from school_desk.nutrition.menu_model import Ban, Norms
from school_desk.nutrition.menu_reading_rules import parse_bans, parse_norms, parse_replacements
from school_desk.nutrition.menu_replacement_rules import Replacement
from school_desk.nutrition.requisition_model import Issuing
from school_desk.nutrition.requisition_rules import parse_issuing

FOLDER = Path(__file__).parent


@lru_cache
def norms() -> Norms:
    """By what menus are checked; a school checks it."""
    return parse_norms(_read("menu_norms"))


@lru_cache
def bans() -> tuple[Ban, ...]:
    """What is forbidden where, since when."""
    return parse_bans(_read("menu_bans"))


@lru_cache
def replacements() -> tuple[Replacement, ...]:
    """What may be taken instead of what."""
    return parse_replacements(_read("menu_replacements"))


@lru_cache
def issuing() -> Issuing:
    """What is counted in pieces, what is not from stock."""
    return parse_issuing(_read("requisition"))


def _read(name: str) -> str:
    return (FOLDER / f"{name}.toml").read_text("utf-8")
