"""Term summaries as grids of cells for the screen: results, indicators, lists."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from school_desk.errors import N_
from school_desk.formats import class_words, day_and_month, number, percent
from school_desk.i18n import _, current, ngettext
from school_desk.journal import summary_words as words
from school_desk.journal.indicators import Counts, IndicatorRules
from school_desk.journal.model import Standing
from school_desk.journal.summary_model import (
    ClassSummary,
    Entry,
    MissedLesson,
    Outcome,
    PupilLine,
    PupilList,
    SummaryColumn,
    Tally,
    TeacherSummary,
)
from school_desk.journal.summary_rules import pupil_lists, pupil_tally
from school_desk.journal.summary_words import Figures, figures
from school_desk.ui.journal.summary_cells import Behind, Grid, GridCell, GridHead, GridRow
from school_desk.ui.screen import Place
from school_desk.ui.widgets.list_panel import PanelLine

REGISTER = "register"
_MARK_WIDTH, _WORD_WIDTH, _AVERAGE_WIDTH, _MISSED_WIDTH = 38, 76, 48, 36
_MATRIX_ROW, _FIGURE_ROW = 24, 30
_COUNT_WIDTH, _WAITING_WIDTH, _SHARE_WIDTH, _MEAN_WIDTH = 44, 104, 100, 72
_GOOD = (Outcome.FIVE, Outcome.FOUR)
_PASSING = (*_GOOD, Outcome.THREE)
_MARKED = (*_PASSING, Outcome.TWO)


@dataclass(frozen=True, slots=True)
class NumbersLine:
    """A line of numbers with the results behind it; `name` is what stands at its left."""

    name: str
    tally: Tally
    figures: Figures
    total: bool = False


# Pupils by subjects


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
        _matrix_total(words.QUALITY, _GOOD, summary),
        _matrix_total(words.PROGRESS, _PASSING, summary),
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
    text, tone = _result_text(entry, forecasts=forecasts)
    told = f"{name}, {subject(column)}: {result_words(entry, forecasts=forecasts)}"
    return GridCell(
        text,
        told=told,
        tone="warn" if tone else "text" if entry.mark or text != words.NOTHING else "muted",
        strong=entry.mark is not None,
        framed=entry.outcome is Outcome.TWO,
        place=register_place(entry),
    )


def _result_text(entry: Entry, *, forecasts: bool) -> tuple[str, bool]:
    """What the cell shows, and whether it wants a look."""
    if entry.mark is not None:
        return str(entry.mark), False
    if entry.outcome in (Outcome.PASSED, Outcome.FAILED):
        return _(words.OUTCOME_NAMES[entry.outcome]), False
    if entry.outcome is Outcome.NOT_ATTESTED:
        return _(words.NOT_ATTESTED_SHORT), True
    if forecasts and entry.forecast is not None:
        return f"{words.FORECAST}{entry.forecast}", True
    return words.NOTHING, False


def result_words(entry: Entry, *, forecasts: bool) -> str:
    """A result said in words."""
    if entry.mark is not None:
        return str(entry.mark)
    foreseen = f", {words.FORECAST} {entry.forecast}" if forecasts and entry.forecast else ""
    if entry.outcome in (Outcome.WAITING, Outcome.NOT_ATTESTED) and entry.standing in _WHY:
        return _(_WHY[entry.standing]) + foreseen
    return _(words.OUTCOME_NAMES[entry.outcome]) + foreseen


_WHY = {
    Standing.PENDING: N_("Temporarily not attested"),
    Standing.MUST_SIT: N_("Planned work not written: no mark until it is settled"),
}


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


# Numbers


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
        _of_line(words.PROGRESS, line, _PASSING),
        _mean_cell(words.AVERAGE, line, found.average, _MARKED),
        *(
            (_mean_cell(words.SOU, line, found.sou, (*_MARKED, Outcome.NOT_ATTESTED)),)
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


def how_many(entries: Sequence[Entry]) -> str:
    """How many results, and of how many pupils."""
    pupils = len({entry.pupil.id for entry in entries})
    told = ngettext("{n} pupil", "{n} pupils", pupils).format(n=pupils)
    return told if pupils == len(entries) else f"{len(entries)} {words.DOT} {told}"


def foreseen(counts: Counts) -> str:
    """How many of which mark are foreseen.

    >>> foreseen(Counts(five=3, four=0, three=2))
    '≈ 5×3 3×2'
    """
    marks = {5: counts.five, 4: counts.four, 3: counts.three, 2: counts.two}
    told = " ".join(f"{mark}×{count}" for mark, count in marks.items() if count)
    return f"{words.FORECAST} {told}" if told else ""


def _quality_cell(line: NumbersLine) -> GridCell:
    if line.figures.verdicts is None:
        return _of_line(words.QUALITY, line, _GOOD)
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
    good = outcomes == _GOOD
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


# Lists


def lists_grid(summary: ClassSummary, *, forecasts: bool) -> Grid:
    """A line for each list: how many, and who."""
    heads = (GridHead(_(words.COUNT), 90, computed=True), GridHead(_(words.PUPILS), 0))
    rows = tuple(_list_row(one, forecasts=forecasts) for one in pupil_lists(summary))
    return Grid(_(words.LIST), heads, rows, row_height=44, names_width=230, wraps=True)


def _list_row(one: PupilList, *, forecasts: bool) -> GridRow:
    name = _(words.LIST_NAMES[one.kind])
    ahead = one.likely if forecasts else ()
    names = [line.pupil.name.listed for line in one.certain]
    names += [f"{words.FORECAST} {line.pupil.name.listed}" for line in ahead]
    said = ", ".join(names) or words.NOTHING
    more = f"{words.FORECAST} +{len(ahead)}" if ahead else ""
    open_list: Callable[[], Behind] = partial(_listed, one, name, ahead)
    count = GridCell(
        str(len(one.certain)),
        more,
        told=f"{name}: {len(one.certain)}",
        strong=True,
        tone="text" if one.certain else "muted",
        behind=open_list,
    )
    people = GridCell(
        said,
        told=f"{name}: {said}",
        tone="text" if names else "muted",
        behind=open_list,
    )
    return GridRow(name, (count, people))


def _listed(one: PupilList, name: str, ahead: Sequence[PupilLine]) -> Behind:
    lines = [
        PanelLine(line.pupil.name.listed, marks_words(line), pupil=line.pupil.id)
        for line in one.certain
    ]
    note = _(words.IF_FORECASTS)
    lines += [
        PanelLine(f"{words.FORECAST} {line.pupil.name.listed}", note, pupil=line.pupil.id)
        for line in ahead
    ]
    count = len(one.certain)
    told = ngettext("{n} pupil", "{n} pupils", count).format(n=count)
    return Behind(name, told, tuple(lines))


def marks_words(line: PupilLine) -> str:
    """A pupil's marks counted, and the subjects of the weakest unless it is a five."""
    counts = line.tally.counts
    marks = {5: counts.five, 4: counts.four, 3: counts.three, 2: counts.two}
    told = [f"{mark}×{count}" for mark, count in marks.items() if count]
    lowest = min((mark for mark, count in marks.items() if count), default=0)
    weak = [one for one in line.tally.entries if one.mark == lowest and lowest < 5]  # noqa: PLR2004
    open_still = line.tally.of(Outcome.NOT_ATTESTED, Outcome.FAILED)
    subjects = [subject(one.column) for one in (*weak, *open_still) if one.column]
    few = ", ".join(subjects) if len(subjects) <= _FEW else ""
    return " · ".join(filter(None, (" ".join(told), few)))


_FEW = 3


# What all of them share


def behind_lines(entries: Iterable[Entry], *, by_subject: bool = False) -> tuple[PanelLine, ...]:
    """Results as lines of the panel; Enter goes to the cell of the register."""
    entries = tuple(entries)
    alone = len({(one.column.group, one.column.subject) for one in entries if one.column}) == 1
    return tuple(
        _behind_line(entry, by_subject=by_subject, alone=alone and not by_subject)
        for entry in entries
    )


def _behind_line(entry: Entry, *, by_subject: bool, alone: bool) -> PanelLine:
    """The subject is said where there are several."""
    result = result_words(entry, forecasts=True)
    if entry.column is None or alone:
        who = entry.pupil.name.listed
        return PanelLine(who, result, register_place(entry), entry.pupil.id)
    name = subject(entry.column)
    if by_subject:
        return PanelLine(name, result, register_place(entry))
    what = f"{name} {words.DOT} {result}"
    return PanelLine(entry.pupil.name.listed, what, register_place(entry))


def register_place(entry: Entry) -> Place | None:
    """The cell of the register where a result is made."""
    column = entry.column
    if column is None:
        return None
    facts = column.group, column.subject, column.period.term, column.cell, entry.pupil.id
    return Place(REGISTER, facts)


def subject(column: SummaryColumn) -> str:
    """The subject in the reader's language."""
    return named(column.subject_names)


def named(names: Mapping[str, str]) -> str:
    """A name in the reader's language."""
    return names[current()]


def page_name(column: SummaryColumn) -> str:
    """Class and subject."""
    return f"{class_words(column.class_label)} {words.DOT} {subject(column)}"


# The chart


def term_lines(summary: ClassSummary) -> tuple[NumbersLine, ...]:
    """The terms that the chart compares, where there are several."""
    if len(summary.terms) < 2:  # noqa: PLR2004  as the chart has it
        return ()
    return tuple(
        NumbersLine(
            _(words.TERM_NUMBER).format(number=one.number),
            one.tally,
            figures(one.tally, summary.rules),
            total=True,
        )
        for one in summary.terms
    )


def behind_of(line: NumbersLine, part: int) -> Behind:
    """What is behind a number of the chart: a part of a bar, or the share."""
    if not 0 <= part < len(words.CHARTED):
        cell = _of_line(words.QUALITY, line, _GOOD)
    else:
        cell = _outcome_cell(words.CHARTED[part], line, forecasts=False)
    return cell.behind() if cell.behind else Behind(line.name, cell.text, ())
