"""What the school has decided about its rules: which set counts in a term, which values differ."""

import json
from collections.abc import Mapping

from school_desk.storage.engine import Connection
from school_desk.storage.partitions import Partitions
from school_desk.storage.unit_of_work import UnitOfWork

Choices = Mapping[tuple[str, int], str]
"""The rule set that somebody chose, by school year and term."""

Values = Mapping[str, Mapping[str, object]]
"""The values that a school has put in place of facts to check, by rule set and fact."""


def load_choices(db: Connection) -> Choices:
    """Which rule set was chosen for which term."""
    rows = db.execute(
        "SELECT year, term, ruleset FROM rule_choice WHERE alive AND ruleset IS NOT NULL"
    )
    return {(year, term): ruleset for year, term, ruleset in rows}


def load_values(db: Connection) -> Values:
    """The values of the school's own, by rule set."""
    rows = db.execute("SELECT ruleset, key, value FROM rule_value WHERE alive AND value NOT NULL")
    found: dict[str, dict[str, object]] = {}
    for ruleset, key, value in rows:
        found.setdefault(ruleset, {})[key] = json.loads(value)
    return found


def save_choice(
    work: UnitOfWork, parts: Partitions, year: str, term: int, ruleset: str | None
) -> None:
    """Choose the rule set of a term; None leaves it to the date again."""
    work.born("rule_choice", parts.school_wide, year=year, term=term, ruleset=ruleset)


def save_value(
    work: UnitOfWork, parts: Partitions, ruleset: str, key: str, value: object | None
) -> None:
    """Put a value in place of a fact to check; None gives the rule set's own back."""
    text = None if value is None else json.dumps(value, ensure_ascii=False)
    work.born("rule_value", parts.school_wide, ruleset=ruleset, key=key, value=text)
