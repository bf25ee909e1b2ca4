"""School years beside each other on paper: a line for each part of the school and each year."""

from collections.abc import Iterator

from school_desk.documents.plain_table import PlainColumn, PlainTable, PlainValue
from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.journal.desk_model import BY_WORDS, By
from school_desk.journal.year_report_model import YearsCompared, YearsLine
from school_desk.journal.year_report_words import year_notes, year_words

COUNTED = N_("Counts are added; shares are reckoned from the counts and never averaged.")
THEN = PlainColumn(N_("Class then"), 1.1)
COLUMNS = (
    PlainColumn(N_("Pupils"), 1.1),
    PlainColumn(N_("Marks"), 0.9),
    PlainColumn(N_("Quality"), 1, 1, shaded=True),
    PlainColumn(N_("Pass rate"), 1.3, 1, shaded=True),
    PlainColumn(N_("Average"), 1, 2, shaded=True),
)


def years_table(found: YearsCompared, by: By) -> PlainTable:
    """Quality, pass rate and average of the year marks, by part and year."""
    then = (THEN,) if by is By.CLASS else ()
    return PlainTable(
        title=Text(N_("School years compared: {by}"), {"by": Text(BY_WORDS[by])}),
        columns=(
            PlainColumn(BY_WORDS[by], 2.1),
            PlainColumn(N_("School year"), 1.3),
            *then,
            *COLUMNS,
        ),
        rows=tuple(row for line in found.lines for row in _rows(line, found, by)),
        notes=(Text(COUNTED), *year_notes(found, by)),
        empty=N_("There are no year marks yet."),
        signers=(N_("Deputy head"),),
        frozen=1,
    )


def _rows(line: YearsLine, found: YearsCompared, by: By) -> Iterator[tuple[PlainValue, ...]]:
    for year in found.years:
        value = line.values.get(year)
        if value is None:
            continue
        then = (value.label,) if by is By.CLASS else ()
        shares = value.found.quality, value.found.progress, value.found.average
        yield (line.name, year_words(year), *then, value.pupils, value.found.n, *shares)
