"""What another decision about the rules would change: the marks of pupils, before and after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from school_desk.journal.model import PageHead, PupilRow, RegisterPage, Standing
from school_desk.school.model import Period, PersonName


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a pupil's line ends in; `passed` where it is pass or fail."""

    standing: Standing
    mark: int | None = None
    passed: bool | None = None

    @property
    def counts(self) -> bool:
        """Whether it stands in the register: a mark, or pass or fail; a forecast does not."""
        return self.standing is Standing.MARKED or self.passed is not None


@dataclass(frozen=True, slots=True)
class Effect:
    """One pupil's mark in one subject that would be another."""

    class_label: str
    year_level: int
    subject_names: Mapping[str, str]
    period: Period
    pupil: PersonName
    before: Outcome
    after: Outcome

    @property
    def counts(self) -> bool:
        """Whether a mark that counts is touched; if not, it is a forecast or a state."""
        return self.before.counts or self.after.counts


@dataclass(frozen=True, slots=True)
class Preview:
    """All that a decision would change. `turned`: pages that end or run otherwise."""

    effects: tuple[Effect, ...] = ()
    turned: int = 0
    pages: int = 0
    unreadable: int = 0

    @property
    def marks(self) -> int:
        """How many marks that count would be others."""
        return sum(one.counts for one in self.effects)

    @property
    def others(self) -> int:
        """How many forecasts and states would be others."""
        return len(self.effects) - self.marks


def outcome_of(row: PupilRow) -> Outcome:
    """What a line ends in."""
    standing = row.result.standing
    passed = row.verdict if standing is Standing.PASS_FAIL else None
    return Outcome(standing, row.result.mark, passed)


def effects_of(before: RegisterPage, after: RegisterPage) -> Iterator[Effect]:
    """The pupils whose line would end in something else."""
    head, rows = before.head, {row.pupil.id: row for row in after.rows}
    for row in before.rows:
        other = rows.get(row.pupil.id)
        old, new = outcome_of(row), outcome_of(other) if other else Outcome(Standing.EMPTY)
        if old != new:
            yield Effect(
                head.class_label,
                head.year_level,
                head.subject_names,
                head.period,
                row.pupil.name,
                old,
                new,
            )


def turns(before: PageHead, after: PageHead) -> bool:
    """Whether the page itself would be another: its period, its end, what its cells take."""
    return _nature(before) != _nature(after)


def _nature(head: PageHead) -> tuple[object, ...]:
    return head.period.key, head.pass_fail, head.unmarked, head.scale, head.term_work_due
