"""One way to write: all or nothing, logged field by field, told after it is on the disk."""
# ruff: noqa: PT012  the block that raises is the unit of work itself

import subprocess
import sys
from datetime import timedelta
from threading import Thread

import pytest

from school_desk.errors import DeskError
from school_desk.events import Committed
from school_desk.storage import engine
from school_desk.storage.changelog import LAST_HLC, context_text
from school_desk.storage.clock import moment_of
from school_desk.storage.errors import DiskFullError, FileBusyError, FileUnwritableError
from school_desk.storage.verify import verify
from tests.storage.small_school import CLASS, KEY, SCHOOL, Clock, from_outside, open_file


def everything(storage):
    """All rows of all tables, to see that nothing is left behind."""
    names = storage.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: sorted(storage.db.execute(f"SELECT * FROM {name}").fetchall(), key=repr)  # noqa: S608
        for (name,) in names
    }


def test_a_refused_write_leaves_nothing_behind(school):
    before = everything(school.storage)
    heard = []
    school.storage.events.subscribe(Committed, heard.append)

    with pytest.raises(DeskError), school.storage.begin("Put mark") as work:
        work.put_cell("mark", school.column, school.pupils[0], points=9)
        work.new("pupil", "school/2", surname="Бұл болмайды")
        work.born("lesson_column", CLASS, lesson=school.lesson, n=7)
        raise DeskError

    assert everything(school.storage) == before
    assert heard == []
    assert not school.storage.db.in_transaction


def test_after_a_refused_write_the_next_one_is_clean(school):
    with pytest.raises(DeskError), school.storage.begin("Add pupil") as work:
        refused = work.new("pupil", "school/2", surname="Бұл болмайды")
        raise DeskError
    with school.storage.begin("Add subject") as work:
        row = work.born("subject", SCHOOL, code="art")

    assert row == refused
    assert verify(school.storage) == ()


def test_only_the_fields_that_differ_are_logged(school):
    with school.storage.begin("Again") as work:
        row = work.born(
            "class_group", SCHOOL, year="2026-27", year_level=7, letter="А", language="ru"
        )
        work.put("pupil", school.pupils[0], surname="Қайрат0")
        number = work.number

    lines = school.storage.db.execute(
        "SELECT row, field, val FROM change_log WHERE work = ?", (number,)
    )
    assert lines.fetchall() == [(row, 2, "ru")]


def test_a_unit_that_changes_nothing_leaves_no_line_and_tells_nobody(school):
    school.put_mark(9)
    heard = []
    school.storage.events.subscribe(Committed, heard.append)
    works = school.count("work")

    school.put_mark(9)

    assert (school.count("work"), heard) == (works, [])


def test_the_disk_being_full_is_a_sentence_and_changes_nothing(school):
    school.put_mark(5)
    db = school.storage.db
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = everything(school.storage)
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(DiskFullError), school.storage.begin("Add pupils") as work:
        for n in range(5000):
            work.new("pupil", SCHOOL, surname=f"Көп{n}" * 20)

    assert everything(school.storage) == before
    db.execute("PRAGMA max_page_count = 1073741823")
    school.put_mark(6)
    assert (school.points(), verify(school.storage)) == (6, ())


def test_a_file_that_cannot_be_written_is_a_sentence(school):
    school.put_mark(5)
    school.storage.db.execute("PRAGMA query_only = 1")

    with pytest.raises(FileUnwritableError):
        school.put_mark(6)

    assert school.points() == 5
    assert not school.storage.db.in_transaction


def test_another_program_holding_the_file_is_a_sentence(school, path):
    holder = engine.connect(str(path), isolation_level=None)
    holder.set_key(f"x'{KEY.hex()}'")
    holder.execute("BEGIN IMMEDIATE")
    school.storage.db.execute("PRAGMA busy_timeout = 20")

    with pytest.raises(FileBusyError):
        school.put_mark(6)

    holder.close()
    school.put_mark(6)
    assert school.points() == 6


def test_a_second_process_that_writes_does_not_break_the_chain(school, path):
    """Only one process writes; if a second one does all the same, nothing is lost or forked."""
    script = (
        "import sys; from pathlib import Path; from tests.storage.small_school import open_file;"
        "s = open_file(Path(sys.argv[1]));"
        "column, pupil = int(sys.argv[2]), int(sys.argv[3]);\n"
        "with s.begin('Put mark') as work: work.put_cell('mark', column, pupil, points=4)"
    )
    for n in range(2):
        school.put_mark(n + 7)
        arguments = (str(path), str(school.column), str(school.pupils[n + 1]))
        subprocess.run([sys.executable, "-c", script, *arguments], check=True)

    school.put_mark(10)

    assert [school.points(n) for n in range(3)] == [10, 4, 4]
    assert verify(school.storage) == ()


def test_writes_outside_a_unit_of_work_are_refused(school):
    school.put_mark(5)
    for statement in (
        "UPDATE mark SET points = 10",
        "DELETE FROM mark",
        "INSERT INTO mark VALUES (1, 1, 1, 1, 1)",
        "REPLACE INTO mark SELECT parent, pupil, 10, dev, seq FROM mark",
        "DELETE FROM change_log",
        "UPDATE vv SET seq = 0",
        "UPDATE pupil SET surname = ''",
    ):
        with pytest.raises(engine.IntegrityError, match="outside a unit of work"):
            school.storage.db.execute(statement)

    assert (school.points(), verify(school.storage)) == (5, ())


def test_another_tool_with_the_key_cannot_write(school, path):
    school.put_mark(5)

    with pytest.raises(engine.OperationalError, match="no such function: sd_uow"):
        from_outside(path, "UPDATE mark SET points = 10", posing=False)


def test_what_happened_is_told_after_it_is_on_the_disk(school, path):
    heard = []

    def look(event):
        other = engine.connect(str(path))
        other.set_key(f"x'{KEY.hex()}'")
        heard.append((event.label, other.execute("SELECT points FROM mark").fetchall()))
        other.close()

    school.storage.events.subscribe(Committed, look)
    school.put_mark(9)

    assert heard == [("Put mark", [(9,)])]


def test_an_event_names_each_changed_cell_once(school):
    heard = []
    school.storage.events.subscribe(Committed, heard.append)

    with school.storage.begin("Paste", actor=school.teacher) as work:
        for points in (8, 9):
            work.put_cell("mark", school.column, school.pupils[0], points=points)

    (event,) = heard
    (change,) = event.changes
    assert (change.table, change.row, change.pupil, change.field) == (
        "mark",
        school.column,
        school.pupils[0],
        "points",
    )
    assert event.actor == school.teacher


def test_a_unit_within_a_unit_is_refused_and_both_leave_nothing(school):
    before = everything(school.storage)

    with pytest.raises(engine.OperationalError), school.storage.begin("Outer") as work:
        work.put_cell("mark", school.column, school.pupils[0], points=9)
        with school.storage.begin("Inner"):
            pass

    assert everything(school.storage) == before
    school.put_mark(3)
    assert school.points() == 3


def test_a_clock_set_back_a_year_blocks_nothing_and_keeps_the_order(school, path):
    school.put_mark(5)
    school.clock.set_by(-365 * 86400)
    school.put_mark(6)
    school.storage.database.close()
    again = open_file(path, now=Clock(school.clock.moment - timedelta(days=4000)))
    with again.begin("Put mark") as work:
        work.put_cell("mark", school.column, school.pupils[0], points=7)

    values = again.db.execute("SELECT val, hlc FROM change_log JOIN work USING(work) ORDER BY work")
    marks = values.fetchall()[-3:]
    assert [val for val, _ in marks] == [5, 6, 7]
    assert [hlc for _, hlc in marks] == sorted({hlc for _, hlc in marks})
    assert moment_of(marks[-1][1]).year == 2026
    assert again.db.execute("SELECT points FROM mark").fetchone() == (7,)


def test_a_fraction_with_a_point_is_refused_because_it_has_many_spellings(school):
    with pytest.raises(TypeError), school.storage.begin("Put mark") as work:
        work.put_cell("mark", school.column, school.pupils[0], points=1.5)

    assert school.points() is None


def test_the_context_of_a_form_is_spelled_in_one_way_only():
    assert context_text({b"\x02": 1, b"\x01": 2}) == context_text({b"\x01": 2, b"\x02": 1})


def test_what_a_refused_unit_had_seen_is_not_taken_for_what_the_next_one_saw(school):
    log = school.storage.log
    with pytest.raises(DeskError), school.storage.begin("Put mark") as work:
        refused = log.context_number(work.db, context_text({b"other": 1}))
        assert log.context(work.db, refused) == {b"other": 1}
        raise DeskError

    with school.storage.begin("Put mark") as work:
        number = log.context_number(work.db, context_text({b"third": 7}))

        assert number == refused
        assert log.context(work.db, number) == {b"third": 7}


def test_a_subject_deleted_and_entered_again_is_the_same_row(school):
    with school.storage.begin("Add subject") as work:
        first = work.born("subject", SCHOOL, code="art", name_kk="Өнер")
    with school.storage.begin("Delete subject") as work:
        work.delete(first)
    with school.storage.begin("Add subject") as work:
        second = work.born("subject", SCHOOL, code="art", name_kk="Өнер")

    found = school.storage.db.execute("SELECT alive, name_kk FROM subject WHERE row = ?", (second,))
    assert (second, found.fetchone()) == (first, (1, "Өнер"))
    assert verify(school.storage) == ()


def test_threads_write_one_after_the_other_and_readers_see_whole_units(school):
    """Each writer puts one value into two cells; no reader may ever see them differ."""
    torn = []

    def write(value):
        for _ in range(20):
            with school.storage.begin("Paste") as work:
                for pupil in school.pupils[:2]:
                    work.put_cell("mark", school.column, pupil, points=value)

    def read():
        for _ in range(300):
            found = school.storage.db.execute("SELECT DISTINCT points FROM mark").fetchall()
            torn.extend(found[1:])

    threads = [Thread(target=write, args=(value,)) for value in (3, 5, 7)]
    threads += [Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert torn == []
    assert school.points(0) == school.points(1)
    assert verify(school.storage) == ()


def test_the_newest_clock_value_is_found_from_the_ends_of_the_streams(school):
    plan = school.storage.db.execute(f"EXPLAIN QUERY PLAN {LAST_HLC}", (1,)).fetchall()

    assert [step[-1].split()[1] for step in plan] == ["vv", "c", "w"]
