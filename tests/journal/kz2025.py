"""The shipped rule set, the vectors of its sheet, and random cases for property tests."""

from importlib.resources import files

from hypothesis import strategies as st

from school_desk.journal.model import TermCase, WorkPoints
from school_desk.journal.ruleset import parse_ruleset
from school_desk.school.model import Absence

TEXT = (files("school_desk.journal") / "rulesets" / "kz-2025.toml").read_text(encoding="utf-8")
RULES = parse_ruleset(TEXT)
DEFAULTS = RULES.defaults
ZERO = RULES.with_changes({"unexcused_missing_work": "zero"})
MEAN = RULES.with_changes({"unit_aggregation": "mean_of_percents"})
SCALED_UP = RULES.with_changes({"formative_and_term": "renormalise"})
SETTINGS = (DEFAULTS, ZERO, MEAN, SCALED_UP)

# id, formative, unit summatives, term summative, exact percent, rounded, mark
VECTORS = [
    (1, [8, 8, 8], [[14, 20], [14, 20]], [20, 25], "155/2", 78, 4),
    (2, [9, 8, 9, 8], [[17, 20]], [21, 25], "169/2", 85, 5),
    (3, [8, 8, 9, 8, 9], [[17, 20]], [21, 25], "337/4", 84, 4),
    (4, [7, 8], [[11, 20]], [16, 25], "129/2", 65, 4),
    (5, [7, 7, 8, 7, 8], [[11, 20]], [16, 25], "257/4", 64, 3),
    (6, [4, 4], [[6, 20]], [11, 25], "79/2", 40, 3),
    (7, [5, 5], [[7, 20]], [9, 25], "157/4", 39, 2),
    (8, [5, 6, 6, 6, 6], [[11, 15]], [4, 30], "79/2", 40, 3),
    (9, [5, 5, 5, 6], [[8, 15]], [19, 25], "1547/24", 64, 3),
    (10, [7, 7, 7], [[10, 10], [8, 20]], [15, 25], "125/2", 63, 3),
    (11, [8, 8, 9, 8, 8], [[13, 20]], None, "147/2", 74, 4),
    (12, [6, 7], None, [18, 25], "137/2", 69, 4),
    (13, [9, 8, 8, 9], None, None, "85", 85, 5),
    (15, [8], [[14, 20]], [0, 25], "75/2", 38, 2),
    (16, None, [[8, 12], [5, 10], [10, 12]], [15, 20], "2425/34", 71, 4),
    (17, [10, 10], [[15, 15]], [25, 25], "100", 100, 5),
    (18, [1], [[0, 15]], [0, 25], "5/2", 3, 2),
]


def case(formative=(), unit=(), term=None) -> TermCase:
    """Build a case from plain lists, as the vectors are written."""
    return TermCase(
        formative=tuple(formative or ()),
        unit=tuple(WorkPoints(*work) for work in unit or ()),
        term=WorkPoints(*term) if term else None,
    )


@st.composite
def works(draw) -> WorkPoints:
    top = draw(st.integers(1, 40))
    points = draw(st.none() | st.integers(0, top))
    return WorkPoints(points, top, draw(st.none() | st.sampled_from(Absence)))


cases = st.builds(
    TermCase,
    formative=st.lists(st.integers(1, 10), max_size=8).map(tuple),
    unit=st.lists(works(), max_size=3).map(tuple),
    term=st.none() | works(),
)
settings_of_schools = st.sampled_from(SETTINGS)
