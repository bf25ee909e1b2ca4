"""An attack by one of us: a teacher with the own password, all files, a backup and our source.

What the teacher may not read is sealed with keys that none of these give. And whoever has only the
disk finds no name, no IIN and no word in any byte of it: the search is proved by a file that has
them.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from school_desk.access.model import NotAllowedError, Role
from school_desk.app import Desk, Entrance
from school_desk.inclusion.model import Purpose
from school_desk.intents import Form
from school_desk.paths import SchoolFolder
from school_desk.storage import engine
from school_desk.storage.backup_file import extract_database, read_keys
from school_desk.storage.backup_rules import Kind
from school_desk.storage.compartments import (
    CompartmentClosedError,
    Compartments,
    SealedValueBrokenError,
    Spot,
    sealed_head,
)
from school_desk.storage.key_file import open_ring, parse_ring
from school_desk.storage.keys import Unlocked, label
from school_desk.storage.sealing import derive
from tests.access.leaving_traces import DATA, traces
from tests.access.test_compartment_keys import (
    DEPUTY,
    HEAD,
    NURSE,
    SPECIALIST,
    TEACHER,
    WORDS,
    School,
    note,
)

SUPPORT, HEALTH, PRIVATE, MINE = (
    *("Заикание, направлен к логопеду", "Эпилепсия, лекарство в сумке"),
    *("Протокол беседы о семье", "Менің өз жазбам: әке-шешесі"),
)
SECRETS = (SUPPORT, HEALTH, PRIVATE)
TABLES = {"support_note": "support", "health_note": "health", "own_note": "author"}


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """Everybody has written, corrected and deleted; there is a backup; the teacher sits down."""
    folder = tmp_path_factory.mktemp("attack") / "school"
    folder.mkdir()
    school = School(folder)
    support = school.sits(SPECIALIST).support_notes
    support.delete(support.add(school.pupil, note(SUPPORT)))
    school.desk.undo(Form())
    support.correct(support.add(school.pupil, note("бұрын")), note(SUPPORT))
    school.sits(NURSE).health_notes.add(school.pupil, note(HEALTH))
    school.sits(DEPUTY).own_notes.add(school.pupil, note(PRIVATE))
    school.sits(HEAD).own_notes.add(school.pupil, note(PRIVATE))
    school.desk.backups.make(Kind.BY_HAND, lambda _done, _of: None, lambda: False)
    school.sits(TEACHER).own_notes.add(school.pupil, note(MINE))
    yield school
    school.close()


def teachers_keys(school: School) -> Unlocked:
    return open_ring(school.entrance.place.keys).unlock(TEACHER, WORDS)


def everything(path: Path, key: bytes) -> Iterator[object]:
    """Every value of every table, as SQLCipher gives it to whoever has the key."""
    connection = engine.connect(str(path))
    try:
        connection.set_key(f"x'{key.hex()}'")
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in names:
            for row in connection.execute(f"SELECT * FROM {name}"):  # noqa: S608
                yield from row
    finally:
        connection.close()


def told(value: object) -> str:
    """What anybody could read in a value, whatever letters it is spelled in."""
    if not isinstance(value, bytes):
        return str(value)
    return "".join(value.decode(one, "ignore") for one in ("utf-8", "utf-16-le", "cp1251"))


def test_the_teacher_is_refused_at_every_door(attacked: School) -> None:
    desk, pupil = attacked.desk, attacked.pupil
    rows = [row for (row,) in desk._storage.db.execute("SELECT row FROM support_note")]
    doors = (
        lambda d: d.support_notes.of_pupil(pupil, Purpose.HELP),
        lambda d: d.health_notes.of_pupil(pupil, Purpose.HELP),
        lambda d: d.support_notes.correct(rows[0], note()),
        lambda d: d.support_notes.delete(rows[0]),
        lambda d: d.row_history.of_row("support_note", rows[0]),
        lambda d: d.looks.find(None),
        lambda d: d.keys.hand_over("A" * 54),
        lambda d: d.access.change_roles(d.account.id, [Role.NURSE, Role.SUPPORT], Form()),
    )
    for door in doors:
        with pytest.raises(NotAllowedError):
            door(desk)
    assert [one.said.text for one in desk.own_notes.of_pupil(pupil) if one.said] == [MINE]


def test_raw_sql_with_the_teachers_file_key_finds_the_rows_and_no_word(attacked: School) -> None:
    found = list(everything(attacked.entrance.place.database, teachers_keys(attacked).file_key))

    text = "\n".join(told(one) for one in found)
    assert "Әбіш" in text  # the control: what the file's key opens is read
    for secret in (*SECRETS, MINE, "бұрын", '2026-10-22", "parents'):
        assert secret not in text


def test_the_backup_opens_no_further(attacked: School, tmp_path: Path) -> None:
    backup = next(attacked.entrance.place.backups.glob("*.sdbackup"))
    extract_database(backup, tmp_path / "copy.db", lambda _done, _of: None)
    keys = parse_ring(read_keys(backup)).unlock(TEACHER, WORDS)

    text = "\n".join(map(told, everything(tmp_path / "copy.db", keys.file_key)))
    assert "Әбіш" in text
    assert not [secret for secret in SECRETS if secret in text]
    assert not {one for one in keys.secrets if one.startswith(("support", "health"))}


def test_no_key_that_the_teacher_has_opens_a_sealed_value(attacked: School) -> None:
    """Every key, every key made of one, under every name, at every sealed value of row and log."""
    held = teachers_keys(attacked)
    raw = {*held.secrets.values(), held.private_key, bytes(32)}
    made = {derive(one, purpose) for one in raw for purpose in ("support", "health", "device key")}
    storage, opened, tried = attacked.desk._storage, [], 0
    for table, compartment in TABLES.items():
        entry = storage.registry.by_name[table].fields[1]
        for row, val in storage.db.execute(
            "SELECT c.row, c.val FROM change_log AS c JOIN row_key AS k ON k.row = c.row "
            "WHERE k.tbl = ? AND c.field = 2 AND val NOTNULL",
            (storage.registry.by_name[table].id,),
        ).fetchall():
            for key in raw | made:
                for account in (held.account_id, *others(attacked)):
                    generation = sealed_head(val).generation
                    name = f"author/{account}" if compartment == "author" else compartment
                    forged = Unlocked(account, b"", {label(name, generation): key})
                    tried += 1
                    try:
                        spot = storage.spot(storage.db, row, entry)
                        opened.append(Compartments(lambda f=forged: f).open(spot, val))
                    except (CompartmentClosedError, SealedValueBrokenError):
                        continue
    assert tried > 100
    assert {MINE} == {json.loads(str(one))[2] for one in opened}  # the control: the own one opens


def others(school: School) -> list[int]:
    ring = open_ring(school.entrance.place.keys)
    return [one.id for one in ring.accounts if one.name != TEACHER]


def test_a_value_carried_into_the_teachers_own_note_does_not_open_there(
    attacked: School, tmp_path: Path
) -> None:
    """Our own program as the tool: ciphertext copied by SQL into a row of the teacher's own."""
    copy = Path(shutil.copytree(attacked.entrance.place.folder, tmp_path / "copy"))
    connection = engine.connect(str(copy / "school.db"), isolation_level=None)
    connection.set_key(f"x'{teachers_keys(attacked).file_key.hex()}'")
    connection.create_function("sd_uow", 0, lambda: 1)
    stolen = connection.execute("SELECT body FROM health_note").fetchone()[0]
    own = attacked.desk.own_notes.of_pupil(attacked.pupil)[0].id
    connection.execute("UPDATE own_note SET body = ? WHERE row = ?", (stolen, own))
    connection.close()

    desk = open_copy(copy)
    try:
        assert [one.said for one in desk.own_notes.of_pupil(attacked.pupil)] == [None]
    finally:
        desk.close()


def open_copy(folder: Path) -> Desk:
    return Entrance(SchoolFolder(folder), reading=True).sign_in(TEACHER, WORDS)


def test_who_may_read_does_read(attacked: School, tmp_path: Path) -> None:
    """The control of all of the above: the same files, the right passwords."""
    copy = Path(shutil.copytree(attacked.entrance.place.folder, tmp_path / "copy"))
    found = {}
    for name in (SPECIALIST, NURSE, DEPUTY):
        ring = open_ring(copy / "school.keys")
        held = Compartments(lambda n=name, r=ring: r.unlock(n, WORDS))
        storage = attacked.desk._storage
        for table in TABLES:
            entry = storage.registry.by_name[table].fields[1]
            for row, body in storage.db.execute(f"SELECT row, body FROM {table}"):  # noqa: S608
                spot: Spot = storage.spot(storage.db, row, entry)
                try:
                    found.setdefault(name, set()).add(json.loads(str(held.open(spot, body)))[2])
                except (CompartmentClosedError, SealedValueBrokenError):
                    continue
    assert found == {SPECIALIST: {SUPPORT}, NURSE: {HEALTH}, DEPUTY: {SUPPORT, PRIVATE}}


# Who has only the disk


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a school was worked in until the process was shot, temporary files too."""
    folder = tmp_path_factory.mktemp("disk")
    script = Path(__file__).with_name("leaving_traces.py")
    done = subprocess.run(
        [sys.executable, str(script), str(folder)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == -6, done.stderr.decode()  # it ended itself by a signal
    (folder / "said").write_bytes(done.stdout + done.stderr)
    return folder


def test_no_byte_of_the_disk_tells_a_name_a_number_or_a_word(disk: Path) -> None:
    files = [one for one in disk.rglob("*") if one.is_file()]
    names = {one.name for one in files}

    assert {"school.db", "school.db-wal", "school.keys", "settings.json", "said"} <= names
    assert {"looks.waiting", "signin.json"} <= names
    assert any(one.suffix == ".sdbackup" for one in files)
    assert traces(disk) == []


@pytest.mark.parametrize("word", DATA)
@pytest.mark.parametrize("letters", ["utf-8", "utf-16-le", "utf-16-be", "cp1251"])
def test_the_search_finds_what_is_there(tmp_path: Path, word: str, letters: str) -> None:
    try:
        content = word.encode(letters)
    except UnicodeEncodeError:
        pytest.skip("these letters do not exist there")
    (tmp_path / "control.bin").write_bytes(b"\x00\x01" + content + b"\xff")

    assert (word, "control.bin") in {(found, one.name) for found, one in traces(tmp_path)}
