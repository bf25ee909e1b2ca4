"""What changed since a month was closed, in sentences: payer, price, sums, days; how to mend it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from school_desk.formats import day_in_digits, number
from school_desk.i18n import _, fill, ngettext
from school_desk.nutrition.eating_model import SOURCE_WORDS
from school_desk.nutrition.month_drift_rules import (
    ChangedMonth,
    Drift,
    DriftedDay,
    drifts,
    tenge_more,
)
from school_desk.nutrition.month_model import MealMonth

NAMED_LINES, NAMED_DAYS = 3, 6
MONEY = 2


def drift_words(month: MealMonth) -> Iterator[str]:
    """A sentence for each payer and price, then what to do; nothing changed, nothing said."""
    found, closed = drifts(month), month.closing.closed_at
    if not found or closed is None:
        return
    for one in found[:NAMED_LINES]:
        yield " ".join(_line(one, closed.date()))
    more = len(found) - NAMED_LINES
    if more > 0:
        words = ngettext(
            "{n} more line of the month has changed.",
            "{n} more lines of the month have changed.",
            more,
        )
        yield words.format(n=number(more))
    yield _way_out(tenge_more(found))


def short_drift(one: ChangedMonth) -> str:
    """All of it in one sentence, for what is to do today."""
    words = _(
        "Changed since it was closed on {on:short}: {more} tenge. Enter shows what and where."
    )
    return fill(words, {"on": one.closed_on, "more": signed(tenge_more(one.drifts))})


def signed(value: Decimal) -> str:
    """Tenge with their sign; nothing more and nothing less is a plain nought."""
    text = number(value, MONEY)
    return f"+{text}" if value > 0 else text


def _line(one: Drift, closed: date) -> Iterator[str]:
    words = _(
        "Changed since the closing on {on:short}, {source}, {price}: then {then} child-days, "
        "{then_sum} tenge; now {now} child-days, {now_sum} tenge."
    )
    price = _("no price") if one.tenge is None else f"{number(one.tenge, MONEY)} ₸"
    facts = {
        "on": closed,
        "source": _(SOURCE_WORDS[one.source]),
        "price": price,
        "then": number(one.before[0]),
        "then_sum": number(one.before[2], MONEY),
        "now": number(one.after[0]),
        "now_sum": number(one.after[2], MONEY),
    }
    yield fill(words, facts)
    if one.days:
        yield _("Days: {days}.").format(days=_days(one.days))


def _days(found: tuple[DriftedDay, ...]) -> str:
    named = ", ".join(_day(one) for one in found[:NAMED_DAYS])
    return f"{named}, …" if len(found) > NAMED_DAYS else named


def _day(one: DriftedDay) -> str:
    """The day and by how many portions: eaten, else paid."""
    more = one.after[0] - one.before[0] or one.after[1] - one.before[1]
    return f"{day_in_digits(one.day)[:5]} ({more:+d})".replace("-", "−")


def _way_out(more: Decimal) -> str:
    words = _(
        "Look at the days under “Meals of the day”. Then open the month again (Alt+O) and close "
        "it with the new numbers, or leave it closed and settle {more} tenge with the supplier in "
        "the next month."
    )
    return words.format(more=signed(more))
