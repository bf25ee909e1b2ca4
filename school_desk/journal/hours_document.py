"""The load of teachers and the pay sheet of a month: hours by day, and each substituted hour."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from school_desk import formats
from school_desk.documents.plain_table import PlainColumn, PlainTable, PlainValue
from school_desk.errors import N_
from school_desk.i18n import Spelled, Text
from school_desk.journal.hours_model import GivenHour, MonthHours, TeacherLoad

NAME = PlainColumn(N_("Surname, given name"), 5)
LOAD_COLUMNS = (
    PlainColumn(N_("№"), 0.6),
    NAME,
    PlainColumn(N_("Position"), 3),
    PlainColumn(N_("Norm a week"), 1.3, 1),
    PlainColumn(N_("Hours a week"), 1.3, 1),
    PlainColumn(N_("Lessons, each class for itself"), 1.6, 1),
    PlainColumn(N_("Above the norm"), 1.4, 1),
)
SUMS = (
    PlainColumn(N_("Planned"), 1.9, 1, shaded=True),
    PlainColumn(N_("Given"), 1.9, 1, shaded=True),
    PlainColumn(N_("For others"), 1.9, 1, shaded=True),
    PlainColumn(N_("By others"), 1.9, 1, shaded=True),
)
SUBSTITUTION_COLUMNS = (
    PlainColumn(N_("Date"), 1.4),
    PlainColumn(N_("Lesson"), 0.9),
    PlainColumn(N_("Class"), 1.2),
    PlainColumn(N_("Subject"), 3),
    PlainColumn(N_("Who gave it"), 3),
    PlainColumn(N_("In place of"), 3),
    PlainColumn(N_("Hours"), 0.9, 1),
    PlainColumn(N_("Reason"), 2.4),
)
COMBINED = N_("An hour in a combined class counts once for the teacher, once in each register.")
SIGNERS = (N_("Head of the school"), N_("Deputy head"))


def load_table(loads: Sequence[TeacherLoad]) -> PlainTable:
    """Hours a week of every teacher."""
    rows: list[tuple[PlainValue, ...]] = [
        (
            n,
            one.name.listed,
            one.staff.position,
            one.staff.hours,
            one.hours,
            one.lessons,
            one.above or None,
        )
        for n, one in enumerate(loads, start=1)
    ]
    sums = sum((o.hours for o in loads), Decimal()), sum((o.lessons for o in loads), Decimal())
    if rows:
        rows.append(("", Text(N_("Total")), "", "", *sums, ""))
    return PlainTable(
        title=Text(N_("Load of teachers")),
        columns=LOAD_COLUMNS,
        rows=tuple(rows),
        notes=(Text(COMBINED),),
        empty=N_("The timetable is empty."),
        signers=SIGNERS,
        bold=frozenset((len(rows) - 1,)),
        landscape=True,
        frozen=2,
    )


def month_tables(month: MonthHours) -> tuple[PlainTable, PlainTable]:
    """The pay sheet of a month, and the list of substituted hours behind it."""
    facts = {
        "month": Spelled(
            {one: formats.month_name(month.first.month, one) for one in ("kk", "ru", "en")}
        ),
        "year": str(month.first.year),
    }
    days = [month.first + timedelta(days=n) for n in range((month.last - month.first).days + 1)]
    rows: list[tuple[PlainValue, ...]] = [
        (
            n,
            one.name.listed,
            *(one.days.get(day, "") for day in days),
            *(one.planned, one.given, one.substituted or None, one.given_by_others or None),
        )
        for n, one in enumerate(month.lines, start=1)
    ]
    if rows:
        rows.append(_totals(month, len(days)))
    sheet = PlainTable(
        title=Text(N_("Hours given, {month} {year}"), facts),
        columns=(
            PlainColumn(N_("№"), 0.8),
            NAME,
            *(PlainColumn(day, 0.75) for day in days),
            *SUMS,
        ),
        rows=tuple(rows),
        notes=(Text(COMBINED), Text(N_("Only lessons noted as held count."))),
        empty=N_("No lesson was noted as held."),
        signers=SIGNERS,
        bold=frozenset((len(rows) - 1,)),
        landscape=True,
        frozen=2,
    )
    return sheet, _substituted(month, facts)


def _totals(month: MonthHours, days: int) -> tuple[PlainValue, ...]:
    lines = month.lines
    planned, given_ = (sum((getattr(o, w) for o in lines), Decimal()) for w in ("planned", "given"))
    others, by_others = (
        sum((getattr(o, w) for o in lines), Decimal()) for w in ("substituted", "given_by_others")
    )
    empty: tuple[PlainValue, ...] = ("",) * days
    return ("", Text(N_("Total")), *empty, planned, given_, others or None, by_others or None)


def _substituted(month: MonthHours, facts: dict[str, object]) -> PlainTable:
    return PlainTable(
        title=Text(N_("Substituted hours, {month} {year}"), facts),
        columns=SUBSTITUTION_COLUMNS,
        rows=tuple(_line(month, one) for one in month.substituted),
        empty=N_("Nobody was substituted."),
        signers=SIGNERS,
        landscape=True,
        frozen=1,
    )


def _line(month: MonthHours, one: GivenHour) -> tuple[PlainValue, ...]:
    groups = dict.fromkeys(month.classes.get(group, "") for group, _subject in one.lessons)
    subjects = [month.subjects[s] for _g, s in one.lessons if s is not None and s in month.subjects]
    name = Spelled(subjects[0]) if subjects else ""
    owner = month.names.get(one.instead_of or 0)
    giver = month.names.get(one.teacher)
    return (
        one.day,
        str(one.slot),
        ", ".join(groups),
        name,
        giver.listed if giver else "",
        owner.listed if owner else "",
        one.hours,
        one.reason,
    )
