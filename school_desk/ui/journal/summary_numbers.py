"""Indicators of a term as a grid: a line for each subject, class or term, shares and counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from school_desk.formats import number, percent
from school_desk.i18n import _, tell
from school_desk.journal import summary_words as words
from school_desk.journal.indicators import IndicatorRules
from school_desk.journal.summary_model import (
    ClassSummary,
    Entry,
    Outcome,
    Tally,
    TeacherSummary,
)
from school_desk.journal.summary_rules import pupil_tally
from school_desk.journal.summary_words import Figures, figures
from school_desk.school.model import term_title
from school_desk.ui.journal.summary_behind import (
    GOOD,
    MARKED,
    PASSING,
    behind_lines,
    foreseen,
    how_many,
    page_name,
    subject,
)
from school_desk.ui.journal.summary_cells import Behind, Grid, GridCell, GridHead, GridRow

_FIGURE_ROW = 30
_COUNT_WIDTH, _WAITING_WIDTH, _SHARE_WIDTH, _MEAN_WIDTH = 44, 104, 100, 72


@dataclass(frozen=True, slots=True)
class NumbersLine:
    """A line of numbers with the results behind it; `name` is what stands at its left."""

    name: str
    tally: Tally
    figures: Figures
    total: bool = False


def class_lines(summary: ClassSummary) -> tuple[NumbersLine, ...]:
    """Each subject, all marks, and the pupils by their weakest mark."""
    rules = summary.rules
    lines = [
        _numbers(subject(one), summary.column_tally(n), rules, pass_fail=one.pass_fail)
        for n, one in enumerate(summary.columns)
    ]
    pupils = pupil_tally(summary)
    return (
        *lines,
        NumbersLine(
            _(words.ALL_SUBJECTS), summary.total, figures(summary.total, rules), total=True
        ),
        NumbersLine(_(words.BY_PUPILS), pupils, words.pupil_figures(pupils, rules), total=True),
    )


def teacher_lines(summary: TeacherSummary) -> tuple[NumbersLine, ...]:
    """Each page and all of them."""
    rules = summary.rules
    lines = [
        _numbers(page_name(one.column), one.tally, rules, pass_fail=one.column.pass_fail)
        for one in summary.lines
    ]
    total = summary.total
    return (*lines, NumbersLine(_(words.ALL_PAGES), total, figures(total, rules), total=True))


def _numbers(name: str, tally: Tally, rules: IndicatorRules, *, pass_fail: bool) -> NumbersLine:
    return NumbersLine(name, tally, figures(tally, rules, pass_fail=pass_fail))


def numbers_grid(lines: Sequence[NumbersLine], corner: str, *, forecasts: bool) -> Grid:
    """Counts, then shares with their counts beside; a dash for none."""
    sou = any(line.figures.indicators.sou is not None for line in lines)
    heads = (
        GridHead(_(words.PUPILS), 66),
        *(
            GridHead(_(head), _WAITING_WIDTH if one is Outcome.WAITING else _COUNT_WIDTH)
            for one, head in words.OUTCOME_HEADS.items()
        ),
        GridHead(_(words.QUALITY), _SHARE_WIDTH, computed=True),
        GridHead(_(words.PROGRESS), _SHARE_WIDTH, computed=True),
        GridHead(_(words.AVERAGE), _MEAN_WIDTH, computed=True),
        *((GridHead(_(words.SOU), _MEAN_WIDTH + 14, computed=True),) if sou else ()),
    )
    rows = tuple(
        GridRow(line.name, _number_cells(line, forecasts=forecasts, sou=sou), total=line.total)
        for line in lines
    )
    return Grid(corner, heads, rows, row_height=_FIGURE_ROW, names_width=216)


def _number_cells(line: NumbersLine, *, forecasts: bool, sou: bool) -> tuple[GridCell, ...]:
    found = line.figures.indicators
    return (
        count_cell(_(words.PUPILS), line, line.figures.pupils, line.tally.counted),
        *(_outcome_cell(one, line, forecasts=forecasts) for one in words.OUTCOME_HEADS),
        _quality_cell(line),
        _of_line(words.PROGRESS, line, PASSING),
        _mean_cell(words.AVERAGE, line, found.average, MARKED),
        *(
            (_mean_cell(words.SOU, line, found.sou, (*MARKED, Outcome.NOT_ATTESTED)),)
            if sou
            else ()
        ),
    )


def _outcome_cell(outcome: Outcome, line: NumbersLine, *, forecasts: bool) -> GridCell:
    name = _(words.OUTCOME_NAMES[outcome])
    waiting = outcome is Outcome.WAITING
    ahead = foreseen(line.tally.forecasts) if waiting and forecasts else ""
    entries = words.behind(line.tally, outcome)
    return count_cell(name, line, line.figures.count(outcome), entries, ahead)


def count_cell(
    what: str, line: NumbersLine, count: int | None, entries: Sequence[Entry], below: str = ""
) -> GridCell:
    """A count; what is behind it is a list of pupils."""
    text = words.NOTHING if count is None else str(count)
    return GridCell(
        text,
        below,
        told=f"{line.name}, {what}: {text}",
        tone="text" if count else "muted",
        strong=line.total,
        behind=lambda: Behind(f"{line.name}: {what}", how_many(entries), behind_lines(entries)),
    )


def _quality_cell(line: NumbersLine) -> GridCell:
    if line.figures.verdicts is None:
        return _of_line(words.QUALITY, line, GOOD)
    passed, failed = line.figures.verdicts
    if not passed + failed:
        return GridCell(words.NOTHING, tone="muted", told=f"{line.name}: {words.NOTHING}")
    name = _(words.OUTCOME_NAMES[Outcome.PASSED])
    text = f"{name} {words.DOT} {passed}/{passed + failed}"
    entries = line.tally.of(Outcome.PASSED, Outcome.FAILED)
    return GridCell(
        text,
        told=f"{line.name}: {text}",
        behind=lambda: Behind(line.name, text, behind_lines(entries)),
    )


def _of_line(name: str, line: NumbersLine, outcomes: tuple[Outcome, ...]) -> GridCell:
    made = share_of(name, line.name, line.tally, outcomes, line.figures)
    return made if not line.total else _bold(made)


def share_cell(
    name: str,
    what: str,
    tally: Tally,
    outcomes: tuple[Outcome, ...],
    rules: IndicatorRules,
    *,
    narrow: bool = False,
) -> GridCell:
    """A share under a narrow column: percent over the counts."""
    return share_of(name, what, tally, outcomes, figures(tally, rules), narrow=narrow)


def share_of(
    name: str,
    what: str,
    tally: Tally,
    outcomes: tuple[Outcome, ...],
    line: Figures,
    *,
    narrow: bool = False,
) -> GridCell:
    """A share with the counts it was made of: quality or progress."""
    found = line.indicators
    good = outcomes == GOOD
    share, count = (found.quality, found.good) if good else (found.progress, found.passing)
    if share is None:
        return GridCell(words.NOTHING, tone="muted", told=f"{what}, {_(name)}: {words.NOTHING}")
    counts = f"{count}/{found.n}"
    title = f"{what}: {_(name)}"
    told = f"{percent(share)} {words.DOT} {counts}"
    return GridCell(
        percent(share) if narrow else told,
        counts if narrow else "",
        told=f"{what}, {_(name)}: {told}",
        behind=lambda: Behind(title, told, behind_lines(tally.of(*outcomes))),
    )


def _mean_cell(
    name: str, line: NumbersLine, mean: Fraction | None, outcomes: tuple[Outcome, ...]
) -> GridCell:
    text = number(mean, 2)
    entries = line.tally.of(*outcomes)
    return GridCell(
        text,
        told=f"{line.name}, {_(name)}: {text}",
        tone="muted" if mean is None else "text",
        strong=line.total,
        behind=lambda: Behind(f"{line.name}: {_(name)}", text, behind_lines(entries)),
    )


def _bold(cell: GridCell) -> GridCell:
    return GridCell(cell.text, cell.below, cell.told, cell.tone, strong=True, behind=cell.behind)


def term_lines(summary: ClassSummary) -> tuple[NumbersLine, ...]:
    """The terms that the chart compares, where there are several."""
    if len(summary.terms) < 2:  # noqa: PLR2004  as the chart has it
        return ()
    return tuple(
        NumbersLine(
            tell(term_title(summary.term.division, one.number)),
            one.tally,
            figures(one.tally, summary.rules),
            total=True,
        )
        for one in summary.terms
    )


def behind_of(line: NumbersLine, part: int) -> Behind:
    """What is behind a number of the chart: a part of a bar, or the share."""
    if not 0 <= part < len(words.CHARTED):
        cell = _of_line(words.QUALITY, line, GOOD)
    else:
        cell = _outcome_cell(words.CHARTED[part], line, forecasts=False)
    return cell.behind() if cell.behind else Behind(line.name, cell.text, ())
