"""What a mark on a pupil's way is and where it comes from, in words for the window."""

from school_desk.formats import number
from school_desk.i18n import _, current, fill, tell
from school_desk.journal.closing_model import STANDING_WORDS
from school_desk.journal.path_model import Path, PathYear
from school_desk.journal.year_model import (
    EXAM_WORDS,
    ExamKind,
    FinalWay,
    Lack,
    MarkSource,
    PeriodMark,
    YearCell,
)
from school_desk.ui.journal.year_words import DOT, exam_typed, mark_words, period_words

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
DECIDING = (ExamKind.RESIT, ExamKind.EXAM, ExamKind.EXTRA_WORK, ExamKind.YEAR_WORK)


def papers_of(path: Path) -> tuple[str, ...]:
    """The papers that marks of a way stand on, each once, in the order of the years."""
    return tuple(dict.fromkeys(paper for year in path.years for paper in year.papers))


def noted(text: str, paper: str, papers: tuple[str, ...]) -> str:
    """A mark with the small number of its paper, as the line below the table has them.

    >>> noted("4", "extract 12", ("report", "extract 12")), noted("4", "", ())
    ('4²', '4')
    """
    if not paper:
        return text
    return f"{text}{str(papers.index(paper) + 1).translate(RAISED)}"


def papers_words(papers: tuple[str, ...]) -> str:
    """The papers with their small numbers."""
    numbered = (f"{str(n).translate(RAISED)} {one}" for n, one in enumerate(papers, 1))
    return f" {DOT} ".join(numbered)


def exam_of(cell: YearCell) -> ExamKind | None:
    """Which exam or work counts."""
    return next((kind for kind in DECIDING if kind in cell.exams), None)


def period_told(one: PeriodMark) -> str:
    """A mark of a term and where it comes from."""
    if one.source is MarkSource.PAST:
        return _joined(period_words(one), _on_paper(one.paper))
    if one.mark is None and one.passed is None:
        standing = STANDING_WORDS.get(one.standing)
        return tell(standing) if standing and one.source is not MarkSource.NONE else _("no mark")
    closed = one.source is MarkSource.CLOSED
    where = _("from the closed page") if closed else _("from the page, which is still open")
    return _joined(period_words(one), where)


def year_told(cell: YearCell, year: PathYear) -> str:
    """A year mark and what it was made of."""
    made = cell.year
    words = mark_words(made.mark, made.passed)
    if made.paper:
        return _joined(words, _on_paper(made.paper))
    if made.passed is not None:
        return words
    if made.mark is None:
        return _joined(words, _lacking(cell, year))
    mean = _("the mean of {marks} is {mean}")
    facts = {"marks": ", ".join(map(str, made.marks)), "mean": number(made.mean, 2)}
    return _joined(words, fill(mean, facts))


def exam_told(cell: YearCell) -> str:
    """Every exam and work of a year."""
    found = (f"{_(EXAM_WORDS[kind])}: {exam_typed(cell, kind)}" for kind in cell.exams)
    return ", ".join(found) or _("no exam")


def final_told(cell: YearCell, year: PathYear) -> str:
    """A final mark and how it came about; where there is none, why there is no year mark."""
    final = cell.final
    if final.mark is None:
        return year_told(cell, year)
    words = mark_words(final.mark, cell.year.passed)
    if final.paper:
        return _joined(words, _on_paper(final.paper))
    if final.way is FinalWay.YEAR or final.value is None:
        return _joined(words, _("it is the year mark"))
    exam = exam_of(cell)
    told = _("of the year mark {year} and {exam}: {value}")
    facts = {
        "year": cell.year.mark,
        "exam": f"{_(EXAM_WORDS[exam])} {exam_typed(cell, exam)}" if exam else "",
        "value": number(final.value, 2),
    }
    return _joined(words, fill(told, facts))


def subject_words(path: Path, subject: int) -> str:
    """A subject in the reader's language."""
    names = path.subjects[subject]
    return names.get(current()) or names["kk"]


def _lacking(cell: YearCell, year: PathYear) -> str:
    if cell.year.lack is Lack.WAITS:
        return _("a work must be settled first")
    terms = year.terms_of(cell.year.lacking)
    if not terms:
        return _("not every term has a mark")
    return fill(_("no mark in term {terms}"), {"terms": ", ".join(map(str, terms))})


def _on_paper(paper: str) -> str:
    return fill(_("on paper: {paper}"), {"paper": paper})


def _joined(words: str, why: str) -> str:
    return f"{words} {DOT} {why}"
