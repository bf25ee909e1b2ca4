"""Values of meals that no program of today writes: they are set aside, and every place opens.

A newer version has a payer more, a clock writes nonsense, somebody tries what happens. What a row
cannot hold is kept and passed on, and stands in no row until a version knows it.
"""

import pytest

from school_desk.nutrition import month_schema, schema
from school_desk.nutrition.eating_model import Category, DietCode, Meal, Source
from school_desk.nutrition.headcount_model import Reason
from school_desk.nutrition.month_model import PayBy
from school_desk.school.calendar_model import Status
from school_desk.storage.replay import set_aside
from tests.storage.computers import Computers, check
from tests.storage.small_school import make_file

BENEFIT, MEALS = "benefit/1", "meals/1"
DAY = {"day": "2026-10-22", "meal": "lunch"}
PORTION = "portion", BENEFIT, DAY
ORDER = "meal_order", MEALS, {**DAY, "shift": 1}
SITTING = "meal_sitting", MEALS, {"shift": 1}
TIMES = {"count_by": "08:30", "order_by": "08:45", "accept_by": "09:00"}
PRICE = {"band": "7-10", "source": "fund", "meal": "lunch"}

BAD = {
    "a payer of tomorrow": ("eating", BENEFIT, {}, {"source": "sponsor"}),
    "a category of tomorrow": ("eating", BENEFIT, {}, {"source": "fund", "category": "hero"}),
    "no day": ("eating", BENEFIT, {}, {"starts": "2026-02-30"}),
    "no day on paper": ("eating", BENEFIT, {}, {"number": "7", "issued_on": "яз"}),
    "no day of the order": ("eating", BENEFIT, {}, {"order_no": "7", "order_date": "1"}),
    "a diet of tomorrow": ("diet", MEALS, {}, {"code": "vegan"}),
    "a diet without a day": ("diet", MEALS, {}, {"ends": "soon"}),
    "a price of what": ("meal_price", MEALS, {}, {**PRICE, "meal": "brunch"}),
    "a price of nothing": ("meal_price", MEALS, {}, {"tenge": "NaN"}),
    "a price since ever": ("meal_price", MEALS, {}, {"ends": "2026-09-01"}),
    "a meal of tomorrow": (*SITTING, {"meal": "brunch"}),
    "no time": (*SITTING, {**TIMES, "order_by": "25:99"}),
    "half of the times": (*SITTING, {"count_by": "08:30"}),
    "a state of tomorrow": (*SITTING, {"status": "sure"}),
    "a portion of no meal": ("portion", BENEFIT, {**DAY, "meal": "brunch"}, {}),
    "a portion of no day": ("portion", BENEFIT, {**DAY, "day": "x"}, {}),
    "a portion of tomorrow's payer": (*PORTION, {"ordered": 1, "source": "sponsor"}),
    "a portion twice": (*PORTION, {"ordered": 2, "source": "fund"}),
    "a diet of a portion": (*PORTION, {"ordered": 1, "source": "fund", "diet": "vegan"}),
    "a reason of tomorrow": (*PORTION, {"amended": 0, "reason": "strike"}),
    "why not eaten": (*PORTION, {"served": 0, "unserved": "strike"}),
    "an order of no shift": ("meal_order", MEALS, {**DAY, "shift": "x"}, {}),
    "no moment": (*ORDER, {"handed_at": "today"}),
    "no sheet": (*ORDER, {"sheet": "[[1]]"}),
    "a sheet of words": (*ORDER, {"sheet": "82 порция"}),
    "a sheet of texts": (*ORDER, {"sheet": '[[["6","7-10","x",0,0,0]],[]]'}),
    "an act of no month": ("meal_act", MEALS, {}, {"month": "спалар"}),
    "an act of no day": ("meal_act", MEALS, {}, {"number": "7", "issued_on": "x"}),
    "a line of tomorrow's payer": (
        *("meal_act_line", MEALS, {}),
        {"source": "sponsor", "tenge": "1", "child_days": 1, "total": "1"},
    ),
    "a total of no day": ("state_total", MEALS, {"day": "x"}, {}),
    "no month": ("meal_month", MEALS, {"month": "2026-13"}, {}),
    "closed at no moment": ("meal_month", MEALS, {"month": "2026-10"}, {"closed_at": "x"}),
    "sums of nothing": ("meal_month", MEALS, {"month": "2026-10"}, {"sums": "[[1]]"}),
    "a contract since never": ("meal_contract", MEALS, {"contract": "7", "starts": "x"}, {}),
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    path = tmp_path_factory.mktemp("empty") / "school.db"
    make_file(path)
    return path.read_bytes()


def write(peer, table, part, born, facts):
    entry = peer.storage.registry.by_name[table]
    if "pupil" in entry.columns:
        born = {**born, "pupil": peer.row("pupil", 0)}
    with peer.storage.begin("Write who eats how", actor=peer.teacher()) as work:
        if entry.natural:
            work.born(table, part, **born, **facts)
        else:
            work.new(table, part, **born, **facts)


@pytest.mark.parametrize("what", BAD)
def test_what_no_row_of_meals_can_hold_is_set_aside(tmp_path, empty, what):
    table, part, born, facts = BAD[what]
    with Computers(tmp_path, empty, 2) as (here, there):
        write(there, table, part, born, facts)
        sent = there.sent(part)
        here.receive(sent)
        aside = set_aside(here.storage)

        assert len(aside) >= 1, what
        assert len(here.log()) == len(there.log())
        check(there)


def test_what_the_program_writes_stands_in_its_rows(tmp_path, empty):
    """Every code that there is; the sheets of orders and the sums of months as they are written."""
    sheet = '[[["6 «А»","11-14",3,1,2,1]],[["6 «А»",68201897179071631,6516770952954955854]]]'
    sums = '[["fund","579.00",10,10,"5790.00"],["parent",null,1,1,null]]'
    moment = "2026-10-22T09:31:00.123456+05:00"
    good = [
        *(("eating", BENEFIT, {}, {"source": one.value}) for one in Source),
        *(("eating", BENEFIT, {}, {"source": "fund", "category": one.value}) for one in Category),
        ("eating", BENEFIT, {}, {"starts": "2028-02-29", "number": "7", "issued_on": None}),
        *(("diet", MEALS, {}, {"code": one.value, "starts": None}) for one in DietCode),
        *(("meal_price", MEALS, {}, {**PRICE, "meal": one.value}) for one in Meal),
        ("meal_price", MEALS, {}, {**PRICE, "tenge": "579.50", "starts": "2026-09-01"}),
        *((*SITTING, {**TIMES, "meal": "lunch", "status": one.value}) for one in Status),
        *((*PORTION, {"amended": 1, "reason": one.value}) for one in Reason),
        *((*PORTION, {"served": 0, "unserved": one.value}) for one in Reason),
        (*PORTION, {"ordered": 1, "forecast": 0, "source": "none", "diet": "pku", "eats": 1}),
        (*ORDER, {"handed_at": moment, "accepted_at": moment, "settled_at": None, "sheet": sheet}),
        ("meal_act", MEALS, {}, {"month": "2026-10", "number": "7", "issued_on": "2026-10-30"}),
        ("meal_month", MEALS, {"month": "2026-12"}, {"closed_at": moment, "sums": sums}),
        *(
            ("meal_contract", MEALS, {"contract": "", "starts": "2026-09-01"}, {"pay_by": one})
            for one in map(str, PayBy)
        ),
    ]
    with Computers(tmp_path, empty, 2) as (here, there):
        for one in good:
            write(there, *one)
        for part in (BENEFIT, MEALS):
            here.receive(there.sent(part))

        assert [(one.why, one.entry.table, one.entry.val) for one in set_aside(here.storage)] == []
        check(here, there)


def test_the_codes_of_the_rows_are_those_of_the_program():
    assert set(Source) == schema.SOURCES == month_schema.SOURCES
    assert set(Category) == schema.CATEGORIES
    assert set(DietCode) == schema.DIETS
    assert set(Meal) == schema.MEALS_OF_DAY
    assert set(Reason) == schema.REASONS
    assert set(Status) == schema.STATES
