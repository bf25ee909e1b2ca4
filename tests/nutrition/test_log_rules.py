"""What an entry of a kitchen's log must agree with."""

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.nutrition import log_refusal_rules as refusals
from school_desk.nutrition import log_rules as rules
from school_desk.nutrition import log_text_rules as texts
from school_desk.nutrition.log_forms_rules import (
    COLD,
    DISHES,
    HEALTH,
    LOGS,
    PERISHABLE,
    SAMPLES,
    VITAMIN,
    WASTE,
)
from school_desk.nutrition.log_model import ColdUnit, Entry, Kind, Surroundings, Use
from school_desk.nutrition.log_rules import accept_entry, accept_reason, blank
from school_desk.nutrition.log_schema import TABLES
from school_desk.nutrition.nutrient_rules import NumberWrongError

NOW = datetime.combine(date(2026, 11, 12), time(13))
TODAY = NOW.date()
DOSES = {"7-10": Decimal(60), "11-14": Decimal(70)}
UNITS = {
    "fridge": ColdUnit("fridge", {"kk": "Тоңазытқыш", "ru": "Холодильник"}, Decimal(2), Decimal(6)),
    "freezer": ColdUnit("freezer", {"kk": "Мұздатқыш", "ru": "Морозильник"}, None, Decimal(-18)),
}
AROUND = Surroundings(NOW, DOSES, UNITS, 48)
SIGNED = "Серікова А."


def at(hour: int, day: int = 12, minute: int = 0) -> datetime:
    return datetime.combine(date(2026, 11, day), time(hour, minute))


def perishable(**other: object) -> Entry:
    values = {
        "received_at": at(8),
        "product": "Сүт",
        "quantity": Decimal("12.5"),
        "unit": "l",
        "quality": "good",
        "deadline": at(8, 14),
        "uses": (),
        "signed": SIGNED,
    }
    return blank(PERISHABLE, {**values, **other})


def dish(**other: object) -> Entry:
    values = {
        "made_at": at(11),
        "dish": "Гуляш",
        "quality": "good",
        "ready": True,
        "permitted_at": time(11, 30),
        "signed": SIGNED,
    }
    return blank(DISHES, {**values, **other})


def health(**other: object) -> Entry:
    fine = dict.fromkeys(("skin", "breathing", "bowel", "family", "admitted"), True)
    values = {"day": TODAY, "person": "Аспазова Ә.", "signed": SIGNED, **fine}
    return blank(HEALTH, {**values, **other})


def cold(**other: object) -> Entry:
    values = {"day": TODAY, "unit": "fridge", "morning": Decimal(4), "signed": SIGNED}
    return blank(COLD, {**values, **other})


def waste(served: str, uneaten: str) -> Entry:
    values = {"served_kg": Decimal(served), "uneaten_kg": Decimal(uneaten)}
    return blank(WASTE, {"day": TODAY, "dish": "Гуляш", "signed": SIGNED, **values})


def accepted(entry: Entry, around: Surroundings = AROUND) -> Entry:
    return accept_entry(entry, around)


# The definitions


@pytest.mark.parametrize(
    "log", [one for one in LOGS if one is not HEALTH], ids=lambda log: log.code
)
def test_each_log_is_kept_in_a_table_with_its_columns(log) -> None:
    table = next(one for one in TABLES if one.name == log.table)

    assert {one.name for one in log.kept} == set(table.columns)
    assert table.natural == log.born


@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.code)
def test_what_is_asked_stands_on_the_paper_and_nothing_else_does(log) -> None:
    printed = [name for head in log.heads for name in head.columns]

    assert sorted(printed) == sorted(one.name for one in log.columns)


def test_the_found_forms_have_as_many_columns_as_their_act_names() -> None:
    assert [len(one.heads) for one in (PERISHABLE, VITAMIN, DISHES, HEALTH)] == [8, 5, 7, 10]


# Form 1


def test_what_came_is_used_written_off_and_returned_to_the_last_gram() -> None:
    uses = (Use(at(9), Decimal("4.5")), Use(at(10), Decimal(3)))
    entry = accepted(perishable(uses=uses, written_off=Decimal(2), returned=Decimal(3)))

    assert rules.left_of(entry) == 0


def test_more_cannot_go_than_came() -> None:
    uses = (Use(at(9), Decimal("12.501")),)

    with pytest.raises(refusals.MoreThanCameError) as refused:
        accepted(perishable(uses=uses))
    assert refused.value.facts == {"gone": "12.501", "came": "12.5"}


@given(st.lists(st.decimals(0, 50, places=3), min_size=2, max_size=4), st.decimals(0, 99, places=3))
def test_an_entry_is_taken_exactly_when_the_parts_fit_into_what_came(parts, came) -> None:
    uses = tuple(Use(at(9), one) for one in parts[2:])
    entry = perishable(quantity=came, uses=uses, written_off=parts[0], returned=parts[1])
    try:
        left = rules.left_of(accepted(entry))
    except refusals.MoreThanCameError:
        assert sum(parts) > came
    else:
        assert left == came - sum(parts)


def test_nothing_is_used_after_the_term_but_it_is_written_off() -> None:
    early = perishable(deadline=at(10))

    accepted(replace(early, values={**early.values, "uses": (Use(at(10), Decimal(1)),)}))
    with pytest.raises(refusals.UsedLateError):
        accepted(replace(early, values={**early.values, "uses": (Use(at(11), Decimal(1)),)}))
    accepted(replace(early, values={**early.values, "written_off": Decimal("12.5")}))


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"deadline": at(7)}, refusals.DeadlineTurnedError),
        ({"uses": (Use(at(7), Decimal(1)),)}, refusals.UsedEarlyError),
        ({"uses": (Use(at(14), Decimal(1)),)}, refusals.AheadError),
        ({"quality": "bad", "uses": (Use(at(9), Decimal(1)),)}, refusals.BadUsedError),
        ({"unit": "pcs", "quantity": Decimal("1.5")}, refusals.PiecesError),
        ({"unit": "barrel"}, refusals.ValueWrongError),
        ({"product": "  "}, refusals.NeededError),
        ({"product": "с" * 301}, refusals.LongError),
        ({"received_at": at(14)}, refusals.AheadError),
        ({"quantity": None}, refusals.NeededError),
    ],
)
def test_a_wrong_entry_on_a_product_is_refused(wrong, error) -> None:
    with pytest.raises(error):
        accepted(perishable(**wrong))


def test_what_is_left_after_the_term_waits_for_somebody() -> None:
    entry = accepted(perishable(deadline=at(10)))

    assert rules.overdue(entry, NOW)
    assert not rules.overdue(entry, at(9))
    gone = replace(entry, values={**entry.values, "returned": Decimal("12.5")})
    assert not rules.overdue(gone, NOW)


def test_uses_are_read_as_people_type_them() -> None:
    typed = texts.read_uses("11.11 9:05 4,5; 8:00 1; 0,25", NOW)

    assert typed == (
        Use(at(9, 11, 5), Decimal("4.5")),
        Use(at(8), Decimal(1)),
        Use(NOW, Decimal("0.25")),
    )
    assert texts.read_uses(texts.uses_text(typed), NOW) == typed


@pytest.mark.parametrize("text", ["31.02 9:00 1", "11.11 4,5", "9:70 1", "көп", "1 2"])
def test_what_is_no_use_is_said(text) -> None:
    with pytest.raises(refusals.ValueWrongError):
        texts.read_uses(text, NOW)


# Form 3


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"permitted_at": time(10, 59)}, refusals.PermittedEarlyError),
        ({"quality": "bad"}, refusals.PermittedBadError),
        ({"ready": False}, refusals.PermittedBadError),
        ({"permitted_at": time(14, 0)}, refusals.AheadError),
    ],
)
def test_a_wrong_permission_is_refused(wrong, error) -> None:
    with pytest.raises(error):
        accepted(dish(**wrong))


def test_a_dish_that_may_not_be_served_is_written_without_a_permission() -> None:
    assert accepted(dish(quality="bad", permitted_at=None))["permitted_at"] is None


# Form 2


def test_the_vitamin_of_120_and_45_portions_is_10350_mg() -> None:
    portions = {"7-10": 120, "11-14": 45}
    values = {"made_at": at(11), "dish": "Компот", "portions": portions, "signed": SIGNED}
    entry = accepted(blank(VITAMIN, values))

    assert entry["total"] == Decimal(10350)
    assert entry["doses"] == "7–10: 60; 11–14: 70"


def test_a_band_without_a_dose_or_nobody_at_all_is_refused() -> None:
    values = {"made_at": at(11), "dish": "Компот", "signed": SIGNED}

    with pytest.raises(refusals.DoseUnknownError):
        accepted(blank(VITAMIN, {**values, "portions": {"3-7": 20}}))
    with pytest.raises(refusals.PortionsNoneError):
        accepted(blank(VITAMIN, {**values, "portions": {"7-10": 0}}))
    with pytest.raises(refusals.PortionsNoneError):
        texts.read_portions("жүз жиырма")


# Health


@pytest.mark.parametrize("sign", ["skin", "breathing", "bowel", "family"])
def test_nobody_with_a_sign_of_illness_is_admitted(sign) -> None:
    with pytest.raises(refusals.NotAdmittedError):
        accepted(health(**{sign: False}))
    with pytest.raises(refusals.MeasuresError):
        accepted(health(**{sign: False, "admitted": False}))

    away = accepted(health(**{sign: False, "admitted": False, "measures": "Дәрігерге жіберілді"}))
    assert away["admitted"] is False


def test_one_person_is_examined_once_a_day() -> None:
    first = replace(accepted(health()), id=1)
    around = replace(AROUND, others=(first,))

    with pytest.raises(refusals.EntryThereError):
        accepted(health(), around)
    again = replace(health(post="Аспаз"), id=1)
    assert accept_entry(again, around, first)["post"] == "Аспаз"
    with pytest.raises(refusals.BornError):
        accept_entry(replace(health(person="Басқа Б."), id=1), around, first)


# Refrigerators


@pytest.mark.parametrize(
    ("unit", "degrees", "fine"),
    [
        *(("fridge", 2, True), ("fridge", 6, True), ("fridge", "6.1", False), ("fridge", 1, False)),
        *(("freezer", -18, True), ("freezer", -25, True), ("freezer", "-17.9", False)),
    ],
)
def test_a_temperature_out_of_range_needs_an_action(unit, degrees, fine) -> None:
    entry = cold(unit=unit, morning=None, evening=Decimal(degrees))
    if fine:
        accepted(entry)
        return
    with pytest.raises(refusals.OutOfRangeError):
        accepted(entry)
    accepted(cold(unit=unit, morning=Decimal(degrees), action="Жөндеуші шақырылды"))


def test_a_refrigerator_is_on_the_list_and_shows_something() -> None:
    with pytest.raises(refusals.UnitUnknownError):
        accepted(cold(unit="ice house"))
    with pytest.raises(refusals.DegreesNoneError):
        accepted(cold(morning=None))


@pytest.mark.parametrize("text", ["", "жылы", "400", "1,23"])
def test_what_is_no_temperature_is_said(text) -> None:
    with pytest.raises(NumberWrongError):
        texts.read_degrees(text)


# Samples and waste


def test_a_sample_is_kept_for_48_hours() -> None:
    values = {"taken_at": at(12, 10), "dish": "Гуляш", "signed": SIGNED}
    early = blank(SAMPLES, {**values, "thrown_at": at(11)})

    with pytest.raises(refusals.SampleEarlyError) as refused:
        accepted(early)
    assert refused.value.facts == {"until": at(12)}
    assert accepted(blank(SAMPLES, {**values, "thrown_at": at(12)}))["kept_until"] == at(12)


def test_waste_of_9_6_kg_in_96_kg_is_10_percent() -> None:
    entry = rules.with_shown(accepted(waste("96.0", "9.6")))

    assert entry["index"] == Fraction(10)


@given(st.decimals(0, 999, places=3), st.decimals(0, 999, places=3))
def test_an_index_is_from_0_to_100_percent_or_it_is_refused(served, uneaten) -> None:
    try:
        entry = rules.with_shown(accepted(waste(str(served), str(uneaten))))
    except (refusals.UneatenMoreError, refusals.NothingServedError):
        assert uneaten > served or served == 0
    else:
        assert 0 <= entry["index"] <= 100


# Corrections


def test_a_correction_is_asked_for_its_reason_when_the_day_is_over() -> None:
    entry = accepted(dish())

    assert accept_reason(entry, "", TODAY) == ""
    with pytest.raises(refusals.ReasonNeededError):
        accept_reason(entry, " ", date(2026, 11, 13))
    assert accept_reason(entry, " қате ", date(2026, 11, 13)) == "қате"


def test_every_kind_of_a_column_is_used_by_some_log() -> None:
    assert {one.kind for log in LOGS for one in log.columns} == set(Kind)
