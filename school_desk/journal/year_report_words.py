"""What is said of years that are compared, for screen and paper: classes then, papers."""

from collections.abc import Iterator

from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.journal.desk_model import By
from school_desk.journal.year_report_model import Papers, YearsCompared
from school_desk.school.year_rules import year_in_words

FROM_PAPERS = N_("{year}, year marks that stand on papers: {n} ({papers}).")
ONLY_PAPERS = N_(
    "{year} is not in this file: its marks are those that pupils who are still here have on paper."
)
COHORT = N_("A class is compared with itself: 6 «А» of a year with 5 «А» of the year before.")
MOST_PAPERS = 3


def year_notes(found: YearsCompared, by: By) -> tuple[Text, ...]:
    """Where marks come from that are not of the registers here, and with whom a class is held."""
    cohort = (Text(COHORT),) if by is By.CLASS else ()
    return (*cohort, *(note for year in found.years for note in notes_of(found, year)))


def notes_of(found: YearsCompared, year: str) -> Iterator[Text]:
    """What is told of the marks of one year."""
    words = year_words(year)
    if year in found.on_paper:
        yield Text(ONLY_PAPERS, {"year": words})
    if year in found.papers:
        papers = found.papers[year]
        facts = {"n": sum(papers.values()), "papers": _listed(papers)}
        yield Text(FROM_PAPERS, {"year": words, **facts})


def year_words(year: str) -> str:
    """A school year as people write it."""
    return year_in_words(year)


def _listed(papers: Papers) -> str:
    """The papers that most marks stand on, each with how many."""
    most = sorted(papers.items(), key=lambda one: (-one[1], one[0]))
    told = [f"{paper} – {n}" for paper, n in most[:MOST_PAPERS]]
    return "; ".join((*told, *(("…",) if len(most) > MOST_PAPERS else ())))
