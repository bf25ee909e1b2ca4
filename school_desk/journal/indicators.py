"""Indicators of a class or a teacher: quality, progress, average mark, level of learning; exact."""

from dataclasses import dataclass
from fractions import Fraction

from school_desk.journal.ruleset import HUNDRED, RuleSettings

FIVE_WEIGHT, FOUR_WEIGHT, THREE_WEIGHT, TWO_WEIGHT = 100, 64, 36, 16
"""The weights of marks in the level of learning (SOU, the usual formula of Simonov), in percent."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many pupils have which mark, and how many are not attested."""

    five: int = 0
    four: int = 0
    three: int = 0
    two: int = 0
    not_attested: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.five + other.five,
            self.four + other.four,
            self.three + other.three,
            self.two + other.two,
            self.not_attested + other.not_attested,
        )

    @property
    def marked(self) -> int:
        """How many have a mark."""
        return self.five + self.four + self.three + self.two

    @property
    def good(self) -> int:
        """How many have 4 or 5."""
        return self.five + self.four

    @property
    def passing(self) -> int:
        """How many have 3 or better."""
        return self.good + self.three


@dataclass(frozen=True, slots=True)
class IndicatorRules:
    """What differs between schools (section 6 of a rule set, all of it to check)."""

    include_not_attested: bool = False
    sou_shown: bool = True
    sou_weight: int = 7

    @classmethod
    def of(cls, settings: RuleSettings) -> "IndicatorRules":
        """As a school has them."""
        return cls(
            settings.indicators_include_not_attested,
            settings.sou_shown,
            settings.sou_weight_not_attested,
        )


@dataclass(frozen=True, slots=True)
class Indicators:
    """Shares in percent of `n` pupils, all exact; None where there is no whole."""

    n: int
    good: int
    passing: int
    quality: Fraction | None
    progress: Fraction | None
    average: Fraction | None
    sou: Fraction | None


def indicators(counts: Counts, rules: IndicatorRules) -> Indicators:
    """The indicators of some marks.

    >>> found = indicators(Counts(1, 7, 6), IndicatorRules())
    >>> found.quality, found.progress, found.sou
    (Fraction(400, 7), Fraction(100, 1), Fraction(382, 7))
    """
    n = counts.marked + (counts.not_attested if rules.include_not_attested else 0)
    marks = 5 * counts.five + 4 * counts.four + 3 * counts.three + 2 * counts.two
    return Indicators(
        n=n,
        good=counts.good,
        passing=counts.passing,
        quality=_share(HUNDRED * counts.good, n),
        progress=_share(HUNDRED * counts.passing, n),
        average=_share(marks, counts.marked),
        sou=_sou(counts, rules) if rules.sou_shown else None,
    )


def _sou(counts: Counts, rules: IndicatorRules) -> Fraction | None:
    """The level of learning; those not attested count with their own weight, or not at all."""
    beside = counts.not_attested if rules.sou_weight else 0
    points = (
        FIVE_WEIGHT * counts.five
        + FOUR_WEIGHT * counts.four
        + THREE_WEIGHT * counts.three
        + TWO_WEIGHT * counts.two
        + rules.sou_weight * beside
    )
    return _share(points, counts.marked + beside)


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
