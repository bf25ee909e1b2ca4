"""Put results of classes together by stage, language, subject or teacher; count works by week."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from school_desk.errors import N_
from school_desk.i18n import Spelled, Text
from school_desk.journal.desk_model import (
    By,
    ClassWorks,
    Compared,
    Name,
    PlannedWork,
    ReportLine,
    SchoolReport,
)
from school_desk.journal.indicators import IndicatorRules, Indicators
from school_desk.journal.model import MarkKind
from school_desk.journal.summary_model import ClassSummary, Entry, Tally
from school_desk.journal.summary_rules import pupil_tally
from school_desk.school.calendar import stage_of
from school_desk.school.model import Calendar

STAGE = N_("Classes {first} to {last}")
NO_STAGE = N_("Other classes")
OF_YEAR_LEVEL = N_("Classes of year {year_level}")
WHOLE_SCHOOL = N_("Whole school")
LANGUAGES: Mapping[str, str] = {
    "kk": N_("Kazakh-medium classes"),
    "ru": N_("Russian-medium classes"),
}
OTHER_LANGUAGE = N_("Classes of another language")
TERM_WORKS_A_DAY = 3
"""Not more than three term summatives a day for a class (fact sheet 2.1: found)."""


def report_lines(
    summaries: Sequence[ClassSummary], year_levels: Mapping[int, int], calendar: Calendar
) -> tuple[ReportLine, ...]:
    """Every part of the school with its results; counts are added, means are never averaged."""
    stages = _together(summaries, lambda one: stage_of(calendar, year_levels[one.class_group]))
    languages = _together(summaries, lambda one: one.language)
    lines = [_of_classes(By.SCHOOL, Text(WHOLE_SCHOOL), summaries)] if summaries else []
    lines += [_of_classes(By.STAGE, _stage(stage), found) for stage, found in stages.items()]
    same_age: dict[int, list[ClassSummary]] = defaultdict(list)
    for one in summaries:
        same_age[year_levels[one.class_group]].append(one)
    lines += [_of_year_level(year_level, found) for year_level, found in same_age.items()]
    lines += [
        _of_classes(By.LANGUAGE, Text(LANGUAGES.get(str(one), OTHER_LANGUAGE)), found)
        for one, found in languages.items()
    ]
    lines += [_of_classes(By.CLASS, one.label, [one], one.class_group) for one in summaries]
    return (*lines, *_by_entries(summaries))


def compared(reports: Sequence[SchoolReport], by: By) -> tuple[Compared, ...]:
    """The same parts of the school in several terms, in the order of the latest."""
    values: dict[str, dict[tuple[str, int], Indicators | None]] = {}
    names: dict[str, Name] = {}
    for report in reversed(reports):
        for line in report.of(by):
            key = str(line.name)
            names.setdefault(key, line.name)
            found = line.indicators
            values.setdefault(key, {})[report.year, report.term.number] = found if found.n else None
    return tuple(Compared(by, names[key], found) for key, found in values.items())


def class_works(
    class_group: int, label: str, works: Iterable[PlannedWork], most: int = TERM_WORKS_A_DAY
) -> ClassWorks:
    """The works of a class by week, and the days on which too many term summatives fall."""
    weeks: dict[date, list[PlannedWork]] = defaultdict(list)
    undated: list[PlannedWork] = []
    term_works: dict[date, int] = defaultdict(int)
    for one in sorted(works, key=lambda work: (work.day or date.max, work.number)):
        if one.day is None:
            undated.append(one)
            continue
        weeks[one.day - timedelta(days=one.day.weekday())].append(one)
        term_works[one.day] += one.kind is MarkKind.TERM_SUMMATIVE
    return ClassWorks(
        class_group,
        label,
        {monday: tuple(found) for monday, found in weeks.items()},
        tuple(undated),
        {day: n for day, n in term_works.items() if n > most},
    )


def _together(
    summaries: Sequence[ClassSummary], key: Callable[[ClassSummary], Hashable]
) -> Mapping[Hashable, list[ClassSummary]]:
    found: dict[Hashable, list[ClassSummary]] = defaultdict(list)
    for one in summaries:
        found[key(one)].append(one)
    return found


def _stage(stage: Hashable) -> Text:
    if not isinstance(stage, tuple):
        return Text(NO_STAGE)
    return Text(STAGE, {"first": stage[0], "last": stage[1]})


def _of_classes(
    by: By, name: Name, summaries: Sequence[ClassSummary], class_group: int | None = None
) -> ReportLine:
    marks = Tally(tuple(entry for one in summaries for entry in one.total.entries))
    pupils = Tally(tuple(entry for one in summaries for entry in pupil_tally(one).entries))
    return ReportLine(by, name, marks, pupils, _rules(summaries), class_group)


def _of_year_level(year_level: int, summaries: Sequence[ClassSummary]) -> ReportLine:
    name = Text(OF_YEAR_LEVEL, {"year_level": year_level})
    return replace(_of_classes(By.YEAR_LEVEL, name, summaries), year_level=year_level)


def _by_entries(summaries: Sequence[ClassSummary]) -> tuple[ReportLine, ...]:
    """Subjects and teachers: they cut through classes."""
    subjects: dict[int, list[Entry]] = defaultdict(list)
    teachers: dict[str, list[Entry]] = defaultdict(list)
    names: dict[int, Spelled] = {}
    for entry in (entry for one in summaries for entry in one.total.entries):
        if entry.column is not None:
            names[entry.column.subject] = Spelled(entry.column.subject_names)
            subjects[entry.column.subject].append(entry)
            teachers[entry.column.teacher_name].append(entry)
    rules = _rules(summaries)
    return (
        *(
            ReportLine(By.SUBJECT, names[subject], Tally(tuple(found)), Tally(), rules)
            for subject, found in subjects.items()
        ),
        *(
            ReportLine(By.TEACHER, teacher, Tally(tuple(found)), Tally(), rules)
            for teacher, found in teachers.items()
            if teacher
        ),
    )


def _rules(summaries: Sequence[ClassSummary]) -> IndicatorRules:
    return summaries[0].rules if summaries else IndicatorRules()
