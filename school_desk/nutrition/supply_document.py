"""Papers of agreement: our sums beside the supplier's acts, our days beside the state's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from school_desk.documents.plain_table import PlainColumn, PlainTable, PlainValue
from school_desk.errors import N_
from school_desk.i18n import Text
from school_desk.nutrition.eating_model import SOURCE_WORDS
from school_desk.nutrition.supply_model import (
    AGREEMENT_WORDS,
    Agreement,
    ComparedDay,
    ComparedLine,
    SupplierAct,
)

ACT_TITLE = N_("Agreement with the supplier's act")
DAYS_TITLE = N_("Agreement with the state's meal system")
OF_MONTH = N_("For {month:month}")
ACT = N_("Act № {number} of {day:short}, {supplier}.")
ACT_UNDATED = N_("Act № {number}, {supplier}.")
AGREES = N_("All lines agree.")
DISAGREES = N_("Lines that do not agree: {n}. The acts have {tenge:2} tenge more than the school.")
NOTHING_SAID = N_("The state's meal system has said nothing of this month yet.")
SAME_DAYS, OTHER_DAYS = N_("All days agree."), N_("Days that differ: {n}.")
PAYS, PRICE, OURS_DAYS, OURS_SUM = (
    *(N_("Who pays"), N_("Price, tenge"), N_("School: portions"), N_("School: tenge")),
)
ACT_DAYS, ACT_SUM, OFF_DAYS, OFF_SUM, HOW = (
    *(N_("Act: portions"), N_("Act: tenge"), N_("Difference, portions")),
    *(N_("Difference, tenge"), N_("Agreement")),
)
DAY, OURS, STATES, OFF = N_("Day"), N_("School"), N_("State system"), N_("Difference")
TOTAL, NO_PRICE = N_("Total"), N_("no price")
NO_ACT = N_("There is neither a portion nor an act in this month.")
SIGNERS = (N_("Meals officer"), N_("Head of the school"), N_("Supplier"))
MONEY = 2


@dataclass(frozen=True, slots=True)
class ActPaper:
    """An agreement with the acts of a month."""

    month: date
    acts: tuple[SupplierAct, ...]
    lines: tuple[ComparedLine, ...]


@dataclass(frozen=True, slots=True)
class DaysPaper:
    """An agreement with the state's totals of a month."""

    month: date
    days: tuple[ComparedDay, ...]


def act_table(paper: ActPaper) -> PlainTable:
    """Line by line: ours, the act's, the difference."""
    rows = tuple(_line(one) for one in paper.lines)
    wrong = frozenset(n for n, one in enumerate(paper.lines) if one.agreement is not Agreement.SAME)
    return PlainTable(
        Text(ACT_TITLE),
        (
            *(PlainColumn(PAYS, 2.2), PlainColumn(PRICE, 1.1, MONEY), PlainColumn(OURS_DAYS, 1.0)),
            *(PlainColumn(OURS_SUM, 1.4, MONEY), PlainColumn(ACT_DAYS, 1.0)),
            *(PlainColumn(ACT_SUM, 1.4, MONEY), PlainColumn(OFF_DAYS, 1.0)),
            *(PlainColumn(OFF_SUM, 1.3, MONEY), PlainColumn(HOW, 1.7)),
        ),
        (*rows, _total(paper.lines)) if rows else (),
        above=tuple(_above(paper, len(wrong))),
        empty=NO_ACT,
        signers=SIGNERS,
        bold=wrong | {len(rows)},
        landscape=True,
    )


def days_table(paper: DaysPaper) -> PlainTable:
    """Every day: ours, the state's, the difference; those that differ are bold."""
    said = any(one.theirs is not None for one in paper.days)
    differing = frozenset(n for n, one in enumerate(paper.days) if said and one.differs)
    return PlainTable(
        Text(DAYS_TITLE),
        tuple(PlainColumn(head) for head in (DAY, OURS, STATES, OFF)),
        tuple(
            (one.day, one.ours, one.theirs, _off(one) if n in differing else None)
            for n, one in enumerate(paper.days)
        ),
        above=(Text(OF_MONTH, {"month": paper.month}), _days_told(len(differing), said=said)),
        empty=NO_ACT,
        signers=SIGNERS[:2],
        bold=differing,
    )


def _above(paper: ActPaper, wrong: int) -> Iterator[Text]:
    yield Text(OF_MONTH, {"month": paper.month})
    for act in paper.acts:
        facts = {"number": act.number, "day": act.issued_on, "supplier": act.supplier}
        yield Text(ACT if act.issued_on else ACT_UNDATED, facts)
    off = sum((one.tenge_off for one in paper.lines), start=Decimal(0))
    yield Text(DISAGREES, {"n": wrong, "tenge": off}) if wrong else Text(AGREES)


def _line(one: ComparedLine) -> tuple[PlainValue, ...]:
    price = Text(NO_PRICE) if one.tenge is None else one.tenge
    told = Text(AGREEMENT_WORDS[one.agreement])
    off = one.days_off, one.tenge_off
    return Text(SOURCE_WORDS[one.source]), price, *one.ours, *one.theirs, *off, told


def _total(lines: tuple[ComparedLine, ...]) -> tuple[PlainValue, ...]:
    zero = Decimal(0)
    ours = sum(one.ours[0] for one in lines), sum((one.ours[1] for one in lines), start=zero)
    acts = sum(one.theirs[0] for one in lines), sum((one.theirs[1] for one in lines), start=zero)
    return Text(TOTAL), "", *ours, *acts, acts[0] - ours[0], acts[1] - ours[1], ""


def _days_told(differing: int, *, said: bool) -> Text:
    if not said:
        return Text(NOTHING_SAID)
    return Text(OTHER_DAYS, {"n": differing}) if differing else Text(SAME_DAYS)


def _off(one: ComparedDay) -> int:
    return (one.theirs or 0) - (one.ours or 0)
