"""What may be written at the end of a year: exams where they belong, decisions with their order."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from school_desk.errors import N_, DeskError
from school_desk.i18n import Spelled
from school_desk.journal.year_model import (
    ClassYear,
    Decision,
    ExamKind,
    ExamResult,
    Outcome,
    YearCell,
    YearColumn,
    YearLine,
)
from school_desk.journal.year_rules import LOWEST, read_exam

LONGEST = 40


class NoSuchLineError(DeskError):
    """A pupil or subject that the class does not have."""

    sentence = N_("This pupil has no such subject in the class. Nothing was written.")


class NoExamHereError(DeskError):
    """An exam in a year level or subject without exams."""

    sentence = N_(
        "There is no exam in year {year_level} by the rules of the school. "
        "The rules say which year levels have exams."
    )


class NoTwoError(DeskError):
    """A summative work for the year, where the year mark is no 2."""

    sentence = N_("{subject}: this work is written only where the year mark is 2.")


class FirstWorkMissingError(DeskError):
    """The additional work before the work for the year, or an exam again before the exam."""

    sentence = N_("{subject}: the first result is missing. Type it before the second.")


class SecondResultStandsError(DeskError):
    """The first result taken away while the second stands on it."""

    sentence = N_("{subject}: there is a second result. Take that one away first.")


class OrderMissingError(DeskError):
    """A decision without the order it stands on."""

    sentence = N_("Type the number and the date of the order. Nothing was written.")


FIRST = {ExamKind.RESIT: ExamKind.EXAM, ExamKind.EXTRA_WORK: ExamKind.YEAR_WORK}


def accept_exam(
    year: ClassYear, pupil: int, subject: int, kind: ExamKind, text: str
) -> ExamResult | None:
    """What is typed for a pupil in a subject as a result by the rules of the year, or raise."""
    column, cell = year_cell(year, pupil, subject)
    if year.rules is None:
        raise NoSuchLineError
    result = read_exam(text, year.rules)
    if result is None:
        _accept_taking_away(column, cell, kind)
    else:
        _accept_place(year, column, cell, kind)
    return result


def _accept_taking_away(column: YearColumn, cell: YearCell, kind: ExamKind) -> None:
    if any(first is kind and second in cell.exams for second, first in FIRST.items()):
        raise SecondResultStandsError(subject=Spelled(column.names))


def _accept_place(year: ClassYear, column: YearColumn, cell: YearCell, kind: ExamKind) -> None:
    exams = year.settings.exam_year_levels if year.settings else ()
    if kind in (ExamKind.EXAM, ExamKind.RESIT):
        if year.year_level not in exams:
            raise NoExamHereError(year_level=year.year_level)
    elif cell.year.mark != LOWEST:
        raise NoTwoError(subject=Spelled(column.names))
    if kind in FIRST and FIRST[kind] not in cell.exams:
        raise FirstWorkMissingError(subject=Spelled(column.names))


def year_cell(year: ClassYear, pupil: int, subject: int) -> tuple[YearColumn, YearCell]:
    """A pupil in a subject, or raise."""
    line = next((one for one in year.lines if one.pupil.id == pupil), None)
    for column, cell in zip(year.columns, line.cells if line else (), strict=False):
        if column.subject == subject and cell is not None:
            return column, cell
    raise NoSuchLineError


def due(year: ClassYear) -> tuple[YearLine, ...]:
    """Who waits for a decision that is proposed: settled, undecided, there when the year ended."""
    return tuple(
        line
        for line in year.lines
        if line.decision.outcome is None
        and line.proposal.outcome is not Outcome.OPEN
        and line.left is None
    )


def as_proposed(
    year: ClassYear, order_number: str, order_date: date | None
) -> Mapping[int, Decision]:
    """A decision as proposed for everybody who is due; an award and a note stay as they are."""
    return {
        line.pupil.id: replace(
            line.decision,
            outcome=line.proposal.outcome,
            order_number=order_number,
            order_date=order_date,
        )
        for line in due(year)
    }


def accept_decisions(year: ClassYear, decided: Mapping[int, Decision]) -> Mapping[int, Decision]:
    """Decisions as they are kept, or raise: each with the order that a person typed."""
    known = {line.pupil.id for line in year.lines}
    if not decided.keys() <= known:
        raise NoSuchLineError
    return {pupil: _accepted(one) for pupil, one in decided.items()}


def _accepted(one: Decision) -> Decision:
    tidy = replace(
        one,
        order_number=" ".join(one.order_number.split())[:LONGEST],
        award_order=" ".join(one.award_order.split())[:LONGEST],
        note=" ".join(one.note.split()),
    )
    if tidy.outcome is not None and not (tidy.order_number and tidy.order_date):
        raise OrderMissingError
    if tidy.award is not None and not tidy.award_order:
        raise OrderMissingError
    return tidy
