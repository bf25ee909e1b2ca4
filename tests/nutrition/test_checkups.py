"""Examinations of kitchen staff: of a person, sealed with the nurse's key, forgotten with it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from school_desk.access.model import NotAllowedError, Role
from school_desk.access.staff_model import NewStaff, StaffFile
from school_desk.i18n import translator
from school_desk.intents import Form
from school_desk.journal.history_model import RowPlace
from school_desk.journal.history_rules import change_words
from school_desk.nutrition.checkup_rules import WorkerUnknownError, sealed_text, sealed_values
from school_desk.nutrition.checkup_store import rows_of_worker
from school_desk.nutrition.log_forms_rules import HEALTH
from school_desk.nutrition.log_refusal_rules import EntryThereError
from school_desk.nutrition.log_rules import blank
from school_desk.school.model import PersonName
from school_desk.school.retention_store import save_forgotten
from school_desk.storage.forgetting import carry_out
from school_desk.storage.sealing import Argon2Params
from school_desk.sync.grants import GRANTS
from tests.journal.small_desk import HEAD, PASSWORD

NURSE, COOK, OFFICER = "gulmira", "bolat", "dana"
PEOPLE = {NURSE: Role.NURSE, COOK: Role.COOK, OFFICER: Role.MEALS}
WORKER, SECRET = "Болатов Болат", "Қолындағы ірің, емханаға жіберілді"
ILL = {"skin": False, "admitted": False, "measures": SECRET}


@pytest.fixture
def kitchen(school):
    """The small school with a nurse, a cook, a meals officer and a cook who does not sign in."""
    with school.taken_by(HEAD) as head:
        for name, role in PEOPLE.items():
            person = PersonName(name.title(), "Айгүл")
            head.create_account(name, person, PASSWORD, [role], params=Argon2Params(64, 1, 1))
        head.staff.add(NewStaff(PersonName("Болатов", "Болат"), StaffFile(position="аспаз")))
    return school


def examines(desk, name: str = WORKER, day: date | None = None, **values: object) -> int:
    shown = desk.meal_logs.month("health", desk.today())
    begun = desk.meal_logs.offer("health", day or desk.today()).values
    return desk.meal_logs.put(shown, {**begun, "person": name, **values})


def entries(desk):
    return desk.meal_logs.month("health", desk.today()).entries


def test_what_is_sealed_comes_back_whole() -> None:
    entry = blank(HEALTH, {"skin": True, "bowel": False, "admitted": False, "measures": "Үйге"})

    assert dict(sealed_values(sealed_text(entry))) == {
        **dict.fromkeys(("breathing", "family")),
        "skin": True,
        "bowel": False,
        "admitted": False,
        "measures": "Үйге",
    }


def test_the_nurse_reads_the_signs_and_the_others_only_who_is_admitted(kitchen) -> None:
    with kitchen.taken_by(NURSE) as desk:
        examines(desk, **ILL)
    with kitchen.taken_by(NURSE) as desk:
        (one,) = entries(desk)
        assert (one["person"], one["skin"], one["measures"]) == (WORKER, False, SECRET)
        assert not desk.meal_logs.month("health", desk.today()).shut
    for name in (HEAD, OFFICER):
        with kitchen.taken_by(name) as desk:
            (one,) = entries(desk)
            assert (one["person"], one["admitted"]) == (WORKER, False)
            assert (one["skin"], one["measures"]) == (None, None)
            assert desk.meal_logs.month("health", desk.today()).shut
            with pytest.raises(NotAllowedError):
                examines(desk)
    with kitchen.taken_by(COOK) as desk, pytest.raises(NotAllowedError):
        entries(desk)


def test_the_file_of_whoever_has_no_key_holds_no_word_of_it(kitchen) -> None:
    with kitchen.taken_by(NURSE) as desk:
        examines(desk, **ILL)
    with kitchen.taken_by(HEAD) as desk:
        db = desk._storage.db
        names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in names:
            for line in db.execute(f'SELECT * FROM "{table}"'):  # noqa: S608  its own names
                for found in line:
                    text = found if isinstance(found, bytes) else str(found).encode()
                    assert SECRET.encode() not in text
                    assert b"\\u049a" not in text
                    assert b"[false, true" not in text


def test_the_canteen_s_computer_never_gets_a_line_of_it(kitchen) -> None:
    with kitchen.taken_by(NURSE) as desk:
        row = examines(desk, **ILL)
        db = desk._storage.db
        (part,) = db.execute(
            "SELECT p.name FROM row_key AS k JOIN part AS p ON p.ord = k.part WHERE k.row = ?",
            (row,),
        ).fetchone()

    getting = {name for name, parts in GRANTS.items() if any(part.startswith(x) for x in parts)}
    assert getting == {"office", "health"}


def test_somebody_outside_the_staff_is_refused_and_one_has_one_line_a_day(kitchen) -> None:
    with kitchen.taken_by(NURSE) as desk:
        with pytest.raises(WorkerUnknownError):
            examines(desk, "Бөтен Адам")
        examines(desk)
        with pytest.raises(EntryThereError):
            examines(desk)
        assert len(entries(desk)) == 1


def test_a_corrected_name_is_that_of_the_person_everywhere(kitchen) -> None:
    with kitchen.taken_by(NURSE) as desk:
        examines(desk)
    with kitchen.taken_by(HEAD) as head:
        one = next(one for one in head.staff.staff() if one.name.listed == WORKER)
        head.staff.correct(one.id, NewStaff(PersonName("Болатова", "Бота"), one.file))
    with kitchen.taken_by(NURSE) as desk:
        assert [one["person"] for one in entries(desk)] == ["Болатова Бота"]


def test_a_line_with_a_name_only_is_shown_and_put_in_order_by_a_correction(kitchen) -> None:
    with kitchen.taken_by(NURSE) as desk:
        signs = dict.fromkeys(("skin", "breathing", "bowel", "family", "admitted"), 1)
        with desk._storage.begin("Write kitchen health", actor=1) as work:
            old = work.born(
                *("log_health", desk._ground.workplace.partitions.meals),
                day=desk.today().isoformat(),
                person="Болатов Б.",
                signed="Gulmira А.",
                **signs,
            )
        (one,) = entries(desk)
        assert (one.loose, one.id, one["person"]) == (True, old, "Болатов Б.")

        shown = desk.meal_logs.month("health", desk.today())
        with pytest.raises(WorkerUnknownError):
            desk.meal_logs.put(shown, one.values, old)
        desk.meal_logs.put(shown, {**one.values, "person": WORKER}, old)
        (after,) = entries(desk)
        assert (after.loose, after["person"], after["skin"]) == (False, WORKER, True)
        desk.undo(Form())
        assert entries(desk)[0].loose


def test_an_order_to_forget_a_person_reaches_every_line_of_theirs(kitchen) -> None:
    with kitchen.taken_by(NURSE) as desk:
        rows = [examines(desk, **ILL), examines(desk, day=desk.today() - timedelta(days=1), **ILL)]
        other = examines(desk, "Bolat Айгүл")
        storage, db = desk._storage, desk._storage.db
        worker = db.execute(
            "SELECT worker FROM kitchen_checkup WHERE row = ?", (rows[0],)
        ).fetchone()[0]
        assert set(rows_of_worker(db, worker)) == set(rows)

        table = storage.registry.by_name["kitchen_checkup"].id
        orders = [(table, storage.keys.key(db, one)) for one in rows_of_worker(db, worker)]
        with storage.begin("Confirm forgetting", actor=1) as work:
            save_forgotten(work, desk._ground.workplace.partitions, orders)
        assert carry_out(storage) == 2

        kept = {one.id: one for one in entries(desk)}
        assert kept[other]["skin"] is True
        for row in rows:
            told = [kept[row][name] for name in ("admitted", "skin", "measures")]
            assert told == [None, None, None]


def test_the_history_of_an_examination_says_that_and_not_what(kitchen) -> None:
    with kitchen.taken_by(NURSE) as desk:
        row = examines(desk)
        shown = desk.meal_logs.month("health", desk.today())
        desk.meal_logs.put(shown, {**entries(desk)[0].values, **ILL}, row)
        story = desk.row_history.of_place(RowPlace("kitchen_checkup", row))

    russian = translator("ru")
    told = [change_words(change.line, russian) for change in story.changes]
    assert len(told) >= 3
    assert not any(SECRET in one for one in told)


@pytest.mark.parametrize("who", [OFFICER, COOK])
def test_the_history_of_the_kitchen_is_open_to_who_sees_its_lines(kitchen, who: str) -> None:
    with kitchen.taken_by(HEAD) as head:
        shown = head.meal_logs.month("waste", head.today())
        begun = head.meal_logs.offer("waste", head.today()).values
        masses = {"served_kg": Decimal(9), "uneaten_kg": Decimal(1)}
        row = head.meal_logs.put(shown, {**begun, "dish": "Сорпа", **masses})
        account = head.account.id
    with kitchen.taken_by(who) as desk:
        assert desk.row_history.of_place(RowPlace("log_waste", row)).changes
        with pytest.raises(NotAllowedError):
            desk.row_history.of_place(RowPlace("account", account))


def test_the_cook_reads_no_history_of_examinations(kitchen) -> None:
    with kitchen.taken_by(NURSE) as desk:
        row = examines(desk)
    with kitchen.taken_by(COOK) as desk, pytest.raises(NotAllowedError):
        desk.row_history.of_place(RowPlace("kitchen_checkup", row))
