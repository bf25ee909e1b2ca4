"""When a month of meals may be closed and opened again, and what keeps it from that."""

from school_desk.errors import N_, DeskError
from school_desk.nutrition.month_model import MealMonth, MonthClosing


class MonthClosedError(DeskError):
    """A portion or an order of a month that is closed; facts: who, on, month."""

    sentence = N_(
        "The meals of {month:month} were closed by {who} on {on:short}. The head can open the "
        "month again."
    )


class DaysOpenError(DeskError):
    """A month cannot be closed while a day is not reconciled; facts: days."""

    sentence = N_("Not reconciled yet: {days}. Reconcile these days first.")


class PriceMissingError(DeskError):
    """A month cannot be closed while a portion has no price; facts: day, band."""

    sentence = N_("There is no price on {day:short} for {band} years. Type it under prices first.")


class NothingEatenError(DeskError):
    """A month without a portion."""

    sentence = N_("Nothing was ordered in this month. There is nothing to close.")


class MonthRunsError(DeskError):
    """A month with lessons to come."""

    sentence = N_("The month is not over: there are school days to come.")


class MonthClosedAlreadyError(DeskError):
    """Closed already."""

    sentence = N_("This month is closed already.")


class MonthNotClosedError(DeskError):
    """Nothing to open again."""

    sentence = N_("This month is not closed.")


def accept_month_closing(month: MealMonth) -> None:
    """Let a month be closed, or raise: what is not final is named."""
    if month.closing.closed:
        raise MonthClosedAlreadyError
    if month.lessons_to_come:
        raise MonthRunsError
    if month.unsettled:
        days = ", ".join(f"{one.day:%d.%m}" for one in month.unsettled)
        raise DaysOpenError(days=days)
    if month.gaps:
        raise PriceMissingError(day=month.gaps[0].day, band=month.gaps[0].band)
    if not month.sums:
        raise NothingEatenError


def accept_month_opening(closing: MonthClosing) -> None:
    """Let a closed month be opened again, or raise."""
    if not closing.closed:
        raise MonthNotClosedError
