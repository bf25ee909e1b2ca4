"""How far a result reaches: low, middle or high, by the bands of the rules' own scale."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from math import floor

from school_desk.errors import N_
from school_desk.journal.ruleset import HUNDRED, RuleSet


class Attainment(StrEnum):
    """What a pupil has reached (деңгей / уровень достижений)."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


ATTAINMENT_NAMES: Mapping[Attainment, str] = {
    Attainment.LOW: N_("low"),
    Attainment.MIDDLE: N_("middle"),
    Attainment.HIGH: N_("high"),
}

Edges = Mapping[Attainment, tuple[int, int]]
"""From which to which whole percent each attainment goes."""


def attainment_of(points: int, top: int, rules: RuleSet) -> Attainment:
    """The attainment of points: that of the lowest mark is low, that of the highest high.

    As everywhere in statistics, a border is reached when the exact percent reaches it: 84.6 %
    is not yet 85 %.
    """
    mark = rules.band(floor(Fraction(HUNDRED * points, top))).mark
    if mark == rules.scale[0].mark:
        return Attainment.LOW
    return Attainment.HIGH if mark == rules.scale[-1].mark else Attainment.MIDDLE


def edges_of(rules: RuleSet) -> Edges:
    """The borders of the attainments in whole percents, both edges included."""
    middle, high = rules.scale[1].low, rules.scale[-1].low
    return {
        Attainment.LOW: (0, middle - 1),
        Attainment.MIDDLE: (middle, high - 1),
        Attainment.HIGH: (high, HUNDRED),
    }
