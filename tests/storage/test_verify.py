"""Whatever another tool changes in the file is found, and the unit of work is named."""
# ruff: noqa: S608  numbers of our own in statements of a pretended tool

import pytest

from school_desk.storage import engine
from school_desk.storage.undo import History
from school_desk.storage.verify import tail_fits, verify
from tests.storage.computers import Computers, exchange_everything
from tests.storage.small_school import Computer, from_outside, open_file


@pytest.fixture
def marked(school):
    """Ten marks, each in a unit of work of its own; the fifth is replaced once."""
    for n in range(10):
        school.put_mark(n + 1, pupil=n)
    school.put_mark(9, pupil=4)
    return school


def faults_after(marked, path, *statements):
    marked.storage.database.close()
    from_outside(path, *statements)
    again = open_file(path)
    found = verify(again)
    again.database.close()
    return found


def work_of(marked, mark):
    """The unit of work that put a mark (1 to 10) first."""
    found = marked.storage.db.execute(
        "SELECT min(work) FROM change_log WHERE row = (SELECT row FROM change_log "
        "WHERE part = (SELECT ord FROM part WHERE name = 'class/1') AND seq = ?)",
        (2 + mark,),
    )
    return found.fetchone()[0]


def test_an_untouched_file_has_no_faults(marked):
    History(marked.storage).undo(marked.teacher, {}, lambda _label, _scope: None)

    assert verify(marked.storage) == ()
    assert tail_fits(marked.storage)


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE change_log SET val = 10 WHERE work = {work}",
        "UPDATE change_log SET field = 0 WHERE work = {work}",
        "UPDATE change_log SET row = row + 1 WHERE work = {work}",
        "UPDATE change_log SET row = 77 WHERE work = {work}",
        "UPDATE change_log SET seq = seq + 1000 WHERE work = {work}",
        "UPDATE change_log SET ctx = 9 WHERE work = {work}",
        "UPDATE change_log SET prev_dev = 1, prev_seq = 1 WHERE work = {work}",
        "UPDATE work SET hlc = hlc + 1 WHERE work = {work}",
        "UPDATE work SET actor = actor + 1 WHERE work = {work}",
        "UPDATE work SET reason = 'сөз' WHERE work = {work}",
        "UPDATE work SET origin = 2 WHERE work = {work}",
        "UPDATE work SET origin = 99 WHERE work = {work}",
        "UPDATE work SET of = 3 WHERE work = {work}",
        "UPDATE work SET label = (SELECT min(ord) FROM label) WHERE work = {work}",
        "UPDATE work SET chain = x'0011223344556677' WHERE work = {work}",
        "DELETE FROM work WHERE work = {work}",
    ],
)
def test_an_edited_line_of_the_log_is_named_by_its_unit_of_work(marked, path, edit):
    work = work_of(marked, 5)

    faults = faults_after(marked, path, edit.format(work=work))

    assert faults[0].work == work
    assert f"{work}" in faults[0].sentence.format(**faults[0].facts)
    assert sum(fault.work is not None and fault.work > work + 1 for fault in faults) == 0


def test_a_removed_line_of_the_log_is_noticed(marked, path):
    work = work_of(marked, 5)

    faults = faults_after(marked, path, f"DELETE FROM change_log WHERE work = {work}")

    assert faults[0].work in {work, work + 1}


@pytest.mark.parametrize(
    ("edit", "mark"),
    [
        ("UPDATE mark SET points = 10 WHERE pupil = {pupil}", 5),
        ("UPDATE mark SET dev = 1, seq = 3 WHERE pupil = {pupil}", 5),
        ("DELETE FROM mark WHERE pupil = {pupil}", 5),
    ],
)
def test_an_edited_mark_is_named_by_the_unit_of_work_that_put_it(marked, path, edit, mark):
    last = marked.storage.db.execute("SELECT max(work) FROM work").fetchone()[0]

    faults = faults_after(marked, path, edit.format(pupil=marked.pupils[mark - 1]))

    assert [fault.work for fault in faults if fault.work] == [last]


@pytest.mark.parametrize(
    "edit",
    [
        "INSERT INTO mark VALUES ({column}, {last_pupil}, 10, 1, 1)",
        "INSERT INTO mark VALUES (9999, 9999, 10, 1, 1)",
        "INSERT INTO pupil(row, surname) VALUES (5000, 'Бөтен')",
        "UPDATE pupil SET alive = 0 WHERE row = {pupil}",
        "UPDATE pupil SET surname = 'Бөтен' WHERE row = {pupil}",
        "UPDATE pupil SET patronymic = 'Бөтен' WHERE row = {pupil}",
        "UPDATE lesson SET topic = 'Бөтен'",
        "DELETE FROM pupil WHERE row = {pupil}",
        "DELETE FROM cell_head WHERE row = {pupil}",
        "UPDATE cell_head SET seq = seq + 1 WHERE row = {pupil}",
        "INSERT INTO cell_head VALUES ({pupil}, 0, 1, 1)",
        "INSERT INTO head_extra VALUES ({pupil}, 1, 1, 1)",
        "INSERT INTO conflict VALUES ({pupil}, 1, 1)",
        "UPDATE row_key SET key = key + 1 WHERE row = {pupil}",
        "UPDATE vv SET seq = seq - 1",
        "UPDATE vv SET chain = x'00112233445566770011223344556677'",
        "DELETE FROM vv",
        "UPDATE personal_salt SET salt = x'00112233445566770011223344556677' WHERE seq = 10",
        "UPDATE personal_salt SET digest = x'00112233445566770011223344556677' WHERE seq = 10",
        "UPDATE personal_salt SET salt = NULL WHERE seq = 10",
        "DELETE FROM personal_salt WHERE seq = 10",
        "DROP TRIGGER guard_mark_update",
    ],
)
def test_no_edit_from_outside_goes_unnoticed(marked, path, edit):
    facts = {"pupil": marked.pupils[4], "last_pupil": marked.pupils[-1], "column": marked.column}

    assert faults_after(marked, path, edit.format(**facts)) != ()


def test_a_cut_tail_is_noticed_at_the_next_start(marked, path):
    last = marked.storage.db.execute("SELECT max(work) FROM work").fetchone()[0]
    marked.storage.database.close()
    from_outside(path, f"UPDATE change_log SET val = 10 WHERE work = {last}")
    assert tail_fits(open_file(path))

    from_outside(path, f"DELETE FROM change_log WHERE work = {last}")
    assert not tail_fits(open_file(path))


def test_two_streams_of_one_unit_are_both_covered(marked, path):
    with marked.storage.begin("Both") as work:
        work.put_cell("mark", marked.column, marked.pupils[0], points=2)
        work.put("pupil", marked.pupils[0], surname="Басқа")
    number = marked.storage.db.execute("SELECT max(work) FROM work").fetchone()[0]
    marked.put_mark(3)

    edit = f"UPDATE change_log SET val = 5 WHERE work = {number} AND val = 2"
    faults = faults_after(marked, path, edit)

    assert faults[0].work == number


UNSAID = {
    ("device", "public"): "signatures do not exist yet; the id is made of it",
    ("conflict", "opened"): "only orders the list of conflicts, and is made anew from the log",
}


def every_column(storage):
    """The tables that hold something, with their columns and what names their first row."""
    tables = storage.db.execute(
        "SELECT name, sql LIKE '%WITHOUT ROWID' FROM sqlite_master "
        "WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'"
    ).fetchall()
    for table, keyed in tables:
        columns = storage.db.execute(f"PRAGMA table_info({table})").fetchall()
        key = ", ".join(name for _, name, *_, part in columns if part) if keyed else "rowid"
        if storage.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]:
            first = f"({key}) = (SELECT {key} FROM {table} ORDER BY {key} LIMIT 1)"
            yield table, first, [name for _, name, *_ in columns]


@pytest.mark.parametrize("value", ["77777", "'x'", "x'00'"])
def test_no_column_of_no_table_can_be_edited_unnoticed(tmp_path, empty_file, value):
    with Computers(tmp_path, empty_file, 2) as (a, b):
        a.put_mark(0, 7)
        b.put_mark(0, 8)
        a.name_pupil(1, "Ә")
        a.delete_pupil(2, a.look())
        exchange_everything((a, b))
        places = list(every_column(a.storage))
        a.storage.database.close()
        unnoticed = {
            (table, column)
            for table, first, columns in places
            for column in columns
            if passes(a, f"UPDATE {table} SET {column} = {value} WHERE {first}")
        }

    assert unnoticed == set(UNSAID)


def passes(peer, edit):
    """Whether an edit that another tool could make is not noticed."""
    copy = peer.path.with_name("edited.db")
    copy.write_bytes(peer.path.read_bytes())
    try:
        from_outside(copy, edit)
    except engine.DatabaseError:  # the schema itself refuses it
        return False
    storage = open_file(copy, peer.storage.device)
    found = verify(storage)
    storage.database.close()
    return found == ()


def test_what_was_written_before_a_restore_fits_for_the_new_device_too(marked, path):
    """A restored file is a new device: the stream of the old one goes on to be checked as own."""
    marked.storage.database.close()
    restored = open_file(path, Computer(b"restored", b"public of the restored"))
    with restored.begin("Put mark", actor=marked.teacher) as work:
        work.put_cell("mark", marked.column, marked.pupils[0], points=2)

    found = verify(restored), tail_fits(restored)
    restored.database.close()

    assert found == ((), True)


@pytest.mark.parametrize("mark", [3, 11])
def test_an_edited_line_is_named_whichever_device_of_here_wrote_it(marked, path, mark):
    marked.storage.database.close()
    restored = open_file(path, Computer(b"restored", b"public of the restored"))
    for points in (2, 3):
        with restored.begin("Put mark", actor=marked.teacher) as work:
            work.put_cell("mark", marked.column, marked.pupils[0], points=points)
    (works,) = zip(*restored.db.execute("SELECT work FROM work ORDER BY work"), strict=True)
    restored.database.close()
    wrong = works[mark]
    from_outside(path, f"UPDATE work SET hlc = hlc + 1 WHERE work = {wrong}")

    restored = open_file(path, Computer(b"restored", b"public of the restored"))
    faults = verify(restored)
    restored.database.close()

    assert faults[0].work == wrong
