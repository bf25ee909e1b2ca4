"""A pupil's way through the years as values: marks, exams, papers, decisions, movements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from school_desk.journal.closing_model import terms_of
from school_desk.journal.year_model import Decision, PeriodMark, YearCell
from school_desk.school.model import Pupil
from school_desk.school.movement_model import Movement


@dataclass(frozen=True, slots=True)
class PathYear:
    """A year of a pupil.

    Args:
        label: the class at its end; nothing where the pupil was in none of this file.
        terms: how many terms the year has.
        cells: what came of it, by subject.
        classes: the labels of the classes that the movements name.
    """

    year: str
    label: str
    terms: int
    cells: Mapping[int, YearCell]
    decision: Decision
    movements: tuple[Movement, ...] = ()
    classes: Mapping[int, str] = field(default_factory=dict)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its terms."""
        return tuple(range(1, self.terms + 1))

    def of_term(self, subject: int, number: int) -> PeriodMark | None:
        """The mark that stands in a term: a half-year stands with its second."""
        cell = self.cells.get(subject)
        found = cell.periods if cell else ()
        return next((one for one in found if self._stands_in(one.period) == number), None)

    def terms_of(self, periods: Iterable[str]) -> tuple[int, ...]:
        """The terms in which the marks of some periods stand."""
        return tuple(self._stands_in(one) for one in periods)

    def _stands_in(self, period: str) -> int:
        return (terms_of(period, self.numbers) or self.numbers)[-1]

    @property
    def has_exams(self) -> bool:
        """Whether any exam or work for the year was taken."""
        return any(one.exams for one in self.cells.values())

    @property
    def has_terms(self) -> bool:
        """Whether anything is known of its terms; of a year on paper often nothing is."""
        return any(one.periods for one in self.cells.values())

    @property
    def papers(self) -> tuple[str, ...]:
        """The papers that marks of this year stand on, each once."""
        found = (
            paper
            for cell in self.cells.values()
            for paper in (*(one.paper for one in cell.periods), cell.year.paper, cell.final.paper)
        )
        return tuple(dict.fromkeys(one for one in found if one))

    @property
    def settled(self) -> bool:
        """Whether any year mark or verdict stands."""
        return any(
            one.year.mark is not None or one.year.passed is not None for one in self.cells.values()
        )


@dataclass(frozen=True, slots=True)
class Path:
    """A pupil's way through the school, the earliest year first; subjects in Kazakh order."""

    pupil: Pupil
    years: tuple[PathYear, ...]
    subjects: Mapping[int, Mapping[str, str]]
