"""Year marks of classes counted like the marks of a term, and school years beside each other."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.journal.desk_model import By, Name, ReportLine
from school_desk.journal.indicators import IndicatorRules
from school_desk.journal.summary_model import (
    OF_MARK,
    ClassSummary,
    Entry,
    Outcome,
    PupilLine,
    SummaryColumn,
)
from school_desk.journal.year_model import ClassYear, Lack, YearCell, YearColumn, YearLine
from school_desk.journal.year_report_model import (
    Papers,
    YearReport,
    YearsCompared,
    YearsLine,
    YearValue,
)
from school_desk.school.model import ClassGroup, Period, PeriodKind
from school_desk.school.year_rules import year_in_words

OPEN = (Outcome.WAITING, Outcome.LATER)
GONE = N_("{label:class} ({year})")

Seats = Mapping[tuple[int, int], int]
"""The teaching group in which a pupil sits, by pupil and subject, where a class is split."""

Teachers = Mapping[tuple[int, int], str]
"""Who teaches, by teaching group and subject."""


@dataclass(frozen=True, slots=True)
class Days:
    """The day whose class list counts (the last of the year, or today); whether the year is over.

    Only then is somebody who still has to write a work not attested.
    """

    on: date
    over: bool


def year_summary(
    year: ClassYear, seats: Seats, teachers: Teachers, rules: IndicatorRules, days: Days
) -> ClassSummary:
    """The year of a class as a summary of a period that holds all of it."""
    on, over = days.on, days.over
    period = Period(PeriodKind.YEAR, 1, on, on, ())
    columns = [
        (place, _column(year, one, group, teachers, period))
        for place, one in enumerate(year.columns)
        for group in one.groups or (0,)
    ]
    return ClassSummary(
        class_group=year.class_group,
        label=year.label,
        language=year.language,
        tutor_name=year.tutor_name,
        term=period,
        columns=tuple(column for _place, column in columns),
        lines=tuple(_line(one, columns, seats, on, over=over) for one in year.lines),
        rules=rules,
        ruleset=year.ruleset,
        taken=False,
        on=on,
    )


def papers_of(years: Iterable[ClassYear], on: date) -> Papers:
    """How many year marks that count stand on papers, by paper; one mark may stand on several."""
    return Counter(
        paper
        for year in years
        for line in year.lines
        if _there(line, on)
        for cell in line.cells
        if cell is not None and cell.year.mark is not None
        for paper in cell.papers
    )


def years_compared(reports: Sequence[YearReport], by: By) -> YearsCompared:
    """The same parts of the school in several years, the earliest report first.

    A class is compared with itself: 6 «А» of a year with 5 «А» of the year before, told by the
    year in which the class began school and by its letter; who wants the same year level asks by
    year level. A class that is there no more has its last label and the year of it.
    """
    values: dict[Hashable, dict[str, YearValue]] = {}
    names: dict[Hashable, Name] = {}
    for report in reversed(reports):
        for line in report.of(by):
            key = _key(line, report)
            names.setdefault(key, _name(line, report, last=report is reports[-1]))
            if line.indicators.n:
                values.setdefault(key, {})[report.year] = _value(line, report)
    order = [key for key in names if key in values]
    if by is By.YEAR_LEVEL:
        order.sort(key=lambda one: int(str(one)))
    papers = {one.year: one.papers for one in reports if one.papers}
    return YearsCompared(
        tuple(one.year for one in reports),
        tuple(YearsLine(by, names[key], values[key]) for key in order),
        papers,
        frozenset(one.year for one in reports if one.on_paper),
    )


def _value(line: ReportLine, report: YearReport) -> YearValue:
    """Parts that cut classes count whoever has a result in them."""
    settled = {one.pupil.id for one in line.marks.counted if one.outcome not in OPEN}
    pupils = len(line.pupils.counted) or len(settled)
    group = _group(line, report)
    return YearValue(pupils, line.indicators, group.label if group else "")


def _key(line: ReportLine, report: YearReport) -> Hashable:
    group = _group(line, report)
    if group is not None:
        return int(report.year[:4]) - group.year_level, group.letter
    return line.year_level if line.by is By.YEAR_LEVEL else str(line.name)


def _name(line: ReportLine, report: YearReport, *, last: bool) -> Name:
    if last or _group(line, report) is None:
        return line.name
    return Text(GONE, {"label": line.name, "year": year_in_words(report.year)})


def _group(line: ReportLine, report: YearReport) -> ClassGroup | None:
    return None if line.class_group is None else report.classes[line.class_group]


def _column(
    year: ClassYear, one: YearColumn, group: int, teachers: Teachers, period: Period
) -> SummaryColumn:
    return SummaryColumn(
        group=group,
        subject=one.subject,
        class_label=year.label,
        subject_names=one.names,
        teacher_name=teachers.get((group, one.subject), ""),
        period=period,
        pass_fail=one.pass_fail,
    )


def _line(
    line: YearLine,
    columns: Sequence[tuple[int, SummaryColumn]],
    seats: Seats,
    on: date,
    *,
    over: bool,
) -> PupilLine:
    there = _there(line, on)
    entries = []
    for place, column in columns:
        cell = line.cells[place]
        seat = seats.get((line.pupil.id, column.subject), column.group)
        own = cell is not None and seat == column.group
        entries.append(
            Entry(line.pupil, column, _outcome(cell, there=there, over=over))
            if own and cell is not None
            else None
        )
    return PupilLine(line.pupil, tuple(entries), left=None if there else line.left)


def _there(line: YearLine, on: date) -> bool:
    return line.left is None or line.left >= on


def _outcome(cell: YearCell, *, there: bool, over: bool) -> Outcome:
    if not there:
        return Outcome.OUTSIDE
    year = cell.year
    if year.mark is not None:
        return OF_MARK[year.mark]
    if year.passed is not None:
        return Outcome.PASSED if year.passed else Outcome.FAILED
    return Outcome.NOT_ATTESTED if over and year.lack is Lack.WAITS else Outcome.WAITING
