"""Who eats today: from the attendance of the first lesson, else a forecast; what may be changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time

from school_desk.errors import N_, DeskError
from school_desk.i18n import Text
from school_desk.nutrition.eating_model import Band, Eater, Sitting, Source
from school_desk.nutrition.eating_rules import band_of
from school_desk.nutrition.headcount_model import (
    ADDS,
    BELATED,
    CHANGED,
    REASON_WORDS,
    UNSERVED,
    Belated,
    ClassCount,
    DayCount,
    Known,
    Order,
    Portion,
    PupilCount,
    Reason,
)
from school_desk.school.attendance_model import Morning


class AbsentEatsError(DeskError):
    """A portion for a pupil who is marked absent; facts: name."""

    sentence = N_(
        "{name} is marked absent in the first lesson. Who eats is there: mend the attendance first."
    )


class DoesNotEatError(DeskError):
    """A portion for a pupil for whom nobody pays; facts: name."""

    sentence = N_("{name} does not eat at school. Write under “Who eats how” who pays.")


class OrderHandedError(DeskError):
    """The order is out: its number is changed by a correction only."""

    sentence = N_("The order is with the canteen. F2 writes a correction, with its reason.")


class OrderNotHandedError(DeskError):
    """Nothing to accept, serve or settle before the order."""

    sentence = N_("The order is not handed over yet. Ctrl+S hands it over.")


class OrderAcceptedError(DeskError):
    """Accepted already."""

    sentence = N_("The canteen has accepted this order already.")


class NotAcceptedError(DeskError):
    """Served before the canteen took the order."""

    sentence = N_("The canteen has not accepted the order yet. Accept it first.")


class NobodyEatsError(DeskError):
    """An order of no portion."""

    sentence = N_("Nobody eats on this day. There is nothing to order.")


class ReasonTurnedError(DeskError):
    """A reason that explains the opposite; facts: `reason` (Text), `name`."""

    sentence = N_("«{reason}» does not explain it for {name}: choose another reason.")


class ReasonMissingError(DeskError):
    """A correction or an unserved portion without why."""

    sentence = N_("Choose the reason. The old number stays beside the new one.")


class NotCookedError(DeskError):
    """More served than cooked; facts: name."""

    sentence = N_("No portion was cooked for {name}. Write a correction of the order first.")


class UnexplainedError(DeskError):
    """Cooked and not eaten, and nobody said why; facts: names."""

    sentence = N_("Not eaten and without a reason: {names}. Give each a reason first.")


class KitchenDiffersError(DeskError):
    """The kitchen counted other numbers; facts: `classes`, the labels."""

    sentence = N_(
        "The kitchen counted other numbers: {classes:class}. Write who has not eaten, or why they "
        "differ."
    )


class SettledError(DeskError):
    """The day is reconciled."""

    sentence = N_("This day is reconciled and signed. It can be taken back with Ctrl+Z.")


def known_at(morning: Morning, sitting: Sitting, now: time, *, over: bool) -> Known:
    """Where the number of a class comes from; `over`: the day is a past one."""
    if morning.taken:
        return Known.TAKEN
    return Known.MISSING if over or now >= sitting.count_by else Known.WAITING


def pupil_count(
    eater: Eater,
    morning: Morning,
    portion: Portion | None,
    last: Mapping[int, bool],
    order: Order,
) -> PupilCount:
    """One pupil: before the order as attendance and the officer say, after it as ordered.

    `last`: who ate on the last day on which the canteen cooked; a pupil who is not there is taken
    to eat. Nobody eats who is marked absent, whatever else is said.
    """
    absent = eater.pupil in morning.away
    if order.handed:
        known = PupilCount(
            eater.pupil, eater.name, absent, eats=False, forecast=False, source=eater.source
        )
        return written_of(replace(known, diet=eater.diet, gone=eater.gone), portion)
    eats = not absent and eater.source is not Source.NONE
    if eats and not morning.taken:
        eats = last.get(eater.pupil, True)
    if eats and portion is not None and portion.eats is False:
        eats = False
    if portion is not None and portion.eats and not absent and eater.source is not Source.NONE:
        eats = True
    return PupilCount(
        eater.pupil,
        eater.name,
        absent,
        eats,
        not morning.taken,
        eater.source,
        eater.diet,
        portion,
    )


def written_of(one: PupilCount, portion: Portion | None) -> PupilCount:
    """A pupil after the order, as what is written of the pupil says."""
    eats = portion is not None and portion.wanted
    source = portion.source if portion is not None and eats else one.source
    return replace(one, eats=eats, forecast=False, source=source, portion=portion)


def with_written(day: DayCount, order: Order, portions: Sequence[Portion]) -> DayCount:
    """The count of an order once these portions are written."""
    new = {one.pupil: one for one in portions}
    classes = [
        replace(
            one,
            pupils=tuple(
                written_of(each, new.get(each.pupil, each.portion)) for each in one.pupils
            ),
        )
        for one in day.classes
    ]
    return replace(day, classes=tuple(classes), order=order)


def class_count(
    eaters: Sequence[Eater],
    morning: Morning,
    band: Band,
    known: Known,
    pupils: Sequence[PupilCount],
) -> ClassCount:
    """A class with its pupils."""
    first = eaters[0]
    return ClassCount(
        first.class_group,
        first.class_label,
        first.year_level,
        band.code,
        known,
        morning.teacher,
        morning.at,
        tuple(pupils),
    )


def counted(
    eaters: Sequence[Eater],
    mornings: Mapping[int, Morning],
    portions: Mapping[int, Portion],
    last: Mapping[int, bool],
    facts: tuple[Sequence[Band], Sitting, Order, datetime, bool],
) -> tuple[ClassCount, ...]:
    """All classes of a sitting, in the order of `eaters`; a class without lessons today is none.

    One that was ordered for stays, whatever became of its lessons.
    """
    bands, sitting, order, now, over = facts
    away = frozenset[int]().union(*(one.away for one in mornings.values()))
    found: list[ClassCount] = []
    for group in dict.fromkeys(one.class_group for one in eaters):
        here = [one for one in eaters if one.class_group == group]
        morning = mornings.get(group)
        if morning is None and not _is_ordered(here, portions, order):
            continue
        day = replace(morning or Morning(group, now.date(), 0, taken=False, pupils=()), away=away)
        pupils = [pupil_count(one, day, portions.get(one.pupil), last, order) for one in here]
        clock = now.time() if day.day <= now.date() else time.min  # a day to come waits
        known = known_at(day, sitting, clock, over=over) if morning else Known.CANCELLED
        band = band_of(bands, here[0].year_level)
        found.append(class_count(here, day, band, known, pupils))
    return tuple(found)


def _is_ordered(here: Sequence[Eater], portions: Mapping[int, Portion], order: Order) -> bool:
    return order.handed and any(
        one.pupil in portions and bool(portions[one.pupil].class_group) for one in here
    )


def accept_eats(one: PupilCount, order: Order, *, eats: bool) -> Portion:
    """What the officer says before the order, or raise."""
    if order.handed:
        raise OrderHandedError
    _accept_there(one, eats=eats)
    return replace(one.portion or Portion(one.pupil), eats=eats)


def accept_order(day: DayCount) -> tuple[Portion, ...]:
    """The portions of an order, or raise; who does not eat has none."""
    if day.order.handed:
        raise OrderHandedError
    found = tuple(_ordered(one, pupil) for one in day.classes for pupil in one.eating)
    if not found:
        raise NobodyEatsError
    return found


def accept_acceptance(order: Order) -> None:
    """The canteen takes the order, or raise."""
    if not order.handed:
        raise OrderNotHandedError
    if order.accepted:
        raise OrderAcceptedError


def accept_correction(
    one: PupilCount, order: Order, *, wanted: bool, reason: Reason | None
) -> Portion:
    """A change after the order, or raise: what was ordered stays beside it."""
    if not order.handed:
        raise OrderNotHandedError
    if order.settled:
        raise SettledError
    if reason is None or reason not in (*CHANGED, *BELATED):
        raise ReasonMissingError
    if reason in CHANGED and (reason not in ADDS if wanted else reason is Reason.CAME_LATE):
        raise ReasonTurnedError(reason=Text(REASON_WORDS[reason]), name=one.name.listed)
    if wanted:
        _accept_there(one, eats=True)
    before = one.portion or Portion(one.pupil)
    source = before.source if before.ordered else one.source
    return replace(before, amended=wanted, reason=reason, source=source)


def accept_served(one: PupilCount, order: Order, *, served: bool, reason: Reason | None) -> Portion:
    """What happened at the meal, or raise."""
    if not order.accepted:
        raise NotAcceptedError if order.handed else OrderNotHandedError
    if order.settled:
        raise SettledError
    if one.portion is None or not one.portion.wanted:
        raise NotCookedError(name=one.name.listed)
    if served and one.absent:
        raise AbsentEatsError(name=one.name.listed)
    if not served and reason not in UNSERVED:
        raise ReasonMissingError
    return replace(one.portion, served=served, unserved=None if served else reason)


def accept_settling(day: DayCount) -> None:
    """The reconciliation of a day, or raise."""
    if not day.order.accepted:
        raise NotAcceptedError if day.order.handed else OrderNotHandedError
    if day.order.settled:
        raise SettledError
    if day.unexplained:
        raise UnexplainedError(names=", ".join(one.name.listed for one in day.unexplained))
    if day.differing:
        raise KitchenDiffersError(classes=tuple(one.class_label for one in day.differing))


def belated(day: DayCount) -> tuple[Belated, ...]:
    """What became known after the order and would change it, pupil by pupil.

    Attendance counts for classes whose portions were a forecast; who left the list and whose class
    has no lessons is offered to be taken off. Only what no correction has touched.
    """
    if not day.order.handed or day.order.settled:
        return ()
    return tuple(
        found for one in day.classes for pupil in one.pupils for found in _belated(one, pupil)
    )


def _belated(one: ClassCount, pupil: PupilCount) -> tuple[Belated, ...]:
    portion = pupil.portion
    untouched = portion is not None and portion.wanted and portion.amended is None
    if untouched and pupil.gone:
        return (Belated(pupil, wanted=False, reason=Reason.LEFT_CLASS),)
    if untouched and one.known is Known.CANCELLED:
        return (Belated(pupil, wanted=False, reason=Reason.NO_LESSONS),)
    if one.known is Known.TAKEN and _was_forecast(one) and _differs(pupil) and not pupil.gone:
        return (Belated(pupil, wanted=not pupil.absent, reason=Reason.ATTENDANCE_CAME),)
    return ()


def _was_forecast(one: ClassCount) -> bool:
    return any(pupil.portion and pupil.portion.forecast for pupil in one.pupils)


def _differs(pupil: PupilCount) -> bool:
    portion = pupil.portion
    if portion is not None and (portion.amended is not None or portion.eats is False):
        return False
    wanted = portion is not None and portion.ordered
    return wanted == pupil.absent and (wanted or pupil.source is not Source.NONE)


def _ordered(one: ClassCount, pupil: PupilCount) -> Portion:
    return replace(
        pupil.portion or Portion(pupil.pupil),
        class_group=one.class_group,
        ordered=True,
        forecast=one.forecast,
        source=pupil.source,
        diet=pupil.diet.code if pupil.diet else None,
    )


def _accept_there(one: PupilCount, *, eats: bool) -> None:
    if eats and one.absent:
        raise AbsentEatsError(name=one.name.listed)
    if eats and one.source is Source.NONE:
        raise DoesNotEatError(name=one.name.listed)


def difference(day: DayCount) -> Mapping[Reason, int]:
    """Portions cooked and not eaten, by reason."""
    found = [pupil.unserved for one in day.classes for pupil in one.pupils]
    return {one: found.count(one) for one in Reason if one in found}
