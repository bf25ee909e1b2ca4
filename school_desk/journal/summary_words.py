"""What the numbers of a term summary are called, and a line of them, wherever it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from school_desk.errors import N_
from school_desk.journal.indicators import Counts, IndicatorRules, Indicators
from school_desk.journal.summary_model import Entry, ListKind, Outcome, Tally
from school_desk.school.model import Absence

NOTHING = "—"
FORECAST = "≈"
DOT = "·"
ELSEWHERE = "*"
"""After a mark that comes from a paper, not from the register here."""

FROM_ELSEWHERE = N_("{mark}, from elsewhere")
ELSEWHERE_NOTE = N_("* from elsewhere: typed or taken from a paper, without a register page here.")

CLASS_SUMMARY = N_("Term summary of a class")
TEACHER_SUMMARY = N_("Term summary of a teacher")
ALL_SUBJECTS = N_("All marks")
ALL_PAGES = N_("All pages")
BY_PUPILS = N_("By pupils")
SUBJECT = N_("Subject")
PUPILS = N_("Pupils")
PUPIL = N_("Pupil")
WAITING = N_("No mark yet")
QUALITY = N_("Quality")
PROGRESS = N_("Pass rate")
AVERAGE = N_("Average")
SOU = N_("Level of learning")
MISSED = N_("Missed lessons")
MISSED_ALL = N_("in all")
LIST = N_("List")
LISTS = N_("Lists")
INDICATORS = N_("Indicators")
RESULTS = N_("Table of marks")
COUNT = N_("Count")
NOT_TAKEN = N_("No lesson was noted as held: attendance is not taken.")
WITHOUT_FORECASTS = N_("without forecasts")
WITH_FORECASTS = N_("forecasts (≈) are shown and count nowhere")
LEFT = N_("left on {day}")
LATER_NOTE = N_("{subject}: the mark is due at the end of another term ({period})")
CHART_MARKS = N_("Marks and quality by subject")
CHART_PAGES = N_("Marks and quality by page")
CHART_TERMS = N_("The terms side by side, all marks")
TERM_AHEAD = N_("The term has not begun yet.")
UNMARKED = N_("In this class no marks are given.")
NO_PAGES = N_("This teacher has no register pages with marks.")
NO_PUPILS = N_("There are no pupils in this class.")
IF_FORECASTS = N_("if the forecasts come true")

OUTCOME_NAMES: Mapping[Outcome, str] = {
    Outcome.FIVE: N_("marks 5"),
    Outcome.FOUR: N_("marks 4"),
    Outcome.THREE: N_("marks 3"),
    Outcome.TWO: N_("marks 2"),
    Outcome.NOT_ATTESTED: N_("Not attested"),
    Outcome.WAITING: WAITING,
    Outcome.PASSED: N_("pass"),
    Outcome.FAILED: N_("fail"),
    Outcome.LATER: N_("due in a later term"),
    Outcome.OUTSIDE: N_("not in the class on that day"),
}
NOT_ATTESTED_SHORT = N_("n/a")
OUTCOME_HEADS: Mapping[Outcome, str] = {
    Outcome.FIVE: "5",
    Outcome.FOUR: "4",
    Outcome.THREE: "3",
    Outcome.TWO: "2",
    Outcome.NOT_ATTESTED: NOT_ATTESTED_SHORT,
    Outcome.WAITING: WAITING,
}
"""Outcomes as columns of numbers, in their order."""

CHARTED = (
    *(Outcome.FIVE, Outcome.FOUR, Outcome.THREE, Outcome.TWO),
    Outcome.NOT_ATTESTED,
)
"""The parts of a bar, in their order."""

LIST_NAMES: Mapping[ListKind, str] = {
    ListKind.ALL_FIVES: N_("All fives"),
    ListKind.FOURS_AND_FIVES: N_("Fours and fives"),
    ListKind.ONE_FOUR: N_("One four"),
    ListKind.ONE_THREE: N_("One three"),
    ListKind.TWOS: N_("With twos"),
    ListKind.NOT_ATTESTED: N_("Not attested"),
    ListKind.FAILED: N_("Failed without a mark"),
}
SIGN_NAMES: Mapping[Absence, str] = {
    Absence.ILL: N_("ill"),
    Absence.EXCUSED: N_("excused"),
    Absence.UNEXCUSED: N_("unexcused"),
    Absence.LATE: N_("late"),
}
SHARE_HEADS = (QUALITY, PROGRESS, AVERAGE, SOU)


@dataclass(frozen=True, slots=True)
class Figures:
    """One line of numbers: how many pupils, which marks, which shares.

    A subject that ends in pass or fail has no marks to count: `verdicts` is (passed, failed).
    """

    pupils: int
    counts: Counts
    waiting: int
    indicators: Indicators
    verdicts: tuple[int, int] | None = None

    def count(self, outcome: Outcome) -> int | None:
        """How many have an outcome that is a column; None where there are no marks."""
        if self.verdicts is not None and outcome is not Outcome.WAITING:
            return None
        counts = self.counts
        return {
            Outcome.FIVE: counts.five,
            Outcome.FOUR: counts.four,
            Outcome.THREE: counts.three,
            Outcome.TWO: counts.two,
            Outcome.NOT_ATTESTED: counts.not_attested,
            Outcome.WAITING: self.waiting,
        }[outcome]


def figures(tally: Tally, rules: IndicatorRules, *, pass_fail: bool = False) -> Figures:
    """The numbers of a tally."""
    verdicts = len(tally.of(Outcome.PASSED)), len(tally.of(Outcome.FAILED))
    return Figures(
        pupils=len(tally.counted),
        counts=tally.counts,
        waiting=len(tally.of(Outcome.WAITING, Outcome.LATER)),
        indicators=tally.indicators(rules),
        verdicts=verdicts if pass_fail else None,
    )


def pupil_figures(tally: Tally, rules: IndicatorRules) -> Figures:
    """Pupils by their weakest mark: shares of pupils; a mean of weakest marks means nothing.

    While somebody waits for a mark only the bad news is certain, so there are no shares yet.
    """
    line = figures(tally, rules)
    found = replace(line.indicators, average=None, sou=None)
    if line.waiting:
        found = replace(found, quality=None, progress=None)
    return replace(line, indicators=found)


def behind(tally: Tally, outcome: Outcome) -> tuple[Entry, ...]:
    """The entries behind a number of a column."""
    return (
        tally.of(Outcome.WAITING, Outcome.LATER)
        if outcome is Outcome.WAITING
        else tally.of(outcome)
    )


def parts_of(counts: Counts) -> tuple[int, ...]:
    """Counts in the order of a bar."""
    return counts.five, counts.four, counts.three, counts.two, counts.not_attested
