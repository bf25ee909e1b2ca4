"""What closing stores of a page, what the page still lacks, and what a closed page shows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from school_desk.errors import N_, DeskError
from school_desk.i18n import Spelled, Text
from school_desk.journal.closing_model import (
    PAGE,
    ClosedMark,
    ClosedMarks,
    Gap,
    GapKind,
    PageClosing,
    PageState,
)
from school_desk.journal.model import (
    Column,
    MarkKind,
    PageHead,
    PupilRow,
    RegisterPage,
    Standing,
    TermResult,
    Work,
)
from school_desk.journal.rules import round_half_up, stand_in, term_case, term_result
from school_desk.journal.ruleset import RuleSet, RuleSettings

STORED = N_("This mark was stored when the page was closed.")
STORED_OTHERWISE = N_(
    "This mark was stored when the page was closed, or corrected since: it stands as it is."
)
SHORTEST_REASON, LONGEST_REASON = 3, 500

Over = Callable[[Column], bool]
"""Whether a lesson is over."""


class ReasonMissingError(DeskError):
    """No reason, where one is kept for ever."""

    sentence = N_("Write the reason: it stays in the history. Nothing was changed.")


class ClosingAheadError(DeskError):
    """A period that has not begun."""

    sentence = N_("{page}: this period begins on {date}. It cannot be closed yet.")


class ClosedAlreadyError(DeskError):
    """A page that somebody has closed in the meantime."""

    sentence = N_("{page}: {who} closed it on {date} already. Nothing was changed.")


class NothingLateError(DeskError):
    """Nothing on a closed page was typed late: nothing to decline."""

    sentence = N_("{page}: nothing was typed before it knew of the closing. Nothing was changed.")


class NotClosedError(DeskError):
    """A page that is open: nothing to open again or to correct."""

    sentence = N_("{page}: it is not closed. Change it in the register. Nothing was changed.")


class GapsLeftError(DeskError):
    """Pages with gaps are closed only with a reason; `pages` names each."""

    sentence = N_(
        "{n} pages lack something. Fill them, or write the reason for closing with gaps. "
        "Nothing was closed."
    )

    def __init__(self, pages: tuple[PageClosing, ...]) -> None:
        super().__init__(n=len(pages))
        self.pages = pages


class NothingToCloseError(DeskError):
    """No page of this term is open."""

    sentence = N_("There is nothing to close: every page of this term is closed already.")


class NotOnPageError(DeskError):
    """A pupil for whom the closed page holds nothing."""

    sentence = N_("The closed page has no line for this pupil. Nothing was changed.")


class MarkOffScaleError(DeskError):
    """A mark that the scale does not have."""

    sentence = N_("A mark is one of {marks}, not {mark}. Nothing was changed.")


class NoMarksHereError(DeskError):
    """A mark where the subject ends in pass or fail, or a verdict where it ends in marks."""

    sentence = N_("This page does not end so. Nothing was changed.")


def accept_reason(reason: str) -> str:
    """A reason worth keeping, or raise."""
    said = " ".join(reason.split())[:LONGEST_REASON]
    if len(said) < SHORTEST_REASON:
        raise ReasonMissingError
    return said


def page_name(head: PageHead) -> Text:
    """How people call a page."""
    facts = {"class_label": head.class_label, "subject": Spelled(head.subject_names)}
    return Text(PAGE, facts)


# What is stored


def closed_marks(page: RegisterPage, rules: RuleSet, settings: RuleSettings) -> ClosedMarks:
    """What a page comes to on the day it is closed, by pupil."""
    return {row.pupil.id: closed_mark(page, row, rules, settings) for row in page.rows}


def closed_mark(
    page: RegisterPage, row: PupilRow, rules: RuleSet, settings: RuleSettings
) -> ClosedMark:
    """What a page comes to for one pupil.

    Closing says that no more lessons and works come, so what is there makes the mark; a planned
    work without points leaves it open, as a work that must still be sat.
    """
    result = term_result(term_case(page, row), rules, settings)
    if page.head.pass_fail:
        return ClosedMark(Standing.PASS_FAIL, passed=row.verdict)
    if result.standing is Standing.FORECAST:
        return ClosedMark(Standing.MUST_SIT)
    return ClosedMark(result.standing, result.mark, percent=result.percent)


# What is shown


def stored_rows(
    page: RegisterPage,
    rows: Iterable[PupilRow],
    kept: ClosedMarks,
    rules: RuleSet,
    settings: RuleSettings,
) -> tuple[PupilRow, ...]:
    """The lines of a closed page: the marks as they were stored, whatever the rules say now."""
    return tuple(
        _stored(page, row, kept[row.pupil.id], rules, settings)
        for row in rows
        if row.pupil.id in kept
    )


def _stored(
    page: RegisterPage, row: PupilRow, kept: ClosedMark, rules: RuleSet, settings: RuleSettings
) -> PupilRow:
    """A stored line; its shares are shown where they still explain the stored percent."""
    now = term_result(term_case(page, row), rules, settings)
    same = now.percent == kept.percent and now.mark == kept.mark
    explained = replace(now, standing=kept.standing) if same else TermResult(kept.standing)
    rounded = None if kept.percent is None else round_half_up(kept.percent)
    note = STORED if same else STORED_OTHERWISE
    result = replace(
        explained, percent=kept.percent, rounded=rounded, mark=kept.mark, warnings=(note,)
    )
    return replace(row, result=result, verdict=kept.passed)


# What is missing


def gaps(page: RegisterPage, over: Over) -> tuple[Gap, ...]:
    """What a page still lacks, the worst first."""
    return tuple(gap for gap in _gaps(page, over) if gap.n)


def _gaps(page: RegisterPage, over: Over) -> Iterator[Gap]:
    head = page.head
    there = [row for row in page.rows if row.there_on(head.period.ends)]
    lessons = [column for column in page.columns if column.key.n == 1]
    past = [column for column in lessons if over(column)]
    if not head.unmarked:
        yield from _of_marks(page, there)
        yield from _of_works(page, there)
    yield _on(GapKind.LESSONS_AHEAD, [one for one in lessons if not over(one)])
    yield _on(GapKind.NOT_TAKEN, [one for one in past if not one.held])
    yield _on(GapKind.NO_TOPIC, [one for one in past if not one.topic])


def _of_marks(page: RegisterPage, there: Sequence[PupilRow]) -> Iterator[Gap]:
    if page.head.pass_fail:
        yield _of(GapKind.NO_VERDICT, [row for row in there if row.verdict is None])
        return
    for kind, standings in (
        (GapKind.PENDING, (Standing.PENDING,)),
        (GapKind.MUST_SIT, (Standing.MUST_SIT,)),
        (GapKind.NO_MARK, (Standing.EMPTY,)),
    ):
        yield _of(kind, [row for row in there if row.result.standing in standings])


def _of_works(page: RegisterPage, there: Sequence[PupilRow]) -> Iterator[Gap]:
    lacking = [work for work in page.works if any(_lacks(row, work) for row in there)]
    rows = [row for row in there if any(_lacks(row, work) for work in lacking)]
    yield replace(_of(GapKind.NO_POINTS, rows), n=len(lacking))
    kinds = {work.kind for work in page.works}
    planned = MarkKind.TERM_SUMMATIVE in kinds or not page.head.term_work_due
    yield Gap(GapKind.NO_TERM_WORK, 0 if planned else 1)


def _lacks(row: PupilRow, work: Work) -> bool:
    """Whether a work waits for points of a pupil, with no sign to say why.

    Who came after the work's day lacks it too: it comes with the extract of the other register.
    """
    open_still = row.result.standing is Standing.FORECAST
    return open_still and row.points(work.key) is None and stand_in(work, row) is None


def _of(kind: GapKind, rows: Sequence[PupilRow]) -> Gap:
    return Gap(kind, len(rows), tuple(row.pupil.name.listed for row in rows))


def _on(kind: GapKind, columns: Sequence[Column]) -> Gap:
    return Gap(kind, len(columns), days=tuple(one.date for one in columns))


def state_of(head: PageHead, found: Sequence[Gap], today: date) -> PageState:
    """Where a page stands on its way to the archive."""
    if head.closed_on is not None:
        return PageState.CLOSED
    if head.reopened_on is not None:
        return PageState.REOPENED
    if head.period.ends > today and found:
        return PageState.OPEN
    return PageState.GAPS if found else PageState.READY


def accept_closing(pages: Sequence[PageClosing], reason: str, today: date) -> None:
    """The pages may be closed, with a reason where something is missing; or raise."""
    for one in pages:
        if one.closed_on is not None:
            raise ClosedAlreadyError(page=one.name, who=one.closed_by, date=one.closed_on)
        if one.period.starts > today:
            raise ClosingAheadError(page=one.name, date=one.period.starts)
    lacking = tuple(one for one in pages if one.gaps)
    if lacking and not reason.strip():
        raise GapsLeftError(lacking)
    if lacking:
        accept_reason(reason)


# A single correction


def accept_correction(
    kept: ClosedMark | None, wanted: ClosedMark, rules: RuleSet, *, pass_fail: bool
) -> ClosedMark:
    """What a closed page shall hold for a pupil instead, or raise. The percent stays as it was."""
    if kept is None:
        raise NotOnPageError
    if (wanted.mark is not None and pass_fail) or (wanted.passed is not None and not pass_fail):
        raise NoMarksHereError
    marks = [band.mark for band in rules.scale]
    if wanted.mark is not None and wanted.mark not in marks:
        raise MarkOffScaleError(marks=", ".join(map(str, marks)), mark=wanted.mark)
    if wanted.mark is not None:
        return ClosedMark(Standing.MARKED, wanted.mark, percent=kept.percent)
    standing = Standing.PASS_FAIL if pass_fail else Standing.PENDING
    return ClosedMark(standing, passed=wanted.passed, percent=kept.percent)
