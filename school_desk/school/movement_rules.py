"""Whether a pupil may move: never in two classes on one day, never out before in."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from school_desk.errors import N_, DeskError
from school_desk.school.model import Calendar
from school_desk.school.movement_model import Movement, MovementKind, NewMovement, Placing, Stretch
from school_desk.school.stay_rules import DAY
from school_desk.school.texts import as_line

END_OF_SUMMER = (8, 31)


class DayOutsideYearError(DeskError):
    """A day that is not of this school year."""

    sentence = N_(
        "{date} is not in this school year: it goes from {first} to {last}. Change the day."
    )


class BeforeArrivalError(DeskError):
    """A movement before the pupil came."""

    sentence = N_("{name} came on {since}: nothing can be noted on {date}. Change the day.")


class AlreadyHereError(DeskError):
    """An arrival of someone who is there."""

    sentence = N_("{name} is in {label:class} on {date} already. Move the pupil instead.")


class AlreadyLeftError(DeskError):
    """A departure (or a move) of someone who has left."""

    sentence = N_("{name} has left: the last day was {until}. Note the return first.")


class LaterMovementError(DeskError):
    """A movement before another one that stands already."""

    sentence = N_(
        "{name} has a later movement, on {other}. Take that one back first, or change the day."
    )


class SameClassError(DeskError):
    """A move to the class in which the pupil is."""

    sentence = N_("{name} is in {label:class} already. Choose another class.")


class NeverHereError(DeskError):
    """A return, a move or a departure of someone who was in no class."""

    sentence = N_("{name} was in no class of this school yet. Enrol the pupil first.")


class HereBeforeError(DeskError):
    """An enrolment of someone who was in this school before."""

    sentence = N_("{name} was in this school before. Note a return instead of an enrolment.")


class ClassMissingError(DeskError):
    """An arrival or a move that does not say where to."""

    sentence = N_("To which class? Choose it. Nothing was written.")


class OrderHalfError(DeskError):
    """An order with a number and no date, or the other way round."""

    sentence = N_("An order has a number and a date. Give both, or leave both for later.")


class OnlyLastMovementError(DeskError):
    """A movement that others follow cannot be taken back alone."""

    sentence = N_("{name} has a later movement, on {other}. Take that one back first.")


class PupilGoneError(DeskError):
    """A pupil whose record is not there any more."""

    sentence = N_("This pupil is no longer in the lists. Nothing was written.")


class MovementGoneError(DeskError):
    """A movement that is not there any more."""

    sentence = N_("This movement is no longer in the list. Nothing was written.")


def year_days(calendar: Calendar) -> tuple[date, date]:
    """The first and the last day on which pupils move: the summer after belongs to the year."""
    first, last = calendar.terms[0].starts, calendar.terms[-1].ends
    return first, max(last, date(last.year, *END_OF_SUMMER))


def accept_movement(
    name: str,
    stretches: Iterable[Stretch],
    wanted: NewMovement,
    calendar: Calendar,
    labels: dict[int, str],
    *,
    here_before: bool = False,
) -> Placing:
    """Say what a movement does to the class lists of the year, or raise.

    `labels` are the classes of the year as people call them; `here_before` tells whether the
    pupil was here in an earlier year.
    """
    first, last = year_days(calendar)
    if not first <= wanted.day <= last:
        raise DayOutsideYearError(date=wanted.day, first=first, last=last)
    if not wanted.kind.goes and wanted.to_class not in labels:
        raise ClassMissingError
    lived = sorted((one for one in stretches if not one.empty), key=lambda one: one.begin)
    if wanted.kind.comes:
        return _arrival(name, lived, wanted, labels, here_before=here_before)
    return _onward(name, lived, wanted, labels)


def _arrival(
    name: str,
    lived: Sequence[Stretch],
    wanted: NewMovement,
    labels: dict[int, str],
    *,
    here_before: bool,
) -> Placing:
    here = next((one for one in lived if one.begin <= wanted.day <= one.end), None)
    if here is not None:
        raise AlreadyHereError(name=name, label=labels.get(here.class_group, ""), date=wanted.day)
    _refuse_later(name, lived, wanted.day)
    known = bool(lived) or here_before
    if wanted.kind is MovementKind.ENROL and known:
        raise HereBeforeError(name=name)
    if wanted.kind is MovementKind.RETURN and not known:
        raise NeverHereError(name=name)
    return Placing(wanted.kind, wanted.day, opens=wanted.to_class)


def _onward(
    name: str, lived: Sequence[Stretch], wanted: NewMovement, labels: dict[int, str]
) -> Placing:
    if not lived:
        raise NeverHereError(name=name)
    if wanted.day < lived[0].begin:
        raise BeforeArrivalError(name=name, since=lived[0].since, date=wanted.day)
    _refuse_later(name, lived, wanted.day)
    now = lived[-1]
    if now.end < wanted.day or (wanted.kind.goes and now.until == wanted.day):
        raise AlreadyLeftError(name=name, until=now.until)
    if now.until is not None:
        raise LaterMovementError(name=name, other=now.until)
    if wanted.kind.goes:
        return Placing(wanted.kind, wanted.day, now, wanted.day)
    if wanted.to_class == now.class_group:
        raise SameClassError(name=name, label=labels.get(now.class_group, ""))
    return Placing(wanted.kind, wanted.day, now, wanted.day - DAY, wanted.to_class)


def _refuse_later(name: str, lived: Sequence[Stretch], day: date) -> None:
    later = next((one for one in lived if one.begin > day), None)
    if later is not None:
        raise LaterMovementError(name=name, other=later.since)


def accept_order(wanted: NewMovement) -> NewMovement:
    """The movement with its texts as single lines; an order has both parts or none, or raise."""
    number = as_line(wanted.order.number)
    if bool(number) != (wanted.order.day is not None):
        raise OrderHalfError
    return replace(
        wanted,
        order=replace(wanted.order, number=number),
        other_school=as_line(wanted.other_school) if wanted.kind.elsewhere else "",
        reason=as_line(wanted.reason),
    )


def accept_taking_back(movement: Movement, others: Iterable[Movement]) -> None:
    """Let the last movement of a pupil be taken back, or raise."""
    later = [one for one in others if (one.day, one.row) > (movement.day, movement.row)]
    if later:
        last = max(later, key=lambda one: (one.day, one.row))
        raise OnlyLastMovementError(name=movement.pupil.name.listed, other=last.day)


def possible_kinds(
    stretches: Iterable[Stretch], day: date, *, here_before: bool
) -> tuple[MovementKind, ...]:
    """Which movements make sense of a pupil on a day, the most usual first."""
    lived = [one for one in stretches if not one.empty]
    if any(one.begin <= day <= one.end for one in lived):
        return MovementKind.MOVE, MovementKind.TRANSFER_OUT, MovementKind.LEAVE
    if lived or here_before:
        return MovementKind.RETURN, MovementKind.TRANSFER_IN
    return MovementKind.ENROL, MovementKind.TRANSFER_IN
