"""The month through the service: read, agreed with acts and the state, closed, and then shut."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from school_desk.access.model import NotAllowedError
from school_desk.nutrition.eating_model import Meal, Price, Source
from school_desk.nutrition.headcount_model import Reason
from school_desk.nutrition.headcount_rules import SettledError
from school_desk.nutrition.month_closing_rules import (
    DaysOpenError,
    MonthClosedError,
    MonthRunsError,
)
from school_desk.nutrition.month_drift_rules import drifts
from school_desk.nutrition.month_model import Cell, Mark, MealContract, PayBy
from school_desk.nutrition.supply_model import ActLine, Agreement, SupplierAct
from school_desk.nutrition.supply_rules import (
    ActNumberMissingError,
    ActThereError,
    compare_act,
    compare_days,
)
from school_desk.school.model import Absence
from tests.journal.small_desk import HEAD, TEACHER

SEPTEMBER = date(2026, 9, 1)
TUESDAY, THURSDAY = date(2026, 9, 8), date(2026, 9, 10)


def live(desk, day, *, refused=(), settle=True):
    """Order, accept, note who refused, reconcile."""
    service = desk.headcount
    sitting = service.sittings()[0]
    shown = service.hand_over(service.day(day, sitting))
    service.accept(day, sitting)
    for n in refused:
        pupil = service.day(day, sitting).classes[0].pupils[n].pupil
        service.say_served(shown, [pupil], served=False, reason=Reason.REFUSED)
    if settle:
        service.settle(service.day(day, sitting))


def priced(desk, tenge="600.00"):
    meal = desk.headcount.sittings()[0].meal
    desk.eating.write_price(Price("11-14", Source.PARENT, meal, Decimal(tenge), SEPTEMBER))


def test_a_month_is_read_from_what_was_ordered_and_eaten(head):
    priced(head)
    live(head, TUESDAY)
    live(head, THURSDAY, refused=(0,))

    month = head.meal_month.month(THURSDAY)

    assert (month.first, month.child_days, month.total) == (SEPTEMBER, 5, Decimal("3000.00"))
    assert month.by_day == {TUESDAY: 3, THURSDAY: 2}
    first = month.sheets[0].pupils[0]
    assert [first.cells[day].mark for day in (TUESDAY, THURSDAY)] == [Mark.SERVED, Mark.REFUSED]


def test_the_numbers_are_those_of_the_day(head):
    priced(head)
    live(head, TUESDAY, refused=(1,))

    day = head.headcount.day(TUESDAY, head.headcount.sittings()[0])

    assert head.meal_month.month(TUESDAY).by_day[TUESDAY] == day.served == 2


def test_a_contract_that_pays_what_was_ordered_pays_who_refused(head):
    priced(head)
    live(head, TUESDAY, refused=(0,))
    head.meal_month.write_contract(MealContract(SEPTEMBER, PayBy.ORDERED))

    month = head.meal_month.month(TUESDAY)

    assert (month.child_days, month.paid, month.total) == (2, 3, Decimal("1800.00"))


def test_a_closed_month_refuses_portions_orders_and_undo_and_opens_by_the_head(head):
    priced(head)
    live(head, TUESDAY)
    service, sitting = head.headcount, head.headcount.sittings()[0]
    month = head.meal_month.close(head.meal_month.month(TUESDAY))
    assert month.closing.closed
    assert month.closing.sums == month.sums

    shown = service.day(TUESDAY, sitting)
    pupil = shown.classes[0].pupils[0].pupil
    with pytest.raises(SettledError):
        service.say_served(shown, [pupil], served=False, reason=Reason.REFUSED)
    with pytest.raises(MonthClosedError):
        live(head, THURSDAY)
    with pytest.raises(MonthClosedError), head._storage.begin("Write served") as work:
        work.put("portion", shown.classes[0].pupils[0].portion.id, served=0)
    assert head.meal_month.month(TUESDAY).child_days == 3

    assert not head.meal_month.reopen(month).closing.closed
    live(head, THURSDAY)
    assert head.meal_month.month(TUESDAY).child_days == 6


def test_a_month_with_days_that_are_open_or_to_come_is_not_closed(head):
    priced(head)
    live(head, TUESDAY, settle=False)
    with pytest.raises(DaysOpenError):
        head.meal_month.close(head.meal_month.month(TUESDAY))
    with pytest.raises(MonthRunsError):
        head.meal_month.close(head.meal_month.month(head.today()))


def test_a_month_that_is_over_waits_to_be_closed_until_the_report_is_due(head):
    priced(head)
    assert head.meal_month.waiting_to_close() is None
    live(head, TUESDAY)
    found = head.meal_month.waiting_to_close()
    assert (found.first, found.due) == (SEPTEMBER, head.today().replace(day=5))
    closed = head.meal_month.close(head.meal_month.month(TUESDAY))
    assert head.meal_month.waiting_to_close() is None
    head.meal_month.reopen(closed)
    assert head.meal_month.waiting_to_close() == found


def test_an_absence_written_after_the_closing_shows_as_a_difference(school):
    with school.taken_by(HEAD) as head:
        priced(head)
        live(head, TUESDAY)
        closed = head.meal_month.close(head.meal_month.month(TUESDAY))
        assert not closed.drifted
        assert head.meal_month.changed_since_closing() is None
    with school.taken_by(TEACHER) as tutor:
        day = tutor.attendance.day(school.class_group, TUESDAY)
        pupil = closed.sheets[0].pupils[0].pupil
        tutor.attendance.sign(day, day.hours[0], pupil, Absence.ILL)

    with school.taken_by(HEAD) as head:
        month = head.meal_month.month(TUESDAY)
        assert month.drifted
        assert month.sheets[0].pupils[0].cells[TUESDAY] == Cell(Mark.AWAY, Absence.ILL)
        found = head.meal_month.changed_since_closing()
        assert (found.first, found.drifts) == (SEPTEMBER, drifts(month))
        (one,) = found.drifts
        assert (one.before[0] - one.after[0], [each.day for each in one.days]) == (1, [TUESDAY])
        assert one.more == -one.tenge
        head.meal_month.reopen(month)
        assert head.meal_month.changed_since_closing() is None
    with school.taken_by(TEACHER) as tutor, pytest.raises(NotAllowedError):
        tutor.meal_month.changed_since_closing()


def act(*lines, number="12"):
    return SupplierAct(SEPTEMBER, number, date(2026, 9, 30), "ЖШС Дәмді ас", tuple(lines))


def parents(days, total, tenge="600.00"):
    return ActLine(Source.PARENT, Decimal(tenge), days, Decimal(total))


def test_an_act_agrees_line_by_line_or_shows_by_how_much_not(head):
    priced(head)
    live(head, TUESDAY)
    service = head.meal_month
    service.write_act(act(parents(3, "1800.00")))

    (only,) = compare_act(service.month(TUESDAY).sums, service.acts(TUESDAY))
    assert (only.agreement, only.days_off, only.tenge_off) == (Agreement.SAME, 0, 0)

    (written,) = service.acts(TUESDAY)
    line = written.lines[0]
    service.write_act_line(SEPTEMBER, written.id, replace(line, child_days=4, total=Decimal(2400)))
    (only,) = compare_act(service.month(TUESDAY).sums, service.acts(TUESDAY))
    assert (only.agreement, only.days_off, only.tenge_off) == (Agreement.DIFFERS, 1, 600)
    service.write_act_line(SEPTEMBER, written.id, replace(line, child_days=3, total=Decimal(1801)))
    (only,) = compare_act(service.month(TUESDAY).sums, service.acts(TUESDAY))
    assert only.agreement is Agreement.NO_SUM


def test_what_only_one_side_has_is_named(head):
    priced(head)
    live(head, TUESDAY)
    service = head.meal_month
    service.write_act(act(parents(3, "1740.00", "580.00")))

    found = compare_act(service.month(TUESDAY).sums, service.acts(TUESDAY))

    assert [one.agreement for one in found] == [Agreement.ONLY_ACT, Agreement.ONLY_HERE]


def test_an_act_needs_its_number_and_is_there_once(head):
    service = head.meal_month
    with pytest.raises(ActNumberMissingError):
        service.write_act(act(parents(1, "600"), number=" "))
    service.write_act(act(parents(1, "600")))
    with pytest.raises(ActThereError):
        service.write_act(act(parents(1, "600")))

    assert service.import_acts([act(parents(2, "1200"), parents(1, "610", "610"))]) == 2
    (only,) = service.acts(SEPTEMBER)
    assert [one.child_days for one in only.lines] == [2, 1]
    for line in only.lines:
        service.remove_act_line(SEPTEMBER, only.id, line.id)
    assert service.acts(SEPTEMBER) == ()


def test_days_on_which_the_states_system_says_otherwise_are_shown(head):
    priced(head)
    live(head, TUESDAY)
    live(head, THURSDAY)
    service = head.meal_month
    service.import_state_totals({TUESDAY: 3, THURSDAY: 2})
    service.write_state_total(date(2026, 9, 11), 1)

    month = service.month(TUESDAY)
    found = compare_days(month.by_day, service.state_totals(TUESDAY))

    assert [(one.day.day, one.ours, one.theirs) for one in found if one.differs] == [
        (10, 3, 2),
        (11, None, 1),
    ]


def test_a_teacher_sees_nothing_of_it(school):
    with school.taken_by(TEACHER) as teacher, pytest.raises(NotAllowedError):
        teacher.meal_month.month(TUESDAY)
    with school.taken_by(HEAD) as head:
        assert head.meal_month.month(TUESDAY).sheets == ()
        assert Meal.BREAKFAST in {one.meal for one in head.headcount.sittings()}
