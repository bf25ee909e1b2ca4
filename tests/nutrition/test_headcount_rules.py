"""The count from attendance: who is away never eats, and every sum is that of the pupils."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.nutrition import shipped
from school_desk.nutrition.eating_model import Diet, DietCode, Eater, Source
from school_desk.nutrition.headcount_model import DayCount, Known, Order, Portion, Reason
from school_desk.nutrition.headcount_rules import (
    AbsentEatsError,
    DoesNotEatError,
    NobodyEatsError,
    NotAcceptedError,
    NotCookedError,
    OrderAcceptedError,
    OrderHandedError,
    OrderNotHandedError,
    ReasonMissingError,
    ReasonTurnedError,
    SettledError,
    UnexplainedError,
    accept_acceptance,
    accept_correction,
    accept_eats,
    accept_order,
    accept_served,
    accept_settling,
    belated,
    counted,
    difference,
    known_at,
)
from school_desk.nutrition.sheet_rules import read_sheet, sheet_of, written_sheet
from school_desk.school.attendance_model import Morning
from school_desk.school.model import PersonName, Pupil

ZONE = timezone(timedelta(hours=5))
DAY = date(2026, 10, 22)
OPEN = Order()
NOW = datetime(2026, 10, 22, 9, 5, tzinfo=ZONE)
SITTING = shipped.sittings()[0]
HANDED = Order(1, NOW)
ACCEPTED = replace(HANDED, accepted_by=2, accepted_at=NOW)
LATER = datetime(2026, 10, 22, 10, 0, tzinfo=ZONE)


def name(pupil: int) -> PersonName:
    return PersonName(f"Оқушы{pupil}", "Айша")


def eater(pupil: int, group: int = 1, source: Source = Source.PARENT, diet=None) -> Eater:
    return Eater(pupil, name(pupil), group, str(group), group, source, diet=diet)


def morning(group: int, pupils, *, taken: bool = True, away=()) -> Morning:
    listed = tuple(Pupil(one, name(one)) for one in pupils)
    return Morning(group, DAY, 1, taken, listed, frozenset(away))


def day(eaters, mornings, portions=None, last=None, order=OPEN, now=NOW) -> DayCount:
    by_class = {one.class_group: one for one in mornings}
    written = {one.pupil: one for one in portions or ()}
    facts = shipped.bands(), SITTING, order, now, now.date() > DAY
    return DayCount(DAY, SITTING, counted(eaters, by_class, written, last or {}, facts), order, now)


def only(count: DayCount, pupil: int = 1):
    return next(one for each in count.classes for one in each.pupils if one.pupil == pupil)


pupils = st.lists(
    st.tuples(
        st.integers(1, 11),
        st.sampled_from(Source),
        st.booleans(),
        st.sampled_from((None, False, True)),
        st.booleans(),
    ),
    max_size=40,
)


@given(pupils, st.sets(st.integers(1, 11)), st.sets(st.integers(1, 11)))
def test_classes_and_sources_sum_to_the_order_whatever_was_said(found, taken, before):
    eaters = [eater(n, group, source) for n, (group, source, *_) in enumerate(found, 1)]
    away = {n for n, one in enumerate(found, 1) if one[2]}
    portions = [Portion(n, eats=one[3]) for n, one in enumerate(found, 1) if one[3] is not None]
    groups = {one.class_group for one in eaters}
    mornings = [
        morning(one, (), taken=one in taken, away=away & {e.pupil for e in eaters})
        for one in groups
    ]
    last = {n: one[4] for n, one in enumerate(found, 1) if one[0] in before}
    count = day(sorted(eaters, key=lambda one: one.class_group), mornings, portions, last)

    assert sum(len(one.eating) for one in count.classes) == count.portions
    assert sum(count.by_source.values()) == count.portions == sum(count.by_band.values())
    assert sum(one.free + one.paid for one in count.classes) == count.portions
    eating = {one.pupil for each in count.classes for one in each.eating}
    assert not eating & away
    assert not eating & {one.pupil for one in eaters if one.source is Source.NONE}
    if count.portions:
        assert len(accept_order(count)) == count.portions == sheet_of(count).portions
    else:
        with pytest.raises(NobodyEatsError):
            accept_order(count)


def test_attendance_says_who_eats():
    count = day([eater(1), eater(2)], [morning(1, (1, 2), away=(2,))])

    assert [one.eats for one in count.classes[0].pupils] == [True, False]
    assert count.classes[0].known is Known.TAKEN


def test_a_class_without_attendance_has_yesterdays_eaters_less_known_absences():
    eaters = [eater(1), eater(2), eater(3)]
    count = day(eaters, [morning(1, (), taken=False, away=(1,))], last={1: True, 2: True, 3: False})

    assert [one.eats for one in count.classes[0].pupils] == [False, True, False]
    assert count.classes[0].forecast


@pytest.mark.parametrize(
    ("now", "over", "known"),
    [
        (time(8, 39), False, Known.WAITING),
        (time(8, 40), False, Known.MISSING),
        (time(7, 0), True, Known.MISSING),
    ],
)
def test_a_class_stands_out_from_the_cut_off_on(now, over, known):
    assert known_at(morning(1, (), taken=False), SITTING, now, over=over) is known


def test_nobody_who_is_marked_absent_is_ordered_for():
    count = day([eater(1)], [morning(1, (1,), away=(1,))])

    with pytest.raises(AbsentEatsError):
        accept_eats(only(count), count.order, eats=True)


def test_who_does_not_eat_at_school_is_not_ordered_for_by_hand():
    count = day([eater(1, source=Source.NONE)], [morning(1, (1,))])

    with pytest.raises(DoesNotEatError):
        accept_eats(only(count), count.order, eats=True)


def test_the_number_is_locked_when_the_order_is_out():
    count = day([eater(1)], [morning(1, (1,))], [Portion(1, 1, ordered=True)], order=HANDED)

    with pytest.raises(OrderHandedError):
        accept_eats(only(count), count.order, eats=False)
    with pytest.raises(OrderHandedError):
        accept_order(count)


def test_absent_after_the_order_keeps_the_portion_and_clears_served():
    ordered = [Portion(1, 1, ordered=True, source=Source.PARENT, served=True)]
    count = day([eater(1)], [morning(1, (1,), away=(1,))], ordered, order=ACCEPTED)

    assert (count.ordered, count.wanted, count.served) == (1, 1, 0)
    assert only(count).unserved is Reason.LATE_ABSENCE
    assert difference(count) == {Reason.LATE_ABSENCE: 1}


def test_a_correction_keeps_what_was_ordered_and_says_why():
    ordered = [Portion(1, 1, ordered=True, source=Source.FUND)]
    count = day([eater(1)], [morning(1, (1,))], ordered, order=ACCEPTED)
    with pytest.raises(ReasonMissingError):
        accept_correction(only(count), count.order, wanted=False, reason=None)

    less = accept_correction(only(count), count.order, wanted=False, reason=Reason.LEFT_EARLY)

    assert (less.ordered, less.amended, less.wanted, less.source) == (
        True,
        False,
        False,
        Source.FUND,
    )


def test_before_the_order_nothing_is_corrected_accepted_or_settled():
    count = day([eater(1)], [morning(1, (1,))])

    with pytest.raises(OrderNotHandedError):
        accept_correction(only(count), count.order, wanted=False, reason=Reason.ERROR)
    with pytest.raises(OrderNotHandedError):
        accept_acceptance(count.order)
    with pytest.raises(OrderNotHandedError):
        accept_settling(count)


def test_the_canteen_accepts_once():
    accept_acceptance(HANDED)
    with pytest.raises(OrderAcceptedError):
        accept_acceptance(ACCEPTED)


def test_no_more_is_served_than_cooked():
    count = day([eater(1)], [morning(1, (1,))], order=ACCEPTED)
    with pytest.raises(NotCookedError):
        accept_served(only(count), count.order, served=True, reason=None)


def test_served_is_typed_after_acceptance_by_exception_and_with_a_reason():
    ordered = [Portion(1, 1, ordered=True)]
    early = day([eater(1)], [morning(1, (1,))], ordered, order=HANDED)
    with pytest.raises(NotAcceptedError):
        accept_served(only(early), early.order, served=False, reason=Reason.REFUSED)
    count = day([eater(1)], [morning(1, (1,))], ordered, order=ACCEPTED)
    assert count.served == 1
    with pytest.raises(ReasonMissingError):
        accept_served(only(count), count.order, served=False, reason=None)

    refused = accept_served(only(count), count.order, served=False, reason=Reason.REFUSED)
    after = day([eater(1)], [morning(1, (1,))], [refused], order=ACCEPTED)

    assert (after.served, difference(after)) == (0, {Reason.REFUSED: 1})


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [(False, Reason.CAME_LATE), (True, Reason.LEFT_EARLY), (True, Reason.REFUSED)],
)
def test_a_reason_must_explain_the_correction(wanted, reason):
    written = [Portion(1, 1, ordered=True, source=Source.PARENT)]
    shown = day([eater(1)], [morning(1, (1,))], written, order=ACCEPTED)
    with pytest.raises(ReasonTurnedError):
        accept_correction(only(shown), shown.order, wanted=wanted, reason=reason)
    told = accept_correction(only(shown), shown.order, wanted=wanted, reason=Reason.ERROR)
    assert told.amended is wanted


def test_a_day_is_settled_when_every_portion_is_explained_and_then_nothing_changes():
    unexplained = [Portion(1, 1, ordered=True, served=False)]
    count = day([eater(1)], [morning(1, (1,))], unexplained, order=ACCEPTED)
    with pytest.raises(UnexplainedError):
        accept_settling(count)
    said = [replace(unexplained[0], unserved=Reason.WRITTEN_OFF)]
    count = day([eater(1)], [morning(1, (1,))], said, order=ACCEPTED)
    accept_settling(count)
    settled = day([eater(1)], [morning(1, (1,))], said, order=replace(ACCEPTED, settled_at=LATER))

    with pytest.raises(SettledError):
        accept_served(only(settled), settled.order, served=True, reason=None)
    with pytest.raises(SettledError):
        accept_correction(only(settled), settled.order, wanted=False, reason=Reason.ERROR)


def test_attendance_taken_after_the_order_proposes_what_it_changes():
    eaters = [eater(one) for one in (1, 2, 3)]
    ordered = [
        Portion(1, 1, ordered=True, forecast=True),
        Portion(2, 1, ordered=True, forecast=True),
    ]
    mornings = [morning(1, (1, 2, 3), away=(2,))]
    count = day(eaters, mornings, ordered, order=HANDED)

    found = belated(count)

    assert [(one.pupil.pupil, one.wanted) for one in found] == [(2, False), (3, True)]
    assert belated(day(eaters, mornings, order=HANDED)) == ()


def test_a_sheet_reads_back_and_its_text_names_nobody():
    diet = Diet(2, DietCode.ALLERGY, "жаңғақ", id=20)
    count = day([eater(1), eater(2, diet=diet)], [morning(1, (1, 2))])
    sheet = sheet_of(count)
    text = written_sheet(sheet, lambda row: row + 1000)

    (plate,) = sheet.plates
    found = read_sheet(text, lambda _label, *keys: plate if keys == (1002, 1020) else None)
    assert found == sheet
    assert [(one.portions, one.paid) for one in sheet.lines] == [(2, 2)]
    assert (plate.name, plate.excluded) == (name(2).listed, "жаңғақ")
    assert not [word for word in (name(2).surname, "жаңғақ", "allergy") if word in text]
    assert read_sheet(text).plates == ()
    assert written_sheet(read_sheet(text), lambda _row: 0) == text


def test_a_pupil_with_two_diets_has_one_plate_that_keeps_to_both():
    other = Diet(2, DietCode.GLUTEN_FREE, id=21)
    diet = Diet(2, DietCode.ALLERGY, "жаңғақ", id=20, also=(other,))
    count = day([eater(1), eater(2, diet=diet)], [morning(1, (1, 2))])
    sheet = sheet_of(count)
    text = written_sheet(sheet, lambda row: row + 1000)

    (plate,) = sheet.plates
    assert [(one.code, one.excluded) for one in (plate, *plate.also)] == [
        (DietCode.ALLERGY, "жаңғақ"),
        (DietCode.GLUTEN_FREE, ""),
    ]
    each = {1020: replace(plate, also=()), 1021: plate.also[0]}
    found = read_sheet(text, lambda _label, _pupil, key: each[key])
    assert found == sheet
    assert sum(one.portions for one in found.lines) == 2
    assert sum(len(one.diets) for one in count.classes) == 1


def test_a_day_to_come_waits_whatever_the_clock_says_today():
    """In the afternoon before, nobody has failed to note a lesson that is still to come."""
    evening = datetime.combine(DAY - timedelta(days=1), time(17))

    (waits,) = day([eater(1)], [morning(1, (1,), taken=False)], now=evening).classes
    (missing,) = day(
        [eater(1)], [morning(1, (1,), taken=False)], now=evening + timedelta(1)
    ).classes

    assert (waits.known, missing.known) == (Known.WAITING, Known.MISSING)


def test_what_was_not_cooked_after_all_was_not_eaten():
    """Typed as eaten, then the order was corrected; or both unseen by each other."""
    portion = Portion(1, 1, ordered=True, amended=False, reason=Reason.ERROR, served=True)

    count = day([eater(1)], [morning(1, (1,))], [portion], order=ACCEPTED)

    assert (count.wanted, count.served, count.unexplained) == (0, 0, ())
