"""Who holds the keys of sealed notes: with the role, not longer, and never without a way back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from school_desk.access.model import NotAllowedError, Role, RoleGrant
from school_desk.app import Desk, Entrance
from school_desk.i18n import translator
from school_desk.inclusion.model import NewNote, NoteKind, Purpose
from school_desk.inclusion.rules import NoteGoneError
from school_desk.intents import Form
from school_desk.journal.history_rules import change_words
from school_desk.paths import SchoolFolder
from school_desk.school.model import NewPupil, PersonName
from school_desk.school_file import NewSchool
from school_desk.storage.compartments import CompartmentClosedError
from school_desk.storage.errors import SecondWindowError
from school_desk.storage.key_file import open_ring
from school_desk.storage.keys import RecoveryForeignError, split_label
from school_desk.storage.recovery_code import RecoveryCode
from school_desk.storage.sealing import Argon2Params
from tests.access.matrix_school import grant

CHEAP = Argon2Params(64, 1, 1)
NOON = datetime(2026, 10, 22, 12, tzinfo=UTC)
TODAY = NOON.date()
WORDS = "төрт жаңа сөз керек"
NEW_WORDS = "өзен тас жол күн"
HEAD, DEPUTY, SPECIALIST, NURSE, TEACHER = "Айдос", "Дәурен", "Маржан", "Нұргүл", "Гүлнар"
ROLES = {DEPUTY: Role.DEPUTY, SPECIALIST: Role.SUPPORT, NURSE: Role.NURSE, TEACHER: Role.TEACHER}
TEXT = "Логопедке жіберілді"
WHY = Purpose.HELP


def note(text: str = TEXT, kind: NoteKind = NoteKind.PARENTS) -> NewNote:
    return NewNote(TODAY, kind, text)


class School:
    """A school with everybody of 13.1; one sits at the computer at a time."""

    def __init__(self, folder: Path) -> None:
        self.moment = NOON
        self.entrance = Entrance(SchoolFolder(folder), now=lambda: self.moment, cost=lambda: CHEAP)
        names = {"kk": "Мектеп", "ru": "Школа"}
        new = NewSchool(names, "2026-27", PersonName("Сәрсенов", "Айдос"), HEAD, WORDS)
        self.desk, self.code = self.entrance.set_up(new)
        self.accounts = {HEAD: self.desk.account.id}
        for name, role in ROLES.items():
            self.add(name, role)
        self.desk.school.import_pupils([NewPupil(PersonName("Әбіш", "Дана"), 6, "А")], TODAY)
        self.klass = self.desk.school.class_groups()[0].id
        self.pupil = self.desk.school.pupils(self.klass)[0].pupil.id

    def add(self, name: str, *roles: Role) -> int:
        person = PersonName(f"{name}ов", name)
        self.accounts[name] = self.desk.create_account(name, person, WORDS, roles)
        return self.accounts[name]

    def sits(self, name: str, password: str = WORDS) -> Desk:
        self.desk.close()
        self.desk = self.entrance.sign_in(name, password)
        return self.desk

    def held(self, name: str, password: str = WORDS) -> set[str]:
        """What an account opens of the key file on the disk, the file's own key aside."""
        secrets = open_ring(self.entrance.place.keys).unlock(name, password).secrets
        return {one for one in secrets if split_label(one)[0] != "file"}

    def opened(self, code: RecoveryCode) -> set[str]:
        return set(open_ring(self.entrance.place.keys).opened_by_sheet(code))

    def texts(self, kept: str) -> list[str | None]:
        service = getattr(self.desk, f"{kept}_notes")
        asked = (self.pupil,) if kept == "own" else (self.pupil, WHY)
        return [one.said.text if one.said else None for one in service.of_pupil(*asked)]

    def close(self) -> None:
        self.desk.close()
        self.entrance.close()


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    folder = tmp_path / "school.d"
    folder.mkdir()
    made = School(folder)
    yield made
    made.close()


def code_text(code: RecoveryCode) -> str:
    return " ".join((*code.groups, code.check_word))


def test_the_keys_follow_the_roles_of_the_matrix(school: School) -> None:
    school.sits(TEACHER)
    school.desk.own_notes.add(school.pupil, note())
    me = open_ring(school.entrance.place.keys).account_named(TEACHER).id

    held = {name: {split_label(one)[0] for one in school.held(name)} for name in school.accounts}

    assert held == {
        HEAD: {"support"},
        DEPUTY: {"support"},
        SPECIALIST: {"support"},
        NURSE: {"health"},
        TEACHER: {f"author/{me}"},
    }
    assert {split_label(one)[0] for one in school.opened(school.code)} == {
        *("file", "support", "health", f"author/{me}")
    }


def test_who_loses_the_role_loses_the_key_and_a_new_generation_begins(school: School) -> None:
    school.sits(SPECIALIST).support_notes.add(school.pupil, note("бұрынғы"))
    school.sits(HEAD).access.change_roles(school.accounts[SPECIALIST], [Role.TEACHER], Form())
    school.desk.support_notes.add(school.pupil, note("кейінгі"))

    assert school.held(SPECIALIST) == set()
    before = max(school.held(DEPUTY), key=lambda one: split_label(one)[1])
    assert split_label(before)[1] > 1
    assert sorted(map(str, school.texts("support"))) == ["бұрынғы", "кейінгі"]
    school.sits(DEPUTY)
    assert sorted(map(str, school.texts("support"))) == ["бұрынғы", "кейінгі"]
    with pytest.raises(NotAllowedError):
        school.sits(SPECIALIST).support_notes.of_pupil(school.pupil, WHY)


def test_who_leaves_takes_no_key_of_what_is_written_after(school: School) -> None:
    school.sits(SPECIALIST).support_notes.add(school.pupil, note("бұрынғы"))
    taken = open_ring(school.entrance.place.keys).unlock(SPECIALIST, WORDS).secrets
    school.sits(HEAD).keys.close_account(school.accounts[SPECIALIST])
    school.desk.support_notes.add(school.pupil, note("кейінгі"))

    newest = max(school.held(HEAD), key=lambda one: split_label(one)[1])
    assert newest not in taken
    assert sorted(map(str, school.texts("support"))) == ["бұрынғы", "кейінгі"]


def test_undoing_a_change_of_roles_gives_the_keys_back(school: School) -> None:
    school.desk.access.change_roles(school.accounts[NURSE], [Role.TEACHER], Form())
    assert school.held(NURSE) == set()

    school.desk.undo(Form())

    assert {split_label(one)[0] for one in school.held(NURSE)} == {"health"}


def test_a_role_that_ends_by_its_date_ends_the_key_when_the_head_comes(school: School) -> None:
    name, last = "Айжан", TODAY + timedelta(days=1)
    account = school.add(name)
    grant(school.desk, RoleGrant(account, Role.SUPPORT, ends=last))
    assert {split_label(one)[0] for one in school.held(name)} == {"support"}

    school.moment += timedelta(days=2)
    school.sits(HEAD)

    assert school.held(name) == set()


def test_the_head_gives_health_to_a_new_nurse_without_holding_it(school: School) -> None:
    school.sits(NURSE).health_notes.add(school.pupil, note("ескі мейіргер"))
    school.sits(HEAD).keys.close_account(school.accounts[NURSE])
    school.add("Сәуле", Role.NURSE)
    assert school.accounts["Сәуле"] in school.desk.keys.closed_notes()

    school.sits("Сәуле").health_notes.add(school.pupil, note("жаңа мейіргер"))
    assert sorted(school.texts("health"), key=str) == [None, "жаңа мейіргер"]

    school.sits(HEAD)
    assert school.desk.keys.hand_over(code_text(school.code)) == 1
    assert school.desk.keys.closed_notes() == ()
    assert school.held(HEAD) == {one for one in school.held(HEAD) if one.startswith("support")}
    school.sits("Сәуле")
    assert sorted(map(str, school.texts("health"))) == ["ескі мейіргер", "жаңа мейіргер"]


def test_a_second_nurse_gets_the_older_notes_from_the_sheet(school: School) -> None:
    school.sits(NURSE).health_notes.add(school.pupil, note("бірінші"))
    school.sits(HEAD)
    school.add("Сәуле", Role.NURSE)
    school.sits("Сәуле")
    assert school.texts("health") == [None]
    school.sits(HEAD).keys.hand_over(code_text(school.code))
    school.sits("Сәуле").health_notes.add(school.pupil, note("екінші"))

    school.sits(NURSE)
    assert sorted(map(str, school.texts("health"))) == ["бірінші", "екінші"]


def test_a_forgotten_password_loses_no_note_of_ones_own(school: School) -> None:
    school.sits(TEACHER).own_notes.add(school.pupil, note("менің жазбам"))
    school.sits(HEAD).reset_password(school.accounts[TEACHER], NEW_WORDS)
    school.sits(TEACHER, NEW_WORDS)
    assert school.texts("own") == [None]
    school.desk.own_notes.add(school.pupil, note("жаңасы"))

    school.sits(HEAD).keys.hand_over(code_text(school.code))

    school.sits(TEACHER, NEW_WORDS)
    assert sorted(map(str, school.texts("own"))) == ["жаңасы", "менің жазбам"]


def test_a_new_sheet_with_the_one_before_opens_all_at_once(school: School) -> None:
    school.sits(NURSE).health_notes.add(school.pupil, note())
    school.sits(TEACHER).own_notes.add(school.pupil, note())
    keys = school.sits(HEAD).keys
    assert keys.sheet_opens_more()
    new = keys.new_sheet()
    keys.take_sheet(new, code_text(school.code))

    assert keys.sheet_waits_for() == ()
    assert {split_label(one)[0].partition("/")[0] for one in school.opened(new)} == {
        *("file", "support", "health", "author")
    }
    with pytest.raises(RecoveryForeignError):
        school.opened(school.code)


def test_a_new_sheet_in_place_of_a_lost_one_loses_nothing(school: School) -> None:
    """The sheet lacks what the head lacks, until those who hold it have signed in once."""
    school.sits(NURSE).health_notes.add(school.pupil, note())
    school.sits(TEACHER).own_notes.add(school.pupil, note("тек өзіме"))
    keys = school.sits(HEAD).keys
    new = keys.new_sheet()
    keys.take_sheet(new)

    assert {split_label(one)[0] for one in school.opened(new)} == {"file", "support"}
    waits = {school.accounts[NURSE], school.accounts[TEACHER]}
    assert set(keys.sheet_waits_for()) == waits
    kinds = {split_label(one)[0].partition("/")[0] for one in school.opened(school.code)}
    assert kinds == {"health", "author"}  # the lost sheet, should it be found again

    school.sits(NURSE)
    school.sits(TEACHER)
    assert school.sits(HEAD).keys.sheet_waits_for() == ()
    with pytest.raises(RecoveryForeignError):
        school.opened(school.code)
    school.desk.reset_password(school.accounts[TEACHER], NEW_WORDS)
    school.desk.keys.hand_over(code_text(new))
    school.sits(TEACHER, NEW_WORDS)
    assert school.texts("own") == ["тек өзіме"]


def test_an_older_sheet_that_is_found_still_hands_over_what_only_it_opens(school: School) -> None:
    """The nurse has left, the sheet was lost: its boxes are kept until it turns up."""
    school.sits(NURSE).health_notes.add(school.pupil, note("мейіргер кетті"))
    keys = school.sits(HEAD).keys
    keys.close_account(school.accounts[NURSE])
    new = keys.new_sheet()
    keys.take_sheet(new)
    school.add("Сәуле", Role.NURSE)

    keys.hand_over(code_text(school.code))

    school.sits("Сәуле")
    assert school.texts("health") == ["мейіргер кетті"]
    assert "health" in {split_label(one)[0] for one in school.opened(new)}


def test_a_wrong_code_changes_nothing(school: School) -> None:
    school.sits(HEAD)
    before = school.entrance.place.keys.read_bytes()
    other = school.desk.keys.new_sheet()

    for act in (
        lambda: school.desk.keys.hand_over(code_text(other)),
        lambda: school.desk.keys.take_sheet(other, code_text(other)),
    ):
        with pytest.raises(RecoveryForeignError):
            act()
    assert school.entrance.place.keys.read_bytes() == before


def test_renewed_keys_leave_every_note_readable(school: School) -> None:
    school.sits(NURSE).health_notes.add(school.pupil, note("ауырды"))
    school.sits(TEACHER).own_notes.add(school.pupil, note("өзіме"))
    keys = school.sits(HEAD).keys
    school.desk.support_notes.add(school.pupil, note("қолдау"))
    keys.end_renewal(keys.begin_renewal())

    assert school.texts("support") == ["қолдау"]
    school.desk.support_notes.add(school.pupil, note("жаңа кілтпен"))
    school.sits(NURSE)
    assert school.texts("health") == ["ауырды"]
    school.sits(TEACHER)
    assert school.texts("own") == ["өзіме"]
    assert school.sits(HEAD).verify() == ()


def test_nobody_reads_or_changes_anothers_own_note(school: School) -> None:
    made = school.sits(TEACHER).own_notes.add(school.pupil, note())
    desk = school.sits(HEAD)

    assert school.texts("own") == []
    for act in (
        lambda: desk.own_notes.correct(made, note("басқа")),
        lambda: desk.own_notes.delete(made),
    ):
        with pytest.raises(NoteGoneError):
            act()
    storage = desk._storage
    entry = storage.registry.by_name["own_note"].fields[1]
    body = storage.db.execute("SELECT body FROM own_note").fetchone()[0]
    desk.own_notes.add(school.pupil, note("бастықтың өзінікі"))
    with pytest.raises(CompartmentClosedError):  # the head's own key is another one
        storage.plain(storage.db, made, entry, body)


def test_the_history_of_a_note_says_that_it_is_sealed_and_no_word(school: School) -> None:
    notes = school.sits(DEPUTY).support_notes
    made = notes.add(school.pupil, note())
    notes.correct(made, note("Басқа сөз"))
    notes.delete(made)
    history = school.desk.row_history.of_row("support_note", made)

    said = [change_words(one, translator("en")) for one in history.lines]
    assert "sealed; changed" in said
    assert TEXT not in repr(history)
    assert "Басқа" not in repr(history)
    with pytest.raises(NotAllowedError):
        school.sits(TEACHER).row_history.of_row("support_note", made)


def test_a_past_day_shows_the_note_as_it_stood(school: School) -> None:
    notes = school.sits(SPECIALIST).support_notes
    made = notes.add(school.pupil, note("бұрын"))
    school.moment += timedelta(days=1)
    notes.correct(made, note("қазір"))
    past = school.desk.as_of(date(2026, 10, 22))
    found = past.support_notes.of_pupil(school.pupil, WHY)
    past.close()

    assert [one.said and one.said.text for one in found] == ["бұрын"]
    assert school.texts("support") == ["қазір"]


def test_a_reader_beside_a_writer_reads_notes_and_writes_none(school: School) -> None:
    school.sits(SPECIALIST).support_notes.add(school.pupil, note())
    beside = Entrance(school.entrance.place, now=lambda: NOON, reading=True)
    desk = beside.sign_in(TEACHER, WORDS)
    before = school.entrance.place.keys.read_bytes()
    with pytest.raises(SecondWindowError):
        desk.own_notes.add(school.pupil, note())
    desk.close()
    beside.close()

    assert school.entrance.place.keys.read_bytes() == before


def test_a_note_of_others_is_closed_to_raw_reading(school: School) -> None:
    made = school.sits(NURSE).health_notes.add(school.pupil, note())
    storage = school.sits(HEAD)._storage
    entry = storage.registry.by_name["health_note"].fields[1]
    body = storage.db.execute("SELECT body FROM health_note").fetchone()[0]

    with pytest.raises(CompartmentClosedError):
        storage.plain(storage.db, made, entry, body)
