"""Logs as they are kept: written with defaults, corrected with a reason, open to who may."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from school_desk.access.model import NotAllowedError, Role
from school_desk.app import Desk
from school_desk.i18n import translator
from school_desk.intents import Form, Scope
from school_desk.journal.history_model import RowPlace
from school_desk.journal.history_rules import change_words
from school_desk.nutrition.log_forms_rules import LOGS
from school_desk.nutrition.log_model import Use
from school_desk.nutrition.log_norm_model import Issued, Norm, NormKind, Span
from school_desk.nutrition.log_refusal_rules import (
    EntryGoneError,
    EntryThereError,
    OutOfRangeError,
    ReasonNeededError,
)
from school_desk.school.model import PersonName
from school_desk.storage.sealing import Argon2Params
from tests.journal.small_desk import HEAD, PASSWORD, TEACHER

NURSE, COOK, OFFICER = "gulmira", "bolat", "dana"
PEOPLE = {NURSE: Role.NURSE, COOK: Role.COOK, OFFICER: Role.MEALS}


@pytest.fixture
def kitchen(school):
    """The small school with a nurse, a cook and a meals officer."""
    with school.taken_by(HEAD) as head:
        for name, role in PEOPLE.items():
            person = PersonName(name.title(), "Айгүл")
            head.create_account(name, person, PASSWORD, [role], params=Argon2Params(64, 1, 1))
    return school


def moment(desk: Desk, hour: int = 1, day: date | None = None) -> datetime:
    return datetime.combine(day or desk.today(), time(hour))


def write(desk: Desk, code: str, **values: object) -> int:
    shown = desk.meal_logs.month(code, desk.today())
    begun = desk.meal_logs.offer(code, desk.today()).values
    return desk.meal_logs.put(shown, {**begun, **values})


def entries(desk: Desk, code: str):
    return desk.meal_logs.month(code, desk.today()).entries


def milk(desk: Desk, **other: object) -> dict[str, object]:
    values = {
        "received_at": moment(desk),
        "product": "Сүт",
        "quantity": Decimal("12.5"),
        "deadline": moment(desk) + timedelta(days=2),
    }
    return {**values, **other}


def test_entries_of_every_log_are_there_after_a_restart(kitchen) -> None:
    with kitchen.taken_by(NURSE) as desk:
        use = Use(moment(desk, 1), Decimal("4.5"))
        write(desk, "perishable", **milk(desk, uses=(use,), written_off=Decimal(1)))
        write(desk, "dishes", dish="Гуляш", made_at=moment(desk), permitted_at=time(1))
        write(desk, "vitamin", dish="Компот", portions={"7-10": 120, "11-14": 45})
        write(desk, "health")
        write(desk, "samples", dish="Гуляш")
        write(desk, "waste", served_kg=Decimal(96), uneaten_kg=Decimal("9.6"))
    with kitchen.taken_by(COOK) as desk:
        write(desk, "cold", morning=Decimal("4.5"), evening=Decimal(5))
    with kitchen.taken_by(HEAD) as desk:
        (product,), (made,), (vitamin,) = (
            entries(desk, code) for code in ("perishable", "dishes", "vitamin")
        )
        (person,), (cold,), (sample,), (waste,) = (
            entries(desk, code) for code in ("health", "cold", "samples", "waste")
        )

    assert product.uses == (use,)
    assert product["left"] == Decimal(7)
    assert (made["ready"], made["permitted_at"], made["signed"]) == (True, time(1), "Gulmira А.")
    assert (vitamin["total"], vitamin["portions"]) == (Decimal(10350), {"7-10": 120, "11-14": 45})
    assert (person["person"], person["admitted"]) == ("Bolat Айгүл", True)
    assert (cold["unit"], cold["morning"]) == ("fridge", Decimal("4.5"))
    assert sample["kept_until"] - sample["taken_at"] == timedelta(hours=48)
    assert waste["index"] == 10


def test_nothing_is_served_before_permission(kitchen) -> None:
    with kitchen.taken_by(NURSE) as desk:
        logs, today = desk.meal_logs, desk.today()
        row = write(desk, "dishes", dish="Гуляш", made_at=moment(desk), permitted_at=None)

        assert not logs.may_serve(today, "Гуляш")
        shown = logs.month("dishes", today)
        logs.put(shown, {**shown.entries[0].values, "permitted_at": time(2)}, row)
        assert logs.may_serve(today, "гуляш")
        assert not logs.may_serve(today, "Гуляш", moment(desk, 1))
        assert not logs.may_serve(today - timedelta(days=1), "Гуляш")


def test_another_entry_begins_with_who_and_what_comes_next(kitchen) -> None:
    with kitchen.taken_by(HEAD) as desk:
        offer = desk.meal_logs.offer("cold", desk.today())
        assert offer.values["unit"] == "fridge"
        write(desk, "cold", morning=Decimal(4))
        assert desk.meal_logs.offer("cold", desk.today()).values["unit"] == "freezer"
        write(desk, "cold", morning=Decimal(-20))
        assert desk.meal_logs.offer("cold", desk.today()).values["unit"] is None

        write(desk, "dishes", dish="Сорпа", made_at=moment(desk), quality="excellent")
        assert desk.meal_logs.offer("dishes", desk.today()).values["quality"] == "excellent"
        assert desk.meal_logs.offer("samples", desk.today()).values["dish"] == "Сорпа"


def test_the_next_to_examine_is_who_was_not_examined_yet(kitchen) -> None:
    with kitchen.taken_by(NURSE) as desk:
        assert desk.meal_logs.offer("health", desk.today()).values["person"] == "Bolat Айгүл"
        write(desk, "health", post="Аспаз")
        assert desk.meal_logs.offer("health", desk.today()).values["person"] is None


def test_one_refrigerator_has_one_entry_a_day(kitchen) -> None:
    with kitchen.taken_by(COOK) as desk:
        write(desk, "cold", unit="fridge", morning=Decimal(4))
        with pytest.raises(EntryThereError):
            write(desk, "cold", unit="fridge", morning=Decimal(5))
        with pytest.raises(OutOfRangeError):
            write(desk, "cold", unit="freezer", morning=Decimal(-10))
        assert len(entries(desk, "cold")) == 1


def test_a_correction_of_a_day_that_is_over_needs_a_reason_and_keeps_the_old_value(kitchen) -> None:
    with kitchen.taken_by(HEAD) as desk:
        yesterday = desk.today() - timedelta(days=1)
        row = write(
            desk, "waste", day=yesterday, dish="Сорпа", served_kg=Decimal(10), uneaten_kg=Decimal(1)
        )
        shown = desk.meal_logs.month("waste", yesterday)
        other = {**shown.entries[0].values, "uneaten_kg": Decimal(2)}

        with pytest.raises(ReasonNeededError):
            desk.meal_logs.put(shown, other, row)
        with pytest.raises(ReasonNeededError):
            desk.meal_logs.remove(shown, row)
        desk.meal_logs.put(shown, other, row, "Қайта өлшенді")

        steps = desk._storage.db.execute("SELECT reason FROM work ORDER BY work DESC LIMIT 1")
        assert steps.fetchone()[0] == "Қайта өлшенді"
        assert entries(desk, "waste")[0]["uneaten_kg"] == 2
        desk.meal_logs.remove(shown, row, "Екі рет жазылған")
        assert entries(desk, "waste") == ()
        with pytest.raises(EntryGoneError):
            desk.meal_logs.remove(shown, row, "Тағы")


def test_who_may_see_and_write_what(kitchen) -> None:
    codes = ("perishable", "dishes", "vitamin", "health", "cold", "samples", "waste")
    seen, written = {}, {}
    for name in (NURSE, COOK, OFFICER, HEAD, TEACHER):
        with kitchen.taken_by(name) as desk:
            logs = {one: _log(one) for one in codes}
            seen[name] = {one for one in codes if desk.may(logs[one].see, Scope())}
            written[name] = {one for one in codes if desk.may(logs[one].write, Scope())}

    food = {"perishable", "dishes", "samples", "waste"}
    assert seen[NURSE] == set(codes)
    assert written[NURSE] == food | {"vitamin", "health"}
    assert seen[COOK] == written[COOK] == food | {"cold"}
    assert (seen[OFFICER], written[OFFICER]) == (set(codes), set())
    assert seen[HEAD] == set(codes)
    assert seen[TEACHER] == set()


def test_a_teacher_and_a_cook_are_refused(kitchen) -> None:
    with kitchen.taken_by(TEACHER) as desk, pytest.raises(NotAllowedError):
        desk.meal_logs.month("perishable", desk.today())
    with kitchen.taken_by(COOK) as desk, pytest.raises(NotAllowedError):
        desk.meal_logs.month("health", desk.today())


def test_the_history_of_an_entry_is_told_in_words(kitchen) -> None:
    with kitchen.taken_by(HEAD) as desk:
        row = write(desk, "perishable", **milk(desk))
        shown = desk.meal_logs.month("perishable", desk.today())
        uses = (Use(moment(desk, 1), Decimal("4.5")),)
        desk.meal_logs.put(shown, {**shown.entries[0].values, "uses": uses, "unit": "l"}, row)
        story = desk.row_history.of_place(RowPlace("log_perishable", row))

    russian = translator("ru")
    told = {change_words(change.line, russian) for change in story.changes}
    day = f"{moment(desk):%d.%m.%Y}"
    assert f"{day} 01:00 4,5" in told
    assert "доброкачественный" in told
    assert any("12.5, кг" in words and "12.5, л" in words for words in told)
    assert f"{day}, 01:00" in told


def test_an_entry_is_undone(kitchen) -> None:
    with kitchen.taken_by(COOK) as desk:
        write(desk, "cold", morning=Decimal(4))
        desk.undo(Form())

        assert entries(desk, "cold") == ()


def test_the_control_of_norms_is_of_what_was_typed(kitchen) -> None:
    with kitchen.taken_by(NURSE) as desk:
        norms, today = desk.log_norms, desk.today()
        norms.put_norm(
            Norm(
                NormKind.FOOD,
                "milk",
                "7-10",
                today.replace(day=1),
                {"kk": "Сүт", "ru": "Молоко"},
                Decimal(180),
            )
        )
        norms.put_issued(Issued(today, "7-10", 1190, {"milk": Decimal("198.730")}))
        sheet = norms.control(today, "7-10")
        milk = next(one for one in sheet.lines if one.norm.code == "milk")

        assert milk.outcomes[Span.MONTH].average == 167
        norms.put_issued(Issued(today, "7-10", 1190, {}))
        emptied = norms.control(today, "7-10")
        assert next(one for one in emptied.lines if one.norm.code == "milk").by_day == {}


def test_what_was_issued_on_a_day_that_is_over_changes_with_a_reason(kitchen) -> None:
    with kitchen.taken_by(NURSE) as desk:
        yesterday = desk.today() - timedelta(days=1)
        issued = Issued(yesterday, "7-10", 100, {"milk": Decimal(17)})
        desk.log_norms.put_issued(issued)

        with pytest.raises(ReasonNeededError):
            desk.log_norms.put_issued(replace(issued, portions=90))
        desk.log_norms.put_issued(replace(issued, portions=90), "Қате саналған")
        assert desk.log_norms.issued(yesterday, "7-10").portions == 90


def test_the_school_s_own_refrigerator_is_there_from_its_day(kitchen) -> None:
    with kitchen.taken_by(COOK) as desk:
        today = desk.today()
        own = Norm(
            *(NormKind.COLD, "", "", today, {"kk": "Ет тоңазытқышы", "ru": "Мясной холодильник"}),
            least=Decimal(0),
            most=Decimal(4),
        )
        row = desk.log_norms.put_norm(own)
        found = desk.meal_logs.month("cold", today).units

        assert len(found) == 3
        kept = next(one for one in desk.log_norms.norms(today) if one.id == row)
        desk.log_norms.remove_norm(kept)
        assert len(desk.meal_logs.month("cold", today).units) == 2


def _log(code: str):
    return next(one for one in LOGS if one.code == code)
