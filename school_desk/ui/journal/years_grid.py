"""School years side by side as a grid: parts of the school down, four numbers for each year."""

from school_desk.errors import N_
from school_desk.formats import NOTHING, class_words, number
from school_desk.i18n import Spelled, Text, _, current, ngettext, tell
from school_desk.journal.desk_model import BY_WORDS, By, Name
from school_desk.journal.year_report_model import YearsCompared, YearsLine, YearValue
from school_desk.journal.year_report_words import notes_of, year_words
from school_desk.ui.journal.summary_cells import Grid, GridCell, GridGroup, GridHead, GridRow

HEADS = ((N_("Pupils"), 74), (N_("Quality"), 74), (N_("Pass rate"), 86), (N_("Average"), 66))
NAMES_WIDTH, ROW_HEIGHT, TWO_LINES = 200, 28, 40


def years_grid(found: YearsCompared, by: By) -> Grid:
    """The latest year at the right; what a class was called then stands below its pupils."""
    return Grid(
        _(BY_WORDS[by]),
        tuple(GridHead(_(words), width) for _year in found.years for words, width in HEADS),
        tuple(GridRow(name_words(line.name), tuple(_cells(line, found))) for line in found.lines),
        row_height=TWO_LINES if by is By.CLASS else ROW_HEIGHT,
        names_width=NAMES_WIDTH,
        groups=tuple(
            GridGroup(year_words(year), len(HEADS), tuple(map(tell, notes_of(found, year))))
            for year in found.years
        ),
    )


def name_words(name: Name) -> str:
    """What a part of the school is called in the reader's language."""
    if isinstance(name, Text):
        return tell(name)
    return name.within(current()) if isinstance(name, Spelled) else class_words(name)


def _cells(line: YearsLine, found: YearsCompared) -> list[GridCell]:
    return [cell for year in found.years for cell in _of_year(line, year)]


def _of_year(line: YearsLine, year: str) -> list[GridCell]:
    value = line.values.get(year)
    texts = (NOTHING,) * len(HEADS) if value is None else _texts(value)
    then = class_words(value.label) if value and value.label else ""
    where = f"{year_words(year)}, {then}" if then else year_words(year)
    counted = "" if value is None else f" ({_marks(value.found.n)})"
    return [
        GridCell(
            text,
            below=then if place == 0 else "",
            told=f"{name_words(line.name)}, {where}: {_(words)} {text}{counted}",
            tone="muted" if value is None else "text",
            strong=place == 1 and value is not None,
        )
        for place, ((words, _width), text) in enumerate(zip(HEADS, texts, strict=True))
    ]


def _texts(value: YearValue) -> tuple[str, ...]:
    shares = value.found
    return (
        str(value.pupils),
        number(shares.quality, 1),
        number(shares.progress, 1),
        number(shares.average, 2),
    )


def _marks(n: int) -> str:
    return ngettext("{n} year mark", "{n} year marks", n).format(n=n)
