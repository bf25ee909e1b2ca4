"""Why a year mark and a final mark are what they are: line by line, with the act behind each."""

from collections.abc import Iterator
from fractions import Fraction

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.journal.facts import Fact
from school_desk.journal.model import Standing
from school_desk.journal.rule_values import value_text
from school_desk.journal.rule_words import fact_name, value_words
from school_desk.journal.ruleset import HUNDRED, RuleSet, YearInput, YearSettings
from school_desk.journal.year_model import (
    EXAM_WORDS,
    ExamKind,
    FinalWay,
    Lack,
    MarkSource,
    PeriodMark,
    YearCell,
    YearColumn,
)

SOURCES = {
    MarkSource.CLOSED: N_("closed"),
    MarkSource.LIVE: N_("page still open"),
    MarkSource.PAST: N_("from another school: {paper}"),
    MarkSource.NONE: N_("no page"),
}
STANDINGS = {
    Standing.PENDING: N_("temporarily not attested"),
    Standing.MUST_SIT: N_("must still sit a work"),
    Standing.FORECAST: N_("works still to come"),
}
PERIOD = N_("{period}: {mark} ({source})")
MEAN = N_("Mean of the marks: {sum} : {n} = {mean}")
ROUNDED = N_("Year mark: {mean} → {mark}, a half goes up")
WAITS = N_("There is no year mark: a work must be settled first.")
MISSING = N_("There is no year mark yet: a term has no mark.")
EXAM = N_("{kind}: {mark}")
EXAM_POINTS = N_("{kind}: {points} of {top} → {mark}")
WITH_EXAM = N_("Final mark: {rest} % × {year} + {weight} % × {exam} = {value} → {mark}")
WITH_WORK = N_("Final mark: ({year} + {work}) : 2 = {value} → {mark}")
FINAL_IS_YEAR = N_("Final mark: there is no exam, so it is the year mark.")
FACT = N_("{name}: {value} ({act})")
ACT = N_("Order No. {number}")
PARAGRAPH = N_("Order No. {number}, paragraph {paragraph}")
OPEN_FACT = N_("to be checked")
VERDICT = {True: N_("pass"), False: N_("fail")}


def explain_year(
    column: YearColumn, cell: YearCell, rules: RuleSet, settings: YearSettings
) -> tuple[Text, ...]:
    """Every line, from the marks of the terms down to the acts."""
    return (
        *_periods(column, cell),
        *_year(cell),
        *_exams(cell),
        *_final(cell, settings),
        *(_fact(rules.facts[key], rules) for key in _keys(cell)),
    )


def _periods(column: YearColumn, cell: YearCell) -> Iterator[Text]:
    titles = {period.key: period.title for period in column.periods}
    for one in cell.periods:
        facts = {
            "period": titles.get(one.period, Text(one.period)),
            "mark": _said(one),
            "source": _source(one),
        }
        yield Text(PERIOD, facts)


def _said(one: PeriodMark) -> object:
    if one.mark is not None:
        return one.mark
    if one.passed is not None:
        return Text(VERDICT[one.passed])
    return Text(STANDINGS[one.standing]) if one.standing in STANDINGS else "—"


def _source(one: PeriodMark) -> Text:
    return Text(SOURCES[one.source], {"paper": one.paper})


def _year(cell: YearCell) -> Iterator[Text]:
    year = cell.year
    if year.lack is not None:
        yield Text(WAITS if year.lack is Lack.WAITS else MISSING)
    if year.mean is not None:
        total = " + ".join(map(str, year.marks))
        yield Text(MEAN, {"sum": total, "n": len(year.marks), "mean": year.mean})
        yield Text(ROUNDED, {"mean": year.mean, "mark": year.mark})


def _exams(cell: YearCell) -> Iterator[Text]:
    for kind in ExamKind:
        result = cell.exams.get(kind)
        if result is not None:
            facts = {"kind": Text(EXAM_WORDS[kind]), "mark": result.mark}
            points = {"points": result.points, "top": result.top}
            yield Text(EXAM if result.top is None else EXAM_POINTS, {**facts, **points})


def _final(cell: YearCell, settings: YearSettings) -> Iterator[Text]:
    final, year = cell.final, cell.year
    if final.mark is None or year.mean is None:
        return
    shown = {"value": final.value, "mark": final.mark, "year": year.mark}
    if final.way is FinalWay.EXAM:
        exam = cell.exams.get(ExamKind.RESIT) or cell.exams[ExamKind.EXAM]
        weight = settings.exam_weight
        source = year.mean if settings.year_input is YearInput.MEAN else Fraction(year.mark or 0)
        facts = {"weight": weight, "rest": HUNDRED - weight, "exam": exam.mark, "year": source}
        yield Text(WITH_EXAM, {**shown, **facts})
    elif final.way is FinalWay.YEAR:
        yield Text(FINAL_IS_YEAR)
    else:
        kinds = {FinalWay.YEAR_WORK: ExamKind.YEAR_WORK, FinalWay.EXTRA_WORK: ExamKind.EXTRA_WORK}
        yield Text(WITH_WORK, {**shown, "work": cell.exams[kinds[final.way]].mark})


def _keys(cell: YearCell) -> Iterator[str]:
    """The facts of the rules that had a say."""
    yield "year_mark"
    if cell.past:
        yield "year_past_marks"
    if cell.year.lack is Lack.MISSING:
        yield "year_missing_period"
    if cell.final.way is FinalWay.EXAM:
        yield "exam_weight"
        yield "year_input"


def _fact(fact: Fact, rules: RuleSet) -> Text:
    act = Text(ACT, {"number": rules.law.number})
    if fact.paragraph:
        act = Text(PARAGRAPH, {"number": rules.law.number, "paragraph": fact.paragraph})
    if fact.to_check:
        act = Text(OPEN_FACT)
    value = value_words(fact, value_text(fact, fact.value))
    return Text(FACT, {"name": fact_name(fact, {}), "value": value, "act": act})
