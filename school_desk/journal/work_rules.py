"""What may be done with the parts of a summative work: each accepts a value, or refuses it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count

from school_desk.errors import N_, DeskError
from school_desk.i18n import Text
from school_desk.journal.entry import (
    CellProblem,
    Entry,
    OffPageError,
    PageClosedError,
    PointsTooHighError,
    PointsTooLowError,
    PutMark,
)
from school_desk.journal.model import ImportedWork, MarkKind, PupilRow, RegisterPage, Sitting, Work
from school_desk.journal.work_page_model import Fit, WorkPage
from school_desk.journal.work_parts import (
    Descriptor,
    DescriptorSumError,
    PupilPoints,
    Task,
    read_objectives,
)
from school_desk.journal.works import HIGHEST_TOP
from school_desk.school.texts import as_line

LONGEST_TEXT = 300
MOST_TASKS = 40
HIGHEST_NUMBER = 9

AFTER_PERIOD = N_("This day is after the end of the period: no mark until the work is written.")
LATE_MODERATION = N_("A work is checked again at least a day before marks are entered.")
TOTAL_REPLACED = N_("The total was {old}; by descriptor it is {new} now. Ctrl+Z brings it back.")
DESCRIPTORS_CLEARED = N_("The points by descriptor made another sum, so they were cleared.")


class DescriptorPointsError(DeskError):
    """A descriptor that is worth nothing, or more than a work."""

    sentence = N_("A descriptor is worth from 1 to {highest} points, not {points}.")


class DescriptorInUseError(DeskError):
    """A descriptor (or its task) that pupils already have points for."""

    sentence = N_("Pupils have points for “{text}”. Clear them before it is taken away.")


class DescriptorBelowPointsError(DeskError):
    """A descriptor worth less than what a pupil has for it."""

    sentence = N_("A pupil has {points} points for “{text}”, so it cannot be worth {top}.")


class TooManyTasksError(DeskError):
    """More tasks than a work can have."""

    sentence = N_("A work has at most {most} tasks. Nothing was changed.")


class DescribedTotalError(DeskError):
    """A total that contradicts the points by descriptor."""

    sentence = N_(
        "This pupil has {points} points by descriptor. Change them in the work (Ctrl+Shift+G)."
    )


class SittingDayError(DeskError):
    """A schedule of one's own before the day of the work."""

    sentence = N_("The work was on {date}; the day of the pupil cannot be before it.")


class WorkWrittenError(DeskError):
    """A pupil who has already written the work here."""

    sentence = N_("The pupil already has {points} points for this work. Nothing was changed.")


class ReasonMissingError(DeskError):
    """A decision without its reason."""

    sentence = N_("Write the reason: who decided and when. Nothing was changed.")


class SittingReasonMissingError(DeskError):
    """A schedule of one's own without a reason."""

    sentence = N_("Write why the pupil was absent. Nothing was changed.")


class OnlyTermWorkError(DeskError):
    """Moderation is for term summatives."""

    sentence = N_("Only a term summative can be moderated. Other points are corrected in the cell.")


class NothingToModerateError(DeskError):
    """Moderation of a work that has no points."""

    sentence = N_("The pupil has no points for this work, so there is nothing to moderate.")


class SourceMissingError(DeskError):
    """A work from another school without its extract."""

    sentence = N_("Write the number and date of the extract from the other school's register.")


class WorkNumberError(DeskError):
    """A number that no unit summative has."""

    sentence = N_("The number of a unit summative is between 1 and {highest}.")


def accept_open(page: RegisterPage) -> None:
    """Refuse where the page is closed."""
    if page.head.closed_on is not None:
        raise PageClosedError(who=page.head.closed_by, date=page.head.closed_on)


def accept_tasks(laid: WorkPage, tasks: Sequence[Task], points: PupilPoints) -> tuple[Task, ...]:
    """The tasks as they are kept, or a refusal; their sum may still differ from the maximum.

    Points of pupils hang on a descriptor's number, so numbers stay once there are any; before,
    they are given anew without gaps.
    """
    accept_open(laid.page)
    if len(tasks) > MOST_TASKS:
        raise TooManyTasksError(most=MOST_TASKS)
    kept = tuple(_accept_task(task) for task in tasks)
    if not any(points.values()):
        return tuple(_numbered(kept))
    _accept_changes(laid, kept, points)
    return tuple(_with_stable_numbers(laid, kept))


def accept_points(laid: WorkPage, pupil: int, descriptor: int, points: int | None) -> int | None:
    """The total that a pupil has with these points for a descriptor (its row), or a refusal."""
    if laid.fit is not Fit.FITS:
        raise DescriptorSumError(sum=laid.sum, top=laid.work.top)
    asked = next((one for _task, one in laid.descriptors if one.row == descriptor), None)
    line = laid.line_of(pupil)
    if asked is None or line is None:
        raise OffPageError
    if points is not None and points > asked.points:
        raise PointsTooHighError(top=asked.points, points=points)
    if points is not None and points < 0:
        raise PointsTooLowError(bottom=0, points=points)
    others = {row: n for row, n in line.points.items() if row != descriptor}
    if points is None:
        return sum(others.values()) if others else None
    return sum(others.values()) + points


def replaced_total(before: WorkPage, pupil: int, total: int | None) -> tuple[Text, ...]:
    """What to say where a total without descriptors gives way to their sum."""
    line = before.line_of(pupil)
    if line is None or line.points or line.total in (None, total) or line.imported:
        return ()
    return (Text(TOTAL_REPLACED, {"old": line.total, "new": total}),)


def contradictions(
    entries: Iterable[Entry], described: Mapping[tuple[int, int], int]
) -> tuple[CellProblem, ...]:
    """Totals that contradict the points by descriptor (by work and pupil)."""
    return tuple(
        CellProblem(one.column, one.pupil, DescribedTotalError(points=points))
        for one in entries
        if isinstance(one, PutMark) and one.column.work is not None
        if (points := described.get((one.column.work, one.pupil))) not in (None, one.points)
    )


def accept_sitting(page: RegisterPage, work: Work, pupil: int, sitting: Sitting) -> Sitting:
    """A schedule of one's own for a pupil who has not written a work, or a refusal."""
    accept_open(page)
    row = _row(page, pupil)
    points = row.points(work.key)
    if points is not None:
        raise WorkWrittenError(points=points)
    if work.date is not None and sitting.day < work.date:
        raise SittingDayError(date=work.date)
    reason = _line(sitting.reason)
    if not reason:
        raise SittingReasonMissingError
    return replace(sitting, reason=reason)


def sitting_warnings(page: RegisterPage, sitting: Sitting) -> tuple[str, ...]:
    """What the order says of a day that comes too late (order No. 125: not attested meanwhile)."""
    return (AFTER_PERIOD,) if sitting.day > page.head.period.ends else ()


def accept_moderation(
    page: RegisterPage, work: Work, pupil: int, points: int, reason: str
) -> tuple[int, str]:
    """New points of a term summative with the council's decision (order No. 125, para. 22)."""
    accept_open(page)
    if work.kind is not MarkKind.TERM_SUMMATIVE:
        raise OnlyTermWorkError
    if _row(page, pupil).points(work.key) is None:
        raise NothingToModerateError
    if not 0 <= points <= work.top:
        raise PointsTooHighError(top=work.top, points=points)
    reason = _line(reason)
    if not reason:
        raise ReasonMissingError
    return points, reason


def moderation_warnings(page: RegisterPage, today: date) -> tuple[str, ...]:
    """Less than a day is left before marks are entered at the end of the period (para. 22)."""
    return (LATE_MODERATION,) if today >= page.head.period.ends else ()


def accept_imported(page: RegisterPage, pupil: int, brought: ImportedWork) -> ImportedWork:
    """A work of another school as its extract says it, or a refusal."""
    accept_open(page)
    row = _row(page, pupil)
    term = brought.kind is MarkKind.TERM_SUMMATIVE
    brought = replace(brought, number=1 if term else brought.number, source=_line(brought.source))
    if not 1 <= brought.number <= HIGHEST_NUMBER:
        raise WorkNumberError(highest=HIGHEST_NUMBER)
    if not 1 <= brought.top <= HIGHEST_TOP or not 0 <= brought.points <= brought.top:
        raise PointsTooHighError(top=brought.top, points=brought.points)
    if not brought.source:
        raise SourceMissingError
    ours = (one for one in page.works if (one.kind, one.number) == (brought.kind, brought.number))
    written = [points for one in ours if (points := row.points(one.key)) is not None]
    if written:
        raise WorkWrittenError(points=written[0])
    return brought


def _accept_task(task: Task) -> Task:
    descriptors = tuple(_accept_descriptor(one) for one in task.descriptors)
    return replace(
        task,
        text=_line(task.text),
        criterion=_line(task.criterion),
        objectives=read_objectives(" ".join(task.objectives)),
        descriptors=descriptors,
    )


def _accept_descriptor(one: Descriptor) -> Descriptor:
    if not 1 <= one.points <= HIGHEST_TOP:
        raise DescriptorPointsError(highest=HIGHEST_TOP, points=one.points)
    return replace(one, text=_line(one.text))


def _numbered(tasks: Iterable[Task]) -> Iterator[Task]:
    """Tasks and descriptors by 1, 2, 3; where a row is known by its number, it is a new one."""
    for number, task in enumerate(tasks, start=1):
        descriptors = tuple(
            replace(one, number=n) for n, one in enumerate(task.descriptors, start=1)
        )
        yield replace(task, number=number, descriptors=descriptors)


def _with_stable_numbers(laid: WorkPage, kept: Iterable[Task]) -> Iterator[Task]:
    """Rows that are there keep their numbers; what is added comes after them."""
    known = {task.row: task.number for task in laid.tasks}
    further = count(1 + max(known.values(), default=0))
    for task in kept:
        number = known.get(task.row) or next(further)
        yield replace(task, number=number, descriptors=_stable(laid, task))


def _stable(laid: WorkPage, task: Task) -> tuple[Descriptor, ...]:
    known = {one.row: one.number for old, one in laid.descriptors if old.row == task.row}
    further = count(1 + max(known.values(), default=0))
    return tuple(
        replace(one, number=known.get(one.row) or next(further)) for one in task.descriptors
    )


def _accept_changes(laid: WorkPage, kept: Iterable[Task], points: PupilPoints) -> None:
    """Refuse to take away, or make worth less, what pupils have points for."""
    there = {one.row: one for task in kept for one in task.descriptors if one.row}
    for task, old in laid.descriptors:
        highest = max((mine[old.row] for mine in points.values() if old.row in mine), default=None)
        if highest is None:
            continue
        text = old.text or task.text or str(task.number)
        if old.row not in there:
            raise DescriptorInUseError(text=text)
        if there[old.row].points < highest:
            raise DescriptorBelowPointsError(points=highest, text=text, top=there[old.row].points)


def _row(page: RegisterPage, pupil: int) -> PupilRow:
    row = page.row_of(pupil)
    if row is None:
        raise OffPageError
    return row


def _line(text: str) -> str:
    return as_line(text)[:LONGEST_TEXT].strip()
