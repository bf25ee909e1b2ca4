"""A pupil's way on paper: a line for each subject, a column for each year, this year's terms."""

from collections.abc import Iterator

from school_desk.documents.plain_table import PlainColumn, PlainTable, PlainValue
from school_desk.errors import N_
from school_desk.i18n import Spelled, Text
from school_desk.journal.path_model import Path, PathYear
from school_desk.journal.path_words import event_texts, paper_texts, year_text
from school_desk.journal.year_model import PeriodMark, YearCell

NOTE = N_(
    "The mark of a year is its final mark: the year mark, or what exam or work for the year made "
    "of it. Marks on papers of other schools count."
)
VERDICTS = {True: N_("pass"), False: N_("fail")}
LINE, TERM = N_("{year}: {what}"), N_("{year}, term {n}")
WIDE = 6
"""From how many columns the paper lies on its side."""


def path_table(path: Path) -> PlainTable:
    """A pupil's final marks by year; a year that is not settled yet has its terms."""
    columns = tuple(column for year in path.years for column in _columns(year))
    return PlainTable(
        title=Text(N_("Path of a pupil: {name}"), {"name": path.pupil.name.full}),
        columns=(PlainColumn(N_("Subject"), 3), *columns),
        rows=tuple(
            (Spelled(names), *(v for year in path.years for v in _values(year, subject)))
            for subject, names in path.subjects.items()
        ),
        above=tuple(_events(path)),
        notes=(Text(NOTE), *paper_texts(path)),
        empty=N_("Nothing is closed or brought in yet for this pupil."),
        signers=(N_("Deputy head"),),
        landscape=len(columns) > WIDE,
        frozen=1,
    )


def _columns(year: PathYear) -> Iterator[PlainColumn]:
    if year.settled:
        yield PlainColumn(year_text(year), 1.2)
        return
    for n in year.numbers:
        yield PlainColumn(Text(TERM, {"year": year_text(year), "n": n}), 1)


def _values(year: PathYear, subject: int) -> Iterator[PlainValue]:
    if year.settled:
        cell = year.cells.get(subject, YearCell())
        mark = cell.final.mark if cell.final.mark is not None else cell.year.mark
        yield _value(mark, passed=cell.year.passed)
        return
    for n in year.numbers:
        one = year.of_term(subject, n) or PeriodMark("")
        yield _value(one.mark, passed=one.passed)


def _value(mark: int | None, *, passed: bool | None) -> PlainValue:
    if mark is not None:
        return mark
    return "" if passed is None else Text(VERDICTS[passed])


def _events(path: Path) -> Iterator[Text]:
    for year in path.years:
        for told in event_texts(year):
            yield Text(LINE, {"year": year_text(year), "what": told})
