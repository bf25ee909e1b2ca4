"""Which rules count in a term, and what a fact is worth at this school."""

from dataclasses import dataclass

from school_desk.journal.facts import Fact
from school_desk.journal.rule_values import value_text
from school_desk.school.model import Term


@dataclass(frozen=True, slots=True)
class TermRules:
    """Which rules count in a term: those chosen, else the only ones of its date."""

    term: Term
    fitting: tuple[str, ...]
    chosen: str | None

    @property
    def in_force(self) -> str | None:
        """The rule set that counts; None where somebody must choose first."""
        if self.chosen is not None:
            return self.chosen
        return self.fitting[0] if len(self.fitting) == 1 else None


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact as it counts at this school: its value, the rule set's own, whether they differ."""

    fact: Fact
    value: object
    changed: bool

    @property
    def text(self) -> str:
        """The value that counts, as one would write it."""
        return value_text(self.fact, self.value)

    @property
    def usual(self) -> str:
        """The rule set's own value."""
        return value_text(self.fact, self.fact.value)
