"""A month of a 500-pupil school: sheet, act and sums agree to the tenge with the raw rows."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from school_desk.nutrition.eating_model import Source
from school_desk.nutrition.month_closing_rules import MonthClosedError
from school_desk.nutrition.supply_model import ActLine, Agreement, SupplierAct
from school_desk.nutrition.supply_rules import compare_act, compare_days
from tests.nutrition.lived_month import AFTER, FIRST, PUPILS, live, school_days, school_of

BANDS = {**dict.fromkeys(range(1, 5), "7-10"), **dict.fromkeys(range(5, 10), "11-14")}


def recounted(db) -> Counter:
    """Tiyn and child-days by day, class, pupil, source and price, by hand from the raw rows."""
    away = {
        (day, pupil)
        for day, pupil in db.execute(
            "SELECT s.day, a.pupil FROM attendance AS a JOIN session AS s ON s.row = a.parent "
            "WHERE a.sign IN ('ill', 'excused', 'unexcused')"
        )
    }
    levels = dict(db.execute("SELECT row, year_level FROM class_group"))
    prices = db.execute("SELECT band, source, starts, ends, tenge FROM meal_price WHERE alive")
    prices = prices.fetchall()
    found = Counter()
    for day, pupil, group, ordered, amended, served, source in db.execute(
        "SELECT day, pupil, class_group, ordered, amended, served, source FROM portion WHERE alive"
    ):
        cooked = ordered if amended is None else amended
        if not cooked or served == 0 or (day, pupil) in away:
            continue
        band = BANDS.get(levels[group], "15-18")
        (tenge,) = [
            price
            for of, payer, starts, ends, price in prices
            if (of, payer) == (band, source) and starts <= day <= (ends or "9999")
        ]
        found[day, group, pupil, source, int(tenge.replace(".", ""))] += 1
    return found


def by(found, *places) -> Counter:
    """Child-days by some of the places."""
    summed = Counter()
    for key, n in found.items():
        summed[tuple(key[place] for place in places)] += n
    return summed


DAY, GROUP, PUPIL, SOURCE, TIYN = range(5)


def test_a_month_of_500_pupils_agrees_to_the_tenge(tmp_path):
    with school_of(tmp_path / "school") as (desk, lived):
        days = school_days(desk)
        for day in days:
            live(desk, lived, day)
        lived.moment = AFTER
        service = desk.meal_month

        month = service.month(FIRST)
        raw = recounted(desk._storage.db)

        # The sums by source and price.
        ours = {(one.source.value, int(one.tenge * 100)): one for one in month.sums}
        theirs = by(raw, SOURCE, TIYN)
        assert {key: one.child_days for key, one in ours.items()} == dict(theirs)
        assert all(int(one.total * 100) == theirs[key] * key[1] for key, one in ours.items())
        assert int(month.total * 100) == sum(n * key[TIYN] for key, n in raw.items())
        # Every line of every class sheet.
        lines = {
            (sheet.class_group, one.pupil, sheet.source.value): (one.child_days, one.total * 100)
            for sheet in month.sheets
            for one in sheet.pupils
            if one.child_days
        }
        sums = Counter()
        for key, n in raw.items():
            sums[key[GROUP], key[PUPIL], key[SOURCE]] += n * key[TIYN]
        counts = by(raw, GROUP, PUPIL, SOURCE)
        assert lines == {key: (n, sums[key]) for key, n in counts.items()}
        # Every day.
        assert {day.isoformat(): n for day, n in month.by_day.items()} == {
            key[0]: n for key, n in by(raw, DAY).items()
        }
        assert month.final
        assert len(month.by_day) == len(days)
        assert len(theirs) == 9  # two prices in every band, one of them for the fund the same

        # The supplier's act and the state's totals, from the raw rows.
        act = SupplierAct(FIRST, "9", date(2026, 9, 30), lines=acted(theirs))
        service.write_act(act)
        agreed = compare_act(month.sums, service.acts(FIRST))
        assert {one.agreement for one in agreed} == {Agreement.SAME}
        totals = {date.fromisoformat(day): n for (day,), n in by(raw, DAY).items()}
        service.import_state_totals({**totals, days[3]: totals[days[3]] + 1})
        shown = compare_days(month.by_day, service.state_totals(FIRST))
        assert [one.day for one in shown if one.differs] == [days[3]]

        # Closed: nothing moves any more.
        closed = service.close(month)
        find = "SELECT row FROM portion WHERE served IS NULL"
        row = desk._storage.db.execute(find).fetchone()[0]
        with pytest.raises(MonthClosedError), desk._storage.begin("Write served") as work:
            work.put("portion", row, served=0, unserved="refused")
        after = service.month(FIRST)
        assert after.closing.closed
        assert (after.sums, after.sheets) == (month.sums, closed.sheets)
        assert sum(len(sheet.pupils) for sheet in month.sheets) > PUPILS * 0.9


def acted(theirs) -> tuple[ActLine, ...]:
    return tuple(
        ActLine(Source(source), Decimal(tiyn) / 100, n, Decimal(tiyn * n) / 100)
        for (source, tiyn), n in theirs.items()
    )
