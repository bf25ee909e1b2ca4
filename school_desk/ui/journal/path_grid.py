"""A pupil's way as a grid: subjects down, school years across, with terms, year, exam, final."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from school_desk.i18n import _, fill, tell
from school_desk.journal.path_model import Path, PathYear
from school_desk.journal.path_words import event_texts, year_text
from school_desk.journal.year_model import MarkSource, PeriodMark, YearCell
from school_desk.ui.journal.path_words import (
    exam_of,
    exam_told,
    final_told,
    noted,
    papers_of,
    period_told,
    subject_words,
    year_told,
)
from school_desk.ui.journal.summary_cells import (
    Grid,
    GridCell,
    GridGroup,
    GridHead,
    GridRow,
    Tone,
)
from school_desk.ui.journal.year_words import exam_words, mark_words, period_words

TERM_WIDTH, YEAR_WIDTH, EXAM_WIDTH, FINAL_WIDTH = 40, 66, 72, 84
PASS_WIDTH, FAIL_WIDTH = 54, 84
NAMES_WIDTH, ROW_HEIGHT, TWO = 210, 26, 2


@dataclass(frozen=True, slots=True)
class PathColumn:
    """A column of a year: its head, what stands there in a subject."""

    head: GridHead
    cell: Callable[[int], GridCell]


def path_grid(path: Path) -> Grid:
    """All years of a way, the earliest first."""
    papers = papers_of(path)
    years = [(year, tuple(_columns(path, year, papers))) for year in path.years]
    columns = [column for _year, found in years for column in found]
    return Grid(
        _("Subject"),
        tuple(column.head for column in columns),
        tuple(
            GridRow(subject_words(path, subject), tuple(column.cell(subject) for column in columns))
            for subject in path.subjects
        ),
        row_height=ROW_HEIGHT,
        names_width=NAMES_WIDTH,
        groups=tuple(
            GridGroup(tell(year_text(year)), len(found), tuple(map(tell, event_texts(year))))
            for year, found in years
        ),
    )


def _columns(path: Path, year: PathYear, papers: tuple[str, ...]) -> Iterator[PathColumn]:
    def told(subject: int, column: str, words: str) -> str:
        return f"{subject_words(path, subject)}, {tell(year_text(year))}, {column}: {words}"

    def term(number: int) -> Callable[[int], GridCell]:
        def cell(subject: int) -> GridCell:
            one = year.of_term(subject, number)
            title = fill(_("Term {number}"), {"number": number})
            if one is None:
                return GridCell("", told=told(subject, title, _("no mark")))
            text = noted(period_words(one), _paper(one), papers)
            return _mark(text, told(subject, title, period_told(one)), one.mark)

        return cell

    def of_year(subject: int) -> GridCell:
        cell = year.cells.get(subject, YearCell())
        text = noted(mark_words(cell.year.mark, cell.year.passed), cell.year.paper, papers)
        return _mark(text, told(subject, _("Year mark"), year_told(cell, year)), cell.year.mark)

    def exam(subject: int) -> GridCell:
        cell = year.cells.get(subject, YearCell())
        kind = exam_of(cell)
        text = exam_words(cell, kind) if kind else ""
        return GridCell(text, told=told(subject, _("Exam"), exam_told(cell)))

    def final(subject: int) -> GridCell:
        cell = year.cells.get(subject, YearCell())
        text = noted(mark_words(cell.final.mark, cell.year.passed), cell.final.paper, papers)
        words = told(subject, _("Final mark"), final_told(cell, year))
        return _mark(text, words, cell.final.mark, strong=True)

    for number in year.numbers if year.has_terms else ():
        verdicts = [one.passed for s in year.cells if (one := year.of_term(s, number))]
        yield PathColumn(GridHead(str(number), _wide(TERM_WIDTH, verdicts)), term(number))
    verdicts = [cell.year.passed for cell in year.cells.values()]
    yield PathColumn(GridHead(_("Year mark"), _wide(YEAR_WIDTH, verdicts), computed=True), of_year)
    if year.has_exams:
        yield PathColumn(GridHead(_("Exam"), EXAM_WIDTH, computed=True), exam)
    yield PathColumn(GridHead(_("Final mark"), FINAL_WIDTH, computed=True), final)


def _wide(usual: int, verdicts: Iterable[bool | None]) -> int:
    """Words need more room than marks, and «fail» is two words in Kazakh."""
    found = set(verdicts)
    return max(usual, FAIL_WIDTH if False in found else PASS_WIDTH if True in found else 0)


def _paper(one: PeriodMark) -> str:
    return one.paper if one.source is MarkSource.PAST else ""


def _mark(text: str, told: str, mark: int | None, *, strong: bool = False) -> GridCell:
    tone: Tone = "text" if mark is not None else "muted"
    return GridCell(
        text, told=told, tone=tone, strong=strong and mark is not None, framed=mark == TWO
    )
