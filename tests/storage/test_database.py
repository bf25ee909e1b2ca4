"""The encrypted file: what opens it, what does not; nothing lies beside it in the clear."""

import pytest

from school_desk.storage import engine
from school_desk.storage.database import PAGE_BYTES, PLAIN_HEADER, Database
from school_desk.storage.errors import FileDamagedError, SchoolMissingError
from tests.storage.small_school import KEY, SCHOOL, open_file


def test_a_wrong_key_is_damage(path):
    with pytest.raises(FileDamagedError):
        Database(path, bytes(32))


def test_a_key_of_62_digits_would_be_a_passphrase_and_is_refused(path):
    with pytest.raises(ValueError, match="32 bytes"):
        Database(path, KEY[:31])


def test_a_plain_file_is_damage(tmp_path):
    path = tmp_path / "plain.db"
    connection = engine.connect(str(path))
    connection.execute("CREATE TABLE mark(points)")
    connection.close()
    assert path.read_bytes().startswith(PLAIN_HEADER)

    with pytest.raises(FileDamagedError):
        Database(path, KEY)


@pytest.mark.parametrize("content", [b"", b"x", b"x" * 4096, bytes(8192)])
def test_something_else_under_the_name_is_damage_and_no_new_school(tmp_path, content):
    path = tmp_path / "school.db"
    path.write_bytes(content)

    with pytest.raises(FileDamagedError):
        Database(path, KEY)

    assert path.read_bytes() == content


@pytest.mark.parametrize("at", [0, 15, 16, 100, 2000, 4095])
def test_a_damaged_first_page_is_damage(path, at):
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)

    with pytest.raises(FileDamagedError):
        Database(path, KEY)


def test_a_missing_file_is_not_made_by_looking(tmp_path):
    with pytest.raises(SchoolMissingError):
        Database(tmp_path / "school.db", KEY)

    assert list(tmp_path.iterdir()) == []


def test_damage_inside_is_found_by_the_quick_check(school, path):
    with school.storage.begin("Write topic") as work:
        work.put("lesson", school.lesson, topic="Ұзақ тақырып " * 2000)
    school.storage.database.close()
    content = bytearray(path.read_bytes())
    content[-1234] ^= 1
    path.write_bytes(content)
    database = Database(path, KEY)

    with pytest.raises(FileDamagedError):
        database.quick_check()


def test_a_whole_file_passes_the_quick_check(school):
    school.put_mark(9)

    assert school.storage.database.quick_check()


def test_a_quick_check_ends_when_it_is_told_to(school):
    write_lessons(school, 300)

    assert not school.storage.database.quick_check(lambda: True)
    assert school.storage.database.quick_check()


def test_damage_met_while_reading_is_a_sentence(school, path):
    write_lessons(school, 300)
    school.storage.database.close()
    content = bytearray(path.read_bytes())
    pages = len(content) // PAGE_BYTES
    for page in range(pages - 20, pages):
        content[page * PAGE_BYTES + 99] ^= 1
    path.write_bytes(content)
    db = Database(path, KEY).connection

    for read in (list, lambda rows: rows.fetchall()):
        with pytest.raises(FileDamagedError):
            read(db.execute("SELECT topic FROM lesson"))


def write_lessons(school, number):
    with school.storage.begin("Write topic") as work:
        for n in range(number):
            work.new("lesson", SCHOOL, topic=f"{n}-тақырып " * 9)


def test_no_file_of_the_folder_is_in_the_clear(school, path):
    school.put_mark(9)
    with school.storage.begin("Write topic") as work:
        work.put("lesson", school.lesson, topic="Құпия тақырып")
    files = sorted(path.parent.iterdir())

    assert {file.name for file in files} >= {"school.db", "school.db-wal"}
    for file in files:
        content = file.read_bytes()
        assert PLAIN_HEADER not in content
        assert "Құпия".encode() not in content
        assert b"CREATE TABLE" not in content


def test_a_commit_is_durable_by_the_settings_of_every_connection(storage):
    db = storage.db
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert db.execute("PRAGMA synchronous").fetchone() == (2,)
    assert db.execute("PRAGMA temp_store").fetchone()[0] != 1


REFUSED = {
    "guard": lambda db: db.table("pupil").insert({"row": 1, "surname": "А"}),
    "guard, many": lambda db: db.table("pupil").insert_all([{"row": 1}, {"row": 2}]),
    "guard, replace": lambda db: db.table("pupil").insert({"row": 1}, pk="row", replace=True),
    "guard, upsert": lambda db: db.table("pupil").upsert({"row": 1, "given": "А"}, pk="row"),
    "guard, update": lambda db: db.table("part").update(1, {"name": "x"}),
    "guard, delete": lambda db: db.table("part").delete(1),
    "no such column": lambda db: db.table("meta").insert({"key": "a", "nothing": 1}),
    "no such column, update": lambda db: db.table("pupil").update(6, {"nothing": 1}),
    "twice the same": lambda db: db.table("meta").insert_all([{"key": "a"}, {"key": "a"}]),
    "not a statement": lambda db: db.execute("INSERT INTO nowhere VALUES (1)"),
    "a script": lambda db: db.executescript("INSERT INTO meta VALUES ('b', 1); NONSENSE;"),
}


@pytest.mark.parametrize("refused", REFUSED.values(), ids=REFUSED)
def test_a_refused_write_through_sqlite_utils_leaves_no_transaction_open(school, refused):
    tables = school.storage.database.tables

    with pytest.raises(engine.DatabaseError):
        refused(tables)

    assert not tables.conn.in_transaction
    school.put_mark(9)
    assert school.points() == 9


def test_what_sqlite_utils_writes_is_seen_by_the_next_opening(storage, path):
    storage.database.tables.table("meta").insert({"key": "place", "value": "8Ә"})
    storage.database.close()

    again = open_file(path)

    assert again.db.execute("SELECT value FROM meta WHERE key = 'place'").fetchone() == ("8Ә",)
