"""How register pages become a term summary: what counts when, and who belongs on which list."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from school_desk.journal.model import (
    ColumnKey,
    MarkKind,
    PupilRow,
    RegisterPage,
    Standing,
)
from school_desk.journal.past_mark_model import PastMark
from school_desk.journal.summary_model import (
    MARKS,
    OF_MARK,
    ClassSummary,
    Entry,
    ListKind,
    MissedLesson,
    Outcome,
    PupilLine,
    PupilList,
    SummaryColumn,
    Tally,
)
from school_desk.school.model import Period

NOT_ATTESTED = (Standing.PENDING, Standing.MUST_SIT)
FIVE, FOUR, THREE, TWO = 5, 4, 3, 2


def column_of(page: RegisterPage, term: Period, today: date) -> SummaryColumn:
    """A page as a summary of a term shows it; its mark is due in the term its period ends in."""
    head = page.head
    return SummaryColumn(
        group=head.group,
        subject=head.subject,
        class_label=head.class_label,
        subject_names=head.subject_names,
        teacher_name=head.teacher_name,
        period=head.period,
        pass_fail=head.pass_fail,
        due=head.period.terms[-1] == term.number,
        ended=head.closed_on is not None or today > head.period.ends,
        cell=_cell(page, today),
    )


def entry_of(column: SummaryColumn, row: PupilRow, on: date) -> Entry:
    """What a pupil's line of a page counts as."""
    foreseen = row.result.mark if row.result.standing in _FORESEEN else None
    outcome = _outcome(column, row) if row.there_on(on) else Outcome.OUTSIDE
    open_still = outcome in (Outcome.WAITING, Outcome.LATER)
    forecast = foreseen if open_still else None
    return Entry(row.pupil, column, outcome, forecast, row.result.standing)


def entry_from_elsewhere(column: SummaryColumn, row: PupilRow, past: PastMark, on: date) -> Entry:
    """What a mark from elsewhere counts as: the same, and it says so."""
    if not column.due or not row.there_on(on):
        return entry_of(column, row, on)
    if past.mark is not None and past.mark in OF_MARK:
        return Entry(row.pupil, column, OF_MARK[past.mark], elsewhere=True)
    outcome = Outcome.PASSED if past.passed else Outcome.FAILED
    return Entry(row.pupil, column, outcome, elsewhere=True)


def day_of(term: Period, today: date) -> date:
    """The day whose class list counts: today, or the last day of a term that is over."""
    return max(term.starts, min(term.ends, today))


def missed_lessons(
    pages: Iterable[RegisterPage], term: Period
) -> Mapping[int, tuple[MissedLesson, ...]]:
    """By pupil the lessons held with a sign, each hour once, whatever pages it stands on.

    They are those of the attendance sheet: what nobody has noted as held counts in neither.
    """
    pages = tuple(pages)
    held = {
        (column.date, column.key.lesson.slot)
        for page in pages
        for column in page.columns
        if column.held and column.key.lesson is not None
    }
    found: dict[int, dict[tuple[date, int], MissedLesson]] = {}
    for page in pages:
        names = page.head.subject_names
        for row in page.rows:
            hours = found.setdefault(row.pupil.id, {})
            for key, sign in row.signs.items():
                if term.starts <= key.date <= term.ends and (key.date, key.slot) in held:
                    hours[key.date, key.slot] = MissedLesson(key.date, key.slot, names, sign)
    return {pupil: tuple(hours[hour] for hour in sorted(hours)) for pupil, hours in found.items()}


def attendance_taken(pages: Iterable[RegisterPage], term: Period) -> bool:
    """Whether any lesson of the term was noted as held: before that nobody is known as present."""
    return any(
        column.held and term.starts <= column.date <= term.ends
        for page in pages
        for column in page.columns
    )


def worst(line: PupilLine) -> Entry:
    """A pupil by the weakest of all results, as a class's own quality and progress are counted."""
    outcomes = {entry.outcome for entry in line.tally.entries if not _says_nothing(entry)}
    found = next((one for one in _WORST_FIRST if one in outcomes), Outcome.WAITING)
    return Entry(line.pupil, None, Outcome.OUTSIDE if line.left else found)


def pupil_tally(summary: ClassSummary) -> Tally:
    """The pupils of a class counted by their weakest result."""
    return Tally(tuple(worst(line) for line in summary.there))


def pupil_lists(summary: ClassSummary) -> tuple[PupilList, ...]:
    """The lists, each with those who would join it if the forecasts came true."""
    certain = {line.pupil.id: _kinds(line, foreseen=False) for line in summary.there}
    likely = {line.pupil.id: _kinds(line, foreseen=True) for line in summary.there}
    return tuple(
        PupilList(
            kind,
            tuple(one for one in summary.there if kind in certain[one.pupil.id]),
            tuple(
                one
                for one in summary.there
                if kind in likely[one.pupil.id] and kind not in certain[one.pupil.id]
            ),
        )
        for kind in ListKind
    )


def kinds_of_marks(marks: Sequence[int], *, settled: bool = True) -> frozenset[ListKind]:
    """The lists that a set of marks leads to; the good ones only if all is `settled` well.

    >>> sorted(kinds_of_marks((5, 5, 4)))
    [<ListKind.FOURS_AND_FIVES: 'fours_and_fives'>, <ListKind.ONE_FOUR: 'one_four'>]
    """
    found = {ListKind.TWOS} if TWO in marks else set()
    if not marks or not settled:
        return frozenset(found)
    lowest, lowest_once = min(marks), list(marks).count(min(marks)) == 1
    if lowest == FIVE:
        found.add(ListKind.ALL_FIVES)
    if lowest == FOUR:
        found.add(ListKind.FOURS_AND_FIVES)
    if lowest == FOUR and lowest_once:
        found.add(ListKind.ONE_FOUR)
    if lowest == THREE and lowest_once:
        found.add(ListKind.ONE_THREE)
    return frozenset(found)


_FORESEEN = (Standing.MARKED, Standing.FORECAST)
_WORST_FIRST = (
    *(Outcome.TWO, Outcome.NOT_ATTESTED, Outcome.FAILED, Outcome.WAITING),
    *(Outcome.THREE, Outcome.FOUR, Outcome.FIVE),
)


def _outcome(column: SummaryColumn, row: PupilRow) -> Outcome:
    if not column.due:
        return Outcome.LATER
    standing, mark = row.result.standing, row.result.mark
    if standing is Standing.PASS_FAIL:
        if row.verdict is None:
            return Outcome.WAITING
        return Outcome.PASSED if row.verdict else Outcome.FAILED
    if standing is Standing.MARKED and mark is not None:
        return OF_MARK[mark]
    if standing in NOT_ATTESTED and column.ended:
        return Outcome.NOT_ATTESTED
    return Outcome.WAITING


def _cell(page: RegisterPage, today: date) -> ColumnKey | None:
    """Where one looks first: the term's work, else the last work, else the lesson of now."""
    works = [work.key for work in page.works if work.kind is MarkKind.TERM_SUMMATIVE]
    works = works or [work.key for work in page.works]
    past = [column.key for column in page.columns if column.date <= today]
    return next(reversed((*past, *works)), None)


def _says_nothing(entry: Entry) -> bool:
    """A verdict that is not written yet keeps nobody off a list of marks; a failure does."""
    return entry.outcome is Outcome.WAITING and entry.standing is Standing.PASS_FAIL


def _kinds(line: PupilLine, *, foreseen: bool) -> frozenset[ListKind]:
    entries = [entry for entry in line.tally.entries if not _says_nothing(entry)]
    outcomes = {entry.outcome for entry in entries}
    waiting = [entry for entry in entries if entry.outcome is Outcome.WAITING]
    marks = [MARKS[entry.outcome] for entry in entries if entry.outcome in MARKS]
    ahead = [one.forecast for one in waiting if one.forecast is not None] if foreseen else []
    open_still = [one for one in waiting if not foreseen or one.forecast is None]
    bad = {Outcome.NOT_ATTESTED: ListKind.NOT_ATTESTED, Outcome.FAILED: ListKind.FAILED}
    found = {bad[outcome] for outcome in outcomes if outcome in bad}
    return kinds_of_marks((*marks, *ahead), settled=not (found or open_still)) | found


def left_on(rows: Iterable[PupilRow], on: date) -> date | None:
    """The last day of a pupil who is on none of the lists any more."""
    rows = tuple(rows)
    if any(row.there_on(on) for row in rows):
        return None
    return max((row.until for row in rows if row.until), default=None)
