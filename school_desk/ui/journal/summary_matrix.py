"""The results of a class as a grid: pupils by subjects, averages and missed lessons beside."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import partial

from school_desk.formats import day_and_month, number
from school_desk.i18n import _
from school_desk.journal import summary_words as words
from school_desk.journal.summary_model import (
    ClassSummary,
    Entry,
    MissedLesson,
    Outcome,
    PupilLine,
    SummaryColumn,
)
from school_desk.ui.journal.summary_behind import (
    GOOD,
    PASSING,
    behind_lines,
    named,
    register_place,
    result_text,
    result_words,
    subject,
)
from school_desk.ui.journal.summary_cells import Behind, Grid, GridCell, GridHead, GridRow
from school_desk.ui.journal.summary_numbers import share_cell
from school_desk.ui.widgets.list_panel import PanelLine

_MARK_WIDTH, _WORD_WIDTH, _AVERAGE_WIDTH, _MISSED_WIDTH = 38, 76, 48, 36
_MATRIX_ROW = 24


def matrix(summary: ClassSummary, *, forecasts: bool) -> Grid:
    """A line for each pupil, a column for each subject; averages and missed lessons beside."""
    heads = (
        *(GridHead(subject(one), _width(n, summary)) for n, one in enumerate(summary.columns)),
        GridHead(_(words.AVERAGE), _AVERAGE_WIDTH, computed=True),
        GridHead(_("Missed in all"), _MISSED_WIDTH, computed=True),
        *(GridHead(_(name), _MISSED_WIDTH, computed=True) for name in words.SIGN_NAMES.values()),
    )
    rows = [_pupil(n, one, summary, forecasts) for n, one in enumerate(summary.lines, start=1)]
    totals = (
        _matrix_total(words.QUALITY, GOOD, summary),
        _matrix_total(words.PROGRESS, PASSING, summary),
    )
    shown = (*rows, *(totals if summary.columns and rows else ()))
    return Grid(_(words.PUPIL), heads, shown, upright=True, row_height=_MATRIX_ROW, names_width=200)


def _width(place: int, summary: ClassSummary) -> int:
    """Words need more room than marks, once there are any."""
    said = summary.column_tally(place).of(Outcome.PASSED, Outcome.FAILED)
    return _WORD_WIDTH if said else _MARK_WIDTH


def _pupil(
    place: int,
    line: PupilLine,
    summary: ClassSummary,
    forecasts: bool,  # noqa: FBT001  handed on from the only switch
) -> GridRow:
    name = line.pupil.name.listed
    average = line.tally.indicators(summary.rules).average
    cells = (
        *(
            result_cell(entry, column, name, forecasts=forecasts)
            for entry, column in zip(line.entries, summary.columns, strict=True)
        ),
        GridCell(
            number(average, 2),
            told=f"{name}, {_(words.AVERAGE)}: {number(average, 2)}",
            behind=partial(_marks_of, line, name),
        ),
        *_missed(line, name, taken=summary.taken),
    )
    note = _(words.LEFT).format(day=day_and_month(line.left)) if line.left else ""
    return GridRow(name, cells, place, note)


def result_cell(
    entry: Entry | None, column: SummaryColumn, name: str, *, forecasts: bool
) -> GridCell:
    """One pupil's result in one subject; Enter goes to the cell of the register."""
    if entry is None or entry.outcome is Outcome.OUTSIDE:
        nowhere = _("no lessons there")
        return GridCell("", told=f"{name}, {subject(column)}: {nowhere}")
    text, tone = result_text(entry, forecasts=forecasts)
    told = f"{name}, {subject(column)}: {result_words(entry, forecasts=forecasts)}"
    return GridCell(
        text,
        told=told,
        tone="warn" if tone else "text" if entry.mark or text != words.NOTHING else "muted",
        strong=entry.mark is not None,
        framed=entry.outcome is Outcome.TWO,
        place=register_place(entry),
    )


def _marks_of(line: PupilLine, name: str) -> Behind:
    entries = [one for one in line.tally.entries if one.mark is not None]
    average = number(Fraction(sum(one.mark or 0 for one in entries), len(entries) or 1), 2)
    shown = average if entries else words.NOTHING
    return Behind(name, f"{_(words.AVERAGE)}: {shown}", behind_lines(entries, by_subject=True))


def _missed(line: PupilLine, name: str, *, taken: bool) -> tuple[GridCell, ...]:
    lists = {_("Missed in all"): line.away} | {
        _(sign_name): line.signs(sign) for sign, sign_name in words.SIGN_NAMES.items()
    }
    return tuple(_missed_cell(what, lessons, name, taken=taken) for what, lessons in lists.items())


def _missed_cell(what: str, lessons: Sequence[MissedLesson], name: str, *, taken: bool) -> GridCell:
    text = str(len(lessons)) if taken else words.NOTHING
    return GridCell(
        text,
        told=f"{name}, {_(words.MISSED)}, {what}: {text}",
        tone="text" if lessons else "muted",
        behind=lambda: Behind(name, f"{_(words.MISSED)}, {what}: {text}", _lessons(lessons)),
    )


def _lessons(lessons: Iterable[MissedLesson]) -> tuple[PanelLine, ...]:
    return tuple(
        PanelLine(
            day_and_month(one.day),
            f"{named(one.subject_names)} {words.DOT} {_(words.SIGN_NAMES[one.sign])}",
        )
        for one in lessons
    )


def _matrix_total(name: str, outcomes: tuple[Outcome, ...], summary: ClassSummary) -> GridRow:
    """The share of each subject under its column, with the counts it was made of."""
    tallies = [
        (subject(column), summary.column_tally(place))
        for place, column in enumerate(summary.columns)
    ]
    cells = [
        share_cell(name, what, tally, outcomes, summary.rules, narrow=True)
        for what, tally in tallies
    ]
    beside = len(words.SIGN_NAMES) + 1
    total = share_cell(
        name, _(words.ALL_SUBJECTS), summary.total, outcomes, summary.rules, narrow=True
    )
    return GridRow(_(name), (*cells, total, *(GridCell("") for _n in range(beside))), total=True)
