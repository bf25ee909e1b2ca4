"""A pupil who is forgotten leaves no name, no diet and no benefit in anything of meals."""

from datetime import date
from decimal import Decimal

import pytest

from school_desk.access.model import Role
from school_desk.nutrition.eating_model import (
    Category,
    Diet,
    DietCode,
    Eating,
    Paper,
    Price,
    Source,
)
from school_desk.school.model import PersonName
from school_desk.school.retention_model import Ground
from school_desk.storage.sealing import Argon2Params
from tests.journal.small_desk import HEAD, PASSWORD
from tests.nutrition.test_month_service import THURSDAY, TUESDAY, live, priced
from tests.records.test_retention import every_value, leave

DEPUTY = "deputy"
NAME, NUT, PAPER = "Ермек", "жержаңғақ", "АӘК-7788"


@pytest.fixture
def forgotten(school):
    """Who ate on an office's money and apart, left the school and was forgotten at a request."""
    with school.taken_by(HEAD) as head:
        deputy = PersonName("Орынбасарова", "Мөлдір")
        head.create_account(DEPUTY, deputy, PASSWORD, [Role.DEPUTY], params=Argon2Params(64, 1, 1))
        sitting = head.headcount.sittings()[0]
        (pupil,) = (one.pupil for one in head.eating.eaters(TUESDAY) if one.name.surname == NAME)
        paper = Paper("анықтама", PAPER, None, "15-н")
        fund = Eating(pupil, Source.FUND, date(2026, 9, 1), None, Category.ORPHAN, paper)
        head.eating.write([fund])
        head.eating.write_diet(Diet(pupil, DietCode.ALLERGY, NUT))
        priced(head)
        price = Price("11-14", Source.FUND, sitting.meal, Decimal("610.00"), date(2026, 9, 1))
        head.eating.write_price(price)
        live(head, TUESDAY)
        head.meal_month.close(head.meal_month.month(TUESDAY))
        before = head.headcount.order(TUESDAY, sitting).sheet
        leave(head, NAME, date(2026, 9, 20))
        proposal = head.retention.propose(pupil, Ground.REQUEST)
    with school.taken_by(DEPUTY) as deputy:
        deputy.retention.confirm(proposal)
    return school, sitting, before


def test_the_plate_is_the_pupils_until_the_order_to_forget(forgotten):
    _school, _sitting, before = forgotten

    (plate,) = before.plates
    assert (plate.name, plate.code, plate.excluded) == ("Ермек Дана", DietCode.ALLERGY, NUT)


def test_nothing_of_the_pupil_stands_in_any_table_or_in_the_log(forgotten):
    school, sitting, before = forgotten
    with school.taken_by(HEAD) as head:
        kept = every_value(head.eating._at.storage)
        after = head.headcount.order(TUESDAY, sitting).sheet

    assert not [word for word in (NAME, NUT, PAPER, "orphan") if word in kept]
    assert after.plates == ()
    assert (after.portions, after.by_band) == (before.portions, before.by_band) == (3, {"11-14": 3})


def test_everybody_else_eats_on_after_it(forgotten):
    school, sitting, _before = forgotten
    with school.taken_by(HEAD) as head:
        eaters = head.eating.eaters(THURSDAY)
        day = head.headcount.day(THURSDAY, sitting)
        past = head.headcount.day(TUESDAY, sitting)
        month = head.meal_month.month(TUESDAY)

    assert {one.name.surname for one in eaters} == {"Әбіш", "Қайрат", "—"}
    assert day.portions == 2  # a forecast by who ate on Tuesday and is known
    assert month.child_days <= past.order.sheet.portions == 3


def test_the_sums_with_which_a_month_was_closed_stay_and_name_nobody(forgotten):
    """What the contract was paid by; that the portions now come to less is said as a difference."""
    school, _sitting, _before = forgotten
    with school.taken_by(HEAD) as head:
        month = head.meal_month.month(TUESDAY)

    sums = [(one.source, one.child_days, one.total) for one in month.closing.sums]
    assert sums == [
        (Source.FUND, 1, Decimal("610.00")),
        (Source.PARENT, 2, Decimal("1200.00")),
    ]
    assert (month.closing.closed, month.drifted, month.child_days) == (True, True, 2)
