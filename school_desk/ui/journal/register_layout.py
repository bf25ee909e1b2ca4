"""Which columns the grid has, in which order and block, and how wide each one is."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from school_desk.journal.model import (
    VERDICT,
    Column,
    ColumnKey,
    MarkKind,
    RegisterPage,
    Share,
    Work,
)
from school_desk.school.model import PeriodKind


class SectionKind(StrEnum):
    """What stands in a column of the grid."""

    NUMBER = "number"
    NAME = "name"
    LESSON = "lesson"
    UNIT = "unit"
    TERM = "term"
    SHARE = "share"
    PERCENT = "percent"
    MARK = "mark"


NAMES = frozenset({SectionKind.NUMBER, SectionKind.NAME})
WORKS = frozenset({SectionKind.UNIT, SectionKind.TERM})
COMPUTED = frozenset({SectionKind.SHARE, SectionKind.PERCENT, SectionKind.MARK})
RESULTS = WORKS | COMPUTED
TYPED = WORKS | {SectionKind.LESSON}

# ui: pixels at the usual size of type (13 px), wide and compact.
WIDTHS = {
    SectionKind.NUMBER: 30,
    SectionKind.NAME: 188,
    SectionKind.LESSON: 28,
    SectionKind.UNIT: 42,
    SectionKind.TERM: 42,
    SectionKind.SHARE: 44,
    SectionKind.PERCENT: 46,
    SectionKind.MARK: 46,
}
COMPACT_WIDTHS = WIDTHS | {SectionKind.NUMBER: 24, SectionKind.NAME: 150}
PASS_FAIL_WIDTH = 88
FOLDED_WHEN_COMPACT = WORKS | {SectionKind.SHARE}


@dataclass(frozen=True, slots=True)
class Section:
    """One column of the grid: of the list of names, of a lesson, of a work, or computed."""

    kind: SectionKind
    column: Column | None = None
    work: Work | None = None
    share: MarkKind | None = None
    weight: Fraction | None = None
    words: bool = False
    period: PeriodKind = PeriodKind.TERM

    @property
    def typed(self) -> bool:
        """Whether people type here: points, signs, pass or fail."""
        return self.kind in TYPED or self.words

    @property
    def achieved(self) -> bool:
        """Whether it takes «achieved» and «not yet»."""
        return self.column is not None and self.column.achieved

    @property
    def key(self) -> ColumnKey | None:
        """The register's own column, where a person may type."""
        if self.words:
            return VERDICT
        if self.column:
            return self.column.key
        return self.work.key if self.work else None

    @property
    def top(self) -> int:
        """The maximum of points; nothing for what is computed."""
        return self.column.top if self.column else self.work.top if self.work else 0


def sections_of(page: RegisterPage) -> tuple[Section, ...]:
    """All columns of a page from left to right, as on paper."""
    return (
        Section(SectionKind.NUMBER),
        Section(SectionKind.NAME),
        *(Section(SectionKind.LESSON, column=column) for column in page.columns),
        *(Section(_kind_of(work), work=work) for work in page.works),
        *_computed_sections(page),
    )


def width_of(section: Section, *, compact: bool) -> int:
    """The width of a column in pixels at the usual size of type."""
    if section.words:
        return PASS_FAIL_WIDTH
    return (COMPACT_WIDTHS if compact else WIDTHS)[section.kind]


def _kind_of(work: Work) -> SectionKind:
    return SectionKind.TERM if work.kind is MarkKind.TERM_SUMMATIVE else SectionKind.UNIT


def _computed_sections(page: RegisterPage) -> tuple[Section, ...]:
    period = page.head.period.kind
    if page.head.pass_fail:
        return (Section(SectionKind.MARK, words=True, period=period),)
    if page.head.unmarked:
        return ()
    planned = {MarkKind.FORMATIVE, *(work.kind for work in page.works)}
    weights = {share.kind: share.weight for share in _fullest_shares(page)}
    shares = tuple(
        Section(SectionKind.SHARE, share=kind, weight=weights.get(kind))
        for kind in MarkKind
        if kind in planned
    )
    return (
        *shares,
        Section(SectionKind.PERCENT, period=period),
        Section(SectionKind.MARK, period=period),
    )


def _fullest_shares(page: RegisterPage) -> tuple[Share, ...]:
    """The weights of a pupil with every part; a missing part would move the others' weights."""
    return max((row.result.shares for row in page.rows), key=len, default=())
