"""A small term summary by hand: what each pupil has in each subject, as one would write it."""

from dataclasses import replace
from datetime import date

from school_desk.journal.indicators import IndicatorRules
from school_desk.journal.model import PupilRow, Standing, TermResult
from school_desk.journal.summary_model import ClassSummary, PupilLine, SummaryColumn
from school_desk.journal.summary_rules import entry_of
from school_desk.school.model import Period, PeriodKind, PersonName, Pupil

TERM_1 = Period(PeriodKind.TERM, 1, date(2026, 9, 1), date(2026, 10, 25), (1,))
HALF_1 = Period(PeriodKind.HALF_YEAR, 1, date(2026, 9, 1), date(2026, 12, 31), (1, 2))
AFTER = date(2026, 11, 3)
SUBJECTS = ("Алгебра", "Биология", "География", "Физика")

STANDINGS = {
    "≈": Standing.FORECAST,
    "?": Standing.PENDING,
    "!": Standing.MUST_SIT,
    "·": Standing.EMPTY,
}


def column(name: str = "Алгебра", **facts: object) -> SummaryColumn:
    """A column that is due this term and whose period is over."""
    names = dict.fromkeys(("kk", "ru", "en"), name)
    made = SummaryColumn(1, SUBJECTS.index(name), "7 «А»", names, "Г. Серікқызы", TERM_1)
    return replace(made, **{"due": True, "ended": True, **facts})  # type: ignore[arg-type]


def row(text: str, pupil: Pupil, **facts: object) -> PupilRow:
    """A line of a page: "5" is a mark, "≈4" a forecast, "?" pending, "!" must be sat."""
    standing = STANDINGS.get(text[:1], Standing.MARKED)
    digits = text.lstrip("".join(STANDINGS))
    result = TermResult(standing, mark=int(digits) if digits else None)
    return replace(PupilRow(pupil), result=result, **facts)  # type: ignore[arg-type]


def pupil(number: int) -> Pupil:
    return Pupil(number, PersonName("Оқушы", f"{number:02}"))


def summary(*lines: str, rules: IndicatorRules | None = None, ended: bool = True) -> ClassSummary:
    """A class whose pupils have these results, a text for each: "5 5 ≈4", "3 ? 5"."""
    width = max((len(line.split()) for line in lines), default=0)
    columns = tuple(column(name, ended=ended) for name in SUBJECTS[:width])
    return ClassSummary(
        class_group=5,
        label="7 «А»",
        language="kk",
        tutor_name="Сейіт Гүлнар Серікқызы",
        term=TERM_1,
        columns=columns,
        lines=tuple(_line(n, line, columns) for n, line in enumerate(lines, start=1)),
        rules=rules or IndicatorRules(),
        ruleset="kz-2025",
        taken=True,
        on=AFTER,
    )


def _line(number: int, line: str, columns: tuple[SummaryColumn, ...]) -> PupilLine:
    who = pupil(number)
    cells = zip(columns, line.split(), strict=True)
    return PupilLine(who, tuple(entry_of(one, row(text, who), TERM_1.ends) for one, text in cells))
