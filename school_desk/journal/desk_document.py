"""The deputy's numbers on paper: results by a part of the school, terms compared, works ahead."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from school_desk.documents.plain_table import PlainColumn, PlainTable, PlainValue
from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.journal.desk_model import (
    BY_WORDS,
    By,
    ClassWorks,
    Compared,
    ReportLine,
    SchoolReport,
)
from school_desk.journal.model import MarkKind

SHARES = (
    PlainColumn(N_("Quality"), 1, 1, shaded=True),
    PlainColumn(N_("Pass rate"), 1, 1, shaded=True),
    PlainColumn(N_("Average"), 1, 2, shaded=True),
    PlainColumn(N_("Level of learning"), 1.1, 1, shaded=True),
)
COLUMNS = (
    PlainColumn("", 3.4),
    PlainColumn(N_("Pupils"), 1),
    PlainColumn(N_("Marks"), 1),
    PlainColumn("5", 0.8),
    PlainColumn("4", 0.8),
    PlainColumn("3", 0.8),
    PlainColumn("2", 0.8),
    PlainColumn(N_("Not attested"), 1.1),
    *SHARES,
)
KIND_WORDS = {
    MarkKind.UNIT_SUMMATIVE: N_("unit summative {n}"),
    MarkKind.TERM_SUMMATIVE: N_("term summative"),
}
NOTE = N_("Counts are added; shares are reckoned from the counts and never averaged.")


def report_tables(report: SchoolReport) -> tuple[PlainTable, ...]:
    """The term of the school: one table for each way of putting results together."""
    return tuple(
        PlainTable(
            title=Text(N_("Results of the school, term {n}: {by}"), _facts(report, by)),
            columns=(PlainColumn(BY_WORDS[by], 3.4), *COLUMNS[1:]),
            rows=tuple(_row(line) for line in report.of(by)),
            notes=(Text(NOTE),),
            empty=N_("There are no marks in this term yet."),
            signers=(N_("Deputy head"),),
            landscape=True,
            frozen=1,
        )
        for by in By
    )


def compared_table(found: Sequence[Compared], by: By) -> PlainTable:
    """Quality and pass rate of the parts of the school in several terms."""
    keys = list(dict.fromkeys(key for one in found for key in one.values))
    heads = [Text(N_("{year}, term {n}"), {"year": year, "n": n}) for year, n in sorted(keys)]
    return PlainTable(
        title=Text(N_("Terms compared: quality and pass rate")),
        columns=(
            PlainColumn(BY_WORDS[by], 3),
            *(PlainColumn(head, 1.2, 1) for head in heads for _part in range(2)),
        ),
        rows=tuple((one.name, *_pairs(one, sorted(keys))) for one in found),
        notes=(Text(N_("Of each term first the quality, then the pass rate, in percent.")),),
        empty=N_("There are no marks in these terms yet."),
        signers=(N_("Deputy head"),),
        landscape=True,
        frozen=1,
    )


def works_table(found: Sequence[ClassWorks], number: int) -> PlainTable:
    """The summative works of a term by class and week."""
    mondays = sorted({monday for one in found for monday in one.weeks})
    return PlainTable(
        title=Text(N_("Summative works, term {n}"), {"n": number}),
        columns=(
            PlainColumn(N_("Class"), 1.4),
            *(PlainColumn(monday, 0.9) for monday in mondays),
            PlainColumn(N_("Without a day"), 1.2),
            PlainColumn(N_("Total"), 1, shaded=True),
        ),
        rows=tuple(
            (
                one.label,
                *(len(one.weeks.get(monday, ())) or "" for monday in mondays),
                len(one.undated) or "",
                one.total,
            )
            for one in found
        ),
        above=(Text(N_("Each column is a week, named by its Monday.")),),
        notes=tuple(_crowded(found)),
        empty=N_("The school has no classes yet."),
        landscape=True,
        frozen=1,
    )


def _facts(report: SchoolReport, by: By) -> dict[str, object]:
    return {"n": report.term.number, "by": Text(BY_WORDS[by])}


def _row(line: ReportLine) -> tuple[PlainValue, ...]:
    counts, found = line.marks.counts, line.indicators
    pupils = len(line.pupils.counted)
    marks = (counts.five, counts.four, counts.three, counts.two, counts.not_attested)
    shares = (found.quality, found.progress, found.average, found.sou)
    return (line.name, pupils or "", found.n, *marks, *shares)


def _pairs(one: Compared, keys: Sequence[tuple[str, int]]) -> Iterator[Fraction | None]:
    for key in keys:
        found = one.values.get(key)
        yield from (None, None) if found is None else (found.quality, found.progress)


def _crowded(found: Sequence[ClassWorks]) -> Iterator[Text]:
    for one in found:
        for day, n in (one.crowded or {}).items():
            facts = {"label": one.label, "day": day, "n": n}
            yield Text(N_("{label}, {day}: {n} term summatives on one day, allowed are 3."), facts)
