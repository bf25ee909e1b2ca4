"""What comes with the program for the logs: norms, doses, refrigerators, to be checked."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from school_desk.nutrition.log_norm_model import Norm
from school_desk.nutrition.log_norm_rules import parse_norms
from school_desk.nutrition.norm_stock_rules import parse_groups

FOLDER = Path(__file__).parent


@lru_cache
def norms() -> tuple[Norm, ...]:
    """Dated data of the logs; each school writes its own over them."""
    return parse_norms((FOLDER / "log_norms.toml").read_text("utf-8"))


@lru_cache
def groups() -> Mapping[str, str]:
    """To which line of the food norms a product belongs."""
    return parse_groups((FOLDER / "norm_groups.toml").read_text("utf-8"))
