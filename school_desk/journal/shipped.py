"""The rule sets that come with the program."""

from functools import lru_cache
from importlib.resources import files

from school_desk.journal.ruleset import RuleSet, parse_ruleset


@lru_cache
def rulesets() -> tuple[RuleSet, ...]:
    """All rule sets; which one counts is decided by the date of a period."""
    folder = files("school_desk.journal") / "rulesets"
    return tuple(parse_ruleset(one.read_text("utf-8")) for one in folder.iterdir())


def ruleset(name: str) -> RuleSet | None:
    """A rule set by its name."""
    return next((one for one in rulesets() if one.id == name), None)
