"""Papers of a month say what has changed since it was closed, and what nobody has said yet."""

from datetime import UTC, date, datetime
from decimal import Decimal

from school_desk.nutrition.eating_model import Source
from school_desk.nutrition.month_document import (
    ReportPaper,
    classes_table,
    report_table,
    summary_table,
)
from school_desk.nutrition.month_model import MealMonth, MonthClosing, SumLine
from school_desk.nutrition.supply_document import DaysPaper, days_table
from school_desk.nutrition.supply_rules import compare_days

FIRST, DAY = date(2026, 10, 1), date(2026, 10, 6)
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def month(child_days: int, closed_with: int) -> MealMonth:
    lines = tuple(
        SumLine(Source.PARENT, Decimal("600.00"), n, n, Decimal("600.00") * n)
        for n in (child_days, closed_with)
    )
    return MealMonth(FIRST, (), lines[:1], {}, closing=MonthClosing(1, AT, sums=lines[1:]))


def told(table) -> list[tuple[str, dict]]:
    return [(one.msgid, dict(one.facts)) for one in (*table.above, *table.notes)]


def test_every_paper_of_a_closed_month_says_by_how_much_it_has_changed():
    changed, same = month(7, 9), month(9, 9)
    for build in (summary_table, classes_table, lambda one: report_table(ReportPaper((one,), DAY))):
        (facts,) = [facts for text, facts in told(build(changed)) if "Changed since" in text]
        assert facts == {"on": AT.date(), "more": Decimal("-1200.00"), "month": FIRST}
        assert not any("Changed since" in text for text, _facts in told(build(same)))


def test_a_month_of_which_the_state_has_said_nothing_differs_from_nothing():
    table = days_table(DaysPaper(FIRST, compare_days({DAY: 87}, {})))

    assert table.bold == frozenset()
    assert [row[-1] for row in table.rows] == [None]
    assert any("nothing" in text for text, _facts in told(table))


def test_one_day_that_was_said_makes_the_others_differ():
    later = date(2026, 10, 7)
    table = days_table(DaysPaper(FIRST, compare_days({DAY: 87, later: 80}, {DAY: 87})))

    assert table.bold == frozenset({1})
    assert [row[-1] for row in table.rows] == [None, -80]
